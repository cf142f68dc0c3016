import {element} from './dom.js';

/** How the details of an order are told: its state, its tickets, the ticket system's journal, Temporal's history. */

const STATES = {
  open: 'on its way',
  returned: 'ended: a ticket number was returned',
  failed: 'ended: told “failed”',
  rejected: 'ended: declined for good',
  lost: 'Temporal has forgotten it',
};

/** How an entry of the journal is to be taken. A second ticket is bad, whatever the entry. */
const TONES = {
  STORED: 'good',
  FOUND: 'good',
  WRITTEN_LATE: 'wait',
  RESPONSE_LOST: 'wait',
  WRITE_PENDING: 'wait',
  HELD: 'wait',
  STALE: 'wait',
  NOT_WRITTEN: 'wait',
  NOT_SENT: 'wait',
  UNAVAILABLE: 'wait',
  FAILED: 'wait',
  REJECTED: 'wait',
};

/** Entries that tell of a ticket more in the ledger. */
const SELLING = new Set(['STORED', 'WRITTEN_LATE', 'RESPONSE_LOST']);

/** Events of Temporal's that tell of something going wrong. */
const BAD_EVENT = /(Failed|TimedOut|Terminated|Canceled)$/;

/** In words, and whether it is wrong, as far as these details tell. */
export function verdictOf({state, tickets = []}) {
  if (tickets.length > 1) {
    return {words: `${STATES[state] ?? state}, and sold ${tickets.length} times`, isWrong: true};
  }
  if (tickets.length > 0 && ['failed', 'rejected', 'lost'].includes(state)) {
    return {words: `${STATES[state]}, and sold all the same`, isWrong: true};
  }
  return {words: STATES[state] ?? state, isWrong: false};
}

/** A stub for each ticket on disk, or words. */
export function ticketsOf({tickets = [], ledgerProblem}) {
  if (tickets.length === 0) {
    return [ledgerProblem ?? 'none'];
  }
  const stubs = tickets.map(ticket => element('span', {class: 'stub'}, ticket));
  return tickets.length === 1
    ? stubs
    : [...stubs, element('b', {class: 'tag'}, `${tickets.length} tickets for one seat`)];
}

/** A row for each entry of the journal. */
export function timelineOf({timeline = [], leftOut = 0}) {
  if (timeline.length === 0) {
    return [element('li', {class: 'soft'}, 'Nothing: no call has reached it yet.')];
  }
  const first = timeline.find(entry => SELLING.has(entry.kind))?.ticket;
  const rows = timeline.map(entry => {
    const isOneMore = SELLING.has(entry.kind) && entry.ticket !== first;
    return element(
      'li',
      {'data-kind': entry.kind, 'data-tone': isOneMore ? 'bad' : TONES[entry.kind]},
      element('span', {class: 'seconds'}, Number(entry.seconds).toFixed(3)),
      element('b', {}, `${entry.operation} #${entry.call}`),
      element('span', {class: 'words'}, isOneMore ? `${entry.words}: one too many` : entry.words),
    );
  });
  return leftOut === 0
    ? rows
    : [element('li', {class: 'soft'}, `It is long: ${leftOut} entries of its middle are left out.`), ...rows];
}

/** A list of events for each run. */
export function historyOf({history, historyProblem}) {
  const runs = (history ?? []).map(run =>
    element(
      'section',
      {},
      element('h4', {}, `${run.workflowID}, ${run.events} events`, element('small', {}, ` run ${run.runID}`)),
      element('ol', {class: 'events'}, ...run.lines.map(eventOf)),
    ),
  );
  if (historyProblem) {
    return [element('p', {class: 'notice wait'}, historyProblem), ...runs];
  }
  return runs.length > 0 ? runs : [element('p', {class: 'soft'}, 'Nothing yet.')];
}

/** A line of a history: its seconds, the event's name, and the rest. What looks otherwise is shown as it is. */
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
