/* Long lists: only the stretches that are near the window are drawn, the rest is empty space of their height. */

import { element } from "./dom.js";

const CHUNK = 40;
/* Rows that are listed: a browser makes no page higher than some 33 million pixels. */
const MOST = 100_000;
const NEAR_WINDOW = "1200px 0px";

/** A list of `count` items in `home`, drawn by `draw(at)`; in a table (`columns` given) stretches are bodies of it. */
export class Chunks {
  #home;
  #draw;
  #columns;
  #height;
  #watcher;
  #chunks = [];
  #count = 0;

  constructor({ home, draw, columns = 0, height = 44 }) {
    this.#home = home;
    this.#draw = draw;
    this.#columns = columns;
    this.#height = height;
    this.#watcher = new IntersectionObserver((entries) => entries.forEach((entry) => this.#turn(entry)), { rootMargin: NEAR_WINDOW });
  }

  /** List this many items anew; returns how many of them are listed. */
  show(count) {
    for (const chunk of this.#chunks) {
      this.#watcher.unobserve(chunk);
      chunk.remove();
    }
    this.#count = Math.min(count, MOST);
    this.#chunks = [];
    for (let from = 0; from < this.#count; from += CHUNK) this.#add(from);
    if (this.#chunks.length) this.#fill(this.#chunks[0]);
    return this.#count;
  }

  /** Draw everything, for paper. */
  showAll(most) {
    this.#chunks.slice(0, Math.ceil(most / CHUNK)).forEach((chunk) => this.#fill(chunk));
  }

  #add(from) {
    const chunk = element(this.#columns ? "tbody" : "div", { class: "chunk", role: this.#columns ? "rowgroup" : null });
    chunk.dataset.from = from;
    this.#chunks.push(chunk);
    this.#home.append(chunk);
    this.#clear(chunk, this.#height * Math.min(CHUNK, this.#count - from));
    this.#watcher.observe(chunk);
  }

  #turn({ target, isIntersecting, boundingClientRect }) {
    if (isIntersecting) this.#fill(target);
    else if (target.dataset.full && !target.contains(document.activeElement)) this.#clear(target, boundingClientRect.height);
  }

  #fill(chunk) {
    if (chunk.dataset.full) return;
    const from = Number(chunk.dataset.from);
    const items = Array.from({ length: Math.min(CHUNK, this.#count - from) }, (_, at) => this.#draw(from + at));
    chunk.dataset.full = "yes";
    chunk.style.height = "";
    chunk.replaceChildren(...items);
  }

  #clear(chunk, height) {
    delete chunk.dataset.full;
    chunk.replaceChildren();
    if (!this.#columns) {
      chunk.style.height = `${height}px`;
      return;
    }
    const space = element("td", { colspan: this.#columns });
    space.style.height = `${height}px`;
    chunk.append(element("tr", { class: "space", "aria-hidden": "true" }, space));
  }
}
