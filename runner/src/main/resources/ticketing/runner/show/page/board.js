import {byId, element, set} from './dom.js';
import {LaneView} from './lane.js';
import {measure} from './places.js';
import {STEPS} from './state.js';

/** From so many changed cards at once, cards jump: nobody could follow them, and it saves work. */
const RUSH_FROM = 30;
const RUSH_ENDS_MILLIS = 500;

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
