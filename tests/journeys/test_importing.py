"""A document from outside is dropped, looked through, corrected, kept, and a plan is drafted from it."""

import re
import zipfile

import pytest
from playwright.sync_api import expect

from plans.importing.reviewing import review_from_json
from plans.models import ImportBatch, ImportedDocument, Plan
from plans.services.importing.many import read_batch
from tests.imported import PLAN
from tests.journeys.conftest import PHONE
from tests.journeys.editing import unit
from tests.journeys.watching import check_axe, visit, widest

START = "/nhap-van-ban/"


@pytest.fixture
def file(tmp_path):
    """The province's plan of last year, as a web page gives it."""
    path = tmp_path / "ke-hoach-tinh-2025.txt"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def bring(page, file):
    """Choose a file on the page for it and wait for its review."""
    visit(page, START)
    page.locator("#id_files").set_input_files(file)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("#nguyen-van")).to_be_visible()
    check_axe(page)


def review():
    return review_from_json(ImportedDocument.objects.latest("pk").review)


def test_a_parents_plan_is_imported_corrected_kept_and_drafted_from(enter, file):
    page = enter("hoa")
    visit(page, START)
    bring(page, file)
    expect(page.locator("#f-number")).to_contain_text("41/KH-UBND")

    page.locator("#f-theme").click(position={"x": 5, "y": 5})
    expect(page.locator("#d18")).to_have_class(re.compile(r"\blit\b"))
    page.locator("#d5").click()
    expect(page.locator("#f-number")).to_have_class(re.compile(r"\blit\b"))

    page.get_by_role("button", name="Bỏ ra dòng 34").click()
    expect(page.locator("#chua-hieu")).to_contain_text("Mọi dòng đã có chỗ")
    expect(page.locator("#dem-dong")).to_have_text("34 trong 34 dòng")
    page.get_by_role("link", name="Sửa đoạn - Gia đình").click()
    expect(page.locator(".item-form")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Nối vào đoạn trên").click()
    expect(page.locator(".tree")).to_contain_text("mùa hè an toàn. Gia đình, nhà trường")
    page.get_by_role("link", name="Sửa thông tin").click()
    check_axe(page)
    page.get_by_label("Chủ đề").fill("Lắng nghe trẻ em")
    page.get_by_role("button", name="Ghi thông tin").click()
    expect(page.locator("#f-theme")).to_contain_text("Lắng nghe trẻ em")
    assert (review().content.theme, review().unread) == ("Lắng nghe trẻ em", ())

    page.get_by_role("button", name="Giữ văn bản…").click()
    check_axe(page)
    page.get_by_label("UBND tỉnh Thái Nguyên").check()
    page.get_by_role("button", name="Giữ văn bản", exact=True).click()
    expect(page.locator(".workhead")).to_contain_text("bản do UBND phường Đức Xuân nhập từ tệp")
    check_axe(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name="ke-hoach-tinh-2025.txt").click()
    with open(coming.value.path(), encoding="utf-8") as original:
        assert original.read() == PLAN

    page.get_by_role("button", name="Soạn kế hoạch từ kế hoạch này").click()
    expect(page.locator(".items > .item").first).to_be_visible()
    check_axe(page)
    draft = Plan.objects.get(issuing_unit=unit("01840"), year=2025, status="draft")
    assert draft.parent_documents.get().parent_plan.recorded_by == unit("01840")


def test_without_script_the_same_is_done_by_forms(enter, file):
    page = enter("hoa", java_script_enabled=False)
    bring(page, file)

    page.get_by_role("button", name="Là nội dung dòng 34").click()
    check_axe(page)
    expect(page.locator("#chua-hieu")).to_contain_text("Mọi dòng đã có chỗ")
    page.get_by_role("link", name="Sửa đoạn - LEAVE A REPLY").click()
    page.get_by_label("Lời của đoạn").fill("Việc khác do phường làm.")
    page.get_by_role("button", name="Ghi đoạn này").click()
    expect(page.locator(".tree")).to_contain_text("Việc khác do phường làm.")

    page.get_by_label("Giữ văn bản này làm").select_option("draft")
    page.get_by_role("button", name="Giữ văn bản…").click()
    check_axe(page)
    page.get_by_role("button", name="Giữ văn bản", exact=True).click()
    expect(page.locator(".items")).to_contain_text("Việc khác do phường làm.")
    check_axe(page)


def test_a_bad_file_is_one_sentence(enter, tmp_path):
    page = enter("hoa", expects=(422,))
    bad = tmp_path / "hong.pdf"
    bad.write_bytes(b"%PDF-1.4 hong")
    visit(page, START)
    page.locator("#id_files").set_input_files(str(bad))
    page.get_by_role("button", name="Đọc văn bản").click()

    expect(page.get_by_role("alert")).to_contain_text("Tệp PDF bị hỏng")
    check_axe(page)


def test_many_are_followed_to_their_table(enter, tmp_path):
    page = enter("hoa")
    path = tmp_path / "ca-loat.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", PLAN)
        archive.writestr("trong.txt", "")
    visit(page, START)
    page.locator("#id_files").set_input_files(str(path))
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", name="Đang đọc")).to_be_visible()
    check_axe(page)

    read_batch(ImportBatch.objects.get().pk)  # as the worker does

    expect(page.get_by_role("heading", name="Đã đọc xong")).to_be_visible()
    expect(page.locator("table")).to_contain_text("Tệp trống")
    check_axe(page)
    page.get_by_role("link", name="a.txt").click()
    expect(page.locator("#f-number")).to_contain_text("41/KH-UBND")
    check_axe(page)


def test_on_a_telephone(enter, file):
    page = enter("hoa", viewport=PHONE)
    visit(page, START)
    assert widest(page) == 0
    bring(page, file)
    assert widest(page) == 0

    page.get_by_role("link", name="Đã đọc được").click()
    expect(page.locator("#f-number")).to_be_visible()
    check_axe(page)
    page.goto(f"{page.url.split('#')[0]}giu/?lam=anothers")
    check_axe(page)
    assert widest(page) == 0
