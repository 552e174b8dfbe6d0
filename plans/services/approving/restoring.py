"""Taking back an earlier version: what it says becomes what the draft says, and what the draft said is kept first."""

from datetime import datetime

from django.db import transaction

from ... import clock
from ...content.plan import ItemContent, PlanContent, SignatureContent
from ...content.signature import Capacity
from ...enums import Event
from ...exceptions import NotNow, StaleEdit
from ...models import Activity, Agency, Appendix, Item, Plan, PlanVersion, PostHolding, Responsibility
from ...queries.contents import content_of, frozen_content, signature_of, stack_of
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..keeping import activity_row, agencies_by_code, facts_said, item_row, keep_lists, responsibility_rows
from .steps import locked
from .versions import keep_version

_LISTS = ("legal_bases", "parent_documents", "slogans", "deadlines", "recipients")


@transaction.atomic
def restore_version(plan: Plan, number: int, *, actor: Actor, seen_at: datetime | None = None) -> PlanVersion:
    """Make the draft say what its version `number` says; items keep their keys, so remarks stay with them.

    What the draft says now is kept as a version first and returned. `seen_at` is when the draft had changed last on
    the page the person decided on: whoever changed it meanwhile is not overruled unread (StaleEdit). The draft's
    number and day of issue stay as they are. Raises NotAllowed, NotNow.
    """
    fresh = locked(plan)
    may(actor, PlanVerb.EDIT, fresh).require()
    if seen_at is not None and fresh.updated_at != seen_at:
        who = fresh.updated_by.full_name if fresh.updated_by else "Người khác"
        raise StaleEdit(f"{who} vừa sửa dự thảo. Xem lại chỗ khác nhau rồi mới lấy lại bản này.", editor=who)
    version = fresh.versions.filter(number=number).defer("pdf").first()
    if version is None:
        raise NotNow("Không có bản này; tải lại trang để xem các bản đang giữ.")
    wanted, now = frozen_content(version), content_of(fresh)
    if _same(wanted, now):
        raise NotNow("Dự thảo đang giống hệt bản này; không có gì phải lấy lại.")
    kept = keep_version(fresh, actor=actor, reason=f"trước khi lấy lại bản {number}")
    _restore_facts(fresh, wanted, now, actor)
    _Rows(fresh, actor, wanted).restore()
    audit.record(Event.PLAN_RESTORED, actor=actor, plan=fresh, after={"version": number, "kept": kept.number})
    return kept


def _same(one: PlanContent, other: PlanContent) -> bool:
    def said(content: PlanContent) -> tuple[object, ...]:
        lists = (content.legal_bases, content.parents, content.slogans, content.deadlines, content.recipients)
        trees = (content.items, content.appendices, content.signature)
        return (facts_said(content), *lists, *trees)

    return said(one) == said(other)


def _restore_facts(plan: Plan, wanted: PlanContent, now: PlanContent, actor: Actor) -> None:
    # The year names the register and the symbol the series: neither is a matter of words.
    said = {name: value for name, value in facts_said(wanted).items() if name not in ("year", "symbol")}
    for name, value in said.items():
        setattr(plan, name, value)
    if wanted.signature != now.signature:
        _restore_signature(plan, wanted.signature)
    plan.revision += 1
    plan.updated_at, plan.updated_by_id = clock.now(), actor.user_id
    signature = ("signatory", "capacity", "signature_lines", "signature_name")
    plan.save(update_fields=[*said, *signature, "revision", "updated_at", "updated_by"])
    # A line of Nơi nhận may mean a unit or have an address, which its words do not tell.
    known = {row.text: row for row in plan.recipients.all()}
    for name in _LISTS:
        getattr(plan, name).all().delete()
    keep_lists(plan, wanted)
    for row in plan.recipients.all():
        was = known.get(row.text)
        if was is not None and (was.unit_id or was.email):
            row.unit_id, row.email = was.unit_id, was.email
            row.save(update_fields=["unit", "email"])


def _restore_signature(plan: Plan, wanted: SignatureContent) -> None:
    """Whoever holds a post that prints these lines signs; else the lines are kept as they were printed."""
    holdings = PostHolding.objects.filter(post__unit=plan.issuing_unit, person_name=wanted.name).select_related("post")
    for holding in holdings:
        for capacity in Capacity:
            if stack_of(plan.issuing_unit, holding, capacity) == wanted.lines:
                plan.signatory, plan.capacity = holding, capacity.value
                plan.signature_lines, plan.signature_name = "", ""
                return
    plan.signature_lines, plan.signature_name = "\n".join(wanted.lines), wanted.name
    if signature_of(plan) != wanted:
        plan.signatory = None


class _Rows:
    """The rows of a draft's items on their way to say what a version says."""

    def __init__(self, plan: Plan, actor: Actor, wanted: PlanContent) -> None:
        self.plan, self.actor, self.wanted, self.now = plan, actor, wanted, clock.now()
        self.agencies: dict[str, Agency] = agencies_by_code(wanted, plan.issuing_unit)
        self.known = {row.key: row for row in Item.objects.filter(plan=plan)}
        self.kept: set[str] = set()

    def restore(self) -> None:
        """Put every item of the version in its place, and take out what it does not have."""
        appendices = self._appendices()
        self._tree(self.wanted.items, None)
        for row, appendix in zip(appendices, self.wanted.appendices, strict=True):
            self._tree(appendix.items, row)
        left = Item.objects.filter(plan=self.plan).exclude(key__in=self.kept)
        left.filter(removed_at=None).update(removed_at=self.now)
        # What is left over of an appendix that goes stays as removed items of the plan.
        gone = self.plan.appendices.exclude(pk__in=[row.pk for row in appendices])
        left.filter(appendix__in=gone).update(appendix=None, parent=None)
        gone.delete()

    def _appendices(self) -> list[Appendix]:
        """The rows of the version's appendices: of the same title, else one that is left, else new ones."""
        rows = list(self.plan.appendices.all())
        titles = [one.title for one in self.wanted.appendices]
        by_title = {row.title: row for row in reversed(rows) if row.title in titles}
        others = [row for row in rows if row not in by_title.values()]
        found: list[Appendix] = []
        for at, title in enumerate(titles):
            row = by_title.pop(title, None) or (others.pop(0) if others else Appendix(plan=self.plan))
            row.title, row.position = title, at
            row.save()
            found.append(row)
        return found

    def _tree(self, items: tuple[ItemContent, ...], appendix: Appendix | None) -> None:
        """Level by level: the number of queries depends on the depth of the tree, not on its length."""
        level: list[tuple[ItemContent, Item | None, int]] = [(item, None, at) for at, item in enumerate(items)]
        while level:
            rows = [self._row(item, parent, at, appendix) for item, parent, at in level]
            Item.objects.bulk_create(row for row in rows if row.key not in self.known)
            Item.objects.bulk_update([row for row in rows if row.key in self.known], _FIELDS)
            pairs = [(item, row) for (item, _, _), row in zip(level, rows, strict=True)]
            self._facts_of(pairs)
            self.kept |= {row.key for row in rows}
            level = [(child, row, at) for item, row in pairs for at, child in enumerate(item.children)]

    def _row(self, item: ItemContent, parent: Item | None, position: int, appendix: Appendix | None) -> Item:
        fresh = item_row(
            self.plan, item, parent=parent, position=position, actor=self.actor, now=self.now, appendix=appendix
        )
        row = self.known.get(item.key)
        if row is None:
            return fresh
        # An editor still open on the old words must not overwrite these: it is told so by the revision.
        row.revision += 1
        for name in _FIELDS:
            if name != "revision":
                setattr(row, name, getattr(fresh, name))
        return row

    def _facts_of(self, pairs: list[tuple[ItemContent, Item]]) -> None:
        rows = [row.pk for _, row in pairs]
        Activity.objects.filter(item__in=rows).delete()
        Responsibility.objects.filter(item__in=rows).delete()
        Activity.objects.bulk_create(activity_row(row, item.activity) for item, row in pairs if item.activity)
        Responsibility.objects.bulk_create(
            duty for item, row in pairs for duty in responsibility_rows(row, item, self.agencies)
        )


_FIELDS = (
    "appendix", "parent", "position", "marker", "is_heading", "text", "part", "block", "origin_version", "origin_key",
    "dropped_reason", "removed_at", "revision", "updated_by", "updated_at",
)  # fmt: skip
