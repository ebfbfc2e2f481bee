/* Making elements. Text only ever gets in as text: nothing here, or anywhere else, parses HTML. */

/** An element with attributes and children; children are elements and texts, what is null or false is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") made.textContent = value;
    else if (key === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}

/** Text as a document prints it: of its own language and direction, whatever marks of direction are in it. */
export function printed(text, attributes = {}) {
  return element("bdi", { lang: document.documentElement.lang === "nl" ? null : "nl", text, ...attributes });
}
