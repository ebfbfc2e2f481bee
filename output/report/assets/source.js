/* The place where a figure was printed, drawn into the dialog: its page, its lines, its table. */

import { unpacked } from "./data.js";
import { noteList } from "./describe.js";
import { element, printed } from "./dom.js";
import { fragment } from "./fragment.js";
import { highlighted } from "./highlight.js";
import { say } from "./words.js";

const sources = new Map();

/** Draw the source of an observation (a row of `observations`) into an empty element; `data` is what `loadData` gives. */
export async function drawSource(observation, place, data) {
  place.dataset.of = observation.observation_id;
  place.replaceChildren(address(observation.locator));
  const table = (await sourceOf(observation.document_id))[observation.table_id];
  if (place.dataset.of !== observation.observation_id) return;
  const cells = (table?.cells ?? []).map(named);
  const notes = notesOf(observation, data);
  const marks = marksAround(observation, cells, notes);
  const own = ({ place: [page] }) => page === observation.page;
  const pictures = (table?.pictures ?? []).toSorted((one, other) => own(other) - own(one)); // the page of the figure first
  const views = pictures.map((each) => view(each, observation, marks)).filter(Boolean);
  const unsure = observation.placement === "exact" ? null : element("p", { class: "note", text: say("source.unsure") });
  const read = cells.length ? [unsure, fragment(observation, cells), noteList(notes)].filter(Boolean) : [element("p", { text: say("source.absent") })];
  const whole = views.length ? element("details", { class: "read-as" }, element("summary", { text: say("source.read") }), read) : element("div", {}, read);
  place.replaceChildren(...views, whole, address(observation.locator));
  place.querySelectorAll("[data-here]").forEach(bringIntoView);
  whole.addEventListener("toggle", () => whole.querySelectorAll("[data-here]").forEach(bringIntoView));
}

async function sourceOf(documentId) {
  if (!sources.has(documentId)) {
    const id = `source-${documentId}`;
    sources.set(documentId, document.getElementById(id) ? JSON.parse(await unpacked(id)) : {});
  }
  return sources.get(documentId);
}

function named([row, column, rowspan, colspan, role, text, place]) {
  return { row, column, rowspan, colspan, role, text, place };
}

/* The notes of a figure, and then the others of its table. */
function notesOf(one, { tables: { footnotes } }) {
  const own = one.footnotes.map((id) => footnotes.place("footnote_id", id)).filter((at) => at !== undefined);
  const others = Array.from({ length: footnotes.size }, (_, at) => at).filter((at) => footnotes.value(at, "table_id") === one.table_id && !own.includes(at));
  return [...own, ...others].map((at) => footnotes.row(at));
}

/* What of the source belongs to the figure: its cell, the label and headers that say what it is, its notes. Where the column
   is not certain, no header is marked: it could be another one's. */
function marksAround(one, cells, notes) {
  const inRow = (cell) => cell.row <= one.row && one.row < cell.row + cell.rowspan;
  const inColumn = (cell) => cell.column <= one.column && one.column < cell.column + cell.colspan;
  const section = cells.filter((cell) => cell.role === "section" && cell.row <= one.row && cell.text.length).pop();
  const labels = cells.filter((cell) => cell.role === "label" && inRow(cell) && cell.column < one.column);
  const headers = one.placement === "exact" ? cells.filter((cell) => cell.role === "header" && inColumn(cell) && cell.row < one.row) : [];
  const heads = [section, ...labels, ...headers].filter(Boolean);
  const own = notes.filter((note) => one.footnotes.includes(note.footnote_id));
  return [
    ...own.map((note) => ({ kind: "note", place: placeOf(note.locator) })),
    ...heads.map((cell) => ({ kind: "head", place: cell.place })),
    { kind: "cell", place: placeOf(one.locator) },
  ].filter(({ place }) => place.length);
}

function placeOf(locator) {
  const found = locator.match(/^page=(\d+)&bbox=(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)$/) ?? locator.match(/^char=(\d+),(\d+)$/);
  return found ? found.slice(1).map(Number) : [];
}

function view(picture, one, marks) {
  if (picture.lines !== undefined) return linesView(picture, marks);
  const [page] = picture.place;
  const here = marks.filter(({ place }) => place[0] === page && place.length === 5);
  return here.length ? pageView(picture, one, here) : null;
}

/* A part of a page with boxes over it. */
function pageView({ place: [page, left, top, right, bottom], image }, one, marks) {
  const name = say("source.picture", { page, figure: one.value_raw, label: one.indicator_label });
  const crop = element("div", { class: "crop" }, element("img", { src: image, alt: name, on: { error: () => gone(scroller) } }), boxes([left, top, right, bottom], marks));
  crop.style.aspectRatio = `${right - left} / ${bottom - top}`;
  const scroller = element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("dialog.page", { page }) }, crop);
  const cell = marks.find(({ kind }) => kind === "cell");
  if (cell) {
    const anchor = element("span", { class: "anchor", "data-here": true });
    anchor.style.left = `${(50 * (cell.place[1] + cell.place[3] - 2 * left)) / (right - left)}%`;
    anchor.style.top = `${(50 * (cell.place[2] + cell.place[4] - 2 * top)) / (bottom - top)}%`;
    crop.append(anchor);
  }
  return element("figure", { class: "printed-page" }, scroller, element("figcaption", {}, say("dialog.page", { page }), ". ", legend(marks)));
}

const AROUND = { cell: 2.5, head: 1.5, note: 1.5 };
const SVG = "http://www.w3.org/2000/svg";

function boxes([left, top, right, bottom], marks) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", `${left} ${top} ${right - left} ${bottom - top}`);
  drawn.setAttribute("preserveAspectRatio", "none");
  drawn.setAttribute("aria-hidden", "true");
  for (const { kind, place } of marks) {
    const more = AROUND[kind];
    const box = document.createElementNS(SVG, "rect");
    const sides = { x: place[1] - more, y: place[2] - more, width: place[3] - place[1] + 2 * more, height: place[4] - place[2] + 2 * more };
    for (const [side, at] of Object.entries(sides)) box.setAttribute(side, at.toFixed(2));
    box.setAttribute("class", `box-${kind}`);
    drawn.append(box);
  }
  return drawn;
}

function legend(marks) {
  const kinds = ["cell", "head", "note"].filter((kind) => marks.some((mark) => mark.kind === kind));
  return kinds.flatMap((kind) => [element("span", { class: `key key-${kind}`, text: say(`source.${kind}`) }), " "]);
}

function gone(scroller) {
  scroller.replaceChildren(element("p", { class: "note", text: say("source.gone") }));
  const details = scroller.closest("#source-place")?.querySelector("details.read-as");
  if (details) details.open = true;
}

/* Lines of a text, the characters of the figure and of what says what it is marked. */
function linesView({ place: [start], lines }, marks) {
  const spans = marks.filter(({ place }) => place.length === 2).map(({ kind, place }) => ({ start: place[0] - start, end: place[1] - start, name: `box-${kind}` }));
  const text = element("pre", { class: "scroll lines", tabindex: 0, role: "region", "aria-label": say("source.lines") }, highlighted(lines, spans));
  text.querySelector("mark.box-cell")?.setAttribute("data-here", "");
  return element("figure", { class: "printed-page" }, text, element("figcaption", {}, say("source.lines"), ". ", legend(marks)));
}

/* Where it stands, in the terms of its format, to be copied. */
function address(locator) {
  const code = element("code", {}, printed(locator));
  const done = element("span", { role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(locator);
      done.textContent = say("source.copied");
    } catch {
      getSelection().selectAllChildren(code); // a browser that gives no access to the clipboard: ready for Ctrl+C
      done.textContent = say("source.selected");
    }
  };
  return element("p", { class: "address" }, `${say("source.locator")}: `, code, " ", element("button", { type: "button", on: { click: copy }, text: say("source.copy") }), " ", done);
}

/* Scroll what holds an element, and nothing else, until the element is in its middle. */
function bringIntoView(here) {
  const holder = here.closest(".scroll");
  if (!holder) return;
  const inside = here.getBoundingClientRect();
  const around = holder.getBoundingClientRect();
  holder.scrollLeft += inside.left + inside.width / 2 - around.left - around.width / 2;
  holder.scrollTop += inside.top + inside.height / 2 - around.top - around.height / 2;
}
