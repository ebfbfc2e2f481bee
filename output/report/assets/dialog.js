/* Click a figure, see its source: any element with `data-observation` opens the dialog, by mouse and by keyboard. */

import { printed } from "./dom.js";
import { drawSource } from "./source.js";

/** Open the dialog from every element with `data-observation`, those that are made later included. */
export function openSources(data) {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-observation]");
    if (opener) showSource(opener.dataset.observation, data);
  });
}

/** Show the dialog of one figure. */
export function showSource(id, data) {
  const observation = data.tables.observations.find("observation_id", id);
  if (!observation) return;
  const dialog = document.getElementById("source");
  document.getElementById("source-title").replaceChildren(printed(observation.indicator_label));
  document.getElementById("source-facts").replaceChildren(printed(observation.value_raw));
  const place = document.getElementById("source-place");
  place.replaceChildren();
  drawSource(observation, place, data);
  dialog.showModal();
}
