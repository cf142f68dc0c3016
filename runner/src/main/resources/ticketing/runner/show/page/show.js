import {act, runsIn, startAgain} from './actions.js';
import {Board} from './board.js';
import {Controls, notice} from './controls.js';
import {byId, setText} from './dom.js';
import {ListWindow} from './list.js';
import {OrderWindow} from './order.js';
import {explainSigns} from './signs.js';
import {State} from './state.js';
import {listen} from './stream.js';
import {announce} from './toasts.js';

/** Starts the page: takes in what the server sends at once, and draws it with the next frame. */

const state = new State();
const controls = new Controls();
const orderWindow = new OrderWindow();
const openOrder = (lane, n) => orderWindow.open(lane, n, state.lanes.get(lane).info.name);
const listWindow = new ListWindow(openOrder);
const board = new Board({
  onOrder: openOrder,
  onMore: (lane, step) => listWindow.open(state.lanes.get(lane), step),
  onResize: () => drawSoon(),
});

let isDrawing = false;
let worker = null;
let server = null;

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
  announceDuplicates();
  state.drawn();
}

function take(message) {
  if (server !== null && server !== message.server) {
    // Another process has another token, which only its own page has.
    location.reload();
    return;
  }
  server = message.server;
  runsIn(message.run.folder);
  state.take(message);
  if (worker !== null && worker !== message.worker.state) {
    announce(`Worker: ${message.worker.state}.`);
  }
  worker = message.worker.state;
  drawSoon();
}

/** Says that a seat was sold twice. */
function announceDuplicates() {
  for (const lane of state.lanes.values()) {
    for (const n of lane.info.shown ? lane.soldTwice : []) {
      announce(`${lane.info.name} has sold the seat of order ${n} more than once.`);
    }
  }
}

function connected(isConnected) {
  document.body.dataset.connected = isConnected;
  setText(byId('connection-words'), isConnected ? 'live' : 'no connection');
  notice('notice-connection', isConnected ? '' : `No connection to the server. ${startAgain()}`);
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
  if (event.target.closest('[data-close]')) {
    event.target.closest('dialog').close();
  }
});

explainSigns();
listen({onState: take, onConnected: connected});
