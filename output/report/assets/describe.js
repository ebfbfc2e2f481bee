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
    one.obs_status !== "A" && one.obs_value !== null ? tag(nameOf("status", one.obs_status), "status") : null,
    one.missing_reason ? tag(nameOf("missing", one.missing_reason)) : null,
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

/** A figure in one line, to press: "realisatie 2020: 478". */
export function figureLink(one) {
  return sourceButton(one, `${measureName(one.measure)} ${periodText(one.time_period)}: `);
}

/** Figures to press, no more than fit. */
export function figureLinks(ids, links, most = 8) {
  const rows = ids.slice(0, most).map((id) => links.observation(id)).filter(Boolean);
  const rest = ids.length - most;
  return rows.length ? element("p", { class: "cells" }, rows.flatMap((row) => [figureLink(row), " "]), rest > 0 ? say("figures.more", { count: count("figure", rest) }) : null) : null;
}
