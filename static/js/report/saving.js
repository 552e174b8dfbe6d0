// Autosave: what changed in this section is sent after a pause; the answer says how every line stands now.

import { forget, keep } from "./kept.js";

const PAUSE = 1500;
let form;
let timer;
let running = null;
let stored = new Map(); // field name → value, as the portal has it
let whole = null; // what stood in the fields before "Cả phần này không phát sinh"
let takenAlong = false; // whether the form that chooses between two values carries what is not stored yet

const rows = () => [...form.querySelectorAll(".fig[data-key]")];
const words = () => form.elements.namedItem("loi");
const fieldsOf = (row) => [...row.querySelectorAll("input[name]")];
const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "on" : "") : field.value);

export function start(element) {
  form = element;
  remember();
}

/** Everything on the page is what the portal has. */
function remember() {
  stored = new Map();
  for (const row of rows()) for (const field of fieldsOf(row)) stored.set(field.name, valueOf(field));
  if (words()) stored.set("loi", words().value);
}

function isNew(field) {
  return valueOf(field).trim() !== (stored.get(field.name) ?? "").trim();
}

/** Every field whose value the portal does not have yet: [name, value]. */
export function changes() {
  const found = rows().flatMap(fieldsOf).filter(isNew);
  if (words() && isNew(words())) found.push(words());
  return found.map((field) => [field.name, valueOf(field)]);
}

export function hasSomethingNew() {
  return changes().length > 0;
}

export function say(text, tone = "") {
  const place = document.querySelector("#da-luu [data-part=said]");
  place.textContent = text;
  place.parentElement.classList.toggle("bad", tone === "bad");
  place.parentElement.classList.toggle("is-unsaved", tone !== "saved");
}

export function typed() {
  if (!hasSomethingNew()) return;
  keep(form, changes());
  say("Đang gõ, chưa lưu");
  clearTimeout(timer);
  timer = setTimeout(() => save(), PAUSE);
}

/** Store what changed; resolves to whether the portal has everything now. One save at a time. */
export async function save({ leaving = false } = {}) {
  clearTimeout(timer);
  if (leaving) {
    if (hasSomethingNew() && !takenAlong) send(body(changedRows()), { leaving }).catch(() => {});
    return true;
  }
  while (running) await running;
  if (!hasSomethingNew()) return true;
  if (document.querySelector("#xung-dot form")) return false;
  running = store(body(changedRows()));
  try {
    return await running;
  } finally {
    running = null;
  }
}

/** What was typed on while two values waited to be chosen from goes with the choice, or the two saves would meet. */
export function takeAlong(choice) {
  for (const [name, value] of body(changedRows())) {
    const key = name.replace(/^(so|kps|trung|ly-do|cu)-/, "");
    if ([name, key, `so-${key}`].some((one) => choice.elements.namedItem(one))) continue;
    choice.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  takenAlong = true;
  // A value typed anew after the box had come is neither of the two: the page that comes offers it.
  keep(form, changes().filter(([name, value]) => (choice.elements.namedItem(name)?.value ?? value) !== value));
}

/** "Cả phần này không phát sinh": marks every figure, and gives back what was typed when the mark is taken away. */
export async function markWhole(checked) {
  while (running) await running;
  if (checked) whole = rows().map((row) => [row.dataset.key, row.querySelector("input[name^='so-']")?.value ?? ""]);
  for (const row of rows()) {
    const field = row.querySelector("input[name^='so-']");
    const tick = row.querySelector("input[name^='kps-']");
    if (!field) continue;
    if (checked) field.value = "";
    tick.checked = checked;
    if (!checked) field.value = whole?.find(([key]) => key === row.dataset.key)?.[1] ?? field.value;
  }
  running = store(body(rows(), { all: true }));
  await running;
  running = null;
}

function changedRows() {
  return rows().filter((row) => fieldsOf(row).some(isNew));
}

function body(wanted, { all = false } = {}) {
  const sent = new URLSearchParams();
  sent.set("revision", form.elements.namedItem("revision").value);
  for (const row of wanted) {
    for (const field of fieldsOf(row)) {
      if (field.type !== "checkbox" || field.checked) sent.set(field.name, field.type === "checkbox" ? "on" : field.value);
    }
    sent.set(`cu-${row.dataset.key}`, before(row.dataset.key));
  }
  if (words() && (all || isNew(words()))) {
    sent.set("loi", words().value);
    sent.set("cu-loi", stored.get("loi") ?? "");
  }
  const mark = form.elements.namedItem("ca-phan");
  if (mark.checked) sent.set("ca-phan", "1");
  if (form.elements.namedItem("ca-phan-cu")) sent.set("ca-phan-cu", "1");
  return sent;
}

function before(key) {
  return stored.get(`kps-${key}`) === "on" ? "không phát sinh" : (stored.get(`so-${key}`) ?? "").trim();
}

async function store(sent) {
  say("Đang lưu");
  let answer;
  try {
    answer = await send(sent);
  } catch {
    keep(form, changes());
    say("Mất kết nối. Số đang gõ được giữ trên máy này và tự lưu khi có mạng.", "bad");
    return false;
  }
  if (!answer.ok) {
    refused(answer);
    return false;
  }
  apply(answer, sent);
  if (hasSomethingNew()) typed();
  else {
    forget(form);
    say(`Đã lưu lúc ${answer.saved_at}`, "saved");
  }
  return true;
}

async function send(sent, { leaving = false, again = false } = {}) {
  const response = await fetch(form.action, {
    method: "POST",
    body: sent,
    keepalive: leaving,
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value },
  });
  let answer;
  try {
    answer = await response.json();
  } catch {
    return { ok: false, message: "Máy chủ đang gặp sự cố, chưa lưu được. Số đang gõ còn trên máy; thử lại sau ít phút." };
  }
  if (answer.code === "csrf" && !leaving && !again && (await renewToken())) return send(sent, { again: true });
  return answer;
}

/** Logging in again in another tab makes this page's token void: take a new one, as a reload would. */
async function renewToken() {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.querySelector("input[name=csrfmiddlewaretoken]");
  if (!found) return false;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = found.value;
  return true;
}

function refused(answer) {
  keep(form, changes());
  say(answer.conflict ? "Chưa lưu, phải chọn" : answer.message, "bad");
  if (!answer.conflict) return;
  const place = document.getElementById("xung-dot");
  place.innerHTML = answer.conflict;
  for (const input of place.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    input.value = form.elements.namedItem("csrfmiddlewaretoken").value;
  }
  place.focus();
}

/** Show how everything stands; what was typed on since it was sent stays as it is. */
function apply(answer, sent) {
  form.elements.namedItem("revision").value = answer.revision;
  for (const line of answer.lines) applyLine(line, sent);
  if (words()) applyText(answer, sent);
  applyWhole(answer.is_nothing);
  document.getElementById("cac-phan").innerHTML = answer.outline;
  document.getElementById("chan").innerHTML = answer.foot;
}

function applyText(answer, sent) {
  const field = words();
  const untouched = sent.has("loi") ? field.value === sent.get("loi") : !isNew(field);
  if (untouched && document.activeElement === field) stored.set("loi", field.value);
  else {
    if (untouched) field.value = answer.text;
    stored.set("loi", answer.text);
  }
  document.getElementById("xem-loi").innerHTML = answer.words;
}

function applyLine(line, sent) {
  const row = rows().find((one) => one.dataset.key === line.key);
  const field = row?.querySelector(".input-group input");
  if (!field) return;
  const tick = row.querySelector("input[name^='kps-']");
  const name = `so-${line.key}`;
  const wasSent = sent.has(name);
  const untouched = wasSent ? field.value === sent.get(name) : !field.name || !isNew(field);
  if (untouched && document.activeElement === field && wasSent) {
    stored.set(name, field.value); // shown grouped once it is left
    field.addEventListener("blur", () => field.value === stored.get(name) && show(field, name, line.text), { once: true });
  } else if (untouched) show(field, name, line.text);
  else stored.set(name, line.text);
  if (tick) {
    if (untouched) tick.checked = line.is_nothing;
    stored.set(tick.name, line.is_nothing ? "on" : "");
  }
  field.readOnly = line.is_computed || !field.name;
  field.toggleAttribute("aria-invalid", line.tone === "bad");
  row.className = ["fig", row.classList.contains("fig-sub") && "fig-sub", line.is_nothing && "fig-nil", line.tone && `fig-${line.tone}`].filter(Boolean).join(" ");
  applyWords(row, line);
}

function show(field, name, text) {
  field.value = text;
  stored.set(name, text);
}

function applyWords(row, line) {
  const below = row.querySelector("[data-part=below]");
  below.textContent = line.below;
  below.hidden = !line.below;
  const change = row.querySelector("[data-part=change]");
  change.replaceChildren();
  if (line.change === "như năm trước") change.append(line.change);
  else if (line.change) {
    const caption = document.createElement("span");
    caption.className = "cap";
    caption.textContent = "so năm trước";
    change.append(caption, line.change);
  }
  const notes = row.querySelector("[data-part=notes]");
  if (notes.contains(document.activeElement)) {
    for (const field of notes.querySelectorAll("input[name^='ly-do-']")) stored.set(field.name, line.note);
  } else {
    notes.innerHTML = line.notes;
    for (const field of notes.querySelectorAll("input[name]")) stored.set(field.name, valueOf(field));
  }
}

function applyWhole(isNothing) {
  form.elements.namedItem("ca-phan").checked = isNothing;
  const old = form.elements.namedItem("ca-phan-cu");
  if (isNothing && !old) {
    const was = document.createElement("input");
    Object.assign(was, { type: "hidden", name: "ca-phan-cu", value: "1" });
    form.append(was);
  } else if (!isNothing) old?.remove();
}
