// What is typed and not stored yet lives in this browser too, so that no lost session or line takes it.

const nameOf = (form) => `thangtreem:bao-cao:${form.dataset.report}:${form.dataset.section}`;

export function keep(form, changes) {
  try {
    if (changes.length) localStorage.setItem(nameOf(form), JSON.stringify({ changes, at: new Date().toISOString() }));
    else localStorage.removeItem(nameOf(form));
  } catch {
    // A full or forbidden store only means there is no second copy.
  }
}

export function forget(form) {
  try {
    localStorage.removeItem(nameOf(form));
  } catch {
    // As above.
  }
}

function recall(form) {
  try {
    return JSON.parse(localStorage.getItem(nameOf(form)));
  } catch {
    return null;
  }
}

function differs(field, value) {
  return field.type === "checkbox" ? field.checked !== (value === "on") : field.value.trim() !== value.trim();
}

/** Offer what was typed before and never stored (a lost line, a closed lid). */
export function startOffering(form, save) {
  const was = recall(form);
  const lost = (was?.changes ?? []).filter(([name, value]) => {
    const field = form.elements.namedItem(name);
    return field && !field.readOnly && differs(field, value);
  });
  if (!lost.length) {
    forget(form);
    return;
  }
  const box = document.getElementById("mau-luu-may").content.firstElementChild.cloneNode(true);
  box.querySelector("[data-part=at]").textContent = new Date(was.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  box.querySelector("[data-part=what]").textContent = lost.map(([name, value]) => words(form, name, value)).join("; ");
  box.querySelector("[data-act=use]").addEventListener("click", () => {
    for (const [name, value] of lost) {
      const field = form.elements.namedItem(name);
      if (field.type === "checkbox") field.checked = value === "on";
      else field.value = value;
    }
    box.remove();
    save();
  });
  box.querySelector("[data-act=drop]").addEventListener("click", () => {
    forget(form);
    box.remove();
  });
  form.before(box);
}

function words(form, name, value) {
  const label = form.elements.namedItem(name).closest(".fig")?.querySelector("label")?.firstChild?.textContent.trim();
  const short = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  const said = value === "on" ? "đánh dấu" : short || "để trống";
  return label ? `${label}: ${said}` : said;
}
