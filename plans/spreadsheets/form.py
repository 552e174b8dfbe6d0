"""A report's form as a spreadsheet to fill in: white cells to write in, all others locked (without a password).

`reading` finds its way by the heads and the keys in the first column, so rows may be sorted and columns moved. Whose
form it is stands in a line of its own (`mark`), which also survives saving as CSV.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from .reading import KEY, MARK, NAME, NOTE, NOTHING, WORDS, WORDS_NAME
from .table import looks_like_formula, plain

FIGURES_SHEET, WORDS_SHEET = "Số liệu", "Nội dung"
#: What marks a cell as không phát sinh.
TICK = "x"
_MEASURE = "Đơn vị tính"
_GREY, _SHADE, _HEAD = "F1F4F3", "E2E7E8", "E9EEED"
_HOW = (
    "Chỉ điền ô trắng. Số lẻ ghi sau dấu phẩy. Không có hoạt động thì ghi x ở cột Không phát sinh. "
    "Ô để trống: cổng giữ nguyên số đang có. Dán số thì dán giá trị, không dán công thức."
)
_HOW_WORDS = (
    "Viết vào cột cuối; ô để trống thì cổng giữ nguyên nội dung đang có. Không ghi tên, lớp, địa chỉ của trẻ em."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A row of the figures. Without a `key` it is the title of a part. `is_computed` rows are not filled in; `depth` 1
    is a part of the figure above; `last` is last year's, a number or words."""

    key: str = ""
    name: str
    measure: str = ""
    last: Decimal | str | None = None
    now: Decimal | str | None = None
    is_nothing: bool = False
    note: str = ""
    depth: int = 0
    is_computed: bool = False
    decimals: int = 0
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """A row of the narrative."""

    key: str
    name: str
    last: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """The whole form; `lead` says who sends it to whom by when, `mark` whose it is."""

    title: str
    lead: str
    mark: str
    year: int
    lines: Sequence[FormLine]
    words: Sequence[FormWords]


def form_xlsx(form: FormSheet) -> bytes:
    """The form as the bytes of an XLSX file."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "Thangtreem"
    book.properties.title = plain(form.title)
    figures = book.active
    figures.title = FIGURES_SHEET
    _figures(figures, form)
    if form.words:
        _words(book.create_sheet(WORDS_SHEET), form)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


# --- the figures


def _figures(sheet: Any, form: FormSheet) -> None:
    heads = (KEY, NAME, _MEASURE, f"Năm {form.year - 1}", f"Năm {form.year}", NOTHING, NOTE)
    head = _top(sheet, form, _HOW, heads, (9, 52, 13, 13, 15, 12, 34))
    for at, line in enumerate(form.lines, start=head + 1):
        if line.key:
            _figure(sheet, at, line)
        else:
            _part(sheet, at, line.name, len(heads))
    last = head + len(form.lines)
    _validate(sheet, form, head + 1)
    _finish(sheet, head, last, len(heads), fixed="C")


def _figure(sheet: Any, at: int, line: FormLine) -> None:
    from openpyxl.styles import Alignment

    fill = _SHADE if line.is_computed else _GREY
    number = "#,##0" if not line.decimals else "#,##0." + "0" + "#" * (line.decimals - 1)
    _put(sheet.cell(at, 1), line.key, fill)
    _put(sheet.cell(at, 2), line.name, fill).alignment = Alignment(wrap_text=True, vertical="center", indent=line.depth)
    _put(sheet.cell(at, 3), line.measure, fill)
    _put(sheet.cell(at, 4), line.last, fill, number=number)
    _put(sheet.cell(at, 5), line.now, fill if line.is_computed else "", number=number, is_open=not line.is_computed)
    tick = _put(
        sheet.cell(at, 6), TICK if line.is_nothing else None, fill if line.is_computed else "",
        is_open=not line.is_computed,
    )  # fmt: skip
    tick.alignment = Alignment(horizontal="center", vertical="center")
    _put(sheet.cell(at, 7), line.note or None, fill if line.is_computed else "", is_open=not line.is_computed)


def _validate(sheet: Any, form: FormSheet, first: int) -> None:
    """What the spreadsheet program says at once; it warns only, because the portal judges anyway."""
    from openpyxl.worksheet.datavalidation import DataValidation

    ticks = DataValidation(
        type="list", formula1=f'"{TICK}"', allow_blank=True, errorStyle="warning",
        errorTitle="Không phát sinh", error="Ghi x, hoặc để trống.",
    )  # fmt: skip
    by_limits: dict[tuple[bool, str, str], Any] = {}
    for at, line in enumerate(form.lines, start=first):
        if not line.key or line.is_computed:
            continue
        ticks.add(f"F{at}")
        limits = (not line.decimals, _plain(line.least) or "0", _plain(line.most))
        if limits not in by_limits:
            by_limits[limits] = _numbers(*limits)
        by_limits[limits].add(f"E{at}")
    for one in (ticks, *by_limits.values()):
        if one.sqref:
            sheet.add_data_validation(one)


def _numbers(is_whole: bool, least: str, most: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    kind = "số nguyên" if is_whole else "số"
    return DataValidation(
        type="whole" if is_whole else "decimal",
        operator="between",
        formula1=least,
        formula2=most or "999999999999",
        allow_blank=True,
        errorStyle="warning",
        errorTitle="Kiểm tra lại số",
        error=f"Ô này ghi {kind}" + (f" từ {least} đến {most}." if most else f" từ {least} trở lên."),
    )


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


# --- the narrative


def _words(sheet: Any, form: FormSheet) -> None:
    from openpyxl.styles import Alignment

    heads = (KEY, WORDS_NAME, f"Năm {form.year - 1} đã viết", WORDS)
    head = _top(sheet, form, _HOW_WORDS, heads, (18, 34, 52, 70))
    for at, one in enumerate(form.words, start=head + 1):
        for column, text in enumerate((one.key, one.name, one.last, one.now), start=1):
            cell = _put(sheet.cell(at, column), text or None, "" if column == 4 else _GREY, is_open=column == 4)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[at].height = max(60, min(300, 15 * (1 + max(len(one.last) // 50, len(one.now) // 68))))
    _finish(sheet, head, head + len(form.words), len(heads), fixed="C")


# --- what both have


def _top(sheet: Any, form: FormSheet, how: str, heads: Sequence[str], widths: Sequence[int]) -> int:
    """Title, lead, how to fill it in, the mark, the heads; the number of the row of heads."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(heads))
    for at, text in enumerate((form.title, form.lead, how, f"{MARK} {form.mark} (giữ nguyên dòng này)"), start=1):
        cell = _text(sheet.cell(at, 1), text)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.merge_cells(f"A{at}:{last}{at}")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.cell(4, 1).font = Font(color="4F5E65")
    sheet.row_dimensions[3].height = 32
    for at, text in enumerate(heads, start=1):
        cell = _text(sheet.cell(5, at), text)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.border = _frame()
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(at)].width = widths[at - 1]
    return 5


def _part(sheet: Any, at: int, name: str, columns: int) -> None:
    """The title of a part, over the whole width. It has no key, so reading passes it by."""
    from openpyxl.styles import Font, PatternFill

    for column in range(1, columns + 1):
        cell = sheet.cell(at, column)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.border = _frame()
    _text(sheet.cell(at, 2), name).font = Font(bold=True)


def _put(cell: Any, value: Decimal | str | None, fill: str, *, number: str = "", is_open: bool = False) -> Any:
    from openpyxl.styles import Alignment, PatternFill, Protection

    if isinstance(value, str):
        _text(cell, value)
    elif value is not None:
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    if number:
        cell.number_format = number
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    cell.border = _frame()
    cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="center")
    cell.protection = Protection(locked=not is_open)
    return cell


def _text(cell: Any, text: str) -> Any:
    shown = plain(text)
    cell.value = shown
    cell.data_type = "s"
    cell.quotePrefix = looks_like_formula(shown)
    return cell


def _frame() -> Any:
    from openpyxl.styles import Border, Side

    thin = Side(style="thin", color="B9C2C5")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def _finish(sheet: Any, head: int, last: int, columns: int, *, fixed: str) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = f"{fixed}{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{max(last, head)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.protection.sheet = True
    # Widths and heights may be changed all the same.
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
