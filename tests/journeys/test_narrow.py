"""A telephone (390 × 844) and a laptop at 200 % (683 × 384): nothing is cut off, everything can be done."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from plans.models import Item
from tests.journeys.conftest import PHONE
from tests.journeys.editing import Editor, brothers, text_of, ward_draft
from tests.journeys.watching import check_axe, visit, widest

ZOOMED = {"width": 683, "height": 384}
WORK = ("/viec-cua-toi/", "/ke-hoach/", "/ke-hoach/soan-moi/")
CATALOGUE = ("/danh-muc/", "/danh-muc/don-vi/", "/danh-muc/nam/2026/")
OF_A_PLAN = ("", "soan/", "ban-in/", "thong-tin/han/")


@pytest.mark.parametrize("window", [PHONE, ZOOMED], ids=["telephone", "200-percent"])
def test_no_page_is_wider_than_the_window(enter, window):
    plan = ward_draft()
    page = enter("hoa", viewport=window)

    for address in (*WORK, *CATALOGUE, *(f"/ke-hoach/{plan.pk}/{name}" for name in OF_A_PLAN)):
        visit(page, address)
        assert (address, widest(page)) == (address, 0)


def test_the_log_in_fits_a_telephone(enter):
    page = enter(viewport=PHONE)
    visit(page, "/dang-nhap/")
    assert widest(page) == 0
    page.get_by_role("button", name="Nguyễn Thị Hoa").click()
    check_axe(page)
    expect(page.get_by_role("button", name="Soạn kế hoạch từ kế hoạch này")).to_be_in_viewport()


def test_one_pane_at_a_time_on_a_telephone(enter):
    editor = Editor(enter("hoa", viewport=PHONE, has_touch=True, is_mobile=True), ward_draft()).open()
    page = editor.page
    panes = {"Văn bản": "#van-ban", "Mục lục": "#muc-luc", "Bên cạnh": "#ben-canh"}

    for name in ("Mục lục", "Bên cạnh", "Văn bản"):
        page.locator(".paneswitch a", has_text=name).tap()
        for pane in panes.values():
            expect(page.locator(pane)).to_be_visible(visible=pane == panes[name])
        assert (name, widest(page)) == (name, 0)
        check_axe(page)

    page.locator(".paneswitch a", has_text="Mục lục").tap()
    page.locator("#muc-luc a", has_text="Nội dung hoạt động").tap()
    part = Item.objects.get(plan=editor.plan, parent=None, text="Nội dung hoạt động")
    expect(editor.item(part)).to_be_in_viewport()


def test_a_paragraph_is_edited_on_a_telephone(enter):
    editor = Editor(enter("hoa", viewport=PHONE, has_touch=True, is_mobile=True), ward_draft()).open()
    row = brothers(editor.plan)[0]

    editor.words(row).tap()
    toolbar = editor.item(row).get_by_role("toolbar")
    expect(toolbar).to_be_visible()
    boxes = [one.bounding_box() for one in toolbar.locator("button, select").all()]
    for before, box in pairwise(boxes):
        assert box["x"] >= before["x"] + before["width"] or box["y"] >= before["y"] + before["height"]
    for box in boxes:
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert min(box["width"], box["height"]) >= 24
    editor.page.keyboard.press("Control+End")
    editor.type(" Gõ trên điện thoại.")
    assert text_of(row) == f"{row.text} Gõ trên điện thoại."

    with editor.storing("xuong/"):
        toolbar.get_by_role("button", name="Chuyển xuống dưới").tap()
    check_axe(editor.page)
    assert widest(editor.page) == 0


def test_a_paragraph_is_edited_at_twice_the_size(enter):
    editor = Editor(enter("hoa", viewport=ZOOMED), ward_draft()).open()
    row = brothers(editor.plan)[0]
    editor.at_end(row)
    editor.type(" Gõ ở cỡ chữ gấp đôi.")

    assert text_of(row) == f"{row.text} Gõ ở cỡ chữ gấp đôi."
    expect(editor.words(row)).to_be_in_viewport()
    covered = """one => {
      const box = one.getClientRects()[0];
      return !one.contains(document.elementFromPoint(box.x + 5, box.y + 5));
    }"""
    assert not editor.words(row).evaluate(covered)
