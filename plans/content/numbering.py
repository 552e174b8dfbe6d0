"""Numbers that are computed, never typed: I. / 1. / a) / - from the tree, and the document's number and symbol."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .plan import ItemContent, Marker

# Nghị định 30/2020/NĐ-CP, Phụ lục I: điểm are lettered in Vietnamese order, with đ and without f, j, w, z.
LETTERS = "abcdđeghiklmnopqrstuvxy"

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

# What a new child usually carries under each marker (domain.md §1.4); a sibling's marker goes first.
DEFAULT_CHILD = {
    None: Marker.ROMAN,
    Marker.ROMAN: Marker.ARABIC,
    Marker.ARABIC: Marker.DASH,
    Marker.DECIMAL: Marker.DASH,
    Marker.LETTER: Marker.DASH,
    Marker.DASH: Marker.PLUS,
    Marker.PLUS: Marker.PLUS,
    Marker.NONE: Marker.DASH,
}

#: Levels of the tree below which nothing may be nested (I. → 1. → a) → - → +).
MAX_DEPTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedItem:
    """An item with the numeral that is printed before it and its place in the tree.

    `label` is what is printed ("III.", "2.", "a)", "-"), `path` what a reference says ("III.2.a"), `depth`
    counts from 0. Dropped items, and what stands under them, have neither label nor path: they are not printed.
    """

    item: ItemContent
    label: str
    path: str
    depth: int
    parent_key: str | None
    is_dropped: bool


def roman(value: int) -> str:
    """1 → I, 4 → IV, 39 → XXXIX."""
    digits = ""
    for worth, digit in _ROMAN:
        while value >= worth:
            digits += digit
            value -= worth
    return digits


def letter(value: int) -> str:
    """1 → a, 5 → đ, 23 → y, 24 → aa: the Vietnamese series, doubled when it is used up."""
    value -= 1
    return LETTERS[value % len(LETTERS)] * (value // len(LETTERS) + 1)


def label(marker: Marker, ordinal: int, parent_label: str = "") -> str:
    """The printed numeral of the `ordinal`-th sibling (from 1) that carries `marker`."""
    match marker:
        case Marker.ROMAN:
            return f"{roman(ordinal)}."
        case Marker.ARABIC:
            return f"{ordinal}."
        case Marker.DECIMAL:
            # "6.1." under "6."; under "a)" or "-" there is no number to go on from.
            return f"{parent_label}{ordinal}." if parent_label.endswith(".") else f"{ordinal}."
        case Marker.LETTER:
            return f"{letter(ordinal)})"
        case Marker.DASH:
            return "-"
        case Marker.PLUS:
            return "+"
        case _:
            return ""


def number_items(items: Sequence[ItemContent]) -> Iterator[NumberedItem]:
    """Walk the tree in reading order and give every item its numeral, continuous at every level.

    Siblings with the same marker share one series; a paragraph without a marker between them does not break it.
    """
    yield from _number(items, depth=0, parent=None)


def _number(items: Iterable[ItemContent], *, depth: int, parent: NumberedItem | None) -> Iterator[NumberedItem]:
    counts: dict[Marker, int] = {}
    for item in items:
        is_dropped = item.is_dropped or (parent is not None and parent.is_dropped)
        if is_dropped:
            own, path = "", ""
        else:
            counts[item.marker] = counts.get(item.marker, 0) + 1
            own = label(item.marker, counts[item.marker], parent.label if parent else "")
            path = _path(item.marker, counts[item.marker], parent.path if parent else "")
        numbered = NumberedItem(
            item=item,
            label=own,
            path=path,
            depth=depth,
            parent_key=parent.item.key if parent else None,
            is_dropped=is_dropped,
        )
        yield numbered
        yield from _number(item.children, depth=depth + 1, parent=numbered)


def _path(marker: Marker, ordinal: int, parent_path: str) -> str:
    match marker:
        case Marker.ROMAN:
            own = roman(ordinal)
        case Marker.ARABIC | Marker.DECIMAL:
            own = str(ordinal)
        case Marker.LETTER:
            own = letter(ordinal)
        case _:
            return parent_path
    return f"{parent_path}.{own}" if parent_path else own


def default_marker(parent: Marker | None, siblings: Sequence[Marker]) -> Marker:
    """The marker of a new item: its siblings' last one, else what usually stands under the parent's."""
    return siblings[-1] if siblings else DEFAULT_CHILD[parent]


def document_number(number: int | None, symbol: str) -> str:
    """ "05/KH-UBND"; with no number yet, six blanks stand before the symbol: a number is never invented."""
    return f"{number:02d}/{symbol}" if number is not None else f"      /{symbol}"
