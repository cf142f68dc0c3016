import {byId, element} from './dom.js';

/** Shows errors of actions until they are dismissed, and announces changes to screen readers. */

const SPEAKS_EVERY_MILLIS = 1500;

/** Shows an error. The same one is not shown twice. */
export function toast(message) {
  const all = byId('toasts');
  [...all.children].find(shown => shown.firstChild.textContent === message)?.remove();
  const dismiss = element('button', {type: 'button', class: 'small', 'data-action': 'dismiss'}, 'Dismiss');
  const made = element('div', {class: 'toast', role: 'alert'}, element('p', {}, message), dismiss);
  dismiss.addEventListener('click', () => made.remove());
  all.append(made);
}

let waiting = [];
let isSpeaking = false;

/** Announces something to screen readers. What comes too fast is put together. */
export function announce(words) {
  waiting.push(words);
  if (!isSpeaking) {
    speak();
  }
}

function speak() {
  isSpeaking = waiting.length > 0;
  if (!isSpeaking) {
    return;
  }
  const more = waiting.length - 2;
  byId('live').textContent = waiting.slice(0, 2).join(' ') + (more > 0 ? ` ${more} more.` : '');
  waiting = [];
  setTimeout(speak, SPEAKS_EVERY_MILLIS);
}
