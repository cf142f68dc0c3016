import * as cards from './card.js';
import {byId, count, element, setText} from './dom.js';

/** The window with all orders of a cell, some of which have no room in it. */

const DRAWS_EVERY_MILLIS = 500;

export class ListWindow {
  #dialog = byId('list');
  #of = null;
  #drawnAt = 0;
  #drawn = '';

  constructor(onOrder) {
    byId('list-orders').addEventListener('click', event => {
      const item = event.target.closest('[data-listed]');
      if (item) {
        onOrder(this.#of.lane, Number(item.dataset.listed));
      }
    });
    this.#dialog.addEventListener('close', () => (this.#of = null));
  }

  /** Opens it for a step of a lane, or its "ledger". */
  open(lane, step, state) {
    this.#of = {lane, step};
    this.#drawn = '';
    this.#drawnAt = 0;
    byId('list-orders').replaceChildren();
    this.#dialog.showModal();
    this.draw(state);
  }

  /** Draws it again, but not all the time: a list that is read should hold still. */
  draw(state) {
    const lane = this.#of && state.lanes.get(this.#of.lane);
    if (!lane || performance.now() - this.#drawnAt < DRAWS_EVERY_MILLIS) {
      return;
    }
    this.#drawnAt = performance.now();
    const shelf = this.#of.step === 'ledger' ? lane.ledger : lane.steps.get(this.#of.step);
    const numbers = [...shelf.first, ...[...shelf.others].sort((a, b) => a - b)];
    const where = this.#of.step === 'ledger' ? 'with a ticket' : `at “${this.#of.step}”`;
    setText(byId('list-title'), `${lane.info.name}: ${count(numbers.length, 'order')} ${where}`);
    const items = numbers.map(n => itemOf(lane.cards.get(n)));
    const drawn = items.map(item => item.key).join('\n');
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      const focused = document.activeElement?.dataset.listed;
      byId('list-orders').replaceChildren(...items.map(item => item.make()));
      if (focused) {
        byId('list-orders').querySelector(`[data-listed="${focused}"]`)?.focus();
      }
    }
  }
}

function itemOf(card) {
  const attributes = {
    type: 'button',
    class: 'listed',
    'data-listed': card.n,
    'data-wrong': cards.isWrong(card),
    'data-duplicate': cards.isDuplicate(card),
    'data-state': card.state,
  };
  const words = cards.inWords(card);
  return {
    key: `${card.n} ${words}`,
    make: () => element('button', attributes, element('b', {}, String(card.n)), ' ', words),
  };
}
