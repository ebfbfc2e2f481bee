/* How figures, periods and dates are written, and the texts of the page. */

let words = {};
let signs = { group: ".", decimal: "," };

/** Take the texts of the page, and the signs of its language. */
export function useWords(given) {
  words = given;
  signs = given.number;
}

/** A text of the page: `say("dialog.page", { page: 3 })`. */
export function say(name, values = {}) {
  const [subject, key] = name.split(".");
  return words[subject][key].replace(/\{(\w+)\}/g, (whole, each) => values[each] ?? whole);
}

/** What a code means in words: `nameOf("measure", "norm")`; where there are no words for it the code itself, or what is given. */
export function nameOf(subject, code, otherwise = code) {
  return words[subject][code] ?? otherwise;
}

/** A count with its noun: `count("figure", 1200)` is "1.200 cijfers". */
export function count(noun, number) {
  return `${whole(number)} ${say(number === 1 ? `count.${noun}` : `count.${noun}s`)}`;
}

/** A whole number with its thousands parted. */
export function whole(number) {
  return figure(String(number));
}

/** An exact figure, given as text: "-1522.5" is "−1.522,5"; nothing is rounded. */
export function figure(text) {
  const [integer, fraction] = text.replace("-", "").split(".");
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, signs.group);
  return (text.startsWith("-") ? "−" : "") + grouped + (fraction ? signs.decimal + fraction : "");
}

/** A figure with its bound, unit and power of ten: "€ 12,5 mln."; empty where there is none. */
export function amount({ obs_value, obs_value_upper, qualifier, unit_measure, unit_mult }) {
  if (obs_value === null || obs_value === undefined) return "";
  const range = obs_value_upper ? `${figure(obs_value)}–${figure(obs_value_upper)}` : figure(obs_value);
  const bound = qualifier ? `${nameOf("qualifier", qualifier)} ` : "";
  return `${bound}${nameOf("prefix", unit_measure, "")}${range}${unitAfter(unit_measure, unit_mult)}`;
}

/** A unit as it stands above a chart or a column: "mln. euro"; empty for plain numbers. */
export function unit({ unit_measure, unit_mult }) {
  return [powerOf(unit_mult), unit_measure === "number" ? "" : nameOf("unit", unit_measure)].filter(Boolean).join(" ");
}

function unitAfter(measure, power) {
  const after = measure === "number" || measure === "EUR" ? "" : nameOf("suffix", measure);
  return [powerOf(power), after].filter(Boolean).map((each) => `\u00a0${each}`).join("");
}

function powerOf(power) {
  return power ? nameOf("power", String(power)) : "";
}

/** A period in words: "2020-Q3" is "3e kwartaal 2020"; a dash where there is none. */
export function periodText(period) {
  if (!period) return "–";
  const ends = period.split("/");
  if (ends.length === 2) return ends.map(periodText).join("–");
  const [, year, kind, part] = period.match(/^(\d{4})-?([SQ]?)(\d+)?$/) ?? [];
  if (!part) return period;
  if (kind) return say(kind === "S" ? "period.half" : "period.quarter", { year, part });
  return new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(Date.UTC(Number(year), Number(part) - 1)),
  );
}

/** A day in words: "2024-03-03" is "3 maart 2024". */
export function dayText(day) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}

/** Text as a search sees it: without capitals and accents. */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
