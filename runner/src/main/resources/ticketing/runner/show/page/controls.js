import {act} from './actions.js';
import {byId, element, set, setText, showText} from './dom.js';

/** Draws the header and the control bar, and sends what the user does there: `data-post` says where to. */

const LIKELIHOODS = [0, 0.1, 0.3, 0.5, 0.8];

const RUNNING = new Set(['starting', 'ready']);

document.addEventListener('click', ({target, detail}) => {
  const button = target.closest('button, summary');
  const {post, opens} = button?.dataset ?? {};
  if (detail > 0) {
    // After a click with the mouse, Space pauses, and does not press the button again.
    button?.blur();
  }
  if (post) {
    act(post);
  }
  if (opens) {
    byId(opens).showModal();
  }
});

document.addEventListener('change', async ({target}) => {
  const value = target.type === 'checkbox' ? target.checked : target.value;
  if (!target.matches(':focus-visible')) {
    target.blur();
  }
  target.dataset.sending = true;
  await act(`${target.dataset.post}?${target.name}=${value}`);
  delete target.dataset.sending;
});

document.addEventListener('keydown', event => {
  const {key, target} = event;
  const isOther = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
  const isArrow = key.startsWith('Arrow') && target.matches('input, select');
  const isOfControl = isArrow || (key === ' ' && target.matches('button, summary, a, input, select'));
  const button = document.querySelector(`[aria-keyshortcuts="${CSS.escape(key === ' ' ? 'Space' : key)}"]`);
  if (!isOther && !isOfControl && button && !document.querySelector('dialog[open]')) {
    event.preventDefault();
    button.click();
  }
});

/** Draws what the server has sent. */
export function drawControls({run, temporal, worker, pace, lanes, faults}) {
  setText(byId('run-name'), run.name);
  set(byId('run-name'), {title: run.folder});
  setText(byId('run-placed'), run.orders);
  setText(byId('temporal'), `Temporal at ${temporal.address}`);
  set(byId('temporal'), {'data-problem': temporal.problem !== null});
  showText(byId('notice-temporal'), temporal.problem);
  drawWorker(worker);
  update(byId('pace'), {value: pace});
  update(byId('key-lane'), {checked: lanes.some(lane => lane.id === 'key' && lane.shown)});
  faults.forEach(drawFault);
  const active = faults.filter(({likelihood, next}) => likelihood > 0 || next > 0).map(faultInWords).join(', ');
  setText(byId('faults-list'), active || 'none');
  showText(byId('faults-now'), active && `Faults: ${active}`);
}

function faultInWords({label, likelihood, next}) {
  const often = likelihood > 0 ? ` ${likelihood * 100} %` : '';
  return label + often + (next > 0 ? `, next ${next === 1 ? 'call' : `${next} calls`}` : '');
}

/** Changes a control, but not while the user's choice is sent: an older message must not undo it on the page. */
function update(control, properties) {
  if (!control.dataset.sending) {
    Object.assign(control, properties);
  }
}

function drawWorker({state, words}) {
  const isRunning = RUNNING.has(state);
  set(byId('worker'), {'data-worker': state});
  set(document.body, {'data-stopped': !isRunning});
  setText(byId('worker-state'), state === 'ready' ? 'running' : state);
  setText(byId('worker-words'), words);
  set(byId('worker-words'), {title: words});
  const button = byId('kill-or-start');
  setText(button.querySelector('span'), isRunning ? 'Kill' : 'Start');
  set(button, {
    'data-post': isRunning ? '/worker/kill' : '/worker/start',
    class: isRunning ? 'danger' : 'main',
    title: isRunning && 'Sends SIGKILL: it cannot clean up',
  });
  const notices = {
    killed: 'The worker was killed. Temporal remembers its orders: start the worker, and they resume.',
    ended: `The worker has ended. Fix this, then start it: ${words || 'it printed nothing'}`,
  };
  showText(byId('notice-worker'), notices[state]);
}

function drawFault(fault) {
  const tile = byId(`fault-${fault.name}`) ?? newTile(fault);
  update(tile.querySelector('select'), {value: fault.likelihood});
  showText(tile.querySelector('.pending'), fault.next > 0 && `next ${fault.next}`);
  set(tile, {'data-likely': fault.likelihood > 0, 'data-next': fault.next});
}

function newTile({name, label}) {
  const post = `/faults/${name}`;
  const options = LIKELIHOODS.map(value => element('option', {value}, `${value * 100} %`));
  const next = {type: 'button', class: 'small', 'data-post': `${post}/next`, 'aria-label': `the next call: ${label}`};
  const tile = element(
    'div',
    {class: 'fault', id: `fault-${name}`, 'data-fault': name},
    element('label', {for: `likelihood-${name}`}, label),
    element('select', {id: `likelihood-${name}`, name: 'likelihood', 'data-post': post}, ...options),
    element('button', next, 'next call'),
    element('b', {class: 'pending'}),
  );
  byId('faults').append(tile);
  return tile;
}
