"""Turns a PDF into lines: its text layer, or what OCR reads where pages are only pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import Any

from plans.content.vietnamese import clean_line
from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.letters.encodings import Restorer
from plans.importing.letters.syllables import is_syllable
from plans.importing.lines import Align, Column, SourceDocument, SourceLine

from . import ocr
from .columns import in_columns
from .furniture import Sheet, without_furniture
from .glyphs import has_picture_of_page, is_picture, letters_of, opened, read_page
from .words import Page, Row, Word, rows_of

# A page with fewer letters carries at most its number or a stamp: what it says is in its picture.
_FEWEST_LETTERS = 12
_MOST = 0.8
_NEAR = 4.0
# How far a first line may be indented, and how far in a centred line begins.
_INDENTED = 80.0
_SET_IN = 12.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the lines of the body begin and end, and where their first lines begin."""

    left: float
    right: float
    first_line: float


def read_pdf(data: bytes) -> SourceDocument:
    """The lines of a PDF. Raises Unreadable with what to do."""
    with opened(data) as document:
        if len(document) > refusals.MAX_PAGES:
            raise Unreadable(refusals.TOO_MANY_PAGES)
        pages = [read_page(document, number) for number in range(1, len(document) + 1)]
        pages, remarks = _with_pictures_read(document, pages)
        was_scanned = any(page.is_scanned for page in pages) or _has_layer_of_ocr(document, pages)
    restorer = Restorer((word.font, word.text) for page in pages for word in page.words)
    sheets = [_sheet(page, restorer) for page in pages]
    sheets, dropped = without_furniture(sheets)
    if dropped:
        remarks.append(f"Đã bỏ dòng lặp ở đầu, cuối trang: “{'”, “'.join(dropped)}”.")
    lines = list(_lines(sheets))
    return SourceDocument(
        kind="pdf",
        lines=tuple(replace(line, number=number) for number, line in enumerate(lines, start=1)),
        pages=len(pages),
        was_scanned=was_scanned,
        remarks=(*restorer.remarks, *remarks),
    )


def _with_pictures_read(document: Any, pages: list[Page]) -> tuple[list[Page], list[str]]:
    """The pages, those that are pictures read by OCR, and what is to be said about it."""
    letters = {page.number: letters_of(page) for page in pages}
    bare = [number for number, (known, unknown) in letters.items() if known < max(_FEWEST_LETTERS, unknown)]
    pictures = [number for number in bare if letters[number][1] >= _FEWEST_LETTERS or is_picture(document, number)]
    if not pictures:
        return pages, []
    if not ocr.is_available():
        if len(pictures) == len(bare) and len(bare) == len(pages):
            is_scan = sum(unknown for _, unknown in letters.values()) < _FEWEST_LETTERS
            raise Unreadable(refusals.NO_OCR if is_scan else refusals.NO_LETTERS_IN_PDF)
        return pages, [f"{_named(pictures)} chỉ có ảnh nên chưa đọc được; {ocr.HOW_TO_INSTALL}."]
    read, doubtful = ocr.read_pictures(document, pictures)
    remarks = [f"{_named(pictures)} là ảnh quét, được đọc bằng phần mềm nhận dạng chữ; đối chiếu với bản gốc."]
    if doubtful:
        remarks.append(f"Có {doubtful} từ trong ảnh quét được nhận dạng không chắc chắn.")
    return [read.get(page.number, page) for page in pages], remarks


def _has_layer_of_ocr(document: Any, pages: list[Page]) -> bool:
    with_text = [page.number for page in pages if letters_of(page)[0] >= _FEWEST_LETTERS]
    return bool(with_text) and all(has_picture_of_page(document, number) for number in with_text)


def _named(numbers: list[int]) -> str:
    return f"Trang {', '.join(map(str, numbers))}"


def _sheet(page: Page, restorer: Restorer) -> Sheet:
    words = [replace(word, text=restorer.restored(word.font, word.text)) for word in page.words]
    return Sheet(page.number, page.width, page.height, tuple(rows_of(words)), page.is_scanned)


def _lines(sheets: list[Sheet]) -> Iterator[SourceLine]:
    ordered = [(sheet, in_columns(list(sheet.rows), sheet.width)) for sheet in sheets]
    frame = _frame([row for _, rows in ordered for row in rows if row.column is not Column.RIGHT])
    for sheet, rows in ordered:
        for column, together in groupby(_mended(rows), key=lambda row: row.column):
            block = [row for row in together if clean_line(row.raw)]
            for row in block:
                align = _align(row, frame) if column is Column.WHOLE else _align_of_column(block)
                yield _line(sheet, row, align, frame)


def _line(sheet: Sheet, row: Row, align: Align, frame: _Frame) -> SourceLine:
    return SourceLine(
        number=0,
        text=clean_line(row.raw),
        page=sheet.number,
        box=(
            round(row.left, 1),
            round(min(word.top for word in row.words), 1),
            round(row.right, 1),
            round(max(word.bottom for word in row.words), 1),
        ),
        align=align,
        column=row.column,
        is_bold=_share(row.words, "is_bold") >= _MOST,
        is_italic=_share(row.words, "is_italic") >= _MOST,
        size=None if sheet.is_scanned else _size(row.words),
        indent=round(row.left - frame.left, 1),
    )


def _mended(rows: list[Row]) -> list[Row]:
    """The rows with syllables that were broken at the end of a line made whole: "trườ-" and "ng", never "TT-"."""
    mended: list[Row] = []
    for row in rows:
        before = mended[-1] if mended else None
        if before and before.column is row.column and _is_broken(before.words[-1].text, row.words[0].text):
            first, *others = row.words
            whole = replace(before.words[-1], text=before.words[-1].text[:-1] + first.text)
            mended[-1] = replace(before, words=(*before.words[:-1], whole))
            if not others:
                continue
            row = replace(row, words=tuple(others))
        mended.append(row)
    return mended


def _is_broken(end: str, start: str) -> bool:
    begun, letters = end[:-1], start.rstrip(".,;:)”")
    return end.endswith("-") and begun.isalpha() and not is_syllable(begun) and is_syllable(begun + letters)


def _frame(rows: list[Row]) -> _Frame:
    """The edges most lines of the body share."""
    if not rows:
        return _Frame(0.0, 0.0, 0.0)
    lefts = Counter(round(row.left) for row in rows)
    rights = Counter(round(row.right) for row in rows if row.column is Column.WHOLE)
    left = min(edge for edge, count in lefts.items() if count * 8 >= max(lefts.values()))
    return _Frame(
        left=left,
        right=max((edge for edge, count in rights.items() if count * 3 >= max(rights.values())), default=left),
        first_line=max((edge for edge in lefts if edge > left + _SET_IN), key=lambda edge: lefts[edge], default=left),
    )


def _align(row: Row, frame: _Frame) -> Align:
    before, after = row.left - frame.left, frame.right - row.right
    is_first_line = abs(row.left - frame.first_line) <= 1
    if abs(before - after) <= _NEAR and before > _SET_IN and not is_first_line:
        return Align.CENTRE
    if abs(after) <= _NEAR:
        return Align.JUSTIFIED if before <= _INDENTED else Align.RIGHT
    return Align.LEFT


def _align_of_column(rows: list[Row]) -> Align:
    """Lines of one column under each other: with one middle they are centred, with one edge set left."""
    if len(rows) < 2:
        return Align.UNKNOWN
    lefts, middles = [row.left for row in rows], [row.middle for row in rows]
    if max(lefts) - min(lefts) <= _NEAR / 2 < max(middles) - min(middles):
        return Align.LEFT
    is_centred = sum(abs(middle - median(middles)) <= _NEAR for middle in middles) * 2 > len(rows)
    return Align.CENTRE if is_centred else Align.UNKNOWN


def _share(words: tuple[Word, ...], name: str) -> float:
    total = sum(len(word.text) for word in words)
    return sum(len(word.text) for word in words if getattr(word, name)) / total if total else 0.0


def _size(words: tuple[Word, ...]) -> float:
    counts: Counter[float] = Counter()
    for word in words:
        counts[word.size] += len(word.text)
    return counts.most_common(1)[0][0]
