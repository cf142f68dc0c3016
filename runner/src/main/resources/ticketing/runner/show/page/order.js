import {act, send} from './actions.js';
import {byId, element, set, setText, showText} from './dom.js';

/** The window of one order: what the ticket system saw, beside what Temporal remembers. */

const LOADS_EVERY_MILLIS = 1000;

const CARD = {
  nowhere: 'nowhere in Temporal’s history',
  found: 'FOUND IN TEMPORAL’S HISTORY',
  unknown: 'unknown',
};

const STATES = {
  open: 'in progress',
  returned: 'ended: a ticket number was returned',
  failed: 'ended: told “failed”',
  rejected: 'ended: declined',
  lost: 'Temporal has forgotten it',
};

const dialog = byId('order');
const parts = {};
/** The path of the order that is shown, and what is shown of it. */
let path = '';
let shown = '';
let timer = 0;

dialog.querySelectorAll('[data-detail]').forEach(part => (parts[part.dataset.detail] = part));
byId('again').addEventListener('click', async () => {
  if ((await act(`${path}/again`)) && path) {
    setText(parts.note, 'placed again, with the same ID');
    load();
  }
});
dialog.addEventListener('close', () => {
  clearTimeout(timer);
  path = '';
});

/** Opens the window for an order. */
export function openOrder(lane, n, {info, cards}) {
  path = `/orders/${lane}/${n}`;
  shown = '';
  setText(parts.title, `Order ${cards.get(n).label}`);
  setText(parts.lane, info.name);
  setText(parts.note, '');
  blank('Loading …');
  dialog.showModal();
  load();
}

/** Loads the order again and again while the window is open. */
async function load() {
  clearTimeout(timer);
  const of = path;
  const {json, problem} = await send(of);
  if (path === of) {
    problem ? blank(problem) : show(json);
    clearTimeout(timer);
    timer = setTimeout(load, LOADS_EVERY_MILLIS);
  }
}

function blank(words) {
  showText(parts.problem, words);
  if (!shown) {
    parts.body.hidden = true;
    parts.webUi.hidden = true;
    setText(parts.state, '');
  }
}

function show(details) {
  parts.problem.hidden = true;
  parts.body.hidden = false;
  const wanted = JSON.stringify(details);
  if (shown === wanted) {
    return;
  }
  shown = wanted;
  setText(parts.state, verdictOf(details));
  set(parts.state, {'data-state': details.state});
  set(dialog, {'data-wrong': details.harm !== null});
  setText(parts.told, details.told ?? 'nothing yet');
  parts.tickets.replaceChildren(...ticketsOf(details));
  showText(parts.pendingReason, details.pendingReason);
  parts.pendingReason.previousElementSibling.hidden = !details.pendingReason;
  setText(parts.orderID, details.orderID);
  setText(parts.card, CARD[details.card]);
  set(parts.card, {'data-card': details.card});
  setText(parts.folder, details.folder);
  parts.timeline.replaceChildren(...timelineOf(details));
  setText(parts.history, historyOf(details));
  parts.webUi.hidden = !details.webUi;
  set(parts.webUi, {href: details.webUi});
}

/** The state in words, with the tickets if they are wrong. */
function verdictOf(details) {
  const {length} = details.tickets;
  if (details.harm === 'twice') {
    return `${STATES[details.state]}, and sold ${length === 2 ? 'twice' : `${length} times`}`;
  }
  return STATES[details.state] + (details.harm === 'sold' ? ', but sold' : '');
}

/** A stub for each ticket on disk. */
function ticketsOf({tickets}) {
  const stubs = tickets.map(ticket => element('span', {class: 'stub'}, ticket));
  if (tickets.length > 1) {
    stubs.push(element('b', {}, `${tickets.length} tickets for one seat`));
  }
  return stubs.length > 0 ? stubs : ['none'];
}

/** A row for each entry of the journal. */
function timelineOf({timeline}) {
  const rows = timeline.map(({seconds, operation, call, outcome, tone}) =>
    element(
      'li',
      {'data-tone': tone},
      element('span', {class: 'seconds'}, seconds.toFixed(3)),
      element('b', {}, `${operation} #${call}`),
      element('span', {class: 'words'}, outcome),
    ),
  );
  return rows.length > 0 ? rows : [element('li', {class: 'soft'}, 'No calls yet.')];
}

/** The lines of each run, below its heading. */
function historyOf({history, historyProblem}) {
  const runs = history.map(({workflowId, runId, events, lines}) =>
    [`${workflowId}, ${events} events, run ${runId}`, ...lines].join('\n'),
  );
  return [historyProblem, ...runs].filter(text => text).join('\n\n');
}
