/* The figures of a chart as a table: periods down, measures across; each figure shows its source. */

import { measureName } from "./describe.js";
import { element, printed, sourceButton } from "./dom.js";
import { periodText, say } from "./words.js";

/** The table of some observations; a publication that prints another figure for the same place has its own line in the cell. */
export function seriesTable(figures, caption) {
  const measures = [...new Set(figures.map((one) => one.measure))];
  const periods = [...new Set(figures.map((one) => one.time_period))].sort();
  const at = (period, measure) => figures.filter((one) => one.time_period === period && one.measure === measure);
  return element(
    "table",
    { class: "small" },
    element("caption", { class: "unseen", text: caption }),
    element("thead", {}, element("tr", {}, [say("figures.period"), ...measures.map(measureName)].map((text) => element("th", { scope: "col", text })))),
    element("tbody", {}, periods.map((period) => element("tr", {}, element("th", { scope: "row", text: periodText(period) }), measures.map((measure) => cell(at(period, measure)))))),
  );
}

function cell(figures) {
  return element("td", {}, figures.flatMap((one) => [sourceButton(one), " "]));
}

/** Figures of one period each, as a table: what they are of down, measures across. */
export function looseTable(parts, caption) {
  const measures = [...new Set(parts.flatMap(({ figures }) => figures.map((one) => one.measure)))];
  const lines = parts.map(({ chart, figures }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, printed([chart.title, chart.unit].filter(Boolean).join(", "))),
      element("td", { text: periodText(figures[0].time_period) }),
      measures.map((measure) => cell(figures.filter((one) => one.measure === measure))),
    ),
  );
  const heads = [say("table.of"), say("figures.period"), ...measures.map(measureName)];
  return element(
    "table",
    { class: "small" },
    element("caption", { class: "unseen", text: caption }),
    element("thead", {}, element("tr", {}, heads.map((text) => element("th", { scope: "col", text })))),
    element("tbody", {}, lines),
  );
}
