// Remarks beside the text: what is still being typed is stored before a remark's form leaves the page.

import { items } from "./layout.js";
import { isDirty, save } from "./saving.js";

export function start() {
  const panel = document.getElementById("p-gop-y");
  panel.addEventListener("submit", async (event) => {
    const unsaved = items().filter((item) => item.dataset.key && isDirty(item));
    if (!unsaved.length) return;
    const { target: form, submitter } = event;
    event.preventDefault();
    const stored = await Promise.all(unsaved.map((item) => save(item)));
    if (stored.every(Boolean)) form.requestSubmit(submitter);
  });
}
