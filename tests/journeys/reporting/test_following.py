"""Who has not filed is followed: the grid, urging, an extension, reminders by e-mail, the calendar, taking away."""

from datetime import date

from django.core import mail
from django.core.management import call_command
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import expect

from plans.models import Notice, Plan, RoundUnit
from tests.journeys.editing import WARD, unit
from tests.journeys.reporting.reports import CHO_MOI, communes, elsewhere, filed
from tests.journeys.watching import check_axe


def tab(lan, words):
    """A filter above the grid."""
    return lan.page.get_by_role("navigation", name="Lọc theo báo cáo").get_by_role("link", name=words)


def test_lan_urges_exactly_those_who_are_late_and_gives_one_unit_longer(office, round_, settings, tmp_path):
    for code in communes(2):
        filed(code)
    settings.DEMO_TODAY = date(2026, 7, 17)
    lan = office("lan").open("/theo-doi/")
    lan.shows("93 đơn vị báo cáo về UBND tỉnh Thái Nguyên", "2 trong 93 đã nộp", "quá hạn chưa nộp 91")
    lan.go(tab(lan, "Chờ xem xét 2"))
    expect(lan.page.locator(".units > li")).to_have_count(2)
    lan.go(tab(lan, "Chưa nộp 91"))
    expect(lan.page.locator(".units > li")).to_have_count(91)

    every = lan.page.get_by_label("Chọn mọi đơn vị chưa nộp báo cáo")
    expect(lan.button("Đôn đốc 91 đơn vị")).to_be_visible()
    every.uncheck()
    expect(lan.button("Đôn đốc đơn vị đã chọn")).to_have_attribute("aria-disabled", "true")
    for code in (WARD, CHO_MOI):
        lan.page.get_by_label(f"Chọn {unit(code).territory}", exact=False).check()
    lan.press("Đôn đốc 2 đơn vị").shows("Quá hạn (2)", "Sở Y tế", "2 đơn vị")
    lan.press("Soạn công văn đôn đốc").shows("Đã soạn công văn đôn đốc", "Kính gửi", "phường Đức Xuân", "xã Chợ Mới")
    letter = Plan.objects.latest("pk")
    assert (letter.issuing_unit.code, letter.document_type, letter.year) == ("19-SYT", "", 2026)

    lan.open(f"/theo-doi/{round_.pk}/don-doc/?don-vi={unit(WARD).pk}")
    lan.press("Nhắc ngay 1 đơn vị").shows("Đã nhắc 1 đơn vị qua cổng.")
    hoa = office("hoa").open("/thong-bao/")
    hoa.shows("quá hạn 3 ngày")

    lan.open(f"/theo-doi/{round_.pk}/?tim=Chợ+Mới").go(lan.page.get_by_role("link", name="Xã Chợ Mới", exact=True))
    lan.page.get_by_label("Nội dung").select_option("Gia hạn nộp báo cáo")
    lan.page.get_by_label("Gia hạn đến hết ngày").fill("24/7/2026")
    lan.page.get_by_label("Lý do").fill("Đang khắc phục hậu quả lũ")
    lan.press("Ghi quyết định").shows("được gia hạn đến hết ngày 24/7/2026", "quá hạn chưa nộp 90")
    assert RoundUnit.objects.get(unit__code=CHO_MOI).extended_to == date(2026, 7, 24)
    office("khach").open("/bao-cao/").shows("24/7", "Được gia hạn: Đang khắc phục hậu quả lũ")

    with lan.page.expect_download() as coming:
        lan.link("Tải bảng tính").click()
    coming.value.save_as(tmp_path / "theo-doi.xlsx")
    rows = [row for row in load_workbook(tmp_path / "theo-doi.xlsx").active.iter_rows(values_only=True) if row[1]]
    assert len([row for row in rows if row[2] != "Cấp"]) == 93


def test_the_reminder_comes_by_e_mail_once_and_the_calendar_tells_the_last_day(office, round_):
    filed(CHO_MOI)
    for _ in range(2):  # a second run doubles nothing
        elsewhere(lambda: call_command("send_reminders", verbosity=0))
        elsewhere(lambda: call_command("send_waiting_mail", verbosity=0))
    letters = [one for one in mail.outbox if one.to == ["hoa@example.vn"]]
    assert len(letters) == 1
    assert "trước ngày 15/7/2026" in letters[0].body
    assert "thứ Ba 14/7 · còn 5 ngày" in letters[0].body
    assert not [one for one in mail.outbox if one.to == ["khach@example.vn"]]
    assert Notice.objects.filter(user__username="hoa").count() == 1

    hoa = office("hoa").open("/tai-khoan/")
    hoa.follow("Lịch hạn của mình").press("Tạo lịch hạn")
    check_axe(hoa.page)
    address = hoa.page.get_by_label("Địa chỉ", exact=True).input_value()
    path = "/lich/" + address.rpartition("/lich/")[2]
    stranger = office().page.context.request
    told = Calendar.from_ical(stranger.get(path).text())
    days = {str(one["SUMMARY"]): one.decoded("DTSTART") for one in told.walk("VEVENT")}
    assert date(2026, 7, 14) in days.values()
    assert [words for words in days if "báo cáo" in words.lower() and "UBND tỉnh Thái Nguyên" in words]

    hoa.press("Ngừng lịch")
    assert stranger.get(path).status == 404
