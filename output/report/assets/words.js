/* How figures, periods and dates are written, and the texts of the page. */

let words = {};

export function useWords(given) {
  words = given;
}

/** A text of the page: `say("figures.count", { count: 3 })`. */
export function say(name, values = {}) {
  const [subject, key] = name.split(".");
  const text = words[subject]?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, each) => values[each] ?? whole);
}
