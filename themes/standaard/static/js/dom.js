// What the scripts of all pages share.

/** The element with an id, or null. */
export const byId = (id) => document.getElementById(id);

/**
 * An element with attributes and content; text stays text. An attribute that is null or false is left out, and so is content that is
 * null; content may be a list.
 */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...content.flat(Infinity).filter((part) => part !== null));
  return element;
}
