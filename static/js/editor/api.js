// Talking to the portal: every act is a POST answered with JSON; a refusal is one sentence.

const pane = document.getElementById("van-ban");
const base = pane.dataset.items.replace(/them\/$/, "");

export class Refused extends Error {
  constructor(answer, status) {
    super(answer.message);
    this.answer = answer;
    this.status = status;
  }
}

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

/** Logging in again in another tab makes this page's token void: take a new one, as a reload would. */
async function renewToken() {
  const html = await fragment(location.pathname);
  const found = html && new DOMParser().parseFromString(html, "text/html").querySelector("input[name=csrfmiddlewaretoken]");
  if (!found) return false;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = found.value;
  return true;
}

let before = Promise.resolve();

/** POST to a verb of an item ("them/", "abc/", "abc/bo/"); resolves to the answer, rejects with Refused.
 *
 * One after the other, so that no answer is older than the page it is shown on; who leaves does not wait. */
export function post(path, values, { leaving = false } = {}) {
  if (leaving) return send(path, values, { leaving });
  const turn = before.then(() => send(path, values));
  before = turn.catch(() => {});
  return turn;
}

async function send(path, values, { leaving = false, again = false } = {}) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
  }
  let response;
  try {
    response = await fetch(base + path, {
      method: "POST",
      body,
      keepalive: leaving,
      headers: { Accept: "application/json", "X-CSRFToken": token() },
    });
  } catch {
    throw new Refused({ code: "offline", message: "Mất kết nối. Chữ đang gõ được giữ trên máy này và tự lưu khi có mạng." }, 0);
  }
  let answer;
  try {
    answer = await response.json();
  } catch {
    answer = { message: "Máy chủ đang gặp sự cố, chưa lưu được. Chữ đang gõ còn trên máy; thử lại sau ít phút." };
  }
  if (answer.code === "csrf" && !leaving && !again && (await renewToken())) return send(path, values, { again: true });
  if (!response.ok || !answer.ok) throw new Refused(answer, response.status);
  return answer;
}

/** GET a fragment of the page as text; null when it could not be had. */
export async function fragment(url) {
  try {
    const response = await fetch(url, { headers: { Accept: "text/html" } });
    return response.ok && !response.redirected ? await response.text() : null;
  } catch {
    return null;
  }
}

export function itemUrl(key, verb = "") {
  return `${base}${key}/${verb}`;
}
