// Bringing documents in: dropped files, both sides of a review lit together, corrections without leaving one's place,
// and the progress of many. Without this script all of it works as links and plain forms.

// --- choosing files -----------------------------------------------------------------------------------------------

function startChoosing(form) {
  const zone = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const chosen = form.querySelector("[data-chosen]");
  const tell = () => {
    chosen.replaceChildren(
      ...[...input.files].slice(0, 8).map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name} · ${Math.max(1, Math.round(file.size / 1024)).toLocaleString("vi")} KB`;
        return line;
      }),
    );
    if (input.files.length > 8) chosen.append(`và ${input.files.length - 8} tệp nữa`);
  };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
  form.addEventListener("submit", (event) => {
    if (form.classList.contains("busy")) {
      event.preventDefault();
      return;
    }
    form.classList.add("busy");
    form.querySelector("[data-progress]").hidden = false;
  });
  // Back from the next page, the form is as it was.
  addEventListener("pageshow", () => {
    form.classList.remove("busy");
    form.querySelector("[data-progress]").hidden = true;
  });
}

// --- lighting both sides ------------------------------------------------------------------------------------------

const linesOf = (element) => (element.dataset.lines ?? "").split(" ").filter(Boolean);

/** Scroll a pane, and nothing around it, until the element stands in its middle. */
function show(element) {
  const pane = element.closest(".pane");
  if (!pane) return;
  const box = element.getBoundingClientRect();
  const room = pane.getBoundingClientRect();
  if (box.top >= room.top && box.bottom <= room.bottom) return;
  pane.scrollTop += box.top - room.top - (room.height - Math.min(box.height, room.height)) / 2;
}

/** Light these lines and everything made of them; scroll what is not under the pointer into view. */
function light(lines, pressed) {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  const left = lines.map((line) => document.getElementById(`d${line}`)).filter(Boolean);
  const right = [...document.querySelectorAll("[data-lines]")].filter((one) => linesOf(one).some((line) => lines.includes(line)));
  for (const one of [...left, ...right]) one.classList.add("lit");
  const narrow = matchMedia("(max-width: 991px)").matches;
  if (narrow) return;
  if (left[0] && !pressed.closest("#nguyen-van")) show(left[0]);
  const other = right.find((one) => one.closest("#da-doc")) ?? right[0];
  if (other && !pressed.closest("#da-doc, #chua-hieu")) show(other);
}

function press(event) {
  if (event.target.closest("button, input, textarea, select, summary, [data-open], form")) return;
  const place = event.target.closest("[data-line]");
  const made = event.target.closest("[data-lines]");
  const lines = place ? [place.dataset.line] : made ? linesOf(made) : [];
  if (!lines.length) return;
  const link = event.target.closest("a");
  // On a narrow screen a link leads to the other side, which is hidden until then.
  if (link && matchMedia("(max-width: 991px)").matches) return;
  if (link) event.preventDefault();
  light(lines, event.target);
}

// --- corrections that keep one's place ----------------------------------------------------------------------------

const PARTS = ["#chua-hieu", "#da-doc", ".workfoot", "#dem-dong"];

function put(page, address) {
  const scrolled = document.getElementById("da-doc").scrollTop;
  for (const part of PARTS) {
    const now = document.querySelector(part);
    const next = page.querySelector(part);
    if (now && next) now.replaceWith(next);
  }
  for (const line of page.querySelectorAll("[data-line]")) {
    const now = document.getElementById(line.id);
    if (now) now.replaceWith(line);
  }
  document.getElementById("da-doc").scrollTop = scrolled;
  if (address) history.replaceState(null, "", address);
}

async function fetchPage(address, options = {}) {
  const response = await fetch(address, { headers: { Accept: "text/html" }, ...options });
  const text = await response.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  return page.getElementById("da-doc") ? { page, url: response.url } : null;
}

/** Where the focus goes after a correction: the next line to choose for, the item that is open, else the pane. */
function settle(where) {
  const alert = document.querySelector("#chua-hieu [role=alert]");
  const next =
    (where === "unread" && document.querySelector("#chua-hieu li button")) ||
    document.querySelector(".item-form textarea, .facts-form input:not([type=hidden])") ||
    document.getElementById("da-doc");
  next.focus({ preventScroll: !alert && where === "unread" });
}

async function send(event) {
  const form = event.target.closest("form[data-swap]");
  if (!form) return;
  event.preventDefault();
  if (form.classList.contains("busy")) return;
  form.classList.add("busy");
  const button = event.submitter;
  const body = new FormData(form, button);
  const where = form.closest("#chua-hieu") ? "unread" : "read";
  try {
    const answer = await fetchPage(button?.hasAttribute("formaction") ? button.formAction : form.action, { method: "POST", body });
    if (answer) {
      put(answer.page, answer.url);
      settle(where);
      return;
    }
  } catch {
    // Offline or an answer of another kind: the plain form says what is the matter.
  }
  form.classList.remove("busy");
  const again = document.createElement("input");
  if (button?.name) {
    Object.assign(again, { type: "hidden", name: button.name, value: button.value });
    form.append(again);
  }
  if (button?.hasAttribute("formaction")) form.action = button.formAction;
  form.submit();
}

async function open(event) {
  const link = event.target.closest("a[data-open]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetchPage(link.href).catch(() => null);
  if (!answer) {
    location.href = link.href;
    return;
  }
  put(answer.page, link.href);
  const form = document.querySelector(".item-form, .facts-form");
  if (form) show(form);
  settle("read");
}

// --- the progress of many -----------------------------------------------------------------------------------------

async function follow(place) {
  while (place.querySelector("[data-running]")) {
    await new Promise((done) => setTimeout(done, 1500));
    const response = await fetch(place.dataset.batch, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!response?.ok || response.redirected) continue;
    const focused = place.contains(document.activeElement);
    if (!focused) place.innerHTML = await response.text();
  }
}

for (const form of document.querySelectorAll("form[data-bring]")) startChoosing(form);
if (document.getElementById("da-doc")) {
  document.addEventListener("click", press);
  document.addEventListener("click", open);
  document.addEventListener("submit", send);
}
for (const place of document.querySelectorAll("[data-batch]")) follow(place);
