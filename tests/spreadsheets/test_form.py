"""The form as a spreadsheet: white cells open, all others locked, texts never formulas, whose it is in its own line."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from plans.spreadsheets import form_xlsx
from tests.spreadsheets.filled import D1, D3, H1, sheet


@pytest.fixture(scope="module")
def book():
    return load_workbook(BytesIO(form_xlsx(sheet())))


def row(sheet, number, columns=7):
    return [sheet.cell(number, at).value for at in range(1, columns + 1)]


def test_the_top_says_whose_form_it_is_and_how_it_is_filled_in(book):
    figures = book["Số liệu"]

    assert figures["A1"].value == "Biểu số liệu"
    assert figures["A2"].value == "UBND phường Đức Xuân gửi UBND tỉnh Thái Nguyên"
    assert figures["A3"].value.startswith("Chỉ điền ô trắng.")
    assert figures["A4"].value == "Mã biểu: BC7-3-2026-1 (giữ nguyên dòng này)"
    assert row(figures, 5) == ["Mã", "Chỉ tiêu", "Đơn vị tính", "Năm 2025", "Năm 2026", "Không phát sinh", "Ghi chú"]


def test_a_row_has_last_years_figure_and_what_the_draft_says(book):
    figures = book["Số liệu"]

    assert row(figures, 6) == [None, "II.4. Tặng quà", None, None, None, None, None]
    assert row(figures, D1) == ["D1", "Trẻ em được tặng quà", "trẻ", 312, None, None, None]
    assert row(figures, H1) == ["H1", "=Diễn đàn", "cuộc", "không phát sinh", None, "x", "không có"]
    assert (figures.cell(H1, 2).data_type, figures.cell(H1, 2).quotePrefix) == ("s", True)
    assert [figures.cell(at, 4).number_format for at in (D1, D3)] == ["#,##0", "#,##0.0"]


def test_only_what_is_to_be_filled_in_can_be_written(book):
    figures = book["Số liệu"]
    open_cells = {cell.coordinate for line in figures.iter_rows() for cell in line if not cell.protection.locked}

    assert open_cells == {"E7", "F7", "G7", "E9", "F9", "G9", "E10", "F10", "G10"}
    assert (figures.protection.sheet, figures.protection.password) == (True, None)


def test_the_program_warns_of_what_is_no_figure(book):
    validations = {
        one.type: sorted(str(each) for each in one.sqref.ranges)
        for one in book["Số liệu"].data_validations.dataValidation
        if one.errorStyle == "warning"
    }

    assert validations == {"list": ["F10", "F7", "F9"], "whole": ["E10", "E7"], "decimal": ["E9"]}


def test_the_narrative_has_a_sheet_of_its_own(book):
    words = book["Nội dung"]

    assert row(words, 5, 4) == ["Mã", "Phần", "Năm 2025 đã viết", "Nội dung năm nay"]
    assert row(words, 6, 4) == ["tang-qua", "II.4. Tặng quà", "Đã tặng 312 suất.", "Đang viết."]
    assert [words.cell(6, at).protection.locked for at in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_form_without_narrative_has_one_sheet():
    assert load_workbook(BytesIO(form_xlsx(sheet(words=())))).sheetnames == ["Số liệu"]


def test_heads_stay_in_sight_and_on_every_printed_page(book):
    figures = book["Số liệu"]

    assert (figures.freeze_panes, figures.print_title_rows) == ("C6", "$5:$5")
