"""Tables taken away: figures stay figures, texts stay texts whatever they begin with, a country's table fits."""

import csv
import tracemalloc
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from plans.spreadsheets import Table, write_csv, write_xlsx, xlsx_bytes
from plans.spreadsheets.table import MAX_LETTERS, plain, sheet_name

HEADS = ("Đơn vị", "Suất quà", "Trị giá (triệu đồng)", "Ngày nộp")
ROWS = (
    ("Phường Đức Xuân", 613, Decimal("1234.5"), date(2026, 7, 9)),
    ("Xã Chợ Mới", 0, None, None),
)


def table(*rows, **more):
    return Table("Tổng hợp", HEADS, rows or ROWS, **more)


def sheet_of(one):
    return load_workbook(BytesIO(xlsx_bytes([one]))).active


def values_of(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def csv_rows(one):
    return list(csv.reader(StringIO(write_csv(one).decode("utf-8-sig"), newline=""), delimiter=";"))


# --- XLSX ------------------------------------------------------------------------------------------------------------


def test_a_sheet_has_title_note_heads_rows_and_total():
    sheet = sheet_of(table(note="Đến ngày 16/7/2026", total=("Cộng", 613, Decimal("1234.5"), None)))

    assert values_of(sheet) == [
        ("Tổng hợp", None, None, None),
        ("Đến ngày 16/7/2026", None, None, None),
        (None, None, None, None),
        HEADS,
        ("Phường Đức Xuân", 613, 1234.5, datetime(2026, 7, 9)),
        ("Xã Chợ Mới", 0, None, None),
        ("Cộng", 613, 1234.5, None),
    ]
    assert [sheet.cell(at, 1).font.b for at in (5, 6, 7)] == [False, False, True]


def test_figures_are_numbers_with_separators_and_days_are_days():
    sheet = sheet_of(table())

    assert [(cell.data_type, cell.number_format) for cell in sheet[4]] == [
        ("s", "General"),
        ("n", "#,##0"),
        ("n", "#,##0.0###"),
        ("d", "dd/mm/yyyy"),
    ]


def test_zero_is_written_and_nothing_is_an_empty_cell():
    sheet = sheet_of(table())

    assert [sheet["B5"].value, sheet["C5"].value] == [0, None]


@pytest.mark.parametrize("text", ["=1+1", "+84 209", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "＝1+1"])
def test_a_text_that_looks_like_a_formula_stays_text(text):
    cell = sheet_of(table((text, 1, None, None)))["A4"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_title_note_and_heads_stay_text_as_well():
    one = Table("=1", ("=2", "+3"), [], note="@4")
    sheet = load_workbook(BytesIO(xlsx_bytes([one]))).active

    assert [sheet[at].data_type for at in ("A1", "A2", "A4", "B4")] == ["s", "s", "s", "s"]
    assert [sheet[at].value for at in ("A1", "A2", "A4", "B4")] == ["=1", "@4", "=2", "+3"]


def test_letters_that_no_file_can_hold_are_left_out_and_a_long_text_ends_with_dots():
    sheet = sheet_of(table(("a\x00b\x0b\ud800c", None, None, None), ("x" * 40_000, None, None, None)))

    assert sheet["A4"].value == "abc"
    assert (len(sheet["A5"].value), sheet["A5"].value[-1]) == (MAX_LETTERS, "…")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_written_is_read_back_as_text(text):
    cell = sheet_of(table((text, None, None, None)))["A4"]

    assert (cell.value or "") == plain(text)


def test_heads_stay_in_sight_and_are_printed_on_every_page():
    sheet = sheet_of(table(fixed=2))

    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C4", "$3:$3")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


@pytest.mark.parametrize(("columns", "orientation"), [(4, "portrait"), (20, "landscape")])
def test_a_wide_table_is_printed_on_the_long_side(columns, orientation):
    one = Table("Tổng hợp", ("Trẻ",) * columns, [(1,) * columns])

    assert sheet_of(one).page_setup.orientation == orientation


def test_columns_are_as_wide_as_their_texts_within_reason():
    sheet = sheet_of(table(("Ủy ban nhân dân phường Đức Xuân", 1, None, None), ("x" * 300, 1, None, None)))

    assert [round(sheet.column_dimensions[one].width) for one in "AB"] == [48, 10]


def test_each_table_has_a_sheet_of_its_own_name():
    book = load_workbook(BytesIO(xlsx_bytes([table(), table(), table(name="Xã [1]: A/B")])))

    assert book.sheetnames == ["Tổng hợp", "Tổng hợp (2)", "Xã 1 A B"]


def test_no_table_is_a_sheet_that_says_so():
    assert values_of(load_workbook(BytesIO(xlsx_bytes([]))).active) == [("Không có bảng nào.",)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=31), max_size=3))
def test_a_sheets_name_is_one_that_excel_takes(wanted, taken):
    name = sheet_name(wanted, taken)

    assert 1 <= len(name) <= 31
    assert not set(name) & set("[]:*?/\\'")
    assert name.casefold() not in {one.casefold() for one in taken}


def test_rows_are_written_as_they_come_and_not_held(tmp_path):
    """3,321 communes with 70 figures each: 230,000 cells."""

    def rows():
        for number in range(3_321):
            yield (f"Phường {number}", *(Decimal(number * at) / 10 for at in range(70)))

    heads = ("Đơn vị", *(f"Chỉ tiêu {at}" for at in range(70)))
    tracemalloc.start()
    try:
        write_xlsx([Table("Cả nước", heads, rows())], str(tmp_path / "all.xlsx"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 20 * 1024 * 1024
    book = load_workbook(tmp_path / "all.xlsx", read_only=True)
    assert sum(1 for _ in book.active.iter_rows()) == 3_324
    book.close()


# --- CSV -------------------------------------------------------------------------------------------------------------


def test_csv_is_what_a_vietnamese_excel_opens():
    written = write_csv(table(total=("Cộng", 613, Decimal("1234.50"), None)))

    assert (
        written
        == (
            "\ufeffĐơn vị;Suất quà;Trị giá (triệu đồng);Ngày nộp\r\n"
            "Phường Đức Xuân;613;1234,5;09/7/2026\r\n"
            "Xã Chợ Mới;0;;\r\n"
            "Cộng;613;1234,5;\r\n"
        ).encode()
    )


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@x", "\t=1", "\x00=1", "\r=1"])
def test_a_csv_text_that_looks_like_a_formula_begins_with_an_apostrophe(text):
    assert csv_rows(table((text, 1, None, None)))[1][0].startswith("'")


def test_a_negative_figure_stays_a_figure():
    assert csv_rows(table(("Xã", -5, Decimal("-0.5"), None)))[1] == ["Xã", "-5", "-0,5", ""]


def test_separators_quotes_and_lines_within_a_text_stay_within_its_cell():
    text = 'Xã "A"; thôn B\nC'

    assert csv_rows(table((text, 1, None, None)))[1][0] == text
