"""Pasted text turned into items: numerals typed by hand are taken off and tell the level instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .numbering import MAX_DEPTH
from .plan import ItemContent, Marker
from .vietnamese import clean_paragraphs

#: More paragraphs at once than any plan's section has; a longer text is for importing.
MAX_PARAGRAPHS = 500
#: Letters in one paragraph; the longest of a real plan has about 2,500.
MAX_LENGTH = 20_000

_NUMERALS = (
    (Marker.ROMAN, re.compile(r"(?:[IVX]{1,5})[.)]\s+(?=\S)")),
    (Marker.DECIMAL, re.compile(r"\d{1,2}\.\d{1,2}\.?\s+(?=\S)")),
    (Marker.ARABIC, re.compile(r"\d{1,2}[.)]\s+(?=\S)")),
    (Marker.LETTER, re.compile(r"[a-zđ][.)]\s+(?=\S)")),
    # "- 100% trẻ em" is a dash, "-5 độ" is not; the last three are Word's own bullets (Symbol, Wingdings).
    (Marker.DASH, re.compile(r"[-–—−•*▪·●○◦■□➢❖\uf0b7\uf0a7\uf0d8](?:\s+(?=\S)|(?=[^\s\d-]))")),
    (Marker.PLUS, re.compile(r"\+\s*(?=\S)")),
)
_RANK = {marker: rank for rank, (marker, _) in enumerate(_NUMERALS)}


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One paragraph without its numeral, and the marker the numeral stood for (None: it had none)."""

    text: str
    marker: Marker | None


def lines_of(text: str) -> list[PastedLine]:
    """The paragraphs of a pasted text, cleaned, empty ones left out, numerals taken off."""
    return [_line(line) for line in clean_paragraphs(text).split("\n") if line.strip()]


def _line(line: str) -> PastedLine:
    for marker, pattern in _NUMERALS:
        found = pattern.match(line)
        if found:
            return PastedLine(line[found.end() :].strip(), marker)
    return PastedLine(line, None)


@dataclass(slots=True)
class _Node:
    item: ItemContent
    children: list[_Node]

    def frozen(self) -> ItemContent:
        return replace(self.item, children=tuple(child.frozen() for child in self.children))


def items_of(
    lines: list[PastedLine], *, marker: Marker, depth: int, new_key: Callable[[], str]
) -> tuple[ItemContent, ...]:
    """The lines as sibling items, nested where the numerals say so.

    The first line takes `marker` (that of the place it is pasted to); a line whose numeral ranks below the one
    before goes under it. `depth` is the depth of the place, so that nothing is nested too deep.
    """
    roots: list[_Node] = []
    stack: list[tuple[int, _Node]] = []
    top_rank: int | None = None
    for line in lines:
        rank = _RANK[line.marker] if line.marker else (top_rank if top_rank is not None else -1)
        top_rank = rank if top_rank is None else top_rank
        while stack and (stack[-1][0] >= rank or depth + len(stack) >= MAX_DEPTH):
            stack.pop()
        own = line.marker if stack and line.marker else marker
        node = _Node(ItemContent(key=new_key(), text=line.text, marker=own), [])
        (stack[-1][1].children if stack else roots).append(node)
        stack.append((rank, node))
    return tuple(node.frozen() for node in roots)
