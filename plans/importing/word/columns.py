"""Tells which Word tables and tabbed lines are the two columns of a header or a signature, not a table of facts."""

from __future__ import annotations

import re

from plans.content.vietnamese import clean_line, fold
from plans.importing.halves import begins_left, begins_right, is_numeral
from plans.importing.lines import Column

_MOST_ROWS = 12
# Two parts of a line set apart by tabs or by many spaces.
_APART = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{5,}")


def columns_of_table(rows: list[list[list[str]]]) -> list[list[Column]]:
    """Which column each cell stands in, from the folded paragraphs of every cell: WHOLE in a table of facts."""
    filled = [[place for place, lines in enumerate(row) if lines] for row in rows]
    is_layout = (
        len(rows) <= _MOST_ROWS
        and all(len(places) <= 2 for places in filled)
        and any(_tells(row, places) for row, places in zip(rows, filled, strict=True))
    )
    if not is_layout:
        return [[Column.WHOLE] * len(row) for row in rows]
    return [_columns_of_row(len(row), places) for row, places in zip(rows, filled, strict=True)]


def halves(text: str) -> tuple[tuple[Column, str], tuple[Column, str]] | None:
    """The two columns of a line written with tabs or spaces ("UBND TỈNH X⇥CỘNG HÒA …"); None for any other line."""
    for gap in _APART.finditer(text):
        left, right = fold(clean_line(text[: gap.start()])), fold(clean_line(text[gap.end() :]))
        if left and not is_numeral(left) and begins_right(right):
            return (Column.LEFT, text[: gap.start()]), (Column.RIGHT, text[gap.end() :])
    return None


def _tells(row: list[list[str]], places: list[int]) -> bool:
    if len(places) != 2:
        return False
    left, right = (row[place] for place in places)
    return any(map(begins_left, left)) or any(map(begins_right, right))


def _columns_of_row(count: int, filled: list[int]) -> list[Column]:
    """Two cells, or more with empty ones between them; a row of one cell spans both columns."""
    if count < 2:
        return [Column.WHOLE] * count
    right = filled[1] if len(filled) == 2 else (count + 1) // 2
    return [Column.LEFT if place < right else Column.RIGHT for place in range(count)]
