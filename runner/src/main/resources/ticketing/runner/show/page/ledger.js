import * as cards from './card.js';
import {count, element, setAttribute} from './dom.js';
import {Pieces} from './pieces.js';
import {assign, newest, range} from './slots.js';

/** What is wrong has words as long as it takes no more than this share of the room. */
const MOST_IN_WORDS = 0.6;

/** Draws the tickets that a lane's service has sold, as stubs. An order with two of them has a frame that glows. */
export class Ledger {
  #stubs = new Pieces('sold', 'data-sold', look);
  #placeOf = new Map();

  get layer() {
    return this.#stubs.layer;
  }

  /** Draws those that are wrong first, and then the newest that fit. Returns how many do not. */
  draw(lane, grid, isCalm) {
    const places = this.#choose(lane, grid);
    this.#stubs.draw(lane, places, isCalm);
    return lane.ledger.size - places.size;
  }

  /** Chooses places: first for what is wrong, in words if that leaves room; then for the newest of the others. */
  #choose(lane, grid) {
    const {first, others} = lane.ledger;
    const put = (numbers, room, isWide) => pack(numbers, lane.cards, grid.columns, room, isWide);
    const wide = put(first, grid.capacity, true);
    const isWide = wide.shown.size === first.size && wide.taken.size <= MOST_IN_WORDS * grid.capacity;
    const all = isWide ? wide : put(first, grid.capacity, false);
    const isAll = all.shown.size === first.size && all.taken.size + others.size <= grid.capacity;
    const room = isAll ? grid.capacity : grid.besideMore;
    // The newest that fit, in the order in which they came.
    const fit = isAll ? all.shown : put([...first].reverse(), room, isWide).shown;
    const chosen = [...first].filter(n => fit.has(n));
    const {shown, taken} = put(chosen, room, isWide);
    const free = range(0, room).filter(slot => !taken.has(slot));
    this.#placeOf = assign(this.#placeOf, newest(others, free.length), free);
    this.#placeOf.forEach((slot, n) => shown.set(n, {slot, span: 1}));
    shown.forEach(place => Object.assign(place, grid.place(place.slot)));
    return shown;
  }
}

/** Stubs, and words where something is wrong: not everybody sees the color. */
function look(item, card, {span}) {
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

/** Puts one after the other into the first place that has room for it, until there is none. */
function pack(numbers, cardOf, columns, room, isWide) {
  const shown = new Map();
  const taken = new Set();
  for (const n of numbers) {
    const span = Math.min(columns, spanOf(cardOf.get(n), isWide));
    const slot = range(0, room - span + 1).find(from => isFree(from, span, taken, columns));
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
