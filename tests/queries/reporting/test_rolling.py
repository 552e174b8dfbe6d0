"""A year added up over a subtree: at every level the sum of its parts, each unit once, figures move with their unit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.content.report import AddingUp
from plans.models import Figure, IssuingUnit, ReportVersion, RoundUnit
from plans.queries.reporting.owed import expected_units
from plans.queries.reporting.rolling import roll_up
from tests.factories import make_issued, make_unit
from tests.report_rows import NOW, make_form, make_indicator, make_report, make_round, make_split

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def country():
    return make_unit("cả nước", level="central")


@pytest.fixture
def province(country):
    return make_unit("tỉnh Thái Nguyên", level="province", under=country)


@pytest.fixture
def children():
    return make_indicator("A1")


@pytest.fixture
def gifts():
    row = make_indicator("D3", "Trị giá quà", unit_of_measure="triệu đồng", decimals=1)
    make_split(row, "ns")
    return row


@pytest.fixture
def form(children, gifts):
    return make_form(None, children, gifts)


def file(round_, unit, values=(), *, status="filed", nothing=False):
    """A report of the unit with these (indicator, split, value) figures; None says không phát sinh."""
    report = make_report(round_, unit, status=status)
    ReportVersion.objects.filter(report=report).update(is_nothing=nothing)
    for indicator, split, value in values:
        part = indicator.splits.get(code=split) if split else None
        Figure.objects.create(report=report, indicator=indicator, split=part, value=value, is_nothing=value is None)
    return report


def communes(province, number=2):
    return [make_unit(f"xã Số {at}", under=province) for at in range(number)]


def move(unit, to):
    """Put the unit under another one, as a merger of provinces does."""
    IssuingUnit.objects.move(IssuingUnit.objects.get(pk=unit.pk), IssuingUnit.objects.get(pk=to.pk), "last-child")


def numbers(rolled):
    return rolled.expected, rolled.filed, rolled.nothing, rolled.missing


def test_a_country_is_added_up_by_provinces_and_a_province_by_communes(country, province, form, children, gifts):
    other = make_unit("tỉnh Cao Bằng", level="province", under=country)
    first, second = communes(province)
    third = make_unit("xã Hạ Lang", under=other)
    ours, theirs = make_round(province, form=form), make_round(other, form=form)
    file(ours, first, [(children, "", Decimal(10)), (gifts, "ns", Decimal("1.5"))])
    file(ours, second, [(children, "", Decimal(5)), (gifts, "ns", None)])
    file(theirs, third, [(children, "", Decimal(7))])

    whole, part = roll_up(country, 2026), roll_up(province, 2026)

    assert dict(whole.totals) == {"A1": 22, "D3:ns": Decimal("1.5")}
    assert [(one.unit, dict(one.values)) for one in whole.children] == [
        (province, {"A1": 15, "D3:ns": Decimal("1.5")}),
        (other, {"A1": 7}),
    ]
    assert [dict(one.values) for one in part.children] == [{"A1": 10, "D3:ns": Decimal("1.5")}, {"A1": 5, "D3:ns": 0}]
    assert [one.code for one in part.indicators] == ["A1", "D3"]


def test_a_sum_of_another_year_or_another_level_is_not_ours(province, form, children):
    (only,) = communes(province, 1)
    school = make_unit("trường Chuyên", level="school", under=only)
    file(make_round(province, form=form, year=2025), only, [(children, "", Decimal(10))])
    file(make_round(only, form=form, levels=["school"]), school, [(children, "", Decimal(3))])

    assert dict(roll_up(province, 2026).totals) == {}
    assert dict(roll_up(province, 2026, level="school").totals) == {"A1": 3}


def test_a_unit_counts_once_a_year_in_the_round_that_closes_last(province, form, children):
    (only,) = communes(province, 1)
    for due_on, value in ((date(2026, 6, 1), 1), (date(2026, 11, 1), 3), (date(2026, 9, 1), 2)):
        file(make_round(province, form=form, due_on=due_on), only, [(children, "", Decimal(value))])
    file(make_round(province, form=form, kind="undated", due_on=None), only, [(children, "", Decimal(9))])

    rolled = roll_up(province, 2026)

    assert (dict(rolled.totals), numbers(rolled)) == ({"A1": 3}, (1, 1, 0, 0))


def test_of_two_rounds_of_one_day_the_inclusive_one_closes_later(province, form, children):
    (only,) = communes(province, 1)
    file(make_round(province, form=form, kind="by"), only, [(children, "", Decimal(1))])
    file(make_round(province, form=form), only, [(children, "", Decimal(2))])

    assert dict(roll_up(province, 2026).totals) == {"A1": 1}


def test_accepted_only_looks_at_the_last_round_that_was_accepted(province, form, children):
    (only,) = communes(province, 1)
    early, late = make_round(province, form=form, due_on=date(2026, 6, 1)), make_round(province, form=form)
    file(early, only, [(children, "", Decimal(1))], status="accepted")
    file(late, only, [(children, "", Decimal(2))])

    assert dict(roll_up(province, 2026).totals) == {"A1": 2}
    assert dict(roll_up(province, 2026, accepted_only=True).totals) == {"A1": 1}


@pytest.mark.parametrize(
    ("status", "all_filed", "accepted"),
    [("filed", {"A1": 4}, {}), ("accepted", {"A1": 4}, {"A1": 4}), ("returned", {}, {})],
)
def test_what_counts_in_which_state_while_the_numbers_of_units_stay(
    province, form, children, status, all_filed, accepted
):
    (only,) = communes(province, 1)
    file(make_round(province, form=form), only, [(children, "", Decimal(4))], status=status)

    for only_accepted, expected in ((False, all_filed), (True, accepted)):
        rolled = roll_up(province, 2026, accepted_only=only_accepted)
        assert (dict(rolled.totals), numbers(rolled)) == (expected, (1, 1, 0, 0))
        assert rolled.counted == len(expected)


def test_whoever_says_nothing_at_all_brings_zero_and_who_is_silent_brings_no_figure(province, form, children):
    first, second, third = communes(province, 3)
    round_ = make_round(province, form=form)
    file(round_, first, [(children, "", Decimal(4))])
    file(round_, second, nothing=True)

    rolled = roll_up(province, 2026)

    assert [(one.unit, dict(one.values)) for one in rolled.children] == [
        (first, {"A1": 4}),
        (second, {"A1": 0}),
        (third, {}),
    ]
    assert numbers(rolled) == (3, 1, 1, 1)


def test_figures_of_one_code_and_two_measures_stay_two(country, province, form, children):
    other = make_unit("tỉnh Cao Bằng", level="province", under=country)
    own = make_indicator("A1", "Lượt trẻ", unit_of_measure="lượt trẻ", owner=other)
    same = make_indicator("A1", owner=province)
    first, second = communes(province)
    third = make_unit("xã Hạ Lang", under=other)
    ours = make_round(province, form=form)
    file(ours, first, [(children, "", Decimal(1))])
    file(ours, second, [(same, "", Decimal(2))])
    file(make_round(other, form=form), third, [(own, "", Decimal(40))])

    rolled = roll_up(country, 2026)

    assert dict(rolled.totals) == {"A1": 3, "A1.2": 40}
    assert {one.code: one.unit_of_measure for one in rolled.indicators} == {"A1": "trẻ", "A1.2": "lượt trẻ"}


def test_a_ratio_is_computed_at_every_level_and_nothing_unaddable_is_added(country, province):
    part, whole = make_indicator("E3", "Thôn có hoạt động"), make_indicator("E3T", "Tổng số thôn")
    share = make_indicator("E3R", "Tỷ lệ", adding_up=AddingUp.RATIO, numerator="E3", denominator="E3T", decimals=1)
    rank = make_indicator("X1", "Xếp loại", adding_up=AddingUp.NONE)
    round_ = make_round(province, form=make_form(None, part, whole, share, rank))
    for unit, some, of in zip(communes(province), (1, 8), (1, 9), strict=True):
        figures = [
            (part, "", Decimal(some)),
            (whole, "", Decimal(of)),
            (share, "", Decimal(50)),
            (rank, "", Decimal(3)),
        ]
        file(round_, unit, figures)

    rolled = roll_up(country, 2026)

    assert dict(rolled.totals) == {"E3": 9, "E3T": 10, "E3R": Decimal("90.0")}
    assert [one.values["E3R"] for one in roll_up(province, 2026).children] == [Decimal("100.0"), Decimal("88.9")]


def test_moving_a_unit_moves_its_figures_with_it(country, province, form, children):
    other = make_unit("tỉnh Cao Bằng", level="province", under=country)
    mover, stayer = communes(province)
    round_ = make_round(province, form=form)
    file(round_, mover, [(children, "", Decimal(4))])
    file(round_, stayer, [(children, "", Decimal(1))])

    move(mover, other)

    rolled = roll_up(IssuingUnit.objects.get(pk=country.pk), 2026)
    assert [(one.unit.pk, dict(one.values)) for one in rolled.children] == [
        (province.pk, {"A1": 1}),
        (other.pk, {"A1": 4}),
    ]
    assert dict(rolled.totals) == {"A1": 5}


def test_exceptions_and_closed_units_are_expected_as_in_their_round(province, form):
    owing, spared, closed, school_like = communes(province, 4)
    IssuingUnit.objects.filter(pk=closed.pk).update(closed_on=date(2026, 1, 1))
    round_ = make_round(province, form=form)
    RoundUnit.objects.create(
        round=round_, unit=spared, is_expected=False, reason="thiên tai", decided_at=NOW, decided_by_name="Lan"
    )
    hamlet_round = make_round(owing, form=form, levels=["hamlet"])
    RoundUnit.objects.create(round=hamlet_round, unit=school_like, reason="gửi về", decided_at=NOW, decided_by_name="L")

    found = [one.unit for one in roll_up(province, 2026).children]

    assert found == list(expected_units(round_)) == [owing, school_like]


def test_a_withdrawn_plan_chases_nobody_who_has_not_filed(province, form, children):
    filed, silent = communes(province)
    plan = make_issued(province)
    round_ = make_round(province, form=form, plan=plan)
    file(round_, filed, [(children, "", Decimal(1))])
    type(plan).objects.filter(pk=plan.pk).update(status="withdrawn")

    rolled = roll_up(province, 2026)

    assert [one.unit for one in rolled.children] == [filed]
    assert silent not in [one.unit for one in rolled.children]


def test_queries_do_not_grow_with_units_rounds_or_figures(country, province, form, children, django_assert_num_queries):
    def grow(number):
        for at in range(number):
            place = make_unit(f"tỉnh {at}", level="province", under=IssuingUnit.objects.get(pk=country.pk))
            round_ = make_round(place, form=form)
            for unit in communes(place, 3):
                file(round_, unit, [(children, "", Decimal(1))])

    grow(1)
    scope = IssuingUnit.objects.get(pk=country.pk)
    with django_assert_num_queries(8):
        roll_up(scope, 2026)
    grow(3)
    with django_assert_num_queries(8):
        assert roll_up(scope, 2026).totals["A1"] == 12


STATES = st.sampled_from(["none", "drafting", "filed", "returned", "accepted", "nothing"])
AMOUNTS = st.decimals(0, 10**6, places=1)
FILINGS = st.lists(st.tuples(st.integers(0, 2), STATES, AMOUNTS, st.booleans()), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filings=FILINGS, only=st.booleans(), moved=st.none() | st.integers(0, 5))
def test_at_every_level_the_sum_is_that_of_its_parts(db, filings, only, moved):
    country = make_unit("nước", level="central")
    value = make_indicator()
    form = make_form(None, value)
    provinces = [make_unit(level="province", under=country) for _ in range(3)]
    rounds = [make_round(one, form=form) for one in provinces]
    extra = [make_round(one, form=form, due_on=date(2026, 11, 1)) for one in provinces]
    units, total, answered = [], Decimal(0), 0
    for at, state, amount, twice in filings:
        unit = make_unit(under=provinces[at])
        units.append(unit)
        if state == "drafting":
            make_report(rounds[at], unit)
        elif state != "none":
            status = "filed" if state == "nothing" else state
            figures = [] if state == "nothing" else [(value, "", amount)]
            file(rounds[at], unit, figures, status=status, nothing=state == "nothing")
            answered += 1
            if twice:
                file(extra[at], unit, [(value, "", amount + 1)], status="accepted")
                total += amount + 1
            elif state in ({"accepted"} if only else {"accepted", "filed"}):
                total += amount
    if moved is not None:
        at = moved % len(units)
        move(units[at], provinces[(filings[at][0] + 1) % 3])

    whole = roll_up(IssuingUnit.objects.get(pk=country.pk), 2026, accepted_only=only)

    key = value.code
    assert whole.totals.get(key, 0) == total == sum(one.values.get(key, 0) for one in whole.children)
    assert (whole.expected, whole.missing) == (len(filings), len(filings) - answered)
    for one in whole.children:
        below = roll_up(one.unit, 2026, accepted_only=only)
        assert (below.totals.get(key, 0), numbers(below)) == (
            one.values.get(key, 0),
            (one.expected, one.filed, one.nothing, one.missing),
        )
        assert one.expected == one.filed + one.nothing + one.missing
