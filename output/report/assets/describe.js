/* Parts that several views show: what a figure is of, what is said of it, where it stands. */

import { element, printed, sourceButton, tag } from "./dom.js";
import { count, dayText, nameOf, periodText, say } from "./words.js";

/** What narrows an indicator down: its parent, area and breakdown, as printed. */
export function narrowed({ parent_label, ref_area, breakdown }) {
  return [parent_label, ref_area === "NL" ? null : ref_area, breakdown].filter(Boolean);
}

/** The name of an indicator with what narrows it down under it. */
export function indicatorName(one) {
  const parts = narrowed(one);
  return [printed(one.indicator_label), parts.length ? element("span", { class: "sub" }, parts.flatMap(parted)) : null];
}

function parted(text, at) {
  return at ? [" · ", printed(text)] : [printed(text)];
}

/** Measure and period of a figure, or where it may stand if that is not known. */
export function measureName(measure) {
  return measure ? nameOf("measure", measure) : say("figures.unplaced");
}

/** Labels for what a source or a reader says of a figure. */
export function marks(one, isDoubted) {
  return [
    one.obs_status !== "A" && (one.obs_value !== null || !one.missing_reason) ? tag(nameOf("status", one.obs_status), "status") : null,
    one.missing_reason && one.missing_reason !== "blank" ? tag(nameOf("missing", one.missing_reason)) : null,
    isDoubted ? tag(say("figures.doubted"), "doubt") : null,
    one.review_status ? tag(nameOf("review", one.review_status), "status") : null,
  ].filter(Boolean);
}

/** Footnotes as a list, each with its marker. */
export function noteList(notes) {
  if (!notes.length) return null;
  return element(
    "ul",
    { class: "notes" },
    notes.map((note) => element("li", {}, note.marker ? element("sup", {}, printed(note.marker)) : null, " ", printed(note.text))),
  );
}

/** The name of a publication: its title, else the name of its file. */
export function documentName(row) {
  return row ? row.title || row.source : "";
}

/** A publication with its date, the file under it. */
export function documentLine(row) {
  if (!row) return null;
  const day = row.published ? ` (${dayText(row.published)})` : "";
  return [printed(documentName(row)), day, row.title ? element("span", { class: "sub" }, printed(row.source)) : null];
}

/** The name of a table: its number, else its place among the tables of its document. */
export function tableName(table) {
  return table.number || say("table.nth", { number: table.table_id.split("-t").pop() });
}

/** Figures to press, no more than fit, each with what tells it from the others: "realisatie 2020: 478". */
export function figureLinks(ids, links, most = 8) {
  const rows = ids.map((id) => links.observation(id)).filter(Boolean);
  if (!rows.length) return null;
  const differ = (name) => new Set(rows.map((row) => row[name])).size > 1;
  const byLabel = differ("indicator_label");
  const byPlace = !byLabel || differ("time_period") || differ("measure");
  const said = (row) => [
    byLabel ? printed(row.indicator_label) : null,
    byLabel && byPlace ? ", " : null,
    byPlace ? `${measureName(row.measure)} ${periodText(row.time_period)}` : null,
    ": ",
  ];
  const rest = rows.length - most;
  return element(
    "ul",
    { class: "cells" },
    rows.slice(0, most).map((row) => element("li", {}, said(row), sourceButton(row))),
    rest > 0 ? element("li", { text: say("figures.more", { count: count("figure", rest) }) }) : null,
  );
}
