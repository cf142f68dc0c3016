import {byId, setAttribute} from './dom.js';
import {measure} from './geometry.js';
import {LaneView} from './lane.js';

/** From so many changed cards at once, cards jump: nobody could follow them, and it saves work. */
const RUSH_FROM = 30;
const RUSH_ENDS_MILLIS = 500;

/** Draws all lanes. */
export class Board {
  #views = new Map();
  #generation = -1;
  #geometry = null;
  #greatest = 1;
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
      this.#geometry = null;
      onResize();
    }).observe(this.#root);
  }

  /** Draws what has changed. */
  draw(state) {
    if (this.#generation !== state.generation) {
      this.#generation = state.generation;
      this.#views.forEach(view => view.root.remove());
      this.#views.clear();
      this.#geometry = null;
    }
    const shown = [...state.lanes.values()].filter(lane => lane.info.shown);
    this.#arrange(shown);
    const isCalm = !this.#rush(state.changes);
    const isNew = this.#measure(state, shown);
    for (const lane of shown) {
      this.#views.get(lane.info.id).draw(lane, this.#geometry, {isNew, isCalm});
    }
    byId('empty').hidden = state.message.run.placed > 0;
    this.#root.querySelectorAll('.layer').forEach(giveTabStop);
  }

  #arrange(shown) {
    const wanted = shown.map(lane => lane.info.id);
    const there = [...this.#views.keys()];
    if (wanted.join() === there.join()) {
      return;
    }
    for (const id of there.filter(id => !wanted.includes(id))) {
      this.#views.get(id).root.remove();
      this.#views.delete(id);
    }
    for (const lane of shown) {
      if (!this.#views.has(lane.info.id)) {
        this.#views.set(lane.info.id, new LaneView(lane.info, this.onMore));
      }
      this.#root.append(this.#views.get(lane.info.id).root);
    }
    setAttribute(this.#root, 'data-lanes', shown.length);
    this.#geometry = null;
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

  /** Whether it had to measure. */
  #measure(state, shown) {
    const greatest = Math.max(10, state.message.run.placed);
    const isWider = String(greatest).length > String(this.#greatest).length;
    if (shown.length === 0 || (this.#geometry && !isWider)) {
      return false;
    }
    this.#greatest = greatest;
    this.#geometry = measure(this.#views.get(shown[0].info.id).root, greatest);
    this.#root.style.setProperty('--card-width', `${this.#geometry.width}rem`);
    return true;
  }
}

/** A lane is one stop of the Tab key; inside it, the arrow keys go from order to order. */
function giveTabStop(layer) {
  if (!layer.querySelector('[tabindex="0"]')) {
    (layer.querySelector('.chip') ?? layer.querySelector('.sold'))?.setAttribute('tabindex', '0');
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
