"""Other ways through a report: without script, with the keyboard alone, at 200 % zoom."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.journeys.editing import WARD
from tests.journeys.reporting.reports import WORDS, figure_of, ready, report_of
from tests.journeys.watching import check_axe, widest

#: Whether what is focused shows it, by a line around it or a shadow.
_SHOWN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
}"""


def tab_to(page, chosen, most=80):
    """Press Tab until what these selectors choose is focused, and see that it shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("chosen => document.activeElement.matches(chosen)", chosen):
            assert page.evaluate(_SHOWN), f"nobody sees that {chosen} is focused"
            return
    pytest.fail(f"Tab does not lead to {chosen}")


def test_without_script_a_section_is_stored_and_the_report_filed(office):
    report = ready(WARD)
    hoa = office("hoa", java_script_enabled=False, expects=(422,)).open(f"/bao-cao/{report.pk}/phan/chi-dao/")
    hoa.figure("A1").fill("một nghìn")
    hoa.figure("B1:kh").fill("2")
    hoa.page.locator("#loi").fill("Gõ lúc phiên đã hết.")
    Session.objects.all().delete()
    hoa.onward().log_in_again("Nguyễn Thị Hoa")
    hoa.shows("Phiên làm việc hết lúc đang nhập")
    expect(hoa.figure("A1")).to_have_value("một nghìn")

    hoa.onward().go(hoa.link("Về phần trước"))
    expect(hoa.page.locator("#loi")).to_have_value("Gõ lúc phiên đã hết.")
    expect(hoa.figure("A1")).to_have_value("một nghìn")
    expect(hoa.figure("A1")).to_have_attribute("aria-invalid", "true")
    check_axe(hoa.page)
    hoa.go(hoa.link("Xem trước")).shows("Chưa nộp được, còn 1 chỗ phải làm")
    hoa.go(hoa.page.locator("[aria-labelledby=con-thieu] li a"))
    hoa.figure("A1").fill("1.188")
    hoa.onward().go(hoa.link("Xem trước")).press("Nộp báo cáo").shows("Đã nộp báo cáo lúc", "đúng hạn")
    assert (figure_of(WARD, "A1"), figure_of(WARD, "B1:kh")) == (1188, 2)


def test_a_section_is_filled_in_with_the_keyboard_alone(office):
    report = ready(WARD)
    page = office("hoa").open(f"/bao-cao/{report.pk}/phan/vu-viec/").page

    tab_to(page, "[name='kps-K2']")
    expect(page.locator("[name='kps-K2']")).to_be_checked()
    page.keyboard.press("Space")
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    tab_to(page, "[id='so-K2:bl']")
    page.keyboard.type("1")
    tab_to(page, "[id='so-K3']")
    page.keyboard.press("Shift+Tab")
    tab_to(page, "#loi")
    page.keyboard.type("Đã phối hợp công an phường.")
    tab_to(page, ".step-foot button[name=den]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    check_axe(page)
    assert page.url.endswith("/phan/danh-gia/")
    draft = report_of(WARD).draft
    assert "Đã phối hợp công an phường." in str(draft)


@pytest.mark.parametrize("name", ["phan/cham-soc/", "gui/"])
def test_at_twice_the_size_everything_stays_in_reach(office, name):
    report = ready(WARD)
    hoa = office("hoa", viewport={"width": 683, "height": 384}).open(f"/bao-cao/{report.pk}/{name}")
    assert widest(hoa.page) == 0

    if name == "gui/":
        hoa.press("Nộp báo cáo").shows("đúng hạn")
    else:
        hoa.type(D1="325").write(WORDS["cham-soc"]).onward().shows("Hoạt động hè")
    assert widest(hoa.page) == 0
