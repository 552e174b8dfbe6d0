"""Who owes what, read from the tree: levels, exceptions, units moved, merged and closed, and the numbers of a round."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.models import IssuingUnit, Plan, Report, ReportVersion, RoundUnit
from plans.queries.reporting.owed import (
    Counts,
    counts,
    expected_units,
    is_expected,
    owed_by,
    rounds_of,
    standings,
)
from plans.reporting.deadlines import Standing
from tests.factories import make_unit
from tests.report_rows import NOW, make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

BEFORE = date(2026, 7, 9)
AFTER = datetime(2026, 7, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def round_(province, department, ward, other_commune):
    return make_round(province)


def names(round_, today=BEFORE):
    return [one.territory or one.short_name for one in expected_units(round_, today)]


def except_(round_, unit, **more):
    return RoundUnit.objects.create(
        round=round_, unit=unit, decided_at=NOW, decided_by_name="Trần Thị Lan", **({"reason": "có lý do"} | more)
    )


def answer(round_, unit, *, nothing=False, at=NOW):
    report = make_report(round_, unit, status="filed")
    Report.objects.filter(pk=report.pk).update(is_nothing=nothing, first_filed_at=at)
    ReportVersion.objects.filter(report=report).update(is_nothing=nothing)
    return report


# --- who owes ---------------------------------------------------------------------------------------------------------


def test_units_directly_below_at_the_levels_owe(round_, ward):
    make_unit("tổ 1", level="hamlet", under=ward)

    assert names(round_) == ["phường Đức Xuân", "xã Chợ Mới"]


def test_the_department_that_helps_collect_owes_nothing_another_does(round_, province, department):
    make_unit("tỉnh", level="department", under=province, short_name="Sở Giáo dục")
    round_.levels = ["department"]

    assert [one.short_name for one in expected_units(round_, BEFORE)] == ["Sở Giáo dục"]
    except_(round_, department)
    assert [one.short_name for one in expected_units(round_, BEFORE)] == ["Sở Y tế", "Sở Giáo dục"]


def test_without_a_level_nobody_owes(round_):
    round_.levels = []

    assert names(round_) == []


def test_an_exception_adds_and_takes_away(round_, ward, other_commune):
    except_(round_, make_unit("trường Chuyên", level="school", under=ward))
    except_(round_, other_commune, is_expected=False)

    assert names(round_) == ["phường Đức Xuân", "trường Chuyên"]


def test_a_unit_that_is_moved_owes_where_it_stands_now(round_, ward):
    elsewhere = make_unit("tỉnh Khác", level="province")
    other = make_round(elsewhere)
    IssuingUnit.objects.move(ward, elsewhere, pos="last-child")
    for one in (round_, other):
        one.receiver.refresh_from_db()

    assert (names(round_), names(other)) == (["xã Chợ Mới"], ["phường Đức Xuân"])


def test_what_a_unit_filed_before_it_moved_counts_where_it_was_filed(round_, ward):
    answer(round_, ward)
    IssuingUnit.objects.move(ward, make_unit("tỉnh Khác", level="province"), pos="last-child")

    assert (set(names(round_)), counts(round_, NOW).answered) == ({"phường Đức Xuân", "xã Chợ Mới"}, 1)


def test_a_merged_unit_owes_no_more_and_its_successor_does(round_, province, ward):
    IssuingUnit.objects.filter(pk=ward.pk).update(closed_on=date(2026, 6, 30))
    province.refresh_from_db()
    make_unit("phường Mới", under=province, opened_on=date(2026, 7, 1))

    assert names(round_, date(2026, 6, 30)) == ["phường Đức Xuân", "xã Chợ Mới"]
    assert names(round_) == ["xã Chợ Mới", "phường Mới"]


@pytest.mark.parametrize(("closed_on", "owes"), [(date(2026, 7, 13), False), (date(2026, 7, 14), True)])
def test_after_the_last_day_who_owed_on_it_owes_for_good(closed_on, owes, round_, ward):
    IssuingUnit.objects.filter(pk=ward.pk).update(closed_on=closed_on)

    assert ("phường Đức Xuân" in names(round_, date(2026, 12, 1))) == owes


def test_a_unit_opened_after_the_last_day_owes_nothing(round_, province):
    make_unit("xã Muộn", under=province, opened_on=date(2026, 7, 15))

    assert names(round_, date(2026, 12, 1)) == ["phường Đức Xuân", "xã Chợ Mới"]


# --- the numbers ------------------------------------------------------------------------------------------------------


def test_complete_and_on_time_are_told_apart(round_, ward, other_commune):
    answer(round_, ward)
    answer(round_, other_commune, nothing=True, at=AFTER)

    found = counts(round_, AFTER)
    assert found == Counts(expected=2, filed=1, nothing=1, on_time=1, late=1)
    assert (found.is_complete, found.answered, found.waiting) == (True, 2, 2)


def test_a_returned_report_is_filed_but_not_complete(round_, ward, other_commune):
    answer(round_, ward)
    Report.objects.filter(pk=answer(round_, other_commune).pk).update(status="returned")
    found = counts(round_, NOW)

    assert (found.filed, found.returned, found.missing, found.is_complete, found.waiting) == (2, 1, 0, False, 1)


def test_a_draft_is_missing_and_overdue_only_after_the_last_day(round_, ward):
    make_report(round_, ward)

    assert [(one.missing, one.begun, one.overdue) for one in (counts(round_, NOW), counts(round_, AFTER))] == [
        (2, 1, 0),
        (2, 1, 2),
    ]


def test_an_extension_moves_the_last_day_of_one_unit(round_, ward):
    except_(round_, ward, extended_to=date(2026, 7, 20))

    found = {one.unit.territory: (one.standing, one.due.words()) for one in standings(round_, AFTER)}
    assert found == {
        "phường Đức Xuân": (Standing.SOON, "chậm nhất ngày 20/7/2026 (đã gia hạn)"),
        "xã Chợ Mới": (Standing.MISSING, "trước ngày 15/7/2026"),
    }


def test_nobody_is_late_without_a_date(province, ward):
    round_ = make_round(province, kind="undated", due_on=None)
    answer(round_, ward, at=AFTER + timedelta(days=300))

    assert (counts(round_, AFTER).late, standings(round_, AFTER)[0].standing) == (0, Standing.ON_TIME)


@pytest.mark.parametrize("units", [1, 6])
def test_the_numbers_cost_three_queries(units, province, django_assert_num_queries):
    for _ in range(units):
        make_unit(under=province)
    round_ = make_round(province)
    for one in list(expected_units(round_, BEFORE))[::2]:
        answer(round_, one)

    with django_assert_num_queries(3):
        assert counts(round_, NOW).expected == units


class TestWhateverHappensToTheTree:
    """Expected = filed + không phát sinh + missing, and never more filed than expected."""

    steps = st.lists(
        st.tuples(
            st.sampled_from(["move", "close", "open", "file", "nothing", "draft", "add", "remove", "extend", "return"]),
            st.integers(0, 5),
        ),
        max_size=14,
    )

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=steps, later=st.integers(0, 12))
    def test_the_numbers_agree(self, steps, later, db):
        receiver = make_unit("tỉnh Thử", level="province")
        elsewhere = make_unit("tỉnh Khác", level="province")
        round_ = make_round(receiver)
        units = [make_unit(under=receiver) for _ in range(6)]
        now = NOW + timedelta(days=later)
        for verb, at in steps:
            _do(verb, IssuingUnit.objects.get(pk=units[at].pk), round_, receiver, elsewhere)
            receiver.refresh_from_db()
            round_.receiver = receiver
            found, who = counts(round_, now), set(expected_units(round_, now.date()))

            assert found.expected == found.filed + found.nothing + found.missing == len(who)
            assert found.answered == found.on_time + found.late <= found.expected
            assert found.overdue <= found.missing
            for unit in IssuingUnit.objects.filter(pk__in=[one.pk for one in units]).select_related("level"):
                owed = {one.round.pk for one in rounds_of(unit, now.date())}
                assert (round_.pk in owed) == (unit in who)


def _do(verb, unit, round_, receiver, elsewhere):
    own = Report.objects.filter(round=round_, unit=unit)
    if verb == "move":
        away = unit.path.startswith(receiver.path)
        target = IssuingUnit.objects.get(pk=(elsewhere if away else receiver).pk)
        IssuingUnit.objects.move(unit, target, pos="last-child")
    elif verb in ("close", "open"):
        IssuingUnit.objects.filter(pk=unit.pk).update(closed_on=date(2026, 7, 11) if verb == "close" else None)
    elif verb in ("file", "nothing") and not own.exists():
        answer(round_, unit, nothing=verb == "nothing")
    elif verb == "draft" and not own.exists():
        make_report(round_, unit)
    elif verb == "return":
        own.filter(version__isnull=False).update(status="returned")
    elif verb in ("add", "remove", "extend"):
        values = {"is_expected": verb != "remove", "extended_to": date(2026, 7, 20) if verb == "extend" else None}
        RoundUnit.objects.update_or_create(
            round=round_,
            unit=unit,
            defaults=values | {"reason": "thử", "decided_at": NOW, "decided_by_name": "Lan"},
        )


# --- one unit ---------------------------------------------------------------------------------------------------------


def test_a_unit_owes_the_nearest_deadline_first(province, ward):
    later = make_round(province, due_on=date(2026, 11, 17))
    first = make_round(province)
    never = make_round(province, kind="undated", due_on=None)

    owed = owed_by(ward, BEFORE)
    assert [(one.round, one.standing, one.report) for one in owed] == [
        (first, Standing.SOON, None),
        (later, Standing.AHEAD, None),
        (never, Standing.NO_DATE, None),
    ]


def test_what_was_filed_is_owed_no_more_unless_it_came_back(round_, ward):
    report = answer(round_, ward)
    assert (owed_by(ward, BEFORE), [one.report for one in rounds_of(ward, BEFORE)]) == ([], [report])

    Report.objects.filter(pk=report.pk).update(status="returned")
    assert [one.report for one in owed_by(ward, BEFORE)] == [report]


def test_nobody_is_asked_for_a_plan_that_was_withdrawn(round_, ward, other_commune):
    make_report(round_, other_commune)
    Plan.objects.filter(pk=round_.plan_id).update(status="withdrawn")

    assert (owed_by(ward, BEFORE), len(owed_by(other_commune, BEFORE))) == ([], 1)


def test_the_receiver_and_strangers_owe_nothing(round_, province, department):
    stranger = make_unit("xã Xa", under=make_unit("tỉnh Khác", level="province"))

    assert [owed_by(one, BEFORE) for one in (province, department, stranger)] == [[], [], []]
    assert not is_expected(round_, stranger, BEFORE)


@pytest.mark.parametrize("rounds", [1, 4])
def test_what_a_unit_owes_costs_three_queries(rounds, province, ward, django_assert_num_queries):
    for _ in range(rounds):
        make_report(make_round(province), ward)

    with django_assert_num_queries(3):
        assert len([one.report.status for one in owed_by(ward, BEFORE)]) == rounds
