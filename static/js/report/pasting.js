// Pasting from a spreadsheet: several cells fill the fields downward from the one they are pasted into.

/** "1234.5" and "1,234.5" as Vietnamese write them; what may be meant two ways stays, and the portal says so. */
export function asTyped(cell) {
  const text = cell.replace(/[\s\u00a0]+/g, " ").trim();
  if (/^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(text) || /^[+-]?\d{1,3}(,\d{3}){2,}$/.test(text)) return text.replaceAll(",", "").replace(".", ",");
  if (/^[+-]?\d+\.(\d{1,2}|\d{4,})$/.test(text)) return text.replace(".", ",");
  return text;
}

/** The cells of what was copied, in the order in which fields are filled: a column, a row, or the last column of a table. */
export function cellsOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  if (lines.length === 1) return lines[0].map(asTyped);
  return lines.map((cells) => asTyped(cells[cells.length - 1]));
}

export function startPasting(form, changed) {
  form.addEventListener("paste", (event) => {
    const field = event.target;
    if (!field.matches?.(".fig input[name^='so-']")) return;
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n\r]/.test(text.trim())) {
      if (asTyped(text) === text) return;
      event.preventDefault();
      field.setRangeText(asTyped(text), field.selectionStart, field.selectionEnd, "end");
    } else {
      event.preventDefault();
      fill(form, field, cellsOf(text));
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    changed?.();
  });
}

function fill(form, first, cells) {
  const all = [...form.querySelectorAll(".fig input[name^='so-']")];
  const below = all.slice(all.indexOf(first));
  // As many cells as there are lines: the sums were copied along and are passed over.
  const places = cells.length === below.length ? below : below.filter((field) => !field.readOnly);
  cells.slice(0, places.length).forEach((cell, at) => {
    const field = places[at];
    if (field.readOnly) return;
    field.value = cell;
    const tick = field.closest(".fig").querySelector("input[name^='kps-']");
    if (tick && cell) tick.checked = false;
  });
}
