/**
 * The search, and the code that opens the target of a link. Without it, the page shows everything and every item still
 * opens.
 */
export const SCRIPT = `
"use strict";
const search = document.querySelector("#search");
const found = document.querySelector("#found");
const items = [...document.querySelectorAll(".item,.change")].map((element) => ({ element, text: element.textContent.toLowerCase() }));
function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const { element, text } of items) {
    element.hidden = !words.every((word) => text.includes(word));
    if (!element.hidden) count++;
  }
  for (const list of document.querySelectorAll(".items-list,.change-list"))
    list.hidden = list.querySelector(".item:not([hidden]),.change:not([hidden])") === null;
  for (const list of document.querySelectorAll(".change-list")) if (words.length > 0) list.open = true;
  for (const server of document.querySelectorAll(".server"))
    server.hidden = words.length > 0 && server.querySelector(".item:not([hidden]),.change:not([hidden])") === null;
  found.textContent = words.length === 0 ? "" : count + " of " + items.length + " found";
}
function open() {
  const target = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
  for (let item = target && target.closest("details"); item; item = item.parentElement.closest("details")) {
    item.hidden = false;
    item.open = true;
  }
  if (target) target.scrollIntoView();
}
search.addEventListener("input", filter);
search.addEventListener("keydown", (event) => { if (event.key === "Escape") { search.value = ""; filter(); } });
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
});
addEventListener("hashchange", open);
document.querySelector("#tools").hidden = false;
open();
`;
