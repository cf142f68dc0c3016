import {worse} from './caption.js';

/** The cells of a lane, from left to right: what an order waits for, and at last the lane's ledger. */
export const CELLS = ['placed', 'prepare', 'validate', 'create', 'settle', 'done', 'ledger'];

const CELL_OF = {token: 'prepare', reservation: 'prepare'};

const cellOf = card => CELL_OF[card.step] ?? card.step;

/** Keeps what the page knows of a lane, and what has changed since it was drawn. */
class Lane {
  cards = new Map();
  /** The numbers of the orders in each cell, as they came. */
  cells = new Map(CELLS.map(cell => [cell, new Set()]));
  changed = true;
  /** How many tickets the order with the most of them has. */
  mostTickets = 1;
  /** The most interesting of the cards that have changed. */
  news = null;
  info = null;

  take(card) {
    const before = this.cards.get(card.n);
    if (before && before.step !== card.step) {
      this.cells.get(cellOf(before)).delete(card.n);
    }
    this.cards.set(card.n, card);
    this.cells.get(cellOf(card)).add(card.n);
    this.changed = true;
    this.mostTickets = Math.max(this.mostTickets, card.tickets.length);
    if (card.tickets.length > 0) {
      this.cells.get('ledger').add(card.n);
    }
    this.news = this.news ? worse(this.news, card) : card;
  }
}

/** Keeps what the server has sent. The page decides nothing by itself. */
export class State {
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
    }
  }
}
