/* A bar of filters above a list: a search, choices, and how much is left, said aloud when it changes. */

import { element } from "./dom.js";
import { count, say, whole } from "./words.js";

const PAUSE = 150;

/**
 * Filters. `fields` are `{ name, label, kind: "search" | "choice" | "check", options: [[value, text]] }`; `changed(values)` is
 * called with the value of each ("" where nothing is chosen). Returns `{ place, set(values), values(), tell(noun, left, of) }`.
 */
export function filterBar({ fields, changed, label }) {
  const controls = new Map(fields.map((field) => [field.name, control(field)]));
  const told = element("p", { class: "told", role: "status" });
  const clear = element("button", { type: "button", class: "clear", text: say("filter.clear"), hidden: true });
  const place = element(
    "form",
    { class: "filters", role: "search", "aria-label": label },
    fields.map((field) => wrapped(field, controls.get(field.name))),
    element("div", { class: "result" }, told, clear),
  );
  let waiting = 0;

  const values = () => Object.fromEntries([...controls].map(([name, each]) => [name, valueOf(each)]));
  const apply = () => {
    const now = values();
    clear.hidden = !Object.values(now).some(Boolean);
    changed(now);
  };
  const set = (given) => {
    for (const [name, each] of controls) give(each, given[name] ?? "");
    apply();
  };
  place.addEventListener("submit", (event) => event.preventDefault());
  place.addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    if (target.type === "search") waiting = setTimeout(apply, PAUSE);
    else apply();
  });
  clear.addEventListener("click", () => {
    set({});
    controls.values().next().value.focus();
  });
  const tell = (noun, left, all, listed = left) => {
    const said = left === all ? count(noun, all) : say("filter.left", { left: whole(left), all: count(noun, all) });
    told.textContent = listed < left ? `${said} ${say("filter.listed", { listed: whole(listed) })}` : said;
  };
  return { place, set, values, tell };
}

function control({ name, kind, options = [] }) {
  if (kind === "choice") {
    const any = element("option", { value: "", text: say("filter.any") });
    return element("select", { name, id: `filter-${name}` }, any, options.map(([value, text]) => element("option", { value, text })));
  }
  return element("input", { name, type: kind === "check" ? "checkbox" : "search", autocomplete: "off", spellcheck: "false" });
}

function wrapped({ label, kind, name, options }, control) {
  if (kind === "choice" && options.length < 2 && name !== "state") return null;
  const text = element("span", { text: label });
  return element("label", { class: `field field-${kind} field-${name}` }, kind === "check" ? [control, text] : [text, control]);
}

function valueOf(control) {
  if (control.type === "checkbox") return control.checked ? "yes" : "";
  return control.value.trim();
}

function give(control, value) {
  if (control.type === "checkbox") control.checked = Boolean(value);
  else control.value = value;
}

/** The choices that a column offers: each of its values once, with its text, in the order of the texts. */
export function choices(values, text = String) {
  const found = [...new Set(values)].filter((value) => value !== null && value !== "").map((value) => [value, text(value)]);
  const collator = new Intl.Collator("nl", { numeric: true });
  return found.sort(([, one], [, other]) => collator.compare(one, other));
}
