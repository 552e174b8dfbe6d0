"""A plan's tree laid out as rows with their depth, in reading order, and put together again: corrections move rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...content.numbering import MAX_DEPTH
from ...content.plan import ItemContent


@dataclass(frozen=True, slots=True)
class Row:
    """One item without its children, and how deep it stands (0: a part)."""

    depth: int
    item: ItemContent


def rows_of(items: Iterable[ItemContent], depth: int = 0) -> list[Row]:
    """The rows of a tree in reading order."""
    found: list[Row] = []
    for item in items:
        found.append(Row(depth, replace(item, children=())))
        found += rows_of(item.children, depth + 1)
    return found


def tree_of(rows: Sequence[Row]) -> tuple[ItemContent, ...]:
    """The tree of the rows; a row deeper than the one before allows stands right under that one."""
    levelled: list[Row] = []
    for row in rows:
        deepest = levelled[-1].depth + 1 if levelled else 0
        levelled.append(Row(max(0, min(row.depth, deepest, MAX_DEPTH - 1)), row.item))
    items, _ = _collect(levelled, 0, 0)
    return items


def _collect(rows: Sequence[Row], at: int, depth: int) -> tuple[tuple[ItemContent, ...], int]:
    items: list[ItemContent] = []
    while at < len(rows) and rows[at].depth == depth:
        item = rows[at].item
        children, at = _collect(rows, at + 1, depth + 1)
        items.append(replace(item, children=children))
    return tuple(items), at


def index_of(rows: Sequence[Row], key: str) -> int | None:
    """Where the row of an item stands."""
    return next((at for at, row in enumerate(rows) if row.item.key == key), None)


def end_of(rows: Sequence[Row], at: int) -> int:
    """Where what stands under a row ends."""
    end = at + 1
    while end < len(rows) and rows[end].depth > rows[at].depth:
        end += 1
    return end
