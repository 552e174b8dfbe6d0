"""Reads a finished PDF as a clerk with a ruler does: lines with their place, size and font, and drawn rules."""

from __future__ import annotations

from ctypes import c_double, c_int, create_string_buffer
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import pypdfium2
from pypdfium2 import raw

POINTS_PER_MILLIMETRE = 72 / 25.4
#: Glyphs farther apart than this stand in different columns.
_COLUMN_GAP = 15
_HYPHENS = frozenset("\x02\ufffe")


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
    with pypdfium2.PdfDocument(pdf) as document:
        return [_sheet(document[at]) for at in range(len(document))]


def words(pdf: bytes) -> str:
    """All text of the PDF in reading order, single spaces."""
    return " ".join(" ".join(line.text for sheet in sheets(pdf) for line in sheet.lines).split())


def squeezed(text: str) -> str:
    """Text without any space, to compare what was broken into lines."""
    return "".join(text.split())


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    height = page.get_height()
    text = page.get_textpage()
    told = [_glyph(text, at, height) for at in range(text.count_chars()) if not raw.FPDFText_IsGenerated(text, at)]
    glyphs = told[:1] + [one for before, after in pairwise(told) for one in (*_blanks(before, after), after)]
    text.close()
    glyphs.sort(key=lambda one: (one.baseline, one.left))
    lines = [
        line for baseline, row in groupby(glyphs, key=lambda one: one.baseline) for line in _lines(list(row), baseline)
    ]
    bounds = [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    rules = [
        Rule(left=_mm(left), right=_mm(right), top=_mm(height - top))
        for left, bottom, right, top in bounds
        if top - bottom < 2 and right - left > 5
    ]
    sheet = Sheet(
        width=_mm(page.get_width()),
        height=_mm(height),
        lines=tuple(lines),
        rules=tuple(sorted(rules, key=lambda rule: rule.top)),
    )
    page.close()
    return sheet


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter as it was set, in points from the left and top edge."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str


def _glyph(text: pypdfium2.PdfTextPage, at: int, height: float) -> _Glyph:
    x, y, box, turned = c_double(), c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    raw.FPDFText_GetLooseCharBox(text, at, box)
    raw.FPDFText_GetMatrix(text, at, turned)
    name, flags = create_string_buffer(120), c_int()
    raw.FPDFText_GetFontInfo(text, at, name, len(name), flags)
    letter = chr(raw.FPDFText_GetUnicode(text, at))
    return _Glyph(
        # A hyphen at the end of a line is PDFium's own sign for it.
        text="-" if letter in _HYPHENS else letter,
        left=box.left,
        right=box.right,
        baseline=round(height - y.value, 1),
        size=raw.FPDFText_GetFontSize(text, at) * turned.d,
        font=name.value.decode().split("+")[-1],
    )


def _blanks(before: _Glyph, after: _Glyph) -> list[_Glyph]:
    """The blanks of a run but its first: PDFium tells of no more than one, and leaves the room."""
    width = before.size / 4
    gap = after.left - before.right
    if before.text != " " or before.baseline != after.baseline or gap < 3 * width:
        return []
    count = round(gap / width)
    return [
        replace(before, left=before.right + at * width, right=before.right + (at + 1) * width) for at in range(count)
    ]


def _lines(row: list[_Glyph], baseline: float) -> list[Line]:
    columns: list[list[_Glyph]] = [[row[0]]]
    for one in row[1:]:
        if one.left - columns[-1][-1].right > _COLUMN_GAP:
            columns.append([])
        columns[-1].append(one)
    return [line for column in columns if (line := _line(column, baseline))]


def _line(column: list[_Glyph], baseline: float) -> Line | None:
    seen = [one for one in column if one.text.strip()]
    if not seen:
        return None
    return Line(
        text="".join(one.text for one in column).strip(),
        left=_mm(seen[0].left),
        right=_mm(seen[-1].right),
        baseline=_mm(baseline),
        size=round(seen[0].size, 1),
        fonts=frozenset(one.font for one in seen),
    )


def _mm(points: float) -> float:
    return float(points) / POINTS_PER_MILLIMETRE
