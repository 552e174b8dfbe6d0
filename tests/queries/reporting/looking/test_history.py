"""What charts are drawn from: a unit's own figures over the years, and a year by the units below."""

from decimal import Decimal

import pytest

from plans.content.report import AddingUp, IndicatorContent
from plans.queries.reporting.looking.history import SHOWN, history_of, looked_at, main_of, reports_of, year_below
from plans.queries.reporting.rolling import roll_up
from plans.rules.actor import SYSTEM
from tests.factories import make_actor, make_unit
from tests.looked_at import make_country
from tests.report_rows import make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def country():
    return make_country()


def values(history, code):
    return next(one.values for one in history.figures if one.indicator.code == code)


def test_a_communes_own_figures_year_by_year(country):
    country.file(country.first, {"D3": 8}, year=2024, status="accepted")
    history = history_of(country.first)

    assert history.years == (2024, 2026)
    assert values(history, "D3") == (Decimal(8), Decimal("12.5"))
    assert values(history, "E3") == (None, Decimal(3))
    assert not history.is_added_up


def test_a_returned_report_is_not_in_it(country):
    country.file(country.third, {"D3": 99}, status="returned")

    assert history_of(country.third).years == ()


def test_of_two_reports_of_a_year_the_one_whose_round_closes_last(country):
    later = make_round(country.province, form=country.round_of(country.province).form, due_on="2026-12-15", position=1)
    report = make_report(later, country.first, status="filed")
    country.gifts.refresh_from_db()
    from plans.models import Figure

    Figure.objects.create(report=report, indicator=country.gifts, value=Decimal(40))

    assert values(history_of(country.first), "D3") == (Decimal(40),)
    assert roll_up(country.province, 2026).totals["D3"] == Decimal(40)


def test_a_provinces_figures_are_added_up_from_its_communes(country):
    country.file(country.first, {"D3": 8}, year=2025)
    country.file(country.second, {"D3": 2}, year=2025)
    country.file(country.third, {"D3": 100}, year=2025)
    history = history_of(country.province)

    assert history.is_added_up
    assert values(history, "D3") == (Decimal(10), Decimal("12.5"))


def test_a_year_by_the_units_directly_below(country):
    country.file(country.third, {"D3": 7})
    whole, part = year_below(country.centre, 2026), year_below(country.province, 2026)

    gifts = whole.figures[0]
    assert gifts.names == ("Tỉnh Thái Nguyên", "Tỉnh Cao Bằng")
    assert gifts.values == (Decimal("12.5"), Decimal(7))
    assert gifts.total == Decimal("19.5")
    assert part.figures[0].names == ("Xã Chợ Mới", "Xã Ba Bể")
    assert part.figures[0].values == (Decimal("12.5"), Decimal(0))


def test_a_year_nobody_has_filed_has_no_figures(country):
    assert year_below(country.province, 2025).figures == ()


def test_main_figures_come_first_and_sensitive_ones_never():
    def row(code, **more):
        return IndicatorContent(code=code, name=code, unit_of_measure="trẻ", **more)

    rows = [row("K3", is_sensitive=True), row("A1"), row("N1", adding_up=AddingUp.NONE), row("D3"), row("X9")]
    rows += [row(f"Z{at}") for at in range(9)]
    given = {one.code for one in rows} - {"X9"}

    assert [one.code for one in main_of(rows, given)] == ["D3", "A1", "Z0", "Z1", "Z2", "Z3"]
    assert len(main_of(rows, given)) == SHOWN


def test_one_looks_at_the_own_unit_and_at_those_one_follows(country):
    def seen(actor):
        return set(looked_at(actor))

    everybody = {country.centre, country.province, country.other, country.first, country.second, country.third}
    assert seen(make_actor(country.centre, "supervisor")) == everybody
    assert seen(make_actor(country.province, "drafter")) == {country.province, country.first, country.second}
    assert seen(make_actor(country.first, "drafter")) == {country.first}
    assert seen(SYSTEM) >= everybody


def test_a_helping_department_looks_at_what_the_province_does(country):
    helping = make_unit(
        "tỉnh Thái Nguyên", level="department", under=country.province, short_name="Sở Y tế", helps_superior=True
    )

    assert set(looked_at(make_actor(helping, "supervisor"))) == {
        country.province, country.first, country.second, helping,
    }  # fmt: skip


def test_reports_are_listed_for_those_who_may_see_them(country):
    country.file(country.first, {"D3": 1}, year=2025)

    def listed(unit):
        return [one.round.year for one in reports_of(make_actor(unit, "supervisor"), country.first)]

    assert listed(country.first) == listed(country.province) == [2026, 2025]
    assert listed(country.second) == listed(country.other) == []


@pytest.mark.parametrize("scope", ["centre", "province"])
def test_the_questions_asked_do_not_grow_with_the_units(country, scope, django_assert_max_num_queries):
    for at in range(6):
        country.file(make_unit(f"xã Số {at}", under=country.province), {"D3": at})
    with django_assert_max_num_queries(10):
        year_below(getattr(country, scope), 2026)
    with django_assert_max_num_queries(10):  # one year; each further one asks nine more
        history_of(getattr(country, scope))
    with django_assert_max_num_queries(4):
        history_of(country.first)
