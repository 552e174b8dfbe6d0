"""The facts of an item: when, where, with what money, and which agencies lead, support or carry out."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django.db import transaction

from .. import clock
from ..content.plan import ActivityContent, Role
from ..content.vietnamese import clean_line
from ..enums import Event
from ..exceptions import Invalid, NotNow, StaleEdit
from ..models import Activity, Agency, Item, Plan, Responsibility
from ..rules.actor import Actor
from . import audit
from .drafting import locked_draft
from .items import GONE
from .keeping import activity_row

_FACTS = tuple(one.name for one in fields(ActivityContent))


@transaction.atomic
def save_activity(
    plan: Plan,
    key: str,
    *,
    actor: Actor,
    revision: int,
    activity: ActivityContent,
    lead: str = "",
    supporting: Sequence[str] = (),
) -> Item:
    """Keep an item's facts: one lead (chủ trì), any number of supporting agencies (phối hợp), named as printed.

    Agencies that only carry out (thực hiện) stay as they are. Raises Invalid for dates in the wrong order or an
    agency named twice, StaleEdit when the item moved on since `revision`.
    """
    if activity.starts_on and activity.ends_on and activity.ends_on < activity.starts_on:
        message = "Ngày kết thúc trước ngày bắt đầu; đổi lại cho đúng thứ tự."
        raise Invalid(message, {"ends_on": message})
    names = [clean_line(name) for name in supporting if clean_line(name)]
    lead = clean_line(lead)
    if lead in names or len(set(names)) != len(names):
        message = "Một cơ quan ghi hai lần; mỗi cơ quan chỉ chủ trì hoặc phối hợp."
        raise Invalid(message, {"supporting": message})
    plan = locked_draft(plan, actor)
    item = Item.objects.filter(plan=plan, key=key, removed_at=None).first()
    if item is None:
        raise NotNow(GONE)
    if item.revision != revision:
        raise StaleEdit(
            "Đoạn này vừa được người khác sửa; xem lại rồi ghi phân công.", theirs=item.text, revision=item.revision
        )
    before = _said(item)
    _keep_activity(item, activity)
    _keep_agencies(plan, item, lead, names)
    item.revision += 1
    item.updated_by_id, item.updated_at = actor.user_id, clock.now()
    item.save(update_fields=["revision", "updated_by", "updated_at"])
    Plan.objects.filter(pk=plan.pk).update(updated_at=clock.now(), updated_by_id=actor.user_id)
    audit.record(Event.ACTIVITY_SAVED, actor=actor, plan=plan, subject=key, before=before, after=_said(item))
    return item


def _said(item: Item) -> dict[str, Any]:
    """The item's facts as the audit trail keeps them."""
    activity = Activity.objects.filter(item=item).values(*_FACTS).first() or {}
    duties = item.responsibilities.values_list("role", "agency_name")
    known = {name: str(value) for name, value in activity.items() if value not in (None, "")}
    return known | {"agencies": [list(duty) for duty in duties]}


def _keep_activity(item: Item, activity: ActivityContent) -> None:
    Activity.objects.filter(item=item).delete()
    if activity != ActivityContent():
        activity_row(item, activity).save(force_insert=True)


def _keep_agencies(plan: Plan, item: Item, lead: str, supporting: list[str]) -> None:
    """Agencies are known by their printed name; the row behind it is found where the catalogue has one.

    A name that was there already keeps its row and the level of units it stands for.
    """
    old = {row.agency_name: row for row in item.responsibilities.exclude(role=Role.IMPLEMENT.value)}
    wanted = [(Role.LEAD, lead)] * bool(lead) + [(Role.SUPPORT, name) for name in supporting]
    noun = plan.issuing_unit.noun
    known = {agency.name.replace("{loại}", noun): agency for agency in Agency.objects.filter(owner=None)}
    known |= {agency.name.replace("{loại}", noun): agency for agency in Agency.objects.filter(owner=plan.issuing_unit)}
    item.responsibilities.exclude(role=Role.IMPLEMENT.value).delete()
    Responsibility.objects.bulk_create(
        Responsibility(
            item=item,
            agency_id=old[name].agency_id if name in old else getattr(known.get(name), "pk", None),
            agency_name=name,
            covers_level=old[name].covers_level if name in old else "",
            role=role.value,
            position=at,
        )
        for at, (role, name) in enumerate(wanted)
    )
    for at, row in enumerate(item.responsibilities.filter(role=Role.IMPLEMENT.value), start=len(wanted)):
        Responsibility.objects.filter(pk=row.pk).update(position=at)
