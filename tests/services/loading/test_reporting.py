"""The catalogue of figures, the country's forms, and last year's reports of the demonstration."""

import pytest

from plans.content.report import AddingUp
from plans.content.report_codec import report_from_json
from plans.models import Figure, Indicator, Plan, Report, ReportForm, ReportingRound, ReportVersion
from plans.queries.reporting.forms import form_content, indicator_content
from plans.queries.reporting.owed import Counts, counts, owed_by
from plans.reporting.consolidating import disagreements
from plans.reporting.figures import check_possible
from plans.services.loading.files import read_fixture
from plans.services.loading.reporting import keep_demo_rounds, load_report_catalogue
from tests.factories import TODAY, make_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(db):
    for year in (2024, 2025, 2026):
        make_campaign(year)
    load_report_catalogue()
    return [indicator_content(one) for one in Indicator.objects.all()]


# --- the catalogue ----------------------------------------------------------------------------------------------------


def test_every_indicator_of_the_domain_is_there(catalogue):
    families = [
        "A1", "B1", "B2", "B3", "C1", "C2", "C3", "C4", "C5", "D1", "D2", "D3", "D4", "D5", "E1", "E2", "E3", "F1",
        "F2", "F3", "G1", "G2", "H1", "I1", "I2", "I3", "K1", "K2", "K3", "L1", "M1",
    ]  # fmt: skip

    assert sorted({one.code[:2] for one in catalogue}) == sorted(families)


def test_money_has_one_decimal_and_counts_have_none(catalogue):
    decimals = {(one.unit_of_measure in ("triệu đồng", "%"), one.decimals) for one in catalogue}

    assert decimals == {(True, 1), (False, 0)}


def test_percentages_are_computed_and_incidents_are_sensitive(catalogue):
    codes = {one.code for one in catalogue}
    ratios = {one.code: (one.numerator, one.denominator) for one in catalogue if one.adding_up == AddingUp.RATIO}

    assert ratios == {"E2R": ("E2", "E2T"), "E3R": ("E3", "E3T"), "F3R": ("F3", "F3T")}
    assert {code for pair in ratios.values() for code in pair} <= codes
    assert {one.code for one in catalogue if one.unit_of_measure == "%"} == set(ratios)
    assert {one.code for one in catalogue if one.is_sensitive} == {"K2", "K3"}


def test_what_two_units_may_both_count_is_distinct(catalogue):
    distinct = {one.code for one in catalogue if one.adding_up == AddingUp.DISTINCT}

    assert {"B2", "D1", "E1", "F2", "G1", "G2", "I2", "K1", "K2", "K3"} <= distinct
    assert not {"A1", "B1", "B3", "C1", "D2", "D3", "D4", "F1", "H1", "I1", "I3", "L1", "M1"} & distinct


def test_each_year_in_use_has_the_countrys_form(catalogue):
    forms = {one.campaign.year: form_content(one) for one in ReportForm.objects.select_related("campaign")}

    assert set(forms) == {2025, 2026}
    form = forms[2026]
    assert form.name == "Báo cáo kết quả Tháng hành động vì trẻ em năm 2026"
    assert list(form.numerals().items()) == [
        ("chi-dao", "I"), ("phat-dong", "II.1"), ("truyen-thong", "II.2"), ("nguon-luc", "II.3"), ("cham-soc", "II.4"),
        ("he", "II.5"), ("kiem-tra", "II.6"), ("vu-viec", "II.7"), ("danh-gia", "III"), ("kien-nghi", "IV"),
        ("khen-thuong", "V"),
    ]  # fmt: skip
    assert all(form.indicators_of(one.key) for one in form.sections[:8])
    assert not form.indicators_of("")
    assert len(form.indicators) == 27
    codes = [one.code for one in form.indicators]
    assert all({one.numerator, one.denominator} <= {*codes, ""} for one in form.indicators)


def test_loading_again_adds_nothing_and_leaves_what_was_changed(catalogue):
    Indicator.objects.filter(code="A1").update(name="Trẻ em")
    ReportForm.objects.filter(campaign__year=2026).update(is_in_use=False)
    before = (Indicator.objects.count(), ReportForm.objects.count())

    assert load_report_catalogue() == 0
    assert (Indicator.objects.count(), ReportForm.objects.count()) == before
    assert Indicator.objects.get(code="A1").name == "Trẻ em"


def test_a_figure_that_is_missing_is_added(catalogue):
    Indicator.objects.filter(code="C4").delete()

    assert load_report_catalogue() == 1
    assert Indicator.objects.get(code="C4").splits.count() == 2


# --- the demonstration ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demonstration")
class TestDemonstration:
    def test_the_communes_owe_the_province_this_year(self, unit, settings):
        settings.DEMO, settings.DEMO_TODAY = True, TODAY
        round_ = ReportingRound.objects.get(year=2026)
        found = counts(round_)

        assert (round_.receiver.code, round_.levels, round_.form.campaign.year) == (
            "19", ["department", "commune"], 2026,
        )  # fmt: skip
        assert (found.expected, found.missing) == (93, 93)
        assert [one.round for one in owed_by(unit("01840"))] == [round_]

    def test_last_year_everybody_filed_and_was_accepted(self):
        round_ = ReportingRound.objects.get(year=2025)

        assert round_.label == ""
        assert counts(round_) == Counts(expected=92, filed=90, nothing=2, on_time=80, late=12, accepted=92)
        assert set(Report.objects.values_list("source", flat=True)) == {"theo số liệu ví dụ của bản trình diễn"}

    def test_the_wards_figures_are_those_of_the_file(self, unit):
        report = Report.objects.get(unit=unit("01840"))
        content = report_from_json(report.version.content)
        said = read_fixture("demo/last_year.json")["figures"]

        assert {key: float(content.figure(*key.split(":")).value) for key in said} == {
            key: float(value) for key, value in said.items()
        }
        assert (str(content.figure("D3").value), content.figure("K2").is_nothing) == ("62.4", True)

    def test_every_report_is_plausible_and_stands_in_rows(self):
        form = form_content(ReportForm.objects.get(campaign__year=2025))
        contents = [report_from_json(one.content) for one in ReportVersion.objects.all()]

        assert [
            disagreements(one, each) for each in contents for one in form.indicators if disagreements(one, each)
        ] == []
        for each in contents:
            for figure in each.figures:
                if figure.value is not None:
                    check_possible(figure.value, form.indicator(figure.indicator))
        assert Figure.objects.count() == sum(len(each.figures) for each in contents)

    def test_a_second_run_adds_nothing(self):
        assert keep_demo_rounds() == 0

    def test_without_the_plan_of_the_archive_there_is_no_last_year(self):
        before = ReportingRound.objects.count()
        Plan.objects.filter(short_name="so-y-te-thai-nguyen-2025").update(short_name="khac")

        assert (keep_demo_rounds(), ReportingRound.objects.count()) == (0, before)
