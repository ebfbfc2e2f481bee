/* Tables of any length: real headers, sorted by a click on them, rows drawn when they come near. */

import { Chunks } from "./chunks.js";
import { element } from "./dom.js";
import { say } from "./words.js";

/**
 * A table. `columns` are `{ name, label, draw(item), sort(item), numeric }`; the first is the header of its row. Returns
 * `{ place, show(items) }`. Roles are written out, since a style that stacks cells on a phone takes them away.
 */
export function longTable({ caption, columns, height }) {
  const headings = columns.map((column) => heading(column, (name) => sortBy(name)));
  const table = element(
    "table",
    { class: "long", role: "table" },
    element("caption", { text: caption, class: "unseen" }),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, headings)),
  );
  let shown = [];
  let sorted = { name: null, down: false };
  const chunks = new Chunks({ home: table, columns: columns.length, height, draw: (at) => line(shown[at], at, columns) });

  function sortBy(name) {
    sorted = { name, down: sorted.name === name && !sorted.down };
    columns.forEach((column, at) => {
      const order = column.name !== name ? null : sorted.down ? "descending" : "ascending";
      if (order) headings[at].setAttribute("aria-sort", order);
      else headings[at].removeAttribute("aria-sort");
    });
    show(shown);
  }

  function show(items) {
    shown = inOrder(items, columns, sorted);
    table.setAttribute("aria-rowcount", shown.length + 1);
    return chunks.show(shown.length);
  }

  window.addEventListener("beforeprint", () => chunks.showAll(2000));
  return { place: table, show };
}

function heading(column, sortBy) {
  const attributes = { scope: "col", role: "columnheader", class: `col-${column.name}` };
  if (!column.sort) return element("th", { ...attributes, text: column.label });
  const button = element("button", { type: "button", class: "sort", text: column.label, on: { click: () => sortBy(column.name) } });
  button.title = say("table.sort");
  return element("th", attributes, button);
}

function line(item, at, columns) {
  const cells = columns.map((column, place) =>
    element(
      place ? "td" : "th",
      { scope: place ? null : "row", role: place ? "cell" : "rowheader", class: `col-${column.name}`, "data-label": column.label },
      element("div", {}, column.draw(item)),
    ),
  );
  return element("tr", { role: "row", "aria-rowindex": at + 2 }, cells);
}

const collator = new Intl.Collator("nl", { numeric: true });

function inOrder(items, columns, { name, down }) {
  const column = columns.find((each) => each.name === name);
  if (!column) return items;
  const keyed = items.map((item) => [column.sort(item), item]);
  const sign = down ? -1 : 1;
  // What is missing stands last in either order.
  keyed.sort(([one], [other]) => (one === null) - (other === null) || sign * compared(one, other));
  return keyed.map(([, item]) => item);
}

function compared(one, other) {
  if (one === null) return 0;
  return typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);
}
