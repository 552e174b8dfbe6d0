// Where every item stands: the answer of a verb lists all of them in order, and the page follows it.

import { showOutline, showSaved, reviewSoon, hush } from "./page.js";
import { recount, wordsOf } from "./saving.js";
import { aroundCaret, caretAt, caretTo } from "./text.js";

let prepare = () => {};

/** How a new item becomes editable; told once by main.js, because editing needs the layout too. */
export function onNew(action) {
  prepare = action;
}

export function items() {
  return [...document.querySelectorAll(".items > .item")];
}

export function byKey(key) {
  return document.querySelector(`.items > .item[data-key="${CSS.escape(key)}"]`);
}

/** Put the page in the order of the answer, with its numerals; markup comes along for what is new or has changed. */
export function follow(answer) {
  const caret = caretNow();
  const listed = new Set();
  let before = null;
  for (const [key, label, depth, kind, standing, leftOut, , marker] of answer.layout) {
    listed.add(key);
    const item = placed(key, answer.items[key], before);
    if (!item) continue;
    item.querySelector(".num").textContent = label;
    describe(item, { depth, kind, standing, leftOut, marker });
    before = item;
  }
  for (const item of items()) if (item.dataset.key && !listed.has(item.dataset.key)) item.remove();
  showOutline(answer.outline);
  recount();
  hush();
  showSaved(`Đã lưu lúc ${answer.saved_at}`);
  restore(caret);
  reviewSoon();
}

function placed(key, markup, before) {
  let item = byKey(key);
  if (markup) {
    const box = document.createElement("div");
    box.innerHTML = markup;
    const fresh = box.firstElementChild;
    if (item) item.replaceWith(fresh);
    else if (before) before.after(fresh);
    else document.querySelector(".items").prepend(fresh);
    prepare(fresh);
    item = fresh;
  }
  if (!item) return null;
  if (before && before.parentElement === item.parentElement) {
    let next = before.nextElementSibling;
    while (next?.classList.contains("pending")) next = next.nextElementSibling;
    if (next !== item) before.after(item);
  } else if (!before && item.parentElement.firstElementChild !== item) item.parentElement.prepend(item);
  return item;
}

function describe(item, { depth, kind, standing, leftOut, marker }) {
  item.dataset.style = `${marker}:${kind === "text" ? "" : "1"}`;
  item.dataset.depth = depth;
  item.dataset.kind = kind;
  item.dataset.standing = standing;
  item.classList.remove("kind-part", "kind-title", "kind-text");
  item.classList.add(`kind-${kind}`);
  item.classList.toggle("dropped", leftOut);
  const line = item.querySelector(".line");
  if (kind === "text") {
    line.removeAttribute("role");
    line.removeAttribute("aria-level");
  } else {
    line.setAttribute("role", "heading");
    line.setAttribute("aria-level", Math.min(2 + depth, 6));
  }
  const words = wordsOf(item);
  if (words.isContentEditable === leftOut) prepare(item);
}

/** Moving a node in the page takes the focus from it: remember where the caret was. */
function caretNow() {
  const item = document.activeElement?.closest?.(".items > .item");
  if (!item || document.activeElement !== wordsOf(item)) return null;
  const around = aroundCaret(wordsOf(item));
  return around ? { item, offset: textLength(wordsOf(item), around), before: item.previousElementSibling } : null;
}

function textLength(words, around) {
  const range = document.createRange();
  range.selectNodeContents(words);
  const selection = getSelection();
  range.setEnd(selection.focusNode, selection.focusOffset);
  return around ? range.toString().length : 0;
}

function restore(caret) {
  if (!caret || document.activeElement === wordsOf(caret.item)) return;
  const item = caret.item.isConnected ? caret.item : byKey(caret.item.dataset.key ?? "");
  if (item && wordsOf(item).isContentEditable) caretAt(wordsOf(item), caret.offset);
  else if (caret.before?.isConnected) caretTo(wordsOf(caret.before));
}
