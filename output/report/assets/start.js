/* Where the page begins. */

import { buildAmbitions } from "./ambitions.js";
import { loadData } from "./data.js";
import { openSources } from "./dialog.js";
import { listDocuments } from "./documents.js";
import { buildFigures } from "./figures.js";
import { buildFindings } from "./findings.js";
import { buildIndicators } from "./indicators.js";
import { Links } from "./links.js";
import { buildRevisions } from "./revisions.js";
import { addView, followAddress } from "./views.js";
import { useWords } from "./words.js";

const data = await loadData();
document.getElementById("without-script").remove();
useWords(data.words);
const known = { data, links: new Links(data) };
openSources(data, known.links);
addView("overview", () => (listDocuments(known), () => {}));
addView("indicators", () => buildIndicators(known));
addView("figures", () => buildFigures(known));
addView("ambitions", () => buildAmbitions(known));
addView("revisions", () => buildRevisions(known));
addView("findings", () => buildFindings(known));
followAddress();
document.documentElement.classList.add("ready");
