"""Notes and findings acted upon: a note marked as looked at, a proposed repair applied."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from .. import clock
from ..checking.catalogue import Fix
from ..checking.fixing import apply_fix
from ..content.plan import ActivityContent, DeadlineContent, ItemContent, PlanContent, Role, walk
from ..enums import Event
from ..exceptions import NotNow
from ..models import DraftNote, Item, Plan
from ..queries.contents import content_of
from ..rules.actor import Actor
from ..rules.plans import PlanVerb, may
from . import audit, facts
from .activities import save_activity
from .drafting import save_item

_SIMPLE = (
    "abstract", "abstract_note", "opening", "closing", "ending", "starts_on", "ends_on", "launch_from", "launch_until",
)  # fmt: skip


@transaction.atomic
def finish_note(plan: Plan, note_id: int, *, actor: Actor) -> DraftNote:
    """Mark a note of the draft as looked at; it is not shown again."""
    may(actor, PlanVerb.EDIT, plan).require()
    note = DraftNote.objects.filter(plan=plan, pk=note_id).first()
    if note is None:
        raise NotNow("Ghi chú này không còn.")
    note.is_done = True
    note.save(update_fields=["is_done"])
    audit.record(Event.NOTE_DONE, actor=actor, plan=plan, subject=note.item_key, after=note.message)
    return note


@transaction.atomic
def mend(plan: Plan, fix: Fix, *, actor: Actor) -> Plan:
    """Carry out the repair a finding proposes. Raises NotNow when its words or its place are no longer there."""
    may(actor, PlanVerb.EDIT, plan).require()
    before = content_of(plan)
    after = apply_fix(before, fix)
    same_items = [one.key for one in _all_items(after)] == [one.key for one in _all_items(before)]
    rows = plan.audit_entries.count()
    if same_items:
        _mend_items(plan, before, after, actor)
        _mend_facts(plan, before, after, actor)
    if plan.audit_entries.count() == rows:
        raise NotNow(f"Chỗ cần sửa không còn như lúc rà soát ({clock.now():%H:%M}); xem lại danh sách mới nhất.")
    return plan


def _mend_items(plan: Plan, before: PlanContent, after: PlanContent, actor: Actor) -> None:
    """Store the items whose words or facts differ, each by its own verb."""
    rows = {row.key: row for row in Item.objects.filter(plan=plan, removed_at=None)}
    old = {item.key: item for item in _all_items(before)}
    for item in _all_items(after):
        was, row = old[item.key], rows[item.key]
        if item.text != was.text:
            row = save_item(plan, item.key, actor=actor, revision=row.revision, text=item.text)
        if item.activity != was.activity or item.responsibilities != was.responsibilities:
            duties = item.responsibilities
            save_activity(
                plan,
                item.key,
                actor=actor,
                revision=row.revision,
                activity=item.activity or ActivityContent(),
                lead=next((one.agency for one in duties if one.role == Role.LEAD), ""),
                supporting=[one.agency for one in duties if one.role == Role.SUPPORT],
            )


def _all_items(content: PlanContent) -> Iterator[ItemContent]:
    yield from content.walk()
    for appendix in content.appendices:
        yield from walk(appendix.items)


def _mend_facts(plan: Plan, before: PlanContent, after: PlanContent, actor: Actor) -> None:
    """Store the facts that differ, each group by its own verb."""
    plan.refresh_from_db(fields=["revision"])
    simple = {name: getattr(after, name) for name in _SIMPLE if getattr(after, name) != getattr(before, name)}
    if after.theme != before.theme:
        simple["theme_text"] = after.theme
    if simple:
        plan = facts.save_facts(plan, actor=actor, revision=plan.revision, values=simple)
    if after.legal_bases != before.legal_bases:
        texts = [one.text for one in after.legal_bases]
        plan = facts.save_legal_bases(plan, actor=actor, revision=plan.revision, lines=texts)
    if after.slogans != before.slogans:
        texts = [one.text for one in after.slogans]
        plan = facts.save_slogans(plan, actor=actor, revision=plan.revision, lines=texts)
    if (after.recipients, after.archive_note) != (before.recipients, before.archive_note):
        plan = facts.save_recipients(
            plan,
            actor=actor,
            revision=plan.revision,
            lines=after.recipients,
            archive_note=after.archive_note,
            keeps_addresses=True,
        )
    if after.deadlines != before.deadlines:
        facts.save_deadlines(
            plan, actor=actor, revision=plan.revision, rows=[_deadline(one) for one in after.deadlines]
        )


def _deadline(one: DeadlineContent) -> dict[str, Any]:
    names = ("due_on", "label", "owed_by", "receiver", "via")
    return {"purpose": one.purpose.value, "kind": one.kind.value} | {name: getattr(one, name) for name in names}
