"""One round added up: the figures of those that count beside last year's, who is in, who is missing; drill-down."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.content.report import AddingUp, FigureContent, FormContent, ReportContent
from plans.models import Figure, Reminder, ReportVersion
from plans.queries.reporting.adding import added_up, round_before, shown_name
from plans.queries.reporting.drilling import figure_by_unit, reports_by_unit, summed_rounds, summed_unit
from plans.queries.reporting.forms import form_content
from plans.reporting.consolidating import UnitReport, consolidate
from tests.factories import make_actor, make_campaign, make_unit
from tests.report_rows import make_form, make_indicator, make_report, make_round, make_split

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def after(day_of_the_story, settings):
    """16 July 2026: two days after the last day."""
    settings.DEMO_TODAY = date(2026, 7, 16)


@pytest.fixture
def children():
    row = make_indicator("D1", "Trẻ được tặng quà", adding_up=AddingUp.DISTINCT)
    make_split(row, "ngheo", "hộ nghèo")
    return row


@pytest.fixture
def round_(province, ward, other_commune, children):
    return make_round(province, form=make_form(None, children))


def file(round_, unit, *figures, status="filed", nothing=False, note=""):
    """A report with figures (indicator, split, value[, without doubles]); a value of None says không phát sinh."""
    report = make_report(round_, unit, status=status)
    stored = []
    for indicator, split, value, *declared in figures:
        part = indicator.splits.get(code=split) if split else None
        without = bool(declared and declared[0])
        Figure.objects.create(
            report=report, indicator=indicator, split=part, value=value, is_nothing=value is None,
            without_doubles=without,
        )  # fmt: skip
        stored.append({"indicator": indicator.code, "split": split, "value": str(value), "without_doubles": without,
                       "note": note})  # fmt: skip
    content = {"format": 1, "figures": stored, "narratives": [], "is_nothing": nothing}
    ReportVersion.objects.filter(report=report).update(is_nothing=nothing, content=content)
    return report


def test_a_figure_is_the_sum_of_those_that_gave_it(round_, ward, other_commune, children):
    third = make_unit("xã Nà Rì", under=round_.receiver)
    file(round_, ward, (children, "", Decimal(10)), (children, "ngheo", Decimal(4)))
    file(round_, other_commune, (children, "", Decimal(5)), (children, "ngheo", None))
    file(round_, third)

    added = added_up(round_, accepted_only=False)

    whole, part = added.sum("D1"), added.sum("D1:ngheo")
    assert (whole.value, whole.reporting, whole.nothing, whole.silent) == (15, 2, 0, ("Xã Nà Rì",))
    assert (part.value, part.reporting, part.nothing) == (4, 2, 1)
    assert {one.name: one.value for one in whole.contributions} == {"Phường Đức Xuân": 10, "Xã Chợ Mới": 5}
    assert (added.counts.expected, added.counts.filed) == (3, 3)


@pytest.mark.parametrize(("only", "value", "left_out"), [(False, 15, ["returned"]), (True, 10, ["filed", "returned"])])
def test_whose_reports_count(round_, ward, other_commune, children, only, value, left_out):
    file(round_, ward, (children, "", Decimal(10)), status="accepted")
    file(round_, other_commune, (children, "", Decimal(5)))
    file(round_, make_unit("xã Na Rì", under=round_.receiver), (children, "", Decimal(7)), status="returned")

    added = added_up(round_, accepted_only=only)

    assert added.sum("D1").value == value
    assert [one.report.status for one in added.left_out] == left_out
    assert added.counts.answered == 3


def test_the_same_thing_may_have_been_counted_twice(round_, ward, other_commune, children):
    file(round_, ward, (children, "", Decimal(10), True))
    report = file(round_, other_commune, (children, "", Decimal(5)))

    assert added_up(round_, accepted_only=False).sum("D1").may_repeat
    report.figures.update(without_doubles=True)
    assert not added_up(round_, accepted_only=False).sum("D1").may_repeat


def test_whole_reports_of_nothing_are_in_the_sums_and_named_once(round_, ward, other_commune, children):
    file(round_, ward, (children, "", Decimal(10)))
    file(round_, other_commune, nothing=True)

    added = added_up(round_, accepted_only=False)

    assert (added.sum("D1").value, added.sum("D1").nothing, added.nothing) == (10, 1, 1)


@pytest.mark.usefixtures("after")
def test_the_missing_are_named_with_how_late_they_are_and_when_they_were_reminded(round_, ward, other_commune):
    make_report(round_, ward)
    for offset, day in ((1, 15), (None, 14)):
        Reminder.objects.create(
            round=round_, unit=ward, offset=offset, sent_at=datetime(2026, 7, day, 20, 0, tzinfo=UTC)
        )

    found = [(one.name, one.days_late, one.reminded_on, one.owed.report is not None) for one in
             added_up(round_, accepted_only=False).missing]  # fmt: skip

    # 20:00 UTC on the 15th is the 16th in Vietnam
    assert found == [("Phường Đức Xuân", 2, date(2026, 7, 16), True), ("Xã Chợ Mới", 2, None, False)]


def test_nobody_is_late_before_the_last_day(round_):
    assert {one.days_late for one in added_up(round_, accepted_only=False).missing} == {None}


def test_last_years_total_stands_beside_and_by_the_same_rule(round_, province, ward, other_commune, children):
    before = make_round(province, form=round_.form, year=2025, due_on=date(2025, 7, 15))
    file(before, ward, (children, "", Decimal(8)), status="accepted")
    file(before, other_commune, (children, "", Decimal(90)))
    file(round_, ward, (children, "", Decimal(10)), status="accepted")

    everything, accepted = added_up(round_, accepted_only=False), added_up(round_, accepted_only=True)

    assert (everything.sum("D1").previous, everything.sum("D1").change) == (98, -88)
    assert (accepted.sum("D1").previous, accepted.sum("D1").change) == (8, 2)
    assert (accepted.sum("D1:ngheo").previous, accepted.previous_round) == (None, before)


def test_last_year_with_nobody_but_those_who_had_nothing_is_zero(round_, province, ward, children):
    file(make_round(province, form=round_.form, year=2025), ward, nothing=True)

    assert added_up(round_, accepted_only=False).sum("D1").previous == 0


def test_a_figure_of_another_measure_is_neither_added_nor_compared(round_, province, ward, other_commune, children):
    other = make_indicator("D1", "Lượt trẻ", unit_of_measure="lượt trẻ", owner=province)
    file(round_, ward, (children, "", Decimal(10)))
    file(round_, other_commune, (other, "", Decimal(500)))
    file(make_round(province, form=make_form(make_campaign(2025), other), year=2025), ward, (other, "", Decimal(400)))

    found = added_up(round_, accepted_only=False).sum("D1")

    assert (found.value, found.previous, found.silent) == (10, None, ("Xã Chợ Mới",))


def test_a_ratio_is_computed_again_this_year_and_last(province, ward, other_commune):
    part, whole = make_indicator("E3"), make_indicator("E3T")
    share = make_indicator("E3R", adding_up=AddingUp.RATIO, numerator="E3", denominator="E3T", decimals=1)
    form = make_form(None, part, whole, share)
    now, before = make_round(province, form=form), make_round(province, form=form, year=2025)
    file(before, ward, (part, "", Decimal(1)), (whole, "", Decimal(2)))
    for unit, some, of in ((ward, 1, 1), (other_commune, 8, 9)):
        file(now, unit, (part, "", Decimal(some)), (whole, "", Decimal(of)), (share, "", Decimal(5)))

    found = added_up(now, accepted_only=False).sum("E3R")

    assert (found.value, found.previous, found.of) == (Decimal("90.0"), Decimal("50.0"), (9, 10))


def test_the_round_before_is_the_one_of_the_same_name_else_the_last(province):
    first = make_round(province, year=2025, label="6 tháng", due_on=date(2025, 6, 1))
    last = make_round(province, year=2025, label="cả năm", due_on=date(2025, 11, 1))
    make_round(make_unit("tỉnh Cao Bằng", level="province"), year=2025)

    assert round_before(make_round(province, label="6 tháng")) == first
    assert round_before(make_round(province, label="quý III")) == last
    assert round_before(first) is None


def test_without_a_form_there_are_no_figures_but_the_numbers(province, ward):
    round_ = make_round(province)
    type(round_).objects.filter(pk=round_.pk).update(form=None)
    round_.refresh_from_db()

    added = added_up(round_, accepted_only=False)

    assert (added.sums, added.counts.expected) == ((), 1)


def test_units_are_named_by_their_territory_other_bodies_by_their_own_name(ward, department):
    assert (shown_name(ward), shown_name(department)) == ("Phường Đức Xuân", "Sở Y tế")


def test_queries_do_not_grow(round_, province, children, django_assert_num_queries):
    before = make_round(province, form=round_.form, year=2025)

    def grow(number):
        for _ in range(number):
            unit = make_unit(under=province)
            file(round_, unit, (children, "", Decimal(1)))
            file(before, unit, (children, "", Decimal(1)))

    grow(2)
    with django_assert_num_queries(11):
        added_up(round_, accepted_only=False)
    grow(5)
    again = type(round_).objects.select_related("receiver", "form").get(pk=round_.pk)
    with django_assert_num_queries(11):
        assert added_up(again, accepted_only=False).sum("D1").value == 7


VALUES = st.none() | st.decimals(0, 1000, places=1)
UNITS = st.lists(
    st.tuples(VALUES, VALUES, st.booleans(), st.booleans(), st.sampled_from(["filed", "accepted", "returned"])),
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(units=UNITS, only=st.booleans())
def test_rows_add_up_as_the_engine_says(db, units, only):
    province = make_unit(level="province")
    row = make_indicator(adding_up=AddingUp.DISTINCT)
    make_split(row, "x")
    round_, before = make_round(province, form=make_form(None, row)), make_round(province, year=2025)
    reports = []
    for whole, part, nothing, without, status in units:
        unit = make_unit(under=province)
        given_ = () if nothing else ((row, "", whole, without), (row, "x", part, without))
        file(round_, unit, *given_, status=status, nothing=nothing)
        file(before, unit, *given_, status=status, nothing=nothing)
        if status in ({"accepted"} if only else {"accepted", "filed"}):
            figures = tuple(
                FigureContent(indicator=row.code, split=split, value=value, is_nothing=value is None,
                              without_doubles=without)
                for _, split, value, _ in given_
            )  # fmt: skip
            content = ReportContent(figures=figures, is_nothing=nothing)
            reports.append(UnitReport(unit=unit.pk, name=shown_name(unit), content=content))

    added = added_up(round_, accepted_only=only)
    expected = consolidate(FormContent(name="", indicators=form_content(round_.form).indicators), reports)

    for line, total in zip(added.sums, expected.totals, strict=True):
        assert (line.value, line.contributions, line.silent, line.may_repeat) == (
            total.value, total.contributions, total.silent, total.may_repeat
        )  # fmt: skip
        assert line.previous == total.value


# --- drill-down -------------------------------------------------------------------------------------------------------


def test_a_figure_unit_by_unit_with_note_last_year_and_the_report(round_, province, ward, other_commune, lan, children):
    silent, late = make_unit("xã Na Rì", under=province), make_unit("xã Ba Bể", under=province)
    returned = make_unit("xã Chợ Rã", under=province)
    report = file(round_, ward, (children, "", Decimal(10), True), note="cùng Đoàn phường")
    nothing = file(round_, other_commune, nothing=True)
    empty, back = file(round_, silent), file(round_, returned, (children, "", Decimal(3)), status="returned")
    file(make_round(province, form=round_.form, year=2025), ward, (children, "", Decimal(8)))

    found = figure_by_unit(lan, round_, "D1", accepted_only=False)

    told = {one.unit: one for one in found.units}
    assert list(told) == [ward, other_commune, silent, late, returned]
    own = told[ward]
    assert (own.value, own.previous, own.change, own.without_doubles, own.note, own.report) == (
        10, 8, 2, True, "cùng Đoàn phường", report.pk
    )  # fmt: skip
    kinds = [(one.is_nothing, one.is_silent, one.is_missing, one.is_left_out, one.report) for one in found.units[1:]]
    assert kinds == [
        (True, False, False, False, nothing.pk),
        (False, True, False, False, empty.pk),
        (False, False, True, False, None),
        (False, False, False, True, back.pk),
    ]


def test_of_a_sensitive_figure_the_count_is_shown_and_never_the_note(round_, ward, lan, children):
    type(children).objects.filter(pk=children.pk).update(is_sensitive=True)
    file(round_, ward, (children, "", Decimal(2)), note="cháu N.V.A. ở tổ 4")

    found = figure_by_unit(lan, round_, "D1", accepted_only=False)

    assert [(one.value, one.note) for one in found.units if one.unit == ward] == [(2, "")]


def test_last_years_parts_are_those_of_last_years_total(round_, province, ward, other_commune, lan, children):
    before = make_round(province, form=round_.form, year=2025)
    file(before, ward, (children, "", Decimal(8)))
    file(before, other_commune, (children, "", Decimal(5)), status="returned")
    file(round_, ward, (children, "", Decimal(9)))

    found = figure_by_unit(lan, round_, "D1", accepted_only=False)

    assert sum(one.previous or 0 for one in found.units) == found.sum.previous == 8


def test_an_unknown_figure_is_none(round_, lan):
    assert figure_by_unit(lan, round_, "Z9", accepted_only=False) is None


def test_sums_are_seen_by_whoever_collects_or_stands_above_never_by_those_who_owe(round_, ward, lan, hoa, khach):
    own = make_round(ward, levels=["hamlet"])
    stranger = make_actor(make_unit("tỉnh Cao Bằng", level="province"), "supervisor")

    assert set(summed_rounds(lan)) == {round_, own}
    assert list(summed_rounds(hoa)) == [own]
    assert [list(summed_rounds(one)) for one in (khach, stranger, make_actor())] == [[], [], []]
    assert (round_.receiver in summed_unit(lan), round_.receiver in summed_unit(hoa), ward in summed_unit(hoa)) == (
        True, False, True
    )  # fmt: skip


def test_reports_of_a_year_by_unit_are_only_those_one_may_read(round_, ward, other_commune, lan, hoa):
    first, second = file(round_, ward), file(round_, other_commune)
    make_report(make_round(round_.receiver), ward)

    assert reports_by_unit(lan, [ward, other_commune], 2026) == {ward.pk: first.pk, other_commune.pk: second.pk}
    assert reports_by_unit(hoa, [ward, other_commune], 2026) == {ward.pk: first.pk}
    file(make_round(round_.receiver, kind="undated", due_on=None), ward)
    assert reports_by_unit(hoa, [ward], 2026) == {ward.pk: first.pk}, "an undated round yields to a dated one"
