"""Collects what is printed of a paragraph: its runs with their look, without deleted, hidden and machine text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .numbering import bullet
from .styles import RunLook, Styles
from .xml import MC, M, W, child

#: Ends a line inside a paragraph (Shift+Enter, a page or column break).
LINE_END = "\n"

_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText")}
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": LINE_END, f"{W}cr": LINE_END, f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\xad",
}  # fmt: skip
_NOTES = {f"{W}footnoteReference", f"{W}endnoteReference"}
_TEXT_BOX = f"{W}txbxContent"


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that look alike; `text` still as stored, in whatever encoding the font means."""

    text: str
    look: RunLook


@dataclass(slots=True)
class Printed:
    """What one paragraph prints, with what hangs on it."""

    pieces: list[Piece] = field(default_factory=list)
    text_boxes: list[Any] = field(default_factory=list)
    notes: int = 0
    has_hidden: bool = False
    has_changes: bool = False


def printed_of(paragraph: Any, styles: Styles, paragraph_style: str) -> Printed:
    """Everything printed in a w:p element, in order."""
    printed = Printed()
    for run, element in _leaves(paragraph, None, printed):
        look = styles.run(child(run, "rPr"), paragraph_style)
        text = _text_of(element)
        if look.is_hidden:
            printed.has_hidden = printed.has_hidden or bool(text.strip())
        elif text:
            printed.pieces.append(Piece(text, look))
    return printed


def _leaves(element: Any, run: Any, printed: Printed) -> Iterator[tuple[Any, Any]]:
    """Each element that prints something, with the run it stands in; text boxes and notes are set aside."""
    for one in element:
        tag = one.tag
        if tag in _LEFT_OUT:
            printed.has_changes = printed.has_changes or tag in {f"{W}del", f"{W}moveFrom"}
        elif tag == _TEXT_BOX:
            printed.text_boxes.append(one)
        elif tag in _NOTES:
            printed.notes += 1
        elif tag == f"{MC}AlternateContent":
            # The same drawing twice, for new and old programs: reading both would double its words.
            yield from _leaves(_chosen(one), run, printed)
        elif tag in _SIGNS or tag in {f"{W}t", f"{W}sym", f"{M}t"}:
            yield run, one
        elif isinstance(tag, str):
            printed.has_changes = printed.has_changes or tag in {f"{W}ins", f"{W}moveTo"}
            yield from _leaves(one, one if tag == f"{W}r" else run, printed)


def _chosen(alternatives: Any) -> Any:
    for name in ("Choice", "Fallback"):
        found = alternatives.find(f"{MC}{name}")
        if found is not None:
            return found
    return ()


def _text_of(element: Any) -> str:
    tag = element.tag
    if tag in _SIGNS:
        return _SIGNS[tag]
    if tag == f"{W}sym":
        code = element.get(f"{W}char", "")
        try:
            return bullet(chr(int(code, 16)), element.get(f"{W}font", ""))
        except (ValueError, OverflowError):
            return ""
    return element.text or ""
