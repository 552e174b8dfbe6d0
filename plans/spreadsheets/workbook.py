"""Tables turned into one XLSX file, a sheet each, as fast as a country's table needs it and without holding it.

openpyxl makes the file with its sheets, looks and heads; it needs four seconds for the cells of 3,321 communes. So the
rows below the heads are written here, as the few kinds of XML element they are, into the sheets that it left open.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from typing import IO, Any
from xml.sax.saxutils import escape

from .table import Cell, Table, looks_like_formula, plain, sheet_name

#: Wider than these many letters a sheet is printed on the long side of the paper.
_PORTRAIT_LETTERS = 95
_LEAST_WIDTH, _MOST_WIDTH = 6.0, 48.0
_LOOKED_AT = 200
_CREATOR = "Thangtreem"
_SHEETS = "xl/worksheets/sheet"
_ROWS_END = b"</sheetData>"
#: Day 0 of spreadsheets, since they count 29 February 1900 (ECMA-376, 18.17.4.1).
_DAY_ZERO = date(1899, 12, 30)
_KINDS = ("text", "quoted", "whole", "decimal", "day")


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is to be written into a sheet below its heads: rows from number `start`, and the looks of their cells."""

    start: int
    body: Iterator[tuple[Cell, ...]]
    total: tuple[Cell, ...]
    styles: dict[str, int]
    total_styles: dict[str, int]


def xlsx_bytes(tables: Iterable[Table]) -> bytes:
    """The tables as the bytes of an XLSX file."""
    kept = BytesIO()
    write_xlsx(tables, kept)
    return kept.getvalue()


def write_xlsx(tables: Iterable[Table], target: str | IO[bytes]) -> None:
    """Write the tables, a sheet each, to a path or a stream.

    Figures are numbers, which the reader's own spreadsheet program shows with the separators of its country; days are
    days; text is text whatever it begins with. Heads stay in sight and are printed on every page.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = _CREATOR
    waiting = [_begin(book.create_sheet(sheet_name(one.name or one.title, book.sheetnames)), one) for one in tables]
    if not waiting:
        book.create_sheet("Bảng").append(["Không có bảng nào."])
    begun = BytesIO()
    book.save(begun)
    by_part = {f"{_SHEETS}{at}.xml": rows for at, rows in enumerate(waiting, start=1)}
    with zipfile.ZipFile(begun) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in made.namelist():
            _copy(made.read(part), archive, part, by_part.get(part))


def _copy(data: bytes, archive: zipfile.ZipFile, part: str, rows: _Rows | None) -> None:
    before, end, after = data.rpartition(_ROWS_END)
    if rows is None:
        archive.writestr(part, data)
        return
    with archive.open(part, "w", force_zip64=True) as sheet:
        sheet.write(before)
        for row in _xml_rows(rows):
            sheet.write(row.encode("utf-8"))
        sheet.write(end + after)


# --- the sheet, its heads and looks


def _begin(sheet: Any, table: Table) -> _Rows:
    rows = iter(table.rows)
    first = list(islice(rows, _LOOKED_AT))
    head = 3 + bool(table.note)
    _set_up(sheet, table.widths or _widths(table, first), head=head, fixed=min(table.fixed, len(table.heads)))
    looks = _Looks(sheet)
    sheet.append([looks.title(table.title)])
    if table.note:
        sheet.append([looks.note(table.note)])
    sheet.append([])
    sheet.append([looks.head(one) for one in table.heads])
    return _Rows(
        start=head + 1,
        body=chain(first, rows),
        total=table.total,
        styles=looks.styles(),
        total_styles=looks.styles(is_bold=True),
    )


def _set_up(sheet: Any, widths: Sequence[float], *, head: int, fixed: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape" if sum(widths) > _PORTRAIT_LETTERS else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.right.text = "Trang &P/&N"


def _widths(table: Table, rows: Sequence[tuple[Cell, ...]]) -> tuple[float, ...]:
    """As wide as the widest of the first rows, a long text less, because it is broken into lines."""
    found = []
    for at, head in enumerate(table.heads):
        texts = [_letters(row[at]) for row in (*rows, table.total) if at < len(row)]
        longest_word = max((len(word) for word in head.split()), default=0)
        found.append(min(max([*texts, longest_word, min(len(head), 14), _LEAST_WIDTH]) + 2.0, _MOST_WIDTH))
    return tuple(found)


def _letters(value: Cell) -> int:
    if isinstance(value, str):
        return max(map(len, value.splitlines()), default=0)
    if isinstance(value, date):
        return 10
    return 0 if value is None else len(f"{value:,}")


class _Looks:
    """The looks of a sheet's cells."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.styles import Border, Side

        thin = Side(style="thin", color="B9C2C5")
        self._sheet = sheet
        self._frame = Border(left=thin, right=thin, top=thin, bottom=thin)

    def title(self, text: str) -> Any:
        from openpyxl.styles import Font

        return self._cell(text, font=Font(bold=True, size=14))

    def note(self, text: str) -> Any:
        from openpyxl.styles import Font

        return self._cell(text, font=Font(italic=True, color="4F5E65"))

    def head(self, text: str) -> Any:
        from openpyxl.styles import Alignment, Font, PatternFill

        return self._cell(
            text,
            font=Font(bold=True),
            border=self._frame,
            fill=PatternFill("solid", fgColor="E9EEED"),
            alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
        )

    def styles(self, *, is_bold: bool = False) -> dict[str, int]:
        """The number of the look of each kind of cell below the heads, as the file knows it."""
        from openpyxl.styles import Alignment, Font

        wrapped, top, font = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top"), Font(bold=is_bold)
        own: dict[str, dict[str, Any]] = {
            "text": {"alignment": wrapped},
            "quoted": {"alignment": wrapped, "quotePrefix": True},
            "whole": {"alignment": top, "number_format": "#,##0"},
            "decimal": {"alignment": top, "number_format": "#,##0.0###"},
            "day": {"alignment": top, "number_format": "dd/mm/yyyy"},
        }
        return {kind: self._cell("", border=self._frame, font=font, **own[kind]).style_id for kind in _KINDS}

    def _cell(self, text: str, **look: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet, plain(text))
        cell.data_type = "s"
        for name, style in look.items():
            setattr(cell, name, style)
        return cell


# --- the rows as XML


def _xml_rows(rows: _Rows) -> Iterator[str]:
    letters: list[str] = []
    number = rows.start
    for values in rows.body:
        yield _xml_row(number, values, rows.styles, letters)
        number += 1
    if rows.total:
        yield _xml_row(number, rows.total, rows.total_styles, letters)


def _xml_row(number: int, values: Sequence[Cell], styles: dict[str, int], letters: list[str]) -> str:
    from openpyxl.utils import get_column_letter

    while len(letters) < len(values):
        letters.append(get_column_letter(len(letters) + 1))
    cells = [_xml_cell(f"{letter}{number}", value, styles) for letter, value in zip(letters, values, strict=False)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _xml_cell(place: str, value: Cell, styles: dict[str, int]) -> str:
    if isinstance(value, str):
        text = plain(value)
        style = styles["quoted" if looks_like_formula(text) else "text"]
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    if value is None:
        return f'<c r="{place}" s="{styles["text"]}"/>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{styles["day"]}"><v>{(value - _DAY_ZERO).days}</v></c>'
    if isinstance(value, Decimal):
        style = styles["decimal" if value % 1 else "whole"]
        return f'<c r="{place}" s="{style}"><v>{value:f}</v></c>'
    return f'<c r="{place}" s="{styles["whole"]}"><v>{value}</v></c>'
