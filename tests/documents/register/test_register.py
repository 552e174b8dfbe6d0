"""The printed register and its spreadsheet: statutory columns, void numbers in their place, text that stays text."""

from datetime import date, datetime
from io import BytesIO

import pypdfium2
import pytest
from openpyxl import load_workbook

from plans.documents.register import COLUMNS, RegisterBook, RegisterRow, register_html, register_pdf, register_xlsx

DAY = date(2026, 5, 6)


def row(number=1, **more):
    return RegisterRow(**({"number": f"{number:02d}/TB-UBND", "issued_on": DAY, "what": "Thông báo: Về họp"} | more))


def book(*rows, **more):
    values = {"superior_lines": (), "unit_lines": ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"), "year": 2026, "series": ""}
    return RegisterBook(**(values | {"rows": rows, "printed_on": date(2026, 5, 13)} | more))


def words_of_pages(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def sheet_of(*rows):
    return load_workbook(BytesIO(register_xlsx(book(*rows)))).active


# --- the form --------------------------------------------------------------------------------------------------------


def test_the_ten_columns_are_those_of_the_decree():
    assert [name for name, _ in COLUMNS] == [
        "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký",
        "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ]  # fmt: skip


def test_cover_says_whose_register_of_which_numbers_and_days():
    shown = book(row(1), row(47, issued_on=date(2026, 1, 5)))

    assert (shown.span, shown.days) == ("Từ số 01 đến số 47", "Từ ngày 05/01/2026 đến ngày 06/5/2026")
    assert shown.foot == "Sổ văn bản đi năm 2026, in ngày 13/5/2026"
    assert (book().span, book().days) == ("", "")


def test_a_void_number_is_struck_through_and_says_why():
    html = register_html(book(row(1, void_reason="Gửi nhầm", note="đã báo")))

    assert "<td><s>01/TB-UBND</s></td><td><s>06/5/2026</s></td>" in html
    assert "<td>Bỏ số: Gửi nhầm; đã báo</td></tr>" in html


def test_every_text_is_escaped():
    html = register_html(book(row(what="<b>&", signer="<i>")))

    assert ("<td>&lt;b&gt;&amp;</td><td>&lt;i&gt;</td>" in html, "<b>&" in html) == (True, False)


def test_pages_repeat_the_heads_and_are_numbered_after_the_cover():
    cover, *pages = words_of_pages(register_pdf(book(*[row(number, recipients="Sở Y tế") for number in range(1, 60)])))

    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in cover
    assert len(pages) > 1
    assert [str(at) in page.splitlines() for at, page in enumerate(pages, start=1)] == [True] * len(pages)
    assert ["Ghi chú" in page and "(10)" in page for page in pages] == [True] * len(pages)


def test_an_empty_register_prints_and_says_so():
    assert "Chưa có văn bản nào trong sổ này." in register_html(book())


# --- the spreadsheet -------------------------------------------------------------------------------------------------


def test_spreadsheet_has_real_dates_and_counts_under_frozen_heads():
    sheet = sheet_of(row(7, copies=12, dispatched_on=date(2026, 5, 7), receipt="Hà"))

    assert [cell.value for cell in sheet[5]] == [name for name, _ in COLUMNS]
    assert [cell.value for cell in sheet[6]] == [
        "07/TB-UBND", datetime(2026, 5, 6), "Thông báo: Về họp", None, None, None, 12, datetime(2026, 5, 7), "Hà", None,
    ]  # fmt: skip
    assert (sheet["B6"].number_format, sheet.freeze_panes, sheet.print_title_rows) == ("dd/mm/yyyy", "A6", "$5:$5")
    assert [sheet.column_dimensions[letter].width for letter in "ACJ"] == [18, 52, 30]


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-Sở Y tế", "@SUM(A1)", '=HYPERLINK("http://x")', "\tx"])
def test_text_that_looks_like_a_formula_stays_text(text):
    cell = sheet_of(row(what=text, note=text))["C6"]

    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)


def test_letters_a_spreadsheet_cannot_hold_are_left_out():
    assert sheet_of(row(what="a\x00b\x1fc"))["C6"].value == "abc"


def test_a_void_number_is_struck_through_in_the_spreadsheet_but_not_its_reason():
    sheet = sheet_of(row(void_reason="Gửi nhầm"))

    assert (sheet["A6"].font.strike, sheet["J6"].font.strike, sheet["J6"].value) == (True, None, "Bỏ số: Gửi nhầm")
