import * as cards from './card.js';
import {element} from './dom.js';

/** Draws the details of an order: its state, its tickets, the ticket system's journal, Temporal's history. */

const STATES = {
  open: 'in progress',
  returned: 'ended: a ticket number was returned',
  failed: 'ended: told “failed”',
  rejected: 'ended: declined',
  lost: 'Temporal has forgotten it',
};

/** Temporal's events that mean something failed. */
const BAD_EVENT = /(Failed|TimedOut|Terminated|Canceled)$/;

/** The state in words, with the tickets if they are wrong. */
export function verdictOf(details) {
  if (cards.isDuplicate(details)) {
    const count = details.tickets.length;
    return `${STATES[details.state]}, and sold ${count === 2 ? 'twice' : `${count} times`}`;
  }
  return STATES[details.state] + (cards.isSoldButFailed(details) ? ', but sold' : '');
}

/** A stub for each ticket on disk. */
export function ticketsOf({tickets}) {
  if (tickets.length === 0) {
    return ['none'];
  }
  const stubs = tickets.map(ticket => element('span', {class: 'stub'}, ticket));
  return tickets.length === 1
    ? stubs
    : [...stubs, element('b', {class: 'tag'}, `${tickets.length} tickets for one seat`)];
}

/** A row for each entry of the journal. */
export function timelineOf({timeline, leftOut}) {
  const rows = timeline.map(({seconds, operation, call, outcome, tone}) =>
    element(
      'li',
      {'data-tone': tone ?? undefined},
      element('span', {class: 'seconds'}, seconds.toFixed(3)),
      element('b', {}, `${operation} #${call}`),
      element('span', {class: 'words'}, outcome),
    ),
  );
  const note = leftOut > 0 ? `${leftOut} entries of the middle are left out.` : 'No calls yet.';
  return leftOut > 0 || rows.length === 0 ? [element('li', {class: 'soft'}, note), ...rows] : rows;
}

/** A list of events for each run. */
export function historyOf({history, historyProblem}) {
  const runs = history.map(run =>
    element(
      'section',
      {},
      element('h4', {}, `${run.workflowId}, ${run.allLines.length} events`, element('small', {}, ` run ${run.runId}`)),
      element('ol', {class: 'events'}, ...run.lines.map(eventOf)),
    ),
  );
  return historyProblem ? [element('p', {class: 'notice wait'}, historyProblem), ...runs] : runs;
}

/** A line of a history: its seconds, the event's name, and the rest. Any other line is shown as it is. */
function eventOf(line) {
  const [, seconds, name, rest] = /^\s*(-?\d+\.\d+)\s+(\S+)\s*(.*)$/s.exec(line) ?? [];
  if (seconds === undefined) {
    return element('li', {class: 'whole'}, line);
  }
  return element(
    'li',
    {'data-tone': BAD_EVENT.test(name) ? 'wait' : undefined},
    element('span', {class: 'seconds'}, seconds),
    element('p', {}, element('b', {}, name), `  ${rest}`),
  );
}
