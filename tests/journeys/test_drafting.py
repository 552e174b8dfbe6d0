"""Hoa drafts the ward's plan from the province's: the path of the three-minute tour."""

import re
from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import expect

from plans.models import AuditEntry, Item, Plan
from tests.journeys.editing import Editor, brothers, text_of, texts_under, unit, ward_draft
from tests.journeys.watching import check_axe, visit


@pytest.fixture
def editor(enter):
    """The ward's new draft, open in Hoa's window."""
    return Editor(enter("hoa", expects=(422,)), ward_draft()).open()


def test_hoa_sees_what_is_asked_of_her_and_one_press_opens_a_draft(enter):
    page = enter()
    visit(page, "/")
    page.get_by_role("button", name="Nguyễn Thị Hoa").click()

    check_axe(page)
    call = page.locator(".call")
    expect(call).to_contain_text("trước ngày 22/5/2026")
    expect(call.locator(".countdown")).to_contain_text("8")
    expect(call).to_contain_text(re.compile(r"[1-9]\d* việc giao cho xã, phường"))
    expect(page.locator("#dang-soan + span")).to_have_text("0 dự thảo")

    call.get_by_role("button", name="Soạn kế hoạch từ kế hoạch này").click()
    check_axe(page)
    plan = Plan.objects.get(issuing_unit=unit("01840"))
    assert page.url.endswith(f"/ke-hoach/{plan.pk}/soan/")
    expect(page.locator("#phan-dau")).to_contain_text("Thực hiện Kế hoạch số 115/KH-UBND ngày 28 tháng 4 năm 2026")
    assert [parent.parent_plan.short_name for parent in plan.parent_documents.all()] == ["thai-nguyen-2026"]
    assert (plan.status, plan.updated_by.username) == ("draft", "hoa")
    assert set(page.locator(".items > .item").evaluate_all("all => all.map(one => one.dataset.key)")) == set(
        Item.objects.filter(plan=plan).values_list("key", flat=True)
    )


def test_words_are_stored_when_the_hands_rest_and_the_foot_says_when(editor):
    row = brothers(editor.plan)[0]
    before = row.text

    editor.at_end(row)
    with editor.storing():
        editor.page.keyboard.type(" Thêm ở phường.")
        expect(editor.saved).to_contain_text("Đang gõ, chưa lưu")

    expect(editor.saved).to_contain_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    expect(editor.item(row).locator(".saved-here")).to_contain_text(re.compile(r"đã lưu lúc \d\d:\d\d"))
    expect(editor.item(row).locator(":scope > .origin")).to_have_text("đã sửa")
    assert text_of(row) == f"{before} Thêm ở phường."
    assert AuditEntry.objects.filter(plan=editor.plan, subject=row.key).count() == 1

    editor.page.reload()
    expect(editor.words(row)).to_have_text(f"{before} Thêm ở phường.")


def test_enter_adds_tab_changes_the_level_alt_arrows_move_and_ctrl_z_takes_back(editor):
    first = brothers(editor.plan)[0]
    told = texts_under(first.parent_id)
    keyboard = editor.page.keyboard

    editor.at_end(first)
    keyboard.press("Enter")
    editor.type("Việc riêng của phường", "them/")
    expect(editor.saved).to_contain_text("Đã lưu lúc")
    new = Item.objects.get(plan=editor.plan, text="Việc riêng của phường")
    assert texts_under(first.parent_id) == [told[0], new.text, *told[1:]]
    expect(editor.numeral(new)).to_have_text("-")
    expect(editor.item(new).locator(":scope > .origin")).to_have_text("mới")

    editor.press("Alt+ArrowDown", "xuong/")
    assert texts_under(first.parent_id) == [told[0], told[1], new.text, *told[2:]]
    editor.press("Alt+ArrowUp", "len/")
    assert texts_under(first.parent_id) == [told[0], new.text, *told[1:]]

    editor.press("Shift+Tab", "ra/")
    expect(editor.numeral(new)).to_have_text("2.")
    new.refresh_from_db()
    assert new.parent_id == Item.objects.get(pk=first.parent_id).parent_id
    editor.press("Tab", "vao/")
    expect(editor.numeral(new)).to_have_text("-")
    assert texts_under(first.parent_id)[-1] == new.text
    expect(editor.words(new)).to_be_focused()

    editor.press("Control+z", "dat/")  # the level
    expect(editor.numeral(new)).to_have_text("2.")
    editor.press("Control+z", "dat/")
    assert texts_under(first.parent_id) == [told[0], new.text, *told[1:]]
    assert editor.page.locator(".items > .item").count() == Item.objects.filter(plan=editor.plan).count()


def test_enter_in_the_middle_cuts_a_paragraph_in_two_and_backspace_joins_it(editor):
    row = brothers(editor.plan)[0]
    head, tail = row.text[: row.text.index(" ")], row.text[row.text.index(" ") + 1 :]

    editor.words(row).click()
    editor.page.keyboard.press("Control+Home")
    for _ in range(len(head) + 1):
        editor.page.keyboard.press("ArrowRight")
    with editor.storing("them/"), editor.storing(f"{row.key}/$"):
        editor.page.keyboard.press("Enter")
    assert texts_under(row.parent_id)[:2] == [head, tail]

    editor.press("Backspace", "noi/")
    expect(editor.words(row)).to_have_text(row.text)
    assert texts_under(row.parent_id)[0] == row.text
    expect(editor.words(row)).to_be_focused()


def test_a_paragraph_is_dragged_to_another_place(editor):
    first, _, third, *_ = brothers(editor.plan)
    told = texts_under(first.parent_id)

    editor.words(third).scroll_into_view_if_needed()
    editor.item(first).hover()
    with editor.storing("dat/"):
        editor.item(first).locator(".grip").drag_to(editor.words(third))

    assert texts_under(first.parent_id)[:3] == [told[1], told[2], told[0]]
    shown = editor.page.locator(".items > .item").evaluate_all("all => all.map(one => one.dataset.key)")
    assert shown.index(third.key) + 1 == shown.index(first.key)


def test_several_paragraphs_from_word_become_items(editor):
    first = brothers(editor.plan)[0]
    told = texts_under(first.parent_id)
    editor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = "\r\n".join(["", "- Dạy bơi cho trẻ em", "- Phát sách tới thôn", "+ Thư viện lưu động", ""])
    editor.page.evaluate("text => navigator.clipboard.writeText(text)", copied)

    editor.at_end(first)
    editor.page.keyboard.press("Enter")
    with editor.storing("them/"):
        editor.page.keyboard.press("Control+v")

    assert texts_under(first.parent_id)[:4] == [told[0], "Dạy bơi cho trẻ em", "Phát sách tới thôn", told[1]]
    below = Item.objects.get(plan=editor.plan, text="Thư viện lưu động")
    assert below.parent.text == "Phát sách tới thôn"
    expect(editor.numeral(below)).to_have_text("+")
    expect(editor.words(below)).to_be_focused()

    with editor.storing("xoa/"):
        editor.page.keyboard.press("Control+z")
    expect(editor.words(below)).to_have_count(0)
    assert texts_under(first.parent_id) == told


def test_what_the_parent_wrote_is_dropped_with_a_reason_and_taken_up_again(editor):
    row = brothers(editor.plan)[1]

    editor.words(row).click()
    editor.item(row).get_by_role("button", name="Bỏ…").click()
    reason = editor.item(row).get_by_label("Lý do bỏ đoạn này")
    expect(reason).to_be_focused()
    reason.fill("   ")
    editor.page.keyboard.press("Enter")
    expect(editor.said).to_contain_text("Ghi lý do bỏ")
    expect(editor.words(row)).to_have_text(row.text)

    reason.fill("Phường không có việc này")
    editor.press("Enter", "bo/")
    expect(editor.item(row)).to_contain_text("Không in. Lý do: Phường không có việc này")
    check_axe(editor.page)
    assert Item.objects.get(pk=row.pk).dropped_reason == "Phường không có việc này"

    with editor.storing("dung-lai/"):
        editor.item(row).get_by_role("button", name="Dùng lại mục này").click()
    expect(editor.item(row).locator(".reason")).to_have_count(0)
    assert (Item.objects.get(pk=row.pk).dropped_reason, text_of(row)) == ("", row.text)
    editor.at_end(row)
    editor.type(" Lại dùng.")
    assert text_of(row) == f"{row.text} Lại dùng."


def test_a_deadline_is_changed_once_and_the_text_follows(editor):
    page, plan = editor.page, editor.plan
    deadline = plan.deadlines.get(purpose="report")
    says = page.locator(".fact[data-fact='hạn báo cáo']")
    assert says.count() > 0
    expect(says.first).to_contain_text(f"{deadline.due_on:%d/%-m/%Y}")

    editor.tab("Thông tin")
    page.get_by_role("link", name="Sửa hạn").click()
    check_axe(page)
    page.locator("fieldset").first.get_by_label("Ngày", exact=True).fill("31/6/2026")
    page.get_by_role("button", name="Ghi hạn").click()
    check_axe(page)
    expect(page.locator("fieldset").first.get_by_label("Ngày", exact=True)).to_have_value("31/6/2026")
    expect(page.locator("fieldset").first).to_contain_text("Không có ngày 31/6/2026 trên lịch")

    page.locator("fieldset").first.get_by_label("Ngày", exact=True).fill("03/7/2026")
    page.get_by_role("button", name="Ghi hạn").click()
    expect(says.first).to_contain_text("03/7/2026")
    expect(page.locator(".tabs section").first).to_contain_text("03/7/2026")
    deadline = plan.deadlines.get(purpose="report")
    assert f"{deadline.due_on:%d/%m/%Y}" == "03/07/2026"
    assert "03/7/2026" in _pdf_words(editor)


def test_the_printed_pages_stand_beside_the_text_and_follow_it(editor):
    page, row = editor.page, brothers(editor.plan)[0]
    editor.tab("Bản in")
    pictures = page.locator("#p-ban-in img")
    expect(pictures.first).to_be_visible()
    expect(pictures.first).to_have_js_property("complete", True)
    assert pictures.first.evaluate("one => one.naturalWidth") > 300
    old = pictures.first.get_attribute("src")

    editor.at_end(row)
    editor.type(" Chữ mới trên bản in.")
    expect(pictures.first).not_to_have_attribute("src", old)
    assert "Chữ mới trên bản in." in _pdf_words(editor)

    page.get_by_role("link", name="Xem bản in", exact=True).click()
    check_axe(page)
    expect(page.locator("img").first).to_be_visible()


def _pdf_words(editor: Editor) -> str:
    """The words of the PDF that the head of the editor offers."""
    with editor.page.expect_download() as coming:
        editor.page.get_by_role("link", name="Tải bản PDF").click()
    assert coming.value.suggested_filename == "Dự thảo kế hoạch, UBND phường Đức Xuân, 2026.pdf"
    with open(coming.value.path(), "rb") as file, pdfplumber.open(BytesIO(file.read())) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
