/* A table as it was read, rebuilt from its cells: of a large one the rows around the figure, and the rest at a press. */

import { element, printed } from "./dom.js";
import { say, whole } from "./words.js";

const MOST_ROWS = 40;
const AROUND = 8;
/* Letters of a figure, which is not broken over lines: "1.234,5 %". */
const SHORT = 14;

/** The table that holds a figure, its cell marked; `cells` are `{ row, column, rowspan, colspan, role, text }`. */
export function fragment(one, cells) {
  const rows = Math.max(...cells.map((cell) => cell.row + cell.rowspan));
  const all = Array.from({ length: rows }, (_, row) => row);
  const scroller = element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("source.table") });
  const place = element("div", {}, scroller);
  if (rows <= MOST_ROWS) {
    scroller.append(drawn(one, cells, all));
    return place;
  }
  const heads = 1 + Math.max(-1, ...cells.filter((cell) => cell.role === "header" && cell.row < AROUND).map((cell) => cell.row));
  scroller.append(drawn(one, cells, all.filter((row) => row < heads || Math.abs(row - one.row) <= AROUND)));
  const more = element("button", { type: "button", text: say("source.whole", { rows: whole(rows) }) });
  more.addEventListener("click", () => {
    scroller.replaceChildren(drawn(one, cells, all));
    more.remove();
    scroller.focus();
    scroller.querySelector("[data-here]")?.scrollIntoView({ block: "center", inline: "nearest" });
  });
  place.append(more);
  return place;
}

function drawn(one, cells, rows) {
  const heads = new Set(cells.filter((cell) => cell.role === "header").map((cell) => cell.row));
  const lines = rows.map(() => element("tr"));
  for (const cell of cells) {
    const covered = rows.map((row, at) => [row, at]).filter(([row]) => cell.row <= row && row < cell.row + cell.rowspan);
    if (covered.length) lines[covered[0][1]].append(cellOf(one, cell, covered.length));
  }
  const isHead = (row) => heads.has(row) && row < Math.min(one.row, ...cells.filter((cell) => cell.role === "entry").map((cell) => cell.row));
  const end = rows.findIndex((row) => !isHead(row));
  return element("table", { class: "fragment", lang: "nl" }, end > 0 ? element("thead", {}, lines.slice(0, end)) : null, element("tbody", {}, lines.slice(Math.max(end, 0))));
}

const SCOPES = { header: "col", label: "row", section: "row" };

function cellOf(one, cell, rowspan) {
  const here = cell.row === one.row && cell.column === one.column;
  const scope = here || letters(cell.text).trim() === "" ? null : SCOPES[cell.role];
  return element(
    scope ? "th" : "td",
    {
      scope,
      rowspan: rowspan > 1 ? rowspan : null,
      colspan: cell.colspan > 1 ? cell.colspan : null,
      class: `${here ? "here" : cell.role}${letters(cell.text).length <= SHORT ? " short" : ""}`,
      "data-here": here,
    },
    here ? element("span", { class: "unseen", text: `${say("source.this")}: ` }) : null,
    contents(cell.text),
  );
}

function letters(text) {
  return [text].flat().join("");
}

/* Text, or text and markers by turns. */
function contents(text) {
  if (!Array.isArray(text)) return printed(text);
  const whole = printed("");
  whole.append(...text.map((part, at) => (at % 2 ? element("sup", { text: part }) : part)));
  return whole;
}
