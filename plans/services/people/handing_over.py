"""Handing over: the open work of somebody who leaves goes to a successor in one action, with a day and a reason."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ... import clock
from ...content.vietnamese import clean_line, short_date
from ...enums import Event, MailState, MemberRole
from ...exceptions import Invalid
from ...models import IssuingUnit, Membership, Opinion, Plan, PostHolding, User
from ...queries.persons import handover as found
from ...queries.persons.roster import colleagues
from ...rules.actor import Actor
from ...rules.catalogue import may_edit_unit
from ...rules.people import may_leave_administration
from .. import audit
from ..approving.steps import hand_to
from ..mailing.sending import wants_mail
from ..notifying import notify
from .roles import give_role


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a handover moved and ended, in numbers."""

    plans: int
    steps: int
    routes: int
    opinions: int
    notices: int
    roles: int
    posts: int

    @property
    def work(self) -> int:
        """How many things changed hands."""
        return self.plans + self.steps + self.routes + self.opinions


@transaction.atomic
def hand_over(
    unit: IssuingUnit,
    *,
    actor: Actor,
    leaver: User,
    successor: User,
    last_day: date,
    reason: str,
    gives_roles: bool = True,
) -> Moved:
    """Move the leaver's open work in this unit, end the roles and posts there on `last_day`, give the successor the
    missing roles if wanted. What was done stays in the leaver's name, and so does work in other units.

    Raises NotAllowed, Invalid (the successor, the day, the reason, nothing to hand over, no administrator left).
    """
    may_edit_unit(actor, unit).require()
    IssuingUnit.objects.select_for_update().get(pk=unit.pk)  # one handover at a time in a unit
    reason, today = clean_line(reason), clock.today()
    roles = list(found.roles_of(unit, leaver, today))
    _refuse_what_is_wrong(unit, leaver, successor, roles, last_day, reason)
    is_administrator = any(row.role == MemberRole.ADMINISTRATOR for row in roles)
    told = _move(unit, leaver, successor)
    given = _give(unit, roles, successor, last_day) if gives_roles else []
    posts = list(found.holdings_of(unit, leaver, today))
    _end(roles, posts, last_day)
    if is_administrator:
        may_leave_administration(unit, leaver, last_day).require()
    moved = Moved(**told, roles=len(roles), posts=len(posts))
    audit.record(
        Event.PERSON_HANDED_OVER,
        actor=actor,
        unit_id=unit.pk,
        subject=f"{leaver} → {successor}",
        before={"roles": [row.role for row in roles], "posts": [str(row.post) for row in posts]},
        after=told | {"last_day": short_date(last_day), "reason": reason, "given": given},
    )
    notify(
        [successor],
        text=f"Nhận bàn giao từ {leaver} ở {unit.short_name}: {moved.work} việc ({reason})",
        path="/viec-cua-toi/",
        unit_id=unit.pk,
    )
    return moved


def _refuse_what_is_wrong(
    unit: IssuingUnit, leaver: User, successor: User, roles: list[Membership], last_day: date, reason: str
) -> None:
    if not roles:
        raise Invalid(f"{leaver} không còn vai trò nào ở {unit.short_name}; có thể đã bàn giao rồi.")
    wrong: dict[str, str] = {}
    if successor == leaver or not colleagues(unit, clock.today()).filter(pk=successor.pk).exists():
        wrong["successor"] = "Chọn một người khác đang làm việc ở đơn vị để nhận bàn giao."
    late = max((row.valid_from for row in roles if row.valid_from and row.valid_from <= clock.today()), default=None)
    if late is not None and last_day < late:
        wrong["last_day"] = f"{leaver} bắt đầu làm từ ngày {short_date(late)}; ghi ngày từ đó trở đi."
    if not reason:
        wrong["reason"] = "Ghi lý do bàn giao."
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)


def _move(unit: IssuingUnit, leaver: User, successor: User) -> dict[str, int]:
    """Everything `queries.persons.handover` finds, each plan locked before it is touched."""
    named = found.steps_of(unit, leaver).values("plan")
    own = set(found.plans_of(unit, leaver).values_list("pk", flat=True))
    rows = Plan.objects.select_for_update(of=("self",)).order_by("pk")
    locked = list(rows.filter(issuing_unit=unit, pk__in=named)) + list(rows.filter(pk__in=own).exclude(pk__in=named))
    steps = sum(hand_to(plan, leaver=leaver, successor=successor) for plan in locked)
    plans = Plan.objects.filter(pk__in=own).update(updated_by=successor)
    return {
        "plans": plans,
        "steps": steps,
        "routes": found.routes_of(unit, leaver).update(person=successor),
        "opinions": _move_opinions(unit, leaver, successor),
        "notices": _move_notices(unit, leaver, successor),
    }


def _move_opinions(unit: IssuingUnit, leaver: User, successor: User) -> int:
    """Whoever was asked for an opinion twice would be one too many: then the leaver's question stays unanswered."""
    moved = 0
    for opinion in found.opinions_of(unit, leaver):
        others = Opinion.objects.filter(step=opinion.step_id).exclude(pk=opinion.pk)
        if others.filter(person=successor).exists() or others.filter(name=successor.full_name).exists():
            continue
        opinion.name = opinion.name.replace(leaver.full_name, successor.full_name)[:200] or successor.full_name
        opinion.person = successor
        opinion.save(update_fields=["name", "person"])
        moved += 1
    return moved


def _move_notices(unit: IssuingUnit, leaver: User, successor: User) -> int:
    rows = found.notices_of(unit, leaver)
    if not wants_mail(successor):
        rows.filter(mail=MailState.WAITING).update(mail=MailState.NONE)
    return rows.update(user=successor)


def _give(unit: IssuingUnit, roles: list[Membership], successor: User, last_day: date) -> list[str]:
    """The roles the successor lacks, from today, because the work moves today."""
    held = {row.role for row in found.roles_of(unit, successor, last_day) if row.is_valid_on(clock.today())}
    missing = [row.role for row in roles if row.role not in held]
    for role in missing:
        give_role(successor, unit, role, post_name="", valid_from=clock.today())
    return missing


def _end(roles: list[Membership], posts: list[PostHolding], last_day: date) -> None:
    """End them on that day; what would only begin later never begins."""
    for row in (*roles, *posts):
        if row.valid_from is not None and row.valid_from > last_day:
            row.delete()
        elif row.valid_until is None or row.valid_until > last_day:
            row.valid_until = last_day
            row.save(update_fields=["valid_until"])
