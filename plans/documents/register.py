"""The register of outgoing documents in its statutory form: as pages to print and bind, and as a spreadsheet.

Nghị định 30/2020/NĐ-CP, Phụ lục IV: a cover, then ten columns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from plans.content.vietnamese import short_date

from .pdf import html_to_pdf

STYLE_SHEET = Path(__file__).resolve().parents[2] / "static" / "documents" / "register.css"

TITLE = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
#: The columns of the statutory form, with their width in a spreadsheet (in letters).
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Số, ký hiệu văn bản", 18),
    ("Ngày tháng văn bản", 13),
    ("Tên loại và trích yếu nội dung văn bản", 52),
    ("Người ký", 20),
    ("Nơi nhận văn bản", 36),
    ("Đơn vị, người nhận bản lưu", 18),
    ("Số lượng bản", 9),
    ("Ngày chuyển", 13),
    ("Ký nhận", 16),
    ("Ghi chú", 30),
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A line of the register; `void_reason` of a number that was given up, which stays in its place."""

    number: str
    issued_on: date
    what: str
    signer: str = ""
    recipients: str = ""
    archive_holder: str = ""
    copies: int | None = None
    dispatched_on: date | None = None
    receipt: str = ""
    note: str = ""
    void_reason: str = ""

    @property
    def remarks(self) -> str:
        """What stands under Ghi chú: first of all that the number is void, and why."""
        void = f"Bỏ số: {self.void_reason}" if self.void_reason else ""
        return "; ".join(one for one in (void, self.note) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBook:
    """A unit's register of one year and series. `series`: the words under the title, empty for the common one."""

    superior_lines: tuple[str, ...]
    unit_lines: tuple[str, ...]
    year: int
    series: str
    rows: tuple[RegisterRow, ...]
    printed_on: date

    @property
    def foot(self) -> str:
        """What stands at the foot of every page but the cover."""
        series = f", {self.series}" if self.series else ""
        return f"Sổ văn bản đi năm {self.year}{series}, in ngày {short_date(self.printed_on)}"

    @property
    def span(self) -> str:
        """ "Từ số 01 đến số 47"; empty while there is none."""
        return f"Từ số {_bare(self.rows[0])} đến số {_bare(self.rows[-1])}" if self.rows else ""

    @property
    def days(self) -> str:
        """ "Từ ngày 05/01/2026 đến ngày 13/5/2026"."""
        if not self.rows:
            return ""
        days = [row.issued_on for row in self.rows]
        return f"Từ ngày {short_date(min(days))} đến ngày {short_date(max(days))}"


def register_html(book: RegisterBook) -> str:
    """The whole book as one page of HTML, with its style sheet inside; every text is escaped."""
    rows = [(row, _cells(row)) for row in book.rows]
    context = {"book": book, "title": TITLE, "columns": COLUMNS, "rows": rows, "style_sheet": _style_sheet()}
    return render_to_string("documents/register.html", context)


def register_pdf(book: RegisterBook) -> bytes:
    """The book on A4 landscape, cover first, the heads of the columns on every page. Raises RenderFailed."""
    return html_to_pdf(register_html(book))


def register_xlsx(book: RegisterBook) -> bytes:
    """The book as a spreadsheet: real dates and counts; text that looks like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = f"Văn bản đi {book.year}"
    heads = [
        " ".join(book.unit_lines),
        TITLE,
        f"Năm {book.year}" + (f", {book.series}" if book.series else ""),
        "",
        [name for name, _ in COLUMNS],
    ]
    for at, head in enumerate(heads, start=1):
        for column, text in enumerate(head if isinstance(head, list) else [head], start=1):
            _write(sheet.cell(at, column), text)
    top = len(heads)
    for at, row in enumerate(book.rows, start=top + 1):
        values: Sequence[Any] = (
            row.number, row.issued_on, row.what, row.signer, row.recipients, row.archive_holder, row.copies,
            row.dispatched_on, row.receipt, row.remarks,
        )  # fmt: skip
        for column, value in enumerate(values, start=1):
            _write(sheet.cell(at, column), value, is_void=bool(row.void_reason) and column < len(values))
    for column, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _dress(sheet, top)
    kept = BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def _dress(sheet: Any, top: int) -> None:
    """The heads: bold, framed, on every printed page, and in sight while one scrolls."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="7B8A90")
    last = f"{sheet.cell(1, len(COLUMNS)).column_letter}"
    for at in range(1, top - 1):
        sheet.cell(at, 1).font = Font(bold=True, size=14 if at == 2 else 11)
    for cell in sheet[top]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E9EEED")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for row in sheet.iter_rows(min_row=top, max_col=len(COLUMNS)):
        for cell in row:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if cell.row > top:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    sheet.auto_filter.ref = f"A{top}:{last}{max(sheet.max_row, top)}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write(cell: Any, value: Any, *, is_void: bool = False) -> None:
    """A date as a date, a count as a number, everything else as text, whatever it begins with."""
    from openpyxl.styles import Font

    if isinstance(value, str):
        cell.value = _NOT_IN_XML.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    if is_void:
        cell.font = Font(strike=True, color="4F5E65")


def _cells(row: RegisterRow) -> tuple[str, ...]:
    """The first nine columns as printed; the tenth, Ghi chú, is never struck through."""
    return (
        row.number,
        short_date(row.issued_on),
        row.what,
        row.signer,
        row.recipients,
        row.archive_holder,
        str(row.copies) if row.copies is not None else "",
        short_date(row.dispatched_on) if row.dispatched_on else "",
        row.receipt,
    )


def _bare(row: RegisterRow) -> str:
    return row.number.split("/")[0]


@cache
def _style_sheet() -> str:
    return STYLE_SHEET.read_text(encoding="utf-8")
