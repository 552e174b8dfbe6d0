"""Takes page numbers and running headers off the pages: what stands in the margins and is said on other pages again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from plans.content.vietnamese import clean_line
from plans.importing.halves import begins_left, begins_right

from .words import Row

# Nghị định 30/2020/NĐ-CP, Phụ lục I: the body begins 20 to 25 mm from the edge; its first baseline is a line lower.
_MARGIN = 62.0
_NUMBER_MARGIN = 75.0
_NUMBER = re.compile(r"[-–—]?\s*(?:trang\s*(?:số\s*)?:?\s*)?(\d{1,3})(?:\s*(?:/|trên)\s*\d{1,3})?\s*[-–—.]?$")
_DIGITS = re.compile(r"\d+")
# A running header of two lines above a page number.
_MOST_AT_AN_EDGE = 3
_SAME_HEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one page from top to bottom."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    is_scanned: bool = False


def without_furniture(sheets: list[Sheet]) -> tuple[list[Sheet], list[str]]:
    """The pages without page numbers and running headers, and the running headers that were taken off."""
    numbers = _page_numbers(sheets)
    repeated = _repeated(sheets)
    cleared: list[Sheet] = []
    dropped: dict[str, str] = {}
    for sheet in sheets:
        kept = list(sheet.rows)
        for at_top in (True, False):
            for _ in range(_MOST_AT_AN_EDGE):
                row = (kept[0] if at_top else kept[-1]) if kept else None
                if row is None or not (_is_number(sheet, row, numbers) or _key(sheet, row) in repeated):
                    break
                if not _is_number(sheet, row, numbers):
                    dropped.setdefault(str(_key(sheet, row)), clean_line(row.raw))
                kept.remove(row)
        cleared.append(Sheet(sheet.number, sheet.width, sheet.height, tuple(kept), sheet.is_scanned))
    return cleared, list(dropped.values())


def _page_numbers(sheets: list[Sheet]) -> dict[int, set[int]]:
    """The numbers each page may carry: up to how many pages there are, or in step with other pages."""
    found = {
        sheet.number: {value for row in _edges(sheet) if (value := _value(sheet, row)) is not None} for sheet in sheets
    }
    steps = Counter(value - page for page, values in found.items() for value in values)
    return {
        page: {value for value in values if value <= len(sheets) or steps[value - page] > 1}
        for page, values in found.items()
    }


def _is_number(sheet: Sheet, row: Row, numbers: dict[int, set[int]]) -> bool:
    value = _value(sheet, row)
    return value is not None and value in numbers[sheet.number]


def _value(sheet: Sheet, row: Row) -> int | None:
    found = _NUMBER.match(row.folded) if _in_margin(sheet, row, _NUMBER_MARGIN) else None
    return int(found[1]) if found else None


def _repeated(sheets: list[Sheet]) -> set[tuple[str, int]]:
    """What stands on the same height in the margin of two pages and of at least every second one after the first."""
    counts = Counter(key for sheet in sheets for key in {_key(sheet, row) for row in _edges(sheet)} if key)
    least = max(2, (len(sheets) - 1) / 2)
    return {key for key, count in counts.items() if count >= least}


def _key(sheet: Sheet, row: Row) -> tuple[str, int] | None:
    """What makes two rows the same running header; None for a row that is none: in the body, or a letterhead."""
    text = row.folded
    if not _in_margin(sheet, row, _MARGIN) or begins_left(text) or begins_right(text) or "cộng hòa xã hội" in text:
        return None
    return _DIGITS.sub("#", text), round(row.baseline / _SAME_HEIGHT)


def _edges(sheet: Sheet) -> list[Row]:
    rows = list(sheet.rows)
    return rows[:_MOST_AT_AN_EDGE] + rows[_MOST_AT_AN_EDGE:][-_MOST_AT_AN_EDGE:]


def _in_margin(sheet: Sheet, row: Row, margin: float) -> bool:
    return row.baseline < margin or row.baseline > sheet.height - margin
