/* The table of publications in the overview. */

import { element, printed, tag } from "./dom.js";
import { longTable } from "./table.js";
import { address } from "./views.js";
import { dayText, nameOf, say, whole } from "./words.js";

/** List the publications, each with what was found in it. */
export function listDocuments({ data }) {
  const { documents, observations, findings } = data.tables;
  const figures = counted(observations, "document_id", (at) => observations.value(at, "obs_value") !== null);
  const open = counted(findings, "document_id", (at) => !findings.value(at, "accepted"));
  const number = (counts) => (row) => counts.get(row.document_id) ?? 0;
  const table = longTable({
    caption: say("documents.caption"),
    height: 56,
    columns: [
      { name: "title", label: say("documents.title"), sort: (row) => row.title || row.source, draw: named },
      { name: "type", label: say("documents.type"), sort: (row) => row.document_type, draw: (row) => nameOf("type", row.document_type) },
      { name: "published", label: say("documents.published"), sort: (row) => row.published, draw: (row) => (row.published ? dayText(row.published) : "") },
      { name: "tables", label: say("documents.tables"), sort: (row) => row.tables, draw: (row) => whole(row.tables) },
      { name: "figures", label: say("documents.figures"), sort: number(figures), draw: (row) => linked("figures", row, number(figures)(row)) },
      { name: "findings", label: say("documents.findings"), sort: number(open), draw: (row) => linked("findings", row, number(open)(row)) },
    ],
  });
  table.show([...documents.rows()]);
  document.getElementById("documents").append(table.place);
}

function counted(table, column, counts) {
  const found = new Map();
  for (let at = 0; at < table.size; at++) {
    const key = table.value(at, column);
    if (counts(at)) found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

function named(row) {
  const state = row.status === "ok" ? null : [" ", tag(nameOf("documentstatus", row.status), row.status === "failed" ? "error" : "warning")];
  return [printed(row.title || row.source), state, row.title ? element("span", { class: "sub" }, printed(row.source)) : null, row.error ? element("span", { class: "sub" }, row.error) : null];
}

function linked(view, row, number) {
  return number ? element("a", { href: address(view, { document: row.document_id }), text: whole(number) }) : "0";
}
