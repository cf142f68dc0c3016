import {act} from './actions.js';
import {byId, element, setAttribute, setText} from './dom.js';

/** Draws the header and the control bar, and sends what the user does there. */

const LIKELIHOODS = [0, 0.1, 0.3, 0.5, 0.8];

const RUNNING = new Set(['starting', 'ready']);

export class Controls {
  #tiles = new Map();
  #workerState = 'starting';
  /** What was chosen and not yet confirmed: an older message must not undo it on the page. */
  #pending = new Set();

  constructor() {
    for (const button of document.querySelectorAll('[data-action="place"]')) {
      button.addEventListener('click', () => act('/orders', {count: Number(button.dataset.count)}));
    }
    byId('kill-or-start').addEventListener('click', () => this.killOrStart());
    this.#on('clear-faults', () => act('/faults/clear'));
    this.#on('reset', () => byId('reset').showModal());
    this.#on('reset-now', () => act('/reset'));
    this.#on('help', () => byId('help').showModal());
    for (const pace of document.querySelectorAll('[data-pace]')) {
      pace.addEventListener('change', () => this.#send('pace', '/pace', {millis: Number(pace.value)}));
    }
    this.#keyLane.addEventListener('change', () =>
      this.#send('key', '/lanes/key', {on: this.#keyLane.checked}),
    );
  }

  get #keyLane() {
    return document.querySelector('[data-action="key-lane"]');
  }

  #on(action, then) {
    document.querySelector(`[data-action="${action}"]`).addEventListener('click', then);
  }

  async #send(what, path, parameters) {
    this.#pending.add(what);
    await act(path, parameters);
    this.#pending.delete(what);
  }

  /** Kills the worker, or starts one: what is possible now. */
  killOrStart() {
    act(RUNNING.has(this.#workerState) ? '/worker/kill' : '/worker/start');
  }

  draw(message) {
    this.#drawHeader(message);
    this.#drawWorker(message.worker);
    if (!this.#pending.has('pace')) {
      document.querySelectorAll('[data-pace]').forEach(pace => {
        pace.checked = Number(pace.value) === message.pace;
      });
    }
    if (!this.#pending.has('key')) {
      this.#keyLane.checked = message.lanes.some(lane => lane.id === 'key' && lane.shown);
    }
    message.faults.forEach(fault => this.#drawFault(fault));
  }

  #drawHeader({run, temporal}) {
    setText(byId('run-name'), run.name);
    setAttribute(byId('run-name'), 'title', run.folder);
    setText(byId('run-placed'), run.placed);
    setText(byId('temporal'), `Temporal at ${temporal.address}`);
    setAttribute(byId('temporal'), 'data-problem', temporal.problem !== null);
    notice('notice-temporal', temporal.problem ?? '');
  }

  #drawWorker(worker) {
    const isRunning = RUNNING.has(worker.state);
    this.#workerState = worker.state;
    setAttribute(byId('worker'), 'data-worker', worker.state);
    setAttribute(document.body, 'data-stopped', !isRunning);
    setText(byId('worker-state'), worker.state === 'ready' ? 'running' : worker.state);
    setText(byId('worker-words'), worker.words);
    setAttribute(byId('worker-words'), 'title', worker.words);
    const button = byId('kill-or-start');
    setText(button.querySelector('span'), isRunning ? 'Kill' : 'Start');
    setAttribute(button, 'data-action', isRunning ? 'kill' : 'start');
    setAttribute(button, 'class', isRunning ? 'danger' : 'main');
    setAttribute(button, 'title', isRunning && 'Sends SIGKILL: it cannot clean up');
    notice(
      'notice-worker',
      worker.state === 'killed'
        ? 'The worker was killed. Temporal remembers its orders: start the worker, and they resume.'
        : worker.state === 'ended'
          ? `The worker has ended. Fix this, then start it: ${worker.words || 'it printed nothing'}`
          : '',
    );
  }

  #drawFault(fault) {
    let tile = this.#tiles.get(fault.name);
    if (!tile) {
      tile = this.#tile(fault);
      this.#tiles.set(fault.name, tile);
      byId('faults').append(tile.root);
    }
    setText(tile.label, fault.label);
    if (!this.#pending.has(fault.name)) {
      tile.select.value = String(fault.likelihood);
    }
    setText(tile.pending, fault.next > 0 ? `next ${fault.next}` : '');
    tile.pending.hidden = fault.next === 0;
    setAttribute(tile.root, 'data-likely', fault.likelihood > 0);
    setAttribute(tile.root, 'data-next', fault.next);
  }

  #tile(fault) {
    const id = `fault-${fault.name}`;
    const label = element('label', {for: id}, fault.label);
    const select = element(
      'select',
      {id},
      ...LIKELIHOODS.map(likelihood => element('option', {value: likelihood}, `${likelihood * 100} %`)),
    );
    select.addEventListener('change', () =>
      this.#send(fault.name, `/faults/${fault.name}`, {likelihood: select.value}),
    );
    const pending = element('b', {class: 'pending', hidden: true});
    const next = element(
      'button',
      {type: 'button', class: 'small', 'data-action': 'next', 'aria-label': `the next call: ${fault.label}`},
      'next call',
    );
    next.addEventListener('click', () => act(`/faults/${fault.name}/next`));
    const root = element(
      'div',
      {class: 'fault', 'data-fault': fault.name},
      label,
      element('div', {}, select, next),
      pending,
    );
    return {root, label, select, pending};
  }
}

/** Shows a line with these words; hides it if there are none. */
export function notice(id, words) {
  const line = byId(id);
  setText(line, words);
  line.hidden = !words;
}
