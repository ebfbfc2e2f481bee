/* The view of ambitions and themes: each sentence in its passage, what it says highlighted. */

import { Chunks } from "./chunks.js";
import { documentLine, documentName } from "./describe.js";
import { element, printed, sourceButton, tag } from "./dom.js";
import { choices, filterBar } from "./filters.js";
import { highlighted } from "./highlight.js";
import { remember } from "./views.js";
import { amount, folded, nameOf, periodText, say } from "./words.js";

/** Fill the view; returns what shows it with other filters. */
export function buildAmbitions({ data, links }) {
  const items = gathered(data);
  let shown = [];
  const home = element("div", { class: "list" });
  const chunks = new Chunks({ home, height: 190, draw: (at) => article(shown[at], data, links) });
  const filters = filterBar({ label: say("ambitions.filters"), fields: fields(data, links), changed: apply });
  const place = document.getElementById("view-ambitions");
  const gone = data.left_out.passages;
  place.append(filters.place, legend(), gone ? element("p", { class: "note", text: say("ambitions.leftout", { count: gone }) }) : "", home);
  window.addEventListener("beforeprint", () => chunks.showAll(500));

  function apply(values) {
    const wanted = folded(values.search);
    shown = items.filter(
      (item) =>
        fits(item, values) && (!wanted || folded(item.passage?.text ?? item.ambitions[0].text).includes(wanted)),
    );
    filters.tell("item", shown.length, items.length, chunks.show(shown.length));
    remember("ambitions", values);
  }
  return filters.set;
}

function fits({ ambitions, themes, passage }, { what, theme, form, kind, document }) {
  const home = passage?.document_id ?? ambitions[0].document_id;
  const named = new Set([...themes.map((each) => each.theme), ...ambitions.flatMap((each) => each.themes)]);
  return (
    (!what || (what === "cell" ? !passage : what === "text" ? passage && ambitions.length : passage && themes.length)) &&
    (!theme || named.has(theme)) &&
    (!form || ambitions.some((each) => each.form === form)) &&
    (!kind || ambitions.some((each) => each.kind === kind)) &&
    (!document || home === document)
  );
}

function fields(data, links) {
  const { ambitions, themes, passages } = data.tables;
  const slugs = [...themes.distinct("theme"), ...ambitions.distinct("themes").flat()];
  const homes = [...ambitions.distinct("document_id"), ...passages.distinct("document_id")];
  return [
    { name: "search", kind: "search", label: say("filter.search") },
    { name: "what", kind: "choice", label: say("ambitions.what"), options: ["text", "cell", "theme"].map((each) => [each, say(`ambitions.${each}`)]) },
    { name: "theme", kind: "choice", label: say("filter.theme"), options: choices(slugs, (slug) => data.themes[slug] ?? slug) },
    { name: "form", kind: "choice", label: say("ambitions.form"), options: choices(ambitions.distinct("form"), (each) => nameOf("form", each)) },
    { name: "kind", kind: "choice", label: say("ambitions.kind"), options: choices(ambitions.distinct("kind"), (each) => nameOf("counted", each)) },
    { name: "document", kind: "choice", label: say("filter.document"), options: choices(homes, (id) => documentName(links.document(id))) },
  ];
}

/** What is listed: passages with their ambitions and themes, in reading order, then norms that stand in tables. */
function gathered({ tables: { passages, ambitions, themes } }) {
  const items = new Map();
  for (const passage of passages.rows()) items.set(passage.passage_id, { passage, ambitions: [], themes: [] });
  const cells = [];
  for (const each of ambitions.rows()) {
    if (items.has(each.passage_id)) items.get(each.passage_id).ambitions.push(each);
    else if (!each.passage_id) cells.push({ passage: null, ambitions: [each], themes: [] });
  }
  for (const each of themes.rows()) items.get(each.passage_id)?.themes.push(each);
  return [...[...items.values()].filter((item) => item.ambitions.length || item.themes.length), ...cells];
}

function article({ passage, ambitions, themes }, data, links) {
  const home = links.document(passage?.document_id ?? ambitions[0].document_id);
  const slugs = [...new Set([...themes.map((each) => each.theme), ...ambitions.flatMap((each) => each.themes)])];
  const path = passage?.heading_path ?? [];
  return element(
    "article",
    { class: "passage" },
    element("h3", { class: "path" }, printed(path.join(" › ") || documentName(home))),
    passage ? quote(passage, ambitions, themes) : element("p", { class: "quote" }, printed(ambitions[0].text)),
    slugs.length ? element("p", { class: "tags" }, slugs.flatMap((slug) => [tag(data.themes[slug] ?? slug, "theme"), " "])) : null,
    ambitions.map((each) => said(each, links)),
    element("p", { class: "where" }, documentLine(home), passage?.page ? `, ${say("dialog.page", { page: passage.page })}` : null),
  );
}

function quote(passage, ambitions, themes) {
  const spans = [
    ...themes.map(({ start, end }) => ({ start, end, name: "sentence" })),
    ...ambitions.filter(({ start }) => start !== null).map(({ start, end }) => ({ start, end, name: "ambition" })),
    ...themes.flatMap((each) => evidenceIn(passage.text, each)),
  ];
  return element("blockquote", { class: "quote" }, highlighted(passage.text, spans));
}

/** Where the words that decided a theme stand in its sentence. */
function evidenceIn(text, { start, end, evidence }) {
  const letters = [...text.toLowerCase()];
  return evidence
    .flatMap((words) => words.split(" … "))
    .map((words) => [...words.toLowerCase()])
    .map((words) => [foundAt(letters, words, start, end), words.length])
    .filter(([at]) => at >= 0)
    .map(([at, length]) => ({ start: at, end: at + length, name: "evidence" }));
}

function foundAt(letters, words, start, end) {
  for (let at = start; at + words.length <= end; at++) {
    if (words.every((letter, place) => letters[at + place] === letter)) return at;
  }
  return -1;
}

/** What an ambition says, in the order in which one would tell it. */
function said(one, links) {
  const parts = [
    nameOf("counted", one.kind),
    one.direction === "none" ? null : nameOf("movement", one.direction),
    one.value === null ? null : [nameOf("bound", one.bound, ""), one.value_kind === "change" ? say("ambitions.by") : "", valueOf(one)].filter(Boolean).join(" "),
    one.time_period ? periodText(one.time_period) : null,
    nameOf("strength", String(one.strength)),
    one.status === "new" ? null : nameOf("ambitionstatus", one.status),
  ].filter(Boolean);
  const cell = one.observation_id ? links.observation(one.observation_id) : null;
  return element(
    "p",
    { class: "said" },
    element("strong", { text: nameOf("form", one.form) }),
    `: ${parts.join(" · ")}`,
    one.actor ? [" · ", say("ambitions.actor"), " ", printed(one.actor)] : null,
    cell ? [" · ", say("ambitions.cell_link"), " ", sourceButton(cell)] : null,
  );
}

function valueOf({ value, unit_measure, unit_mult }) {
  return amount({ obs_value: value, unit_measure: unit_measure ?? "number", unit_mult });
}

function legend() {
  return element(
    "p",
    { class: "legend" },
    element("mark", { class: "ambition", text: say("ambitions.isambition") }),
    " ",
    element("mark", { class: "sentence", text: say("ambitions.issentence") }),
    " ",
    element("mark", { class: "sentence evidence", text: say("ambitions.isevidence") }),
  );
}
