"""Adding up kept, the BÁO CÁO drafted from it walked to its issue, and what later figures do and do not change."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from plans.content.report import AddingUp
from plans.enums import FileStage, SigningMeans
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Figure, ParentDocument, Plan, Report, ReportingRound, ReportVersion
from plans.queries.contents import content_of, frozen_content
from plans.queries.reporting.consolidations import changed_since, consolidations_of, kept_summary, may_consolidate
from plans.reporting.summary import UnitState
from plans.services.approving.submitting import submit_plan
from plans.services.issuing.issuing import issue_plan
from plans.services.issuing.numbering import take_number
from plans.services.reporting.consolidating import consolidate, draft_addendum, draft_report
from plans.services.signing.files import keep_file
from plans.services.starting import remove_draft
from tests.factories import make_actor, make_issued, make_unit
from tests.numbered import fill, pdf_of, sign
from tests.report_rows import make_form, make_indicator, make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def children(db):
    return make_indicator("D1", "Trẻ được tặng quà", adding_up=AddingUp.DISTINCT)


@pytest.fixture
def hamlets(ward):
    return [make_unit(f"tổ {at}", level="hamlet", under=ward, short_name=f"Tổ {at}") for at in (1, 2, 3)]


@pytest.fixture
def round_(province, department, ward, hamlets, children):
    parent = make_issued(province, number=115)
    plan = make_issued(ward, parent=parent, number=47)
    return make_round(ward, form=make_form(None, children), plan=plan, levels=["hamlet"])


def file(round_, unit, children, value, *, status="accepted", number=1):
    report = Report.objects.filter(round=round_, unit=unit).first() or make_report(round_, unit, status=status)
    if number > 1:
        at = datetime(2026, 7, 12, tzinfo=UTC)
        version = ReportVersion.objects.create(report=report, number=number, content={}, filed_at=at, filed_by_name="x")
        Report.objects.filter(pk=report.pk).update(version=version, status=status)
    report.figures.all().delete()
    Figure.objects.create(report=report, indicator=children, value=Decimal(value))
    return report


def issue(plan, hoa, binh, mai):
    """The whole way: submitted, signed on paper, numbered, sealed, issued."""
    submit_plan(plan, actor=hoa, render=lambda content: pdf_of(plan))
    plan.refresh_from_db()
    sign(plan, actor=binh)
    take_number(plan, actor=mai, fill=fill)
    version = plan.versions.latest("number")
    sealed = bytes(version.signing_files.latest("pk").content) + b" sealed"
    keep_file(version, stage=FileStage.SEALED, means=SigningMeans.KEY_FILE, content=sealed, actor=mai)
    plan.refresh_from_db()
    issue_plan(plan, actor=mai)
    plan.refresh_from_db()
    return plan


# --- kept -------------------------------------------------------------------------------------------------------------


def test_what_was_added_up_is_kept_with_versions_and_the_missing(round_, hamlets, children, hoa):
    first, second, third = hamlets
    report = file(round_, first, children, 40)
    waiting = file(round_, second, children, 7, status="filed")

    kept = consolidate(round_, actor=hoa, accepted_only=True)

    summary = kept_summary(kept)
    assert (summary.sum("D1").value, dict(summary.sum("D1").parts)) == (40, {first.pk: 40})
    assert [(one.report, one.version) for one in kept.parts.all()] == [(report, report.version)]
    assert kept.missing == [{"unit": third.pk, "name": "Tổ 3"}]
    assert [one.report for one in summary.named(UnitState.LEFT_OUT)] == [waiting.pk]
    row = AuditEntry.objects.get(event="reports.consolidated")
    assert (row.after["included"], row.after["missing"], row.actor_name) == (1, ["Tổ 3"], "Nguyễn Thị Hoa")


def test_a_second_press_keeps_and_drafts_nothing_more_until_something_changes(round_, hamlets, children, hoa):
    file(round_, hamlets[0], children, 10)
    first = draft_report(consolidate(round_, actor=hoa, accepted_only=True), actor=hoa)

    assert draft_report(consolidate(round_, actor=hoa, accepted_only=True), actor=hoa) == first
    file(round_, hamlets[1], children, 5)
    assert draft_report(consolidate(round_, actor=hoa, accepted_only=True), actor=hoa) != first


def test_whoever_does_not_collect_may_not_and_nothing_is_written(round_, hamlets, children, khach, mai, lan):
    file(round_, hamlets[0], children, 40)

    for stranger in (khach, mai, lan):
        with pytest.raises(NotAllowed):
            consolidate(round_, actor=stranger, accepted_only=True)
    assert (round_.consolidations.count(), AuditEntry.objects.filter(event="reports.consolidated").count()) == (0, 0)


def test_with_nobody_counted_or_no_form_there_is_nothing_to_keep(round_, hamlets, children, hoa):
    file(round_, hamlets[0], children, 40, status="filed")

    with pytest.raises(NotNow, match="Chưa có báo cáo nào"):
        consolidate(round_, actor=hoa, accepted_only=True)
    ReportingRound.objects.filter(pk=round_.pk).update(form=None)
    with pytest.raises(NotNow, match="chưa có biểu mẫu"):
        consolidate(round_, actor=hoa, accepted_only=False)
    assert round_.consolidations.count() == 0


def test_the_unit_that_helps_the_receiver_collects_in_its_own_name(province, department, ward, children, lan):
    round_ = make_round(province, form=make_form(None, children))
    file(round_, ward, children, 5)

    plan = draft_report(consolidate(round_, actor=lan, accepted_only=True), actor=lan)

    assert (plan.issuing_unit, plan.symbol) == (department, "BC-SYT")
    assert plan.addressees.splitlines()[-1] == "Ủy ban nhân dân tỉnh Thái Nguyên"


# --- drafted ----------------------------------------------------------------------------------------------------------


def test_the_draft_goes_to_the_superior_through_who_helps_it_and_cites_both_plans(round_, hamlets, children, hoa):
    file(round_, hamlets[0], children, 40)

    plan = draft_report(consolidate(round_, actor=hoa, accepted_only=True), actor=hoa)

    content = content_of(plan)
    assert (content.document_type, content.symbol) == ("BÁO CÁO", "BC-UBND")
    assert content.addressees == ("Ủy ban nhân dân tỉnh Thái Nguyên (qua Sở Y tế)",)
    assert [one.document_number for one in content.parents] == ["115/KH-UBND", "47/KH-UBND"]
    assert content.recipients[:2] == ("Như trên", "Sở Y tế")
    assert "Trẻ được tặng quà" in content.appendices[0].table.rows[0]
    assert plan.notes.count() > 0


def test_it_is_not_the_plan_of_the_year_and_answers_no_parent(round_, hamlets, children, hoa):
    file(round_, hamlets[0], children, 40)

    plan = draft_report(consolidate(round_, actor=hoa, accepted_only=True), actor=hoa)

    assert (plan.campaign, plan.previous_plan) == (None, None)
    assert not ParentDocument.objects.filter(plan=plan, parent_plan__isnull=False).exists()


def test_a_second_press_answers_with_the_same_draft_until_it_is_removed(round_, hamlets, children, hoa):
    file(round_, hamlets[0], children, 40)
    kept = consolidate(round_, actor=hoa, accepted_only=True)

    plan = draft_report(kept, actor=hoa)

    assert draft_report(kept, actor=hoa) == plan
    remove_draft(plan, actor=hoa)
    assert draft_report(kept, actor=hoa) != plan


def test_the_draft_says_what_was_kept_and_not_what_came_since(round_, hamlets, children, hoa):
    file(round_, hamlets[0], children, 40)
    kept = consolidate(round_, actor=hoa, accepted_only=True)
    file(round_, hamlets[1], children, 5)

    content = content_of(draft_report(kept, actor=hoa))

    assert content.appendices[0].table.rows[0][-2:] == ("40", "1/3")


def test_only_a_drafter_drafts(round_, hamlets, children, hoa, ward):
    file(round_, hamlets[0], children, 40)
    hanh = make_actor(ward, "supervisor")
    kept = consolidate(round_, actor=hanh, accepted_only=True)

    with pytest.raises(NotAllowed):
        draft_report(kept, actor=hanh)
    assert not may_consolidate(hanh, round_)
    assert may_consolidate(hoa, round_)
    assert Plan.objects.filter(document_type="BÁO CÁO").count() == 0


# --- issued, and what comes after -------------------------------------------------------------------------------------


def test_it_goes_the_whole_way_and_takes_a_number_of_reports(round_, hamlets, children, hoa, binh, mai):
    file(round_, hamlets[0], children, 40)
    plan = draft_report(consolidate(round_, actor=hoa, accepted_only=True), actor=hoa)

    issue(plan, hoa, binh, mai)

    assert (plan.status, plan.document_number.split("/")[1]) == ("issued", "BC-UBND")
    assert plan.register_entries.get().document_type == "Báo cáo"
    assert ReportingRound.objects.filter(plan=plan).count() == 0


def test_a_later_figure_changes_nothing_that_was_sent_and_makes_an_addendum(round_, hamlets, children, hoa, binh, mai):
    first, second, _ = hamlets
    file(round_, first, children, 40)
    kept = consolidate(round_, actor=hoa, accepted_only=True)
    sent = issue(draft_report(kept, actor=hoa), hoa, binh, mai)
    frozen = frozen_content(sent.versions.get(is_issued=True))
    assert not changed_since(kept)

    file(round_, first, children, 45, number=2)
    file(round_, second, children, 5)
    changes = changed_since(kept)
    addendum = draft_addendum(kept, actor=hoa)

    assert [(one.name, one.is_new) for one in changes.units] == [("Tổ 1", False), ("Tổ 2", True)]
    assert [(one.before, one.after) for one in changes.totals] == [(40, 50)]
    content = content_of(addendum)
    assert [one.document_number for one in content.parents] == [one.document_number for one in frozen.parents]
    assert f"Báo cáo số {sent.document_number}" in content.opening
    assert content.appendices[0].table.rows == (("1", "Trẻ được tặng quà", "trẻ", "40", "50", "+10"),)
    newer = addendum.consolidation
    assert (newer.amends, kept_summary(newer).sum("D1").value) == (kept, 50)
    kept.refresh_from_db()
    assert kept_summary(kept).sum("D1").value == 40
    assert frozen_content(sent.versions.get(is_issued=True)) == frozen
    assert draft_addendum(kept, actor=hoa) == addendum


def test_an_addendum_needs_an_issued_report_and_something_new(round_, hamlets, children, hoa, binh, mai):
    file(round_, hamlets[0], children, 40)
    kept = consolidate(round_, actor=hoa, accepted_only=True)

    with pytest.raises(NotNow, match="chưa ban hành"):
        draft_addendum(kept, actor=hoa)
    issue(draft_report(kept, actor=hoa), hoa, binh, mai)
    with pytest.raises(Invalid, match="chưa khác"):
        draft_addendum(kept, actor=hoa)
    assert kept.addenda.count() == 0


def test_consolidations_are_read_by_who_collects_and_above_not_by_who_owes(round_, hamlets, children, hoa, lan, khach):
    file(round_, hamlets[0], children, 40)
    kept = consolidate(round_, actor=hoa, accepted_only=True)
    owing = make_actor(hamlets[0], "drafter")

    assert [list(consolidations_of(round_, one)) for one in (hoa, lan, khach, owing)] == [[kept], [kept], [], []]
