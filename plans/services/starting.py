"""Starting a plan: from the parent's, from a document that is only cited, from last year's own, or from nothing."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from .. import clock
from ..content.vietnamese import clean_line
from ..deriving.adapting import derive
from ..deriving.starting import start_blank as blank_content
from ..deriving.starting import start_from_citation, start_from_last_year
from ..deriving.terms import Derivation
from ..enums import Event
from ..exceptions import Invalid, NotNow
from ..models import Campaign, DraftNote, GuidingDocument, IssuingUnit, ParentDocument, Plan
from ..queries.contents import frozen_content, issued_version, parent_content
from ..queries.sources import begun_blank, begun_from_document, begun_from_last_year
from ..queries.terms import campaign_facts, child_unit, obsolete_terms, parent_plan, usual_signatory
from ..rules.actor import Actor
from ..rules.plans import PlanVerb, may, may_start
from . import audit
from .keeping import keep_content, new_key

Draw = Callable[..., Derivation]


@transaction.atomic
def derive_plan(parent: Plan, *, actor: Actor, unit: IssuingUnit | None = None, short_name: str | None = None) -> Plan:
    """Draft the unit's plan from its parent's issued plan; a second press answers with the draft already begun.

    Raises NotAllowed, NotNow (parent not issued, unit closed, own plan issued already).
    """
    may(actor, PlanVerb.DERIVE, parent).require()
    unit = _locked_unit(actor, unit)
    begun = _begun_from(parent, unit)
    if begun is not None:
        return begun
    version = issued_version(parent)
    if version is None:
        raise NotNow("Kế hoạch cấp trên chưa có bản ban hành lưu tại cổng; báo đơn vị ban hành.")
    today = clock.today()
    signatory, capacity = usual_signatory(unit, today)
    derivation = derive(
        parent_plan(parent, version), child_unit(unit, today, signatory, capacity), new_key=new_key, today=today
    )
    plan = keep_content(
        derivation.content,
        unit=unit,
        actor=actor,
        campaign=parent.campaign,
        signatory=signatory,
        capacity=capacity,
        short_name=short_name,
    )
    return _noted(plan, derivation, actor, Event.PLAN_DERIVED, {"parent": parent.pk, "version": version.pk})


@transaction.atomic
def start_from_document(document: GuidingDocument, *, actor: Actor, unit: IssuingUnit | None = None) -> Plan:
    """Draft a plan that carries out a document the portal does not hold as a plan, such as a ministry's công văn.

    As with every start, a second press answers with the draft already begun.
    """
    unit = _locked_unit(actor, unit)
    begun = begun_from_document(actor, document)
    if begun is not None:
        return begun
    citation = parent_content(
        ParentDocument(
            kind=document.kind,
            document_number=document.document_number,
            issued_on=document.issued_on,
            issuer=document.issuer,
            abstract=document.abstract,
        )
    )
    return _start(unit, document.campaign, actor, partial(start_from_citation, citation))


@transaction.atomic
def start_blank(*, actor: Actor, campaign: Campaign, abstract: str = "", unit: IssuingUnit | None = None) -> Plan:
    """Draft a plan without a parent: the usual parts with the year's facts, under the title given."""
    title = clean_line(abstract)
    if len(title) > 500:
        raise Invalid("Trích yếu dài quá 500 chữ cái; ghi gọn lại.", {"abstract": "Trích yếu dài quá 500 chữ cái."})
    unit = _locked_unit(actor, unit)
    begun = begun_blank(actor, campaign.year, title)
    if begun is not None:
        return begun
    return _start(unit, campaign, actor, partial(blank_content, abstract=title))


@transaction.atomic
def roll_forward(previous: Plan, *, actor: Actor, campaign: Campaign) -> Plan:
    """Draft this year's plan from the unit's own issued plan of an earlier year, with every leftover noted."""
    may(actor, PlanVerb.ROLL_FORWARD, previous).require()
    if campaign.year <= previous.year:
        raise Invalid(f"Chọn năm sau năm {previous.year} để soạn lại từ kế hoạch này.", {"campaign": "Chọn năm sau."})
    unit = _locked_unit(actor, previous.issuing_unit)
    begun = begun_from_last_year(actor, previous, campaign.year)
    if begun is not None:
        return begun
    version = issued_version(previous)
    if version is None:
        raise NotNow("Kế hoạch năm trước chưa có bản ban hành lưu tại cổng.")
    old = frozen_content(version)
    obsolete = obsolete_terms(unit, clock.today())
    return _start(
        unit,
        campaign,
        actor,
        partial(start_from_last_year, old, obsolete=obsolete),
        previous_plan=previous,
    )


def _start(
    unit: IssuingUnit,
    campaign: Campaign,
    actor: Actor,
    draw: Draw,
    *,
    previous_plan: Plan | None = None,
) -> Plan:
    today = clock.today()
    signatory, capacity = usual_signatory(unit, today)
    child = child_unit(unit, today, signatory, capacity)
    derivation = draw(child, campaign_facts(campaign, today, unit), new_key=new_key, today=today)
    plan = keep_content(
        derivation.content,
        unit=unit,
        actor=actor,
        campaign=campaign,
        signatory=signatory,
        capacity=capacity,
        previous_plan=previous_plan,
    )
    previous = previous_plan.pk if previous_plan else None
    return _noted(plan, derivation, actor, Event.PLAN_STARTED, {"previous": previous})


def _locked_unit(actor: Actor, unit: IssuingUnit | None) -> IssuingUnit:
    """The unit that drafts, held so that two presses do not make two drafts; asks whether it may start."""
    pk = unit.pk if unit else actor.unit_id
    if pk is None:
        raise Invalid("Chọn đơn vị để soạn kế hoạch.")
    fresh: IssuingUnit = IssuingUnit.objects.select_for_update(of=("self",)).select_related("level").get(pk=pk)
    may_start(actor, fresh).require()
    return fresh


def _begun_from(parent: Plan, unit: IssuingUnit) -> Plan | None:
    """The unit's draft from this parent, if there is one. Raises NotNow when its plan was issued already."""
    own = Plan.objects.filter(issuing_unit=unit, removed_at=None, parent_documents__parent_plan=parent).order_by("id")
    for plan in own:
        if plan.is_issued:
            raise NotNow(
                f"{unit.short_name} đã ban hành kế hoạch từ kế hoạch này; "
                "muốn thay đổi, soạn kế hoạch sửa đổi, bổ sung."
            )
        return plan
    return None


def _noted(plan: Plan, derivation: Derivation, actor: Actor, event: Event, after: dict[str, int | None]) -> Plan:
    DraftNote.objects.bulk_create(
        DraftNote(
            plan=plan,
            item_key=note.item_key or "",
            kind=note.kind.value,
            message=note.message[:500],
            needs_look=note.needs_look,
            position=at,
        )
        for at, note in enumerate(derivation.notes)
    )
    audit.record(event, actor=actor, plan=plan, after=after)
    return plan


@transaction.atomic
def remove_draft(plan: Plan, *, actor: Actor) -> Plan:
    """Take a draft out of every list; its rows and its trail stay."""
    fresh = Plan.objects.select_for_update(of=("self",)).select_related("issuing_unit").get(pk=plan.pk)
    may(actor, PlanVerb.REMOVE, fresh).require()
    fresh.removed_at = clock.now()
    fresh.save(update_fields=["removed_at"])
    audit.record(Event.PLAN_REMOVED, actor=actor, plan=fresh, before={"abstract": fresh.abstract})
    return fresh
