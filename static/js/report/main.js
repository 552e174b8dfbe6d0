// The editor of a report's section: figures and words are stored as they are typed, and every sum is shown anew.

import { startOffering } from "./kept.js";
import { startPasting } from "./pasting.js";
import { hasSomethingNew, markWhole, save, start, takeAlong, typed } from "./saving.js";

const form = document.getElementById("bao-cao");

function nextField(input) {
  const fields = [...form.querySelectorAll(".fig input[name^='so-']:not([readonly])")];
  return fields[fields.indexOf(input) + 1] ?? document.getElementById("loi");
}

/** Figures and ticks go together: who types a figure takes the tick away, who ticks empties the field (and may take it back). */
function together(target) {
  const row = target.closest(".fig");
  if (!row) return;
  const field = row.querySelector("input[name^='so-']");
  const tick = row.querySelector("input[name^='kps-']");
  if (!field || !tick) return;
  if (target === field && field.value.trim() && tick.checked) tick.checked = false;
  if (target === tick && tick.checked) {
    row.dataset.before = field.value;
    field.value = "";
  } else if (target === tick && row.dataset.before) {
    field.value = row.dataset.before;
    delete row.dataset.before;
  }
  row.classList.toggle("fig-nil", tick.checked);
}

async function submit(event) {
  event.preventDefault();
  const onward = event.submitter?.value;
  if ((await save()) && onward) location.assign(onward);
}

function open() {
  start(form);
  form.addEventListener("input", (event) => {
    if (event.target.type === "checkbox") return;
    together(event.target);
    typed();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "ca-phan") markWhole(event.target.checked);
    else {
      together(event.target);
      save();
    }
  });
  form.addEventListener("focusout", () => save());
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".fig input") || event.isComposing) return;
    event.preventDefault();
    nextField(event.target)?.focus();
  });
  form.addEventListener("submit", submit);
  document.getElementById("xung-dot").addEventListener("submit", (event) => takeAlong(event.target));
  startPasting(form, typed);
  startOffering(form, save);
  // The preview leads to a field: it takes the caret.
  if (location.hash.length > 1) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.focus();
  // Back from another tab, perhaps from logging in there: store what could not be stored before.
  addEventListener("focus", () => save());
  addEventListener("online", () => save());
  addEventListener("pagehide", () => save({ leaving: true }));
  addEventListener("beforeunload", (event) => {
    if (!hasSomethingNew()) return;
    save({ leaving: true });
    if (!navigator.onLine) event.preventDefault();
  });
}

if (form) open();
