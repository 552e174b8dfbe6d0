"""A session that ends while somebody is typing: a sentence, a log-in, and the text is still there."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests.journeys.editing import Editor, brothers, text_of, ward_draft
from tests.journeys.watching import check_axe


@pytest.fixture
def editor(enter):
    """Hoa's draft, open in her window."""
    return Editor(enter("hoa", expects=(401, 403)), ward_draft()).open()


def log_in_again(page: Page) -> None:
    """On the log-in page the portal has led to."""
    check_axe(page)
    page.get_by_role("button", name="Nguyễn Thị Hoa").click()


def test_the_text_waits_in_the_browser_for_a_log_in_in_the_same_tab(editor):
    row = brothers(editor.plan)[0]
    editor.at_end(row)
    Session.objects.all().delete()
    editor.type(" Gõ lúc phiên đã hết.")

    expect(editor.said).to_contain_text("Phiên làm việc đã hết")
    expect(editor.saved).to_contain_text("Chưa lưu")
    expect(editor.words(row)).to_have_text(f"{row.text} Gõ lúc phiên đã hết.")
    check_axe(editor.page)
    assert text_of(row) == row.text

    editor.page.goto(editor.address)
    log_in_again(editor.page)
    kept = editor.item(row).locator(".kept")
    expect(kept).to_contain_text("chưa kịp lưu, còn giữ trên máy này")
    expect(kept).to_contain_text(f"{row.text} Gõ lúc phiên đã hết.")
    check_axe(editor.page)
    with editor.storing():
        kept.get_by_role("button", name="Dùng lời này").click()
    expect(kept).to_have_count(0)
    assert text_of(row) == f"{row.text} Gõ lúc phiên đã hết."


def test_a_log_in_in_another_tab_is_enough(editor):
    row = brothers(editor.plan)[0]
    editor.at_end(row)
    Session.objects.all().delete()
    editor.type(" Gõ lúc phiên đã hết.")
    expect(editor.said).to_contain_text("Phiên làm việc đã hết")

    other = editor.page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Nguyễn Thị Hoa").click()
    other.wait_for_url("**/viec-cua-toi/")
    other.close()
    editor.words(row).focus()
    editor.type(" Gõ tiếp.")

    expect(editor.saved).to_contain_text("Đã lưu lúc")
    assert text_of(row) == f"{row.text} Gõ lúc phiên đã hết. Gõ tiếp."
    expect(editor.said).to_have_text("")


def test_without_script_the_text_comes_back_after_the_log_in(enter):
    plan = ward_draft()
    row = brothers(plan)[0]
    editor = Editor(enter("hoa", java_script_enabled=False), plan).open(f"?sua={row.key}")
    editor.item(row).get_by_label("Lời của mục").fill("Gõ lúc phiên đã hết.")
    Session.objects.all().delete()

    editor.item(row).get_by_role("button", name="Ghi đoạn này").click()
    log_in_again(editor.page)

    expect(editor.item(row).locator("textarea[name=text]").first).to_have_value("Gõ lúc phiên đã hết.")
    expect(editor.said).to_contain_text("Phiên làm việc hết lúc đang gõ")
    check_axe(editor.page)
    assert text_of(row) == row.text
    editor.item(row).get_by_role("button", name="Ghi đoạn này").click()
    assert text_of(row) == "Gõ lúc phiên đã hết."


def test_without_script_and_without_any_cookie_the_text_can_be_copied(enter):
    plan = ward_draft()
    row = brothers(plan)[0]
    editor = Editor(enter("hoa", expects=(403,), java_script_enabled=False), plan).open(f"?sua={row.key}")
    editor.item(row).get_by_label("Lời của mục").fill("Gõ lúc mất hết cookie.")
    editor.page.context.clear_cookies()

    editor.item(row).get_by_role("button", name="Ghi đoạn này").click()

    check_axe(editor.page)
    expect(editor.page.get_by_role("heading", level=1)).to_have_text("Trang đã mở quá lâu")
    shown = editor.page.locator("main textarea").evaluate_all("all => all.map(one => one.value)")
    assert "Gõ lúc mất hết cookie." in shown
