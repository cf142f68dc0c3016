import {byId, element} from './dom.js';

/** Explains the signs of cards, briefly below the lanes and at length in the help. */

const SIGNS = [
  [{}, 'in progress'],
  [{'data-last-call-failed': true, 'data-mark': '!'}, 'a call failed', 'Its last call failed and will be retried.'],
  [
    {'data-late': true, 'data-mark': ''},
    'late write to come',
    'A create got no response, and its ticket will be written late.',
  ],
  [{'data-state': 'returned'}, 'told a number', 'The customer was told a ticket number.'],
  [
    {'data-state': 'failed', 'data-mark': '✗'},
    'told “failed”',
    'The customer was told “failed”, and there is no ticket.',
  ],
  [
    {'data-state': 'rejected', 'data-mark': 'no'},
    'declined',
    'The ticket system declined the order, and the customer was told so.',
  ],
  [
    {'data-state': 'failed', 'data-wrong': true, 'data-mark': '✗'},
    '“failed”, but has a ticket',
    'The customer was told “failed”, but the seat is sold.',
  ],
  [
    {'data-state': 'returned', 'data-wrong': true, 'data-duplicate': true, 'data-mark': '×2'},
    'sold twice',
    'The seat was sold twice.',
  ],
  [
    {'data-state': 'returned', 'data-wrong': true, 'data-mark': '≠'},
    '',
    'The customer was told a number that is none of the order’s tickets.',
  ],
  [{'data-state': 'lost', 'data-mark': '?'}, '', 'Temporal has forgotten the order.'],
];

const sign = attributes => element('i', {class: 'chip sign', 'aria-hidden': 'true', ...attributes}, '7');

/** Writes the signs into the page. */
export function explainSigns() {
  for (const [attributes, short, long] of SIGNS) {
    if (short) {
      byId('signs').append(element('span', {class: 'row'}, sign(attributes), short));
    }
    if (long) {
      byId('help-signs').append(element('dt', {}, sign(attributes)), element('dd', {}, long));
    }
  }
}
