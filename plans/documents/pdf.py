"""Turns the HTML of a document into PDF/A-3b bytes; the only module that knows WeasyPrint."""

import atexit
import logging
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

from plans.content.layout import LayoutParameters
from plans.content.plan import PlanContent
from plans.exceptions import RenderFailed

from .fonts import DocumentFont, find_document_font
from .pages import document_html

_log = logging.getLogger(__name__)

_NO_PANGO = (
    "Máy chủ thiếu thư viện Pango nên chưa in được văn bản; quản trị cài gói libpango-1.0-0, libpangoft2-1.0-0 và "
    "libharfbuzz-subset0 rồi khởi động lại cổng."
)
_REFUSED = "Văn bản gọi tới một tệp ngoài mẫu in nên không được in; báo quản trị kiểm tra mẫu in."
_BROKEN = "Chưa tạo được bản in của văn bản này; nội dung vẫn được giữ nguyên, báo quản trị kèm số hiệu kế hoạch."
_TOO_LONG = "Dòng chữ quá dài so với chỗ dành cho nó trên trang; rút ngắn rồi thử lại."

# WeasyPrint has no error of its own: a page it cannot lay out ends in one of these.
_LAYOUT_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredLine:
    """A line of text of a named element: its page (from 0) and extent in points from the lower left corner.

    `column` is from where to where the element may write.
    """

    name: str
    page: int
    column: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Press:
    """What one process keeps between renders: the loaded font files, and the door that opens nothing else."""

    font_config: Any
    font_css: Any
    url_fetcher: Any
    profile: bytes


#: Under which address a small page shows the picture it was given.
PICTURE = "picture:given"

# The name, inside the file, of what its colours mean (PDF/A asks for it).
_PROFILE = "srgb-2014"

# Pango's font map serves one thread at a time (WeasyPrint's FontConfiguration holds one), and a render keeps a core
# busy anyway: renders of one process queue up instead of each loading its own fonts.
_one_at_a_time = threading.Lock()
_press: _Press | None = None


def render_pdf(content: PlanContent, layout: LayoutParameters | None = None) -> bytes:
    """The official document as PDF/A-3b, tagged, in Vietnamese, every font embedded; the same content, the same bytes.

    Nothing is fetched but the four files of the document font. Raises RenderFailed with a sentence for the reader.
    """
    return html_to_pdf(document_html(content, layout))


def html_to_pdf(html: str) -> bytes:
    """Any HTML of ours as PDF/A-3b bytes. Raises RenderFailed, also when the HTML refers to a file or an address."""
    return _rendered(html)[0]


def html_to_measured_pdf(html: str, names: frozenset[str]) -> tuple[bytes, tuple[MeasuredLine, ...]]:
    """The PDF, and where the lines of the elements with these classes stand on its pages. Raises RenderFailed."""
    pdf, document = _rendered(html, is_to_sign=True)
    return pdf, tuple(_lines(document, names))


def html_to_stamp(html: str, width: float, height: float, *, picture: bytes = b"") -> bytes:
    """A small page of ours, in points, to be shown on a page of another file: no tags, no profile of its own.

    The HTML may show `picture` (a PNG) under the address PICTURE. Raises RenderFailed, also when the HTML needs more
    than one page of this size.
    """
    size = f"<style>@page {{ size: {width:.3f}pt {height:.3f}pt; margin: 0 }}</style></head>"
    pdf, document = _rendered(
        html.replace("</head>", size, 1), is_whole_document=False, is_to_sign=True, picture=picture
    )
    if len(document.pages) != 1:
        raise RenderFailed(_TOO_LONG)
    return pdf


def _rendered(
    html: str, *, is_whole_document: bool = True, is_to_sign: bool = False, picture: bytes = b""
) -> tuple[bytes, Any]:
    """The PDF and WeasyPrint's own document."""
    with _one_at_a_time:
        press = _ready_press()
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError

        options: dict[str, object] = {"stylesheets": [press.font_css]}
        profiles: dict[str, object] = {}
        if is_whole_document:
            options |= {"output_intent": _PROFILE, "pdf_variant": "pdf/a-3b", "pdf_tags": True}
            profiles[_PROFILE] = _srgb(press.profile)
        try:
            fetcher = _fetcher_of(frozenset(), picture) if picture else press.url_fetcher
            page = HTML(string=html, url_fetcher=fetcher)
            document = page.render(press.font_config, color_profiles=profiles, **options)
            pdf: bytes = document.write_pdf(finisher=_object_by_object if is_to_sign else None, **options)
        except FatalURLFetchingError as error:
            _log.error("A document refers to something outside the templates: %s", error)
            raise RenderFailed(_REFUSED) from error
        except _LAYOUT_ERRORS as error:
            _log.exception("WeasyPrint could not lay out a document")
            raise RenderFailed(_BROKEN) from error
    return pdf, document


def _object_by_object(_document: Any, pdf: Any) -> None:
    """Have every object written by itself: out of one compressed stream, pyHanko reads each with all before it."""
    write = pdf.write
    pdf.write = lambda output, version, identifier, _compress: write(output, version, identifier, False)


def _lines(document: Any, names: frozenset[str]) -> Iterator[MeasuredLine]:
    """The lines of text of the named elements, and of one without text the empty line where it would begin."""
    from weasyprint.formatting_structure import boxes

    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            found = names.intersection((element.get("class") or "").split()) if element is not None else ()
            if not found or not isinstance(box, boxes.BlockContainerBox):
                continue
            lines = [one for one in box.children if isinstance(one, boxes.LineBox)]
            for line in lines or [None]:
                top = box.content_box_y() if line is None else line.position_y
                yield MeasuredLine(
                    name=min(found),
                    page=number,
                    column=(_points(box.content_box_x()), _points(box.content_box_x() + box.width)),
                    left=_points(box.content_box_x() if line is None else line.position_x),
                    right=_points(box.content_box_x() if line is None else line.position_x + line.width),
                    top=_points(page.height - top),
                    bottom=_points(page.height - top - (0 if line is None else line.height)),
                )


def _points(pixels: float) -> float:
    return pixels * 0.75


def _ready_press() -> _Press:
    global _press
    if _press is None:
        _press = _new_press(find_document_font())
    return _press


def _close_press() -> None:
    """Let go of the fonts while the interpreter still stands, or WeasyPrint cannot remove its folder of font files."""
    global _press
    _press = None


def _leave_press_to_parent() -> None:
    """A forked child makes its own press and must not remove the parent's font files when it ends."""
    global _press, _one_at_a_time
    if _press is not None:
        _press.font_config._folder = None
    _press = None
    _one_at_a_time = threading.Lock()


atexit.register(_close_press)
os.register_at_fork(after_in_child=_leave_press_to_parent)


def _new_press(font: DocumentFont) -> _Press:
    try:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:  # its C libraries are missing
        raise RenderFailed(_NO_PANGO) from error
    fetcher = _fetcher_of(frozenset(file.as_uri() for file in font.files))
    font_config = FontConfiguration()
    css = CSS(string=_font_css(font), font_config=font_config, url_fetcher=fetcher)
    profile = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return _Press(font_config, css, fetcher, profile)


def _srgb(profile: bytes) -> Any:
    """WeasyPrint's own sRGB profile, made afresh: written a second time, the same object gives other bytes.

    Left alone, WeasyPrint 70 would open its file for every render and never close it.
    """
    from weasyprint.css import ColorProfile

    return ColorProfile(BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _fetcher_of(allowed: frozenset[str], picture: bytes = b"") -> Any:
    """A fetcher that opens exactly these addresses, and hands out the picture; anything else ends the render."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class FontFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if picture and url == PICTURE:
                return URLFetcherResponse(url, picture, {"Content-Type": "image/png"})
            if url not in allowed:
                raise ValueError(f"not a file of the document font: {url}")
            return super().fetch(url, headers)

    return FontFilesOnly(allowed_protocols=("file",), fail_on_errors=True)


def _font_css(font: DocumentFont) -> str:
    """The four files under one private name: "Times New Roman" could be answered by any other file of the system.

    Without kerning, as Word sets Times: pairs with a space would push justified lines up to 0.4 mm past the margin.
    It is switched off in the faces because WeasyPrint 70 loses some memory in every line under `font-kerning: none`.
    """
    family = f"Thangtreem {font.family}"
    faces = (
        (font.regular, "normal", "normal"),
        (font.bold, "normal", "bold"),
        (font.italic, "italic", "normal"),
        (font.bold_italic, "italic", "bold"),
    )
    rules = [
        f'@font-face {{ font-family: "{family}"; src: url("{file.as_uri()}"); '
        f'font-style: {style}; font-weight: {weight}; font-feature-settings: "kern" 0 }}'
        for file, style, weight in faces
    ]
    return "\n".join([*rules, f'html {{ font-family: "{family}" !important }}'])
