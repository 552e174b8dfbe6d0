"""Content written into rows: how a derived, started or imported plan becomes a draft."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from .. import clock
from ..content.codec import table_to_json
from ..content.plan import ActivityContent, ItemContent, ParentContent, PlanContent
from ..enums import DocumentKind
from ..models import (
    Activity,
    Agency,
    Appendix,
    Campaign,
    IssuingUnit,
    Item,
    LegalBasis,
    LegalDocument,
    ParentDocument,
    Plan,
    PlanSlogan,
    PostHolding,
    Recipient,
    ReportDeadline,
    Responsibility,
    Theme,
)
from ..rules.actor import Actor

_KIND_OF_LABEL = {label: value for value, label in DocumentKind.choices}


def new_key() -> str:
    """A lasting identity for an item; unique in its plan by its length."""
    return secrets.token_hex(6)


@transaction.atomic
def keep_content(
    content: PlanContent,
    *,
    unit: IssuingUnit,
    actor: Actor,
    campaign: Campaign | None = None,
    signatory: PostHolding | None = None,
    capacity: str = "",
    short_name: str | None = None,
    previous_plan: Plan | None = None,
    is_archive_copy: bool = False,
) -> Plan:
    """Write content as a new draft of `unit` and return it; the caller has asked the rules and writes the audit row.

    With a `signatory` the signature block is computed from the post; without, the content's own lines are kept.
    """
    plan = Plan.objects.create(
        issuing_unit=unit,
        campaign=campaign,
        short_name=short_name,
        theme=Theme.objects.filter(campaign=campaign, text=content.theme).first() if campaign else None,
        signatory=signatory,
        capacity=capacity or "head",
        signature_lines="" if signatory else "\n".join(content.signature.lines),
        signature_name="" if signatory else content.signature.name,
        is_archive_copy=is_archive_copy,
        previous_plan=previous_plan,
        created_by_id=actor.user_id,
        created_at=clock.now(),
        updated_by_id=actor.user_id,
        updated_at=clock.now(),
        **facts_said(content),
    )
    keep_lists(plan, content)
    _keep_items(plan, content, actor)
    return plan


def facts_said(content: PlanContent) -> dict[str, Any]:
    """The columns that say what the content says."""
    return {
        "year": content.year,
        "document_type": content.document_type,
        "abstract": content.abstract,
        "abstract_note": content.abstract_note,
        "symbol": content.symbol,
        "addressees": "\n".join(content.addressees),
        "opening": content.opening,
        "closing": content.closing,
        "ending": content.ending,
        "theme_text": content.theme,
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "launch_from": content.launch_from,
        "launch_until": content.launch_until,
        "slogans_place": content.slogans_place.value,
        "archive_note": content.archive_note,
    }


def keep_lists(plan: Plan, content: PlanContent) -> None:
    """Write the plan's lists (căn cứ, parents, slogans, deadlines, recipients); it has none of them yet."""
    documents = documents_behind(basis.text for basis in content.legal_bases)
    LegalBasis.objects.bulk_create(
        LegalBasis(plan=plan, position=at, text=basis.text, document=documents.get(basis.text))
        for at, basis in enumerate(content.legal_bases)
    )
    ParentDocument.objects.bulk_create(parent_row(plan, at, one) for at, one in enumerate(content.parents))
    PlanSlogan.objects.bulk_create(
        PlanSlogan(plan=plan, position=at, text=one.text, is_own=one.is_own) for at, one in enumerate(content.slogans)
    )
    ReportDeadline.objects.bulk_create(
        ReportDeadline(
            plan=plan,
            position=at,
            purpose=one.purpose.value,
            kind=one.kind.value if one.due_on else "undated",
            due_on=one.due_on,
            label=one.label,
            owed_by=one.owed_by,
            receiver=one.receiver,
            via=one.via,
        )
        for at, one in enumerate(content.deadlines)
    )
    Recipient.objects.bulk_create(
        Recipient(plan=plan, position=at, text=text) for at, text in enumerate(content.recipients)
    )


def documents_behind(texts: Iterable[str]) -> dict[str, LegalDocument]:
    """The catalogue's documents behind căn cứ ("Căn cứ Luật Trẻ em" rests on "Luật Trẻ em"), by the căn cứ's text."""
    citations = {text: text.removeprefix("Căn cứ ") for text in texts}
    found = {row.citation: row for row in LegalDocument.objects.filter(citation__in=citations.values())}
    return {text: found[citation] for text, citation in citations.items() if citation in found}


def parent_row(plan: Plan, position: int, parent: ParentContent) -> ParentDocument:
    """The row of a cited parent."""
    return ParentDocument(
        plan=plan,
        position=position,
        kind=_KIND_OF_LABEL.get(parent.kind, DocumentKind.LETTER),
        document_number=parent.document_number,
        issued_on=parent.issued_on,
        issuer=parent.issuer,
        abstract=parent.abstract,
        parent_plan_id=parent.plan,
        parent_version_id=parent.version,
    )


def _keep_items(plan: Plan, content: PlanContent, actor: Actor) -> None:
    agencies = agencies_by_code(content, plan.issuing_unit)
    _keep_tree(plan, content.items, None, actor, agencies)
    for at, appendix in enumerate(content.appendices):
        row = Appendix.objects.create(plan=plan, position=at, title=appendix.title, table=table_to_json(appendix.table))
        _keep_tree(plan, appendix.items, row, actor, agencies)


def _keep_tree(
    plan: Plan, items: tuple[ItemContent, ...], appendix: Appendix | None, actor: Actor, agencies: dict[str, Agency]
) -> None:
    """Level by level, so that the number of queries depends on the depth of the tree alone."""
    now = clock.now()
    level: list[tuple[ItemContent, Item | None, int]] = [(item, None, at) for at, item in enumerate(items)]
    while level:
        rows = Item.objects.bulk_create(
            item_row(plan, item, parent=parent, position=at, appendix=appendix, actor=actor, now=now)
            for item, parent, at in level
        )
        pairs = [(item, row) for (item, _, _), row in zip(level, rows, strict=True)]
        Activity.objects.bulk_create(activity_row(row, item.activity) for item, row in pairs if item.activity)
        Responsibility.objects.bulk_create(
            duty for item, row in pairs for duty in responsibility_rows(row, item, agencies)
        )
        level = [(child, row, at) for item, row in pairs for at, child in enumerate(item.children)]


def item_row(
    plan: Plan,
    item: ItemContent,
    *,
    parent: Item | None,
    position: int,
    actor: Actor,
    now: datetime,
    appendix: Appendix | None = None,
) -> Item:
    """The row of one item."""
    return Item(
        plan=plan,
        appendix=appendix,
        key=item.key,
        parent=parent,
        position=position,
        marker=item.marker.value,
        is_heading=item.is_heading,
        text=item.text,
        part=item.part.value if item.part else "",
        block=item.block.value if item.block else "",
        origin_version_id=item.origin.version if item.origin else None,
        origin_key=item.origin.key if item.origin else "",
        dropped_reason=item.dropped_reason,
        updated_by_id=actor.user_id,
        updated_at=now,
    )


def activity_row(item: Item, activity: ActivityContent) -> Activity:
    """The row of an activity's facts."""
    return Activity(
        item=item,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        venue=activity.venue,
        budget=activity.budget,
        funding_source=activity.funding_source,
        target=activity.target,
    )


def responsibility_rows(row: Item, item: ItemContent, agencies: dict[str, Agency]) -> Iterable[Responsibility]:
    """The rows of an item's responsibilities, each agency once a role."""
    seen = set()
    for at, duty in enumerate(item.responsibilities):
        if (duty.role, duty.agency) not in seen:
            seen.add((duty.role, duty.agency))
            yield Responsibility(
                item=row,
                agency=agencies.get(duty.agency_code),
                agency_name=duty.agency,
                covers_level=duty.covers_level,
                role=duty.role.value,
                position=at,
            )


def agencies_by_code(content: PlanContent, unit: IssuingUnit) -> dict[str, Agency]:
    """The rows of the agencies that items name."""
    codes = {duty.agency_code for item in content.walk() for duty in item.responsibilities if duty.agency_code}
    found: dict[str, Agency] = {}
    # The unit's own row goes before the general one.
    for agency in Agency.objects.filter(code__in=codes, owner=None):
        found[agency.code] = agency
    for agency in Agency.objects.filter(code__in=codes, owner=unit):
        found[agency.code] = agency
    return found
