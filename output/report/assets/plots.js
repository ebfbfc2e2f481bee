/* Charts by Vega-Lite, drawn when they come into view; the library itself is started with the first of them. */

import { unpacked } from "./data.js";
import { showSource } from "./dialog.js";
import { element } from "./dom.js";
import { say } from "./words.js";

const SOON_SEEN = "300px 0px";
/* Expressions are interpreted, since the page may evaluate none; nothing is styled or fetched by the library; of warnings (a layer without marks) it says nothing. */
const OPTIONS = { ast: true, actions: false, renderer: "svg", defaultStyle: false, mode: "vega-lite", logLevel: 1 };
const dark = window.matchMedia("(prefers-color-scheme: dark)");

let library = null;

function started() {
  library ??= unpacked("vega").then((text) => {
    // A script of the page's own, allowed by its hash.
    document.head.append(element("script", { text: JSON.parse(text) }));
  });
  return library;
}

/** Draws charts into elements that were given with `watch`. */
export class Plots {
  #data;
  #links;
  #charts = new Map();
  #watcher = new IntersectionObserver((entries) => entries.forEach((each) => this.#turn(each)), { rootMargin: SOON_SEEN });

  constructor(data, links) {
    this.#data = data;
    this.#links = links;
    dark.addEventListener("change", () => this.#redraw());
  }

  /** The place of a chart, which is drawn when it comes near. */
  watch(chart) {
    const place = element("div", { class: "plot", role: "img", "aria-label": chart.description });
    this.#charts.set(place, { chart, view: null });
    this.#watcher.observe(place);
    return place;
  }

  #turn({ target, isIntersecting }) {
    if (!isIntersecting) return;
    this.#watcher.unobserve(target);
    this.#draw(target);
  }

  #redraw() {
    for (const [place, { view }] of this.#charts) if (view) this.#draw(place);
  }

  async #draw(place) {
    const known = this.#charts.get(place);
    await started();
    known.view?.finalize();
    const template = this.#data.plots.templates[dark.matches ? "dark" : "light"];
    // The place says what the chart shows; its marks say nothing by themselves.
    const config = { ...template.config, aria: false };
    const spec = { ...template, ...known.chart.own, config, width: place.clientWidth - 2 };
    const drawing = element("div", { "aria-hidden": "true" }); // the library gives it a role of its own
    place.replaceChildren(drawing);
    const { view } = await window.vegaEmbed(drawing, spec, { ...OPTIONS, tooltip: showTip });
    view.addEventListener("click", (_, item) => item?.datum?.id && showSource(item.datum.id, this.#data, this.#links));
    known.view = view;
  }
}

/** What Vega calls to show what is known of a mark under the pointer; the table beside the chart says it to everyone. */
function showTip(_, event, item, value) {
  const tip = document.getElementById("tip");
  tip.hidden = !value;
  if (!value) return;
  const lines = Object.entries(value).filter(([, said]) => said);
  tip.replaceChildren(...lines.map(([name, said]) => element("p", {}, element("b", { text: name }), " ", String(said))), element("p", { class: "hint", text: say("plot.press") }));
  const left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
  const top = event.clientY + 18 + tip.offsetHeight > window.innerHeight ? event.clientY - tip.offsetHeight - 12 : event.clientY + 18;
  tip.style.left = `${Math.max(left, 8)}px`;
  tip.style.top = `${Math.max(top, 8)}px`;
}
