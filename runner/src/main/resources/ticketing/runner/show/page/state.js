import {comesFirst, isDuplicate, isWrong} from './card.js';

/** The steps of an order, which are the columns, from left to right. */
export const STEPS = ['placed', 'token', 'reservation', 'validate', 'create', 'settle', 'done'];

/** The cells of a lane: one for each step, and its ledger. */
export const CELLS = [...STEPS, 'ledger'];

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
  changed = false;
  /** Not those that were so before the page was opened. */
  soldTwice = new Set();
  info = null;

  take(card) {
    const before = this.cards.get(card.n);
    if (before && before.step !== card.step) {
      this.shelves.get(before.step).remove(card.n);
    }
    this.cards.set(card.n, card);
    this.shelves.get(card.step).put(card.n, comesFirst(card));
    this.changed = true;
    if (card.tickets.length > 0) {
      this.shelves.get('ledger').put(card.n, isWrong(card));
    }
    if (before && isDuplicate(card) && !isDuplicate(before)) {
      this.soldTwice.add(card.n);
    }
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
      lane.soldTwice.clear();
    }
  }
}
