import * as cards from './card.js';
import {count, element, set, setText} from './dom.js';

/** Draws an order on the board: as a card, and as the tickets that were sold for it. */

export function drawCard(chip, card) {
  setText(chip, card.n);
  set(chip, {
    'data-step': card.step,
    'data-state': card.state,
    'data-last-call-failed': card.lastCallFailed,
    'data-late': card.late,
    'data-duplicate': cards.isDuplicate(card),
    'data-wrong': cards.isWrong(card),
    'data-mark': cards.mark(card),
    'aria-label': `order ${card.n}: ${cards.inWords(card)}`,
    title: card.latest,
  });
}

/** Stubs, and words where something is wrong: not everybody sees the color. */
export function drawTickets(item, card, {span}) {
  set(item, {
    'data-span': span,
    'data-duplicate': cards.isDuplicate(card),
    'data-wrong': cards.isWrong(card),
    'aria-label': `order ${card.n} has ${count(card.tickets.length, 'ticket')}: ${cards.inWords(card)}`,
    title: card.tickets.join(', '),
  });
  const stubs = cards.isDuplicate(card) ? [card.n, card.n] : [card.n];
  item.replaceChildren(...stubs.map(n => element('span', {class: 'stub'}, n)));
  if (cards.isWrong(card)) {
    item.append(element('span', {class: 'tag'}, wordsOf(card, span)));
  }
}

function wordsOf(card, span) {
  if (span > 2 && cards.isDuplicate(card)) {
    return `${card.tickets.length} tickets`;
  }
  return span > 2 && cards.isSoldButFailed(card) ? 'told “failed”' : cards.mark(card);
}
