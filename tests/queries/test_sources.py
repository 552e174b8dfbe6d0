"""What a plan can be started from: only what the actor may see, and what was already begun from it."""

import pytest

from plans.models import IssuingUnit
from plans.queries.sources import begun_blank, begun_from_last_year, sources_for
from tests.factories import TODAY, make_actor, make_campaign, make_draft, make_issued, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make_unit("phường Đức Xuân", under=make_unit("tỉnh Thái Nguyên", level="province"))


def test_sources_without_the_years_campaign_say_why_last_years_plan_will_not_do(ward):
    make_issued(ward, year=2025)

    (previous,) = sources_for(make_actor(ward, "drafter"), TODAY).previous

    assert not previous.decision.allowed
    assert "năm 2026" in previous.decision.reason


def test_sources_leave_out_plans_that_were_not_issued(ward):
    make_campaign()
    make_draft(ward, year=2025)
    make_draft(IssuingUnit.objects.get(level__code="province"))

    sources = sources_for(make_actor(ward, "drafter"), TODAY)

    assert (sources.parents, sources.previous) == ((), ())


def test_sources_of_somebody_without_a_unit_are_refused_with_the_reason():
    sources = sources_for(make_actor(), TODAY)

    assert not sources.may_start.allowed
    assert "chưa có vai trò" in sources.may_start.reason


def test_what_was_begun_is_the_own_units_draft_only(ward):
    old = make_issued(ward, year=2025)
    other = make_unit("xã Chợ Mới")
    make_draft(other, "Diễn đàn trẻ em")
    hoa = make_actor(ward, "drafter")

    assert (begun_from_last_year(hoa, old, 2026), begun_blank(hoa, 2026, "Diễn đàn trẻ em")) == (None, None)

    again, forum = make_draft(ward, previous_plan=old), make_draft(ward, "Diễn đàn trẻ em")

    assert begun_from_last_year(hoa, old, 2026) == again
    assert begun_blank(hoa, 2026, "Diễn đàn trẻ em") == forum


def test_a_report_is_no_source_of_a_plan_neither_ours_nor_the_superiors(ward):
    province = IssuingUnit.objects.get(level__code="province")
    make_campaign()
    kept = make_issued(ward, year=2025), make_issued(province)
    make_issued(ward, year=2025, document_type="BÁO CÁO")
    make_issued(province, document_type="BÁO CÁO")

    sources = sources_for(make_actor(ward, "drafter"), TODAY)

    assert [one.plan for one in (*sources.previous, *sources.parents)] == list(kept)


def test_a_begun_report_is_not_the_plan_of_the_year(ward):
    make_draft(ward, "Kết quả Tháng hành động", document_type="BÁO CÁO")

    assert begun_blank(make_actor(ward, "drafter"), 2026, "Kết quả Tháng hành động") is None
