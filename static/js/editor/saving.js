// Autosave: a paragraph is stored when its author pauses or leaves it; two people's words are both shown.

import { Refused, post } from "./api.js";
import * as kept from "./kept.js";
import { clone, hush, reviewSoon, say, showSaved } from "./page.js";
import { caretTo, factsOnPage, read, write } from "./text.js";
import { did } from "./undo.js";

const PAUSE = 900;
const timers = new WeakMap();
const running = new WeakMap();

export function wordsOf(item) {
  return item.querySelector(".words");
}

/** The text that is stored, as far as this page knows. */
export function storedText(item) {
  return item.stored ?? "";
}

export function isDirty(item) {
  return read(wordsOf(item)).trim() !== storedText(item);
}

export function typed(item) {
  kept.keep(item.dataset.key ?? "moi", read(wordsOf(item)), item.dataset.revision);
  showSaved("Đang gõ, chưa lưu");
  clearTimeout(timers.get(item));
  timers.set(item, setTimeout(() => save(item), PAUSE));
}

/** Store the item's words now; resolves to whether they are stored. One save of an item at a time. */
export async function save(item, { leaving = false } = {}) {
  clearTimeout(timers.get(item));
  if (running.has(item)) {
    await running.get(item);
  }
  if (!item.dataset.key || !isDirty(item) || item.querySelector(".conflict")) return !isDirty(item);
  const work = store(item, leaving);
  running.set(item, work);
  try {
    return await work;
  } finally {
    running.delete(item);
  }
}

async function store(item, leaving) {
  const { key } = item.dataset;
  const before = storedText(item);
  const text = read(wordsOf(item));
  if (!text.trim()) {
    showSaved("Đoạn trống, chưa lưu");
    return false;
  }
  try {
    const answer = await post(`${key}/`, { text, revision: item.dataset.revision }, { leaving });
    saved(item, answer, { before, text });
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused(item, error, text);
    return false;
  }
}

function saved(item, answer, { before, text }) {
  item.dataset.revision = answer.revision;
  item.stored = text.trim();
  if (isDirty(item)) kept.keep(item.dataset.key, read(wordsOf(item)), answer.revision); // typed on meanwhile
  else {
    kept.forget(item.dataset.key);
    showSaved(`Đã lưu lúc ${answer.saved_at}`);
  }
  hush();
  if (item.dataset.standing === "kept") standing(item, "changed");
  did(async () => {
    write(wordsOf(item), before, factsOnPage(document));
    await save(item);
  });
  reviewSoon();
}

/** The chip in the margin, and the counts under the outline. */
export function standing(item, now) {
  const chip = document.querySelector(`#muc-luc .counts li:nth-child(${{ kept: 1, changed: 2, new: 3, dropped: 4 }[now]}) .origin`);
  const old = item.querySelector(":scope > .origin");
  if (chip && old && now !== "dropped") old.replaceWith(chip.cloneNode(true));
  item.dataset.standing = now;
  recount();
}

export function recount() {
  const counts = document.querySelectorAll("#muc-luc .counts li > span:last-child");
  ["kept", "changed", "new", "dropped"].forEach((name, at) => {
    if (counts[at]) counts[at].textContent = document.querySelectorAll(`.items > .item[data-standing="${name}"]`).length;
  });
}

function refused(item, error, text) {
  kept.keep(item.dataset.key, text, item.dataset.revision);
  showSaved("Chưa lưu");
  if (error.answer.code === "stale") showConflict(item, error.answer, text);
  else if (error.answer.code === "offline") {
    say(error.message);
    addEventListener("online", () => save(item), { once: true });
  } else say(error.message);
}

function showConflict(item, answer, mine) {
  const box = clone("mau-xung-dot");
  box.querySelector("[data-part=message]").textContent = answer.message;
  box.querySelector("[data-part=theirs]").textContent = answer.theirs;
  box.querySelector("[data-part=mine]").textContent = mine;
  const choose = async (text) => {
    box.remove();
    item.dataset.revision = answer.revision;
    item.stored = answer.theirs;
    write(wordsOf(item), text, factsOnPage(document));
    caretTo(wordsOf(item));
    if (text === answer.theirs) kept.forget(item.dataset.key);
    await save(item);
  };
  box.querySelector("[data-act=use-mine]").addEventListener("click", () => choose(mine));
  box.querySelector("[data-act=use-theirs]").addEventListener("click", () => choose(answer.theirs));
  box.querySelector("[data-act=merge]").addEventListener("click", () => {
    box.remove();
    item.dataset.revision = answer.revision;
    item.stored = answer.theirs;
    write(wordsOf(item), `${answer.theirs} ${mine}`, factsOnPage(document));
    caretTo(wordsOf(item));
    typed(item);
  });
  item.querySelector(".conflict")?.remove();
  item.append(box);
}

/** Offer what was typed before and never stored (a lost line, a closed lid). */
export function offerKept(items) {
  for (const [key, was] of kept.all()) {
    const item = items.find((one) => one.dataset.key === key);
    if (!item || was.text.trim() === storedText(item)) {
      if (key !== "moi" || !was.text?.trim()) kept.forget(key);
      if (key === "moi" && was.text?.trim()) {
        say(`Đoạn mới gõ lúc ${time(was.at)} chưa kịp lưu: “${was.text}”. Chép lại vào chỗ cần rồi gõ tiếp.`, "warn");
        kept.forget(key);
      }
      continue;
    }
    const box = clone("mau-luu-may");
    box.querySelector("[data-part=at]").textContent = time(was.at);
    box.querySelector("[data-part=mine]").textContent = was.text;
    box.querySelector("[data-act=use-kept]").addEventListener("click", () => {
      box.remove();
      write(wordsOf(item), was.text, factsOnPage(document));
      caretTo(wordsOf(item));
      save(item);
    });
    box.querySelector("[data-act=forget]").addEventListener("click", () => {
      kept.forget(key);
      box.remove();
    });
    item.append(box);
  }
}

function time(iso) {
  return new Date(iso).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
}
