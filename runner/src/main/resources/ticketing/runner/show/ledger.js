import * as cards from './card.js';
import {count, element, setAttribute, setText} from './dom.js';
import {newest, seat} from './slots.js';

/** The tickets that a lane's service has sold, in stubs. An order with two of them has a frame that glows. */
export class Ledger {
  #items = new Map();
  #seats = new Map();

  constructor(info, onMore) {
    this.name = info.name;
    this.layer = element('div', {class: 'stubs'});
    this.more = element('button', {type: 'button', class: 'more', hidden: true, 'data-more': 'ledger'});
    this.more.addEventListener('click', onMore);
    this.root = element('div', {class: 'ledger', 'data-ledger': true}, this.more);
  }

  /** Draws those that are wrong first, and then the newest that fit. */
  draw(lane, geometry, isCalm) {
    const {shown, left} = this.#choose(lane, geometry.ledger);
    this.#items.forEach((item, n) => {
      if (!shown.has(n)) {
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

  /** Who is shown where: what is wrong first, in words if there is room for all of it; then the newest of the others. */
  #choose(lane, grid) {
    const {first, others, size} = lane.ledger;
    const isWide = grid.columns >= 4 && pack([...first], lane, grid, grid.capacity, true).shown.size === first.size;
    const all = pack([...first], lane, grid, grid.capacity, isWide);
    const isAll = all.shown.size === first.size && all.used + others.size <= grid.capacity;
    const room = isAll ? grid.capacity : grid.besideMore;
    const {shown, used} = isAll ? all : pack(newestThatFit(first, lane, grid, room, isWide), lane, grid, room, isWide);
    this.#seats = seat(this.#seats, newest(others, room - used), used, room);
    this.#seats.forEach((place, n) => shown.set(n, {...grid.place(place), span: 1}));
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

/** Stubs, and words where something is wrong: colour alone says nothing to some. */
function look(item, card, span) {
  setAttribute(item, 'data-span', span);
  setAttribute(item, 'data-tickets', card.tickets.length);
  setAttribute(item, 'data-duplicate', cards.isDuplicate(card));
  setAttribute(item, 'data-wrong', cards.isWrong(card));
  setAttribute(item, 'aria-label', `order ${card.n} has ${count(card.tickets.length, 'ticket')}: ${cards.inWords(card)}`);
  setAttribute(item, 'title', card.tickets.join(', '));
  const words = wordsOf(card, span);
  const stubs = cards.isDuplicate(card) ? 2 : 1;
  item.replaceChildren(
    ...Array.from({length: stubs}, () => element('span', {class: 'stub'}, String(card.n))),
    ...(words ? [element('span', {class: 'tag'}, words)] : []));
}

function wordsOf(card, span) {
  if (cards.isDuplicate(card)) {
    return span > 2 ? `${card.tickets.length} tickets` : `×${card.tickets.length}`;
  }
  if (cards.hasTicketAllTheSame(card)) {
    return span > 1 ? 'told “failed”' : '✗';
  }
  return cards.isWrongNumber(card) ? '≠' : '';
}

/** As many as fit when the newest come first, in the order in which they came. */
function newestThatFit(first, lane, grid, room, isWide) {
  const fit = pack([...first].reverse(), lane, grid, room, isWide).shown;
  return [...first].filter(n => fit.has(n));
}

/** Puts one after the other into rows, as long as there is room. */
function pack(numbers, lane, grid, capacity, isWide) {
  const shown = new Map();
  let used = 0;
  for (const n of numbers) {
    const span = Math.min(grid.columns, spanOf(lane.cards.get(n), isWide));
    const inRow = used % grid.columns;
    const slot = inRow + span > grid.columns ? used + grid.columns - inRow : used;
    if (slot + span > capacity) {
      break;
    }
    shown.set(n, {...grid.place(slot), span});
    used = slot + span;
  }
  return {shown, used};
}

function spanOf(card, isWide) {
  if (cards.isDuplicate(card)) {
    return isWide ? 3 : 2;
  }
  return cards.hasTicketAllTheSame(card) && isWide ? 3 : 1;
}
