"""Reads the text layer of a PDF: glyphs with their place become words, pages that are only pictures are told."""

from __future__ import annotations

import ctypes
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot
from typing import Any

from plans.exceptions import Unreadable
from plans.importing import refusals

from .words import Page, Word

# PDFium serves one thread at a time.
_one_at_a_time = threading.Lock()

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_PASSWORD_ERROR = 4
# Parts of the size: a gap that is a space, a jump back that begins another text, a step to another line.
_SPACE, _BACK, _STEP = 0.18, 0.6, 0.35
_NOT_LETTERS = re.compile("[\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff]")
_END_HYPHENS = {0x02: "-", 0xFFFE: "-"}


@dataclass(frozen=True, slots=True)
class _Type:
    """How the glyphs of one text object look, and whether they stand upright."""

    size: float
    font: str
    is_bold: bool
    is_italic: bool
    is_upright: bool


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The PDF opened by PDFium, closed afterwards. Raises Unreadable where it has a password or is damaged."""
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            asks = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
            raise Unreadable(refusals.ENCRYPTED_PDF if asks else refusals.DAMAGED_PDF) from None
        try:
            yield document
        except (pypdfium2.PdfiumError, ctypes.ArgumentError):
            raise Unreadable(refusals.DAMAGED_PDF) from None
        finally:
            document.close()


def read_page(document: Any, number: int) -> Page:
    """The words of a page's text layer."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        try:
            words = tuple(_Glyphs(page, text_page).words())
        finally:
            text_page.close()
    finally:
        page.close()
    inside = (word for word in words if 0 <= word.middle <= width and 0 <= word.baseline <= height)
    return Page(number, width, height, tuple(inside))


def letters_of(page: Page) -> tuple[int, int]:
    """How many letters a page has, and how many more glyphs that mean no letter."""
    text = "".join(word.text for word in page.words)
    unknown = len(_NOT_LETTERS.findall(text))
    return len(text) - unknown, unknown


def is_picture(document: Any, number: int) -> bool:
    """Whether a page shows pictures or drawings: without letters, it is a scan or was turned into outlines."""
    import pypdfium2.raw as pdfium

    page = document[number - 1]
    try:
        kinds = [one.type for one in page.get_objects(max_depth=3)]
    finally:
        page.close()
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds or kinds.count(pdfium.FPDF_PAGEOBJ_PATH) > 50


def has_picture_of_page(document: Any, number: int) -> bool:
    """Whether one picture covers nearly the whole page: its text layer then comes from somebody's OCR."""
    import pypdfium2.raw as pdfium

    page = document[number - 1]
    try:
        width, height = page.get_size()
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            left, bottom, right, top = one.get_bounds()
            if (right - left) * (top - bottom) > 0.8 * width * height:
                return True
    finally:
        page.close()
    return False


class _Glyphs:
    """The glyphs of one page, asked of PDFium one by one."""

    def __init__(self, page: Any, text_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._text = text_page
        self._turn = page.get_rotation() // 90 % 4
        self._left, self._bottom, self._right, self._top = page.get_cropbox()
        self._types: dict[int, _Type] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(256)

    def words(self) -> Iterator[Word]:
        """Words in the order the file draws them."""
        letters: list[Word] = []
        for letter in self._letters():
            if letter is None or (letters and not _continues(letters[-1], letter)):
                if letters:
                    yield _joined(letters)
                letters = []
            if letter is not None:
                letters.append(letter)
        if letters:
            yield _joined(letters)

    def _letters(self) -> Iterator[Word | None]:
        """Each glyph as a word of one letter; None for a space."""
        pdfium = self._pdfium
        for index in range(self._text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(self._text, index)
            if pdfium.FPDFText_IsGenerated(self._text, index) == 1:
                continue
            letter = _END_HYPHENS.get(code) or (chr(code) if code <= 0x10FFFF else "\ufffd")
            if letter.isspace():
                yield None
                continue
            kind = self._type(index)
            if not kind.is_upright:
                continue
            pdfium.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
            pdfium.FPDFText_GetLooseCharBox(self._text, index, self._box)
            one = self._on_page(self._box.left, self._box.top)
            other = self._on_page(self._box.right, self._box.bottom)
            (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
            baseline = self._on_page(self._x.value, self._y.value)[1]
            yield Word(letter, left, right, top, bottom, baseline, kind.size, kind.font, kind.is_bold, kind.is_italic)

    def _type(self, index: int) -> _Type:
        """The look of a glyph; glyphs of one text object share it."""
        text_object = self._pdfium.FPDFText_GetTextObject(self._text, index)
        address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        if address not in self._types:
            self._types[address] = self._measured(index, text_object)
        return self._types[address]

    def _measured(self, index: int, text_object: Any) -> _Type:
        pdfium, matrix = self._pdfium, self._matrix
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._text, index) * (hypot(matrix.c, matrix.d) or 1.0)
        name = ""
        if text_object and pdfium.FPDFFont_GetBaseFontName(
            pdfium.FPDFTextObj_GetFont(text_object), self._name, len(self._name)
        ):
            name = self._name.value.decode("utf-8", "replace")
        across, up = ((matrix.a, matrix.b), (matrix.b, -matrix.a), (-matrix.a, -matrix.b), (-matrix.b, matrix.a))[
            self._turn
        ]
        family = name.rpartition("+")[2]
        return _Type(
            size=round(abs(size), 1) or 1.0,
            font=name,
            is_bold=bool(_BOLD.search(family)),
            is_italic=bool(_ITALIC.search(family)),
            is_upright=across > 0 and abs(up) < 0.3 * across,
        )

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        """A place of the PDF as the turned page shows it, from its top left."""
        return (
            (x - self._left, self._top - y),
            (y - self._bottom, x - self._left),
            (self._right - x, y - self._bottom),
            (self._top - y, self._right - x),
        )[self._turn]


def _continues(before: Word, letter: Word) -> bool:
    """Whether a glyph belongs to the word the one before it is in."""
    if unicodedata.combining(letter.text[0]):
        return True
    size = max(before.size, letter.size)
    gap = letter.left - before.right
    return -_BACK * size < gap <= _SPACE * size and abs(letter.baseline - before.baseline) < _STEP * size


def _joined(letters: list[Word]) -> Word:
    bold = sum(letter.is_bold for letter in letters)
    italic = sum(letter.is_italic for letter in letters)
    return Word(
        text="".join(letter.text for letter in letters),
        left=min(letter.left for letter in letters),
        right=max(letter.right for letter in letters),
        top=min(letter.top for letter in letters),
        bottom=max(letter.bottom for letter in letters),
        baseline=letters[0].baseline,
        size=letters[0].size,
        font=letters[0].font,
        is_bold=bold * 2 > len(letters),
        is_italic=italic * 2 > len(letters),
    )
