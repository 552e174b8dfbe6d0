// Changing the order and level of items, adding, dropping and removing them; every act can be taken back.

import { Refused, post } from "./api.js";
import * as kept from "./kept.js";
import { byKey, follow, items } from "./layout.js";
import { inOrder } from "./order.js";
import { clone, say, showSaved } from "./page.js";
import { isDirty, save, wordsOf } from "./saving.js";
import { caretRange, caretTo, read } from "./text.js";
import { did, redo, undo } from "./undo.js";

const HOW = { up: "len", down: "xuong", indent: "vao", outdent: "ra" };

/** Run an act; a refusal becomes its sentence above the text. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.message);
    return null;
  }
}

/** The item as the page shows it at its turn: an answer may have brought it anew meanwhile. */
function now(item) {
  return item.isConnected || !item.dataset.key ? item : (byKey(item.dataset.key) ?? item);
}

/** The item that stands before in the same list and level, or the one it stands under: to put it back later. */
function place(item) {
  const depth = Number(item.dataset.depth);
  for (let one = item.previousElementSibling; one; one = one.previousElementSibling) {
    const other = Number(one.dataset.depth);
    if (other === depth) return { after: one.dataset.key };
    if (other < depth) return { into: one.dataset.key };
  }
  return {};
}

export function move(item, how) {
  return inOrder(() => moveNow(now(item), how));
}

async function moveNow(item, how) {
  if (!(await settled(item))) return;
  const was = place(item);
  const { key } = item.dataset;
  await attempt(async () => {
    follow(await post(`${key}/chuyen/${HOW[how]}/`, {}));
    did(() => put(key, was));
    reveal(byKey(key));
  });
}

export function drop(item, target) {
  return inOrder(() => dropNow(now(item), target));
}

function dropNow(item, target) {
  return attempt(() => put(item.dataset.key, target));
}

/** Taking this back and doing it again are the same act with another place. */
async function put(key, target) {
  const was = place(byKey(key));
  follow(await post(`${key}/dat/`, target));
  did(() => put(key, was));
}

export function restyle(item, style) {
  return inOrder(() => restyleNow(now(item), style));
}

async function restyleNow(item, style) {
  if (!(await settled(item))) return;
  await attempt(() => dress(item.dataset.key, style));
}

async function dress(key, style) {
  const was = byKey(key).dataset.style;
  follow(await post(`${key}/kieu/`, { style }));
  did(() => dress(key, was));
}

/** An item must be stored before it can be moved; an unfinished new one is stored first. */
async function settled(item) {
  if (item.classList.contains("pending")) return createPending(item);
  return isDirty(item) ? save(item) : true;
}

/** A new paragraph after the item (under it, when it is a heading); it is stored with its first words. */
export function addAfter(item) {
  const fresh = clone("mau-doan-moi");
  fresh.ref = item;
  fresh.into = item.dataset.kind !== "text";
  const like = fresh.into ? item.nextElementSibling : item;
  const sibling = like && (!fresh.into || Number(like.dataset.depth) === Number(item.dataset.depth) + 1);
  const label = sibling ? like.querySelector(".num").textContent : "-";
  fresh.querySelector(".num").textContent = /^[-+]?$/.test(label) ? label : "…";
  fresh.dataset.kind = "text";
  fresh.dataset.depth = fresh.into ? Number(item.dataset.depth) + 1 : item.dataset.depth;
  (fresh.into ? item : lastOf(item)).after(fresh);
  return fresh;
}

function lastOf(item) {
  const depth = Number(item.dataset.depth);
  let last = item;
  while (last.nextElementSibling && Number(last.nextElementSibling.dataset.depth) > depth) last = last.nextElementSibling;
  return last;
}

/** Cut a paragraph in two at the caret, at once on the page; what was typed meanwhile stays where it was typed. */
export function cut(item, fresh) {
  const words = wordsOf(item);
  const range = caretRange(words);
  range.deleteContents();
  range.setEndAfter(words.lastChild);
  wordsOf(fresh).append(range.extractContents());
}

/** Where a new paragraph belongs, once the one it follows is stored itself. */
async function placeOf(item) {
  if (item.ref.classList.contains("pending") && !(await createPending(item.ref))) return null;
  return item.into ? { into: item.ref.dataset.key } : { after: item.ref.dataset.key };
}

/** Store a new paragraph that has words now; resolves to whether it is stored. */
export function createPending(item) {
  if (!item.classList.contains("pending")) return Promise.resolve(true);
  if (!read(wordsOf(item)).trim()) return Promise.resolve(false);
  item.creating ??= create(item).finally(() => (item.creating = null));
  return item.creating;
}

async function create(item) {
  const where = await placeOf(item);
  const text = read(wordsOf(item)).trim();
  const answer = where && text && (await attempt(() => post("them/", { text, ...where })));
  if (!answer) {
    showSaved("Chưa lưu");
    return false;
  }
  adopt(item, answer, text);
  return true;
}

function adopt(item, answer, text) {
  const row = answer.layout.find(([key]) => key === answer.key);
  item.dataset.key = answer.key;
  item.id = `i-${answer.key}`;
  item.dataset.revision = row[6];
  item.dataset.standing = "new";
  item.stored = text;
  item.classList.remove("pending");
  kept.forget("moi");
  delete answer.items[answer.key];
  follow(answer);
  did(async () => follow(await post(`${item.dataset.key}/xoa/`, {})));
  if (read(wordsOf(item)).trim() !== text) save(item);
}

/** Put an own paragraph's words behind the one before it. */
export function join(item) {
  return inOrder(() => joinNow(now(item)));
}

async function joinNow(item) {
  if (item.creating || read(wordsOf(item)).trim()) await createPending(item);
  const target = previousEditable(item);
  if (!target) return;
  if (item.classList.contains("pending")) {
    if (!read(wordsOf(item)).trim()) {
      item.remove();
      kept.forget("moi");
      caretTo(wordsOf(target));
    }
    return;
  }
  if (!(await save(item)) || !(await save(target))) return;
  await attempt(async () => {
    const offset = wordsOf(target).textContent.length;
    follow(
      await post(`${item.dataset.key}/noi/`, {
        revision: item.dataset.revision,
        into: target.dataset.key,
        into_revision: target.dataset.revision,
      }),
    );
    const { caretAt } = await import("./text.js");
    caretAt(wordsOf(byKey(target.dataset.key)), offset);
  });
}

export function previousEditable(item) {
  let one = item.previousElementSibling;
  while (one && !wordsOf(one)?.isContentEditable) one = one.previousElementSibling;
  return one;
}

export function nextEditable(item) {
  let one = item.nextElementSibling;
  while (one && !wordsOf(one)?.isContentEditable) one = one.nextElementSibling;
  return one;
}

/** Own words are removed at once and can be taken back; the parent's are dropped with a reason. */
export function remove(item) {
  return inOrder(() => removeNow(now(item)));
}

async function removeNow(item) {
  await item.creating;
  if (item.classList.contains("pending")) {
    const back = previousEditable(item);
    item.remove();
    kept.forget("moi");
    if (back) caretTo(wordsOf(back));
    return;
  }
  if ("inherited" in item.dataset) {
    askReason(item);
    return;
  }
  const { key } = item.dataset;
  const back = previousEditable(item) ?? nextEditable(item);
  await attempt(async () => {
    const gone = [key, ...under(item).map((one) => one.dataset.key)];
    follow(await post(`${key}/xoa/`, {}));
    kept.forget(key);
    did(async () => follow(await post(`${key}/lay-lai/`, { missing: gone })));
    say("Đã xóa đoạn. Nhấn Ctrl+Z hoặc nút Hoàn tác để lấy lại.", "wait");
    if (back?.isConnected) caretTo(wordsOf(back));
  });
}

function under(item) {
  const depth = Number(item.dataset.depth);
  const all = items();
  const found = [];
  for (const one of all.slice(all.indexOf(item) + 1)) {
    if (Number(one.dataset.depth) <= depth) break;
    found.push(one);
  }
  return found;
}

function askReason(item) {
  if (item.querySelector(".why-drop")) return;
  const form = clone("mau-ly-do");
  const { key } = item.dataset;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    inOrder(() => attempt(async () => {
      follow(await post(`${key}/bo/`, { reason: form.elements.reason.value }));
      byKey(key).querySelector("[data-act=reuse]").focus();
      did(async () => follow(await post(`${key}/dung-lai/`, {})));
    }));
  });
  form.querySelector("[data-act=keep]").addEventListener("click", () => {
    form.remove();
    caretTo(wordsOf(item));
  });
  item.append(form);
  form.elements.reason.focus();
}

export function reuse(key) {
  return inOrder(() => attempt(async () => follow(await post(`${key}/dung-lai/`, {}))));
}

/** Paste of several paragraphs: the first goes to the caret, the others become items after it. */
export function pasteMany(item, lines) {
  return inOrder(() => pasteNow(now(item), lines));
}

async function pasteNow(item, lines) {
  if (item.classList.contains("pending") && !read(wordsOf(item)).trim()) {
    await attempt(async () => {
      const where = await placeOf(item);
      if (!where) return;
      const answer = await post("them/", { text: lines.join("\n"), ...where });
      item.remove();
      follow(answer);
      const added = Object.keys(answer.items);
      did(async () => removeAll(added));
      caretTo(wordsOf(byKey(added.at(-1))));
    });
    return;
  }
  document.execCommand("insertText", false, lines[0].replace(/^\s*[-–—•+]\s+/, ""));
  if (!(await (item.classList.contains("pending") ? createPending(item) : save(item)))) return;
  await attempt(async () => {
    const answer = await post("them/", { text: lines.slice(1).join("\n"), after: item.dataset.key });
    follow(answer);
    const added = Object.keys(answer.items);
    did(async () => removeAll(added));
    caretTo(wordsOf(byKey(added.at(-1))));
  });
}

/** What stands under a removed item goes with it, so only the outermost are asked for. */
async function removeAll(keys) {
  let answer = null;
  let outermost = Infinity;
  for (const item of keys.map(byKey).filter(Boolean)) {
    if (Number(item.dataset.depth) > outermost) continue;
    outermost = Number(item.dataset.depth);
    answer = await post(`${item.dataset.key}/xoa/`, {}).catch(() => answer);
  }
  if (answer) follow(answer);
}

export function takeBack() {
  return inOrder(() => attempt(async () => {
    if (!(await undo())) say("Chưa có gì để hoàn tác.", "wait");
  }));
}

export function doAgain() {
  return inOrder(() => attempt(redo));
}

export function reveal(item) {
  item?.scrollIntoView({ block: "nearest" });
}
