/* The view of all figures: a table with filters. */

import { element, printed } from "./dom.js";
import { say } from "./words.js";

/** Fill the view. */
export function showFigures(data) {
  const { observations, documents } = data.tables;
  const rows = [];
  for (const one of observations.rows()) {
    rows.push(
      element(
        "tr",
        {},
        element("th", { scope: "row" }, printed(one.indicator_label)),
        element("td", {}, one.time_period),
        element("td", {}, element("button", { type: "button", "data-observation": one.observation_id }, printed(one.value_raw || "–"))),
        element("td", {}, printed(documents.find("document_id", one.document_id).source)),
      ),
    );
  }
  const names = ["indicator", "period", "value", "document"];
  document.getElementById("figures").append(
    element(
      "table",
      {},
      element("caption", { text: say("figures.caption") }),
      element("thead", {}, element("tr", {}, names.map((name) => element("th", { scope: "col", text: say(`figures.${name}`) })))),
      element("tbody", {}, rows),
    ),
  );
}
