/* The views of the page, one at a time, each with an address of its own (`#/figures?theme=drugs`) that can be mailed. */

const views = new Map();

/** Have a view: `build()` is called when it is first seen and gives a function that is called with its filters each time. */
export function addView(id, build) {
  views.set(id, { build, show: null });
}

/** Go to a view, with filters. */
export function goTo(id, filters = {}) {
  location.hash = address(id, filters);
}

/** The address of a view with filters. */
export function address(id, filters = {}) {
  const chosen = new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
  return `#/${id}${chosen.size ? `?${chosen}` : ""}`;
}

/** Keep the address in step with filters that were changed in the view itself. */
export function remember(id, filters) {
  if (current() === id) history.replaceState(null, "", address(id, filters));
}

/** Show the view that the address names, now and whenever it changes. */
export function followAddress() {
  window.addEventListener("hashchange", () => show(true));
  show(false);
}

function current() {
  const id = location.hash.slice(2).split("?")[0];
  return views.has(id) ? id : views.keys().next().value;
}

function show(moved) {
  if (location.hash && !location.hash.startsWith("#/")) return; // a place on the page, such as the skip link's
  const id = current();
  for (const each of views.keys()) document.getElementById(`view-${each}`).hidden = each !== id;
  for (const link of document.querySelectorAll("nav a[data-view]")) {
    if (link.dataset.view === id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const view = views.get(id);
  view.show ??= view.build();
  view.show(Object.fromEntries(new URLSearchParams(location.hash.split("?")[1] ?? "")));
  if (!moved) return;
  const title = document.querySelector(`#view-${id} h2`);
  title.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
