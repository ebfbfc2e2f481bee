/* The view of revisions: figures that two publications print differently, side by side. */

import { documentName, measureName, narrowed } from "./describe.js";
import { element, printed, sourceButton, tag } from "./dom.js";
import { filterBar } from "./filters.js";
import { longTable } from "./table.js";
import { remember } from "./views.js";
import { dayText, figure, folded, nameOf, periodText, say, unit } from "./words.js";

/** Fill the view; returns what shows it with other filters. */
export function buildRevisions({ data, links }) {
  const { revisions } = data.tables;
  const isConflict = (at) => revisions.value(at, "kind") === "conflict";
  const all = Array.from({ length: revisions.size }, (_, at) => at).sort((one, other) => isConflict(other) - isConflict(one));
  const table = longTable({ caption: say("revisions.caption"), columns: columns(revisions, links), height: 76 });
  const kinds = revisions.distinct("kind").map((kind) => [kind, nameOf("revision", kind)]);
  const fields = [
    { name: "search", kind: "search", label: say("filter.search") },
    { name: "kind", kind: "choice", label: say("filter.kind"), options: kinds },
  ];
  const filters = filterBar({ label: say("revisions.filters"), fields, changed: apply });
  const home = document.getElementById("view-revisions");
  if (!all.length) {
    home.append(element("p", { class: "empty", text: say("revisions.none") }));
    return () => {};
  }
  home.append(filters.place, table.place);

  function apply(values) {
    const wanted = folded(values.search);
    const left = all.filter((at) => {
      const row = revisions.row(at);
      const label = links.observation(row.observation_id).indicator_label;
      return (!values.kind || row.kind === values.kind) && (!wanted || folded(`${label} ${row.indicator}`).includes(wanted));
    });
    filters.tell("revision", left.length, all.length, table.show(left));
    remember("revisions", values);
  }
  return filters.set;
}

function columns(revisions, links) {
  const row = (at) => revisions.row(at);
  const later = (at) => links.observation(row(at).observation_id);
  const earlier = (at) => links.observation(row(at).previous_observation_id);
  return [
    { name: "indicator", label: say("figures.indicator"), sort: (at) => later(at).indicator_label, draw: (at) => name(later(at), row(at)) },
    { name: "earlier", label: say("revisions.earlier"), draw: (at) => side(earlier(at), links) },
    { name: "later", label: say("revisions.later"), draw: (at) => side(later(at), links) },
    { name: "change", label: say("revisions.change"), sort: (at) => Math.abs(Number(row(at).change)), draw: (at) => change(row(at)) },
    { name: "reason", label: say("revisions.reason"), draw: (at) => reason(row(at), links) },
  ];
}

function name(one, row) {
  const parts = [`${measureName(row.measure)} ${periodText(row.time_period)}`, ...narrowed(one)];
  return [printed(one.indicator_label), element("span", { class: "sub" }, printed(parts.join(" · ")))];
}

function side(one, links) {
  const home = links.document(one.document_id);
  const day = home.published ? `, ${dayText(home.published)}` : "";
  return [sourceButton(one), element("span", { class: "sub" }, printed(documentName(home)), day)];
}

function change(row) {
  const sign = row.change.startsWith("-") ? "" : "+";
  return [`${sign}${figure(row.change)}`, element("span", { class: "sub", text: unit(row) })];
}

function reason(row, links) {
  const kind = tag(nameOf("revision", row.kind), row.kind === "conflict" ? "error" : "plain");
  const [by, what] = (row.reason ?? "").split(":");
  if (by === "footnote") return [kind, " ", links.notes([what]).map((note) => printed(note.text))];
  if (by === "status") return [kind, " ", nameOf("status", what)];
  return [kind, " ", by ? nameOf("reason", by) : say("revisions.unexplained")];
}
