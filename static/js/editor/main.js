// The editor: makes every paragraph editable in place and gives the keys their meaning.

import { addGrip, start as startDragging } from "./dragging.js";
import { byKey, items, onNew } from "./layout.js";
import { clone, markOutline, showBeside, start as startPage } from "./page.js";
import { start as startRemarks } from "./remarks.js";
import { isDirty, offerKept, save, typed, wordsOf } from "./saving.js";
import {
  addAfter, createPending, cut, doAgain, join, move, nextEditable, pasteMany, previousEditable, remove, restyle, reuse, takeBack,
} from "./structure.js";
import { aroundCaret, caretTo, factsOnPage, makeRoom, read, write } from "./text.js";

const pane = document.getElementById("van-ban");
let current = null;
let pressing = false;

function prepare(item) {
  const words = wordsOf(item);
  const open = !item.classList.contains("dropped");
  makeRoom(words);
  item.stored ??= item.classList.contains("pending") ? "" : read(words).trim();
  words.contentEditable = open ? "plaintext-only" : "false";
  if (open && !words.isContentEditable) words.contentEditable = "true";
  words.tabIndex = open && item === current ? 0 : -1;
  if (open) {
    words.setAttribute("role", "textbox");
    words.setAttribute("aria-multiline", "true");
    words.setAttribute("aria-describedby", "cach-go");
    words.setAttribute("aria-label", `Lời của đoạn ${item.querySelector(".num").textContent}`.trim());
    words.spellcheck = false;
  } else for (const name of ["role", "aria-multiline", "aria-label", "aria-describedby"]) words.removeAttribute(name);
  if (!item.querySelector(".grip")) addGrip(item);
}

/** Show the tools over an item, without moving it under the reader's eye. */
function activate(item) {
  if (current === item && item.querySelector(".edittools")) return;
  const line = item.querySelector(".line");
  const top = line.getBoundingClientRect().top;
  if (current) {
    current.classList.remove("editing");
    current.querySelector(".edittools")?.remove();
    wordsOf(current).tabIndex = -1;
  }
  current = item;
  item.classList.add("editing");
  const tools = clone("mau-thanh-sua");
  tools.querySelector("select").value = item.dataset.style ?? "dash:";
  line.before(tools);
  wordsOf(item).tabIndex = 0;
  pane.scrollTop += line.getBoundingClientRect().top - top;
  markOutline(item);
  if (item.dataset.key) showBeside(item.dataset.key);
}

function edit(item, where = "end") {
  caretTo(wordsOf(item), where);
  activate(item);
}

/** A new paragraph at once, so that fast hands never type into the old one; both are stored behind their back. */
function startNew(item) {
  const fresh = addAfter(item);
  prepare(fresh);
  edit(fresh);
  store(item);
}

function store(item) {
  return item.classList.contains("pending") ? createPending(item) : !isDirty(item) || save(item);
}

async function enter(item) {
  const around = aroundCaret(wordsOf(item));
  if (item.classList.contains("pending") && !read(wordsOf(item)).trim()) return;
  if (!around || !around.after.trim() || !around.before.trim()) {
    startNew(item);
    return;
  }
  const fresh = addAfter(item);
  cut(item, fresh);
  makeRoom(wordsOf(item));
  prepare(fresh);
  edit(fresh, "start");
  // The second half first: a line lost in between leaves the words twice rather than not at all.
  if (await createPending(fresh)) await store(item);
}

function onFirstLine(words, last) {
  const selection = getSelection();
  if (!selection.rangeCount) return false;
  const range = selection.getRangeAt(0).cloneRange();
  const here = range.getClientRects()[0] ?? words.getBoundingClientRect();
  const lines = words.getClientRects();
  const edge = lines[last ? lines.length - 1 : 0];
  return !edge || (last ? here.bottom > edge.bottom - 6 : here.top < edge.top + 6);
}

/** Out of the words, where Tab changes the level, to the paragraph as a whole: Tab now leads on, Enter back in. */
function step(item) {
  wordsOf(item).tabIndex = -1;
  item.tabIndex = -1;
  item.focus();
}

const MOVES = { ArrowUp: "up", ArrowDown: "down" };

async function key(event) {
  const item = event.target.closest(".items > .item");
  if (item && event.target === item && event.key === "Enter") {
    event.preventDefault();
    edit(item);
  }
  if (!item || event.target !== wordsOf(item) || event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    await enter(item);
  } else if (event.key === "Tab" && !event.ctrlKey && !event.altKey) {
    event.preventDefault();
    await move(item, event.shiftKey ? "outdent" : "indent");
  } else if (event.altKey && MOVES[event.key]) {
    event.preventDefault();
    await move(item, MOVES[event.key]);
  } else if (event.key === "Escape") {
    step(item);
  } else if (event.key === "Backspace" && atStart(item)) {
    event.preventDefault();
    await join(item);
  } else if (historyKey(event) && !isDirty(item)) {
    event.preventDefault();
    await historyKey(event)();
  } else if (event.key === "ArrowUp" && onFirstLine(wordsOf(item), false)) {
    go(event, previousEditable(item), "end");
  } else if (event.key === "ArrowDown" && onFirstLine(wordsOf(item), true)) {
    go(event, nextEditable(item), "start");
  }
}

/** Ctrl+Z takes back, Ctrl+Y and Ctrl+Shift+Z do again. */
function historyKey(event) {
  if (!event.ctrlKey && !event.metaKey) return null;
  const name = event.key.toLowerCase();
  if (name === "z") return event.shiftKey ? doAgain : takeBack;
  return name === "y" ? doAgain : null;
}

function atStart(item) {
  const around = aroundCaret(wordsOf(item));
  return around && around.collapsed && around.before === "";
}

function go(event, item, where) {
  if (!item) return;
  event.preventDefault();
  edit(item, where);
}

function paste(event) {
  const item = event.target.closest?.(".items > .item");
  if (!item || !wordsOf(item).contains(event.target)) return;
  const text = event.clipboardData.getData("text/plain");
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  event.preventDefault();
  if (lines.length > 1) pasteMany(item, lines);
  else document.execCommand("insertText", false, text.replace(/\s*\r?\n\s*/g, " "));
}

const ACTS = {
  indent: (item) => move(item, "indent"),
  outdent: (item) => move(item, "outdent"),
  up: (item) => move(item, "up"),
  down: (item) => move(item, "down"),
  add: startNew,
  drop: remove,
  undo: takeBack,
};

function click(event) {
  const button = event.target.closest("[data-act]");
  const item = event.target.closest(".items > .item");
  if (button?.dataset.act === "reuse") {
    event.preventDefault();
    reuse(item.dataset.key).then(() => edit(byKey(item.dataset.key)));
  } else if (button && ACTS[button.dataset.act] && button.closest(".edittools")) ACTS[button.dataset.act](item);
}

/** The page came with one item open as a plain form: with script it is edited in place instead. */
function unfold() {
  const form = document.querySelector(".plain-form");
  if (!form) return;
  const item = form.closest(".item");
  const text = form.elements.text.value;
  const words = wordsOf(item);
  for (const one of item.querySelectorAll(".plain-form, details.form-acts")) one.remove();
  item.classList.remove("editing");
  item.querySelector(".line").hidden = false;
  prepare(item);
  history.replaceState(null, "", `${location.pathname}#${item.id}`);
  edit(item);
  if (text.trim() && text.trim() !== item.stored) {
    write(words, text, factsOnPage(document));
    typed(item);
  }
}

function start() {
  document.documentElement.classList.add("js");
  onNew(prepare);
  for (const item of items()) prepare(item);
  const first = items().find((item) => wordsOf(item).isContentEditable);
  if (first) wordsOf(first).tabIndex = 0;
  pane.addEventListener("pointerdown", () => (pressing = true));
  // The tools push the text down: wait until the button is up, or the click would become a selection.
  addEventListener("pointerup", () => {
    pressing = false;
    const item = document.activeElement?.closest?.(".items > .item");
    if (item && document.activeElement === wordsOf(item)) activate(item);
  });
  pane.addEventListener("focusin", (event) => {
    const item = event.target.closest(".items > .item");
    if (item && event.target === wordsOf(item) && !pressing) activate(item);
  });
  pane.addEventListener("focusout", (event) => {
    const item = event.target.closest(".items > .item");
    if (item && event.target === wordsOf(item)) leave(item);
    if (item && item === current && !item.contains(event.relatedTarget)) wordsOf(item).tabIndex = 0;
  });
  pane.addEventListener("input", (event) => {
    const item = event.target.closest(".items > .item");
    if (!item || event.target !== wordsOf(item)) return;
    typed(item);
    if (item.classList.contains("pending")) {
      clearTimeout(item.waiting);
      item.waiting = setTimeout(() => createPending(item), 900);
    }
  });
  pane.addEventListener("keydown", key);
  pane.addEventListener("paste", paste);
  pane.addEventListener("click", click);
  pane.addEventListener("change", (event) => {
    if (event.target.dataset.act === "restyle") restyle(event.target.closest(".item"), event.target.value);
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, .words");
    if (historyKey(event) && !typing) {
      event.preventDefault();
      historyKey(event)();
    }
  });
  // Back from another tab, perhaps from logging in there: store what could not be stored before.
  addEventListener("focus", () => items().forEach((item) => isDirty(item) && store(item)));
  addEventListener("pagehide", () => items().forEach((item) => isDirty(item) && save(item, { leaving: true })));
  startDragging(pane);
  startPage();
  startRemarks();
  unfold();
  offerKept(items());
}

function leave(item) {
  if (item.classList.contains("pending")) {
    if (read(wordsOf(item)).trim()) createPending(item);
    return;
  }
  if (isDirty(item)) save(item);
}

start();
