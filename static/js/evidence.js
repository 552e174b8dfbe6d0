// Adding evidence: which files were chosen, and a form that is sent once. Without this script it is a plain form.

function start(form) {
  const input = form.querySelector("input[type=file]");
  const chosen = form.querySelector("[data-chosen]");
  const progress = form.querySelector("[data-progress]");
  input.addEventListener("change", () => {
    chosen.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        const size = Math.max(1, Math.round(file.size / 1000)).toLocaleString("vi");
        line.textContent = `${file.name} · ${size} KB${file.size > 10 * 1024 * 1024 ? " · lớn hơn 10 MB, sẽ không nhận" : ""}`;
        return line;
      }),
    );
  });
  form.addEventListener("submit", (event) => {
    if (form.classList.contains("busy")) {
      event.preventDefault();
      return;
    }
    form.classList.add("busy");
    if (progress) progress.hidden = false;
  });
  // Back from the next page, the form is as it was.
  addEventListener("pageshow", () => {
    form.classList.remove("busy");
    if (progress) progress.hidden = true;
  });
}

for (const form of document.querySelectorAll("form[data-evidence]")) start(form);
