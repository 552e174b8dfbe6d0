"""`manage.py seed_national`: the made-up country to measure on, here one small province of it."""

import pytest
from django.core.management.base import CommandError
from django.db.models import Count, Q

from plans.content.report_codec import report_from_json
from plans.models import Figure, IssuingUnit, Plan, Report, ReportForm, ReportingRound, ReportVersion, User
from plans.queries.contents import frozen_content
from plans.queries.reporting.owed import counts
from plans.services.loading.national.rows import Ids, write_rows
from tests.factories import make_issued, make_unit

#: Lai Châu, the province with the fewest communes.
SMALLEST = "12"


@pytest.fixture
def country(run, settings):
    settings.DEMO = True
    return run("seed_national", "--province", SMALLEST, "--year", "2025", "--year", "2026", "--share", "0.2")


def test_tells_what_it_wrote(country):
    last = country.splitlines()[-2]
    offices = IssuingUnit.objects.filter(depth=4, code__contains=".").count()

    assert last.startswith(f"Cả nước mẫu: thêm {offices} trường, thôn, 3 người,")
    assert f" {Report.objects.count()} báo cáo, {Figure.objects.count()} số liệu." in last


def test_every_commune_owes_its_province_and_every_office_its_commune(country):
    province = IssuingUnit.objects.get(code=SMALLEST)
    communes = IssuingUnit.objects.filter(path__startswith=province.path, depth=3, closed_on=None)
    round_ = ReportingRound.objects.get(receiver=province, year=2026)
    told = counts(round_)

    assert told.expected == communes.count()
    assert told.filed + told.nothing + told.missing == told.expected
    assert min(told.filed, told.missing, told.accepted, told.begun) > 0
    commune = communes.filter(numchild__gt=0).first()
    below = ReportingRound.objects.get(receiver=commune, year=2026)
    assert below.levels == ["school", "hamlet"]
    assert counts(below).expected == commune.numchild >= 8


def test_the_figures_are_those_of_the_version_filed_last(country):
    for report in Report.objects.filter(version__isnull=False).select_related("version")[:60]:
        said = report_from_json(report.version.content).figures
        kept = Figure.objects.filter(report=report).select_related("indicator", "split")
        assert {(one.indicator, one.split, one.value, one.is_nothing) for one in said} == {
            (one.indicator.code, one.split.code if one.split else "", one.value, one.is_nothing) for one in kept
        }
    assert not Figure.objects.filter(report__version=None).exists()
    assert ReportVersion.objects.count() == Report.objects.exclude(version=None).count()


def test_a_report_of_a_commune_has_twenty_figures_and_more(country):
    filed = Report.objects.filter(version__is_nothing=False, unit__depth=3)
    whole = filed.annotate(whole=Count("figures", filter=Q(figures__split=None)), parts=Count("figures"))

    assert min(one.whole for one in whole) >= 20
    assert min(one.parts for one in whole) >= 28


def test_its_plans_read_as_issued_plans_with_their_deadline(country):
    round_ = ReportingRound.objects.get(receiver__code=SMALLEST, year=2026)
    content = frozen_content(round_.plan.versions.get())

    assert round_.plan.is_issued
    assert [one.due_on for one in content.report_deadlines()] == [round_.due_on]


def test_each_year_has_a_form_though_only_the_last_two_were_given_one(run):
    run("seed_national", "--province", SMALLEST, "--year", "2024", "--communes-only")

    form = ReportForm.objects.get(campaign__year=2024)
    assert form.fields.count() == ReportForm.objects.get(campaign__year=2025).fields.count() > 20
    assert not IssuingUnit.objects.filter(depth=4, code__contains=".").exists()


def test_the_same_seed_makes_the_same_figures_and_ids_go_on_after_them(run):
    for more in ([], ["--yes"], ["--yes", "--seed", "7"]):
        run("seed_national", "--province", SMALLEST, "--year", "2026", "--communes-only", *more)
    rounds = ReportingRound.objects.filter(receiver__code=SMALLEST).order_by("id")
    first, again, other = (
        set(
            Figure.objects.filter(report__round=one).values_list(
                "report__unit__code", "indicator__code", "split", "value"
            )
        )
        for one in rounds
    )

    assert first == again != other
    make_issued(make_unit("xã Chợ Mới", level="province"))  # the database's own next ids are free


def test_a_portal_with_work_in_it_refuses(run):
    make_issued(make_unit("xã Chợ Mới", level="province"))

    with pytest.raises(CommandError, match="không trộn số liệu mẫu vào"):
        run("seed_national", "--province", SMALLEST)

    assert Plan.objects.count() == 1
    assert not Report.objects.exists()


def test_nobody_gets_an_account_where_the_portal_is_no_demonstration(run, settings):
    settings.DEMO = False
    run("seed_national", "--province", SMALLEST, "--year", "2026", "--communes-only")

    assert not User.objects.exists()


@pytest.mark.django_db
def test_rows_keep_letters_that_a_copy_writes_otherwise():
    level = make_unit("xã Chợ Mới").level
    take = Ids(IssuingUnit).take
    named = ["tab\tbar", "dòng\nmới", "\\N", "gạch \\ chéo", "'; DROP"]
    write_rows(
        IssuingUnit,
        ("id", "path", "depth", "level_id", "code", "name", "short_name"),
        [(take(), f"ZZZ{at}", 1, level.pk, f"z{at}", name, name) for at, name in enumerate(named)],
    )

    assert (
        list(IssuingUnit.objects.filter(code__startswith="z").order_by("code").values_list("name", flat=True)) == named
    )
