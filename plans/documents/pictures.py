"""Turns the bytes of a PDF into pictures of its pages, as the screens show them beside the text."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from plans.exceptions import Invalid, RenderFailed

#: A picture narrower than a thumbnail or wider than a wall shows nothing more; both would only cost memory.
NARROWEST, WIDEST = 40, 3000

_DAMAGED = "Tệp PDF bị hỏng nên không mở được; tạo lại bản in rồi thử lại."

# PDFium is not made for two threads at once.
_one_at_a_time = threading.Lock()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has, appendices included. Raises RenderFailed when the bytes are no PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points. Raises RenderFailed when the bytes are no PDF."""
    with _opened(pdf) as document:
        return tuple(
            (round(width, 1), round(height, 1)) for width, height in map(document.get_page_size, range(len(document)))
        )


def page_png(pdf: bytes, page: int, width: int) -> bytes:
    """One page (from 1) as a PNG of `width` pixels on white.

    Raises Invalid for a page or width that cannot be shown, RenderFailed when the bytes are no PDF.
    """
    if not NARROWEST <= width <= WIDEST:
        raise Invalid(f"Chiều rộng ảnh trang phải từ {NARROWEST} đến {WIDEST} điểm ảnh.")
    with _opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise Invalid(f"Bản in chỉ có {len(document)} trang, không có trang {page}.")
        sheet = document[page - 1]
        bitmap = sheet.render(scale=width / sheet.get_width(), draw_annots=True)
        picture = bitmap.to_pil().convert("L" if _is_grey(bitmap.to_pil()) else "RGB")
        sheet.close()
    written = BytesIO()
    picture.save(written, format="PNG", optimize=False)
    return written.getvalue()


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The visible words of every page, those of fields and signatures included. Raises RenderFailed."""
    with _opened(pdf) as document:
        return tuple(_page_text(document, at) for at in range(len(document)))


def page_holding(pdf: bytes, words: str) -> int | None:
    """The first page (from 1) on which the words are printed, None when they are on none."""
    with _opened(pdf) as document:
        for at in range(len(document)):
            sheet = document[at]
            text = sheet.get_textpage()
            found = text.search(words).get_next()
            text.close()
            sheet.close()
            if found is not None:
                return at + 1
    return None


@contextmanager
def editing(pdf: bytes) -> Iterator[Any]:
    """The PDF opened by PDFium to be changed into another file, one at a time. Raises RenderFailed when it is none."""
    with _opened(pdf) as document:
        yield document


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
            # Number, date and signatures of a signed file are fields of a form; most files have no form to draw.
            document.init_forms()
        except pypdfium2.PdfiumError as error:
            raise RenderFailed(_DAMAGED) from error
        try:
            yield document
        finally:
            document.close()


def _page_text(document: Any, at: int) -> str:
    sheet = document[at]
    if sheet.formenv is not None:
        # What a field shows becomes part of the page, of this copy in memory.
        sheet.flatten()
        sheet.close()
        sheet = document[at]
    words = sheet.get_textpage()
    text: str = words.get_text_range()
    words.close()
    sheet.close()
    return text


def _is_grey(picture: Any) -> bool:
    """Whether a page has no colour: black text, before anybody signed in blue and sealed in red."""
    from PIL import ImageChops

    red, green, blue = picture.convert("RGB").split()
    return not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(green, blue).getbbox()
