"""Turns a Word document into lines: paragraphs and table cells in reading order, columns and numerals told."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from plans.content.vietnamese import clean_line
from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.letters.encodings import Restorer
from plans.importing.lines import Column, SourceDocument, SourceLine

from .archive import refuse_unsafe_word
from .columns import halves
from .runs import LINE_END, Piece
from .walking import Paragraph, Walk, walk_of

# Most letters of a line decide how it looks: a plain numeral before a bold heading changes nothing.
_MOST = 0.8


def read_word(data: bytes) -> SourceDocument:
    """The lines of a .docx file. Raises Unreadable with what to do."""
    refuse_unsafe_word(data)
    walk = _walk(data)
    lines = [line for paragraph in walk.paragraphs for line in _lines_of(paragraph, walk.restorer)]
    return SourceDocument(
        kind="docx",
        lines=tuple(replace(line, number=number) for number, line in enumerate(lines, start=1)),
        remarks=(*walk.restorer.remarks, *_remarks(walk)),
    )


def _walk(data: bytes) -> Walk:
    from docx import Document
    from docx.exceptions import PythonDocxError

    # What python-docx and lxml raise on a part that is missing, cut off or not what its name says.
    damage = (
        ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, SyntaxError, TypeError,
        ValueError, zipfile.BadZipFile, PythonDocxError,
    )  # fmt: skip
    try:
        return walk_of(Document(BytesIO(data)))
    except damage:
        raise Unreadable(refusals.STRICT_WORD if _is_strict(data) else refusals.DAMAGED_WORD) from None


def _is_strict(data: bytes) -> bool:
    """Whether Word kept this as Strict Open XML, whose names python-docx does not know."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "_rels/.rels" in archive.namelist() and b"purl.oclc.org/ooxml" in archive.read("_rels/.rels")


def _lines_of(paragraph: Paragraph, restorer: Restorer) -> Iterator[SourceLine]:
    """The lines of a paragraph: one, or as many as its soft breaks and its tabs between two columns make.

    Only the last is a whole paragraph: what a soft break ends may run on, what the paragraph ends never does.
    """
    numeral = clean_line(paragraph.numeral)
    broken = [pieces for pieces in _broken(paragraph.pieces, restorer) if clean_line(_text(pieces))]
    for place, pieces in enumerate(broken, start=1):
        parts = halves(_text(pieces)) if paragraph.column is Column.WHOLE else None
        for column, text in parts or ((paragraph.column, _text(pieces)),):
            yield SourceLine(
                number=0,
                text=clean_line(text),
                align=paragraph.look.align,
                column=column,
                is_bold=_share(pieces, "is_bold") >= _MOST,
                is_italic=_share(pieces, "is_italic") >= _MOST,
                size=_size(pieces),
                indent=paragraph.look.indent,
                is_paragraph=place == len(broken),
                numeral=numeral,
            )
            numeral = ""


def _broken(pieces: list[Piece], restorer: Restorer) -> Iterator[list[Piece]]:
    """The pieces in Unicode, one list for each line the paragraph is broken into."""
    line: list[Piece] = []
    for piece in pieces:
        text = restorer.restored(piece.look.font, piece.text)
        if piece.look.shows_capitals:
            text = text.upper()
        first, *others = text.split(LINE_END)
        line.append(replace(piece, text=first))
        for other in others:
            yield line
            line = [replace(piece, text=other)]
    yield line


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _share(pieces: Iterable[Piece], name: str) -> float:
    """Which part of the letters (from 0 to 1) look so."""
    letters = [(len("".join(piece.text.split())), bool(getattr(piece.look, name))) for piece in pieces]
    total = sum(count for count, _ in letters)
    return sum(count for count, is_so in letters if is_so) / total if total else 0.0


def _size(pieces: Iterable[Piece]) -> float | None:
    """The size most letters have."""
    counts: dict[float, int] = {}
    for piece in pieces:
        if piece.look.size:
            counts[piece.look.size] = counts.get(piece.look.size, 0) + len(piece.text)
    return max(counts, key=lambda size: counts[size]) if counts else None


def _remarks(walk: Walk) -> Iterator[str]:
    if walk.notes:
        yield f"Có {walk.notes} chú thích cuối trang hoặc cuối văn bản không được đưa vào nội dung."
    if walk.has_changes:
        yield "Tệp có sửa đổi được theo dõi: phần thêm được giữ, phần xóa được bỏ."
    if walk.has_hidden:
        yield "Có chữ bị ẩn trong tệp, không được đưa vào nội dung."
    for style in sorted(walk.numbering.unknown_styles):
        yield f"Kiểu đánh số “{style}” chưa biết, được đọc thành số thường."
