import {byId, count, set, setText, showText} from './dom.js';

/** Pauses what is shown, and shows it step by step. The server and its workers go on; their events wait here. */
export class Player {
  paused = false;
  #waiting = [];

  /** `show` is called with each message when it is its turn. */
  constructor(show) {
    this.show = show;
    byId('pause').addEventListener('click', () => (this.paused ? this.goOn() : this.#pause()));
    byId('step').addEventListener('click', () => this.#step());
  }

  take(message) {
    if (!this.paused) {
      this.show(message);
      return;
    }
    if (message.whole) {
      this.#waiting = [];
    }
    this.#waiting.push(message);
    this.#draw();
  }

  goOn() {
    this.paused = false;
    this.#waiting.splice(0).forEach(this.show);
    this.#draw();
  }

  #pause() {
    this.paused = true;
    this.#draw();
  }

  /** Shows the next message that changes an order. */
  #step() {
    this.#pause();
    let message;
    do {
      message = this.#waiting.shift();
      message && this.show(message);
    } while (message && message.cards.length === 0);
    this.#draw();
  }

  #draw() {
    const events = this.#waiting.filter(message => message.cards.length > 0).length;
    set(byId('pause'), {'aria-pressed': String(this.paused)});
    setText(byId('pause').firstElementChild, this.paused ? 'Go on' : 'Pause');
    showText(
      byId('notice-paused'),
      this.paused && `Paused. The workers go on. Not shown yet: ${count(events, 'event')}. One step: the key “.”`,
    );
  }
}
