import {byId, setAttribute} from './dom.js';
import {measure} from './geometry.js';
import {LaneView} from './lane.js';

/** From so many changed cards at once, cards jump: nobody could follow them, and it saves work. */
const RUSH_FROM = 30;
const RUSH_ENDS_MILLIS = 500;

/** Draws all lanes. */
export class Board {
  #views = [];
  #generation = -1;
  #measured = '';
  #geometry = null;
  #rushUntil = 0;
  #root = byId('lanes');

  /**
   * Calls `onOrder` with a lane and a number, `onMore` with a lane and a step or "ledger", and `onResize` when
   * everything has to be drawn again.
   */
  constructor({onOrder, onMore, onResize}) {
    this.onMore = onMore;
    this.#root.addEventListener('click', event => {
      const target = event.target.closest('[data-order], [data-sold]');
      if (target) {
        onOrder(
          target.closest('[data-lane]').dataset.lane,
          Number(target.dataset.order ?? target.dataset.sold),
        );
      }
    });
    this.#root.addEventListener('keydown', moveFocus);
    this.#root.addEventListener('focusin', keepTabStop);
    new ResizeObserver(() => {
      this.#measured = '';
      onResize();
    }).observe(this.#root);
  }

  /** Draws what has changed. */
  draw(state) {
    const lanes = [...state.lanes.values()];
    if (this.#generation !== state.generation) {
      this.#generation = state.generation;
      this.#views = lanes.map(lane => new LaneView(lane.info, this.onMore));
      this.#root.replaceChildren(...this.#views.map(view => view.root));
    }
    this.#views.forEach((view, i) => (view.root.hidden = !lanes[i].info.shown));
    this.#measure(lanes.filter(lane => lane.info.shown).length, state.message.run.placed);
    const isCalm = !this.#rush(state.changes);
    this.#views.forEach((view, i) => view.draw(lanes[i], this.#geometry, isCalm));
    byId('empty').hidden = state.message.run.placed > 0;
    this.#root.querySelectorAll('.layer').forEach(giveTabStop);
  }

  /** Whether there is a rush. */
  #rush(changes) {
    const now = performance.now();
    if (changes > RUSH_FROM) {
      this.#rushUntil = now + RUSH_ENDS_MILLIS;
    }
    const isRush = now < this.#rushUntil;
    setAttribute(this.#root, 'data-rush', isRush);
    return isRush;
  }

  /** Measures again if the window's size, the number of lanes or the digits of the greatest number have changed. */
  #measure(lanesShown, placed) {
    const digits = Math.max(2, String(placed).length);
    const wanted = `${lanesShown} ${digits}`;
    if (this.#measured !== wanted) {
      this.#measured = wanted;
      setAttribute(this.#root, 'data-lanes', lanesShown);
      this.#geometry = measure(this.#views[0].root, digits);
      this.#root.style.setProperty('--card-width', `${this.#geometry.width}rem`);
    }
  }
}

/** A lane is one stop of the Tab key; inside it, the arrow keys go from order to order. */
function giveTabStop(layer) {
  if (!layer.querySelector('[tabindex="0"]')) {
    layer.querySelector('.chip, .sold')?.setAttribute('tabindex', '0');
  }
}

function keepTabStop(event) {
  const layer = event.target.closest('.layer');
  if (layer) {
    layer.querySelectorAll('[tabindex="0"]').forEach(other => other.setAttribute('tabindex', '-1'));
    event.target.setAttribute('tabindex', '0');
  }
}

const DIRECTIONS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

/** Moves the focus to the nearest one in the direction of the arrow. */
function moveFocus(event) {
  const direction = DIRECTIONS[event.key];
  const from = event.target.closest('.layer .chip, .layer .sold');
  if (!direction || !from) {
    return;
  }
  event.preventDefault();
  const [dx, dy] = direction;
  const here = middle(from);
  let nearest = null;
  let distance = Infinity;
  for (const to of from.closest('.layer').querySelectorAll('.chip, .sold')) {
    const there = middle(to);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const across = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const far = along + 3 * across;
    if (along > 2 && far < distance) {
      nearest = to;
      distance = far;
    }
  }
  nearest?.focus({preventScroll: true});
}

function middle(target) {
  const box = target.getBoundingClientRect();
  return {x: box.x + box.width / 2, y: box.y + box.height / 2};
}
