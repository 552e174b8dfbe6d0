"""Việc của tôi as a page: one filled button, a greyed one with its reason, nothing of strangers."""

from datetime import date

import pytest
from django.urls import reverse

from plans.content.plan import DeadlineContent, DeadlineKind, DeadlinePurpose
from tests.factories import duty, make_campaign, make_draft, make_issued, make_slogans, make_theme

CHILD_PLAN = DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, kind=DeadlineKind.BEFORE, due_on=date(2026, 5, 22))


def parent_plan(province, **more):
    return make_issued(province, items=(duty("d1", "Mở lớp dạy bơi"),), deadlines=(CHILD_PLAN,), **more)


def text_of(client, name="my-work"):
    return " ".join(client.get(reverse(name)).content.decode().split())


def test_root_leads_to_my_work(hoa):
    assert hoa.get("/").url == reverse("my-work")


def test_page_says_what_waits_until_when_and_offers_to_draft(hoa, province):
    plan = parent_plan(province, abstract="Triển khai Tháng hành động của tỉnh", number=115)

    page = text_of(hoa)

    assert "Có <strong>1 việc cần làm</strong>; việc gần nhất phải xong trong ngày thứ Năm 21/5" in page
    assert "Tỉnh đang chờ kế hoạch của phường" in page
    assert "Số 115/KH-UBND ngày 28/4/2026 của UBND tỉnh Thái Nguyên" in page
    assert f'action="{reverse("plan-derive", args=[plan.pk])}"' in page
    assert page.count("btn-primary") == 1


def test_page_greys_the_button_of_a_leader_and_says_why(binh, province):
    plan = parent_plan(province)

    page = text_of(binh)

    assert f'action="{reverse("plan-derive", args=[plan.pk])}"' not in page
    assert 'aria-disabled="true" aria-describedby="vi-sao-' in page
    assert "Chỉ người soạn thảo của đơn vị cấp dưới mới soạn được" in page
    assert "Không có việc nào đang chờ mình" in page


def test_page_shows_own_drafts_and_no_strangers(hoa, ward, province, other_commune):
    make_draft(ward, "Tổ chức Diễn đàn trẻ em")
    make_draft(other_commune, "Dự thảo kín của Chợ Mới")
    make_draft(province, "Dự thảo kín của tỉnh")

    page = text_of(hoa)

    assert "Kế hoạch tổ chức Diễn đàn trẻ em" in page
    assert "Dự thảo kín" not in page
    assert "dự thảo kín" not in page


def test_page_says_in_words_that_places_are_empty(hoa):
    page = text_of(hoa)

    assert "Không có việc nào đang chờ mình." in page
    assert "Không có kế hoạch nào của cấp trên đang chờ." in page
    assert "Chưa có dự thảo nào." in page
    assert "Chưa biết chủ đề năm 2026." in page


def test_page_says_that_an_example_theme_is_one(hoa):
    campaign = make_campaign()
    make_theme(campaign, "Một chủ đề thử", is_official=False)
    make_slogans(campaign, "Lắng nghe trẻ em")

    page = text_of(hoa)

    assert "“Một chủ đề thử”" in page
    assert "chỉ là ví dụ" in page
    assert "1&nbsp;khẩu hiệu" in page


def test_page_of_somebody_without_a_unit_says_what_to_do(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="moi", full_name="Người Mới"))

    assert "chưa có vai trò ở đơn vị nào" in text_of(client)


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_as_often_for_three_as_for_one(hoa, ward, province, count, django_assert_num_queries):
    for _ in range(count):
        parent_plan(province)
        make_draft(ward, parent=parent_plan(province))
        make_issued(ward)
    hoa.get(reverse("my-work"))

    with django_assert_num_queries(15):
        page = hoa.get(reverse("my-work"))

    assert len(page.context["board"].drafts) == count
