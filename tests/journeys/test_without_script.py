"""The same path in a browser that runs no script: plain forms, nothing lost."""

from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import expect

from plans.models import Item, Plan
from tests.journeys.editing import Editor, brothers, text_of, texts_under, unit, ward_draft
from tests.journeys.watching import check_axe, visit


@pytest.fixture
def editor(enter):
    """The ward's new draft in a browser without script."""
    return Editor(enter("hoa", expects=(422,), java_script_enabled=False), ward_draft()).open()


def open_form(editor: Editor, row: Item):
    """Press *Sửa* beside a paragraph; answers with the paragraph, now a form."""
    editor.item(row).locator(".edit-link").click()
    expect(editor.item(row).locator("textarea[name=text]").first).to_be_visible()
    return editor.item(row)


def test_a_draft_is_derived_and_read(enter):
    page = enter(java_script_enabled=False)
    visit(page, "/")
    page.get_by_role("button", name="Nguyễn Thị Hoa").click()
    check_axe(page)
    page.get_by_role("button", name="Soạn kế hoạch từ kế hoạch này").click()
    check_axe(page)

    plan = Plan.objects.get(issuing_unit=unit("01840"))
    assert page.locator(".items > .item").count() == Item.objects.filter(plan=plan).count()
    for name in ("Thông tin", "Rà soát", "Cấp trên", "Phân công", "Bản in"):
        page.locator(".tabs > label", has_text=name).click()
        expect(page.locator(f".tabs > section[aria-label*='{name.lower()[-5:]}' i]").first).to_be_visible()


def test_a_paragraph_is_changed_in_a_form(editor):
    row = brothers(editor.plan)[0]

    form = open_form(editor, row)
    check_axe(editor.page)
    form.get_by_label("Lời của mục").fill("Lời mới <b>không đậm</b>")
    form.get_by_role("button", name="Ghi đoạn này").click()

    assert text_of(row) == "Lời mới <b>không đậm</b>"
    form = editor.item(row)
    form.get_by_label("Lời của mục").fill("   ")
    form.get_by_role("button", name="Ghi đoạn này").click()
    check_axe(editor.page)
    expect(editor.said).to_contain_text("Đoạn trống thì không giữ")
    assert text_of(row) == "Lời mới <b>không đậm</b>"


def test_paragraphs_are_added_moved_and_removed(editor):
    row = brothers(editor.plan)[0]
    told = texts_under(row.parent_id)

    form = open_form(editor, row)
    form.get_by_text("Thêm đoạn sau đoạn này").click()
    form.get_by_label("Mỗi dòng thành một đoạn").fill("- Đoạn một\n- Đoạn hai")
    form.get_by_role("button", name="Thêm đoạn").click()
    assert texts_under(row.parent_id) == [told[0], "Đoạn một", "Đoạn hai", *told[1:]]

    new = Item.objects.get(plan=editor.plan, text="Đoạn một")
    form = editor.item(new)
    form.get_by_label("Lời của mục").fill("Đoạn một, sửa rồi chuyển")
    form.get_by_role("button", name="Chuyển xuống dưới").click()
    assert texts_under(row.parent_id) == [told[0], "Đoạn hai", "Đoạn một, sửa rồi chuyển", *told[1:]]
    editor.item(new).get_by_role("button", name="Lên một cấp").click()
    expect(editor.numeral(new)).to_have_text("2.")
    editor.item(new).get_by_role("button", name="Xuống một cấp").click()

    editor.item(new).get_by_text("Xóa đoạn này").first.click()
    editor.item(new).get_by_role("button", name="Xóa đoạn này").click()
    check_axe(editor.page)
    expect(editor.item(new)).to_have_count(0)
    editor.page.get_by_role("button", name="Lấy lại đoạn vừa xóa").click()
    expect(editor.item(new)).to_be_visible()
    assert Item.objects.get(pk=new.pk).removed_at is None


def test_the_parents_paragraph_is_dropped_with_a_reason(editor):
    row = brothers(editor.plan)[1]

    form = open_form(editor, row)
    form.get_by_text("Bỏ đoạn này, có lý do").click()
    form.get_by_role("button", name="Bỏ đoạn này").click()
    expect(editor.said).to_contain_text("Ghi lý do bỏ")
    check_axe(editor.page)

    form = editor.item(row)
    form.get_by_text("Bỏ đoạn này, có lý do").click()
    form.get_by_label("Lý do bỏ").fill("Phường không có việc này")
    form.get_by_role("button", name="Bỏ đoạn này").click()
    expect(editor.item(row)).to_contain_text("Không in. Lý do: Phường không có việc này")
    assert Item.objects.get(pk=row.pk).dropped_reason == "Phường không có việc này"
    editor.item(row).get_by_role("button", name="Dùng lại mục này").click()
    assert Item.objects.get(pk=row.pk).dropped_reason == ""


def test_facts_change_and_the_print_shows_them(editor):
    page = editor.page
    editor.tab("Thông tin")
    page.get_by_role("link", name="Sửa chủ đề").click()
    check_axe(page)
    page.get_by_label("Chủ đề").fill("Mọi trẻ em đều được học bơi")
    page.get_by_role("button", name="Ghi chủ đề").click()
    expect(page.locator(".fact[data-fact='chủ đề']").first).to_have_text("Mọi trẻ em đều được học bơi")
    assert Plan.objects.get(pk=editor.plan.pk).theme_text == "Mọi trẻ em đều được học bơi"

    page.get_by_role("link", name="Xem bản in", exact=True).click()
    check_axe(page)
    assert page.locator("figure img, .sheet img, img").first.evaluate("one => one.naturalWidth") > 300
    page.goto(editor.address)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải bản PDF").click()
    with open(coming.value.path(), "rb") as file, pdfplumber.open(BytesIO(file.read())) as pdf:
        words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Mọi trẻ em đều được học bơi" in words
