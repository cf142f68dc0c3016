import {act, messageOf, startAgain} from './actions.js';
import {historyOf, ticketsOf, timelineOf, verdictOf} from './details.js';
import {byId, setAttribute, setText} from './dom.js';

/** The window of one order: what the ticket system saw, beside what Temporal remembers. */

const LOOKS_EVERY_MILLIS = 1000;
const SAYS_FOR_MILLIS = 6000;
const TIMEOUT_MILLIS = 10_000;

const CARD = {
  nowhere: 'nowhere in what Temporal remembers',
  found: 'STANDS IN WHAT TEMPORAL REMEMBERS',
  unknown: 'it is not known',
};

export class OrderWindow {
  #dialog = byId('order');
  #parts = {};
  #of = null;
  #timer = 0;
  #silence = 0;
  #shown = '';
  #seen = '';
  #isLooking = false;
  /** The card has changed while the answer of an older look was on its way. */
  #isOutdated = false;

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
    this.#seen = '';
    setText(this.#parts.title, `Order ${n}`);
    setText(this.#parts.lane, nameOfLane);
    setText(this.#parts.said, '');
    setAttribute(this.#dialog, 'data-of', `${lane}/${n}`);
    this.#blank('Looking …');
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#look();
  }

  /** The page has drawn: if this order's card is another now, looks again without waiting. */
  cardsChanged(state) {
    if (!this.#of || !this.#dialog.open) {
      return;
    }
    const card = state.lanes.get(this.#of.lane)?.cards.get(this.#of.n);
    const seen = card ? JSON.stringify(card) : '';
    if (seen !== this.#seen) {
      const isFirst = this.#seen === '';
      this.#seen = seen;
      if (this.#isLooking) {
        this.#isOutdated = !isFirst;
      } else if (!isFirst) {
        this.#look();
      }
    }
  }

  #say(words) {
    setText(this.#parts.said, words);
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => setText(this.#parts.said, ''), SAYS_FOR_MILLIS);
  }

  async #look() {
    clearTimeout(this.#timer);
    const of = this.#of;
    this.#isLooking = true;
    this.#isOutdated = false;
    try {
      const answer = await fetch(`/orders/${encodeURIComponent(of.lane)}/${of.n}`, {
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
      const problem = answer.ok ? null : await messageOf(answer);
      const details = answer.ok ? await answer.json() : null;
      if (this.#of === of) {
        details ? this.#show(details) : this.#blank(problem);
        this.#again(!details || details.state === 'open');
      }
    } catch (e) {
      if (this.#of === of) {
        this.#blank(
          `The server did not answer (${e.message}). ${startAgain()}`,
        );
        this.#again(true);
      }
    } finally {
      this.#isLooking = false;
      if (this.#isOutdated && this.#of) {
        this.#look();
      }
    }
  }

  #again(isWorthIt) {
    if (isWorthIt) {
      this.#timer = setTimeout(() => this.#look(), LOOKS_EVERY_MILLIS);
    }
  }

  async #placeAgain() {
    const {lane, n} = this.#of;
    if ((await act(`/orders/${encodeURIComponent(lane)}/${n}/again`)) && this.#of) {
      this.#say('placed again, with the same ID');
      this.#look();
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
    this.#parts.problem.hidden = true;
    this.#parts.body.hidden = false;
    const shown = JSON.stringify(details);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    const parts = this.#parts;
    const {words, isWrong} = verdictOf(details);
    setText(parts.state, words);
    setAttribute(parts.state, 'data-state', details.state);
    setAttribute(this.#dialog, 'data-wrong', isWrong);
    this.#fact('told', details.told ?? 'nothing yet');
    parts.tickets.replaceChildren(...ticketsOf(details));
    setAttribute(parts.tickets, 'data-twice', details.tickets?.length > 1);
    this.#fact('obstacle', details.obstacle ?? '');
    this.#fact('orderID', details.seat ? `${details.orderID}, seat ${details.seat}` : details.orderID);
    this.#fact('card', CARD[details.card] ?? details.card);
    setAttribute(parts.card, 'data-card', details.card);
    this.#fact('folder', details.folder ?? '');
    parts.timeline.replaceChildren(...timelineOf(details));
    const {scrollTop, scrollLeft} = parts.history;
    parts.history.replaceChildren(...historyOf(details));
    parts.history.scrollTo(scrollLeft, scrollTop);
    const isAddress = /^https?:\/\//.test(details.webUi ?? '');
    parts.webUi.hidden = !isAddress;
    if (isAddress) {
      setAttribute(parts.webUi, 'href', details.webUi);
    }
  }

  /** A fact without words is not shown. */
  #fact(name, words) {
    const part = this.#parts[name];
    setText(part, words);
    part.hidden = !words;
    part.previousElementSibling.hidden = !words;
  }
}
