/* Making elements. Text only ever gets in as text: nothing here, or anywhere else, parses HTML. */

import { nameOf } from "./words.js";

/** An element with attributes and children: elements and texts; what is null or false is left out. `text` and `on` are no attributes. */
export function element(name, { text, on, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  for (const [event, listener] of Object.entries(on ?? {})) made.addEventListener(event, listener);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

/** Text as a document prints it: in its own language and direction, whatever marks of direction are in it. */
export function printed(text, attributes = {}) {
  return element("bdi", { lang: document.documentElement.lang === "nl" ? null : "nl", text, ...attributes });
}

/** A figure as printed: a button that shows its source. */
export function sourceButton(observation, label = null) {
  const raw = observation.value_raw.trim();
  const shown = raw ? printed(raw) : element("i", { text: nameOf("missing", observation.missing_reason ?? "blank") });
  return element("button", { type: "button", class: "figure", "data-observation": observation.observation_id }, label, shown);
}

/** A small label; `kind` gives it its colour, its text says it too. */
export function tag(text, kind = "plain") {
  return element("span", { class: `tag tag-${kind}`, text });
}
