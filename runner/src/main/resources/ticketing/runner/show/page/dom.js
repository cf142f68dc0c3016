/** Helps with the document. Text goes in as text only, so nothing that the server sends is read as HTML. */

/** The element with this ID. */
export const byId = id => document.getElementById(id);

/**
 * A new element. `attributes` are set as they are, but not where undefined or false; `children` are elements or text.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? '' : String(value));
    }
  }
  made.append(...children);
  return made;
}

/** Sets the text only if it has changed, which saves layout. */
export function setText(target, text) {
  const wanted = String(text);
  if (target.textContent !== wanted) {
    target.textContent = wanted;
  }
}

/** Sets an attribute, or removes it for false or undefined, only if it has changed. */
export function setAttribute(target, name, value) {
  if (value === false || value === undefined) {
    target.removeAttribute(name);
    return;
  }
  const wanted = value === true ? '' : String(value);
  if (target.getAttribute(name) !== wanted) {
    target.setAttribute(name, wanted);
  }
}

/** "1 order", "2 orders". */
export const count = (number, one) => `${number} ${one}${number === 1 ? '' : 's'}`;
