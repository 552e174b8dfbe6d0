"""A plan's rows turned into its content: the one way from tables to what the document says."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..content import codec
from ..content.plan import (
    ActivityContent,
    AppendixContent,
    Block,
    DeadlineContent,
    DeadlineKind,
    DeadlinePurpose,
    IssuerContent,
    ItemContent,
    LegalBasisContent,
    Marker,
    OriginContent,
    ParentContent,
    Part,
    PlanContent,
    ResponsibilityContent,
    Role,
    SignatureContent,
    SloganContent,
    SlogansPlace,
)
from ..content.signature import Capacity, Regime, signature_lines
from ..models import Appendix, IssuingUnit, Item, ParentDocument, Plan, PlanVersion, Post, PostHolding, Responsibility

COMMITTEE = "Ủy ban nhân dân"


def content_of(plan: Plan) -> PlanContent:
    """What the plan says now, from its rows; the number of queries does not grow with the plan."""
    return content_from(plan, list(plan.appendices.all()), item_rows(plan))


def content_from(plan: Plan, appendices: Iterable[Appendix], rows: Iterable[Item]) -> PlanContent:
    """What the plan says, for callers that hold the rows of its appendices and items already."""
    trees = item_trees(plan, rows)
    return PlanContent(
        issuer=issuer_of(plan.issuing_unit),
        year=plan.year,
        document_type=plan.document_type,
        abstract=plan.abstract,
        abstract_note=plan.abstract_note,
        number=plan.number,
        symbol=plan.symbol,
        issued_on=plan.issued_on,
        addressees=tuple(line for line in plan.addressees.splitlines() if line.strip()),
        legal_bases=tuple(LegalBasisContent(text=row.text) for row in plan.legal_bases.all()),
        parents=tuple(parent_content(row) for row in plan.parent_documents.all()),
        opening=plan.opening,
        theme=plan.theme_text,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        launch_from=plan.launch_from,
        launch_until=plan.launch_until,
        slogans=tuple(SloganContent(text=row.text, is_own=row.is_own) for row in plan.slogans.all()),
        slogans_place=SlogansPlace(plan.slogans_place),
        deadlines=tuple(
            DeadlineContent(
                purpose=DeadlinePurpose(row.purpose),
                kind=DeadlineKind(row.kind),
                due_on=row.due_on,
                label=row.label,
                owed_by=row.owed_by,
                receiver=row.receiver,
                via=row.via,
            )
            for row in plan.deadlines.all()
        ),
        items=trees[None],
        closing=plan.closing,
        ending=plan.ending,
        signature=signature_of(plan),
        recipients=tuple(row.text for row in plan.recipients.all()),
        archive_note=plan.archive_note,
        appendices=tuple(
            AppendixContent(title=row.title, items=trees[row.pk], table=codec.table_from_json(row.table))
            for row in appendices
        ),
    )


def frozen_content(version: PlanVersion) -> PlanContent:
    """What a frozen version says."""
    return codec.from_json(version.content)


def issued_version(plan: Plan) -> PlanVersion | None:
    """The version that was issued, without its PDF's bytes."""
    return plan.versions.filter(is_issued=True).defer("pdf").first()


def issuer_of(unit: IssuingUnit) -> IssuerContent:
    """The unit as its documents print it; the superior's lines only where the unit shows them."""
    superior = IssuingUnit.objects.get_parent(unit) if unit.shows_superior or not unit.place else None
    return IssuerContent(
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        territory=unit.territory,
        noun=unit.noun,
        header_lines=unit.header_lines,
        superior_lines=superior.header_lines if superior and unit.shows_superior else (),
        place=unit.printed_place or (superior.printed_place if superior else ""),
    )


def parent_content(row: ParentDocument) -> ParentContent:
    """A parent document as the plan cites it."""
    return ParentContent(
        kind=row.get_kind_display(),
        document_number=row.document_number,
        issued_on=row.issued_on,
        issuer=row.issuer,
        abstract=row.abstract,
        plan=row.parent_plan_id,
        version=row.parent_version_id,
    )


def signature_of(plan: Plan) -> SignatureContent:
    """The signature block: the plan's own lines, else the stack made from the signatory's post and capacity."""
    holding = plan.signatory
    name = plan.signature_name or (holding.person_name if holding else "")
    if plan.signature_lines:
        lines = tuple(line.strip() for line in plan.signature_lines.splitlines() if line.strip())
        return SignatureContent(lines=lines, name=name)
    if holding is None:
        return SignatureContent(name=name)
    return SignatureContent(lines=stack_of(plan.issuing_unit, holding, Capacity(plan.capacity)), name=name)


def stack_of(unit: IssuingUnit, holding: PostHolding, capacity: Capacity) -> tuple[str, ...]:
    """The lines over a signature for the holder of a post (Nghị định 30/2020/NĐ-CP, Điều 13)."""
    head = holding.post if holding.post.is_head else Post.objects.filter(unit=unit, is_head=True).first()
    return signature_lines(
        regime=Regime(unit.regime),
        collective_name=COMMITTEE if unit.name.startswith(COMMITTEE) else unit.name,
        head_title=head.title if head else holding.post.title,
        own_title=holding.post.title,
        capacity=capacity,
    )


def item_rows(plan: Plan) -> list[Item]:
    """The living items with their activities, siblings in order."""
    return list(plan.items.filter(removed_at=None).select_related("activity").order_by("position", "id"))


def item_trees(plan: Plan, rows: Iterable[Item]) -> dict[int | None, tuple[ItemContent, ...]]:
    """The items as trees: the body under None, each appendix under its id. One query, for who is responsible."""
    duties: dict[int, list[Responsibility]] = defaultdict(list)
    for duty in Responsibility.objects.filter(item__plan=plan).select_related("agency").order_by("position", "id"):
        duties[duty.item_id].append(duty)
    children: dict[int | None, list[Item]] = defaultdict(list)
    roots: dict[int | None, list[Item]] = defaultdict(list)
    for row in rows:
        if row.parent_id is None:
            roots[row.appendix_id].append(row)
        else:
            children[row.parent_id].append(row)
    return defaultdict(tuple, {root: _tree(items, children, duties) for root, items in roots.items()})


def _tree(rows: Iterable[Item], children: dict[int | None, list[Item]], duties: dict[int, list[Responsibility]]) -> Any:
    return tuple(
        item_content(row, duties.get(row.pk, ()), _tree(children.get(row.pk, ()), children, duties)) for row in rows
    )


def item_content(
    row: Item, duties: Iterable[Responsibility] = (), children: tuple[ItemContent, ...] = ()
) -> ItemContent:
    """One row as content, with the children already made."""
    activity = getattr(row, "activity", None)
    return ItemContent(
        key=row.key,
        text=row.text,
        marker=Marker(row.marker),
        is_heading=row.is_heading,
        part=Part(row.part) if row.part else None,
        block=Block(row.block) if row.block else None,
        activity=ActivityContent(
            starts_on=activity.starts_on,
            ends_on=activity.ends_on,
            venue=activity.venue,
            budget=activity.budget,
            funding_source=activity.funding_source,
            target=activity.target,
        )
        if activity
        else None,
        responsibilities=tuple(
            ResponsibilityContent(
                role=Role(duty.role),
                agency=duty.agency_name,
                agency_code=duty.agency.code if duty.agency else "",
                covers_level=duty.covers_level,
            )
            for duty in duties
        ),
        origin=OriginContent(version=row.origin_version_id, key=row.origin_key) if row.origin_version_id else None,
        dropped_reason=row.dropped_reason,
        children=children,
    )
