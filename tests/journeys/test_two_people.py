"""Two people in one draft: whoever saves second sees both texts, and chooses."""

import pytest
from playwright.sync_api import expect

from plans.models import AuditEntry, Item, Membership, User
from tests.journeys.editing import WARD, Editor, brothers, text_of, unit, ward_draft
from tests.journeys.watching import check_axe


@pytest.fixture
def plan(portal):
    """The ward's draft, in which Hạnh may write as well as Hoa."""
    Membership.objects.create(user=User.objects.get(username="hanh"), unit=unit(WARD), role="drafter")
    return ward_draft()


@pytest.fixture
def hanh(plan, enter):
    """Hạnh's window, opened before anybody changed anything."""
    return Editor(enter("hanh", expects=(409,)), plan).open()


@pytest.fixture
def hoa(plan, hanh, enter):
    """Hoa's window beside it."""
    return Editor(enter("hoa"), plan).open()


def both_write(hoa: Editor, hanh: Editor, row: Item) -> None:
    """Hoa saves first; Hạnh's text of the same paragraph is refused."""
    hoa.at_end(row)
    hoa.type(" Lời của Hoa.")
    hanh.at_end(row)
    hanh.type(" Lời của Hạnh.")


def test_the_second_sees_both_texts_and_joins_them(hoa, hanh):
    row = brothers(hoa.plan)[0]
    both_write(hoa, hanh, row)

    box = hanh.item(row).locator(".conflict")
    expect(box).to_contain_text("Nguyễn Thị Hoa vừa sửa đoạn này trước mình")
    expect(box.locator("[data-part=theirs]")).to_have_text(f"{row.text} Lời của Hoa.")
    expect(box.locator("[data-part=mine]")).to_have_text(f"{row.text} Lời của Hạnh.")
    check_axe(hanh.page)
    assert text_of(row) == f"{row.text} Lời của Hoa."

    with hanh.storing():
        box.get_by_role("button", name="Ghép hai lời để sửa tiếp").click()
    expect(box).to_have_count(0)
    assert text_of(row) == f"{row.text} Lời của Hoa. {row.text} Lời của Hạnh."


def test_the_second_keeps_the_own_text_and_the_trail_keeps_the_other(hoa, hanh):
    row = brothers(hoa.plan)[0]
    both_write(hoa, hanh, row)

    with hanh.storing():
        hanh.item(row).get_by_role("button", name="Dùng lời của mình").click()

    assert text_of(row) == f"{row.text} Lời của Hạnh."
    latest = AuditEntry.objects.filter(plan=hoa.plan, subject=row.key).first()
    assert (latest.actor.username, latest.before) == ("hanh", f"{row.text} Lời của Hoa.")


def test_the_second_gives_way(hoa, hanh):
    row = brothers(hoa.plan)[0]
    both_write(hoa, hanh, row)

    hanh.item(row).get_by_role("button", name="Dùng lời đang lưu").click()

    expect(hanh.words(row)).to_have_text(f"{row.text} Lời của Hoa.")
    expect(hanh.item(row).locator(".conflict")).to_have_count(0)
    hanh.type(" Nối thêm.")
    assert text_of(row) == f"{row.text} Lời của Hoa. Nối thêm."


def test_different_paragraphs_do_not_disturb_each_other(hoa, hanh):
    first, second, *_ = brothers(hoa.plan)
    hoa.at_end(first)
    hoa.type(" Lời của Hoa.")
    hanh.at_end(second)
    hanh.type(" Lời của Hạnh.")

    assert (text_of(first), text_of(second)) == (f"{first.text} Lời của Hoa.", f"{second.text} Lời của Hạnh.")


def test_without_script_a_page_shows_both_texts(hoa, plan, enter):
    row = brothers(plan)[0]
    hanh = Editor(enter("hanh", expects=(409,), java_script_enabled=False), plan).open(f"?sua={row.key}")
    hoa.at_end(row)
    hoa.type(" Lời của Hoa.")

    hanh.item(row).get_by_label("Lời của mục").fill("Lời của Hạnh.")
    hanh.item(row).get_by_role("button", name="Ghi đoạn này").click()

    check_axe(hanh.page)
    conflict = hanh.page.locator("form.conflict")
    expect(conflict).to_contain_text(f"{row.text} Lời của Hoa.")
    expect(conflict).to_contain_text("Lời của Hạnh.")
    assert text_of(row) == f"{row.text} Lời của Hoa."

    conflict.get_by_text("Ghép hai bản thành một").click()
    conflict.get_by_label("Lời sau khi ghép").fill("Lời của Hoa và của Hạnh.")
    conflict.get_by_role("button", name="Dùng lời đã ghép").click()
    assert text_of(row) == "Lời của Hoa và của Hạnh."
    expect(hanh.item(row).locator("textarea[name=text]").first).to_have_value("Lời của Hoa và của Hạnh.")
