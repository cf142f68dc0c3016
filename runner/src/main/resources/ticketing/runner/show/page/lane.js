import {isDuplicate} from './card.js';
import {count, element, set, setText, showText} from './dom.js';
import {drawCard, drawTickets} from './looks.js';
import {Pieces} from './pieces.js';
import {fill, newest, shownAndNewest} from './places.js';
import {CELLS} from './state.js';

/** What each strategy does. */
const STRATEGIES = {
  '01': 'retry every call',
  '02': 'attempt the create once',
  '03': 'validate, create, wait',
  '04': 'the same, in a child workflow',
  key: 'an idempotency key',
};

const COUNTERS = {
  orders: 'orders',
  open: 'open',
  tickets: 'tickets',
  duplicates: 'duplicates',
  failedWithTicket: 'told “failed”, but has a ticket',
  failedWithout: 'told “failed”, and has no ticket',
};

/** Counters that jump when they grow, unless there is a rush or the user wants no motion. */
const ALARMS = new Set(['duplicates', 'failedWithTicket']);
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

const VALIDATING_STEPS = new Set(['validate', 'settle']);

/** In the ledger, what is wrong has words as long as it takes no more than this share of the room. */
const MOST_IN_WORDS = 0.6;
const PLACES_WITH_WORDS = 3;

/** Draws one lane: its cards at their steps, its ledger, and its counters. */
export class LaneView {
  #chips = new Pieces('chip', 'data-order', drawCard);
  #tickets = new Pieces('sold', 'data-sold', drawTickets);
  #places = new Map();
  #mores = new Map();
  #counters = new Map();
  #verdict = element('p', {class: 'verdict'});
  #geometry = null;

  constructor(info) {
    this.name = info.name;
    this.root = element(
      'section',
      {class: 'lane', 'data-lane': info.id, 'aria-label': info.name},
      this.#head(info),
      ...CELLS.map(cell => this.#cell(info, cell)),
      this.#counts(),
      element(
        'div',
        {class: 'layer', role: 'group', 'aria-label': `Orders of ${info.name}`},
        this.#chips.layer,
        this.#tickets.layer,
      ),
    );
  }

  #head(info) {
    const [number, ...words] = info.name.split('-');
    return element(
      'div',
      {class: 'head column'},
      element('h2', {}, element('b', {}, number), ' ', words.join(' ')),
      element('p', {class: 'does'}, STRATEGIES[info.id] ?? ''),
      element('span', {class: 'mine', hidden: !info.mine}, 'your code'),
    );
  }

  #cell(info, cell) {
    const isOff = VALIDATING_STEPS.has(cell) && !info.validates;
    const more = element('button', {type: 'button', class: 'more', 'data-more': cell});
    this.#mores.set(cell, more);
    return element('div', {class: 'cell', 'data-cell': cell, 'data-off': isOff}, more);
  }

  #counts() {
    const list = element('dl', {class: 'counts'});
    for (const [name, words] of Object.entries(COUNTERS)) {
      const number = element('dd', {'data-counter': name}, '0');
      this.#counters.set(name, number);
      list.append(element('div', {class: name}, element('dt', {class: 'unseen'}, words), number));
    }
    return element('div', {class: 'counters column'}, list, this.#verdict);
  }

  /** Draws it if it has changed, or the geometry has. */
  draw(lane, geometry) {
    this.#drawCounters(lane.info);
    if (!lane.changed && this.#geometry === geometry) {
      return;
    }
    if (this.#geometry !== geometry) {
      this.#geometry = geometry;
      this.#places.clear();
    }
    const cards = new Map();
    for (const cell of CELLS) {
      const places = this.#fill(lane, cell);
      if (cell === 'ledger') {
        this.#tickets.draw(lane, places);
      } else {
        places.forEach((place, n) => cards.set(n, place));
      }
    }
    this.#chips.draw(lane, cards);
  }

  /** Chooses who is shown in a cell, and where; the others are counted by "more". */
  #fill(lane, cell) {
    const shelf = lane.shelves.get(cell);
    const grid = this.#geometry.cells.get(cell);
    const span = cell === 'ledger' ? spanOf(shelf.first, lane.cards, grid) : 1;
    const choose = cell === 'ledger' || cell === 'done' ? newest : shownAndNewest;
    const places = fill(shelf, grid, this.#places.get(cell) ?? new Map(), choose, span);
    this.#places.set(cell, places);
    const left = shelf.size - places.size;
    const more = this.#mores.get(cell);
    showText(more, left > 0 && (grid.isNarrow ? `+${left}` : `+${left} more`));
    const words = cell === 'ledger' ? 'orders with tickets' : cell;
    set(more, {'aria-label': `${left} more ${words}, ${this.name}`});
    const drawn = ([n, place]) => [n, {...grid.position(place), span: shelf.first.has(n) ? span : 1}];
    return new Map([...places].map(drawn));
  }

  #drawCounters(info) {
    const isStill = STILL.matches || this.root.closest('[data-rush]');
    for (const [name, number] of this.#counters) {
      if (ALARMS.has(name) && info[name] > Number(number.textContent) && !isStill) {
        number.animate([{transform: 'scale(1.35)'}, {transform: 'scale(1)'}], 400);
      }
      setText(number, info[name]);
      set(number, {'data-some': info[name] > 0, 'data-digits': String(info[name]).length});
    }
    const {verdict, words} = verdictOf(info);
    setText(this.#verdict, words);
    set(this.root, {'data-verdict': verdict});
  }
}

/** How many places each of the wrong tickets takes in the ledger: with words, if that leaves room for others. */
function spanOf(wrong, cards, {columns, capacity}) {
  const hasWords = wrong.size * PLACES_WITH_WORDS <= MOST_IN_WORDS * capacity;
  const withoutWords = [...wrong].some(n => isDuplicate(cards.get(n))) ? 2 : 1;
  return Math.min(columns, hasWords ? PLACES_WITH_WORDS : withoutWords);
}

/** The verdict on a lane, the worst first. */
function verdictOf({orders, open, duplicates, failedWithTicket, failedWithout, lost, declined, right}) {
  const wrong = orders - right;
  const verdicts = [
    [duplicates, 'wrong', `✗ ${count(duplicates, 'ticket')} too many`],
    [failedWithTicket, 'wrong', `✗ ${failedWithTicket} told “failed”, but sold`],
    [failedWithout, 'without', `✗ ${count(failedWithout, 'customer')} without a ticket`],
    [lost, 'without', `✗ ${lost} forgotten by Temporal`],
    [open, 'open', `${open} in progress`],
    [wrong, 'wrong', `✗ ${wrong} wrong`],
    [orders, 'right', `✓ exactly one each${declined > 0 ? `, ${declined} declined` : ''}`],
  ];
  const [, verdict, words] = verdicts.find(([many]) => many > 0) ?? [0, 'none', ''];
  return {verdict, words};
}
