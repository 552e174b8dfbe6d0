"""Reads a Word file as a clerk with "Show formatting" does, and the words of a PDF in the order they were set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import docx
import pypdfium2
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

TWENTIETHS_PER_MILLIMETRE = 72 / 25.4 * 20
_TOP_MARGIN = 20 * 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A paragraph: the name of its style, its lines, and what its style and itself say of its form."""

    style: str
    lines: tuple[str, ...]
    keeps_next: bool
    has_rule: bool


def opened(data: bytes):
    return docx.Document(BytesIO(data))


def paragraphs(document) -> Iterator:
    """Every paragraph in reading order, those inside tables too."""
    for block in document.element.body.iter(qn("w:p")):
        yield Paragraph(block, document._body)


def shown(data: bytes) -> list[Shown]:
    """The paragraphs that say something, and the drawn rules."""
    found = [
        Shown(
            style=one.style.name,
            lines=tuple(one.text.split("\n")) if one.text else (),
            keeps_next=bool(one.paragraph_format.keep_with_next or _inherited(one.style, "w:keepNext")),
            has_rule=bool(_inherited(one.style, "w:pBdr")),
        )
        for one in paragraphs(opened(data))
    ]
    return [one for one in found if one.lines or one.has_rule]


def words(data: bytes) -> list[str]:
    """Every word of a Word file's text in reading order; page numbers stand in the headers and are not text."""
    return " ".join(one.text for one in paragraphs(opened(data))).split()


def outline(data: bytes) -> list[tuple[int, str]]:
    """What Word's navigation shows: (level from 0, words) of every paragraph whose style has a level."""
    return [
        (int(level[0].get(qn("w:val"))), one.text)
        for one in paragraphs(opened(data))
        if (level := _inherited(one.style, "w:outlineLvl"))
    ]


def pdf_words(data: bytes) -> list[str]:
    """Every word of a PDF in the order it was set, without the page numbers in the top margin.

    A line's end parts words; a hyphen there is read as a hyphen.
    """
    text: list[str] = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            height = page.get_height()
            sheet = page.get_textpage()
            for at in range(sheet.count_chars()):
                letter = chr(pypdfium2.raw.FPDFText_GetUnicode(sheet, at))
                # What PDFium adds itself has no place; a hyphen at a line's end it calls a soft one.
                is_number = letter.isdigit() and height - sheet.get_charbox(at)[1] < _TOP_MARGIN
                text.append("" if is_number else letter.replace("\ufffe", "-").replace("\x02", "-"))
            text.append(" ")
            sheet.close()
            page.close()
    return "".join(text).split()


def _inherited(style, name: str):
    """The paragraph mark of a style or of the nearest one it is based on."""
    while style is not None:
        if found := style.element.findall(f"{qn('w:pPr')}/{qn(name)}"):
            return found
        style = style.base_style
    return []
