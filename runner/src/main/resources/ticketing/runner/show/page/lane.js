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

/** The counters in words, with `_s` for the plural; those of the first line are always shown. */
const ALWAYS = {orders: 'order_s', tickets: 'ticket_s'};
const IF_ANY = {
  duplicates: 'ticket_s too many',
  failedWithTicket: '“failed”, but sold',
  failedWithout: 'without a ticket',
  lost: 'forgotten by Temporal',
  declined: 'declined',
  open: 'open',
};

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
    this.#caption = new Caption(STRATEGIES[info.id] ?? '', player);
    this.root = element(
      'section',
      {class: 'lane', 'data-lane': info.id, 'aria-label': info.name},
      element(
        'div',
        {class: 'head'},
        element('h2', {}, element('b', {}, number), ' ', words.join(' ')),
        element('span', {class: 'mine', hidden: !info.mine}, 'your code'),
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
    const list = element('ul', {class: 'counts'});
    const counter = name => {
      const [number, words] = [element('b', {'data-counter': name}, '0'), element('span')];
      this.#counters.set(name, {number, words});
      return [number, ' ', words];
    };
    Object.keys(IF_ANY).forEach(name => list.append(element('li', {class: name, hidden: true}, ...counter(name))));
    list.append(element('li', {class: 'always'}, ...counter('orders'), ', ', ...counter('tickets')));
    return list;
  }

  /** Draws what has changed; `roomOf` says how many cards a cell has room for. */
  draw(lane, roomOf, isStopped) {
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
      const isDouble = cell === 'ledger' && lane.info.duplicates > 0;
      const numbers = choose(all, roomOf(isDouble ? 'double' : cell), n => isWrong(lane.cards.get(n)), cell);
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
      setText(words, (ALWAYS[name] ?? IF_ANY[name]).replace('_s', some === 1 ? '' : 's'));
      if (name in IF_ANY) {
        number.parentElement.hidden = !some;
      }
    }
    const [verdict, words] = verdictOf(info);
    setText(this.#verdict, words);
    set(this.root, {'data-verdict': verdict});
  }
}

/** Chooses who is shown: those that are wrong, then the newest where they stay, and the oldest where they move on. */
function choose(all, places, isWrong, cell) {
  const room = all.length > places ? Math.max(1, places - 1) : places;
  const [wrong, others] = [all.filter(isWrong).slice(-room), all.filter(n => !isWrong(n))];
  const left = room - wrong.length;
  const stays = cell === 'done' || cell === 'ledger';
  const rest = stays ? others.slice(Math.max(0, others.length - left)) : others.slice(0, left);
  return [...wrong, ...rest].sort((a, b) => a - b);
}

/** The verdict on a lane in two words. The server has counted. */
function verdictOf({orders, open, wrong, right}) {
  if (wrong > 0) {
    return ['wrong', `✗ ${wrong} wrong`];
  }
  return open > 0 ? ['open', `${open} open`] : orders > 0 ? ['right', `✓ ${right} right`] : ['none', ''];
}
