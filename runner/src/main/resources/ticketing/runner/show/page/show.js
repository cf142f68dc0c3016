import {START_AGAIN} from './actions.js';
import {Board} from './board.js';
import {drawControls} from './controls.js';
import {byId, element, setText, showText} from './dom.js';
import {Guide} from './guide.js';
import {openList} from './list.js';
import {openOrder} from './order.js';
import {Player} from './player.js';
import {State} from './state.js';

/** Starts the page: takes in what the server sends, and draws it with the next frame. */

const RETRIES_AFTER_MILLIS = 1500;
const MOST_ANNOUNCED = 20;

const state = new State();
const player = new Player(take);
const guide = new Guide({onScene: () => player.goOn()});
const onOrder = (lane, n) => openOrder(lane, n, state.lanes.get(lane));
const board = new Board({
  onOrder,
  onMore: (lane, cell) => openList(state.lanes.get(lane), cell, onOrder),
  player,
});

byId('big').addEventListener('click', () => {
  const isBig = document.body.toggleAttribute('data-big');
  byId('big').setAttribute('aria-pressed', isBig);
  drawSoon();
});
addEventListener('resize', drawSoon);

let isDrawing = false;

function drawSoon() {
  if (!isDrawing && state.message) {
    isDrawing = true;
    requestAnimationFrame(draw);
  }
}

function draw() {
  isDrawing = false;
  drawControls(state.message);
  board.draw(state);
  announceHarm();
  state.drawn();
}

function take(message) {
  const before = state.message ?? message;
  state.take(message);
  if (before.worker.state !== message.worker.state) {
    announce(`Worker: ${message.worker.state}.`);
  }
  drawSoon();
}

/** Says what has gone wrong. */
function announceHarm() {
  for (const {info, news} of state.lanes.values()) {
    if (info.shown && news?.harm) {
      announce(`${info.name}, order ${news.label}: ${news.caption.text}`);
    }
  }
}

/** Announces something to screen readers, which read what is added. */
function announce(words) {
  byId('live').append(element('p', {}, words));
  if (byId('live').children.length > MOST_ANNOUNCED) {
    byId('live').firstChild.remove();
  }
}

function connected(isConnected) {
  document.body.dataset.connected = isConnected;
  setText(byId('connection-words'), isConnected ? 'live' : 'no connection');
  showText(byId('notice-connection'), !isConnected && `No connection to the server. ${START_AGAIN}`);
}

/** Listens to the server, and reconnects as long as the page is open. */
function listen() {
  const source = new EventSource('/events');
  source.addEventListener('open', () => connected(true));
  source.addEventListener('state', event => {
    const message = JSON.parse(event.data);
    player.take(message);
    guide.take(message);
  });
  source.addEventListener('error', () => {
    connected(false);
    // The browser itself reconnects, unless the server has answered something other than events.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(listen, RETRIES_AFTER_MILLIS);
    }
  });
}

listen();
