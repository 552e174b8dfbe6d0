"""What a new plan can be started from: parent plans kept here, guiding documents, the unit's older plans."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ..content.document_types import REPORT
from ..enums import PlanStatus
from ..models import Campaign, GuidingDocument, IssuingUnit, ParentDocument, Plan
from ..rules.actor import Actor
from ..rules.decision import Decision, no, not_now
from ..rules.plans import PlanVerb, may, may_start
from .plans import from_above, plans_visible_to
from .reading import plan_title

_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A plan to start from; `own` is ours already made from it, to go on with or to read."""

    plan: Plan
    title: str
    own: Plan | None
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything "Soạn kế hoạch khác" offers, and whether the actor may start at all."""

    may_start: Decision
    campaign: Campaign | None
    campaigns: tuple[Campaign, ...]
    parents: tuple[Source, ...]
    documents: tuple[GuidingDocument, ...]
    previous: tuple[Source, ...]


def sources_for(actor: Actor, today: date) -> Sources:
    """What the actor's unit can start a plan from. The number of queries does not grow with it."""
    unit = IssuingUnit.objects.filter(pk=actor.unit_id).first()
    campaigns = tuple(Campaign.objects.filter(year__gte=today.year).order_by("year"))
    campaign = next((one for one in campaigns if one.year == today.year), None)
    if unit is None:
        start = no("Mình chưa có vai trò ở đơn vị nào nên chưa soạn được kế hoạch.")
        return Sources(may_start=start, campaign=campaign, campaigns=campaigns, parents=(), documents=(), previous=())
    return Sources(
        may_start=may_start(actor, unit),
        campaign=campaign,
        campaigns=campaigns,
        parents=_parents(actor, today),
        documents=tuple(GuidingDocument.objects.filter(campaign__year=today.year).select_related("campaign")),
        previous=_previous(actor, campaign, today),
    )


def _parents(actor: Actor, today: date) -> tuple[Source, ...]:
    visible = plans_visible_to(actor)
    plans = list(
        visible.filter(from_above(actor), status=PlanStatus.ISSUED)
        .filter(year__gte=today.year - 1)
        .exclude(document_type=REPORT)
        .order_by("-year", "-issued_on", "-id")[:_MOST]
    )
    links = ParentDocument.objects.filter(
        parent_plan__in=plans, plan__issuing_unit_id=actor.unit_id, plan__removed_at=None
    )
    own = {link.parent_plan_id: link.plan for link in links.select_related("plan__issuing_unit")}
    return tuple(
        Source(
            plan=plan,
            title=plan_title(plan),
            own=own.get(plan.pk),
            decision=may(actor, PlanVerb.DERIVE, plan),
        )
        for plan in plans
    )


def _previous(actor: Actor, campaign: Campaign | None, today: date) -> tuple[Source, ...]:
    visible = plans_visible_to(actor).filter(issuing_unit_id=actor.unit_id)
    plans = list(
        visible.filter(status__in=(PlanStatus.ISSUED, PlanStatus.SUPERSEDED), year__lt=today.year)
        .exclude(document_type=REPORT)
        .order_by("-year", "-issued_on", "-id")[:_MOST]
    )
    begun = {one.previous_plan_id: one for one in visible.filter(previous_plan__in=plans, year=today.year)}
    missing = not_now(f"Danh mục chưa có Tháng hành động vì trẻ em năm {today.year}; báo quản trị hệ thống ghi vào.")
    return tuple(
        Source(
            plan=plan,
            title=plan_title(plan),
            own=begun.get(plan.pk),
            decision=may(actor, PlanVerb.ROLL_FORWARD, plan) if campaign else missing,
        )
        for plan in plans
    )


def guiding_document(pk: int) -> GuidingDocument | None:
    """A guiding document; they are national and open to everyone who drafts."""
    return GuidingDocument.objects.select_related("campaign").filter(pk=pk).first()


def campaign_of(year: int) -> Campaign | None:
    """The campaign of a year."""
    return Campaign.objects.filter(year=year).first()


def begun_from_last_year(actor: Actor, previous: Plan, year: int) -> Plan | None:
    """The unit's draft of that year already made from this plan, so that a second press does not make another."""
    return _first_draft(plans_visible_to(actor).filter(previous_plan=previous, year=year), actor)


def begun_from_document(actor: Actor, document: GuidingDocument) -> Plan | None:
    """The unit's draft that already carries out this guiding document."""
    cited = ParentDocument.objects.filter(
        parent_plan=None, kind=document.kind, document_number=document.document_number, issuer=document.issuer
    )
    own = plans_visible_to(actor).filter(year=document.campaign.year, parent_documents__in=cited)
    return _first_draft(own.exclude(document_type=REPORT), actor)


def begun_blank(actor: Actor, year: int, abstract: str) -> Plan | None:
    """The unit's draft of that year under the same title and without a parent."""
    own = plans_visible_to(actor).filter(year=year, abstract=abstract, parent_documents=None, previous_plan=None)
    return _first_draft(own.exclude(document_type=REPORT), actor)


def _first_draft(plans: QuerySet[Plan], actor: Actor) -> Plan | None:
    own = plans.filter(issuing_unit_id=actor.unit_id).order_by("id")
    return next((one for one in own if may(actor, PlanVerb.EDIT, one)), None)
