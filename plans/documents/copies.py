"""Turns an issued PDF into its certified copy: the words in the corner of page 1, and the part that certifies it.

Nghị định 30/2020/NĐ-CP, Điều 25–27 and Phụ lục I, phần II: a copy carries the form of copying (SAO Y, SAO LỤC, TRÍCH
SAO), the copying organ's name, its own number and day, the signer and where it goes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from django.template.loader import render_to_string

from plans.content.layout import LayoutParameters, layout_on
from plans.content.numbering import number_items
from plans.content.plan import IssuerContent, ItemContent, Marker, PlanContent, SignatureContent
from plans.content.vietnamese import clean_line, long_date, upper

from .blanks import corner_pdf
from .pages import layout_css
from .pdf import html_to_pdf, render_pdf
from .pictures import editing
from .printed import RECIPIENTS_TITLE
from .wording import listed

#: How far the words in the corner stand from the edges, in points.
_EDGE_RIGHT, _EDGE_TOP = 15 / 25.4 * 72, 5 / 25.4 * 72


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyNote:
    """What a copy says of itself. `kind` is SAO Y, SAO LỤC or TRÍCH SAO; `moment` day and time in words."""

    kind: str
    issuer: IssuerContent
    document_number: str
    copied_on: date
    moment: str
    signature: SignatureContent
    recipients: tuple[str, ...] = ()
    archive_note: str = "VT"


def certified_copy(pdf: bytes, note: CopyNote) -> bytes:
    """A new file with every page of `pdf` as it looks, signatures' pictures included, the corner and the note.

    The signatures themselves stay in the original: what vouches for a copy is the organ that makes it. Raises
    RenderFailed.
    """
    corner = corner_pdf((f"{note.kind}, số: {note.document_number}", note.issuer.name, note.moment))
    last = html_to_pdf(_note_html(note, layout_on(note.copied_on)))
    with editing(pdf) as document:
        _flatten(document)
        _stamp(document, corner)
        _append(document, last)
        written = BytesIO()
        document.save(written)
    return written.getvalue()


def extract_pdf(content: PlanContent, keys: Iterable[str]) -> bytes:
    """The issued document with only these items, what stands under them and the headings over them; every numeral is
    the one it has in the original. Raises RenderFailed."""
    return render_pdf(extracted(content, keys))


def extracted(content: PlanContent, keys: Iterable[str]) -> PlanContent:
    """The content of an extract; the numerals are words of the text now, because nothing is counted any more."""
    wanted = frozenset(keys)
    labels = {one.item.key: one.label for one in number_items(content.items)}
    items = tuple(filter(None, (_extracted(item, wanted, labels, False) for item in content.items)))
    return replace(content, items=items, appendices=(), slogans=(), closing="")


def _extracted(item: ItemContent, wanted: frozenset[str], labels: dict[str, str], inside: bool) -> ItemContent | None:
    if item.is_dropped:
        return None
    inside = inside or item.key in wanted
    children = tuple(filter(None, (_extracted(one, wanted, labels, inside) for one in item.children)))
    if not inside and not children:
        return None
    words = upper(item.text) if item.is_heading and item.marker == Marker.ROMAN else item.text
    text = f"{labels[item.key]} {words}".strip()
    return replace(item, text=text, marker=Marker.NONE, block=None, children=children)


def _note_html(note: CopyNote, layout: LayoutParameters) -> str:
    recipients = [*listed([clean_line(one) for one in note.recipients])]
    lines = [f"- {one.rstrip('.;')};" for one in recipients] + [f"- Lưu: {note.archive_note}."]
    context = {
        "note": note,
        "organ_lines": tuple(map(upper, note.issuer.header_lines)),
        "superior_lines": tuple(map(upper, note.issuer.superior_lines)),
        "place_line": f"{note.issuer.place}, {long_date(note.copied_on)}",
        "recipients_title": RECIPIENTS_TITLE,
        "recipient_lines": lines,
        "signature_lines": tuple(map(upper, note.signature.lines)),
        "style_sheet": layout_css(layout),
    }
    return render_to_string("documents/copy_note.html", context)


def _flatten(document: Any) -> None:
    """Make number, date and the pictures of signatures part of the page."""
    document.init_forms()
    if document.formenv is None:  # nothing to fill in or to sign: an old copy, or a scan
        return
    for at in range(len(document)):
        page = document[at]
        page.flatten()
        page.close()


def _stamp(document: Any, corner: bytes) -> None:
    import pypdfium2

    source = pypdfium2.PdfDocument(corner)
    page = document[0]
    picture = source.page_as_xobject(0, document)
    placed = picture.as_pageobject()
    width, height = source.get_page_size(0)
    placed.set_matrix(
        pypdfium2.PdfMatrix().translate(page.get_width() - width - _EDGE_RIGHT, page.get_height() - height - _EDGE_TOP)
    )
    page.insert_obj(placed)
    page.gen_content()
    page.close()
    picture.close()
    source.close()


def _append(document: Any, last: bytes) -> None:
    import pypdfium2

    source = pypdfium2.PdfDocument(last)
    document.import_pages(source)
    source.close()
