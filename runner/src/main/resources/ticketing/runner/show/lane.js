import * as cards from './card.js';
import {count, element, setAttribute, setText} from './dom.js';
import {Ledger} from './ledger.js';
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
  ['failedWithTicket', 'told failed, but has a ticket'],
  ['failedWithout', 'told failed, and has no ticket'],
];

/** Counters that jump when they grow, unless the user wants no motion. */
const ALARMS = new Set(['duplicates', 'failedWithTicket']);
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

const VALIDATING_STEPS = new Set(['validate', 'settle']);

/** Draws one lane: its cards at their steps, its ledger, and its counters. */
export class LaneView {
  #chips = new Map();
  #slots = new Map(STEPS.map(step => [step, new Slots()]));
  #mores = new Map();
  #counters = new Map();
  #layer = element('div', {class: 'layer'});
  #verdict = element('p', {class: 'verdict'});
  #ledger;

  /** `onMore` is called with the lane's and the step's name. */
  constructor(info, onMore) {
    this.id = info.id;
    this.name = info.name;
    this.#ledger = new Ledger(info, () => onMore(this.id, 'ledger'));
    this.root = element(
      'section',
      {class: 'lane', 'data-lane': info.id, 'aria-label': info.name},
      this.#head(info),
      ...STEPS.map(step => this.#cell(info, step, onMore)),
      this.#ledger.root,
      this.#counts(),
      this.#layer,
    );
    setAttribute(this.#layer, 'role', 'group');
    setAttribute(this.#layer, 'aria-label', `Orders of ${info.name}`);
    this.#layer.append(this.#ledger.layer);
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
    const more = element('button', {type: 'button', class: 'more', hidden: true, 'data-more': step});
    more.addEventListener('click', () => onMore(this.id, step));
    this.#mores.set(step, more);
    return element('div', {class: 'cell', 'data-cell': step, 'data-off': isOff}, more);
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

  /** Draws what has changed, or all if the places are new; with motion, if it is calm. */
  draw(lane, geometry, {isNew, isCalm}) {
    if (isNew) {
      this.#slots.forEach((_, step) => this.#slots.set(step, new Slots()));
    }
    const steps = isNew ? STEPS : lane.changedSteps;
    const gone = new Set(isNew ? this.#chips.keys() : []);
    const stays = new Map();
    for (const step of steps) {
      this.#fill(step, lane, geometry.cells.get(step), gone, stays);
    }
    gone.forEach(n => !stays.has(n) && this.#remove(n));
    stays.forEach((place, n) => this.#put(lane.cards.get(n), place, isCalm));
    if (isCalm) {
      lane.soldTwice.forEach(n => this.#chips.get(n)?.classList.add('pulse'));
    }
    if (isNew || lane.changedCards.size > 0) {
      this.#ledger.draw(lane, geometry, isCalm);
    }
    this.#drawCounters(lane.info, isCalm);
  }

  #fill(step, lane, grid, gone, stays) {
    const slots = this.#slots.get(step);
    const before = [...slots.placeOf.keys()];
    const left = slots.fill(lane.steps.get(step), grid.capacity, grid.besideMore, step === 'done');
    before.forEach(n => gone.add(n));
    slots.placeOf.forEach((place, n) => stays.set(n, grid.place(place)));
    const more = this.#mores.get(step);
    more.hidden = left === 0;
    if (left > 0) {
      setText(more, grid.isNarrow ? `+${left}` : `+${left} more`);
      setAttribute(more, 'aria-label', `${left} more ${step}, ${this.name}`);
    }
  }

  #put(card, place, isCalm) {
    let chip = this.#chips.get(card.n);
    if (!chip) {
      chip = element(
        'button',
        {type: 'button', class: 'chip', 'data-order': card.n, tabindex: '-1'},
        String(card.n),
      );
      this.#chips.set(card.n, chip);
      this.#layer.insertBefore(chip, this.#ledger.layer);
      chip.classList.toggle('new', isCalm);
    }
    const transform = `translate(${place.x}px, ${place.y}px)`;
    if (chip.style.transform !== transform) {
      chip.style.transform = transform;
    }
    if (chip.card !== card) {
      chip.card = card;
      look(chip, card);
    }
  }

  #remove(n) {
    const chip = this.#chips.get(n);
    if (chip) {
      if (chip === document.activeElement) {
        this.root.querySelector('.more:not([hidden]), .chip')?.focus({preventScroll: true});
      }
      chip.remove();
      this.#chips.delete(n);
    }
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
