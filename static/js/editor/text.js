// The words of an item: reading them with their facts as ⟦name⟧, writing them back, and where the caret stands.

/** The item's text as it is stored: facts as ⟦name⟧, line breaks as spaces. */
export function read(words) {
  return readNodes(words.childNodes);
}

function readNodes(nodes) {
  let text = "";
  for (const node of nodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeName === "BR") text += " ";
    else if (node.dataset?.fact) text += `⟦${node.dataset.fact}⟧`;
    else if (node.childNodes) text += readNodes(node.childNodes);
  }
  return text.replace(/\u200b/g, "").replace(/\u00a0/g, " ");
}

/** A caret needs a text node to stand in: a fact at an edge, or beside another fact, gets an invisible one. */
export function makeRoom(words) {
  for (const fact of words.querySelectorAll(".fact")) {
    fact.contentEditable = "false";
    if (fact.previousSibling?.nodeType !== Node.TEXT_NODE) fact.before("\u200b");
    if (fact.nextSibling?.nodeType !== Node.TEXT_NODE) fact.after("\u200b");
  }
}

/** Show a stored text; facts take the words they have elsewhere on the page. */
export function write(words, text, facts) {
  words.replaceChildren();
  let rest = text;
  for (;;) {
    const found = rest.match(/⟦([^⟦⟧]{1,40})⟧/);
    if (!found || !facts.has(found[1])) {
      if (rest) words.append(rest);
      makeRoom(words);
      return;
    }
    if (found.index) words.append(rest.slice(0, found.index));
    const fact = document.createElement("span");
    fact.className = "fact";
    fact.dataset.fact = found[1];
    fact.title = `Lấy từ Thông tin: ${found[1]}`;
    fact.textContent = facts.get(found[1]);
    words.append(fact);
    rest = rest.slice(found.index + found[0].length);
  }
}

/** The words every fact has on this page now. */
export function factsOnPage(root) {
  return new Map([...root.querySelectorAll(".fact[data-fact]")].map((fact) => [fact.dataset.fact, fact.textContent]));
}

/** The selection inside the words; an edge inside a fact moves behind it, because a fact is never cut. */
export function caretRange(words) {
  const selection = getSelection();
  if (!selection.rangeCount || !words.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const start = factAround(range.startContainer);
  const end = factAround(range.endContainer);
  if (start) range.setStartAfter(start);
  if (end) range.setEndAfter(end);
  return range;
}

function factAround(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".fact");
}

/** What stands before and after the caret, as stored text; null when the caret is elsewhere. */
export function aroundCaret(words) {
  const range = caretRange(words);
  if (!range) return null;
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.selectNodeContents(words);
  after.setStart(range.endContainer, range.endOffset);
  return { before: readNodes(before.cloneContents().childNodes), after: readNodes(after.cloneContents().childNodes), collapsed: range.collapsed };
}

export function caretTo(words, where = "end") {
  words.focus({ preventScroll: true });
  const edge = where === "start" ? words.firstChild : words.lastChild;
  if (edge?.nodeType === Node.TEXT_NODE) {
    getSelection().collapse(edge, where === "start" ? 0 : edge.data.length);
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(words);
  range.collapse(where === "start");
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Put the caret so many characters from the start of the words. */
export function caretAt(words, offset) {
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.data.length) {
      words.focus({ preventScroll: true });
      getSelection().collapse(node, left);
      return;
    }
    left -= node.data.length;
  }
  caretTo(words);
}
