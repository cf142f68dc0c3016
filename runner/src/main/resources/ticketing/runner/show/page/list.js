import {inWords, isWrong} from './card.js';
import {byId, count, element, setText} from './dom.js';

/** The window with all orders of a cell, some of which have no room in it. A list that is read holds still. */

/** Opens it for a step of a lane, or its "ledger"; an order that is chosen in it goes to `onOrder`. */
export function openList(lane, cell, onOrder) {
  const isFine = n => !isWrong(lane.cards.get(n));
  const numbers = [...lane.cells.get(cell)].sort((a, b) => isFine(a) - isFine(b) || a - b);
  const where = cell === 'ledger' ? 'with a ticket' : `at “${cell}”`;
  setText(byId('list-title'), `${lane.info.name}: ${count(numbers.length, 'order')} ${where}`);
  const itemOf = n => {
    const card = lane.cards.get(n);
    const attributes = {type: 'button', class: 'listed', 'data-listed': n, 'data-wrong': isWrong(card)};
    const item = element('button', attributes, element('b', {}, card.label), ' ', inWords(card));
    item.addEventListener('click', () => onOrder(lane.info.id, n));
    return item;
  };
  byId('list-orders').replaceChildren(...numbers.map(itemOf));
  byId('list').showModal();
}
