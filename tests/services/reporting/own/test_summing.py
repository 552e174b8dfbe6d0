"""What the units below reported comes into the report of their collector, and nothing written is changed."""

from datetime import timedelta
from decimal import Decimal

import pytest

from plans.content.report_codec import report_from_json
from plans.enums import ReportStatus
from plans.exceptions import NotAllowed, NotNow
from plans.models import AuditEntry, Indicator, Report
from plans.queries.reporting.own.sums import collected_round, offered_sums, years_collected
from plans.services.reporting.filing import TypedFigure, begin, file_report
from plans.services.reporting.summing import take_sums
from tests.factories import make_actor, make_unit
from tests.filed import full_form, full_round, type_in
from tests.report_rows import NOW, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def form():
    return full_form()


@pytest.fixture
def report(province, ward, form, hoa):
    """The ward's own report to the province, begun."""
    return begin(full_round(province, form=form), ward, actor=hoa)


@pytest.fixture
def below(ward, form):
    """The round in which the ward collects from two hamlets and a school."""
    return make_round(ward, form=form, levels=["hamlet", "school"])


def file_below(below, level="hamlet", **figures):
    unit = make_unit(f"thôn {Report.objects.count()}", level=level, under=below.receiver)
    report = begin(below, unit, actor=make_actor(unit, "drafter"))
    actor = make_actor(unit, "drafter")
    type_in(report, "chi-dao", actor, text="Đã làm.", A1=figures.pop("A1", "1.000"))
    report = type_in(report, "tang-qua", actor, **({"D1": "5"} | figures))
    file_report(report, actor=actor, revision=report.revision)
    report.refresh_from_db()
    return report


def said(report, key):
    report.refresh_from_db()
    figure = report_from_json(report.draft).figure(*key.split(":"))
    return figure and ("nothing" if figure.is_nothing else figure.value)


def test_the_sums_come_into_the_empty_figures(report, below, hoa):
    file_below(below, D1="5", D3_ns="1,5", D3_xh="2")
    file_below(below, D1="7", D3_ns="2", D3_xh="0,5")

    taken = take_sums(report, actor=hoa)

    assert {one.key for one in taken} == {"A1", "D1", "D3:ns", "D3:xh"}
    assert [said(report, key) for key in ("A1", "D1", "D3:ns", "D3:xh", "D3")] == [
        Decimal(2000), Decimal(12), Decimal("3.5"), Decimal("2.5"), Decimal(6)
    ]  # fmt: skip


def test_what_is_written_stays_as_it_is(report, below, hoa):
    file_below(below)
    type_in(report, "tang-qua", hoa, D1="abc")
    type_in(report, "chi-dao", hoa, A1=TypedFigure(is_nothing=True))

    with pytest.raises(NotNow, match="Không còn chỉ tiêu trống"):
        take_sums(report, actor=hoa)

    assert said(report, "A1") == "nothing"
    assert report_from_json(report.draft).figure("D1").typed == "abc"


def test_a_second_press_brings_nothing_more(report, below, hoa):
    file_below(below)
    take_sums(report, actor=hoa)
    file_below(below)

    with pytest.raises(NotNow):
        take_sums(report, actor=hoa)
    assert said(report, "D1") == Decimal(5)


def test_where_all_said_nothing_the_sum_is_nothing_too(report, below, hoa):
    file_below(below, D1=TypedFigure(is_nothing=True))

    take_sums(report, actor=hoa)

    assert said(report, "D1") == "nothing"


def test_where_one_said_nothing_and_another_left_it_empty_nothing_is_offered(report, below, hoa):
    file_below(below, D1=TypedFigure(is_nothing=True))
    file_below(below, D1="3", D3_ns=TypedFigure(is_nothing=True), D3_xh=TypedFigure(is_nothing=True))

    assert {one.key for one in take_sums(report, actor=hoa)} == {"A1", "D1"}
    assert (said(report, "D1"), said(report, "D3")) == (Decimal(3), None)


def test_returned_reports_do_not_count_and_reports_that_wait_do(report, below, hoa):
    file_below(below, D1="5")
    back = file_below(below, D1="100")
    Report.objects.filter(pk=back.pk).update(status=ReportStatus.RETURNED)

    take_sums(report, actor=hoa)

    assert said(report, "D1") == Decimal(5)


def test_figures_of_another_level_are_not_taken_over(report, below, hoa):
    Indicator.objects.filter(code="A1").update(adds_from=["commune"])
    file_below(below, level="school", A1="400")

    assert {one.key for one in take_sums(report, actor=hoa)} == {"D1"}
    assert said(report, "A1") is None


def test_only_who_writes_the_report_takes_sums_over(report, below, binh, khach, lan):
    file_below(below)

    for actor in (binh, khach, lan):
        with pytest.raises(NotAllowed):
            take_sums(report, actor=actor)


def test_it_leaves_one_row_that_says_what_came(report, below, hoa):
    file_below(below)
    own = AuditEntry.objects.filter(event="report.saved", unit_id=report.unit_id)
    own.update(at=NOW - timedelta(days=1))  # what was written before is another session
    before = own.count()

    take_sums(report, actor=hoa)

    row = own.order_by("id").last()
    assert own.count() == before + 1
    assert (row.after["summed"], row.after["round"]) == (["A1", "D1"], below.pk)


def test_without_reports_below_there_is_no_offer(report, below, ward):
    assert offered_sums(report) is None
    assert collected_round(ward, 2026) is None
    assert years_collected(ward.pk) == frozenset()


def test_the_offer_says_what_is_free(report, below, hoa, ward):
    file_below(below)
    type_in(report, "tang-qua", hoa, D1="9")
    offer = offered_sums(Report.objects.get(pk=report.pk))

    assert (offer.units, offer.expected, years_collected(ward.pk)) == (1, 1, {2026})
    assert [(one.key, one.is_free, one.numeral) for one in offer.sums] == [("A1", True, "I"), ("D1", False, "II.1")]
