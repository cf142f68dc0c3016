import {act} from './actions.js';
import {byId, element, setAttribute, setText} from './dom.js';

/** The header and the control bar: they show what the server says, and send what a person wants. */

const LIKELIHOODS = [0, 0.1, 0.3, 0.5, 0.8];
const PERCENT = likelihood => `${Math.round(likelihood * 100)} %`;

const WORKER = {starting: 'starting', ready: 'at work', killed: 'killed', ended: 'ended'};
const RUNNING = new Set(['starting', 'ready']);

export class Controls {
  #tiles = new Map();
  #workerState = 'starting';
  /** What was chosen and not yet confirmed: the server's older word must not undo it before one's eyes. */
  #pending = new Set();

  constructor() {
    for (const button of document.querySelectorAll('[data-action="place"]')) {
      button.addEventListener('click', () => act('/orders', {count: Number(button.dataset.count)}));
    }
    this.#on('kill', () => act('/worker', {action: 'kill'}));
    this.#on('start', () => act('/worker', {action: 'start'}));
    this.#on('clear-faults', () => act('/faults', {clear: true}));
    this.#on('reset', () => byId('reset').showModal());
    this.#on('reset-now', async () => {
      byId('reset').close();
      await act('/reset');
    });
    this.#on('help', () => byId('help').showModal());
    for (const pace of document.querySelectorAll('[data-pace]')) {
      pace.addEventListener('change', () => this.#send('pace', '/pace', {millis: Number(pace.value)}));
    }
    this.#keyLane.addEventListener('change', () =>
      this.#send('key', '/lanes/key', {shown: this.#keyLane.checked}),
    );
  }

  get #keyLane() {
    return document.querySelector('[data-action="key-lane"]');
  }

  #on(action, then) {
    document.querySelector(`[data-action="${action}"]`).addEventListener('click', then);
  }

  async #send(what, path, body) {
    this.#pending.add(what);
    await act(path, body);
    this.#pending.delete(what);
  }

  /** Kills the worker, or starts one: what is possible now. */
  killOrStart() {
    act('/worker', {action: RUNNING.has(this.#workerState) ? 'kill' : 'start'});
  }

  draw(message) {
    this.#drawHeader(message);
    this.#drawWorker(message.worker);
    if (!this.#pending.has('pace')) {
      document.querySelectorAll('[data-pace]').forEach(pace => {
        pace.checked = Number(pace.value) === message.pace;
      });
    }
    const key = message.lanes.find(lane => lane.id === 'key');
    this.#keyLane.closest('label').hidden = !key;
    if (key && !this.#pending.has('key')) {
      this.#keyLane.checked = key.shown;
    }
    message.faults.forEach(fault => this.#drawFault(fault));
  }

  #drawHeader({run, temporal}) {
    setText(byId('run-name'), run.name);
    setAttribute(byId('run-name'), 'title', run.folder);
    setText(byId('run-placed'), run.placed);
    setText(byId('run-most'), `of at most ${run.most} orders`);
    setText(byId('temporal'), temporal.words);
    setAttribute(byId('temporal'), 'data-answers', temporal.answers);
    notice('notice-temporal', temporal.trouble ?? '');
  }

  #drawWorker(worker) {
    const box = byId('worker');
    const isRunning = RUNNING.has(worker.state);
    this.#workerState = worker.state;
    setAttribute(box, 'data-worker', worker.state);
    setAttribute(document.body, 'data-stopped', !isRunning);
    setText(byId('worker-state'), WORKER[worker.state] ?? worker.state);
    setText(byId('worker-words'), worker.words ?? '');
    setAttribute(byId('worker-words'), 'title', worker.words ?? undefined);
    swap(box.querySelector('[data-action="kill"]'), box.querySelector('[data-action="start"]'), isRunning);
    notice(
      'notice-worker',
      worker.state === 'killed'
        ? 'The worker was killed. Its orders wait where they are: Temporal remembers them. Start one, and they go on.'
        : worker.state === 'ended'
          ? `The worker has ended, and can be started when that is mended: ${worker.words ?? 'nobody knows why'}`
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
      choose(tile.select, fault.likelihood);
    }
    setText(tile.pending, fault.next > 0 ? `${fault.next} to come` : '');
    tile.pending.hidden = fault.next === 0;
    setAttribute(tile.root, 'data-likely', fault.likelihood > 0);
    setAttribute(tile.root, 'data-next', fault.next);
  }

  #tile(fault) {
    const id = `fault-${fault.name}`;
    const label = element('label', {for: id}, fault.label);
    const select = element(
      'select',
      {id, 'data-likelihood': true},
      ...LIKELIHOODS.map(likelihood => element('option', {value: likelihood}, PERCENT(likelihood))),
    );
    select.addEventListener('change', () =>
      this.#send(fault.name, '/faults', {name: fault.name, likelihood: Number(select.value)}),
    );
    const pending = element('b', {class: 'pending', hidden: true, 'data-pending': true});
    const next = element(
      'button',
      {type: 'button', class: 'small', 'data-action': 'next', 'aria-label': `the next call: ${fault.label}`},
      'next call',
    );
    next.addEventListener('click', () => act('/faults', {name: fault.name, next: 1}));
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

/** Shows one of two buttons; the focus goes along. */
function swap(one, other, isOne) {
  const [shown, hidden] = isOne ? [one, other] : [other, one];
  if (!shown.hidden && hidden.hidden) {
    return;
  }
  const hadFocus = document.activeElement === hidden;
  shown.hidden = false;
  hidden.hidden = true;
  if (hadFocus) {
    shown.focus();
  }
}

/** A likelihood that is no usual one (from the command line, say) gets an entry of its own. */
function choose(select, likelihood) {
  const value = String(likelihood);
  if (select.value === value) {
    return;
  }
  if (![...select.options].some(option => option.value === value)) {
    select.append(element('option', {value}, PERCENT(likelihood)));
  }
  select.value = value;
}

/** Shows a line above the lanes, or with no words takes it away. */
export function notice(id, words) {
  const line = byId(id);
  setText(line, words);
  line.hidden = !words;
}
