"""The tree of paragraphs turned into the items of a plan, with the lines and the numerals each was made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ....content.numbering import MAX_DEPTH, letter
from ....content.plan import Block, ItemContent, Marker, Part, ResponsibilityContent
from ..vocabulary import key
from .levels import Node
from .numerals import Style

# What a top part is for, by its title; the first that fits counts.
_PARTS = (
    (re.compile(r"^mục đích|^yêu cầu|^mục tiêu"), Part.PURPOSE),
    (re.compile(r"tổ chức thực hiện|^phân công"), Part.IMPLEMENTATION),
    (re.compile(r"báo cáo"), Part.REPORTING),
    (re.compile(r"kinh phí"), Part.FUNDING),
    (re.compile(r"chủ đề|phạm vi|đối tượng|^thời gian"), Part.SCOPE),
    (re.compile(r"nội dung|nhiệm vụ|hoạt động|giải pháp|biện pháp"), Part.ACTIVITIES),
)
_MARKERS = {
    Style.ROMAN: Marker.ROMAN, Style.ARABIC: Marker.ARABIC, Style.LETTER: Marker.LETTER, Style.DASH: Marker.DASH,
    Style.PLUS: Marker.PLUS, Style.STAR: Marker.DASH, Style.DECIMAL: Marker.DECIMAL,
}  # fmt: skip
#: Numerals no marker prints; they stay in the words.
_KEPT = (Style.PART, Style.ARTICLE, Style.CAPITAL, Style.INNER)


@dataclass(slots=True)
class Items:
    """The items with what is told beside them, by key."""

    items: tuple[ItemContent, ...] = ()
    lines: dict[str, tuple[int, ...]] = field(default_factory=dict)
    numerals: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Notes:
    """What other stages say of nodes, by identity: blocks they hold, agencies they name."""

    blocks: dict[int, Block] = field(default_factory=dict)
    responsibilities: dict[int, tuple[ResponsibilityContent, ...]] = field(default_factory=dict)


def make_items(root: Node, notes: Notes, *, new_key: Callable[[], str], is_lost: bool) -> Items:
    """The tree as content; series that skip a numeral are told in remarks."""
    made = Items()
    made.items = tuple(_items(root.children, None, 0, notes, new_key, made))
    if is_lost:
        made.remarks.append(
            "Số thứ tự trong nguyên văn bị mất hoặc đánh lại từ đầu; các cấp mục được xếp theo cách viết tên mục."
        )
    else:
        _gaps(root, "", made.remarks)
    return made


def _items(
    nodes: Sequence[Node], parent: Marker | None, depth: int, notes: Notes, new_key: Callable[[], str], made: Items
) -> list[ItemContent]:
    items: list[ItemContent] = []
    for node in nodes:
        own_key = new_key()
        marker = _marker(node, parent)
        deeper = depth + 1 < MAX_DEPTH
        children = _items(node.children, marker, depth + 1, notes, new_key, made) if deeper else []
        text = f"{node.printed} {node.text}" if _keeps_numeral(node) else node.text
        made.lines[own_key] = node.lines
        if node.printed:
            made.numerals[own_key] = node.printed
        items.append(
            ItemContent(
                key=own_key, text=text, marker=marker, is_heading=node.is_heading,
                part=_part(node) if depth == 0 and node.is_heading else None,
                block=notes.blocks.get(id(node)), responsibilities=notes.responsibilities.get(id(node), ()),
                children=tuple(children),
            )
        )  # fmt: skip
        if not deeper:
            items += _items(node.children, parent, depth, notes, new_key, made)
    return items


def _keeps_numeral(node: Node) -> bool:
    return node.numeral is not None and not node.level and node.numeral.style in _KEPT


def _marker(node: Node, parent: Marker | None) -> Marker:
    if node.level:
        return Marker.ROMAN if node.level == "top" else Marker.ARABIC
    if node.numeral is None or node.numeral.style in _KEPT:
        return Marker.NONE
    marker = _MARKERS[node.numeral.style]
    if marker == Marker.DECIMAL and parent not in (Marker.ARABIC, Marker.DECIMAL):
        return Marker.ARABIC
    return marker


def _part(node: Node) -> Part:
    words = key(node.text)
    return next((part for pattern, part in _PARTS if pattern.search(words)), Part.OTHER)


def _gaps(node: Node, path: str, remarks: list[str]) -> None:
    """Series that do not run 1, 2, 3: said, not mended; the checker finds what it means."""
    last: dict[object, tuple[int, str]] = {}
    for child in node.children:
        own = path
        numeral = child.numeral
        if numeral and numeral.ordinal > 0:
            before, printed = last.get(numeral.kind, (0, ""))
            if numeral.ordinal != before + 1 and not child.level:
                where = f"Mục {path}" if path else "Các mục lớn"
                after = f"“{printed}” rồi đến “{numeral.printed}”" if printed else f"bắt đầu từ “{numeral.printed}”"
                remarks.append(f"{where}: nguyên văn đánh số {after}.")
            last[numeral.kind] = (numeral.ordinal, numeral.printed)
            short = letter(numeral.ordinal) if numeral.style == Style.LETTER else numeral.printed.rstrip(".)/:- ")
            own = f"{path}.{short}" if path and numeral.style != Style.DECIMAL else short
        _gaps(child, own, remarks)
