"""What the deriving engine is told about units, agencies and campaigns, read from the catalogues."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Q

from ..content.plan import DeadlineContent, DeadlineKind, SignatureContent
from ..content.signature import Capacity
from ..deriving.terms import AgencyTerm, CampaignFacts, ChildUnit, ObsoleteTerm, ParentPlan
from ..models import Agency, AgencyCounterpart, Campaign, IssuingUnit, LegalDocument, ParentDocument, Plan, PlanVersion
from ..models import PostHolding as Holding
from .contents import frozen_content, issuer_of, parent_content, stack_of


def agency_terms(unit: IssuingUnit, day: date) -> tuple[AgencyTerm, ...]:
    """The bodies that plans of this unit name, on that day; its own rows go before the general ones. Two queries."""
    found: dict[str, Agency] = {}
    rows = Agency.objects.filter(Q(owner=None) | Q(owner=unit), level_id=unit.level_id).select_related(
        "level", "covers_level"
    )
    for row in rows.filter(_valid_on(day)):
        if row.code not in found or row.owner_id:
            found[row.code] = row
    links: dict[int, list[str]] = defaultdict(list)
    for upper, lower in AgencyCounterpart.objects.filter(upper__in=found.values()).values_list(
        "upper_id", "lower__code"
    ):
        links[upper].append(lower)
    ordered = sorted(found.values(), key=lambda row: (row.position, row.pk))
    return tuple(_term(row, unit, tuple(links[row.pk])) for row in ordered)


def _valid_on(day: date) -> Q:
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_until=None) | Q(valid_until__gte=day))


def named_for(text: str, unit: IssuingUnit) -> str:
    """A general name said for one unit: "Công an {loại}" is "Công an phường" there."""
    return text.replace("{loại}", unit.noun).replace("{địa bàn}", unit.territory)


def _term(row: Agency, unit: IssuingUnit, counterparts: tuple[str, ...]) -> AgencyTerm:
    return AgencyTerm(
        code=row.code,
        name=named_for(row.name, unit),
        level=row.level.code,
        aliases=tuple(named_for(line.strip(), unit) for line in row.aliases.splitlines() if line.strip()),
        wording="request" if row.wording == "request" else "order",
        is_collective=row.is_collective,
        covers_level=row.covers_level.code if row.covers_level else "",
        counterparts=counterparts,
    )


def child_unit(unit: IssuingUnit, day: date, signatory: Holding | None, capacity: str) -> ChildUnit:
    """The unit that drafts, with what its documents always carry."""
    signature = (
        SignatureContent(lines=stack_of(unit, signatory, Capacity(capacity)), name=signatory.person_name)
        if signatory
        else SignatureContent()
    )
    return ChildUnit(
        issuer=issuer_of(unit),
        level=unit.level.code,
        symbol=f"KH-{unit.symbol}" if unit.symbol else "KH",
        signature=signature,
        recipients=tuple(preset.text for preset in unit.recipient_presets.all()),
        archive_note=unit.archive_note,
        drafting_office=unit.drafting_office,
        subordinates=unit.collectors,
        agencies=agency_terms(unit, day),
    )


def usual_signatory(unit: IssuingUnit, day: date) -> tuple[Holding | None, str]:
    """Who usually signs plans of the unit: as on its latest plan, else its only deputy, else its head.

    Returns the holding and the capacity it signs in.
    """
    holdings = [row for row in Holding.objects.filter(post__unit=unit).select_related("post") if row.is_valid_on(day)]
    latest = Plan.objects.filter(issuing_unit=unit, signatory__in=holdings).order_by("-year", "-id").first()
    if latest:
        return next(row for row in holdings if row.pk == latest.signatory_id), latest.capacity
    deputies = [row for row in holdings if not row.post.is_head]
    if len(deputies) == 1:
        return deputies[0], Capacity.FOR_SUPERIOR.value
    head = next((row for row in holdings if row.post.is_head), None)
    return head, Capacity.HEAD.value


def parent_plan(plan: Plan, version: PlanVersion) -> ParentPlan:
    """An issued plan as the parent of a draft: its frozen content and how it is cited."""
    content = frozen_content(version)
    unit = plan.issuing_unit
    citation = ParentDocument(
        kind="plan",
        document_number=plan.document_number if plan.number is not None else "",
        issued_on=plan.issued_on,
        issuer=content.issuer.name,
        abstract=f"{plan.abstract[:1].lower()}{plan.abstract[1:]}",
        parent_plan=plan,
        parent_version=version,
    )
    return ParentPlan(
        content=content,
        version=version.pk,
        level=unit.level.code,
        reference=parent_content(citation),
        agencies=agency_terms(unit, plan.issued_on or date(plan.year, 6, 1)),
    )


def campaign_facts(campaign: Campaign, day: date, unit: IssuingUnit) -> CampaignFacts:
    """The year's facts; a commune's own deadline toward its province is the campaign's, where it is known."""
    theme = campaign.themes.order_by("-is_official", "id").first()
    due = campaign.commune_report_due_on if unit.level.code == "commune" else None
    return CampaignFacts(
        year=campaign.year,
        theme=theme.text if theme else "",
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        launch_from=campaign.launch_from,
        launch_until=campaign.launch_until,
        slogans=tuple(campaign.slogans.values_list("text", flat=True)),
        legal_bases=tuple(
            f"Căn cứ {citation}"
            for citation in LegalDocument.objects.filter(_valid_on(day), is_usual=True).values_list(
                "citation", flat=True
            )
        ),
        superior_deadline=DeadlineContent(kind=DeadlineKind.BEFORE, due_on=due) if due else None,
    )


def obsolete_terms(
    unit: IssuingUnit, day: date, existing: tuple[AgencyTerm, ...] | None = None
) -> tuple[ObsoleteTerm, ...]:
    """The bodies that no longer exist on that day, what stands for them now, and since when. One query where those
    that do exist are told.

    A name shared with a body that still exists ("Công an {loại}" of a district and of a commune) is no obsolete term.
    """
    present = {term.name for term in (agency_terms(unit, day) if existing is None else existing)}
    rows = Agency.objects.filter(owner=None, valid_until__lt=day).select_related("replaced_by")
    return tuple(
        ObsoleteTerm(
            old=row.name,
            now=named_for(row.replaced_by.name, unit) if row.replaced_by else "",
            since=row.valid_until + timedelta(days=1) if row.valid_until else None,
        )
        for row in rows
        if "{" not in row.name and row.name not in present
    )
