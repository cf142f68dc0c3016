import {act, messageOf} from './actions.js';
import {isWrong} from './card.js';
import {byId, element, setAttribute, setText} from './dom.js';

/** The window of one order: what the ticket system saw, beside what Temporal remembers. */

const LOOKS_EVERY_MILLIS = 1000;
const TIMEOUT_MILLIS = 10_000;

const STATES = {
  open: 'on its way',
  returned: 'ended: a ticket number was returned',
  failed: 'ended: told “failed”',
  rejected: 'ended: declined for good',
  lost: 'Temporal has forgotten it',
};

const CARD = {
  nowhere: 'nowhere in what Temporal remembers',
  found: 'STANDS IN WHAT TEMPORAL REMEMBERS',
  unknown: 'it is not known',
};

/** How an entry of the journal is to be taken. A second ticket is bad, whatever the entry. */
const TONES = {
  STORED: 'good',
  FOUND: 'good',
  LANDED: 'wait',
  RESPONSE_LOST: 'wait',
  WILL_LAND: 'wait',
  HELD: 'wait',
  STALE: 'wait',
  NOT_WRITTEN: 'down',
  NOT_SENT: 'down',
  UNAVAILABLE: 'down',
  FAILED: 'down',
  REJECTED: 'down',
};

/** Entries that tell of a ticket more in the ledger. */
const SELLING = new Set(['STORED', 'LANDED', 'RESPONSE_LOST']);

/** Events of Temporal's that tell of something going wrong. */
const BAD_EVENT = /(Failed|TimedOut|Terminated|Canceled)$/;

export class OrderWindow {
  #dialog = byId('order');
  #parts = {};
  #of = null;
  #timer = 0;
  #shown = '';
  #seen = '';
  #isLooking = false;
  /** The card has changed while the answer of an older look was on its way. */
  #isOutdated = false;

  constructor() {
    this.#build();
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
      setAttribute(this.#dialog, 'data-wrong', card && isWrong(card));
      if (this.#isLooking) {
        this.#isOutdated = !isFirst;
      } else if (!isFirst) {
        this.#look();
      }
    }
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
          `The server did not answer (${e.message}). If it was stopped, start it again: ./workshop show`,
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

  #build() {
    const part = (name, made) => (this.#parts[name] = made);
    const fact = (name, words) => [
      element('dt', {}, words),
      part(name, element('dd', {'data-detail': name})),
    ];
    const close = element(
      'button',
      {type: 'button', class: 'small', 'data-close': true, autofocus: true},
      'Close ',
      element('kbd', {}, 'Esc'),
    );
    const again = element(
      'button',
      {type: 'button', 'data-action': 'again', title: 'the same order ID, as if a customer clicked twice'},
      'Place it again',
    );
    again.addEventListener('click', async () => {
      const {lane, n} = this.#of;
      if ((await act(`/orders/${encodeURIComponent(lane)}/${n}/again`)) && this.#of) {
        this.#look();
      }
    });
    this.#dialog.append(
      element(
        'header',
        {},
        element(
          'h2',
          {id: 'order-title'},
          part('title', element('span')),
          ' ',
          part('lane', element('small')),
        ),
        part('state', element('p', {class: 'state', 'data-detail': 'state'})),
        again,
        part(
          'webUi',
          element('a', {target: '_blank', rel: 'noopener noreferrer', hidden: true}, 'Temporal’s Web UI'),
        ),
        close,
      ),
      part('problem', element('p', {class: 'notice wait', 'data-detail': 'problem'})),
      part(
        'body',
        element(
          'div',
          {class: 'details'},
          element(
            'dl',
            {class: 'facts'},
            ...fact('told', 'the customer was told'),
            ...fact('tickets', 'tickets on disk'),
            ...fact('orderID', 'order'),
            ...fact('card', 'card number'),
            ...fact('obstacle', 'why it does not go on'),
            ...fact('folder', 'folder'),
          ),
          element(
            'section',
            {class: 'seen'},
            element('h3', {}, 'What the ticket system saw'),
            part(
              'timeline',
              element('ol', {class: 'timeline', tabindex: '0', 'aria-label': 'What the ticket system saw'}),
            ),
          ),
          element(
            'section',
            {class: 'remembered'},
            element('h3', {}, 'What Temporal remembers'),
            part(
              'history',
              element('div', {class: 'history', tabindex: '0', 'aria-label': 'What Temporal remembers'}),
            ),
          ),
        ),
      ),
    );
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
    setText(parts.state, STATES[details.state] ?? details.state);
    setAttribute(parts.state, 'data-state', details.state);
    this.#fact('told', details.told ?? 'nothing yet');
    this.#tickets(details.tickets ?? [], details.ledgerProblem);
    this.#fact('obstacle', details.obstacle ?? '');
    this.#fact('orderID', details.seat ? `${details.orderID}, seat ${details.seat}` : details.orderID);
    this.#fact('card', CARD[details.card] ?? details.card);
    setAttribute(parts.card, 'data-card', details.card);
    this.#fact('folder', details.folder ?? '');
    this.#timeline(details);
    this.#history(details);
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

  #tickets(tickets, problem) {
    const isTwice = tickets.length > 1;
    setAttribute(this.#parts.tickets, 'data-twice', isTwice);
    this.#parts.tickets.replaceChildren(
      ...(tickets.length === 0 ? [problem ?? 'none'] : []),
      ...tickets.map(ticket => element('span', {class: 'stub'}, ticket)),
      ...(isTwice ? [element('b', {class: 'tag'}, `${tickets.length} tickets for one seat`)] : []),
    );
  }

  #timeline({timeline = [], leftOut = 0}) {
    const first = timeline.find(entry => SELLING.has(entry.kind))?.ticket;
    const rows = timeline.map(entry =>
      row(entry.seconds, `${entry.operation} #${entry.call}`, entry.words, {
        'data-kind': entry.kind,
        'data-tone': SELLING.has(entry.kind) && entry.ticket !== first ? 'bad' : TONES[entry.kind],
      }),
    );
    if (leftOut > 0) {
      rows.unshift(
        element('li', {class: 'soft'}, `It is long: ${leftOut} entries of its middle are left out.`),
      );
    }
    if (rows.length === 0) {
      rows.push(element('li', {class: 'soft'}, 'Nothing: no call has reached it yet.'));
    }
    this.#parts.timeline.replaceChildren(...rows);
  }

  #history({history, historyProblem}) {
    const box = this.#parts.history;
    const {scrollTop, scrollLeft} = box;
    const runs = (history ?? []).map(run =>
      element(
        'section',
        {},
        element(
          'h4',
          {},
          `${run.workflowID}, ${run.events} events`,
          element('small', {}, ` run ${run.runID}`),
        ),
        element('ol', {class: 'events'}, ...run.lines.map(eventOf)),
      ),
    );
    if (historyProblem) {
      runs.unshift(element('p', {class: 'notice wait'}, historyProblem));
    } else if (runs.length === 0) {
      runs.push(element('p', {class: 'soft'}, 'Nothing yet.'));
    }
    box.replaceChildren(...runs);
    box.scrollTo(scrollLeft, scrollTop);
  }
}

/** When, what, and what of it. */
function row(seconds, what, words, attributes) {
  return element(
    'li',
    attributes,
    element('span', {class: 'seconds'}, Number(seconds).toFixed(3)),
    element('b', {}, what),
    element('span', {class: 'words'}, words),
  );
}

/** A line of a history: its seconds, the event's name, and the rest. What looks otherwise is shown as it is. */
function eventOf(line) {
  const [, seconds, name, rest] = /^\s*(\d+\.\d+)\s+(\S+)\s*(.*)$/s.exec(line) ?? [];
  return seconds === undefined
    ? element('li', {class: 'whole'}, line)
    : row(seconds, name, rest, {'data-tone': BAD_EVENT.test(name) ? 'wait' : undefined});
}
