import {element} from './dom.js';

/** Keeps a button for each order that is shown in a layer: the cards of a lane, or the tickets of its ledger. */
export class Pieces {
  layer = element('div');
  #buttons = new Map();

  /** The order's number goes into `attribute`. `look` is called with a button, its card and its place. */
  constructor(className, attribute, look) {
    this.className = className;
    this.attribute = attribute;
    this.look = look;
  }

  /** Draws the orders of `places`, which are in px, and removes all others. */
  draw(lane, places) {
    this.#buttons.forEach((button, n) => !places.has(n) && this.#remove(button, n));
    places.forEach((place, n) => this.#put(lane.cards.get(n), place));
    lane.soldTwice.forEach(n => this.#buttons.get(n)?.classList.add('pulse'));
  }

  #put(card, place) {
    let button = this.#buttons.get(card.n);
    if (!button) {
      button = element('button', {type: 'button', class: this.className, [this.attribute]: card.n});
      this.#buttons.set(card.n, button);
      this.layer.append(button);
    }
    button.style.transform = `translate(${place.x}px, ${place.y}px)`;
    if (button.card !== card || button.span !== place.span) {
      button.card = card;
      button.span = place.span;
      this.look(button, card, place);
    }
  }

  #remove(button, n) {
    if (button === document.activeElement) {
      (button.nextElementSibling ?? button.previousElementSibling)?.focus({preventScroll: true});
    }
    button.remove();
    this.#buttons.delete(n);
  }
}
