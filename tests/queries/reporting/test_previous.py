"""Last year's report of a unit: its own, or those of the units it took over from, added up where that is right."""

from datetime import date
from decimal import Decimal

import pytest

from plans.content.report import FigureContent, NarrativeContent, ReportContent
from plans.content.report_codec import report_to_json
from plans.models import Report, ReportVersion, UnitSuccession
from plans.queries.reporting.previous import forerunners, previous_report
from tests.factories import make_issued, make_unit
from tests.filed import full_form
from tests.report_rows import make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def form(db):
    return full_form()


@pytest.fixture
def report(province, ward, form):
    return make_report(make_round(province, form=form), ward)


def last_round(receiver, form, due_on=date(2025, 7, 15), **more):
    plan = make_issued(receiver, year=2025)
    return make_round(receiver, form=form, plan=plan, year=2025, due_on=due_on, **more)


def filed(round_, unit, text="", status="accepted", is_nothing=False, **figures):
    """A report of last year: D3_ns=18 is a part, None không phát sinh."""
    content = ReportContent(
        figures=tuple(
            FigureContent(
                indicator=key.split("_")[0],
                split="".join(key.split("_")[1:]),
                value=None if value is None else Decimal(str(value)),
                is_nothing=value is None,
            )
            for key, value in figures.items()
        ),
        narratives=(NarrativeContent(section="danh-gia", text=text),) if text else (),
        is_nothing=is_nothing,
    )
    report = make_report(round_, unit, status=status)
    ReportVersion.objects.filter(report=report).update(content=report_to_json(content), is_nothing=is_nothing)
    Report.objects.filter(pk=report.pk).update(is_nothing=is_nothing)
    return report


def old_unit(province, name, *successors, noun="phường"):
    unit = make_unit(f"{noun} {name}", under=province, closed_on=date(2025, 6, 30))
    for one in successors:
        UnitSuccession.objects.create(closed_unit=unit, successor=one, effective_on=date(2025, 7, 1))
    return unit


def values(previous):
    return {
        f"{one.indicator}:{one.split}" if one.split else one.indicator: "nothing" if one.is_nothing else one.value
        for one in previous.content.figures
    }


# --- the unit's own ---------------------------------------------------------------------------------------------------


def test_nobody_filed_anything_last_year(report):
    assert previous_report(report) is None


def test_the_units_own_report_needs_no_words(report, province, ward, form):
    last = filed(last_round(province, form), ward, text="Tốt.", A1=1164, D1=None, D3=18, D3_ns=18)

    previous = previous_report(report)
    assert (previous.year, previous.words, previous.is_divided) == (2025, "", False)
    assert (previous.units, previous.reports) == (("UBND phường Đức Xuân",), (last.pk,))
    assert values(previous) == {"A1": 1164, "D1": "nothing", "D3": 18, "D3:ns": 18}
    assert previous.content.text("danh-gia") == "Tốt."


def test_a_report_of_nothing_says_so_of_every_figure(report, province, ward, form):
    filed(last_round(province, form), ward, is_nothing=True)

    previous = previous_report(report)
    assert previous.content.is_nothing
    assert set(values(previous).values()) == {"nothing"}


def test_what_was_filed_this_year_or_the_year_before_last_is_not_last_year(report, province, ward, form):
    plan = make_issued(province, year=2024)
    filed(make_round(province, form=form, plan=plan, year=2024, due_on=date(2024, 7, 15)), ward, A1=1)
    filed(make_round(province, form=form, position=1, due_on=date(2026, 5, 1)), ward, A1=2)

    assert previous_report(report) is None


def test_a_draft_of_last_year_was_never_filed(report, province, ward, form):
    make_report(last_round(province, form), ward)

    assert previous_report(report) is None


def test_the_round_that_closed_last_counts(report, province, ward, form):
    half = last_round(province, form, date(2025, 5, 19))
    whole = make_round(province, form=form, plan=half.plan, position=1, year=2025, due_on=date(2025, 11, 17))
    filed(whole, ward, status="filed", A1=2)
    filed(half, ward, A1=1)

    assert values(previous_report(report)) == {"A1": 2}


def test_of_two_receivers_at_once_the_accepted_report_counts(report, province, ward, form, department):
    filed(last_round(department, form), ward, status="accepted", A1=1)
    filed(last_round(province, form), ward, status="filed", A1=2)

    assert values(previous_report(report)) == {"A1": 1}


# --- those it took over from ------------------------------------------------------------------------------------------


def test_three_old_wards_are_added_up(report, province, ward, form):
    round_ = last_round(province, form)
    for name, count in (("Đức Xuân Cũ", 300), ("Sông Cầu", 200), ("Chí Kiên", None)):
        filed(round_, old_unit(province, name, ward), text=f"Ở {name}.", A1=count, D3=1, D3_xh=1)

    previous = previous_report(report)
    assert previous.words == "cộng từ 3 phường cũ"
    assert (values(previous)["A1"], values(previous)["D3"], values(previous)["D3:xh"]) == (500, 3, 3)
    assert previous.content.text("danh-gia").startswith(
        "UBND phường Đức Xuân Cũ: Ở Đức Xuân Cũ.\n\nUBND phường Sông Cầu: "
    )


def test_old_units_of_several_kinds_are_units(report, province, ward, form):
    round_ = last_round(province, form)
    for noun in ("phường", "xã"):
        filed(round_, old_unit(province, "Cũ", ward, noun=noun), A1=1)

    assert previous_report(report).words == "cộng từ 2 đơn vị cũ"


def test_one_old_unit_is_named(report, province, ward, form):
    filed(last_round(province, form), old_unit(province, "Sông Cầu", ward), A1=1)

    assert previous_report(report).words == "của UBND phường Sông Cầu cũ"


def test_nothing_of_all_of_them_is_nothing(report, province, ward, form):
    round_ = last_round(province, form)
    for name in ("A", "B"):
        filed(round_, old_unit(province, name, ward), D1=None)

    assert values(previous_report(report)) == {"D1": "nothing"}


def test_what_an_old_unit_took_over_from_counts_too(report, province, ward, form):
    middle = old_unit(province, "Giữa", ward)
    oldest = old_unit(province, "Cũ nhất", middle)
    filed(last_round(province, form), oldest, A1=7)

    assert {one.pk for one in forerunners(ward)} == {ward.pk, middle.pk, oldest.pk}
    assert values(previous_report(report)) == {"A1": 7}


def test_an_earlier_entry_of_the_same_code_is_the_unit(report, province, ward, form):
    before = make_unit(
        "phường Đức Xuân", under=province, code=ward.code, opened_on=date(2000, 1, 1), closed_on=date(2025, 6, 30)
    )
    filed(last_round(province, form), before, A1=7)

    assert (values(previous_report(report)), previous_report(report).words) == ({"A1": 7}, "")


def test_figures_of_a_unit_that_was_divided_are_nobodys(report, province, ward, other_commune, form):
    filed(last_round(province, form), old_unit(province, "Cũ", ward, other_commune), text="Tốt.", A1=1000)

    previous = previous_report(report)
    assert (values(previous), previous.is_divided) == ({}, True)
    assert previous.words == "đơn vị cũ đã chia cho nhiều nơi nên không so số liệu"
    assert previous.content.text("danh-gia") == "Tốt."


def test_another_units_report_is_never_last_years(report, province, other_commune, form):
    filed(last_round(province, form), other_commune, A1=1)

    assert previous_report(report) is None


def test_two_queries_however_many_units_there_were(report, province, ward, form, django_assert_num_queries):
    round_ = last_round(province, form)
    for number in range(4):
        filed(round_, old_unit(province, f"Cũ {number}", ward), A1=1)
    report = Report.objects.select_related("round__form", "unit").get(pk=report.pk)

    with django_assert_num_queries(2 + 3):  # and three of the form
        previous_report(report)
