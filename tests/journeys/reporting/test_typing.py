"""Nothing typed is lost: two browsers in one section, a session that ends, a line that breaks."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from plans.content.report_codec import report_from_json
from plans.models import Membership, User
from tests.journeys.editing import WARD, unit
from tests.journeys.reporting.reports import WORDS, ready, report_of
from tests.journeys.watching import check_axe


@pytest.fixture
def address(portal):
    """The section about children and documents, in the ward's report."""
    return f"/bao-cao/{ready(WARD).pk}/phan/chi-dao/"


def in_draft(key):
    """A figure of the ward's draft as it is stored."""
    code, _, split = key.partition(":")
    one = report_from_json(report_of(WARD).draft).figure(code, split)
    return one and one.value


def words_in_draft():
    return {one.section: one.text for one in report_from_json(report_of(WARD).draft).narratives}["chi-dao"]


def test_two_browsers_in_one_section_see_both_values_and_lose_nothing(office, address):
    Membership.objects.create(user=User.objects.get(username="hanh"), unit=unit(WARD), role="drafter")
    hoa, hanh = office("hoa").open(address), office("hanh", expects=(409,)).open(address)
    hoa.type(A1="1.195", B1_kh="2")

    hanh.figure("A1").fill("1.200")
    hanh.figure("A1").blur()

    box = hanh.page.locator("#xung-dot form")
    expect(box).to_contain_text("Nguyễn Thị Hoa đã lưu phần này trong khi bản của mình chưa lưu")
    expect(box.locator("tbody tr")).to_have_count(1)
    for words in ("Trẻ em trên địa bàn", "1.195", "1.200"):
        expect(box.locator("tbody tr")).to_contain_text(words)
    check_axe(hanh.page)
    assert (in_draft("A1"), in_draft("B1:kh")) == (1195, 2)

    hanh.figure("B1:cv").fill("4")  # typing on before choosing
    hanh.page.locator("#loi").fill("Lời của Hạnh.")
    hanh.go(box.get_by_role("button", name="Giữ các giá trị đã chọn"))
    expect(hanh.page.locator("#xung-dot form")).to_have_count(0)
    expect(hanh.figure("A1")).to_have_value("1.200")
    expect(hanh.figure("B1:cv")).to_have_value("4")
    expect(hanh.page.locator("#loi")).to_have_value("Lời của Hạnh.")
    assert [in_draft(key) for key in ("A1", "B1:kh", "B1:cv", "B1")] == [1200, 2, 4, 6]
    assert words_in_draft() == "Lời của Hạnh."


def test_who_leaves_without_choosing_is_offered_the_own_value_again(office, address):
    hoa, again = office("hoa").open(address), office("hoa", expects=(409,)).open(address)
    hoa.type(A1="1.195")
    again.figure("A1").fill("1.200")
    again.figure("A1").blur()
    expect(again.page.locator("#xung-dot form")).to_contain_text("ở một trình duyệt khác")

    again.open(address)
    expect(again.figure("A1")).to_have_value("1.195")
    kept = again.page.locator(".notice", has_text="chưa kịp lưu")
    expect(kept).to_contain_text("1.200")
    kept.get_by_role("button", name="Bỏ, giữ số đang lưu").click()
    again.open(address)
    expect(kept).to_have_count(0)
    assert in_draft("A1") == 1195


def test_a_session_that_ends_while_somebody_types_takes_nothing(office, address):
    hoa = office("hoa", expects=(401, 403)).open(address)
    Session.objects.all().delete()
    hoa.figure("A1").fill("1.201")
    hoa.page.locator("#loi").fill("Gõ lúc phiên đã hết.")
    hoa.page.locator("#loi").blur()
    expect(hoa.saved).to_contain_text("Phiên làm việc đã hết")
    expect(hoa.figure("A1")).to_have_value("1.201")
    check_axe(hoa.page)
    assert (in_draft("A1"), words_in_draft()) == (1164, WORDS["chi-dao"])

    hoa.open(address).log_in_again("Nguyễn Thị Hoa")
    kept = hoa.page.locator(".notice", has_text="chưa kịp lưu")
    for words in ("1.201", "Gõ lúc phiên đã hết."):
        expect(kept).to_contain_text(words)
    check_axe(hoa.page)
    kept.get_by_role("button", name="Điền lại và lưu").click()
    hoa.stored()
    assert (in_draft("A1"), words_in_draft()) == (1201, "Gõ lúc phiên đã hết.")


def test_a_line_that_breaks_keeps_the_words_and_stores_them_when_it_is_back(office, address):
    hoa = office("hoa").open(address)
    hoa.page.context.set_offline(True)
    hoa.figure("A1").fill("1.205")
    hoa.figure("A1").blur()
    expect(hoa.saved).to_contain_text("Mất kết nối")
    expect(hoa.figure("A1")).to_have_value("1.205")
    assert in_draft("A1") == 1164

    hoa.page.context.set_offline(False)
    hoa.stored()
    assert in_draft("A1") == 1205
