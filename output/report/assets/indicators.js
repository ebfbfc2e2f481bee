/* The view of indicators: by theme, a chart for each series with its table, notes and sources. */

import { documentName } from "./describe.js";
import { element, printed } from "./dom.js";
import { choices, filterBar } from "./filters.js";
import { Plots } from "./plots.js";
import { looseTable, seriesTable } from "./series.js";
import { address, remember } from "./views.js";
import { count, folded, periodText, say } from "./words.js";

/** Fill the view; returns what shows it with other filters. */
export function buildIndicators({ data, links }) {
  const plots = new Plots(data, links);
  const cards = gathered(data);
  const home = element("div", { class: "themes" });
  const options = choices(data.tables.indicators.distinct("theme"), (slug) => data.themes[slug] ?? slug);
  const fields = [
    { name: "search", kind: "search", label: say("filter.search") },
    { name: "theme", kind: "choice", label: say("filter.theme"), options },
    { name: "series", kind: "check", label: say("indicators.onlyseries") },
  ];
  const filters = filterBar({ label: say("indicators.filters"), fields, changed: apply });
  document.getElementById("view-indicators").append(filters.place, element("p", { class: "legend", text: say("indicators.legend") }), home);

  function apply(values) {
    const wanted = folded(values.search);
    const left = cards.filter(
      (card) => (!values.theme || card.theme === values.theme) && (!values.series || card.series) && (!wanted || card.text.includes(wanted)),
    );
    forgetCards();
    home.replaceChildren(...byTheme(left).map(([theme, each]) => section(theme, each)));
    filters.tell("indicator", left.length, cards.length);
    remember("indicators", values);
  }

  function section(theme, cards) {
    const grid = element("div", { class: "grid" });
    for (const card of cards) grid.append(lazily(() => article(card), card));
    const title = theme ? printed(data.themes[theme] ?? theme) : say("indicators.notheme");
    return element("section", {}, element("h3", { class: "theme" }, title, element("span", { class: "sub", text: count("indicator", cards.length) })), grid);
  }

  function article(card) {
    const [series, loose] = parted(card.group?.charts ?? []);
    const rest = loose.map((chart) => ({ chart, figures: figuresOf(chart) }));
    return [
      heading(card),
      element(
        "div",
        {},
        series.length ? element("div", { class: "multiples" }, series.map((chart) => drawn(chart, card))) : null,
        rest.length ? looseTable(rest, `${card.label}: ${say("indicators.loose")}`) : null,
      ),
      element("div", {}, card.group ? foot(card, links) : element("p", { class: "remark", text: say("indicators.nofigures") })),
    ];
  }

  function drawn(chart, card) {
    const caption = [chart.title, chart.unit].filter(Boolean).join(", ");
    return element(
      "figure",
      { class: "series" },
      element("figcaption", { class: "unit" }, printed(caption), chart.notes.length ? element("sup", { text: chart.notes.join(" ") }) : null),
      plots.watch(chart),
      element("details", {}, element("summary", { text: say("plot.table") }), seriesTable(figuresOf(chart), `${card.label}, ${caption}`)),
    );
  }

  function figuresOf(chart) {
    return drawnIds(chart).map((id) => links.observation(id));
  }

  return filters.set;
}

/** All indicators, each with its charts where it has any. */
function gathered({ tables: { indicators }, plots }) {
  const groups = new Map(plots.groups.map((group) => [group.indicator, group]));
  return Array.from(indicators.rows(), (row) => {
    const group = groups.get(row.indicator);
    const series = parted(group?.charts ?? [])[0].length;
    return { group, series, theme: row.theme, label: row.label, row, text: folded([row.label, ...row.labels_seen].join(" ")) };
  });
}

/** Charts that have more than one period, and those that have not: a line needs two points. */
function parted(charts) {
  const isSeries = (chart) => new Set(chart.own.datasets.figures.filter((mark) => mark.id).map((mark) => mark.p)).size > 1;
  return [charts.filter(isSeries), charts.filter((chart) => !isSeries(chart))];
}

/** The figures that a chart draws, each once. */
function drawnIds(chart) {
  return [...new Set(chart.own.datasets.figures.filter((mark) => mark.id).map((mark) => mark.id))];
}

/** Cards by theme, the theme with most of them first; series stand before single figures. */
function byTheme(cards) {
  const themes = new Map();
  for (const card of cards) themes.set(card.theme, [...(themes.get(card.theme) ?? []), card]);
  for (const each of themes.values()) each.sort((one, other) => weight(other) - weight(one));
  const drawnIn = (cards) => cards.filter((card) => card.series).length;
  return [...themes].sort(
    ([one, few], [other, many]) => (one === null) - (other === null) || drawnIn(many) - drawnIn(few) || many.length - few.length,
  );
}

/** Indicators with one series first, then those with several, which take a line each, then single figures, then none. */
function weight({ series, group }) {
  if (series) return series === 1 ? 3 : 2;
  return group ? 1 : 0;
}

function heading({ label, row }) {
  const span = [row.first_period, row.last_period].filter(Boolean);
  const years = [...new Set(span)].map(periodText).join("–");
  return element("h4", {}, element("a", { href: address("figures", { indicator: row.indicator }) }, printed(label)), years ? element("span", { class: "sub", text: years }) : null);
}

function foot({ group }, links) {
  const notes = group.notes.map((note) => element("li", {}, element("sup", { text: note.number }), " ", printed(note.text)));
  const sources = group.sources.map((source) => element("li", {}, `${source.number} `, printed(documentName(links.document(source.document_id)))));
  return [
    notes.length ? element("ul", { class: "notes" }, notes) : null,
    group.remarks.map((remark) => element("p", { class: "remark", text: remark })),
    element("details", { class: "sources" }, element("summary", { text: count("source", sources.length) }), element("ul", {}, sources)),
  ].flat().filter(Boolean);
}

const waiting = new Map();
const watcher = new IntersectionObserver(
  (entries) => entries.filter((each) => each.isIntersecting).forEach(({ target }) => fillCard(target)),
  { rootMargin: "800px 0px" },
);
const MOST_ON_PAPER = 300;

function forgetCards() {
  for (const card of waiting.keys()) watcher.unobserve(card);
  waiting.clear();
}

function fillCard(card) {
  card.replaceChildren(...waiting.get(card)());
  card.style.minHeight = "";
  waiting.delete(card);
  watcher.unobserve(card);
}

/** On paper all cards have their content; a chart that was not drawn yet stands as its table, since a printer does not wait. */
window.addEventListener("beforeprint", () => {
  [...waiting.keys()].filter((card) => card.isConnected).slice(0, MOST_ON_PAPER).forEach(fillCard);
  for (const plot of document.querySelectorAll(".plot:empty")) plot.nextElementSibling.open = true;
});

/** A card whose content is made when it comes near. */
function lazily(fill, { series }) {
  const card = element("article", { class: series > 1 ? "card wide" : "card" });
  card.style.minHeight = "16rem";
  waiting.set(card, fill);
  watcher.observe(card);
  return card;
}
