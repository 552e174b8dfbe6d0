"""After a plan is issued: an amendment is drafted from what changes, a withdrawal is seen by everybody."""

import pytest
from playwright.sync_api import expect

from plans.models import Issuance
from tests.journeys.conftest import PHONE
from tests.journeys.editing import brothers
from tests.journeys.issuing.walking import Desk, the_plan
from tests.journeys.watching import visit, widest

NEW = "Mỗi tổ dân phố có một điểm vui chơi an toàn cho trẻ em trong hè."
WHY = "Trùng nội dung với kế hoạch của tỉnh"


@pytest.fixture
def plan(brought):
    """The ward's plan, issued, with a public page."""
    return brought("issued")


def test_an_amendment_is_drafted_from_the_items_that_change(plan, enter):
    hoa = Desk(enter("hoa", expects=(422,)), plan)
    changed, dropped, untouched, *_ = brothers(plan)
    amend = "Soạn kế hoạch sửa đổi, bổ sung"

    hoa.open().follow("Sau khi ban hành").follow(f"{amend}…").press(amend)
    expect(hoa.said).to_contain_text("Chưa có nội dung nào được sửa, bổ sung hay bãi bỏ")
    for row in (changed, dropped):
        hoa.page.locator("details.amend", has=hoa.page.locator(f"#loi-{row.key}")).locator("summary").click()
    hoa.page.locator(f"#loi-{changed.key}").fill(NEW)
    hoa.page.locator(f"#bo-{dropped.key}").check()
    hoa.press(amend)

    newer = the_plan()
    assert hoa.page.url.endswith(f"/ke-hoach/{newer.pk}/soan/")
    expect(hoa.page.locator("#phan-dau")).to_contain_text("Sửa đổi, bổ sung Kế hoạch số 47/KH-UBND")
    expect(hoa.page.locator("#than-bai")).to_contain_text(NEW)
    expect(hoa.page.locator("#than-bai")).not_to_contain_text(untouched.text)

    hoa.open("sau-ban-hanh/").follow("Xem chỗ khác")
    hoa.shows("2 chỗ khác văn bản trước")
    first, second = hoa.page.locator("main section.block").all()
    expect(first.locator(".diff").first).to_have_text(changed.text)
    expect(first.locator(".diff").last).to_have_text(NEW)
    expect(second).to_contain_text("bãi bỏ")
    expect(second.locator(".diff")).to_have_text(dropped.text)


def test_a_withdrawal_is_seen_on_the_public_page_and_when_verifying(plan, enter):
    binh = Desk(enter("binh", expects=(422,)), plan)
    code = Issuance.objects.get(plan=plan).code

    binh.open("sau-ban-hanh/").follow("Thu hồi…").press("Thu hồi kế hoạch")
    binh.shows("Lý do thu hồi: Ô này chưa ghi gì.")
    binh.fill("Lý do thu hồi", WHY).press("Thu hồi kế hoạch")
    binh.shows("Đã thu hồi kế hoạch", f"Lý do: {WHY}")
    assert the_plan().status == "withdrawn"

    stranger = enter(viewport=PHONE)
    for address in (f"/cong-khai/{code}/", f"/xac-minh/?ma={code}"):
        visit(stranger, address)
        expect(stranger.locator("main")).to_contain_text(f"Đã thu hồi ngày 13/5/2026: {WHY[0].lower()}{WHY[1:]}")
        assert (address, widest(stranger)) == (address, 0)
    expect(stranger.locator("#ket-qua")).to_contain_text("Có văn bản đã ban hành mang mã này, nay đã thu hồi")
