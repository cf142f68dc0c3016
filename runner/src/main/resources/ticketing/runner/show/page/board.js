import {byId, element, set} from './dom.js';
import {LaneView} from './lane.js';
import {measure} from './places.js';
import {STEPS} from './state.js';

/** From so many changed cards at once, cards jump: nobody could follow them, and it saves work. */
const RUSH_FROM = 30;
const RUSH_ENDS_MILLIS = 500;

const DIRECTIONS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

/** Draws all lanes. */
export class Board {
  #views = [];
  #lanes = null;
  #measured = '';
  #geometry = null;
  #rushUntil = 0;
  #root = byId('lanes');

  /**
   * Calls `onOrder` with a lane and a number, `onMore` with a lane and a step or "ledger", and `onResize` when
   * everything has to be drawn again.
   */
  constructor({onOrder, onMore, onResize}) {
    byId('h-name').after(...STEPS.map(step => element('div', {class: 'h-step'}, step)));
    this.#root.addEventListener('click', ({target}) => {
      const {order, sold, more} = target.closest('button')?.dataset ?? {};
      const lane = target.closest('[data-lane]')?.dataset.lane;
      if (more) {
        onMore(lane, more);
      } else if (order ?? sold) {
        onOrder(lane, Number(order ?? sold));
      }
    });
    this.#root.addEventListener('keydown', moveFocus);
    new ResizeObserver(() => {
      this.#measured = '';
      onResize();
    }).observe(this.#root);
  }

  /** Draws what has changed. */
  draw(state) {
    const lanes = [...state.lanes.values()];
    const {placed} = state.message.run;
    if (this.#lanes !== state.lanes) {
      this.#lanes = state.lanes;
      this.#views = lanes.map(lane => new LaneView(lane.info));
      this.#root.replaceChildren(...this.#views.map(view => view.root));
    }
    this.#views.forEach((view, i) => (view.root.hidden = !lanes[i].info.shown));
    this.#measure(lanes.filter(lane => lane.info.shown).length, placed);
    this.#rush(state.changes);
    this.#views.forEach((view, i) => view.draw(lanes[i], this.#geometry));
    byId('empty').hidden = placed > 0;
    this.#root.querySelectorAll('.layer').forEach(giveTabStop);
  }

  #rush(changes) {
    if (changes > RUSH_FROM) {
      this.#rushUntil = performance.now() + RUSH_ENDS_MILLIS;
    }
    set(this.#root, {'data-rush': performance.now() < this.#rushUntil});
  }

  /** Measures again if the window's size, the number of lanes or the digits of the greatest number have changed. */
  #measure(lanesShown, placed) {
    const digits = Math.max(2, String(placed).length);
    const wanted = `${lanesShown} ${digits}`;
    if (this.#measured !== wanted) {
      this.#measured = wanted;
      set(this.#root, {'data-lanes': lanesShown});
      this.#geometry = measure(this.#views[0].root, digits);
      this.#root.style.setProperty('--card-width', `${this.#geometry.width}rem`);
    }
  }
}

/** A lane is one stop of the Tab key; inside it, the arrow keys go from order to order. */
function giveTabStop(layer) {
  if (!layer.querySelector('[tabindex="0"]')) {
    layer.querySelector('button')?.setAttribute('tabindex', 0);
  }
}

/** Moves the focus to the nearest one in the direction of the arrow. */
function moveFocus(event) {
  const direction = DIRECTIONS[event.key];
  const layer = event.target.closest('.layer');
  if (!direction || !layer) {
    return;
  }
  event.preventDefault();
  const [dx, dy] = direction;
  const here = event.target.getBoundingClientRect();
  let nearest = {far: Infinity};
  for (const to of layer.querySelectorAll('button')) {
    const there = to.getBoundingClientRect();
    const x = there.x - here.x;
    const y = there.y - here.y;
    const along = x * dx + y * dy;
    const far = along + 3 * Math.abs(x * dy + y * dx);
    if (along > 2 && far < nearest.far) {
      nearest = {to, far};
    }
  }
  if (nearest.to) {
    layer.querySelectorAll('[tabindex="0"]').forEach(other => set(other, {tabindex: -1}));
    set(nearest.to, {tabindex: 0});
    nearest.to.focus({preventScroll: true});
  }
}
