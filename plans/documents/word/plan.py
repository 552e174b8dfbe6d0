"""Turns the content of a plan into a Word file: the printed form an office can go on editing."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from plans.content.layout import LayoutParameters, layout_on
from plans.content.plan import PlanContent
from plans.documents.balancing import text_width
from plans.documents.centring import (
    ISSUER_SHARE,
    ITALIC_SHARE,
    RECIPIENTS_SHARE,
    RULE_SHARE,
    CentredLines,
    appendix_lines,
    centred_lines,
    room,
)
from plans.documents.printed import (
    NATIONAL_MOTTO,
    NATIONAL_TITLE,
    RECIPIENTS_TITLE,
    PrintedAppendix,
    PrintedParagraph,
    PrintedPlan,
    printed_plan,
)

from .files import Properties, new_document, to_bytes
from .paragraphs import add_annex_table, add_borderless_table, add_lines, add_rule
from .sections import begin_section, end_last_section, set_up_first_section
from .styles import ASCENT, heading_key, over_number, over_signing

if TYPE_CHECKING:
    from docx.document import Document

DRAFT, ISSUED = "Dự thảo", "Đã ban hành"


def render_docx(
    content: PlanContent, layout: LayoutParameters | None = None, *, status: str = DRAFT, remark: str = ""
) -> bytes:
    """The document as Word keeps it; the words of the PDF in the same order, numerals as text; the same content gives
    the same bytes.

    Without `layout` the parameters in force on the day of issue hold, for a draft those of 1 June of its year.
    `status` and `remark` are written into the file's properties.
    """
    layout = layout or layout_on(content.issued_on or date(content.year, 6, 1))
    plan = printed_plan(content)
    document = new_document(layout)
    set_up_first_section(document, layout)
    _write_main_part(document, plan, layout)
    for appendix in plan.appendices:
        begin_section(document)
        _write_appendix(document, appendix, layout)
    end_last_section(document)
    properties = Properties(title=plan.title, author=plan.author, status=status, remark=remark, day=plan.issued_on)
    return to_bytes(document, properties)


def _write_main_part(document: "Document", plan: PrintedPlan, layout: LayoutParameters) -> None:
    lines = centred_lines(plan, layout)
    _write_letterhead(document, plan, lines, layout)
    if plan.type_line:
        _write_title(document, plan, lines, layout)
    if plan.addressees:
        add_lines(document, "KinhGui" if len(plan.addressees) == 1 else "KinhGuiNhieuNoi", *plan.addressees)
    for basis in plan.bases:
        add_lines(document, "CanCu", basis)
    _write_paragraphs(document, plan.paragraphs)
    _write_signing(document, plan, layout)


def _write_letterhead(document: "Document", plan: PrintedPlan, lines: CentredLines, layout: LayoutParameters) -> None:
    from docx.shared import Pt

    left_width, right_width = _columns(lines, layout)
    table = add_borderless_table(document, rows=3 if lines.subject else 2, widths=(left_width, right_width))
    left, right = table.rows[0].cells
    if lines.superior:
        add_lines(left, "CoQuanChuQuan", *lines.superior)
    add_lines(left, "CoQuanBanHanh", *lines.issuer)
    if lines.issuer:
        length = text_width(lines.issuer[-1], layout.issuer_size) * RULE_SHARE
        add_rule(left, "DuongKe", length=length, room=left_width)
    add_lines(right, "QuocHieu", NATIONAL_TITLE)
    add_lines(right, "TieuNgu", NATIONAL_MOTTO)
    add_rule(right, "DuongKe", length=text_width(NATIONAL_MOTTO, layout.motto_size), room=right_width)
    number, place = table.rows[1].cells
    # Beside a place in larger letters the number begins lower, so that both stand on one line.
    lower = (lines.place_size - layout.number_size) * ASCENT
    add_lines(number, "SoKyHieu", plan.number_line).paragraph_format.space_before = Pt(over_number(lower))
    add_lines(place, "DiaDanh", *lines.place, size=lines.place_size if lines.place_size < layout.place_size else None)
    if lines.subject:
        add_lines(table.rows[2].cells[0], "TrichYeuCongVan", *lines.subject)
        add_lines(table.rows[2].cells[1], "TrichYeuCongVan")


def _columns(lines: CentredLines, layout: LayoutParameters) -> tuple[float, float]:
    """The issuer's column and the state's, in millimetres; the issuer's gives way where the other needs more."""
    place = max((text_width(line, lines.place_size) * ITALIC_SHARE for line in lines.place), default=0)
    state = (text_width(NATIONAL_TITLE, layout.national_title_size), text_width(NATIONAL_MOTTO, layout.motto_size))
    left = min(room(layout) * ISSUER_SHARE, room(layout) - max(place, *state))
    return left, room(layout) - left


def _write_title(document: "Document", plan: PrintedPlan, lines: CentredLines, layout: LayoutParameters) -> None:
    add_lines(document, "TenLoai", plan.type_line)
    if lines.abstract:
        add_lines(document, "TrichYeu", *lines.abstract)
    if lines.note:
        add_lines(document, "ChuThichTrichYeu", *lines.note)
    if lines.abstract or lines.note:
        length = text_width((lines.note or lines.abstract)[-1], layout.title_size) * RULE_SHARE
        add_rule(document, "DuongKeTrichYeu", length=length * (ITALIC_SHARE if lines.note else 1), room=room(layout))


def _write_paragraphs(document: "Document", paragraphs: Iterable[PrintedParagraph]) -> None:
    for one in paragraphs:
        add_lines(document, heading_key(one.level, is_bold=one.is_bold) if one.level else "DoanVan", one.text)


def _write_signing(document: "Document", plan: PrintedPlan, layout: LayoutParameters) -> None:
    """Recipients and signature side by side on one page, and with them the end of the text (domain.md §8, T13)."""
    _tie_to_next(document)
    width = room(layout)
    table = add_borderless_table(document, rows=1, widths=(width * RECIPIENTS_SHARE, width * (1 - RECIPIENTS_SHARE)))
    recipients, signature = table.rows[0].cells
    add_lines(recipients, "NoiNhan", RECIPIENTS_TITLE)
    for line in plan.recipients:
        add_lines(recipients, "DongNoiNhan", line)
    for line in plan.signature_lines:
        add_lines(signature, "ChucVu", line)
    add_lines(signature, "NguoiKy", plan.signatory)


def _tie_to_next(document: "Document") -> None:
    """Keep the last paragraph with the table that follows; where a table would follow a table, part them."""
    from docx.shared import Pt

    if document.element.body[-2].tag.endswith("}tbl"):
        add_lines(document, "HetPhan")
    shape = document.paragraphs[-1].paragraph_format
    shape.keep_with_next = True
    shape.space_after = Pt(over_signing())


def _write_appendix(document: "Document", appendix: PrintedAppendix, layout: LayoutParameters) -> None:
    lines = appendix_lines(appendix, layout)
    add_lines(document, "PhuLuc", appendix.label)
    if lines.title:
        add_lines(document, "TenPhuLuc", *lines.title)
    add_lines(document, "KemTheo", *lines.attached_to)
    _write_paragraphs(document, appendix.paragraphs)
    if appendix.table is not None:
        add_annex_table(document, appendix.table)
