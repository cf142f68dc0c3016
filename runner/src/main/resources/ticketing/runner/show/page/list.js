import * as cards from './card.js';
import {byId, count, element, setText} from './dom.js';

/** The window with all orders of a cell, some of which have no room in it. A list that is read holds still. */
export class ListWindow {
  #lane = null;

  constructor(onOrder) {
    byId('list-orders').addEventListener('click', event => {
      const item = event.target.closest('[data-listed]');
      if (item) {
        onOrder(this.#lane.info.id, Number(item.dataset.listed));
      }
    });
  }

  /** Opens it for a step of a lane, or its "ledger". */
  open(lane, step) {
    this.#lane = lane;
    const shelf = step === 'ledger' ? lane.ledger : lane.steps.get(step);
    const numbers = [...shelf.first, ...[...shelf.others].sort((a, b) => a - b)];
    const where = step === 'ledger' ? 'with a ticket' : `at “${step}”`;
    setText(byId('list-title'), `${lane.info.name}: ${count(numbers.length, 'order')} ${where}`);
    byId('list-orders').replaceChildren(...numbers.map(n => itemOf(lane.cards.get(n))));
    byId('list').showModal();
  }
}

const itemOf = card =>
  element(
    'button',
    {type: 'button', class: 'listed', 'data-listed': card.n, 'data-wrong': cards.isWrong(card)},
    element('b', {}, String(card.n)),
    ' ',
    cards.inWords(card),
  );
