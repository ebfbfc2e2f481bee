/* The view of findings: what does not add up, each with the figures that it speaks of. */

import { Chunks } from "./chunks.js";
import { documentName, figureLinks, noteList, tableName } from "./describe.js";
import { element, printed, tag } from "./dom.js";
import { choices, filterBar } from "./filters.js";
import { address, remember } from "./views.js";
import { folded, nameOf, say } from "./words.js";

const GRAVITY = ["error", "warning", "info"];

/** Fill the view; returns what shows it with other filters. */
export function buildFindings({ data, links }) {
  const { findings } = data.tables;
  const gravity = (at) => GRAVITY.indexOf(findings.value(at, "severity"));
  const all = Array.from({ length: findings.size }, (_, at) => at).sort((one, other) => gravity(one) - gravity(other));
  let shown = [];
  const home = element("div", { class: "list" });
  const chunks = new Chunks({ home, height: 120, draw: (at) => article(findings.row(shown[at]), data, links) });
  const filters = filterBar({ label: say("findings.filters"), fields: fields(data, links), changed: apply });
  document.getElementById("view-findings").append(filters.place, home);
  window.addEventListener("beforeprint", () => chunks.showAll(1000));

  function apply(values) {
    const wanted = folded(values.search);
    shown = all.filter((at) => {
      const row = findings.row(at);
      return (
        Boolean(row.accepted) === (values.state === "accepted") &&
        (!values.severity || row.severity === values.severity) &&
        (!values.rule || row.rule === values.rule) &&
        (!values.document || row.document_id === values.document) &&
        (!wanted || folded(`${row.message} ${row.hint ?? ""}`).includes(wanted))
      );
    });
    filters.tell("finding", shown.length, all.length, chunks.show(shown.length));
    remember("findings", values);
  }
  return filters.set;
}

function fields(data, links) {
  const values = (name) => data.tables.findings.distinct(name);
  const isAccepted = values("accepted").some(Boolean);
  return [
    { name: "search", kind: "search", label: say("filter.search") },
    { name: "severity", kind: "choice", label: say("filter.severity"), options: GRAVITY.filter((each) => values("severity").includes(each)).map((each) => [each, nameOf("severity", each)]) },
    { name: "rule", kind: "choice", label: say("filter.rule"), options: choices(values("rule"), (rule) => nameOf("rule", rule)) },
    { name: "document", kind: "choice", label: say("filter.document"), options: choices(values("document_id"), (id) => documentName(links.document(id))) },
    ...(isAccepted ? [{ name: "state", kind: "check", label: say("findings.onlyaccepted") }] : []),
  ];
}

function article(row, data, links) {
  return element(
    "article",
    { class: `finding finding-${row.severity}` },
    element("h3", {}, tag(nameOf("severity", row.severity), row.severity), " ", nameOf("rule", row.rule)),
    element("p", { class: "message" }, printed(row.message)),
    row.hint ? element("p", { class: "hint" }, printed(row.hint)) : null,
    figureLinks(row.observations, links),
    spoken(row, data, links),
    where(row, links),
    row.accepted ? element("p", { class: "accepted" }, `${say("findings.accepted")}: `, printed(row.accepted)) : null,
  );
}

function spoken(row, data, links) {
  const passage = row.passage_id ? data.tables.passages.find("passage_id", row.passage_id) : null;
  return [row.footnote_id ? noteList(links.notes([row.footnote_id])) : null, passage ? element("blockquote", {}, printed(passage.text)) : null];
}

function where(row, links) {
  const home = row.document_id ? links.document(row.document_id) : null;
  const table = row.table_id ? links.table(row.table_id) : null;
  if (!home) return null;
  const filters = table ? { table: row.table_id } : { document: row.document_id };
  const name = table ? [printed(tableName(table)), ", ", printed(documentName(home))] : printed(documentName(home));
  return element("p", { class: "where" }, home.tables ? element("a", { href: address("figures", filters) }, name) : name);
}
