// Menus are <details> and open by themselves; this closes them: Escape, a click elsewhere, another menu, leaving by Tab.
const openMenus = () => document.querySelectorAll("details.menu[open]");

const closeAllBut = (kept) => {
  for (const menu of openMenus()) {
    if (menu !== kept) menu.open = false;
  }
};

document.addEventListener("click", (event) => {
  closeAllBut(event.target.closest("details.menu"));
});

document.addEventListener("focusin", (event) => {
  closeAllBut(event.target.closest("details.menu"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
