"""Adding up kept for good, and the official BÁO CÁO drafted from it; later figures make another one beside it."""

from django.db import transaction

from ... import clock
from ...enums import Event, PlanStatus
from ...exceptions import Invalid, NotNow
from ...models import Consolidation, ConsolidationPart, DraftNote, IssuingUnit, Plan, PostHolding, ReportingRound
from ...queries.reporting.adding import added_up
from ...queries.reporting.consolidations import (
    answering_form,
    author_of,
    carried_of,
    changed_since,
    citation_of,
    kept_summary,
    summary_of,
)
from ...queries.terms import usual_signatory
from ...reporting.addenda import addendum_content
from ...reporting.drafting_report import Author, Drafted, draft_report_content
from ...reporting.summary import Summary, UnitState, summary_to_json
from ...rules.actor import Actor
from ...rules.plans import may_start
from ...rules.reports import RoundVerb, may_round
from .. import audit
from ..keeping import keep_content, new_key

_NO_FORM = "Kỳ báo cáo này chưa có biểu mẫu nên chưa có số liệu để cộng; chọn biểu mẫu ở trang kỳ báo cáo."
_NOBODY = "Chưa có báo cáo nào để tổng hợp; khi có đơn vị gửi báo cáo thì soạn được dự thảo."


@transaction.atomic
def consolidate(round_: ReportingRound, *, actor: Actor, accepted_only: bool) -> Consolidation:
    """Keep what the round adds up to now: every total with its parts, who is missing, which versions were read.

    It belongs to the actor's own unit, the receiver or the one that helps it. A second press answers with what the
    first one kept, as long as nothing has changed and its document is still a draft. Raises NotAllowed, NotNow (no
    form, no report that counts).
    """
    round_ = _locked(round_)
    may_round(actor, RoundVerb.CONSOLIDATE, round_).require()
    if round_.form_id is None:
        raise NotNow(_NO_FORM)
    summary = summary_of(added_up(round_, accepted_only=accepted_only))
    begun = _begun(round_, summary, unit_id=actor.unit_id or round_.receiver_id, accepted_only=accepted_only)
    if begun is not None:
        return begun
    return _kept(round_, summary, actor=actor, accepted_only=accepted_only)


@transaction.atomic
def draft_report(consolidation: Consolidation, *, actor: Actor) -> Plan:
    """Draft the official BÁO CÁO of a consolidation; a second press answers with the draft already begun.

    It is no plan: it belongs to no campaign and is linked to no parent, so that nothing takes it for the unit's KẾ
    HOẠCH of the year; the plans that were carried out are cited. Raises NotAllowed, NotNow.
    """
    consolidation = _locked_consolidation(consolidation)
    may_round(actor, RoundVerb.CONSOLIDATE, consolidation.round).require()
    unit = consolidation.unit
    may_start(actor, unit).require()
    if consolidation.document is not None and consolidation.document.removed_at is None:
        return consolidation.document
    summary, form = kept_summary(consolidation), answering_form(consolidation.round)
    author, signatory, capacity = _author(unit)
    drafted = draft_report_content(summary, form, author, carried_of(consolidation.round, form, unit), new_key=new_key)
    return _drafted(consolidation, drafted, signatory=signatory, capacity=capacity, actor=actor)


@transaction.atomic
def draft_addendum(consolidation: Consolidation, *, actor: Actor) -> Plan:
    """Draft the BÁO CÁO (bổ sung) to a report that has been issued: a consolidation of its own that names the one it
    amends, and a document with before and after that cites the issued number. The issued one never changes; a second
    press answers with the draft already begun. Raises NotAllowed, NotNow (not issued yet), Invalid (nothing changed).
    """
    consolidation = _locked_consolidation(consolidation)
    round_, unit, sent = consolidation.round, consolidation.unit, consolidation.document
    may_round(actor, RoundVerb.CONSOLIDATE, round_).require()
    may_start(actor, unit).require()
    if sent is None or sent.status != PlanStatus.ISSUED:
        raise NotNow("Báo cáo chưa ban hành nên sửa ngay trong dự thảo, chưa cần báo cáo bổ sung.")
    begun = consolidation.addenda.filter(document__removed_at=None, document__isnull=False).order_by("-id").first()
    if begun is not None and begun.document is not None:
        if not begun.document.is_issued:
            return begun.document
        raise NotNow("Đã có báo cáo bổ sung cho báo cáo này; bổ sung tiếp từ báo cáo sau cùng.")
    changes = changed_since(consolidation)
    if not changes:
        raise Invalid("Số liệu chưa khác báo cáo đã gửi nên không có gì để bổ sung.")
    newer = _kept(round_, changes.summary, actor=actor, accepted_only=consolidation.accepted_only, amends=consolidation)
    author, signatory, capacity = _author(unit)
    carried = carried_of(round_, answering_form(round_), unit)
    drafted = addendum_content(changes, author, carried, sent=citation_of(sent), new_key=new_key)
    return _drafted(newer, drafted, signatory=signatory, capacity=capacity, actor=actor)


def _locked(round_: ReportingRound) -> ReportingRound:
    rounds = ReportingRound.objects.select_for_update(of=("self",))
    return rounds.select_related("receiver", "form", "plan__issuing_unit").get(pk=round_.pk)


def _locked_consolidation(consolidation: Consolidation) -> Consolidation:
    rows = Consolidation.objects.select_for_update(of=("self",)).select_related(
        "unit__level", "round__receiver", "round__form", "round__plan__issuing_unit", "document"
    )
    return rows.get(pk=consolidation.pk)


def _begun(round_: ReportingRound, summary: Summary, *, unit_id: int, accepted_only: bool) -> Consolidation | None:
    """What was kept last, where it says the same and nobody has sent its report yet."""
    last = Consolidation.objects.filter(round=round_, unit=unit_id, amends=None).select_related("document").first()
    if last is None or last.accepted_only != accepted_only:
        return None
    document = last.document
    if document is not None and (document.removed_at is not None or document.status != PlanStatus.DRAFT):
        return None
    kept = kept_summary(last)
    return last if (kept.sums, kept.units) == (summary.sums, summary.units) else None


def _kept(
    round_: ReportingRound,
    summary: Summary,
    *,
    actor: Actor,
    accepted_only: bool,
    amends: Consolidation | None = None,
) -> Consolidation:
    included = summary.named(UnitState.COUNTED, UnitState.NOTHING)
    if not included:
        raise NotNow(_NOBODY)
    missing = summary.named(UnitState.MISSING)
    made = Consolidation.objects.create(
        round=round_,
        unit_id=actor.unit_id or round_.receiver_id,
        accepted_only=accepted_only,
        result=summary_to_json(summary),
        missing=[{"unit": one.unit, "name": one.name} for one in missing],
        amends=amends,
        made_at=clock.now(),
        made_by_id=actor.user_id,
        made_by_name=actor.full_name[:120],
    )
    read = [(one.report, one.version) for one in included]
    ConsolidationPart.objects.bulk_create(
        ConsolidationPart(consolidation=made, report_id=report, version_id=version)
        for report, version in read
        if report is not None and version is not None
    )
    audit.record(
        Event.CONSOLIDATED,
        actor=actor,
        plan=round_.plan,
        unit_id=made.unit_id,
        after={
            "consolidation": made.pk,
            "accepted_only": accepted_only,
            "included": len(included),
            "missing": [one.name for one in missing],
        },
    )
    return made


def _author(unit: IssuingUnit) -> tuple[Author, PostHolding | None, str]:
    signatory, capacity = usual_signatory(unit, clock.today())
    return author_of(unit, signatory, capacity), signatory, capacity


def _drafted(
    consolidation: Consolidation, drafted: Drafted, *, signatory: PostHolding | None, capacity: str, actor: Actor
) -> Plan:
    plan = keep_content(drafted.content, unit=consolidation.unit, actor=actor, signatory=signatory, capacity=capacity)
    DraftNote.objects.bulk_create(
        DraftNote(plan=plan, item_key=one.item_key, kind="report", message=one.message[:500], position=at)
        for at, one in enumerate(drafted.notes)
    )
    consolidation.document = plan
    consolidation.save(update_fields=["document"])
    audit.record(Event.PLAN_STARTED, actor=actor, plan=plan, after={"consolidation": consolidation.pk})
    return plan
