// Words that are typed but not stored yet live in this browser too, so that no lost session or line takes them.

const prefix = `thangtreem:${document.getElementById("van-ban").dataset.plan}:`;

export function keep(key, text, revision) {
  try {
    localStorage.setItem(prefix + key, JSON.stringify({ text, revision, at: new Date().toISOString() }));
  } catch {
    // A full or forbidden store only means there is no second copy.
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // As above.
  }
}

/** Everything kept for this plan: [key, {text, revision, at}]. */
export function all() {
  const found = [];
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const name = localStorage.key(at);
      if (name.startsWith(prefix)) found.push([name.slice(prefix.length), JSON.parse(localStorage.getItem(name))]);
    }
  } catch {
    return [];
  }
  return found;
}
