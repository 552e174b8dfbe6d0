"""The form as a spreadsheet over HTTP: downloaded, uploaded, looked at, brought in."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.filed import file_it, full_round, ready_report, stored, type_in
from tests.views.forms import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(province, ward):
    return ready_report(full_round(province), ward)


def filled(browser, report, **cells):
    book = load_workbook(io.BytesIO(browser.get(reverse("report-sheet", args=[report.pk])).content))
    for place, value in cells.items():
        book["Số liệu"][place] = value
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def upload(browser, report, data, name="biểu.xlsx"):
    return browser.post(reverse("report-sheet-upload", args=[report.pk]), {"file": SimpleUploadedFile(name, data)})


def press(browser, report, page):
    sealed = re.search(r'name="da-doc" value="([^"]+)"', page.content.decode())[1]
    return browser.post(reverse("report-sheet-upload", args=[report.pk]), {"da-doc": sealed}, follow=True)


def test_the_sheet_is_a_file_of_its_unit_and_year(hoa, report):
    answer = hoa.get(reverse("report-sheet", args=[report.pk]))

    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert 'filename="Bieu bao cao 2026, UBND phuong Duc Xuan.xlsx"' in answer["Content-Disposition"]
    assert "private" in answer["Cache-Control"]


def test_what_is_wrong_and_what_will_change_is_shown_before_anything_is_written(hoa, report):
    page = upload(hoa, report, filled(hoa, report, E7="=1+1", E9=386, F14="x"))
    words = words_of(page)

    assert page.status_code == 200
    assert "2 chỗ sẽ đổi, 1 ô bỏ ra ngoài" in words
    assert "ô E7 Trẻ em trên địa bàn “=1+1” Ô là công thức" in words
    assert "II.1. Tặng quà Trẻ em được tặng quà 312 386 trẻ" in words
    assert "Diễn đàn chưa ghi không phát sinh" in words
    assert "Đưa 2 số liệu vào báo cáo" in words
    assert stored(report, "D1") == 312


def test_pressing_writes_it(hoa, report):
    page = press(hoa, report, upload(hoa, report, filled(hoa, report, E9=386, F14="x")))

    assert "Đã đưa 2 chỗ từ biểu.xlsx vào báo cáo." in page.content.decode()
    assert [stored(report, "D1"), stored(report, "H1")] == [386, "nothing"]


def test_what_somebody_wrote_meanwhile_is_shown_before_it_is_overwritten(hoa, report):
    page = upload(hoa, report, filled(hoa, report, E9=386))
    type_in(report, "tang-qua", D1="313")
    again = press(hoa, report, page)

    assert again.status_code == 409
    assert "Trong lúc mình xem, có người vừa ghi thêm vào báo cáo" in words_of(again)
    assert "Trẻ em được tặng quà 313 386 trẻ" in words_of(again)
    press(hoa, report, again)
    assert stored(report, "D1") == 386


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "b.xlsx", "Tệp trống"),
        (b"khong phai", "b.xlsx", "Tệp bị hỏng hoặc không phải tệp Excel (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "b.xls", "Tệp Excel kiểu cũ (.xls) chưa đọc được"),
        (bytes(5 * 1024 * 1024 + 1), "b.xlsx", "Tệp lớn hơn 5 MB"),
    ],
)
def test_a_bad_file_is_one_sentence_above_the_form(hoa, report, data, name, sentence):
    page = upload(hoa, report, data, name)

    assert page.status_code == 422
    assert sentence in words_of(page)


def test_a_form_of_another_unit_is_refused(hoa, khach, report, other_commune):
    other = ready_report(report.round, other_commune)
    page = upload(hoa, report, filled(khach, other))

    assert (page.status_code, "Tệp này là biểu của báo cáo khác" in words_of(page)) == (422, True)


def test_no_file_and_an_old_page_are_said(hoa, report):
    place = reverse("report-sheet-upload", args=[report.pk])

    assert "Chọn tệp Excel đã điền" in words_of(hoa.post(place))
    assert "tải tệp lên lại" in words_of(hoa.post(place, {"da-doc": "x"}))


def test_a_file_that_says_the_same_has_nothing_to_press(hoa, report):
    page = upload(hoa, report, filled(hoa, report))

    assert "Tệp không có gì khác báo cáo" in words_of(page)
    assert "da-doc" not in page.content.decode()


def test_markup_in_a_cell_is_only_text(hoa, report):
    page = upload(hoa, report, filled(hoa, report, E9="<script>alert(1)</script>")).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("name", ["report-sheet", "report-sheet-upload"])
def test_only_who_may_see_the_report_finds_its_sheet(report, name, hoa, lan, khach, client):
    place = reverse(name, args=[report.pk])

    assert [one.get(place).status_code for one in (hoa, lan, khach, client)] == [200, 200, 404, 302]


def test_a_filed_report_says_why_nothing_is_brought_in(hoa, report):
    data = filled(hoa, report, E9=386)
    file_it(report)

    assert "Báo cáo đã gửi nên không sửa được" in words_of(hoa.get(reverse("report-sheet-upload", args=[report.pk])))
    assert upload(hoa, report, data).status_code == 409
    assert hoa.get(reverse("report-sheet", args=[report.pk])).status_code == 409
