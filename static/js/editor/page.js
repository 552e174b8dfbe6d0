// The page around the items: what is said to the person, when it was saved, the outline, the panel beside the text.

import { fragment, itemUrl } from "./api.js";

const pane = document.getElementById("van-ban");
const saved = document.querySelector("#da-luu > span");
const strip = document.getElementById("thong-bao");

export function clone(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

export function say(sentence, kind = "bad") {
  const line = document.createElement("div");
  line.className = `notice is-${kind}`;
  line.setAttribute("role", kind === "bad" ? "alert" : "status");
  line.textContent = sentence;
  strip.replaceChildren(line);
}

export function hush() {
  strip.replaceChildren();
}

/** Say beside the text and at the foot when it was saved, or that it is not yet. */
export function showSaved(words) {
  saved.textContent = words;
  const here = document.querySelector(".edittools .saved-here");
  if (here) here.textContent = words.charAt(0).toLowerCase() + words.slice(1);
}

export function showOutline(html) {
  const outline = document.getElementById("muc-luc");
  const top = outline.scrollTop;
  outline.innerHTML = html;
  outline.scrollTop = top;
}

export function markOutline(item) {
  let heading = item;
  while (heading && !document.querySelector(`#muc-luc [data-goes="${heading.dataset.key}"]`)) heading = heading.previousElementSibling;
  for (const link of document.querySelectorAll("#muc-luc [aria-current]")) link.removeAttribute("aria-current");
  if (heading) document.querySelector(`#muc-luc [data-goes="${heading.dataset.key}"]`).setAttribute("aria-current", "true");
}

/** The parent's words and the activity of the item being edited. */
export async function showBeside(key) {
  const html = await fragment(itemUrl(key, "ben-canh/"));
  if (html === null || document.querySelector(".item.editing")?.dataset.key !== key) return;
  const box = document.createElement("div");
  box.innerHTML = html;
  for (const id of ["p-cap-tren", "p-phan-cong", "p-gop-y-doan"]) {
    const target = document.getElementById(id);
    if (!target.contains(document.activeElement)) target.innerHTML = box.querySelector(`#${id}`).innerHTML;
  }
}

let waiting = 0;

/** Look the draft over again, a little after the last change. */
export function reviewSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const html = await fragment(pane.dataset.review);
    const panel = document.getElementById("p-ra-soat");
    if (html === null || panel.contains(document.activeElement)) return;
    panel.innerHTML = html;
    const count = panel.querySelector("[data-count]");
    const badge = document.getElementById("so-ra-soat");
    badge.textContent = count.dataset.count;
    badge.hidden = count.dataset.count === "0";
    pagesAreOld();
  }, 1500);
}

let pagesShown = false;

function pagesAreOld() {
  pagesShown = false;
  if (document.getElementById("t-ban-in").checked) showPages();
}

async function showPages() {
  if (pagesShown) return;
  pagesShown = true;
  const html = await fragment(pane.dataset.pages);
  if (html !== null) document.getElementById("p-ban-in").innerHTML = html;
}

/** The panel's tabs load what is slow only when it is looked at; links inside the page keep the text's place. */
export function start() {
  document.getElementById("t-ban-in").addEventListener("change", showPages);
  if (document.getElementById("t-ban-in").checked) showPages();
  const store = `thangtreem:scroll:${pane.dataset.plan}`;
  addEventListener("pagehide", () => sessionStorage.setItem(store, String(pane.scrollTop)));
  if (!location.hash && sessionStorage.getItem(store)) pane.scrollTop = Number(sessionStorage.getItem(store));
}
