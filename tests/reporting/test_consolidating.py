"""Adding up: only what may be added, with every part to be seen, in whatever order the reports came."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.report import FigureContent, FormContent, IndicatorContent, ReportContent
from plans.reporting.consolidating import UnitReport, consolidate, disagreements, ratio
from tests.reporting.forms import FORM, GIFTS, figure, report


def value(result, code, split=""):
    return result.total(code, split).value


def test_sums_their_parts_and_where_they_come_from():
    result = consolidate(
        FORM,
        [
            report(2, figure("A1", 40), figure("D3", 1.5), figure("D3", 1, "ns")),
            report(1, figure("A1", 60), figure("D3", 2), figure("D3", 2, "xh")),
        ],
    )

    assert (value(result, "A1"), value(result, "D3")) == (100, Decimal("3.5"))
    assert (value(result, "D3", "ns"), value(result, "D3", "xh")) == (1, 2)
    assert [(one.name, one.value) for one in result.total("A1").contributions] == [("xã 01", 60), ("xã 02", 40)]


def test_nothing_to_report_counts_as_filed_and_empty_as_silent():
    result = consolidate(
        FORM,
        [
            report(1, figure("A1", 5)),
            report(2, figure("A1", is_nothing=True)),
            report(3, is_nothing=True),
            report(4),
            report(5, figure("A1", 0)),
        ],
    )
    total = result.total("A1")

    assert total.value == 5
    assert [(one.unit, one.value, one.is_nothing) for one in total.contributions] == [
        (1, 5, False),
        (2, None, True),
        (3, None, True),
        (5, 0, False),
    ]
    assert total.silent == ("xã 04",)
    assert result.nothing == ("xã 03",)
    assert result.units == ("xã 01", "xã 02", "xã 04", "xã 05")


def test_where_nobody_filed_there_is_no_sum_rather_than_zero():
    result = consolidate(FORM, [report(1), report(2)])

    assert value(result, "A1") is None


def test_where_everybody_says_nothing_the_sum_is_zero():
    assert value(consolidate(FORM, [report(1, is_nothing=True)]), "A1") == 0


def test_what_must_not_be_added_is_listed_and_not_added():
    total = consolidate(FORM, [report(1, figure("X1", 3)), report(2, figure("X1", 4))]).total("X1")

    assert total.value is None
    assert [one.value for one in total.contributions] == [3, 4]


@pytest.mark.parametrize(
    ("figures", "warns"),
    [
        ([{}, {}], True),
        ([{}, {"without_doubles": True}], True),
        ([{"without_doubles": True}, {"without_doubles": True}], False),
        ([{}], False),
    ],
    ids=["two file it", "one leaves doubles out", "both leave doubles out", "one files it"],
)
def test_the_same_thing_filed_twice_is_warned_of(figures, warns):
    reports = [report(at, figure("B2", 1, **one)) for at, one in enumerate(figures)]

    assert consolidate(FORM, reports).total("B2").may_repeat is warns


def test_a_ratio_is_computed_again_from_the_sums():
    reports = [report(1, figure("A1", 100), figure("E3", 50)), report(2, figure("A1", 300), figure("E3", 300))]

    assert value(consolidate(FORM, reports), "E4") == Decimal("87.5")
    assert value(consolidate(FORM, [report(1, figure("E3", 1))]), "E4") is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(1, 3, "33.3"), (0, 5, "0.0"), (1, 0, None), (None, 5, None), (5, None, None)],
)
def test_a_percentage_needs_both_figures(numerator, denominator, expected):
    given_figures = [None if one is None else Decimal(one) for one in (numerator, denominator)]

    assert ratio(*given_figures) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        ("7.039", ("2.935", "4.103"), None),  # the real case of domain.md §6, at its own precision
        ("7", ("2.9", "4.1"), None),
        ("7", ("3", "5"), "1"),
        ("7", ("3", "3.8"), "-0.2"),
        ("7", ("7", None), None),
        (None, ("3", "4"), None),
    ],
)
def test_parts_are_compared_with_their_total_to_the_last_digit(whole, parts, expected):
    figures = [figure("D3", one, split) for one, split in zip(parts, ("ns", "xh"), strict=True)]
    content = ReportContent(figures=(figure("D3", whole), *figures))

    assert disagreements(GIFTS, content) == (None if expected is None else Decimal(expected))


def test_a_part_that_is_nothing_counts_as_none_of_it():
    content = ReportContent(figures=(figure("D3", 5), figure("D3", 5, "ns"), figure("D3", split="xh", is_nothing=True)))

    assert disagreements(GIFTS, content) is None


values = st.one_of(st.none(), st.integers(0, 10_000))
reports_of_many = st.lists(st.tuples(values, values, st.booleans()), max_size=30).map(
    lambda rows: [
        report(at, figure("A1", a), figure("E3", b), is_nothing=nothing) for at, (a, b, nothing) in enumerate(rows)
    ]
)


@given(reports_of_many, st.randoms())
def test_the_order_of_filing_changes_nothing(reports, random):
    shuffled = list(reports)
    random.shuffle(shuffled)

    assert consolidate(FORM, shuffled) == consolidate(FORM, reports)


@given(reports_of_many)
def test_every_unit_is_counted_once(reports):
    result = consolidate(FORM, reports)
    total = result.total("A1")

    assert len(result.units) + len(result.nothing) == len(reports)
    assert len(total.contributions) + len(total.silent) == len(reports)
    assert (total.value or 0) == sum(one.value or 0 for one in total.contributions)


@given(reports_of_many, st.integers(0, 30))
def test_the_sum_of_two_halves_is_the_sum_of_all(reports, at):
    halves = [consolidate(FORM, reports[:at]), consolidate(FORM, reports[at:])]

    assert sum((value(one, "A1") or 0) for one in halves) == (value(consolidate(FORM, reports), "A1") or 0)


def test_reports_are_named_by_their_units():
    content = ReportContent(figures=(figure("A1", 1),))

    assert consolidate(FORM, [UnitReport(unit=1, name="xã", content=content)]).units == ("xã",)


# --- figures of one level only ----------------------------------------------------------------------------------------


def test_a_schools_children_are_not_added_to_a_communes():
    children = IndicatorContent(code="A1", name="Trẻ em trên địa bàn", unit_of_measure="trẻ", adds_from=("commune",))
    said = ReportContent(figures=(FigureContent(indicator="A1", value=Decimal(100)),))
    units = [UnitReport(unit=1, name="Xã", level="commune", content=said),
             UnitReport(unit=2, name="Trường", level="school", content=said),
             UnitReport(unit=3, name="Thôn", level="hamlet", content=ReportContent())]  # fmt: skip

    total = consolidate(FormContent(name="Mẫu", indicators=(children,)), units).total("A1")

    assert total is not None
    assert (total.value, [one.name for one in total.contributions], total.silent) == (Decimal(100), ["Xã"], ())


def test_where_no_level_is_named_every_unit_is_added():
    figure = IndicatorContent(code="C1", name="Hoạt động", unit_of_measure="hoạt động")

    assert figure.adds_of("school")
    assert figure.adds_of("")
