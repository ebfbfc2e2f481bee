/* The view of all figures: a table with filters. */

import { documentName, indicatorName, marks, measureName, noteList, tableName } from "./describe.js";
import { element, printed, sourceButton } from "./dom.js";
import { choices, filterBar } from "./filters.js";
import { longTable } from "./table.js";
import { remember } from "./views.js";
import { amount, folded, nameOf, periodText, say } from "./words.js";

/** Fill the view; returns what shows it with other filters. */
export function buildFigures({ data, links }) {
  const { observations } = data.tables;
  const all = Array.from({ length: observations.size }, (_, at) => at);
  const doubted = new Set(all.filter((at) => links.isDoubted(at)));
  const texts = searchTexts(data);
  const table = longTable({ caption: say("figures.caption"), columns: columns(data, links, doubted), height: 57 });
  const filters = filterBar({ label: say("figures.filters"), fields: fields(data, links), changed: apply });
  document.getElementById("view-figures").append(filters.place, table.place);

  function apply(values) {
    const tests = EXACT.filter((name) => values[name]).map((name) => [COLUMN[name] ?? name, values[name]]);
    const wanted = folded(values.search);
    const left = all.filter(
      (at) =>
        tests.every(([name, value]) => observations.value(at, name) === value) &&
        (!values.doubted || doubted.has(at)) &&
        (!wanted || texts(at).includes(wanted)),
    );
    filters.tell("cell", left.length, all.length, table.show(left));
    remember("figures", values);
  }
  return filters.set;
}

const EXACT = ["theme", "indicator", "measure", "period", "document", "table", "status"];
const COLUMN = { period: "time_period", document: "document_id", table: "table_id", status: "obs_status" };

function fields(data, links) {
  const { observations, indicators } = data.tables;
  const values = (name) => observations.distinct(name);
  const label = (slug) => indicators.find("indicator", slug)?.label ?? slug;
  const tableText = (id) => `${tableName(links.table(id))}, ${documentName(links.document(links.table(id).document_id))}`;
  return [
    { name: "search", kind: "search", label: say("filter.search") },
    { name: "theme", kind: "choice", label: say("filter.theme"), options: choices(values("theme"), (slug) => data.themes[slug] ?? slug) },
    { name: "indicator", kind: "choice", label: say("filter.indicator"), options: choices(values("indicator"), label) },
    { name: "measure", kind: "choice", label: say("filter.measure"), options: choices(values("measure"), measureName) },
    { name: "period", kind: "choice", label: say("filter.period"), options: choices(values("time_period"), periodText) },
    { name: "document", kind: "choice", label: say("filter.document"), options: choices(values("document_id"), (id) => documentName(links.document(id))) },
    { name: "table", kind: "choice", label: say("filter.table"), options: choices(values("table_id"), tableText) },
    { name: "status", kind: "choice", label: say("filter.status"), options: choices(values("obs_status"), (code) => nameOf("status", code)) },
    { name: "doubted", kind: "check", label: say("filter.doubted") },
  ];
}

function columns(data, links, doubted) {
  const { observations, footnotes } = data.tables;
  const row = (at) => observations.row(at);
  const value = (name) => (at) => observations.value(at, name);
  const notes = (at) => links.notes(observations.value(at, "footnotes"));
  return [
    { name: "indicator", label: say("figures.indicator"), sort: value("indicator_label"), draw: (at) => indicatorName(row(at)) },
    { name: "measure", label: say("figures.measure"), sort: value("measure"), draw: (at) => measureName(observations.value(at, "measure")) },
    { name: "period", label: say("figures.period"), sort: value("time_period"), draw: (at) => periodText(observations.value(at, "time_period")) },
    { name: "raw", label: say("figures.raw"), draw: (at) => sourceButton(row(at)) },
    { name: "value", label: say("figures.value"), sort: (at) => sortable(row(at)), draw: (at) => amount(row(at)) },
    {
      name: "remarks",
      label: say("figures.remarks"),
      draw: (at) => [marks(row(at), doubted.has(at)).flatMap((each) => [each, " "]), footnotes.size ? noteList(notes(at)) : null],
    },
    { name: "document", label: say("figures.document"), sort: (at) => home(at).source, draw: (at) => place(at) },
  ];

  function home(at) {
    return links.document(observations.value(at, "document_id"));
  }

  function place(at) {
    const table = links.table(observations.value(at, "table_id"));
    const page = observations.value(at, "page");
    const where = [tableName(table), page ? say("dialog.page", { page }) : null].filter(Boolean).join(", ");
    return [printed(documentName(home(at))), element("span", { class: "sub" }, printed(where))];
  }
}

function sortable({ obs_value, unit_mult }) {
  return obs_value === null ? null : Number(obs_value) * 10 ** unit_mult;
}

/** What a search looks through, made at the first search: labels, areas, the figure as printed, the publication. */
function searchTexts({ tables: { observations, documents } }) {
  let texts = null;
  const names = ["indicator_label", "parent_label", "breakdown", "ref_area", "theme_label", "value_raw"];
  const build = () => {
    const sources = new Map(Array.from(documents.rows(), (row) => [row.document_id, `${row.title ?? ""} ${row.source}`]));
    return Array.from({ length: observations.size }, (_, at) =>
      folded([...names.map((name) => observations.value(at, name) ?? ""), sources.get(observations.value(at, "document_id"))].join(" ")),
    );
  };
  return (at) => (texts ??= build())[at];
}
