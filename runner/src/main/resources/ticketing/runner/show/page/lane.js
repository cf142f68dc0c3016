import {Caption} from './caption.js';
import {drawCard, drawTickets, isWrong} from './card.js';
import {element, set, setText, showText} from './dom.js';
import {CELLS} from './state.js';

/** What each strategy does. */
const STRATEGIES = {
  '01': 'Retries every call until there is an answer.',
  '02': 'Calls “create” once, and never again.',
  '03': 'Looks, creates; without an answer it waits, and looks again.',
  '04': 'The same, in a child workflow.',
  key: 'Sends an idempotency key with each create, and retries.',
};

/** The counters in words, with `_s` for the plural. Each of the first has a line, if there is one; the others share one. */
const OWN_LINE = {
  duplicates: 'ticket_s too many',
  failedWithTicket: '“failed”, but sold',
  failedWithout: 'without a ticket',
  lost: 'forgotten by Temporal',
  declined: 'declined',
};
const SHARED_LINE = {orders: 'order_s', tickets: 'ticket_s', open: 'open'};

/** Draws one lane: its cards at their steps, its ledger, its caption and its verdict. */
export class LaneView {
  #cells = new Map();
  #chips = new Map();
  #tickets = new Map();
  #counters = new Map();
  #verdict = element('p', {class: 'verdict'});
  #caption;

  constructor(info, player) {
    this.name = info.name;
    const [number, ...words] = info.name.split('-');
    this.#caption = new Caption(info.mine ? 'Runs your code.' : (STRATEGIES[info.id] ?? ''), player);
    this.root = element(
      'section',
      {class: 'lane', 'data-lane': info.id, 'aria-label': info.name},
      element(
        'div',
        {class: 'head'},
        element('h2', {}, element('b', {}, number), ' ', words.join(' ')),
        element('b', {class: 'mine', hidden: !info.mine}, 'your code'),
      ),
      element('div', {class: 'cells'}, ...CELLS.map(cell => this.#cell(info, cell))),
      this.#caption.root,
      element('div', {class: 'judged'}, this.#verdict, this.#counts()),
    );
  }

  #cell(info, cell) {
    const isOff = ['validate', 'settle'].includes(cell) && !info.validates;
    const more = element('button', {type: 'button', class: 'more', 'data-more': cell, hidden: true});
    const root = element('div', {class: 'cell', 'data-cell': cell, 'data-off': isOff}, more);
    this.#cells.set(cell, {root, more});
    return root;
  }

  #counts() {
    const counter = (tag, name) => {
      const [number, words] = [element('b', {'data-counter': name}, '0'), element('span')];
      this.#counters.set(name, {number, words});
      return element(tag, {class: name}, number, ' ', words);
    };
    const own = Object.keys(OWN_LINE).map(name => counter('li', name));
    const shared = Object.keys(SHARED_LINE).map(name => counter('span', name));
    return element('ul', {class: 'counts'}, ...own, element('li', {class: 'shared'}, ...shared));
  }

  /** Draws what has changed; `rooms` says for how many cards each cell has room. */
  draw(lane, rooms, isStopped) {
    this.#drawVerdict(lane.info);
    this.#caption.take(lane, isStopped);
    if (!lane.changed) {
      return;
    }
    const shown = new Set();
    for (const cell of CELLS) {
      const [buttons, look, attribute, kind] =
        cell === 'ledger'
          ? [this.#tickets, drawTickets, 'data-sold', 'sold']
          : [this.#chips, drawCard, 'data-order', 'chip'];
      const {root, more} = this.#cells.get(cell);
      const all = [...lane.cells.get(cell)];
      const numbers = choose(all, rooms.get(cell), n => isWrong(lane.cards.get(n)), cell);
      let place = root.firstElementChild;
      for (const n of numbers) {
        const button = buttons.get(n) ?? element('button', {type: 'button', class: kind, [attribute]: n});
        buttons.set(n, button);
        shown.add(button);
        const card = lane.cards.get(n);
        if (button.card !== card) {
          button.card = card;
          look(button, card);
        }
        if (button === place) {
          place = place.nextElementSibling;
        } else {
          const hadFocus = button === document.activeElement;
          root.insertBefore(button, place);
          hadFocus && button.focus({preventScroll: true});
        }
      }
      const left = all.length - numbers.length;
      showText(more, left > 0 && `+${left}`);
      set(more, {'aria-label': `${left} more at ${cell}, ${this.name}`});
    }
    for (const buttons of [this.#chips, this.#tickets]) {
      buttons.forEach((button, n) => !shown.has(button) && this.#remove(buttons, button, n));
    }
  }

  #remove(buttons, button, n) {
    if (button === document.activeElement) {
      (button.nextElementSibling ?? button.previousElementSibling)?.focus({preventScroll: true});
    }
    button.remove();
    buttons.delete(n);
  }

  #drawVerdict(info) {
    for (const [name, {number, words}] of this.#counters) {
      const some = info[name];
      setText(number, some);
      setText(words, (OWN_LINE[name] ?? SHARED_LINE[name]).replace('_s', some === 1 ? '' : 's'));
      if (name in OWN_LINE) {
        number.parentElement.hidden = !some;
      }
    }
    const [verdict, words] = verdictOf(info);
    setText(this.#verdict, words);
    set(this.root, {'data-verdict': verdict, 'data-open': info.open > 0});
  }
}

/** Chooses who is shown: those that are wrong, then the newest where they stay, and the oldest where they move on. */
function choose(all, places, isWrong, cell) {
  const room = all.length > places ? places - 1 : places;
  const [wrong, others] = [lastOf(all.filter(isWrong), room), all.filter(n => !isWrong(n))];
  const left = room - wrong.length;
  const stays = cell === 'done' || cell === 'ledger';
  const rest = stays ? lastOf(others, left) : others.slice(0, left);
  return [...wrong, ...rest].sort((a, b) => a - b);
}

const lastOf = (all, many) => all.slice(Math.max(0, all.length - many));

/** The verdict on a lane in two words. The server has counted. */
function verdictOf({orders, open, wrong, right}) {
  if (wrong > 0) {
    return ['wrong', `✗ ${wrong} wrong`];
  }
  return open > 0 ? ['open', `${open} open`] : orders > 0 ? ['right', `✓ ${right} right`] : ['none', ''];
}
