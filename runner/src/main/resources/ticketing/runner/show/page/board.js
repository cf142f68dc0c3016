import {stubs, WIDEST_MARK} from './card.js';
import {byId, element, set} from './dom.js';
import {LaneView} from './lane.js';
import {CELLS} from './state.js';

/** Draws all lanes: how wide their columns are, and how cards move from one to the next. */

/** From so many changed cards at once, cards jump: nobody could follow them, and it saves work. */
const RUSH_FROM = 30;
const RUSH_ENDS_MILLIS = 500;
const MOVES_MILLIS = 350;

const STILL = matchMedia('(prefers-reduced-motion: reduce)');

/** A full column is as wide as several empty ones; more orders than these make it no wider. */
const WIDENS_AT = [2, 6, 14, 30];

/** Cards and tickets get wider with so many tickets for an order. */
const WIDER_FROM = [1, 2, 3, 4, 10];

/** Up to so many orders, cards have this size; with more, they are small. */
const SIZES = {huge: 1, large: 3, medium: 30};

export class Board {
  #views = [];
  #shape = '';
  #rooms = [];
  #rushUntil = 0;
  #root = byId('lanes');

  /** Calls `onOrder` with a lane and a number, and `onMore` with a lane and a cell. */
  constructor({onOrder, onMore, player}) {
    this.player = player;
    const titles = CELLS.map(cell => element('div', {'data-cell': cell}, cell === 'ledger' ? 'tickets sold' : cell));
    byId('columns').firstElementChild.append(...titles);
    this.#root.addEventListener('click', ({target}) => {
      const {order, sold, more} = target.closest('button')?.dataset ?? {};
      const lane = target.closest('[data-lane]')?.dataset.lane;
      if (more) {
        onMore(lane, more);
      } else if (order ?? sold) {
        onOrder(lane, Number(order ?? sold));
      }
    });
  }

  /** Draws what has changed. */
  draw(state) {
    const lanes = [...state.lanes.values()];
    const {orders} = state.message.run;
    const isStopped = document.body.hasAttribute('data-stopped');
    if (this.#views.length === 0) {
      this.#views = lanes.map(({info}) => new LaneView(info, this.player));
      this.#root.replaceChildren(...this.#views.map(view => view.root));
    }
    this.#views.forEach((view, i) => (view.root.hidden = !lanes[i].info.shown));
    const isRush = this.#rush(state.changes);
    const before = isRush || STILL.matches || orders > SIZES.medium ? new Map() : this.#positions();
    this.#layOut(lanes, orders);
    this.#views.forEach((view, i) => view.draw(lanes[i], this.#roomsOf(lanes[i]), isStopped));
    this.#move(before);
    byId('empty').hidden = orders > 0 || document.body.hasAttribute('data-tour');
  }

  #rush(changes) {
    if (changes > RUSH_FROM) {
      this.#rushUntil = performance.now() + RUSH_ENDS_MILLIS;
    }
    const isRush = performance.now() < this.#rushUntil;
    set(this.#root, {'data-rush': isRush});
    return isRush;
  }

  /** Gives the columns their widths, and measures them again if they or the window have changed. */
  #layOut(lanes, orders) {
    const shown = lanes.filter(lane => lane.info.shown);
    const most = cell => Math.max(0, ...shown.map(lane => lane.cells.get(cell).size));
    const widths = CELLS.map(cell => `minmax(4rem, ${1 + WIDENS_AT.filter(many => most(cell) > many).length}fr)`);
    const size = Object.keys(SIZES).find(name => orders <= SIZES[name]) ?? 'small';
    const isBig = document.body.hasAttribute('data-big');
    const digits = String(orders).length;
    const shape = [widths, size, shown.length, digits, isBig, innerWidth, innerHeight, this.#root.clientHeight].join();
    if (this.#shape !== shape) {
      this.#shape = shape;
      lanes.forEach(lane => (lane.changed = true));
      set(this.#root, {'data-size': size});
      const style = byId('board').style;
      style.setProperty('--columns', widths.join(' '));
      style.setProperty('--digits', digits);
      this.#measure(this.#views[lanes.indexOf(shown[0])].root, '0'.repeat(digits));
    }
  }

  /** Measures how many cards have room in each cell, if an order has so many tickets. All lanes are alike. */
  #measure(lane, label) {
    const probe = (name, ...children) => element('button', {class: `probe ${name}`}, ...children);
    const probes = WIDER_FROM.map(tickets => {
      const mark = element('i', {}, tickets === 1 ? WIDEST_MARK : `×${tickets}`);
      return {chip: probe('chip', label, mark), sold: probe('sold', ...stubs(label, tickets))};
    });
    const roots = CELLS.map(cell => lane.querySelector(`.cell[data-cell="${cell}"]`));
    // All at once, for one layout.
    roots[0].append(...probes.flatMap(({chip, sold}) => [chip, sold]));
    const {gap, paddingLeft, paddingTop} = getComputedStyle(roots[0]);
    // Sizes are rounded, so a card can be half a pixel larger.
    const fit = (room, padding, size) =>
      Math.floor((room - 2 * parseFloat(padding) + parseFloat(gap)) / (size + 0.5 + parseFloat(gap)));
    const roomFor = ({offsetWidth, offsetHeight}, {clientWidth, clientHeight}) =>
      Math.max(1, fit(clientWidth, paddingLeft, offsetWidth) * fit(clientHeight, paddingTop, offsetHeight));
    this.#rooms = probes.map(
      ({chip, sold}) => new Map(CELLS.map((cell, i) => [cell, roomFor(cell === 'ledger' ? sold : chip, roots[i])])),
    );
    probes.forEach(({chip, sold}) => [chip, sold].forEach(each => each.remove()));
  }

  /** Returns for how many cards of the lane each cell has room. */
  #roomsOf({mostTickets}) {
    return this.#rooms[WIDER_FROM.findLastIndex(tickets => tickets <= mostTickets)];
  }

  #positions() {
    return new Map([...this.#root.querySelectorAll('.chip')].map(chip => [chip, chip.getBoundingClientRect()]));
  }

  /** Lets each card glide from where it was. */
  #move(before) {
    const moves = [];
    for (const [chip, {x, y}] of before) {
      const now = chip.isConnected && chip.getBoundingClientRect();
      if (now && (now.x !== x || now.y !== y)) {
        moves.push([chip, `translate(${x - now.x}px, ${y - now.y}px)`]);
      }
    }
    const how = {duration: MOVES_MILLIS, easing: 'ease-out'};
    moves.forEach(([chip, transform]) => chip.animate([{transform}, {transform: 'none'}], how));
  }
}
