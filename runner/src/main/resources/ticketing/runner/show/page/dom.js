/** Helps with the document. Text goes in as text only, so nothing that the server sends is read as HTML. */

/** The element with this ID. */
export const byId = id => document.getElementById(id);

/** A new element with these attributes; `children` are elements or text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(...children);
  return made;
}

/** Sets attributes; removes those that are false, null or undefined. */
export function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) {
      target.removeAttribute(name);
    } else {
      target.setAttribute(name, value === true ? '' : value);
    }
  }
}

/** Sets the text only if it has changed, which saves layout. */
export function setText(target, text) {
  if (target.textContent !== String(text)) {
    target.textContent = text;
  }
}

/** Shows an element with these words; hides it if there are none. */
export function showText(target, words) {
  setText(target, words ?? '');
  target.hidden = !words;
}

/** "1 order", "2 orders". */
export const count = (number, one) => `${number} ${one}${number === 1 ? '' : 's'}`;
