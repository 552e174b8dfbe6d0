"""What comes in is reviewed: two accepted at once, one sent back with what to mend, mended and filed again."""

from playwright.sync_api import expect

from tests.journeys.editing import WARD, unit
from tests.journeys.reporting.reports import communes, figure_of, filed, report_of
from tests.journeys.watching import check_axe

WHY = "Ghi cả trẻ em được Hội Phụ nữ thăm."


def cell(lan, code):
    """How a unit's report stands in the grid."""
    return lan.page.locator(".units > li", has_text=unit(code).territory[1:]).locator(".cell").nth(1)


def test_lan_accepts_two_returns_one_and_the_ward_mends_it(office, round_):
    others = communes(2)
    for code in (*others, WARD):
        filed(code)
    lan, hoa = office("lan"), office("hoa")
    lan.open("/viec-cua-toi/").shows("3 báo cáo chờ xem xét")
    lan.go(lan.link("Xem xét báo cáo")).shows("3 báo cáo chờ xem xét · 3 trong 93 đơn vị đã gửi · 0 đã tiếp nhận")

    for code in others:
        lan.page.get_by_label(f"Chọn báo cáo của {unit(code).territory}").check()
    lan.press("Tiếp nhận 2 báo cáo đã chọn").shows("1 báo cáo chờ xem xét", "2 đã tiếp nhận")
    assert [report_of(code).status for code in (*others, WARD)] == ["accepted", "accepted", "filed"]

    lan.go(lan.link("Xem báo cáo")).shows("312", "Chờ xem xét")
    lan.go(lan.link("Yêu cầu bổ sung"))
    lan.page.locator("summary", has_text="Thăm hỏi, tặng quà").click()
    lan.page.get_by_label("Trẻ em được thăm, tặng quà", exact=False).first.check()
    lan.page.get_by_label("Cần bổ sung gì: Trẻ em được thăm, tặng quà").fill(WHY)
    check_axe(lan.page)
    lan.press("Yêu cầu bổ sung").shows(WHY)
    assert report_of(WARD).status == "returned"

    hoa.open("/viec-cua-toi/").shows("Cần sửa 1 chỗ")
    hoa.go(hoa.link("Sửa theo yêu cầu"))
    expect(hoa.page.locator(".notice", has_text="yêu cầu bổ sung")).to_contain_text(WHY)
    expect(hoa.page.locator("#cac-phan a[aria-current=true]")).to_contain_text("nơi nhận yêu cầu sửa")
    expect(hoa.figure("D1")).to_have_value("312")
    hoa.type(D1="341")
    hoa.go(hoa.link("Nộp báo cáo")).press("Nộp báo cáo").shows("Đã nộp báo cáo lúc", "đúng hạn")

    lan.open(f"/theo-doi/{round_.pk}/").shows("3 trong 93 đã nộp")
    expect(cell(lan, WARD)).to_contain_text("Chờ xem xét")
    expect(cell(lan, others[0])).to_contain_text("Đã tiếp nhận")
    lan.go(lan.link(f"Xem xét {unit(WARD).territory[0].upper()}{unit(WARD).territory[1:]}"))
    expect(lan.page.locator("del", has_text="312")).not_to_have_count(0)
    expect(lan.page.locator("ins", has_text="341")).not_to_have_count(0)
    lan.press("Tiếp nhận báo cáo")
    assert (report_of(WARD).status, figure_of(WARD, "D1")) == ("accepted", 341)
    hoa.open("/bao-cao/").shows("Đã tiếp nhận", "đúng hạn")
