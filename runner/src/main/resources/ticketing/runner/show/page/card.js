import {count, element, set} from './dom.js';

/** How an order looks: as a card, as its tickets, and in words. What is wrong with it, the server says. */

export const isWrong = card => card.harm !== null;

const MARKS = {failed: '✗', lost: '?', rejected: '–', returned: '✓'};

const LATE = '…';

/** The widest sign beside the number of an order with one ticket or none. */
export const WIDEST_MARK = LATE;

const MOST_STUBS = 3;

/** The sign beside a card's number. */
function mark(card) {
  if (card.harm === 'twice') {
    return '×' + card.tickets.length;
  }
  if (card.harm === 'wrong_number') {
    return '≠';
  }
  return MARKS[card.state] ?? (card.late ? LATE : card.lastCallFailed ? '!' : '');
}

export function drawCard(chip, card) {
  const sign = mark(card);
  chip.replaceChildren(String(card.label), ...(sign ? [element('i', {}, sign)] : []));
  set(chip, {
    'data-step': card.step,
    'data-state': card.state,
    'data-last-call-failed': card.lastCallFailed,
    'data-late': card.late,
    'data-harm': card.harm,
    'aria-label': `order ${card.label}: ${inWords(card)}`,
    title: card.caption.text,
  });
}

export function drawTickets(item, card) {
  set(item, {
    'data-harm': card.harm,
    'aria-label': `order ${card.label} has ${count(card.tickets.length, 'ticket')}: ${inWords(card)}`,
    title: card.tickets.join(', '),
  });
  item.replaceChildren(...stubs(card.label, card.tickets.length));
}

/** A stub for each ticket; beyond some, their number. */
export function stubs(label, tickets) {
  const shown = Array.from({length: Math.min(tickets, MOST_STUBS)}, () => element('span', {class: 'stub'}, label));
  return tickets > MOST_STUBS ? [...shown, element('i', {}, `×${tickets}`)] : shown;
}

/** The state of the order in words, without its number. */
export function inWords(card) {
  const state = card.state === 'returned' ? `told ${card.told}` : (STATES[card.state] ?? `in progress: ${card.step}`);
  const late = card.late ? ', a late write is to come' : card.lastCallFailed ? ', its last call failed' : '';
  return `${state}, ${count(card.tickets.length, 'ticket')}${late}`;
}

const STATES = {failed: 'told “failed”', rejected: 'declined', lost: 'Temporal has forgotten it'};
