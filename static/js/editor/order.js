// Acts asked for while another is under way wait their turn: none is dropped, none overtakes another.

let last = Promise.resolve();

/** Run the act after everything that was asked for before it; resolves to what the act resolves to. */
export function inOrder(act) {
  const turn = last.then(act);
  last = turn.catch(() => {});
  return turn;
}
