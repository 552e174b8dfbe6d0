"""The list of plans and a plan's page show what the reader may see, and nothing else."""

from datetime import date

import pytest

from plans.content.plan import DeadlineContent
from plans.models import Item, Plan
from plans.queries.plans import plans_visible_to
from plans.queries.reading import PlanFilter, Whose, plan_ids, plan_page, plan_rows, plan_title, plan_years
from tests.factories import duty, item, make_actor, make_draft, make_issued, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("tỉnh Thái Nguyên", level="province")


@pytest.fixture
def ward(province):
    return make_unit("phường Đức Xuân", under=province)


@pytest.fixture
def hoa(ward):
    return make_actor(ward, "drafter")


def titles(actor, **wanted):
    return [row.title for row in plan_rows(actor, plan_ids(actor, PlanFilter(**wanted)))]


def test_title_fills_the_facts_of_the_abstract(ward):
    plan = make_draft(ward, "Triển khai Tháng hành động năm ⟦năm⟧, chủ đề ⟦chủ đề⟧")

    assert plan_title(plan) == "Kế hoạch triển khai Tháng hành động năm 2026, chủ đề …"


def test_list_shows_own_plans_and_issued_ones_above_but_no_strangers_draft(hoa, ward, province):
    make_draft(make_unit("xã Chợ Mới", under=province), "Dự thảo của xã khác")
    make_issued(make_unit("xã Bạch Thông", under=province), "Đã ban hành của xã khác")
    make_draft(province, "Dự thảo của tỉnh")
    make_issued(province, "Kế hoạch của tỉnh")
    make_draft(ward, "Dự thảo của phường")

    assert titles(hoa) == ["Kế hoạch dự thảo của phường", "Kế hoạch kế hoạch của tỉnh"]


def test_list_shows_the_province_what_its_communes_issued(province, ward):
    lan = make_actor(province, "supervisor")
    make_draft(ward, "Dự thảo của phường")
    make_issued(ward, "Đã ban hành của phường")

    assert titles(lan, whose=Whose.LOWER) == ["Kế hoạch đã ban hành của phường"]


def test_list_is_narrowed_by_year_state_and_whose(hoa, ward, province):
    make_issued(province, "Của tỉnh", year=2025)
    make_issued(ward, "Năm ngoái", year=2025)
    make_draft(ward, "Năm nay")

    assert titles(hoa, year=2025) == ["Kế hoạch năm ngoái", "Kế hoạch của tỉnh"]
    assert titles(hoa, status="draft") == ["Kế hoạch năm nay"]
    assert titles(hoa, whose=Whose.OWN) == ["Kế hoạch năm nay", "Kế hoạch năm ngoái"]
    assert titles(hoa, whose=Whose.UPPER) == ["Kế hoạch của tỉnh"]
    assert plan_years(hoa) == [2026, 2025]


@pytest.mark.parametrize(
    "words",
    [
        "thuỷ điện",
        "thủy điện",
        "THỦY",
        "thuy dien",
        "115/KH",
        "115/kh-ubnd",
        "uỷ ban nhân dân tỉnh",
        "tinh thai nguyen",
    ],
)
def test_search_finds_either_tone_placement_numbers_and_units(hoa, province, words):
    make_issued(province, "Phòng ngừa đuối nước ở hồ thủy điện", number=115)

    assert titles(hoa, words=words) == ["Kế hoạch phòng ngừa đuối nước ở hồ thủy điện"]


@pytest.mark.parametrize("words", ["thúy", "thủy cung", "116/KH", "%", "_"])
def test_search_does_not_find_what_is_not_there(hoa, province, words):
    make_issued(province, "Phòng ngừa đuối nước ở hồ thủy điện", number=115)

    assert titles(hoa, words=words) == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_two_queries(hoa, ward, count, django_assert_num_queries):
    for _ in range(count):
        make_draft(ward)

    with django_assert_num_queries(2):
        found = titles(hoa, words="tháng")

    assert len(found) == count


def test_page_of_an_issued_plan_is_read_from_the_frozen_version(hoa, province):
    plan = make_issued(province, items=(item("k1", "Lời đã ban hành"),))
    Item.objects.filter(plan=plan).update(text="Lời bị sửa lén")

    page = plan_page(hoa, plans_visible_to(hoa).get(pk=plan.pk))

    assert [one.text for one in page.paper.items] == ["Lời đã ban hành"]


def test_page_lists_what_is_asked_of_our_level_and_what_we_made_of_it(hoa, ward, province):
    plan = make_issued(province, items=(duty("d1", "Mở lớp dạy bơi"), duty("d2", "Việc của sở", level="department")))
    own = make_draft(ward, parent=plan)
    make_draft(make_unit("xã Chợ Mới", under=province), "Của xã khác", parent=plan)

    page = plan_page(hoa, plan)

    assert [one.text for one in page.duties] == ["Mở lớp dạy bơi"]
    assert (page.own_plans, page.go_on) == ((own,), own)


def test_page_shows_dropped_items_and_their_reasons_to_the_own_unit_only(hoa, ward, province):
    dropped = item("k2", "Khen thưởng", dropped_reason="phường xét chung cuối năm")
    draft = make_draft(ward, items=(item("k1", "Lễ phát động"), dropped))
    issued = make_issued(province, items=(item("k1", "Lễ phát động"), dropped))

    assert [one.key for one in plan_page(hoa, draft).paper.items] == ["k1", "k2"]
    assert [one.key for one in plan_page(hoa, issued).paper.items] == ["k1"]


def test_page_links_a_parent_only_when_the_reader_may_open_it(hoa, ward, province):
    plan = make_issued(province)
    draft = make_draft(ward, parent=plan)
    Plan.objects.filter(pk=plan.pk).update(issuing_unit=make_unit("tỉnh Cao Bằng", level="province"))

    assert [one.plan_id for one in plan_page(hoa, draft).parents] == [None]


def test_page_says_who_may_do_what(ward, province):
    plan = make_issued(province)
    binh = plan_page(make_actor(ward, "approver"), plan)
    hoa = plan_page(make_actor(ward, "drafter"), plan)

    assert (hoa.derive.allowed, binh.derive.allowed, bool(binh.derive.reason)) == (True, False, True)


def test_page_knows_the_draft_made_from_last_year(hoa, ward):
    old = make_issued(ward, year=2025, issued_on=date(2025, 5, 5), deadlines=(DeadlineContent(),))
    again = make_draft(ward, previous_plan=old)

    assert plan_page(hoa, old).go_on == again


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_as_often_for_a_long_plan_as_for_a_short_one(hoa, ward, count, django_assert_num_queries):
    plan = make_draft(ward, items=tuple(item(f"k{at}", f"Việc {at}") for at in range(count)))
    seen = plans_visible_to(hoa).get(pk=plan.pk)

    with django_assert_num_queries(13):
        page = plan_page(hoa, seen)

    assert len(page.paper.items) == count
