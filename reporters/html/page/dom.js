/** What the other modules of the page share: elements made of text, never of markup; and a word to screen readers. */

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children strings become text
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** @param {string} id */
export function byId(id) {
  return document.getElementById(id);
}

/** @param {string} text */
export function say(text) {
  const place = byId('say');
  if (place) place.textContent = text;
}
