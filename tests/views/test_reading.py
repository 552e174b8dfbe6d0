"""The list of plans and a plan's page: what is shown to whom, and which acts stand under it."""

from datetime import date

import pytest
from django.urls import reverse

from plans.content.plan import DeadlineContent, DeadlineKind, DeadlinePurpose, Marker
from tests.factories import duty, item, make_campaign, make_draft, make_issued


def listed(client, **asked):
    return [row.title for row in client.get(reverse("plan-list"), asked).context["rows"]]


def page_of(client, plan):
    return " ".join(client.get(reverse("plan-detail", args=[plan.pk])).content.decode().split())


def test_list_never_tells_of_a_strangers_draft(hoa, ward, province, other_commune):
    make_draft(other_commune, "Bí mật của Chợ Mới")
    make_draft(ward, "Của phường")

    assert listed(hoa) == ["Kế hoạch của phường"]
    assert listed(hoa, tim="bí mật") == []
    assert "Bí mật" not in hoa.get(reverse("plan-list"), {"tim": "mật"}).content.decode()


def test_list_is_narrowed_by_the_fields_above_it(hoa, ward, province):
    make_issued(province, "Của tỉnh", year=2025)
    make_draft(ward, "Của phường")

    assert listed(hoa, nam="2025") == ["Kế hoạch của tỉnh"]
    assert listed(hoa, cua="minh") == ["Kế hoạch của phường"]
    assert listed(hoa, trang_thai="issued") == ["Kế hoạch của tỉnh"]


@pytest.mark.parametrize(
    "asked",
    [
        {"nam": "abc"},
        {"nam": "99999999999999999999"},
        {"cua": "x"},
        {"trang_thai": "x"},
        {"trang": "-1"},
        {"trang": "ba"},
    ],
)
def test_list_takes_no_notice_of_what_makes_no_sense(hoa, ward, asked):
    make_draft(ward, "Của phường")

    assert listed(hoa, **asked) == ["Kế hoạch của phường"]


@pytest.mark.parametrize("words", ["\x00", "'; DROP TABLE", "⟦chủ đề⟧", "a" * 5000, "<script>"])
def test_search_takes_anything_that_can_be_typed(hoa, ward, words):
    make_draft(ward, "Của phường")

    answer = hoa.get(reverse("plan-list"), {"tim": words})

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_list_says_whether_nothing_is_there_or_nothing_was_found(hoa):
    assert "Chưa có kế hoạch nào." in hoa.get(reverse("plan-list")).content.decode()
    assert "Không có kế hoạch nào như thế." in hoa.get(reverse("plan-list"), {"tim": "bơi"}).content.decode()


def test_list_goes_on_over_the_page(hoa, ward):
    for number in range(27):
        make_draft(ward, f"Thứ {number}")

    assert (len(listed(hoa)), len(listed(hoa, trang="2"))) == (25, 2)
    assert "trang=2" in hoa.get(reverse("plan-list"), {"tim": "thứ"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_for_three_as_for_one(hoa, ward, count, django_assert_num_queries):
    for _ in range(count):
        make_draft(ward)
    listed(hoa)

    with django_assert_num_queries(6):
        assert len(listed(hoa)) == count


def test_page_of_a_strangers_draft_does_not_exist(khach, ward):
    plan = make_draft(ward, "Dự thảo của phường")

    assert khach.get(reverse("plan-detail", args=[plan.pk])).status_code == 404


def test_page_shows_the_text_the_facts_and_what_is_asked_of_us(hoa, province):
    swimming = duty("d1", "Mở lớp dạy bơi <b>miễn phí</b>")
    plan = make_issued(
        province,
        items=(item("k1", "Nội dung", swimming, marker=Marker.ROMAN, is_heading=True),),
        number=115,
        deadlines=(DeadlineContent(kind=DeadlineKind.BEFORE, due_on=date(2026, 7, 15)),),
    )

    page = page_of(hoa, plan)

    assert "I. NỘI DUNG </h2>" in page
    assert "Mở lớp dạy bơi &lt;b&gt;miễn phí&lt;/b&gt;" in page
    assert "1 việc giao cho cấp mình" in page
    assert 'trước ngày 15/7/2026<div class="soft">ngày cuối: thứ Ba 14/7 · còn 62 ngày</div>' in page


def test_page_offers_to_draft_from_a_parents_plan_once(hoa, ward, province):
    plan = make_issued(province)
    before = page_of(hoa, plan)
    draft = make_draft(ward, parent=plan)
    after = page_of(hoa, plan)

    assert reverse("plan-derive", args=[plan.pk]) in before
    assert reverse("plan-derive", args=[plan.pk]) not in after
    assert f'class="btn btn-primary" href="{reverse("plan-edit", args=[draft.pk])}"' in after


def test_page_greys_what_a_leader_may_not_do_and_says_why(binh, ward):
    page = page_of(binh, make_draft(ward))

    assert 'aria-disabled="true" aria-describedby="vi-sao-sua"' in page
    assert "Chỉ người soạn thảo của đơn vị mới sửa được dự thảo này." in page


def test_page_of_last_years_plan_offers_to_draft_this_years_from_it(hoa, ward):
    make_campaign()
    old = make_issued(ward, year=2025, issued_on=date(2025, 5, 5))
    new = make_issued(ward)

    assert reverse("plan-roll-forward", args=[old.pk]) in page_of(hoa, old)
    assert reverse("plan-roll-forward", args=[new.pk]) not in page_of(hoa, new)


def test_page_offers_a_supervisor_reading_only(lan, ward):
    page = page_of(lan, make_issued(ward))

    assert "Xem bản in" in page
    assert "btn-primary" not in page


def test_page_of_a_draft_says_when_it_must_be_issued(hoa, ward, province):
    deadline = DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, kind=DeadlineKind.BEFORE, due_on=date(2026, 5, 22))
    draft = make_draft(ward, parent=make_issued(province, deadlines=(deadline,)))

    assert "ngày cuối: thứ Năm 21/5 · còn 8 ngày" in page_of(hoa, draft)
