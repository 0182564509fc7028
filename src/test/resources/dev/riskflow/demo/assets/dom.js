// Elements, without a framework. Texts are always set as text, never as HTML.

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; a text becomes a text node, what is null is left out. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** Shows the text in its place, or hides the place when there is none. */
export function say(place, text) {
  place.textContent = text ?? "";
  place.hidden = !text;
}

function filled(target, attributes, children) {
  Object.entries(attributes).forEach(([name, value]) => target.setAttribute(name, value));
  target.append(...children.filter((child) => child !== null && child !== undefined));
  return target;
}
