// Verification: a file dropped anywhere on the form is chosen and sent at once. Without this script the buttons do it.

const box = document.querySelector("[data-verify]");
const input = box?.querySelector("input[type=file]");

if (box && input) {
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.form.requestSubmit();
  });
  input.addEventListener("change", () => {
    if (input.files.length) input.form.requestSubmit();
  });
}
