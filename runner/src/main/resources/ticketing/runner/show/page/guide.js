import {act} from './actions.js';
import {byId, setText} from './dom.js';
import {OTHERWISE, SCENES} from './tour.js';

/** Drives the tour, one step for each press of a key. The scenes and their words are in tour.js. */
export class Guide {
  #scene = -1;
  #step = 0;
  /** The next step is shown when all orders have ended. */
  #waits = false;
  #later = null;
  #busy = false;
  #message = null;

  /** `onScene` is called when a scene begins. */
  constructor({onScene}) {
    byId('tour-next').addEventListener('click', () => this.#alone(() => this.#next()));
    byId('tour-back').addEventListener('click', () => this.#alone(() => this.#back()));
    byId('tour-end').addEventListener('click', () => this.#end());
    this.onScene = onScene;
  }

  /** Takes what the server has sent. */
  take(message) {
    this.#message = message;
    if (this.#waits && this.#hasEnded()) {
      this.#alone(() => this.#next());
    } else if (this.#scene >= 0 && !this.#busy) {
      this.#draw();
    }
  }

  /** While a step is being sent, keys do nothing. */
  async #alone(action) {
    if (!this.#busy) {
      this.#busy = true;
      await action();
      this.#busy = false;
      this.#draw();
    }
  }

  async #next() {
    if (this.#later) {
      return;
    }
    const steps = SCENES[this.#scene]?.steps ?? [];
    const step = steps[this.#step + 1];
    if (!step) {
      await (this.#scene + 1 < SCENES.length ? this.#begin(this.#scene + 1) : this.#end());
    } else if (step === steps.at(-1) && !this.#waits && !this.#hasEnded()) {
      this.#waits = true;
    } else {
      this.#waits = false;
      this.#step++;
      await send(step.posts ?? []);
      if (step.later) {
        const {post, millis} = step.later;
        this.#later = setTimeout(() => this.#alone(() => this.#sendLater(post)), millis);
      }
    }
  }

  /** To the beginning of the scene; from there, to the scene before. */
  async #back() {
    await this.#begin(Math.max(0, this.#step === 0 ? this.#scene - 1 : this.#scene));
  }

  async #begin(scene) {
    this.#stop();
    this.#scene = scene;
    this.#step = 0;
    this.onScene();
    await send(['/clear', ...SCENES[scene].setup]);
    if (['killed', 'ended'].includes(this.#message?.worker.state)) {
      await act('/worker/start');
    }
  }

  #end() {
    this.#stop();
    this.#scene = -1;
    this.#draw();
  }

  #stop() {
    this.#waits = false;
    clearTimeout(this.#later);
    this.#later = null;
  }

  async #sendLater(post) {
    this.#stop();
    await act(post);
  }

  #hasEnded() {
    return this.#message.lanes.filter(lane => lane.shown).every(lane => lane.orders > 0 && lane.open === 0);
  }

  /** Returns whether these lanes have wrong orders, and no others. */
  #isWrong(lanes) {
    return this.#message.lanes.filter(lane => lane.shown).every(lane => lane.wrong > 0 === lanes.includes(lane.id));
  }

  #draw() {
    const scene = SCENES[this.#scene];
    document.body.toggleAttribute('data-tour', scene !== undefined);
    byId('tour').hidden = !scene;
    setText(byId('tour-next').firstElementChild, scene ? 'Next' : 'Tour');
    if (scene) {
      setText(byId('scene-number'), `${this.#scene + 1} of ${SCENES.length}`);
      setText(byId('scene-title'), scene.title);
      const step = scene.steps[this.#step];
      const isAsTold = !step.wrong || !this.#hasEnded() || this.#isWrong(step.wrong);
      const text = isAsTold ? step.text : OTHERWISE;
      setText(byId('tour-text'), this.#waits ? `${text} (Some orders are still open.)` : text);
      byId('tour').dataset.step = `${this.#scene + 1}.${this.#step + 1}`;
    }
  }
}

async function send(posts) {
  for (const post of posts) {
    await act(post);
  }
}
