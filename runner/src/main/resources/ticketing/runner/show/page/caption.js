import {count, element, set, setText} from './dom.js';

/** Says in words what happens in a lane. The sentences are the server’s; each stays as long as it takes to read. */

const READS_MILLIS = 1500;
const MOST_WAITING = 2;
const BAD = 4;
const WAIT = 3;

export class Caption {
  root = element('p', {class: 'caption'});
  #words = element('span');
  #order = element('b', {class: 'of'});
  #shown = {rank: 0, text: ''};
  #since = -READS_MILLIS;
  #waiting = [];
  #timer = 0;

  constructor(idle, player) {
    this.idle = idle;
    this.player = player;
    this.root.append(this.#order, this.#words);
    this.#show({rank: 0, text: idle});
  }

  /** Takes what is new in the lane. */
  take({info, news, cards, changed}, isStopped) {
    if (info.orders === 0) {
      this.#waiting = [];
      this.#show({rank: 0, text: this.idle});
      this.#since = -READS_MILLIS;
      return;
    }
    if (isStopped && info.open > 0) {
      this.#waiting = [];
      this.#add({rank: WAIT, text: `The worker is dead. Temporal remembers ${count(info.open, 'open order')}.`});
    } else if (info.open === 0 && changed) {
      this.#waiting = [];
      this.#add(captionOf([...cards.values()].reduce(worse)));
    } else if (news) {
      this.#add(captionOf(news));
    }
    this.#next();
  }

  /** A sentence waits behind the one that is shown. An interesting one waits for no other; of too many, the least gives way. */
  #add(caption) {
    const last = this.#waiting.at(-1) ?? this.#shown;
    if (last.order === caption.order && last.text === caption.text) {
      return;
    }
    if (caption.rank >= WAIT) {
      this.#waiting = this.#waiting.filter(({rank}) => rank >= WAIT);
    }
    this.#waiting.push(caption);
    if (this.#waiting.length > MOST_WAITING) {
      const least = Math.min(...this.#waiting.map(({rank}) => rank));
      this.#waiting.splice(this.#waiting.findIndex(({rank}) => rank === least), 1);
    }
  }

  #next(isTimer = false) {
    const {paused} = this.player;
    const interrupts = this.#shown.rank < WAIT && this.#waiting[0]?.rank >= WAIT;
    const left = paused || interrupts ? 0 : this.#since + READS_MILLIS - performance.now();
    if (this.#waiting.length > 0 && left <= 0 && !(paused && isTimer)) {
      this.#show(paused ? this.#waiting.splice(0).at(-1) : this.#waiting.shift());
    }
    clearTimeout(this.#timer);
    if (this.#waiting.length > 0) {
      this.#timer = setTimeout(() => this.#next(true), Math.max(left, READS_MILLIS / 10));
    }
  }

  #show(caption) {
    this.#shown = caption;
    this.#since = performance.now();
    setText(this.#order, caption.order ? `Order ${caption.order}` : '');
    setText(this.#words, caption.text);
    set(this.root, {'data-tone': caption.rank >= BAD ? 'bad' : caption.rank === WAIT && 'wait'});
  }
}

const captionOf = ({label, caption}) => ({order: label, ...caption});

/** The more interesting of two cards; of two alike, the later one. */
export const worse = (one, other) => (other.caption.rank >= one.caption.rank ? other : one);
