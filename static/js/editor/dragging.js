// Moving an item by hand: its grip is dragged, a line shows where it will stand.

import { items } from "./layout.js";
import { drop } from "./structure.js";

let carried = null;

export function addGrip(item) {
  const grip = document.createElement("span"); // Firefox does not drag buttons
  grip.className = "grip";
  grip.draggable = true;
  grip.title = "Kéo để chuyển chỗ; hoặc dùng Alt+↑, Alt+↓";
  grip.setAttribute("aria-hidden", "true");
  grip.textContent = "⠿";
  grip.addEventListener("dragstart", (event) => {
    carried = item;
    item.classList.add("is-dragging");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(item, 0, 0);
  });
  grip.addEventListener("dragend", () => {
    item.classList.remove("is-dragging");
    clear();
    carried = null;
  });
  item.prepend(grip);
}

function clear() {
  for (const one of document.querySelectorAll(".drop-after, .drop-before")) one.classList.remove("drop-after", "drop-before");
}

/** Over which item the hand is; above the very first means before everything. */
function target(event) {
  const over = event.target.closest?.(".items > .item");
  return over && over !== carried && over.dataset.key ? over : null;
}

export function start(container) {
  container.addEventListener("dragover", (event) => {
    const over = carried && target(event);
    if (!over) return;
    event.preventDefault();
    clear();
    over.classList.add("drop-after");
  });
  container.addEventListener("drop", (event) => {
    const over = carried && target(event);
    if (!over) return;
    event.preventDefault();
    clear();
    const heading = over.dataset.kind !== "text" && Number(over.dataset.depth) < Number(carried.dataset.depth);
    drop(carried, heading ? { into: over.dataset.key } : { after: over.dataset.key });
  });
}

export function addGrips() {
  for (const item of items()) addGrip(item);
}
