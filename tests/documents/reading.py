"""Reads a finished PDF as a clerk with a ruler does: lines with their place, size and font, and drawn rules."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

import pdfplumber

POINTS_PER_MILLIMETRE = 72 / 25.4
#: Glyphs farther apart than this stand in different columns.
_COLUMN_GAP = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of one column; lengths in millimetres from the left and top edge of the paper, size in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    fonts: frozenset[str]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A drawn rule, in millimetres."""

    left: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its paper, its lines from top to bottom and left to right, its rules from top to bottom."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    @property
    def number(self) -> str:
        """The page number in the top margin, or nothing."""
        return " ".join(line.text for line in self.lines if line.baseline < 20)

    @property
    def body(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.baseline >= 20)

    def find(self, start: str) -> Line:
        """The first line that begins with these words."""
        return next(line for line in self.lines if line.text.startswith(start))


def sheets(pdf: bytes) -> list[Sheet]:
    """Every page of the PDF."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [_sheet(page) for page in document.pages]


def words(pdf: bytes) -> str:
    """All text of the PDF in reading order, single spaces."""
    return " ".join(" ".join(line.text for sheet in sheets(pdf) for line in sheet.lines).split())


def squeezed(text: str) -> str:
    """Text without any space, to compare what was broken into lines."""
    return "".join(text.split())


def _sheet(page) -> Sheet:
    chars = sorted(page.chars, key=lambda one: (round(page.height - one["matrix"][5], 1), one["x0"]))
    lines = [
        line
        for baseline, row in groupby(chars, key=lambda one: round(page.height - one["matrix"][5], 1))
        for line in _lines(list(row), baseline)
    ]
    rules = [
        Rule(left=_mm(one["x0"]), right=_mm(one["x1"]), top=_mm(one["top"]))
        for one in (*page.rects, *page.lines)
        if one["height"] < 2 and one["width"] > 5
    ]
    return Sheet(
        width=_mm(page.width),
        height=_mm(page.height),
        lines=tuple(lines),
        rules=tuple(sorted(rules, key=lambda rule: rule.top)),
    )


def _lines(row: list[dict], baseline: float) -> list[Line]:
    columns: list[list[dict]] = [[row[0]]]
    for one in row[1:]:
        if one["x0"] - columns[-1][-1]["x1"] > _COLUMN_GAP:
            columns.append([])
        columns[-1].append(one)
    return [line for column in columns if (line := _line(column, baseline))]


def _line(column: list[dict], baseline: float) -> Line | None:
    seen = [one for one in column if one["text"].strip()]
    if not seen:
        return None
    return Line(
        text="".join(one["text"] for one in column).strip(),
        left=_mm(seen[0]["x0"]),
        right=_mm(seen[-1]["x1"]),
        baseline=_mm(baseline),
        size=round(seen[0]["size"], 1),
        fonts=frozenset(one["fontname"].split("+")[-1] for one in seen),
    )


def _mm(points: float) -> float:
    return float(points) / POINTS_PER_MILLIMETRE
