import {act, send} from './actions.js';
import {isWrong} from './card.js';
import {historyOf, ticketsOf, timelineOf, verdictOf} from './details.js';
import {byId, setAttribute, setText} from './dom.js';

/** The window of one order: what the ticket system saw, beside what Temporal remembers. */

const LOADS_EVERY_MILLIS = 1000;

const CARD = {
  nowhere: 'nowhere in Temporal’s history',
  found: 'FOUND IN TEMPORAL’S HISTORY',
};

export class OrderWindow {
  #dialog = byId('order');
  #parts = {};
  /** The order that is shown: its lane and number. */
  #of = null;
  #timer = 0;
  #shown = '';

  constructor() {
    for (const part of this.#dialog.querySelectorAll('[data-detail]')) {
      this.#parts[part.dataset.detail] = part;
    }
    this.#dialog.querySelector('[data-action="again"]').addEventListener('click', () => this.#placeAgain());
    this.#dialog.addEventListener('close', () => {
      clearTimeout(this.#timer);
      this.#of = null;
    });
  }

  /** Opens it for an order. */
  open(lane, n, nameOfLane) {
    this.#of = {lane, n};
    this.#shown = '';
    setText(this.#parts.title, `Order ${n}`);
    setText(this.#parts.lane, nameOfLane);
    setText(this.#parts.note, '');
    this.#blank('Loading …');
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#load();
  }

  /** Loads the order again and again while the window is open. */
  async #load() {
    clearTimeout(this.#timer);
    const of = this.#of;
    const {json, problem} = await send(pathOf(of));
    if (this.#of === of) {
      problem ? this.#blank(problem) : this.#show(json);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#load(), LOADS_EVERY_MILLIS);
    }
  }

  async #placeAgain() {
    if ((await act(`${pathOf(this.#of)}/again`)) && this.#of) {
      setText(this.#parts.note, 'placed again, with the same ID');
      this.#load();
    }
  }

  #blank(words) {
    setText(this.#parts.problem, words);
    this.#parts.problem.hidden = false;
    if (!this.#shown) {
      this.#parts.body.hidden = true;
      this.#parts.webUi.hidden = true;
      setText(this.#parts.state, '');
    }
  }

  #show(details) {
    const parts = this.#parts;
    parts.problem.hidden = true;
    parts.body.hidden = false;
    const shown = JSON.stringify(details);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    setText(parts.state, verdictOf(details));
    setAttribute(parts.state, 'data-state', details.state);
    setAttribute(this.#dialog, 'data-wrong', isWrong(details));
    setText(parts.told, details.told ?? 'nothing yet');
    parts.tickets.replaceChildren(...ticketsOf(details));
    setAttribute(parts.tickets, 'data-twice', details.tickets.length > 1);
    setText(parts.pendingReason, details.pendingReason ?? '');
    parts.pendingReason.hidden = !details.pendingReason;
    parts.pendingReason.previousElementSibling.hidden = !details.pendingReason;
    setText(parts.orderID, details.orderID);
    setText(parts.card, CARD[details.card] ?? 'unknown');
    setAttribute(parts.card, 'data-card', details.card);
    setText(parts.folder, details.folder);
    parts.timeline.replaceChildren(...timelineOf(details));
    const {scrollTop, scrollLeft} = parts.history;
    parts.history.replaceChildren(...historyOf(details));
    parts.history.scrollTo(scrollLeft, scrollTop);
    const isAddress = /^https?:\/\//.test(details.webUi ?? '');
    parts.webUi.hidden = !isAddress;
    setAttribute(parts.webUi, 'href', isAddress && details.webUi);
  }
}

const pathOf = ({lane, n}) => `/orders/${encodeURIComponent(lane)}/${n}`;
