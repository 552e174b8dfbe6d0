"""The one door to reports: a unit's own, and those of the units below it (or below the superior it helps); and who may
write in one now, so who sees its draft."""

from django.db.models import Q, QuerySet

from ... import clock
from ...content.report_codec import report_from_json
from ...enums import MemberRole
from ...models import Membership, Report, ReportingRound
from ...rules.actor import Actor
from ...rules.decision import Decision, not_now
from ...rules.reports import ReportVerb, Side, may_report, side_of
from ..plans import ancestor_paths

_ITS_OWN = (
    "Người soạn thảo của {} đang làm báo cáo này nên chưa nhập thay hay giao liên kết được; "
    "gọi đơn vị, hoặc chờ đơn vị gửi."
)


def reports_visible_to(actor: Actor) -> QuerySet[Report]:
    """Every report the actor may see, in every list, export, chart, link and attachment. The same rule as
    `rules.reports.TABLE[VIEW]`, said to the database; a test holds the two together."""
    reports = Report.objects.select_related("unit__level", "round__receiver", "round__plan", "round__form", "version")
    if actor.is_system:
        return reports
    if not actor.unit_path:
        return reports.none()
    collected = Q(round__receiver__path__in=(actor.unit_path, actor.scope_path))
    return reports.filter(Q(unit_id=actor.unit_id) | Q(unit__path__startswith=actor.scope_path) | collected)


def rounds_visible_to(actor: Actor) -> QuerySet[ReportingRound]:
    """The rounds the actor may see: those that units of the own subtree collect, and those the own unit owes to a unit
    above."""
    rounds = ReportingRound.objects.select_related("receiver__level", "plan__issuing_unit__level", "form")
    if actor.is_system:
        return rounds
    if not actor.unit_path:
        return rounds.none()
    return rounds.filter(
        Q(receiver__path__startswith=actor.scope_path)
        | Q(receiver__path__in=ancestor_paths(actor.unit_path))
        | Q(exceptions__unit_id=actor.unit_id, exceptions__is_expected=True)
    ).distinct()


def may_write(actor: Actor, report: Report, *, filing: bool = False) -> Decision:
    """Whether the actor may write in the report (file it) now, and so may see its draft: the rule of the own unit, for
    the receiver's people that of standing in for it."""
    if side_of(actor, report) == Side.RECEIVER:
        return may_stand_in(actor, ReportVerb.TYPE_IN, report)
    return may_report(actor, ReportVerb.FILE if filing else ReportVerb.EDIT, report)


def may_stand_in(actor: Actor, verb: ReportVerb, report: Report) -> Decision:
    """Whether the receiver's people may type the report in, or give a link to it (`verb`).

    Not while the unit's own people write it for the first time: what a unit has not filed is its own. One query, where
    something has been written.
    """
    decision = may_report(actor, verb, report)
    if decision and not actor.is_system and _is_its_own(report):
        return not_now(_ITS_OWN.format(report.unit.short_name))
    return decision


def _is_its_own(report: Report) -> bool:
    """Whether somebody who writes for the unit today wrote last in a draft that was never filed and that nobody types
    in from paper or telephone."""
    if report.version_id is not None or report.source or report.updated_by_id is None:
        return False
    content = report_from_json(report.draft)
    if not (content.figures or content.narratives):
        return False
    today = clock.today()
    return Membership.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today),
        Q(valid_until=None) | Q(valid_until__gte=today),
        unit_id=report.unit_id,
        user_id=report.updated_by_id,
        role=MemberRole.DRAFTER,
    ).exists()
