"""A plan that replaces or amends another prints its deadlines again: the rounds go on, nobody owes a report twice."""

from datetime import date

import pytest

from plans.content.plan import DeadlineContent, DeadlineKind
from plans.enums import LinkKind
from plans.models import AuditEntry, Plan, PlanLink, Report, ReportingRound
from plans.queries.reporting.owed import counts, owed_by, rounds_of
from plans.rules.actor import SYSTEM
from plans.services.recording import record_issued
from plans.services.reporting.rounds import open_rounds
from tests.factories import make_campaign, make_draft, make_issued
from tests.report_rows import NOW, make_form, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

HALF = DeadlineContent(due_on=date(2026, 7, 15), label="6 tháng")
WHOLE = DeadlineContent(kind=DeadlineKind.BY, due_on=date(2026, 11, 17), label="cả năm")
LATER = DeadlineContent(due_on=date(2026, 7, 30), label="6 tháng")
DAY = date(2026, 7, 10)


@pytest.fixture
def campaign(db):
    return make_campaign(2026)


@pytest.fixture
def older(campaign, province, ward, other_commune):
    make_form(campaign)
    return make_issued(province, campaign=campaign, deadlines=(HALF, WHOLE))


def issue_newer(older, *deadlines, kind=LinkKind.REPLACES):
    newer = make_draft(older.issuing_unit, "Điều chỉnh", campaign=older.campaign, deadlines=deadlines)
    PlanLink.objects.create(newer=newer, older=older, kind=kind, created_at=NOW)
    record_issued(newer, actor=SYSTEM, number=90, issued_on=date(2026, 5, 5), render=lambda content: b"%PDF")
    if kind == LinkKind.REPLACES:
        Plan.objects.filter(pk=older.pk).update(status="superseded")
    return newer


def rounds():
    rows = ReportingRound.objects.order_by("pk")
    return [(one.plan_id, one.position, one.label, one.kind, one.due_on) for one in rows]


def test_a_replacement_takes_over_the_rounds_it_prints_again(older, ward):
    half = ReportingRound.objects.get(label="6 tháng")
    make_report(half, ward, status="accepted")

    newer = issue_newer(older, HALF, WHOLE)

    assert rounds() == [
        (newer.pk, 0, "6 tháng", "before", date(2026, 7, 15)),
        (newer.pk, 1, "cả năm", "by", date(2026, 11, 17)),
    ]
    assert [one.round.label for one in owed_by(ward, DAY)] == ["cả năm"], "what was filed counts"
    trail = AuditEntry.objects.filter(event="round.saved", plan=newer)
    assert trail.count() == 2
    assert open_rounds(newer, actor=SYSTEM) == []


def test_a_deadline_that_was_put_off_closes_the_same_round_later(older, ward, other_commune):
    half = ReportingRound.objects.get(label="6 tháng")
    report = make_report(half, ward, status="filed")
    Report.objects.filter(pk=report.pk).update(first_filed_at="2026-07-20T03:00:00Z")
    assert counts(half).late == 1

    newer = issue_newer(older, WHOLE, LATER)

    half.refresh_from_db()
    assert (half.plan_id, half.position, half.due_on) == (newer.pk, 1, date(2026, 7, 30))
    assert (counts(half).on_time, counts(half).late) == (1, 0)
    assert [one.due.last_day for one in owed_by(other_commune, DAY)] == [date(2026, 7, 29), date(2026, 11, 17)]


def test_what_the_replacement_no_longer_prints_chases_nobody_and_keeps_what_was_filed(older, ward, other_commune):
    make_report(ReportingRound.objects.get(label="6 tháng"), ward, status="accepted")

    newer = issue_newer(older, WHOLE)

    assert [(plan, label) for plan, _, label, *_ in rounds()] == [(older.pk, "6 tháng"), (newer.pk, "cả năm")]
    assert [one.round.label for one in rounds_of(other_commune, DAY)] == ["cả năm"]
    assert [one.round.label for one in rounds_of(ward, DAY)] == ["6 tháng", "cả năm"]


def test_an_amendment_changes_the_day_of_the_round_and_opens_only_what_is_new(older, ward):
    newer = issue_newer(older, LATER, WHOLE, DeadlineContent(due_on=date(2026, 9, 1), label="9 tháng"),
                        kind=LinkKind.AMENDS)  # fmt: skip

    assert rounds() == [
        (older.pk, 0, "6 tháng", "before", date(2026, 7, 30)),
        (older.pk, 1, "cả năm", "by", date(2026, 11, 17)),
        (newer.pk, 2, "9 tháng", "before", date(2026, 9, 1)),
    ]
    assert len(owed_by(ward, DAY)) == 3


def test_an_amendment_of_an_amendment_finds_the_rounds_of_the_plan_itself(older):
    first = issue_newer(older, HALF, WHOLE, kind=LinkKind.AMENDS)
    second = make_draft(older.issuing_unit, "Lần 2", campaign=older.campaign, deadlines=(LATER, WHOLE))
    PlanLink.objects.create(newer=second, older=first, kind=LinkKind.AMENDS, created_at=NOW)
    record_issued(second, actor=SYSTEM, number=91, issued_on=date(2026, 5, 6), render=lambda content: b"%PDF")

    assert [(plan, due) for plan, _, _, _, due in rounds()] == [
        (older.pk, date(2026, 7, 30)), (older.pk, date(2026, 11, 17)),
    ]  # fmt: skip
