/* The view of indicators: by theme, a chart for each series with its table, notes and sources. */

import { documentName } from "./describe.js";
import { element, printed } from "./dom.js";
import { choices, filterBar } from "./filters.js";
import { Plots } from "./plots.js";
import { seriesTable } from "./series.js";
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
  document.getElementById("indicators").append(filters.place, element("p", { class: "legend", text: say("indicators.legend") }), home);

  function apply(values) {
    const wanted = folded(values.search);
    const left = cards.filter(
      (card) => (!values.theme || card.theme === values.theme) && (!values.series || card.isSeries) && (!wanted || card.text.includes(wanted)),
    );
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
    return [heading(card), ...card.group.charts.map((chart) => drawn(chart, card)), ...foot(card, links)];
  }

  function drawn(chart, card) {
    const figures = chart.own.datasets.figures.filter((mark) => mark.id).map((mark) => links.observation(mark.id));
    const periods = new Set(figures.map((one) => one.time_period));
    const caption = [chart.title, chart.unit].filter(Boolean).join(", ");
    const numbers = chart.notes.length ? element("sup", { text: chart.notes.join(" ") }) : null;
    const table = seriesTable(figures, `${card.label}${caption ? `, ${caption}` : ""}`);
    if (periods.size < 2) return element("div", { class: "series" }, element("p", { class: "unit" }, printed(caption), numbers), table);
    return element(
      "figure",
      { class: "series" },
      element("figcaption", { class: "unit" }, printed(caption), numbers),
      plots.watch(chart),
      element("details", {}, element("summary", { text: say("plot.table") }), table),
    );
  }

  return filters.set;
}

/** Indicators that have a chart, each with its charts. */
function gathered({ tables: { indicators }, plots }) {
  return plots.groups.map((group) => {
    const row = indicators.find("indicator", group.indicator);
    const isSeries = group.charts.some((chart) => new Set(chart.own.datasets.figures.filter((mark) => mark.id).map((mark) => mark.p)).size > 1);
    return { group, isSeries, theme: row.theme, label: row.label, row, text: folded([row.label, ...row.labels_seen].join(" ")) };
  });
}

/** Cards by theme, the theme with most of them first; series stand before single figures. */
function byTheme(cards) {
  const themes = new Map();
  for (const card of cards) themes.set(card.theme, [...(themes.get(card.theme) ?? []), card]);
  for (const each of themes.values()) each.sort((one, other) => other.isSeries - one.isSeries);
  return [...themes].sort(([one, few], [other, many]) => (one === null) - (other === null) || many.length - few.length);
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

const filled = new WeakMap();
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && filled.has(target)) {
        target.replaceChildren(...filled.get(target)());
        filled.delete(target);
        target.style.minHeight = "";
        watcher.unobserve(target);
      }
    }
  },
  { rootMargin: "800px 0px" },
);

/** A card whose content is made when it comes near. */
function lazily(fill, { group }) {
  const card = element("article", { class: group.charts.length > 1 ? "card wide" : "card" });
  card.style.minHeight = "18rem";
  filled.set(card, fill);
  watcher.observe(card);
  return card;
}
