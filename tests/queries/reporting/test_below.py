"""A country or a province by the units directly below: each one's running round, counted as single rounds are."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.models import IssuingUnit, Plan, Report, ReportVersion, RoundUnit
from plans.queries.reporting.follow.below import followed_above, followed_units, rounds_below
from plans.queries.reporting.owed import counts
from tests.factories import make_actor, make_draft, make_issued, make_unit, make_user
from tests.report_rows import NOW, make_form, make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

AFTER = datetime(2026, 7, 17, 2, 0, tzinfo=UTC)


@pytest.fixture
def country(db):
    return make_unit("Việt Nam", level="central")


@pytest.fixture
def provinces(country):
    return [make_unit(f"tỉnh {name}", level="province", under=country) for name in ("A", "B", "C")]


@pytest.fixture
def form(db):
    return make_form()


def of(below, unit):
    return next(one for one in below.children if one.unit == unit)


def file(round_, unit, *, nothing=False, at=NOW, status="filed"):
    report = make_report(round_, unit, status=status)
    Report.objects.filter(pk=report.pk).update(is_nothing=nothing, first_filed_at=at)
    ReportVersion.objects.filter(report=report).update(is_nothing=nothing)


def numbers(one):
    return (one.expected, one.filed, one.nothing, one.missing, one.late, one.overdue, one.accepted, one.plans)


def test_every_child_stands_there_with_the_numbers_of_its_round(country, provinces, form):
    first, second, third = provinces
    round_ = make_round(first, form=form)
    communes = [make_unit(f"xã {at}", under=first) for at in range(4)]
    file(round_, communes[0], status="accepted")
    file(round_, communes[1], nothing=True, at=AFTER)
    make_report(round_, communes[2])
    make_issued(communes[0])
    make_draft(communes[1])
    make_round(second, form=form)

    below = rounds_below(country, 2026, AFTER)

    assert [one.unit for one in below.children] == provinces
    assert numbers(of(below, first)) == (4, 1, 1, 2, 1, 2, 1, 1)
    assert numbers(of(below, second)) == (0,) * 8
    assert (of(below, third).round, numbers(of(below, third))) == (None, (0,) * 8)
    assert numbers(below.total) == (4, 1, 1, 2, 1, 2, 1, 1)
    assert below.total.answered == 2


def test_the_running_round_counts_and_after_all_the_one_that_closed_last(country, provinces, form):
    first = provinces[0]
    dated = {day: make_round(first, form=form, due_on=date(2026, *day)) for day in ((5, 19), (7, 15), (11, 17))}
    make_round(first, form=form, kind="undated", due_on=None)
    make_round(first, form=form, year=2025, due_on=date(2026, 7, 12))

    def running(month, day):
        return of(rounds_below(country, 2026, datetime(2026, month, day, 5, tzinfo=UTC)), first).round

    assert running(7, 14) == dated[7, 15]
    assert running(7, 15) == dated[11, 17]
    assert running(12, 1) == dated[11, 17]


def test_a_round_of_a_plan_that_no_longer_holds_chases_nobody(country, provinces, form):
    round_ = make_round(provinces[0], form=form)
    make_unit("xã 1", under=provinces[0])
    Plan.objects.filter(pk=round_.plan_id).update(status="withdrawn")

    assert of(rounds_below(country, 2026, NOW), provinces[0]).round is None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_numbers_are_those_of_each_round_alone(country, provinces, form, data):
    """Levels, helpers, closed and moved units, exceptions of every kind, reports in every state."""
    with transaction.atomic():
        _compare(country, provinces, form, data.draw)
        transaction.set_rollback(True)


def _compare(country, provinces, form, draw):
    levels = st.sampled_from((["commune"], ["commune", "department"]))
    rounds = [make_round(one, form=form, levels=draw(levels)) for one in provinces[:2]]
    units = [
        make_unit(
            f"xã {at}",
            under=draw(st.sampled_from(provinces[:2])),
            level=draw(st.sampled_from(("commune", "department"))),
            closed_on=draw(st.sampled_from((None, date(2026, 7, 10), date(2026, 7, 16)))),
            helps_superior=draw(st.booleans()),
        )
        for at in range(draw(st.integers(1, 6)))
    ]
    for unit in units:
        if draw(st.booleans()):
            at = draw(st.sampled_from((NOW, AFTER)))
            file(draw(st.sampled_from(rounds)), unit, nothing=draw(st.booleans()), at=at)
        if draw(st.booleans()):
            RoundUnit.objects.create(
                round=draw(st.sampled_from(rounds)),
                unit=unit,
                is_expected=draw(st.booleans()),
                extended_to=draw(st.sampled_from((None, date(2026, 7, 20)))),
                reason="có lý do",
                decided_at=NOW,
                decided_by_name="Lan",
            )
    if draw(st.booleans()):
        units[0].refresh_from_db()
        IssuingUnit.objects.move(units[0], IssuingUnit.objects.get(pk=provinces[2].pk), pos="last-child")
    now = draw(st.sampled_from((NOW, AFTER)))

    below = rounds_below(country, 2026, now)

    for round_ in rounds:
        one, alone = of(below, round_.receiver), counts(round_, now)
        assert one.round == round_
        assert numbers(one)[:7] == (
            alone.expected, alone.filed, alone.nothing, alone.missing, alone.late, alone.overdue, alone.accepted,
        )  # fmt: skip
        assert one.expected == one.filed + one.nothing + one.missing


def test_many_provinces_cost_no_more_queries_than_one(django_assert_num_queries, country, form):
    def add(name):
        province = make_unit(f"tỉnh {name}", level="province", under=country)
        round_ = make_round(province, form=form)
        file(round_, make_unit(f"xã {name}", under=province))
        elsewhere = make_unit(f"trường {name}", level="school", under=make_unit(f"xã {name} 2", under=province))
        RoundUnit.objects.create(round=round_, unit=elsewhere, reason="thêm", decided_at=NOW, decided_by_name="Lan")

    add("A")
    with django_assert_num_queries(7):
        assert rounds_below(country, 2026, NOW).total.expected == 3
    for name in "BCDEF":
        add(name)

    with django_assert_num_queries(7):
        assert rounds_below(country, 2026, NOW).total.expected == 18


def test_one_looks_over_the_own_subtree_or_that_of_whom_one_helps(province, department, ward, other_commune):
    def seen(unit):
        unit.refresh_from_db()
        return set(followed_units(make_actor(unit, "supervisor", user=make_user("Ai"))))

    assert seen(department) == seen(province) == {province, department, ward, other_commune}
    assert seen(ward) == {ward}
    assert not followed_units(make_actor(user=make_user("Quản Trị", is_superuser=True))).exists()


def test_the_unit_above_is_named_where_it_is_followed_too(province, department, ward):
    department.refresh_from_db()
    lan = make_actor(department, "supervisor", user=make_user("Lan"))

    assert (followed_above(lan, ward), followed_above(lan, province)) == (province, None)
