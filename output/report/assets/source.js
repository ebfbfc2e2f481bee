/* The place where a figure was printed, drawn into the dialog. */

import { element, printed } from "./dom.js";

/** Draw the source of an observation (a row of `observations`) into an empty element; `data` is what `loadData` gives. */
export function drawSource(observation, place, data) {
  place.append(element("p", {}, printed(observation.locator)));
}
