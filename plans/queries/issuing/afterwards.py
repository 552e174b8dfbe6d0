"""What happened to a plan after it was issued: what replaced, amended or corrected it, withdrawal, copies, and acts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ...content.plan import PlanContent
from ...deriving.amending import OldItem, changed_texts, old_items
from ...deriving.difference import Piece, words_difference
from ...enums import LinkKind, PlanStatus
from ...models import CertifiedCopy, Plan, PlanLink, PostHolding, Withdrawal
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.plans import PlanVerb, Relation, may, stands
from ..contents import content_of, frozen_content, issued_version
from ..plans import plans_visible_to
from ..reading import plan_title

_FORWARD = {
    LinkKind.REPLACES: "Thay thế bằng",
    LinkKind.AMENDS: "Sửa đổi, bổ sung bằng",
    LinkKind.CORRECTS: "Đính chính bằng",
}
_BACK = {LinkKind.REPLACES: "Thay thế", LinkKind.AMENDS: "Sửa đổi, bổ sung", LinkKind.CORRECTS: "Đính chính"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Another document a plan is tied to, and how, in words; `in_force` once that document is issued."""

    plan: Plan
    title: str
    words: str
    kind: LinkKind
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """Everything that followed an issued plan, and what may be done now. `newer` are in the order of their making."""

    newer: tuple[Relative, ...]
    older: tuple[Relative, ...]
    withdrawal: Withdrawal | None
    copies: tuple[CertifiedCopy, ...]
    amend: Decision
    withdraw: Decision
    copy: Decision
    is_own: bool

    @property
    def is_quiet(self) -> bool:
        """Whether nothing has happened since."""
        return not (self.newer or self.older or self.withdrawal or self.copies)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPlace:
    """An item of the older plan beside what the newer document makes of it; `added` where it is only added to."""

    place: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    is_added: bool
    is_dropped: bool


def afterwards_of(actor: Actor, plan: Plan) -> Afterwards:
    """What the page "Sau khi ban hành" shows; relatives the actor may not see are left out."""
    visible = plans_visible_to(actor)
    forward = PlanLink.objects.filter(older=plan, newer__in=visible).select_related("newer__issuing_unit")
    back = PlanLink.objects.filter(newer=plan, older__in=visible).select_related("older__issuing_unit")
    is_own = stands(actor, plan) == Relation.OWN
    copies = plan.certified_copies.select_related("unit", "entry").defer("pdf")
    return Afterwards(
        newer=tuple(_relative(one.newer, LinkKind(one.kind), _FORWARD) for one in forward.order_by("id")),
        older=tuple(_relative(one.older, LinkKind(one.kind), _BACK) for one in back.order_by("id")),
        withdrawal=Withdrawal.objects.filter(plan=plan).first(),
        copies=tuple(copies if is_own else copies.filter(unit_id=actor.unit_id)),
        amend=may(actor, PlanVerb.AMEND, plan),
        withdraw=may(actor, PlanVerb.WITHDRAW, plan),
        copy=may(actor, PlanVerb.COPY, plan),
        is_own=is_own,
    )


def changeable_items(plan: Plan) -> tuple[OldItem, ...]:
    """The items of an issued plan that a newer document may change; empty when no issued text is kept."""
    version = issued_version(plan)
    return old_items(frozen_content(version)) if version else ()


def copies_visible_to(actor: Actor) -> QuerySet[CertifiedCopy]:
    """The copies the actor may open: those of the own unit, and those of the own unit's plans."""
    rows = CertifiedCopy.objects.select_related("entry__series", "unit", "plan__issuing_unit")
    if actor.unit_id is None:
        return rows.none()
    return rows.filter(Q(unit_id=actor.unit_id) | Q(plan__issuing_unit_id=actor.unit_id))


def copy_signers(actor: Actor, day: date) -> list[PostHolding]:
    """Who may sign a copy for the actor's unit on that day, the head last: an office signs copies TL. more often."""
    rows = PostHolding.objects.filter(post__unit_id=actor.unit_id).select_related("post__unit")
    return sorted((row for row in rows if row.is_valid_on(day)), key=lambda row: row.post.is_head)


def changed_places(actor: Actor, newer: Plan) -> tuple[Relative | None, tuple[ChangedPlace, ...]]:
    """The older plan a document is about, and place by place what it changes in it, word by word."""
    link = PlanLink.objects.filter(newer=newer).select_related("older__issuing_unit").order_by("id").first()
    version = issued_version(link.older) if link else None
    if link is None or version is None or not plans_visible_to(actor).filter(pk=link.older_id).exists():
        return None, ()
    issued = issued_version(newer) if newer.is_issued else None
    content = frozen_content(issued) if issued else content_of(newer)
    relative = _relative(link.older, LinkKind(link.kind), _BACK)
    if link.kind == LinkKind.REPLACES:
        return relative, tuple(_replaced(frozen_content(version), content))
    changes = changed_texts(frozen_content(version), content, version=version.pk)
    return relative, tuple(_place(where, before, after) for where, before, after in changes)


def _replaced(old: PlanContent, new: PlanContent) -> list[ChangedPlace]:
    """Item by item by their lasting keys: changed, dropped, new."""
    before, after = old_items(old), old_items(new)
    kept = {one.item.key: one for one in after}
    known = {one.item.key for one in before}
    found = []
    for one in before:
        now = kept.get(one.item.key)
        if now is None or now.text != one.text:
            found.append(_place(one.place, one.text, now.text if now else ""))
    found += [_place(one.place, "", one.text) for one in after if one.item.key not in known]
    return found


def _place(where: str, before: str, after: str) -> ChangedPlace:
    old, new = words_difference(before, after)
    return ChangedPlace(place=where, before=old, after=new, is_added=not before, is_dropped=not after)


def _relative(plan: Plan, kind: LinkKind, words: dict[LinkKind, str]) -> Relative:
    return Relative(
        plan=plan,
        title=plan_title(plan),
        words=words[kind],
        kind=kind,
        in_force=plan.status == PlanStatus.ISSUED,
    )
