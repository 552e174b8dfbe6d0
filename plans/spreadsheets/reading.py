"""A filled form that was uploaded, turned into what stands in its cells, each with its address; nothing is judged yet.

A formula is never computed, and what a program computed before is not believed, because it may be out of date: such a
cell is a problem of its own.
"""

import csv
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

from plans.content.vietnamese import clean_line, clean_paragraphs, fold
from plans.exceptions import Unreadable

from .opening import AGAIN, DAMAGED, EMPTY, MAX_BYTES, TOO_BIG, open_workbook

#: Rows with something in them, of one sheet; a form has about a hundred.
MAX_ROWS = 2_000
#: How far down a sheet is looked at; people leave empty rows, and looks on rows, not a form twenty thousand rows down.
_LAST_ROW = 20_000
_COLUMNS = 16
_HEADS_WITHIN = 40
_MAX_SHEETS = 20

#: How the line begins that says whose form it is.
MARK = "Mã biểu:"
KEY, NAME, WORDS_NAME, NOTHING, NOTE, WORDS = "Mã", "Chỉ tiêu", "Phần", "Không phát sinh", "Ghi chú", "Nội dung năm nay"

TOO_MANY_ROWS = "Bảng tính có hơn 2.000 dòng, nhiều hơn mọi biểu báo cáo; chỉ tải lên biểu lấy từ cổng."
NO_FORM = f"Không thấy bảng số liệu của cổng trong tệp (các cột “{KEY}”, “{NAME}”, “Năm …”); {AGAIN}."
LETTERS = "Không đọc được chữ trong tệp CSV: bảng mã lạ; lưu lại dạng “CSV UTF-8”, hoặc tải lên tệp .xlsx."

FORMULA = "Ô là công thức; sao chép ô rồi dán giá trị (Dán đặc biệt → Giá trị), hoặc gõ số."
DAY = "Ô là ngày tháng, có lẽ Excel đã đổi số thành ngày; đổi định dạng ô thành Số rồi gõ lại."
FAULT = "Ô báo lỗi của Excel; gõ lại số."
PERCENT = "Ô có định dạng phần trăm; đổi định dạng ô thành Số rồi gõ lại."
YES_OR_NO = "Ô là giá trị đúng/sai; gõ lại số."
HUGE = "Ô không phải là số đọc được; gõ lại số."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCell:
    """What stands in a cell: `text` as a person sees it, `number` where it is one, `problem` where it is not taken."""

    place: str
    text: str = ""
    number: Decimal | None = None
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.text and self.number is None and not self.problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFigure:
    """A row of the figures: the key of the form's field, and its three cells that people fill in."""

    key: str
    name: str
    now: ReadCell
    nothing: ReadCell
    note: ReadCell


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWords:
    """A row of the narrative."""

    key: str
    words: ReadCell


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadForm:
    """Everything that was read. `mark` says whose form it is, "" where the line is gone; `lead` is what stands under
    the title, for telling a person which form it is."""

    mark: str = ""
    lead: str = ""
    figures: tuple[ReadFigure, ...] = ()
    words: tuple[ReadWords, ...] = ()


_Row = tuple[int, Sequence[ReadCell]]


def read_form(data: bytes, file_name: str = "") -> ReadForm:
    """What stands in an uploaded form, XLSX or CSV. Raises Unreadable with one sentence for every bad file."""
    if file_name.lower().endswith(".csv") and not data.startswith(b"PK"):
        return _one_form([_sheet_of_csv(data)])
    book = open_workbook(data)
    try:
        # Lists, because every error of a mutilated sheet comes while its rows are read.
        return _one_form([list(_rows_of(one)) for one in book.worksheets[:_MAX_SHEETS]])
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(DAMAGED) from error
    finally:
        book.close()


def _one_form(sheets: Iterable[Sequence[_Row]]) -> ReadForm:
    found = ReadForm()
    has_figures = False
    for rows in sheets:
        at, columns = _heads(rows)
        if NAME in columns and not has_figures:
            has_figures = True
            mark, lead = _top(rows[:at])
            found = replace(found, mark=mark, lead=lead, figures=tuple(_figures(rows[at + 1 :], columns)))
        elif WORDS in columns and not found.words:
            found = replace(found, words=tuple(_words(rows[at + 1 :], columns)))
    if not has_figures:
        raise Unreadable(NO_FORM)
    return found


# --- where is what


def _heads(rows: Sequence[_Row]) -> tuple[int, dict[str, int]]:
    """The place of the row of heads and the column of each; nothing where the sheet is not part of a form."""
    for at, (_, cells) in enumerate(rows[:_HEADS_WITHIN]):
        columns = _columns(cells)
        if KEY in columns and ((NAME in columns and "now" in columns) or (WORDS_NAME in columns and WORDS in columns)):
            return at, columns
    return 0, {}


def _columns(cells: Sequence[ReadCell]) -> dict[str, int]:
    known = {fold(one): one for one in (KEY, NAME, WORDS_NAME, NOTHING, NOTE, WORDS)}
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        head = fold(clean_line(cell.text))
        if head in known:
            found.setdefault(known[head], at)
        elif head.startswith("năm ") and head[4:8].isdigit():
            found["now"] = at  # the last of them is this year
    return found


def _top(rows: Sequence[_Row]) -> tuple[str, str]:
    """The mark, and the first line under the title."""
    mark, lines = "", []
    for _, cells in rows:
        text = clean_line(next((one.text for one in cells if one.text), ""))
        if fold(text).startswith(fold(MARK)):
            mark = text[len(MARK) :].strip().split(" ")[0]
        elif text:
            lines.append(text)
    return mark, lines[1] if len(lines) > 1 else ""


def _figures(rows: Sequence[_Row], columns: dict[str, int]) -> Iterator[ReadFigure]:
    for number, cells in rows:
        key = _cell(cells, columns[KEY], number)
        if not key.text:
            continue
        yield ReadFigure(
            key=clean_line(key.text),
            name=clean_line(_cell(cells, columns[NAME], number).text),
            now=_cell(cells, columns["now"], number),
            nothing=_cell(cells, columns.get(NOTHING), number),
            note=_cell(cells, columns.get(NOTE), number),
        )


def _words(rows: Sequence[_Row], columns: dict[str, int]) -> Iterator[ReadWords]:
    for number, cells in rows:
        key = _cell(cells, columns[KEY], number)
        if key.text:
            yield ReadWords(key=clean_line(key.text), words=_cell(cells, columns[WORDS], number))


def _cell(cells: Sequence[ReadCell], column: int | None, number: int) -> ReadCell:
    if column is not None and column < len(cells):
        return cells[column]
    return ReadCell(place=_place(column or 0, number))


def _place(column: int, number: int) -> str:
    return f"{chr(ord('A') + column)}{number}"


# --- cells of a workbook


def _rows_of(sheet: Any) -> Iterator[_Row]:
    """The rows that hold something, with their numbers. Raises Unreadable for too many."""
    sheet.reset_dimensions()
    used = 0
    for number, row in enumerate(sheet.iter_rows(max_row=_LAST_ROW, max_col=_COLUMNS), start=1):
        if all(cell.value is None for cell in row):
            continue
        cells = [_read(cell, _place(at, number)) for at, cell in enumerate(row)]
        if all(one.is_empty for one in cells):
            continue
        used += 1
        if used > MAX_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        yield number, cells


def _read(cell: Any, place: str) -> ReadCell:
    value = cell.value
    if value is None:
        return ReadCell(place=place)
    kind = cell.data_type
    if kind == "f" or not isinstance(value, (str, int, float, date, time, timedelta)):
        return ReadCell(place=place, text=_shown(value), problem=FORMULA)
    if kind == "e":
        return ReadCell(place=place, text=_shown(value), problem=FAULT)
    if isinstance(value, bool):
        return ReadCell(place=place, text="đúng" if value else "sai", problem=YES_OR_NO)
    if isinstance(value, str):
        return ReadCell(place=place, text=clean_paragraphs(value))
    if isinstance(value, (int, float)):
        return _number(value, place, "%" in str(cell.number_format))
    return ReadCell(place=place, text=_shown(value), problem=DAY)


def _number(value: float, place: str, is_percent: bool) -> ReadCell:
    if not math.isfinite(value) or abs(value) >= 10**15:
        return ReadCell(place=place, text=str(value)[:40], problem=HUGE)
    # Spreadsheet programs keep 15 digits; what stands behind them is noise of their arithmetic.
    number = Decimal(format(value, ".15g"))
    problem = PERCENT if is_percent else ""
    return ReadCell(place=place, text=format(number.normalize(), "f").replace(".", ","), number=number, problem=problem)


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    return clean_line(str(getattr(value, "text", None) or value))[:60]


# --- cells of a CSV


def _sheet_of_csv(data: bytes) -> list[_Row]:
    if not data.strip():
        raise Unreadable(EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_BIG)
    text = _letters(data)
    rows: list[_Row] = []
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=_separator(text)), start=1):
            cells = [ReadCell(place=_place(at, number), text=_unquoted(one)) for at, one in enumerate(row[:_COLUMNS])]
            if any(not one.is_empty for one in cells):
                rows.append((number, cells))
            if len(rows) > MAX_ROWS:
                raise Unreadable(TOO_MANY_ROWS)
    except csv.Error as error:
        raise Unreadable(DAMAGED) from error
    return rows


def _letters(data: bytes) -> str:
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(LETTERS) from None


def _separator(text: str) -> str:
    """What stands apart the heads."""
    for line in text.splitlines()[:_HEADS_WITHIN]:
        if fold(NAME) in fold(line):
            return max(";\t,", key=line.count)
    return ";"


def _unquoted(text: str) -> str:
    """The text without the apostrophe that keeps it from being a formula; what is a formula there is only text here."""
    cleaned = clean_paragraphs(text)
    return cleaned[1:] if cleaned.startswith(("'=", "'+", "'-", "'@")) else cleaned
