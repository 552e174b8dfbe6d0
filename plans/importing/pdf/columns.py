"""Tells the two columns of a header and of a signature apart: a strip of paper no word of their rows touches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from plans.content.vietnamese import clean_line, fold
from plans.importing.halves import NATIONAL_TITLE, begins_left, begins_right
from plans.importing.lines import Column

from .words import Row, Word, rows_of, text_of

# All in points: the least width of the strip; how far a line's middle or edge may be from its column's; how far
# below each other lines of a zone may stand (the room for a signature between a position and a name).
_STRIP = 4.0
_CLEAR_GAP = 14.0
_NEAR = 24.0
_SAME_EDGE = 6.0
_SIGNATURE_ROOM = 170.0
_LINE_ROOM = 45.0
# The strip lies in the middle part of the page.
_FROM, _TO = 0.22, 0.72


@dataclass(slots=True)
class _Zone:
    """Rows that stand in two columns, and the strip between these."""

    left: float
    right: float
    is_header: bool
    rows: list[Row] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def side(self, column: Column) -> list[Row]:
        """The rows of one column, from top to bottom."""
        wants_left = column is Column.LEFT
        words = (word for row in self.rows for word in row.words if (word.middle < self.middle) is wants_left)
        return [replace(row, column=column) for row in rows_of(words)]


def in_columns(rows: list[Row], width: float) -> list[Row]:
    """The rows of a page in reading order: where they stand in two columns, all of the left before all of the right."""
    ordered: list[Row] = []
    place = 0
    zones = _zones(rows, width)
    while place < len(rows):
        if place in zones:
            zone, place = zones[place]
            ordered += [*zone.side(Column.LEFT), *zone.side(Column.RIGHT)]
        else:
            ordered.append(rows[place])
            place += 1
    return ordered


def _zones(rows: list[Row], width: float) -> dict[int, tuple[_Zone, int]]:
    """Each zone by the place of its first row, with the place after its last."""
    zones: dict[int, tuple[_Zone, int]] = {}
    taken = 0
    for place, row in enumerate(rows):
        strip = _seed(row, width) if place >= taken else None
        if strip is None:
            continue
        zone = _Zone(*strip, is_header=NATIONAL_TITLE[:16] in row.folded, rows=[row])
        first = place
        while first > taken and _joins(zone, rows[first - 1], above=True):
            first -= 1
        taken = place + 1
        while taken < len(rows) and _joins(zone, rows[taken], above=False):
            taken += 1
        zones[first] = (zone, taken)
    return zones


def _seed(row: Row, width: float) -> tuple[float, float] | None:
    """The strip in a row that certainly stands in two columns, by the words that begin its right or left part."""
    if begins_right(row.folded) and row.left > 0.38 * width:
        return _FROM * width, row.left
    gaps = _gaps(row.words)
    for place, (start, end) in enumerate(gaps):
        others = max((right - left for left, right in gaps[:place] + gaps[place + 1 :]), default=0.0)
        is_wide = end - start >= _CLEAR_GAP
        if not _FROM * width < (start + end) / 2 < _TO * width or not (is_wide or end - start > max(_STRIP, others)):
            continue
        if begins_right(_folded(row, row.words[place + 1])) or (begins_left(row.folded) and is_wide):
            return start, end
    return None


def _joins(zone: _Zone, row: Row, *, above: bool) -> bool:
    """Take the next row above or below into the zone, where it leaves the strip free and stands in line with it."""
    strip = _free_strip(zone, row)
    if strip is None:
        return False
    middle = sum(strip) / 2
    left = [word for word in row.words if word.middle < middle]
    right = [word for word in row.words if word.middle > middle]
    if left and right:
        is_clear = right[0].left - left[-1].right >= max(_CLEAR_GAP, 2 * _widest_gap(left, right))
        fits = is_clear or begins_right(_folded(row, right[0]))
        fits = fits and _distance(zone, row) <= _LINE_ROOM
    elif left and above and not zone.is_header:
        fits = False  # the last words of the body begin where the recipients begin
    else:
        fits = _in_line(zone, row, Column.LEFT if left else Column.RIGHT)
    if fits:
        zone.left, zone.right = strip
        zone.rows.insert(0, row) if above else zone.rows.append(row)
    return fits


def _free_strip(zone: _Zone, row: Row) -> tuple[float, float] | None:
    """The widest part of the zone's strip that this row leaves free, None where too little is left."""
    edges = [(float("-inf"), row.words[0].left), *_gaps(row.words), (row.right, float("inf"))]
    free = [(max(zone.left, start), min(zone.right, end)) for start, end in edges]
    start, end = max(free, key=lambda one: one[1] - one[0])
    return (start, end) if end - start >= _STRIP else None


def _gaps(words: tuple[Word, ...]) -> list[tuple[float, float]]:
    return [(before.right, after.left) for before, after in pairwise(words)]


def _widest_gap(*parts: list[Word]) -> float:
    return max((end - start for part in parts for start, end in _gaps(tuple(part))), default=0.0)


def _in_line(zone: _Zone, row: Row, column: Column) -> bool:
    """Whether a row of one column is set like that column's other rows, and not too far from them."""
    others = zone.side(column)
    if not others:
        return _distance(zone, row) <= _LINE_ROOM
    room = _SIGNATURE_ROOM if column is Column.RIGHT and not zone.is_header else _LINE_ROOM
    is_near = min(abs(row.baseline - other.baseline) for other in others) <= room
    is_centred = abs(row.middle - median(other.middle for other in others)) <= _NEAR
    has_edge = not zone.is_header and any(abs(row.left - other.left) <= _SAME_EDGE for other in others)
    return is_near and (is_centred or has_edge)


def _distance(zone: _Zone, row: Row) -> float:
    return min(abs(row.baseline - other.baseline) for other in zone.rows)


def _folded(row: Row, first: Word) -> str:
    """The text of a row from one of its words on, folded."""
    return fold(clean_line(text_of(row.words[row.words.index(first) :])))
