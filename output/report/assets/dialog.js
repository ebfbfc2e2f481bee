/* Click a figure, see its source: any element with `data-observation` opens the dialog, by mouse and by keyboard. */

import { documentLine, figureLinks, measureName, narrowed, noteList, tableName } from "./describe.js";
import { element, printed, tag } from "./dom.js";
import { drawSource } from "./source.js";
import { amount, figure, nameOf, periodText, say } from "./words.js";

/** Open the dialog from every element with `data-observation`, those that are made later included. */
export function openSources(data, links) {
  const dialog = document.getElementById("source");
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-observation]");
    if (opener) showSource(opener.dataset.observation, data, links);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

/** Show the dialog of one figure. */
export function showSource(id, data, links) {
  const one = links.observation(id);
  if (!one) return;
  const dialog = document.getElementById("source");
  document.getElementById("source-title").replaceChildren(printed(one.indicator_label));
  document.getElementById("source-facts").replaceChildren(...facts(one, links));
  const place = document.getElementById("source-place");
  place.replaceChildren();
  drawSource(one, place, data);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

function facts(one, links) {
  const table = links.table(one.table_id);
  const page = one.page ? `, ${say("dialog.page", { page: one.page })}` : "";
  const where = [printed(tableName(table)), page, table.caption ? element("span", { class: "sub" }, printed(table.caption)) : null];
  return [
    element(
      "p",
      { class: "big" },
      element("span", { class: "raw" }, printed(one.value_raw.trim() || say("dialog.blank"))),
      element("span", { class: "read", text: reading(one) }),
    ),
    element(
      "dl",
      { class: "facts" },
      pair("dialog.narrowed", narrowed(one).length ? narrowed(one).map((each) => element("div", {}, printed(each))) : null),
      pair("dialog.measure", `${measureName(one.measure)}, ${periodText(one.time_period)}`),
      pair("dialog.candidates", one.candidates.length ? one.candidates.map(candidate).join("; ") : null),
      pair("dialog.status", one.obs_status === "A" ? null : nameOf("status", one.obs_status)),
      pair("dialog.document", documentLine(links.document(one.document_id))),
      pair("dialog.table", where),
      pair("dialog.notes", noteList(links.notes(one.footnotes))),
      pair("dialog.doubt", doubts(one, links)),
      pair("dialog.revisions", others(one, links)),
      pair("dialog.findings", findings(one, links)),
    ),
  ];
}

/** What a figure was read as, where that says more than what is printed. */
function reading(one) {
  const read = amount(one) || (one.missing_reason ? nameOf("missing", one.missing_reason) : "");
  return read === one.value_raw.trim() ? "" : read;
}

function pair(name, content) {
  if (!content || (Array.isArray(content) && !content.length)) return null;
  return element("div", {}, element("dt", { text: say(name) }), element("dd", {}, content));
}

function candidate(text) {
  const [measure, period] = text.split(" ");
  return `${measureName(measure)} ${periodText(period)}`;
}

function doubts(one, links) {
  const evidence = one.placement === "exact" ? null : nameOf("placement", one.placement);
  const sibling = one.placement_evidence?.startsWith("sibling:") ? figureLinks([one.placement_evidence.slice(8)], links) : null;
  const lines = [evidence, ...one.confidence_reasons].filter(Boolean).map((each) => element("li", {}, printed(each)));
  return lines.length ? [element("ul", {}, lines), sibling] : null;
}

function others(one, links) {
  return links.revisionsOf(one.observation_id).map((row) => {
    const later = row.observation_id === one.observation_id;
    const other = links.observation(later ? row.previous_observation_id : row.observation_id);
    const title = printed(links.document(other.document_id).title || links.document(other.document_id).source);
    const said = say(later ? "dialog.earlier" : "dialog.later", { value: figure(later ? row.previous_value : row.obs_value) });
    return element("p", {}, tag(nameOf("revision", row.kind), row.kind === "conflict" ? "error" : "plain"), ` ${said} `, title, " ", figureLinks([other.observation_id], links));
  });
}

function findings(one, links) {
  return links.findingsOf(one.observation_id).map((row) =>
    element("p", {}, tag(nameOf("severity", row.severity), row.severity), " ", printed(row.message), row.accepted ? [" ", tag(say("findings.accepted"))] : null),
  );
}
