// What was done last and how to take it back; typing inside a paragraph is the browser's own undo.

const done = [];
const undone = [];
let going = null;

/** Remember how to take back what was just done. What undoing itself does is what redoing takes back. */
export function did(takeBack) {
  if (going === "undo") undone.push(takeBack);
  else {
    done.push(takeBack);
    if (!going) undone.length = 0;
  }
  if (done.length > 200) done.shift();
}

/** One at a time: who calls waits for its turn (`order.js`). */
async function run(list, name) {
  const takeBack = list.pop();
  if (!takeBack) return false;
  going = name;
  try {
    await takeBack();
  } finally {
    going = null;
  }
  return true;
}

/** Take back the last act; resolves to whether there was one. */
export function undo() {
  return run(done, "undo");
}

/** Do again what was taken back last. */
export function redo() {
  return run(undone, "redo");
}
