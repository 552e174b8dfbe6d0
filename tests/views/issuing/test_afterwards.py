"""The pages after a plan was issued: what followed, changing, withdrawing, copying."""

from datetime import date

import pytest
from django.utils.html import strip_tags

from plans.enums import LinkKind
from plans.models import CertifiedCopy, Plan, PlanLink, Withdrawal
from plans.rules.actor import SYSTEM
from plans.services.issuing.succeeding import start_successor
from tests.factories import item, make_holding, make_issued, make_post, make_unit
from tests.views.conftest import browser_of


@pytest.fixture
def mai(ward):
    return browser_of(ward, "clerk", full_name="Lý Thị Mai")


@pytest.fixture
def plan(ward):
    make_holding(make_post(ward, "Chủ tịch", is_head=True), "Ma Thị Na")
    items = (item("a", "Tổ chức Lễ phát động"), item("b", "Treo băng rôn"))
    return make_issued(ward, number=47, issued_on=date(2026, 5, 10), items=items, recipients=("UBND tỉnh",))


def page_of(plan, name=""):
    return f"/ke-hoach/{plan.pk}/{name}"


def test_the_page_of_what_followed_offers_three_ways_to_the_drafter(hoa, plan):
    text = hoa.get(page_of(plan, "sau-ban-hanh/")).content.decode()

    assert "Chưa có gì thay đổi." in text
    for how in ("thay-the", "sua-doi-bo-sung", "dinh-chinh"):
        assert page_of(plan, f"sua-doi/{how}/") in text
    assert "Chỉ lãnh đạo hoặc văn thư của đơn vị mới thu hồi được kế hoạch." in text


def test_the_page_greys_what_a_clerk_may_not_do(mai, plan):
    text = mai.get(page_of(plan, "sau-ban-hanh/")).content.decode()

    assert "Chỉ người soạn thảo của đơn vị mới soạn được văn bản sửa kế hoạch này." in text
    assert page_of(plan, "thu-hoi/") in text
    assert page_of(plan, "sao/") in text


@pytest.mark.parametrize("name", ["sau-ban-hanh/", "sua-doi/thay-the/", "thu-hoi/", "sao/", "cho-khac/"])
def test_a_neighbour_finds_nothing(name, khach, plan):
    assert khach.get(page_of(plan, name)).status_code == 404


@pytest.mark.parametrize(("count", "queries"), [(1, 22), (3, 22)])
def test_the_number_of_queries_does_not_grow_with_what_followed(
    count, queries, hoa, ward, django_assert_max_num_queries
):
    plan = make_issued(ward, number=47)
    for _ in range(count):
        newer = make_issued(ward)
        PlanLink.objects.create(newer=newer, older=plan, kind="amends", created_at="2026-05-13T02:00Z")
    with django_assert_max_num_queries(queries):
        hoa.get(page_of(plan, "sau-ban-hanh/"))


def test_an_amendment_is_drafted_from_what_was_typed(hoa, plan):
    answer = hoa.post(page_of(plan, "sua-doi/sua-doi-bo-sung/"), {"loi-a": "Tổ chức hội thi", "bo-b": "1"})

    newer = PlanLink.objects.get().newer
    assert answer["Location"] == page_of(newer, "soan/")
    assert "Bãi bỏ gạch đầu dòng thứ 2." in newer.items.values_list("text", flat=True)


def test_typing_nothing_is_refused_with_a_sentence_and_keeps_the_page(hoa, plan):
    answer = hoa.post(page_of(plan, "sua-doi/dinh-chinh/"), {"loi-a": "Tổ chức Lễ phát động"})

    assert answer.status_code == 422
    assert "Chưa có chỗ nào được đính chính; sửa ít nhất một mục." in answer.content.decode()
    assert Plan.objects.count() == 1


def test_a_replacement_opens_as_a_draft(hoa, plan):
    assert "Mở dự thảo thay thế" in hoa.get(page_of(plan, "sua-doi/thay-the/")).content.decode()
    answer = hoa.post(page_of(plan, "sua-doi/thay-the/"))
    assert answer["Location"] == page_of(PlanLink.objects.get().newer, "soan/")


def test_there_is_no_fourth_way(hoa, plan):
    assert hoa.get(page_of(plan, "sua-doi/khac/")).status_code == 404


def test_the_differences_stand_word_by_word(hoa, plan):
    hoa.post(page_of(plan, "sua-doi/sua-doi-bo-sung/"), {"loi-a": "Tổ chức hội thi"})
    text = hoa.get(page_of(PlanLink.objects.get().newer, "cho-khac/")).content.decode()

    assert "<del>Lễ phát động</del>" in text
    assert "<ins>hội thi.</ins>" in text
    assert hoa.get(page_of(plan, "cho-khac/")).status_code == 404


def test_the_letter_that_corrects_is_edited_and_printed_like_a_plan(hoa, plan):
    hoa.post(page_of(plan, "sua-doi/dinh-chinh/"), {"loi-b": "Treo pa nô"})
    text = hoa.get(page_of(PlanLink.objects.get().newer, "soan/")).content.decode()

    assert "V/v đính chính Kế hoạch số 47/KH-UBND" in " ".join(strip_tags(text.replace("</p>", " ")).split())
    assert "Kính gửi" in text


def test_withdrawing_asks_why_and_tells_what_happens(mai, plan):
    assert "Việc này không hoàn tác được." in mai.get(page_of(plan, "thu-hoi/")).content.decode()

    answer = mai.post(page_of(plan, "thu-hoi/"), {"reason": "", "on": "32/5/2026"})
    assert answer.status_code == 422
    assert not Withdrawal.objects.exists()

    answer = mai.post(page_of(plan, "thu-hoi/"), {"reason": "Sai thẩm quyền", "basis": "", "on": ""})
    assert answer["Location"] == page_of(plan, "sau-ban-hanh/")
    text = mai.get(page_of(plan, "sau-ban-hanh/")).content.decode()
    assert "Đã thu hồi từ ngày 13/5/2026." in text
    assert "Lý do: Sai thẩm quyền" in text


def test_a_day_before_the_issue_comes_back_at_its_field(mai, plan):
    answer = mai.post(page_of(plan, "thu-hoi/"), {"reason": "Sai", "on": "01/5/2026"})

    assert answer.status_code == 422
    assert "Ngày thu hồi không thể trước ngày ban hành" in answer.content.decode()


def test_who_may_not_is_told_why(hoa, plan):
    answer = hoa.get(page_of(plan, "thu-hoi/"))

    assert answer.status_code == 403
    assert "Chỉ lãnh đạo hoặc văn thư" in answer.content.decode()


def test_a_copy_without_items_is_refused_where_an_extract_is_wanted(mai, plan):
    holder = plan.issuing_unit.posts.get().holdings.get()
    answer = mai.post(
        page_of(plan, "sao/"), {"kind": "TrS", "signatory": holder.pk, "capacity": "head", "recipients": ""}
    )

    assert answer.status_code == 422
    assert "Chọn ít nhất một mục để trích sao." in answer.content.decode()
    assert not CertifiedCopy.objects.exists()


def test_the_copy_form_warns_when_nobody_can_sign(mai, ward):
    text = mai.get(page_of(make_issued(ward), "sao/")).content.decode()

    assert "Đơn vị chưa có ai giữ chức vụ để ký bản sao" in text


def test_a_link_to_a_draft_is_not_shown_to_the_units_below(ward, plan, khach):
    start_successor(plan, actor=SYSTEM, kind=LinkKind.REPLACES)
    child = browser_of(make_unit("tổ 1", level="hamlet", under=ward), "drafter", full_name="Người Dưới")

    assert "Thay thế bằng" not in child.get(page_of(plan, "sau-ban-hanh/")).content.decode()
