"""Documents that change an issued one: drafted from it, linked to it, and taking effect on it when they are issued."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from ... import clock
from ...content.pasting import MAX_LENGTH
from ...content.plan import ParentContent, PlanContent, SignatureContent
from ...content.signature import Capacity
from ...content.vietnamese import clean_line
from ...deriving.amending import Author, Change, amendment, correction, replacement
from ...enums import Event, LinkKind, MemberRole, PlanStatus
from ...exceptions import Invalid, NotNow
from ...models import IssuingUnit, Membership, Plan, PlanLink, PostHolding, User
from ...queries.contents import frozen_content, issued_version, issuer_of, stack_of
from ...queries.terms import usual_signatory
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..approving.steps import locked
from ..keeping import keep_content, new_key
from ..notifying import notify

_NOTHING = {
    LinkKind.AMENDS: "Chưa có nội dung nào được sửa, bổ sung hay bãi bỏ; sửa ít nhất một mục.",
    LinkKind.CORRECTS: "Chưa có chỗ nào được đính chính; sửa ít nhất một mục.",
}


@transaction.atomic
def start_successor(plan: Plan, *, actor: Actor, kind: LinkKind, changes: Sequence[Change] = ()) -> Plan:
    """Draft the document that replaces, amends or corrects an issued plan, and link the two.

    One draft of each kind at a time: a second press answers with the one that was begun. Nothing happens to the older
    plan before the newer one is issued. Raises NotAllowed, NotNow, Invalid when nothing is changed.
    """
    plan = locked(plan)
    may(actor, PlanVerb.AMEND, plan).require()
    begun = _begun(plan, kind)
    if begun is not None:
        return begun
    content, signatory, capacity = _drawn(plan, kind, changes)
    newer = keep_content(
        content,
        unit=plan.issuing_unit,
        actor=actor,
        campaign=plan.campaign,
        signatory=signatory,
        capacity=capacity,
    )
    PlanLink.objects.create(newer=newer, older=plan, kind=kind, created_at=clock.now())
    audit.record(
        Event.PLAN_AMENDING, actor=actor, plan=newer, subject=citation_of(plan), after={"kind": kind, "older": plan.pk}
    )
    return newer


def settle(newer: Plan, *, actor: Actor) -> None:
    """Let a document that has just been issued take effect on those it is about: what it replaces is superseded, and
    whoever follows them is told. Runs in the transaction that issues `newer`; each older plan gets its own audit row.
    """
    for link in newer.links_back.select_related("older__issuing_unit").order_by("id"):
        older, kind = locked(link.older), LinkKind(link.kind)
        if kind == LinkKind.REPLACES and older.status == PlanStatus.ISSUED:
            older.status, older.updated_at = PlanStatus.SUPERSEDED, clock.now()
            older.save(update_fields=["status", "updated_at"])
        audit.record(
            Event.PLAN_SUPERSEDED if kind == LinkKind.REPLACES else Event.PLAN_AMENDING,
            actor=actor,
            plan=older,
            subject=citation_of(newer),
            after={"kind": kind, "newer": newer.pk},
        )
        done = {LinkKind.REPLACES: "được thay thế", LinkKind.AMENDS: "được sửa đổi, bổ sung"}.get(
            kind, "được đính chính"
        )
        notify(
            followers_of(older),
            plan=newer,
            text=f"{citation_of(older)} đã {done} bằng văn bản số {newer.document_number}.",
            path=f"/ke-hoach/{newer.pk}/",
        )


def followers_of(plan: Plan) -> list[User]:
    """Who must know what becomes of an issued plan: drafters and clerks of the units that received it or carry it out
    in a plan of their own, and those of its own unit."""
    units = {plan.issuing_unit_id}
    units |= set(plan.deliveries.filter(unit__isnull=False).values_list("unit_id", flat=True))
    children = plan.child_links.filter(plan__removed_at=None)
    units |= set(children.values_list("plan__issuing_unit_id", flat=True))
    rows = Membership.objects.filter(
        unit_id__in=units, role__in=(MemberRole.DRAFTER, MemberRole.CLERK), user__is_active=True
    ).select_related("user")
    today = clock.today()
    return [row.user for row in rows if row.is_valid_on(today)]


def citation_of(plan: Plan) -> str:
    """ "Kế hoạch số 47/KH-UBND ngày 20 tháng 5 năm 2026 của Ủy ban nhân dân phường Đức Xuân"."""
    return ParentContent(
        kind=plan.kind_name,
        document_number=plan.document_number if plan.number is not None else "",
        issued_on=plan.issued_on,
        issuer=plan.issuing_unit.name,
    ).citation()


def author_of(unit: IssuingUnit, signatory: PostHolding | None, capacity: str) -> Author:
    """Who writes a new document of the unit; a letter's symbol ends with the office that keeps it ("UBND-VHXH")."""
    field = clean_line(unit.archive_note.rpartition(",")[2]).replace(" ", "")
    signature = (
        SignatureContent(lines=stack_of(unit, signatory, Capacity(capacity)), name=signatory.person_name)
        if signatory
        else SignatureContent()
    )
    letter = f"{unit.symbol}-{field}" if field and field != "VT" else unit.symbol
    return Author(issuer=issuer_of(unit), signature=signature, letter_symbol=letter)


def _begun(plan: Plan, kind: LinkKind) -> Plan | None:
    links = plan.links_forward.filter(kind=kind, newer__removed_at=None).select_related("newer__issuing_unit")
    return next((link.newer for link in links if not link.newer.is_issued), None)


def _drawn(plan: Plan, kind: LinkKind, changes: Sequence[Change]) -> tuple[PlanContent, PostHolding | None, str]:
    version = issued_version(plan)
    if version is None:
        raise NotNow("Kế hoạch này chưa có bản ban hành lưu tại cổng nên chưa soạn được văn bản sửa.")
    _check_lengths(changes)
    old, cited = frozen_content(version), citation_of(plan)
    signatory, capacity = _signer(plan, clock.today())
    author = author_of(plan.issuing_unit, signatory, capacity)
    if kind == LinkKind.REPLACES:
        return replacement(old, cited, author), signatory, capacity
    draw = amendment if kind == LinkKind.AMENDS else correction
    content = draw(old, changes, cited, author, version=version.pk, new_key=new_key)
    if not any(item.origin is not None for item in content.walk()):
        raise Invalid(_NOTHING[kind])
    return content, signatory, capacity


def _check_lengths(changes: Sequence[Change]) -> None:
    """Nothing typed is cut: what is longer than a paragraph of a draft may be is refused, and stays to be shortened."""
    longest = max((len(text) for one in changes for text in (one.text, one.after)), default=0)
    if longest > MAX_LENGTH:
        found, most = (f"{number:,}".replace(",", ".") for number in (longest, MAX_LENGTH))
        raise Invalid(f"Có mục dài {found} chữ cái, quá {most}; ghi gọn lại hoặc tách thành nhiều mục.")


def _signer(plan: Plan, today: date) -> tuple[PostHolding | None, str]:
    """The same signatory as on the older plan while the post is still held, else who usually signs."""
    if plan.signatory is not None and plan.signatory.is_valid_on(today):
        return plan.signatory, plan.capacity
    return usual_signatory(plan.issuing_unit, today)
