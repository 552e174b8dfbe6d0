"""What whoever has a plan does with it: agree and pass it on, or send it back with the reason; and being reminded."""

from datetime import timedelta

from django.db import transaction

from ... import clock
from ...enums import Event, StepKind
from ...exceptions import Invalid, NotNow
from ...models import AuditEntry, Plan, PlanStep, User
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..notifying import notify
from .steps import drafters_of, finish_step, holders_of, locked, require_step, return_to_drafter
from .submitting import release, words

NO_REASON = "Ghi lý do trả lại; người soạn đọc lý do này để biết phải sửa gì."
#: A holder is not reminded twice within this time.
BETWEEN_REMINDERS = timedelta(hours=1)


@transaction.atomic
def pass_step(plan: Plan, step_id: int, *, actor: Actor, said: str = "") -> PlanStep | None:
    """Agree at a check and pass the plan on; returns the step it is at now.

    `step_id` is the step the page showed: a second press, or a page opened before, changes nothing (NotNow).
    """
    fresh = locked(plan)
    step = require_step(fresh, step_id)
    may(actor, PlanVerb.PASS, fresh).require()
    said = words(said, "said")
    following = finish_step(fresh, actor=actor, said=said)
    audit.record(Event.PLAN_PASSED, actor=actor, plan=fresh, subject=str(step.kind), after=said)
    return following


@transaction.atomic
def send_back(plan: Plan, step_id: int, *, actor: Actor, reason: str) -> None:
    """Return the plan to its drafter with the reason; what was said stays. A number already given is made void."""
    fresh = locked(plan)
    step = require_step(fresh, step_id)
    may(actor, PlanVerb.SEND_BACK, fresh).require()
    reason = words(reason, "reason", required=NO_REASON)
    release(fresh, actor=actor, reason=reason)
    return_to_drafter(fresh, actor=actor, reason=reason)
    audit.record(Event.PLAN_SENT_BACK, actor=actor, plan=fresh, subject=str(step.kind), after=reason)
    notify(
        drafters_of(fresh),
        plan=fresh,
        text=f"{actor.full_name} trả lại ở bước {StepKind(step.kind).label.lower()}: {reason}",
        path=f"/ke-hoach/{fresh.pk}/duong-di/",
    )


@transaction.atomic
def remind(plan: Plan, step_id: int, *, actor: Actor) -> list[User]:
    """Remind whoever has the plan, or, while opinions are asked, whoever has not answered; returns who was told.

    Raises NotNow within an hour of the last reminder, Invalid when nobody can be told.
    """
    fresh = locked(plan)
    step = require_step(fresh, step_id)
    may(actor, PlanVerb.REMIND, fresh).require()
    last = _last_reminder(fresh, step)
    if last is not None and clock.now() - last.at < BETWEEN_REMINDERS:
        raise NotNow("Đã nhắc trong vòng một giờ qua; nhắc lại sau.")
    people = _awaited(step) if step.kind == StepKind.CONSULT else holders_of(fresh)
    people = [one for one in people if one.pk != actor.user_id]
    if not people:
        raise Invalid("Không có ai trên cổng để nhắc; liên hệ trực tiếp, hoặc nhờ người quản trị giao vai trò.")
    notify(
        people,
        plan=fresh,
        text=f"{actor.full_name} nhắc, đang chờ {StepKind(step.kind).label.lower()}: {fresh}",
        path=f"/ke-hoach/{fresh.pk}/duong-di/",
    )
    audit.record(
        Event.PLAN_REMINDED, actor=actor, plan=fresh, subject=str(step.kind), after=[one.full_name for one in people]
    )
    return people


def _last_reminder(plan: Plan, step: PlanStep) -> AuditEntry | None:
    rows = AuditEntry.objects.filter(plan=plan, event=Event.PLAN_REMINDED)
    return rows.filter(at__gte=step.started_at).first() if step.started_at else None


def _awaited(step: PlanStep) -> list[User]:
    from .consulting import people_asked

    pending = step.opinions.filter(stance="pending").select_related("person", "unit")
    return [user for opinion in pending for user in people_asked(opinion)]
