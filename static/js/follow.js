// Theo dõi: a choice in the filters works at once, and the button says how many units are ticked. Without this file the
// filters have their own button, and the next page says who was chosen.
for (const needless of document.querySelectorAll("[data-needless]")) needless.hidden = true;

for (const choice of document.querySelectorAll("select[data-at-once]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

const grid = document.querySelector("form[data-urge]");
const every = grid?.querySelector("[data-every]");

if (every) {
  const boxes = [...grid.querySelectorAll('input[name="don-vi"]')];
  const usual = boxes.filter((box) => box.defaultChecked);
  const words = grid.querySelector("[data-picked]");
  const label = grid.querySelector("[data-button]");
  const button = label.closest("button");

  const show = () => {
    const count = boxes.filter((box) => box.checked).length;
    const many = document.createElement("strong");
    many.textContent = `${count} đơn vị`;
    words.replaceChildren(
      "Đã chọn ",
      many,
      usual.length === count && usual.every((box) => box.checked) ? " chưa nộp báo cáo. " : ". ",
      count ? "Cổng soạn sẵn công văn đôn đốc gửi đúng các đơn vị này." : "Chọn ít nhất một đơn vị để đôn đốc.",
    );
    label.textContent = count ? `Đôn đốc ${count} đơn vị` : "Đôn đốc đơn vị đã chọn";
    button.setAttribute("aria-disabled", String(count === 0));
    every.checked = count > 0 && usual.every((box) => box.checked);
    every.indeterminate = count > 0 && !every.checked;
  };

  every.hidden = false;
  every.setAttribute("aria-label", "Chọn mọi đơn vị chưa nộp báo cáo");
  every.addEventListener("change", () => {
    const wanted = every.checked;
    for (const box of boxes) box.checked = wanted && usual.includes(box);
    show();
  });
  grid.addEventListener("change", (event) => {
    if (event.target !== every) show();
  });
  grid.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
  });
  show();
}
