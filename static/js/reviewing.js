// Ticks all plain reports without loading the page again, and says on the button how many are ticked.
const form = document.querySelector('[data-picking]');

if (form) {
  const boxes = [...form.querySelectorAll('input[name="bao_cao"]')];
  const button = form.querySelector('[data-accept]');
  const all = form.querySelector('[data-pick-all]');
  const said = button.textContent;

  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    button.querySelector('span').textContent = count ? `Tiếp nhận ${count} báo cáo đã chọn` : said.trim();
    all.textContent = count === boxes.length ? 'Bỏ chọn tất cả' : `Chọn tất cả ${boxes.length} báo cáo`;
  };

  all.addEventListener('click', (event) => {
    event.preventDefault();
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
    tell();
  });
  form.addEventListener('change', tell);
  tell();
}

// On a narrow screen what the plan said is folded away, so that the report itself can be read through.
if (matchMedia('(max-width: 991px)').matches) {
  for (const beside of document.querySelectorAll('details.beside')) beside.open = false;
}
