import {act, goesOnWith, startAgain, tellOfReload} from './actions.js';
import {Board} from './board.js';
import {Controls, notice} from './controls.js';
import {byId, setText} from './dom.js';
import {ListWindow} from './list.js';
import {OrderWindow} from './order.js';
import {State} from './state.js';
import {listen} from './stream.js';
import {announce} from './toasts.js';

/** The page begins here: what comes from the server is taken in at once, and drawn with the screen's next picture. */

/** For tests: how many messages were drawn, and how many milliseconds after the server had sent them. */
const stats = {messages: 0, lastLag: 0, maxLag: 0};
window.show = {stats};

const state = new State();
const controls = new Controls();
const orderWindow = new OrderWindow();
const openOrder = (lane, n) => orderWindow.open(lane, n, state.lanes.get(lane)?.info.name ?? lane);
const listWindow = new ListWindow(openOrder);
const board = new Board({
  onOrder: openOrder,
  onMore: (lane, step) => listWindow.open(lane, step, state),
  onResize: () => drawSoon(),
});

let isDrawing = false;
let undrawn = [];
let workerWas = null;
let serverWas = null;
let toldGeneration = -1;

function drawSoon() {
  if (!isDrawing && state.message) {
    isDrawing = true;
    requestAnimationFrame(draw);
  }
}

function draw() {
  isDrawing = false;
  controls.draw(state.message);
  board.draw(state);
  orderWindow.cardsChanged(state);
  listWindow.cardsChanged(state);
  tellOfDuplicates();
  state.drawn();
  for (const sent of undrawn) {
    stats.messages++;
    stats.lastLag = Date.now() - sent;
    stats.maxLag = Math.max(stats.maxLag, stats.lastLag);
  }
  undrawn = [];
}

/** A page that nobody sees is not drawn; what it missed says nothing of how fast it draws. */
document.addEventListener('visibilitychange', () => (undrawn = []));

function take(message) {
  if (serverWas !== null && serverWas !== message.server) {
    // Another process: it takes what is pressed only from a page that it has sent itself.
    location.reload();
    return;
  }
  serverWas = message.server;
  goesOnWith(message.run.page);
  state.take(message);
  if (workerWas !== null && workerWas !== message.worker.state) {
    announce(`The worker: ${message.worker.state}.`);
  }
  workerWas = message.worker.state;
  if (!document.hidden) {
    undrawn.push(message.sent);
  }
  drawSoon();
}

/** A seat that was sold twice is said as well as shown; what was so before the page came is not said. */
function tellOfDuplicates() {
  if (toldGeneration !== state.generation) {
    toldGeneration = state.generation;
    return;
  }
  for (const lane of state.lanes.values()) {
    for (const n of lane.info.shown ? lane.soldTwice : []) {
      announce(`${lane.info.name} has sold the seat of order ${n} more than once.`);
    }
  }
}

function connected(isConnected) {
  document.body.dataset.connected = isConnected;
  setText(byId('connection-words'), isConnected ? 'live' : 'no connection');
  notice('notice-connection', isConnected ? '' : `The page has lost its server. ${startAgain()}`);
}

const SHORTCUTS = {
  o: () => act('/orders', {count: 1}),
  t: () => act('/orders', {count: 10}),
  k: () => controls.killOrStart(),
  '?': () => byId('help').showModal(),
};

document.addEventListener('keydown', event => {
  const isOther = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
  if (!isOther && !document.querySelector('dialog[open]') && SHORTCUTS[event.key]) {
    event.preventDefault();
    SHORTCUTS[event.key]();
  }
});

document.addEventListener('click', event => {
  const dialog = event.target.closest('dialog');
  if (dialog && (event.target.closest('[data-close]') || isBeside(dialog, event))) {
    dialog.close();
  }
});

/** A click on a window's backdrop is one on the window itself, outside its borders. */
function isBeside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  const isInside =
    event.clientX >= box.left &&
    event.clientX <= box.right &&
    event.clientY >= box.top &&
    event.clientY <= box.bottom;
  return event.target === dialog && !isInside;
}

listen({onState: take, onConnected: connected});
tellOfReload();
