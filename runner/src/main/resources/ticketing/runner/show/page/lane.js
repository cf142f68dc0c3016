import * as cards from './card.js';
import {count, element, setAttribute, setText} from './dom.js';
import {Ledger} from './ledger.js';
import {Pieces} from './pieces.js';
import {Slots} from './slots.js';
import {STEPS} from './state.js';

/** What each strategy does. */
const STRATEGIES = {
  '01': 'retry every call',
  '02': 'attempt the create once',
  '03': 'validate, create, wait',
  '04': 'the same, in a child workflow',
  key: 'an idempotency key',
};

const COUNTERS = [
  ['orders', 'orders'],
  ['open', 'open'],
  ['tickets', 'tickets'],
  ['duplicates', 'duplicates'],
  ['failedWithTicket', 'told “failed”, but has a ticket'],
  ['failedWithout', 'told “failed”, and has no ticket'],
];

/** Counters that jump when they grow, unless the user wants no motion. */
const ALARMS = new Set(['duplicates', 'failedWithTicket']);
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

const VALIDATING_STEPS = new Set(['validate', 'settle']);

/** Draws one lane: its cards at their steps, its ledger, and its counters. */
export class LaneView {
  #chips = new Pieces('chip', 'data-order', look);
  #ledger = new Ledger();
  #slots = new Map(STEPS.map(step => [step, new Slots()]));
  #mores = new Map();
  #counters = new Map();
  #verdict = element('p', {class: 'verdict'});
  #geometry = null;

  /** `onMore` is called with the lane's and the step's name. */
  constructor(info, onMore) {
    this.id = info.id;
    this.name = info.name;
    this.root = element(
      'section',
      {class: 'lane', 'data-lane': info.id, 'aria-label': info.name},
      this.#head(info),
      ...STEPS.map(step => this.#cell(info, step, onMore)),
      element('div', {class: 'ledger'}, this.#more('ledger', onMore)),
      this.#counts(),
      element(
        'div',
        {class: 'layer', role: 'group', 'aria-label': `Orders of ${info.name}`},
        this.#chips.layer,
        this.#ledger.layer,
      ),
    );
  }

  #head(info) {
    const [number, ...words] = info.name.split('-');
    return element(
      'div',
      {class: 'head'},
      element('h2', {}, element('b', {}, number), ' ', words.join(' ')),
      element('p', {class: 'does'}, STRATEGIES[info.id] ?? ''),
      element('span', {class: 'mine', hidden: !info.mine}, 'your code'),
    );
  }

  #cell(info, step, onMore) {
    const isOff = VALIDATING_STEPS.has(step) && !info.validates;
    return element(
      'div',
      {class: 'cell', 'data-cell': step, 'data-off': isOff},
      this.#more(step, onMore),
    );
  }

  #more(step, onMore) {
    const more = element('button', {type: 'button', class: 'more', hidden: true, 'data-more': step});
    more.addEventListener('click', () => onMore(this.id, step));
    this.#mores.set(step, more);
    return more;
  }

  #counts() {
    const list = element('dl', {class: 'counts'});
    for (const [name, words] of COUNTERS) {
      const number = element('dd', {'data-counter': name}, '0');
      this.#counters.set(name, number);
      list.append(element('div', {class: name}, element('dt', {class: 'unseen'}, words), number));
    }
    return element('div', {class: 'counters'}, list, this.#verdict);
  }

  /** Draws it if it has changed, or the geometry has; with motion, if it is calm. */
  draw(lane, geometry, isCalm) {
    this.#drawCounters(lane.info, isCalm);
    if (!lane.changed && this.#geometry === geometry) {
      return;
    }
    if (this.#geometry !== geometry) {
      this.#geometry = geometry;
      this.#slots.forEach(slots => slots.placeOf.clear());
    }
    const places = new Map();
    for (const [step, slots] of this.#slots) {
      const grid = geometry.cells.get(step);
      const left = slots.fill(lane.steps.get(step), grid.capacity, grid.besideMore, step === 'done');
      slots.placeOf.forEach((slot, n) => places.set(n, grid.place(slot)));
      this.#drawMore(step, left, grid, step);
    }
    this.#chips.draw(lane, places, isCalm);
    const left = this.#ledger.draw(lane, geometry.ledger, isCalm);
    this.#drawMore('ledger', left, geometry.ledger, 'orders with tickets');
  }

  #drawMore(step, left, grid, words) {
    const more = this.#mores.get(step);
    more.hidden = left === 0;
    setText(more, grid.isNarrow ? `+${left}` : `+${left} more`);
    setAttribute(more, 'aria-label', `${left} more ${words}, ${this.name}`);
  }

  #drawCounters(info, isCalm) {
    for (const [name, number] of this.#counters) {
      if (ALARMS.has(name) && info[name] > Number(number.textContent) && isCalm && !STILL.matches) {
        number.animate([{transform: 'scale(1.35)'}, {transform: 'scale(1)'}], 400);
      }
      setText(number, info[name]);
      setAttribute(number, 'data-some', info[name] > 0);
      setAttribute(number, 'data-digits', String(info[name]).length);
    }
    const {verdict, words} = verdictOf(info);
    setText(this.#verdict, words);
    setAttribute(this.root, 'data-verdict', verdict);
  }
}

function look(chip, card) {
  setText(chip, card.n);
  setAttribute(chip, 'data-step', card.step);
  setAttribute(chip, 'data-state', card.state);
  setAttribute(chip, 'data-last-call-failed', card.lastCallFailed);
  setAttribute(chip, 'data-late', card.late);
  setAttribute(chip, 'data-duplicate', cards.isDuplicate(card));
  setAttribute(chip, 'data-wrong', cards.isWrong(card));
  setAttribute(chip, 'data-mark', cards.mark(card));
  setAttribute(chip, 'aria-label', `order ${card.n}: ${cards.inWords(card)}`);
  setAttribute(chip, 'title', card.latest);
}

/** The verdict on a lane, the worst first. */
function verdictOf(info) {
  if (info.duplicates > 0) {
    return {verdict: 'wrong', words: `✗ ${count(info.duplicates, 'ticket')} too many`};
  }
  if (info.failedWithTicket > 0) {
    return {verdict: 'wrong', words: `✗ ${info.failedWithTicket} told “failed”, but sold`};
  }
  if (info.failedWithout > 0) {
    return {verdict: 'without', words: `✗ ${count(info.failedWithout, 'customer')} without a ticket`};
  }
  if (info.lost > 0) {
    return {verdict: 'without', words: `✗ ${info.lost} forgotten by Temporal`};
  }
  if (info.open > 0) {
    return {verdict: 'open', words: `${info.open} in progress`};
  }
  if (info.orders > 0 && info.right === info.orders) {
    const declined = info.declined > 0 ? `, ${info.declined} declined` : '';
    return {verdict: 'right', words: `✓ exactly one each${declined}`};
  }
  return info.orders > 0
    ? {verdict: 'wrong', words: `✗ ${info.orders - info.right} wrong`}
    : {verdict: 'none', words: ''};
}
