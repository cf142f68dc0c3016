/** Small help with the document. Text goes in as text only, so nothing that a server says is ever read as HTML. */

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

/** Writes the text only if it is another, so that nothing is laid out again for nothing. */
export function setText(target, text) {
  const wanted = String(text);
  if (target.textContent !== wanted) {
    target.textContent = wanted;
  }
}

/** Sets, or with false or undefined removes, an attribute, if it is not so already. */
export function setAttribute(target, name, value) {
  if (value === false || value === undefined) {
    if (target.hasAttribute(name)) {
      target.removeAttribute(name);
    }
    return;
  }
  const wanted = value === true ? '' : String(value);
  if (target.getAttribute(name) !== wanted) {
    target.setAttribute(name, wanted);
  }
}

/** "1 order", "2 orders". */
export const count = (number, one, more = one + 's') => `${number} ${number === 1 ? one : more}`;
