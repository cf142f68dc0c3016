import {comesFirst, isDuplicate, isWrong} from './card.js';

/** The steps of an order, which are the columns, from left to right. */
export const STEPS = ['placed', 'token', 'reservation', 'validate', 'create', 'settle', 'done'];

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
  steps = new Map(STEPS.map(step => [step, new Shelf()]));
  ledger = new Shelf();
  changedSteps = new Set();
  changedCards = new Set();
  soldTwice = new Set();

  constructor(info) {
    this.info = info;
  }

  take(card) {
    const before = this.cards.get(card.n);
    if (before && before.step !== card.step) {
      this.steps.get(before.step)?.remove(card.n);
      this.changedSteps.add(before.step);
    }
    this.cards.set(card.n, card);
    this.steps.get(card.step)?.put(card.n, comesFirst(card));
    this.changedSteps.add(card.step);
    this.changedCards.add(card.n);
    if (card.tickets.length > 0) {
      this.ledger.put(card.n, isWrong(card));
    }
    if (isDuplicate(card) && !(before && isDuplicate(before))) {
      this.soldTwice.add(card.n);
    }
  }

  drawn() {
    this.changedSteps.clear();
    this.changedCards.clear();
    this.soldTwice.clear();
  }
}

/** Keeps what the server has sent. The page decides nothing by itself. */
export class State {
  lanes = new Map();
  message = null;
  /** Increases when the whole state is sent, so that the page redraws everything. */
  generation = 0;
  changes = 0;

  /** Takes a message in. */
  take(message) {
    this.message = message;
    if (message.whole) {
      this.lanes.clear();
      this.generation++;
    }
    for (const info of message.lanes) {
      const lane = this.lanes.get(info.id);
      if (lane) {
        lane.info = info;
      } else {
        this.lanes.set(info.id, new Lane(info));
      }
    }
    this.changes += message.cards.length;
    message.cards.forEach(card => this.lanes.get(card.lane)?.take(card));
  }

  drawn() {
    this.changes = 0;
    this.lanes.forEach(lane => lane.drawn());
  }
}
