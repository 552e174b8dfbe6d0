"""A report filled in and filed: at a desk, on a telephone, in one tap, from a spreadsheet."""

import re
from decimal import Decimal

from openpyxl import load_workbook
from playwright.sync_api import expect

from plans.content.report_codec import report_from_json
from plans.models import Membership, User
from tests.journeys.conftest import PHONE
from tests.journeys.editing import WARD, unit
from tests.journeys.reporting.reports import CHO_MOI, WORDS, communes, figure_of, ready, report_of
from tests.journeys.watching import check_axe, widest

CHILD = "Thăm hỏi cháu N.V.A., lớp 4B."


def paste(page, words):
    """Press Ctrl+V with these words in the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("words => navigator.clipboard.writeText(words)", words)
    page.keyboard.press("Control+V")


def figure_in_draft(key):
    """A figure of the ward's report that is being written."""
    code, _, split = key.partition(":")
    one = report_from_json(report_of(WARD).draft).figure(code, split)
    return one and one.value


def test_hoa_fills_in_the_wards_report_and_files_it_in_time(office):
    hoa = office("hoa").open("/viec-cua-toi/").follow("Báo cáo")
    hoa.shows("1 báo cáo phải làm", "trước ngày 15/7/2026")
    hoa.go(hoa.button("Làm báo cáo"))
    expect(hoa.page.get_by_role("heading", level=2).first).to_contain_text("Công tác chỉ đạo, triển khai")

    hoa.figure("B1:kh").click()
    paste(hoa.page, "1\r\n3\r\n2\r\n")
    hoa.stored()
    expect(hoa.figure("B1:khac")).to_have_value("2")
    expect(hoa.figure("B1")).to_have_value("6")
    hoa.says("B1", "tự cộng từ ba dòng dưới")
    hoa.type(A1="1.190").write(WORDS["chi-dao"])
    hoa.says("A1", "+26")
    hoa.page.reload()
    for key, words in {"A1": "1.190", "B1": "6", "B1:cv": "3"}.items():
        expect(hoa.figure(key)).to_have_value(words)
    expect(hoa.page.locator("#loi")).to_have_value(WORDS["chi-dao"])

    hoa.onward().type(B2_long="1").section("cham-soc")
    hoa.type(D3_ns="1.234,5", D3_xh="0,5").write(CHILD)
    expect(hoa.figure("D3")).to_have_value("1.235")
    expect(hoa.page.locator("#xem-loi")).to_contain_text("N.V.A")
    hoa.type(D1="3.120")
    hoa.says("D1", "nhiều hơn số trẻ em trên địa bàn")
    check_axe(hoa.page)

    hoa.go(hoa.link("Xem trước"))
    hoa.shows("Chưa nộp được", "Có thể làm lộ danh tính trẻ em")
    hoa.go(hoa.page.get_by_role("link", name=re.compile("nhiều hơn số trẻ em")))
    hoa.type(D1="340").write(WORDS["cham-soc"])
    hoa.row("D3").locator("summary").click()
    hoa.row("D3").get_by_label("Lý do của số liệu").fill("Doanh nghiệp tặng thêm 1,2 tỷ đồng.")
    hoa.page.locator("#loi").click()
    hoa.stored()
    hoa.section("vu-viec").page.get_by_label("Cả phần này không phát sinh").check()
    hoa.stored().section("danh-gia").write(WORDS["danh-gia"])

    hoa.go(hoa.link("Nộp báo cáo")).press("Nộp báo cáo")
    hoa.shows("Đã nộp báo cáo lúc", "đúng hạn", "Doanh nghiệp tặng thêm 1,2 tỷ đồng.", "1.235")
    kept = {key: figure_of(WARD, key) for key in ("A1", "B1", "D1", "D3", "K2")}
    assert kept == {"A1": 1190, "B1": 6, "D1": 340, "D3": Decimal(1235), "K2": "nothing"}


def test_khach_files_on_a_telephone_section_by_section(office):
    khach = office("khach", viewport=PHONE, has_touch=True, is_mobile=True).open("/bao-cao/")
    assert widest(khach.page) == 0
    khach.go(khach.button("Làm báo cáo"))
    figures = {"chi-dao": {"A1": "702"}, "phat-dong": {"B2_long": "1"}, "cham-soc": {"D1": "210", "D3_ns": "31,5"}}

    for at in range(1, 12):
        key = khach.page.url.rstrip("/").rpartition("/")[2]
        expect(khach.page.locator(".step-line")).to_contain_text(f"phần {at} trong 11")
        assert (key, widest(khach.page)) == (key, 0)
        if key in figures:
            khach.type(**figures[key])
        if key == "vu-viec":
            khach.page.get_by_label("Cả phần này không phát sinh").check()
            khach.stored()
        if key in WORDS:
            khach.write(WORDS[key])
        if key == "truyen-thong":
            khach.go(khach.link("Về phần trước"))
            expect(khach.figure("B2:long")).to_have_value("1")
            khach.onward()
        khach.onward()
    khach.shows("Nơi nhận sẽ đọc đúng như dưới đây", "31,5")
    assert widest(khach.page) == 0
    khach.press("Nộp báo cáo").shows("Đã nộp báo cáo lúc", "đúng hạn")
    assert widest(khach.page) == 0
    assert (report_of(CHO_MOI).status, figure_of(CHO_MOI, "D3")) == ("filed", Decimal("31.5"))


def test_a_unit_where_nothing_happened_says_so_in_one_tap_and_is_counted_on_its_own(office, round_):
    other = unit(communes(1)[0])
    person = User.objects.create(username="thu", full_name="Lê Thị Thu")
    Membership.objects.create(user=person, unit=other, role="drafter")
    thu = office("thu", viewport=PHONE, has_touch=True, is_mobile=True).open("/bao-cao/")

    thu.go(thu.button("Không phát sinh"))
    thu.shows("không phải số 0 và không phải bỏ trống")
    assert widest(thu.page) == 0
    thu.press("Nộp báo cáo không phát sinh").shows("Đã nộp báo cáo không phát sinh lúc", "đúng hạn")
    assert widest(thu.page) == 0

    report = report_of(other.code)
    assert (report.is_nothing, report.version.is_nothing, report.figures.count()) == (True, True, 0)
    lan = office("lan").open(f"/theo-doi/{round_.pk}/")
    lan.shows("1 trong 93 đã nộp")
    line = lan.page.locator(".units > li", has_text=other.territory)
    expect(line).to_contain_text("không phát sinh")
    lan.go(lan.page.locator("main").get_by_role("link", name="Tổng hợp", exact=True))
    lan.shows("có số liệu 0", "không phát sinh 1", "chưa nộp 92")


def test_a_filled_spreadsheet_brings_the_figures_and_names_the_cell_in_error(office, tmp_path):
    ready(WARD)
    hoa = office("hoa").open("/bao-cao/")
    hoa.go(hoa.link("Làm tiếp"))
    with hoa.page.expect_download() as coming:
        hoa.link("Tải biểu Excel").click()
    coming.value.save_as(tmp_path / "bieu.xlsx")
    book = load_workbook(tmp_path / "bieu.xlsx")
    sheet = book["Số liệu"]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value}
    year = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Năm 2026")
    for key, value in {"D1": 355, "D3:xh": "46,5", "H1": 4, "F1:mien": "hai lớp"}.items():
        sheet.cell(rows[key], year).value = value
    book.save(tmp_path / "bieu.xlsx")
    wrong = sheet.cell(rows["F1:mien"], year).coordinate

    hoa.follow("Tải biểu đã điền lên")
    hoa.page.get_by_label("Chọn tệp đã điền").set_input_files(tmp_path / "bieu.xlsx")
    hoa.press("Đọc tệp")
    expect(hoa.page.locator("tr", has_text=f"ô {wrong}")).to_contain_text("“hai lớp”")
    expect(hoa.page.locator("tr", has_text="Trẻ em được thăm, tặng quà")).to_contain_text("355")
    assert figure_in_draft("D1") == 312

    hoa.go(hoa.button("Đưa"))
    assert [figure_in_draft(key) for key in ("D1", "D3", "H1", "F1:mien")] == [355, Decimal("64.5"), 4, None]
    hoa.open(f"/bao-cao/{report_of(WARD).pk}/gui/").press("Nộp báo cáo").shows("đúng hạn")
    assert (figure_of(WARD, "D1"), figure_of(WARD, "H1"), figure_of(WARD, "A1")) == (355, 4, 1164)
