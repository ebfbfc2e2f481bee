/* Where the page begins. */

import { loadData } from "./data.js";
import { openSources } from "./dialog.js";
import { showFigures } from "./figures.js";
import { useWords } from "./words.js";

const data = await loadData();
useWords(data.words);
openSources(data);
showFigures(data);
