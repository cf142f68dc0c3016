import {worse} from './caption.js';
import {isWrong} from './card.js';

/** The cells of a lane, from left to right: what an order waits for, and at last the lane's ledger. */
export const CELLS = ['placed', 'prepare', 'validate', 'create', 'settle', 'done', 'ledger'];

const CELL_OF = {token: 'prepare', reservation: 'prepare'};

/** The cell of a card. */
export const cellOf = card => CELL_OF[card.step] ?? card.step;

/** Keeps numbers of orders as they came, and apart those that are shown first. */
class Shelf {
  first = new Set();
  others = new Set();

  get size() {
    return this.first.size + this.others.size;
  }

  /** Adds a number; one that is there keeps its place. */
  put(n, comesFirst) {
    (comesFirst ? this.others : this.first).delete(n);
    (comesFirst ? this.first : this.others).add(n);
  }

  remove(n) {
    this.first.delete(n);
    this.others.delete(n);
  }
}

/** Keeps what the page knows of a lane, and what has changed since it was drawn. */
class Lane {
  cards = new Map();
  shelves = new Map(CELLS.map(cell => [cell, new Shelf()]));
  changed = true;
  /** Not those that were so before the page was opened. */
  soldTwice = new Set();
  /** The most interesting of the cards that have changed. */
  news = null;
  info = null;

  take(card) {
    const before = this.cards.get(card.n);
    if (before && before.step !== card.step) {
      this.shelves.get(cellOf(before)).remove(card.n);
    }
    this.cards.set(card.n, card);
    this.shelves.get(cellOf(card)).put(card.n, isWrong(card));
    this.changed = true;
    if (card.tickets.length > 0) {
      this.shelves.get('ledger').put(card.n, isWrong(card));
    }
    if (before && card.harm === 'twice' && before.harm !== 'twice') {
      this.soldTwice.add(card.n);
    }
    this.news = this.news ? worse(this.news, card) : card;
  }
}

/** Keeps what the server has sent. The page decides nothing by itself. */
export class State {
  /** Another map when the whole state is sent, so that the page redraws everything. */
  lanes = new Map();
  message = null;
  changes = 0;

  /** Takes a message in. */
  take(message) {
    this.message = message;
    if (message.whole) {
      this.lanes = new Map(message.lanes.map(info => [info.id, new Lane()]));
    }
    message.lanes.forEach(info => (this.lanes.get(info.id).info = info));
    message.cards.forEach(card => this.lanes.get(card.lane).take(card));
    this.changes += message.cards.length;
  }

  drawn() {
    this.changes = 0;
    for (const lane of this.lanes.values()) {
      lane.changed = false;
      lane.news = null;
      lane.soldTwice.clear();
    }
  }
}
