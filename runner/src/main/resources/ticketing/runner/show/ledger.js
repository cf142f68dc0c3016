import * as cards from './card.js';
import {count, element, setAttribute, setText} from './dom.js';
import {newest, range, seat} from './slots.js';

/** What is wrong has words as long as it takes no more than this share of the room. */
const MOST_IN_WORDS = 0.6;

/** Draws the tickets that a lane's service has sold, as stubs. An order with two of them has a frame that glows. */
export class Ledger {
  #items = new Map();
  #seats = new Map();

  constructor(info, onMore) {
    this.name = info.name;
    this.layer = element('div', {class: 'stubs'});
    this.more = element('button', {type: 'button', class: 'more', hidden: true, 'data-more': 'ledger'});
    this.more.addEventListener('click', onMore);
    this.root = element('div', {class: 'ledger'}, this.more);
  }

  /** Draws those that are wrong first, and then the newest that fit. */
  draw(lane, geometry, isCalm) {
    const {shown, left} = this.#choose(lane, geometry.ledger);
    this.#items.forEach((item, n) => {
      if (!shown.has(n)) {
        if (item === document.activeElement) {
          this.layer.querySelector(`.sold:not([data-sold="${n}"])`)?.focus({preventScroll: true});
        }
        item.remove();
        this.#items.delete(n);
      }
    });
    shown.forEach((place, n) => this.#put(lane.cards.get(n), place, isCalm));
    if (isCalm) {
      lane.soldTwice.forEach(n => this.#items.get(n)?.classList.add('pulse'));
    }
    this.more.hidden = left === 0;
    if (left > 0) {
      setText(this.more, `+${left} more`);
      setAttribute(this.more, 'aria-label', `${left} more orders with tickets, ${this.name}`);
    }
  }

  /** Chooses places: first for what is wrong, in words if that leaves room; then for the newest of the others. */
  #choose(lane, grid) {
    const {first, others, size} = lane.ledger;
    const wide = pack(first, lane, grid, grid.capacity, true);
    const isWide = wide.shown.size === first.size && wide.taken.size <= MOST_IN_WORDS * grid.capacity;
    const all = isWide ? wide : pack(first, lane, grid, grid.capacity, false);
    const isAll = all.shown.size === first.size && all.taken.size + others.size <= grid.capacity;
    const room = isAll ? grid.capacity : grid.besideMore;
    const {shown, taken} = isAll ? all : packNewest(first, lane, grid, room, isWide);
    const free = range(0, room).filter(slot => !taken.has(slot));
    this.#seats = seat(this.#seats, newest(others, free.length), free);
    this.#seats.forEach((slot, n) => shown.set(n, {slot, span: 1}));
    shown.forEach(place => Object.assign(place, grid.place(place.slot)));
    return {shown, left: size - shown.size};
  }

  #put(card, place, isCalm) {
    let item = this.#items.get(card.n);
    if (!item) {
      item = element('button', {type: 'button', class: 'sold', 'data-sold': card.n, tabindex: '-1'});
      this.#items.set(card.n, item);
      this.layer.append(item);
      item.classList.toggle('new', isCalm);
    }
    const transform = `translate(${place.x}px, ${place.y}px)`;
    if (item.style.transform !== transform) {
      item.style.transform = transform;
    }
    if (item.card !== card || item.span !== place.span) {
      item.card = card;
      item.span = place.span;
      look(item, card, place.span);
    }
  }
}

/** Stubs, and words where something is wrong: not everybody sees the colour. */
function look(item, card, span) {
  setAttribute(item, 'data-span', span);
  setAttribute(item, 'data-duplicate', cards.isDuplicate(card));
  setAttribute(item, 'data-wrong', cards.isWrong(card));
  setAttribute(
    item,
    'aria-label',
    `order ${card.n} has ${count(card.tickets.length, 'ticket')}: ${cards.inWords(card)}`,
  );
  setAttribute(item, 'title', card.tickets.join(', '));
  const words = wordsOf(card, span);
  const stubs = cards.isDuplicate(card) ? 2 : 1;
  item.replaceChildren(
    ...Array.from({length: stubs}, () => element('span', {class: 'stub'}, String(card.n))),
    ...(words ? [element('span', {class: 'tag'}, words)] : []),
  );
}

function wordsOf(card, span) {
  if (cards.isDuplicate(card)) {
    return span > 2 ? `${card.tickets.length} tickets` : `×${card.tickets.length}`;
  }
  if (cards.isSoldButFailed(card)) {
    return span > 1 ? 'told “failed”' : '✗';
  }
  return cards.isWrongNumber(card) ? '≠' : '';
}

/** As many as fit when the newest come first, in the order in which they came. */
function packNewest(first, lane, grid, room, isWide) {
  const fit = pack([...first].reverse(), lane, grid, room, isWide).shown;
  return pack(
    [...first].filter(n => fit.has(n)),
    lane,
    grid,
    room,
    isWide,
  );
}

/** Puts one after the other into the first place that has room for it, until there is none. */
function pack(numbers, lane, grid, room, isWide) {
  const shown = new Map();
  const taken = new Set();
  for (const n of numbers) {
    const span = Math.min(grid.columns, spanOf(lane.cards.get(n), isWide));
    const slot = range(0, room - span + 1).find(from => isFree(from, span, taken, grid.columns));
    if (slot === undefined) {
      break;
    }
    range(slot, slot + span).forEach(place => taken.add(place));
    shown.set(n, {slot, span});
  }
  return {shown, taken};
}

/** Whether there is room in one row. */
const isFree = (from, span, taken, columns) =>
  (from % columns) + span <= columns && range(from, from + span).every(place => !taken.has(place));

function spanOf(card, isWide) {
  if (cards.isDuplicate(card)) {
    return isWide ? 3 : 2;
  }
  return cards.isSoldButFailed(card) && isWide ? 3 : 1;
}
