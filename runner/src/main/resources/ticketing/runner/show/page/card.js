import {count} from './dom.js';

/** What a card means: whether it is wrong, its mark, and its words for screen readers. */

const FAILED = new Set(['failed', 'lost', 'rejected']);

/** Its seat is sold more than once. */
export const isDuplicate = card => card.tickets.length > 1;

/** The customer was told that there is no ticket, but there is one. */
export const isSoldButFailed = card => FAILED.has(card.state) && card.tickets.length > 0;

/** The customer was told a number that is none of the order's tickets. */
export const isWrongNumber = card => card.state === 'returned' && !card.tickets.includes(card.told);

/** The customer was told "failed", and there is no ticket. */
export const isFailedWithout = card =>
  (card.state === 'failed' || card.state === 'lost') && card.tickets.length === 0;

/** The ledger has anything but the one ticket that the customer was told. */
export const isWrong = card => isDuplicate(card) || isSoldButFailed(card) || isWrongNumber(card);

/** What is shown first where there is no room for all. */
export const comesFirst = card => isWrong(card) || isFailedWithout(card);

const MARKS = {failed: '✗', lost: '?', rejected: 'no'};

/** The sign in a card's corner. For a late write it is empty: an hourglass is drawn there. */
export function mark(card) {
  if (isDuplicate(card)) {
    return '×' + card.tickets.length;
  }
  if (isWrongNumber(card)) {
    return '≠';
  }
  return MARKS[card.state] ?? (card.late ? '' : card.lastCallFailed ? '!' : undefined);
}

/** The state of the order in words, without its number. */
export function inWords(card) {
  const words = [stateInWords(card)];
  if (isDuplicate(card)) {
    words.push(`${card.tickets.length} tickets`);
  } else if (isSoldButFailed(card)) {
    words.push('but it has a ticket');
  } else {
    words.push(count(card.tickets.length, 'ticket'));
  }
  if (card.late) {
    words.push('a late write is to come');
  } else if (card.lastCallFailed) {
    words.push('its last call failed');
  }
  return words.join(', ');
}

const STATES = {failed: 'told “failed”', rejected: 'declined', lost: 'Temporal has forgotten it'};

function stateInWords(card) {
  if (card.state === 'returned') {
    return `told ${card.told}` + (isWrongNumber(card) ? ', which is none of its tickets' : '');
  }
  return STATES[card.state] ?? `in progress: ${card.step}`;
}
