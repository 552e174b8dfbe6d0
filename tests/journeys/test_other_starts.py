"""Everybody else's way to a draft, what a stranger does not see, and the catalogue an administrator keeps."""

import pytest
from playwright.sync_api import expect

from plans.models import IssuingUnit, Item, Plan, Theme
from tests.journeys.editing import CITY, WARD, Editor, unit, ward_draft
from tests.journeys.watching import check_axe, visit


def opened_draft(page, code: str) -> Plan:
    """The one draft of the unit, which the window shows in its editor."""
    plan = Plan.objects.get(issuing_unit=unit(code), status="draft")
    assert page.url.split("#")[0].endswith(f"/ke-hoach/{plan.pk}/soan/")
    check_axe(page)
    expect(page.locator(".items > .item").first).to_be_visible()
    return plan


def test_lan_drafts_her_departments_plan_from_the_provinces(enter):
    page = enter("lan")
    visit(page, "/viec-cua-toi/")
    page.get_by_role("button", name="Soạn kế hoạch từ kế hoạch này").click()

    plan = opened_draft(page, "19-SYT")
    assert plan.parent_documents.get().parent_plan.short_name == "thai-nguyen-2026"
    expect(page.locator("#phan-dau")).to_contain_text("SỞ Y TẾ")
    expect(page.locator("#phan-dau")).to_contain_text("Thực hiện Kế hoạch số 115/KH-UBND")
    assert Item.objects.filter(plan=plan).exclude(origin_key="").exists()


def test_dung_drafts_the_citys_plan_from_a_ministrys_letter(enter):
    page = enter("dung")
    visit(page, "/ke-hoach/soan-moi/")
    letters = page.locator("section[aria-labelledby=theo-van-ban]")
    letters.get_by_role("button", name="Soạn theo văn bản này").first.click()

    plan = opened_draft(page, CITY)
    cited = plan.parent_documents.get()
    assert (cited.parent_plan, cited.kind) == (None, "letter")
    expect(page.locator("#phan-dau")).to_contain_text(f"Thực hiện Công văn số {cited.document_number}")


def test_dung_drafts_from_the_citys_own_plan_of_an_earlier_year(enter):
    page = enter("dung")
    visit(page, "/ke-hoach/soan-moi/")
    earlier = page.locator("section[aria-labelledby=tu-nam-truoc]")
    earlier.get_by_role("button", name="Soạn lại cho năm nay").first.click()

    plan = opened_draft(page, CITY)
    assert (plan.year, plan.previous_plan.short_name) == (2026, "hai-phong-2024")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2026")
    expect(page.locator("#p-ra-soat")).to_contain_text("Cần xem lại")


def test_a_plan_is_started_from_nothing(enter):
    page = enter("dung", expects=(422,))
    visit(page, "/ke-hoach/soan-moi/")
    title = page.get_by_label("Trích yếu")
    title.fill("")
    page.get_by_role("button", name="Soạn kế hoạch mới").click()
    check_axe(page)
    expect(page.locator("form [aria-invalid=true]")).to_be_visible()
    assert not Plan.objects.filter(issuing_unit=unit(CITY), status="draft").exists()

    title.fill("Phòng, chống đuối nước cho trẻ em năm 2026")
    page.get_by_role("button", name="Soạn kế hoạch mới").click()
    plan = opened_draft(page, CITY)
    assert (plan.abstract, plan.parent_documents.count()) == ("Phòng, chống đuối nước cho trẻ em năm 2026", 0)


def test_khach_sees_nothing_of_the_ward(enter):
    plan = ward_draft()
    page = enter("khach", expects=(404,))
    visit(page, "/ke-hoach/")
    expect(page.locator("main")).to_contain_text("tỉnh Thái Nguyên")
    expect(page.locator("main")).not_to_contain_text("Đức Xuân")
    visit(page, "/viec-cua-toi/")
    expect(page.locator("main")).not_to_contain_text("Đức Xuân")

    for address in ("", "soan/", "tai-ve.pdf", "ban-in/", "thong-tin/han/"):
        response = page.goto(f"/ke-hoach/{plan.pk}/{address}")
        assert response.status == 404
        check_axe(page)
        expect(page.locator("main")).not_to_contain_text("Đức Xuân")


@pytest.mark.parametrize("username", ["binh", "mai", "tu"])
def test_who_does_not_draft_reads_the_draft_instead(enter, username):
    plan = ward_draft()
    page = enter(username)
    visit(page, f"/ke-hoach/{plan.pk}/soan/")

    assert page.url.endswith(f"/ke-hoach/{plan.pk}/")
    expect(page.get_by_text("Chỉ người soạn thảo của đơn vị mới sửa được dự thảo này.")).to_be_visible()
    expect(page.locator("[contenteditable]")).to_have_count(0)


def test_the_administrator_changes_a_unit_in_the_catalogue(enter):
    page = enter("quantri", expects=(422,))
    visit(page, "/danh-muc/")
    page.get_by_role("link", name="Tìm đơn vị").click()
    check_axe(page)
    page.get_by_role("textbox", name="Tìm").or_(page.locator("#id_tim")).last.fill("duc xuan")
    page.get_by_role("button", name="Tìm đơn vị").click()
    page.get_by_role("link", name="UBND phường Đức Xuân").first.click()
    check_axe(page)
    page.get_by_role("link", name="Sửa đơn vị").click()
    check_axe(page)

    field = page.locator("[name=archive_note]")
    field.fill("VT, VHXH, TE")
    page.locator("form .btn-primary").last.click()
    check_axe(page)

    assert IssuingUnit.objects.get(code=WARD).archive_note == "VT, VHXH, TE"
    expect(page.locator("main")).to_contain_text("VT, VHXH, TE")


def test_the_administrator_writes_the_years_theme_and_the_next_draft_has_it(enter):
    page = enter("quantri")
    visit(page, "/danh-muc/nam/2026/")
    page.get_by_role("link", name="Ghi chủ đề").click()
    check_axe(page)
    page.locator("[name=text]").fill("Chung tay vì trẻ em")
    page.locator("form .btn-primary").last.click()
    check_axe(page)
    expect(page.locator("section[aria-labelledby=chu-de]")).to_contain_text("“Chung tay vì trẻ em”")
    assert Theme.objects.get(campaign__year=2026, is_official=True).text == "Chung tay vì trẻ em"

    draft = enter("dung")
    visit(draft, "/ke-hoach/soan-moi/")
    draft.get_by_role("button", name="Soạn theo văn bản này").first.click()
    assert opened_draft(draft, CITY).theme_text == "Chung tay vì trẻ em"
    Editor(draft, Plan.objects.get(issuing_unit=unit(CITY), status="draft")).tab("Thông tin")
    expect(draft.locator(".tabs section").first).to_contain_text("Chung tay vì trẻ em")
