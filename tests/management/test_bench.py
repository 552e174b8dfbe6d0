"""What `manage.py bench` measures on; `make lint` sees that it runs, and how fast anything is, is nobody's test."""

import pytest
from django.db import connection

from plans.content.plan import PlanContent
from plans.management import bench_filers, bench_reporting
from plans.management.bench_data import grown
from plans.models import Figure, IssuingUnit, Report
from plans.reporting.filling import TypedFigure
from plans.services.loading.national import Seeding, seed_national
from plans.services.reporting.filing import file_report, save_section
from tests.deriving.papers import WARD
from tests.factories import item, make_actor


@pytest.mark.parametrize("count", [2, 5, 40])
def test_a_plan_grows_to_the_number_of_items_asked_for(count):
    content = PlanContent(issuer=WARD, year=2026, abstract="", items=(item("a", "Một", item("b", "Hai")),))

    assert sum(1 for _ in grown(content, count).walk()) == count
    assert len({one.key for one in grown(content, count).walk()}) == count


@pytest.fixture
def drafts(db):
    """Reports under way in the smallest province."""
    seed_national(Seeding(years=(2026,), provinces=("12",), offices_of=()))
    found = list(bench_reporting.drafts_of()[:3])
    bench_reporting.make_ready(found)
    return found


def told(seconds):
    return bench_filers.Told(took=[("save", one) for one in seconds])


def test_reports_made_ready_can_be_filed_as_they_are(drafts):
    for one in drafts:
        file_report(one, actor=make_actor(one.unit, "drafter"), revision=one.revision)

    filed = Report.objects.filter(pk__in=[one.pk for one in drafts], status="filed")
    assert filed.count() == 3
    assert Figure.objects.filter(report=drafts[0]).count() == len(bench_reporting.report_figures(drafts[0])) > 20


def test_a_figure_that_got_lost_is_found(drafts):
    """What each of the people types, filed as they do; then one figure is taken away behind their backs."""
    for at, one in enumerate(drafts):
        actor = make_actor(one.unit, "drafter")
        for section, figure in (("cham-soc", "D2"), ("vu-viec", "K2")):
            typed = {figure: TypedFigure(text=str(1_000 + at), note="đã xem lại")}
            words = f"Đã làm, đơn vị {at}."
            save_section(one, actor=actor, revision=0, section=section, typed=typed, text=words)
        one.refresh_from_db()
        file_report(one, actor=actor, revision=one.revision)
    errors, lost = bench_filers._results(drafts, [told([0.1])] * 3, 1.0)[:2]
    assert (errors.figure, lost.figure) == ("0", "0")

    Figure.objects.filter(report=drafts[1], indicator__code="D2").delete()
    assert bench_filers._results(drafts, [told([0.1])] * 3, 1.0)[1].figure == "2"  # as it was filed, and as typed


def test_reports_nobody_filed_are_lost(drafts):
    assert int(bench_filers._results(drafts, [told([0.1])] * 3, 1.0)[1].figure) > 60


def test_of_twenty_answers_the_slowest_is_beyond_p95():
    assert bench_filers._spread("save", [0.1] * 18 + [0.4, 9.0], "").figure == "9000 ms"
    assert bench_filers._spread("save", [0.1] * 95 + [9.0] * 4, "").figure == "100 ms"
    assert bench_filers._spread("save", [], "").figure == "0 ms"


@pytest.mark.django_db
def test_another_process_is_told_which_database_is_measured():
    if connection.vendor == "sqlite":
        assert bench_reporting.address() == f"sqlite:///{connection.settings_dict['NAME']}"
    else:
        assert bench_reporting.address().startswith("postgresql://")
        assert bench_reporting.address().endswith(f"/{connection.settings_dict['NAME']}")


def test_the_table_that_is_taken_away_tells_what_it_took(drafts, tmp_path):
    told_ = bench_reporting.take_away_here(tmp_path / "bang.xlsx")

    communes = IssuingUnit.objects.filter(depth=3, closed_on=None, level__code="commune")
    assert told_["rows"] == communes.count()
    assert told_["seconds"] > 0
    assert (tmp_path / "bang.xlsx").stat().st_size > 5_000
