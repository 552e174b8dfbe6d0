"""The national table as pages: each province a file of its own, A3 on its long side, then all of them as one.

A table of 3,321 rows laid out at once needs gigabytes; a province at a time needs what its own hundred rows need.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from django.template.loader import render_to_string

from ..pdf import html_to_pdf

STYLE_SHEET = Path(__file__).resolve().parents[3] / "static" / "documents" / "national-table.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The pages of one province. `heads` are the names over the columns with their unit of measure; a row begins with
    the unit's name and how it stands; `total` is the last row."""

    title: str
    note: str
    part: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


def sheet_html(sheet: Sheet) -> str:
    """The pages as HTML, with the style sheet inside; every text is escaped."""
    return render_to_string("documents/national_table.html", {"sheet": sheet, "style_sheet": _style_sheet()})


def sheet_pdf(sheet: Sheet) -> bytes:
    """The pages. Raises RenderFailed."""
    return html_to_pdf(sheet_html(sheet))


def joined(parts: Iterable[Path], target: IO[bytes]) -> int:
    """Write the pages of all files, one after the other, into `target`; returns how many pages there are."""
    from pypdfium2 import PdfDocument

    whole = PdfDocument.new()
    try:
        for part in parts:
            pages = PdfDocument(part)
            try:
                whole.import_pages(pages)
            finally:
                pages.close()
        whole.save(target)
        return len(whole)
    finally:
        whole.close()


@cache
def _style_sheet() -> str:
    return STYLE_SHEET.read_text(encoding="utf-8")
