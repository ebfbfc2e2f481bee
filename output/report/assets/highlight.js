/* Text with stretches of it marked; stretches may overlap. */

import { element, printed } from "./dom.js";

/** The text as nodes; `spans` are `{ start, end, name }` in code points, and a stretch bears the names of all that cover it. */
export function highlighted(text, spans) {
  const letters = [...text];
  const cuts = [...new Set([0, letters.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other);
  const parts = cuts.slice(1).map((end, at) => part(letters, cuts[at], end, spans));
  const whole = printed("");
  whole.append(...parts);
  return whole;
}

function part(letters, from, to, spans) {
  const text = letters.slice(from, to).join("");
  const names = new Set(spans.filter(({ start, end }) => start <= from && to <= end).map(({ name }) => name));
  return names.size ? element("mark", { class: [...names].join(" "), text }) : text;
}
