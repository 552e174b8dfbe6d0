"""The same path with the keyboard alone: not one call of the mouse, from log-in to the PDF."""

from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from plans.models import Item, Plan
from tests.journeys.editing import Editor, brothers, text_of, texts_under, unit
from tests.journeys.watching import check_axe, visit

_FOCUSED = """() => {
  const one = document.activeElement;
  const label = one.labels?.[0]?.innerText ?? "";
  const words = one.matches("[role=region], aside, body") ? "" : one.textContent;
  return `${one.getAttribute("aria-label") ?? ""} ${label} ${words}`.replace(/\\s+/g, " ").trim();
}"""


class Mouse:
    """Stands in for Playwright's mouse: touching it fails the journey."""

    def __getattr__(self, name: str) -> None:
        pytest.fail(f"the journey reached for the mouse: {name}")


def tab_to(page: Page, words: str, *, key: str = "Tab", most: int = 90) -> None:
    """Press Tab until what is focused is called by these words."""
    for _ in range(most):
        page.keyboard.press(key)
        if words in page.evaluate(_FOCUSED):
            return
    pytest.fail(f"{key} does not lead to “{words}”; it is at “{page.evaluate(_FOCUSED)}”")


def go_down_to(editor: Editor, row: Item) -> None:
    """Walk from paragraph to paragraph with the arrow key."""
    for _ in range(200):
        if editor.page.evaluate("document.activeElement.closest('.item')?.dataset.key") == row.key:
            editor.page.keyboard.press("Control+End")
            return
        editor.page.keyboard.press("ArrowDown")
    pytest.fail("the arrow key does not lead to the paragraph")


def brothers_now(row: Item) -> list[str]:
    """The keys of the paragraphs under the same heading as they stand now."""
    rows = Item.objects.filter(parent_id=row.parent_id, removed_at=None).order_by("position")
    return list(rows.values_list("key", flat=True))


@pytest.fixture
def page(enter, monkeypatch):
    """Hoa's window before she logs in; her mouse is broken."""
    page = enter()
    monkeypatch.setattr(type(page), "mouse", property(lambda self: Mouse()))
    return page


@pytest.fixture
def editor(page):
    """Logged in and with a draft opened by keys alone."""
    visit(page, "/")
    tab_to(page, "Nguyễn Thị Hoa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec-cua-toi/")
    check_axe(page)
    tab_to(page, "Soạn kế hoạch từ kế hoạch này")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soan/")
    check_axe(page)
    return Editor(page, Plan.objects.get(issuing_unit=unit("01840")))


def test_the_draft_is_written_with_keys_alone(editor):
    page, first = editor.page, brothers(editor.plan)[0]
    told = texts_under(first.parent_id)
    tab_to(page, "Lời của đoạn I.")
    go_down_to(editor, first)
    expect(editor.item(first).get_by_role("toolbar")).to_be_visible()

    editor.type(" Bằng bàn phím.")
    assert text_of(first) == f"{told[0]} Bằng bàn phím."

    page.keyboard.press("Enter")
    editor.type("Đoạn thêm", "them/")
    new = Item.objects.get(plan=editor.plan, text="Đoạn thêm")
    editor.press("Alt+ArrowDown", "xuong/")
    editor.press("Shift+Tab", "ra/")
    expect(editor.numeral(new)).to_have_text("2.")
    editor.press("Control+z", "dat/")
    editor.press("Control+z", "dat/")
    expect(editor.numeral(new)).to_have_text("-")
    assert texts_under(first.parent_id) == [text_of(first), "Đoạn thêm", *told[1:]]
    expect(editor.words(new)).to_be_focused()

    page.keyboard.press("ArrowUp")
    expect(editor.words(first)).to_be_focused()
    page.keyboard.press("Escape")
    tab_to(page, "Bỏ…")
    page.keyboard.press("Enter")
    expect(editor.item(first).get_by_label("Lý do bỏ đoạn này")).to_be_focused()
    page.keyboard.type("Không làm ở phường")
    editor.press("Enter", "bo/")
    assert Item.objects.get(pk=first.pk).dropped_reason == "Không làm ở phường"
    expect(editor.item(first).get_by_role("button", name="Dùng lại mục này")).to_be_focused()
    editor.press("Enter", "dung-lai/")
    assert Item.objects.get(pk=first.pk).dropped_reason == ""
    expect(editor.words(first)).to_be_focused()


def test_keys_pressed_faster_than_the_portal_answers_are_all_obeyed_in_order(editor):
    page, first = editor.page, brothers(editor.plan)[0]
    told = texts_under(first.parent_id)
    tab_to(page, "Lời của đoạn I.")
    go_down_to(editor, first)

    with editor.storing_all("xuong/", "xuong/"):
        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Alt+ArrowDown")
    assert texts_under(first.parent_id)[:3] == [told[1], told[2], told[0]]
    expect(editor.words(first)).to_be_focused()

    with editor.storing_all("dat/", "dat/"):
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")
    assert texts_under(first.parent_id) == told

    with editor.storing_all("dat/", "dat/", "len/"):
        page.keyboard.press("Control+y")
        page.keyboard.press("Control+y")
        page.keyboard.press("Alt+ArrowUp")
    assert texts_under(first.parent_id)[:3] == [told[1], told[0], told[2]]
    shown = page.locator(".items > .item").evaluate_all("all => all.map(one => one.dataset.key)")
    assert shown[shown.index(first.key) - 1] == brothers_now(first)[0]


def test_a_paragraph_is_moved_before_it_is_stored_and_all_of_it_is_taken_back(editor):
    page, first = editor.page, brothers(editor.plan)[0]
    told = texts_under(first.parent_id)
    tab_to(page, "Lời của đoạn I.")
    go_down_to(editor, first)

    page.keyboard.press("Enter")
    with editor.storing_all("them/", "xuong/", "len/"):
        page.keyboard.type("Đoạn vội")
        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Alt+ArrowUp")
    assert texts_under(first.parent_id) == [told[0], "Đoạn vội", *told[1:]]

    with editor.storing_all("dat/", "dat/", "xoa/"):
        for _ in range(3):
            page.keyboard.press("Control+z")
    expect(page.get_by_text("Đoạn vội")).to_have_count(0)
    assert texts_under(first.parent_id) == told


def test_facts_and_the_pdf_are_reached_with_keys_alone(editor):
    page, plan = editor.page, editor.plan
    tab_to(page, "Lời của đoạn I.")
    page.keyboard.press("Escape")
    tab_to(page, "Rà soát")
    page.keyboard.press("ArrowLeft")
    tab_to(page, "Sửa hạn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thong-tin/han/")
    check_axe(page)
    tab_to(page, "Ngày")
    page.keyboard.press("Control+a")
    page.keyboard.type("06/7/2026")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soan/**")
    assert f"{plan.deadlines.get(purpose='report').due_on}" == "2026-07-06"
    expect(page.locator(".fact[data-fact='hạn báo cáo']").first).to_contain_text("06/7/2026")

    tab_to(page, "Tải bản PDF")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    with open(coming.value.path(), "rb") as file, pdfplumber.open(BytesIO(file.read())) as pdf:
        assert "06/7/2026" in " ".join(page.extract_text() for page in pdf.pages)


def test_the_skip_link_leads_past_the_bars(page):
    visit(page, "/")
    tab_to(page, "Nguyễn Thị Hoa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec-cua-toi/")
    check_axe(page)
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED) == "Tới nội dung chính"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
