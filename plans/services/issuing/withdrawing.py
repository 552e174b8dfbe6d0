"""Withdrawing (thu hồi): an issued plan loses its effect; what was issued stays as it is, and everybody is told."""

from datetime import date

from django.db import transaction

from ... import clock
from ...content.vietnamese import clean_line, short_date
from ...enums import Event, PlanStatus
from ...exceptions import Invalid
from ...models import Plan, Withdrawal
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..approving.steps import locked
from ..notifying import notify
from .succeeding import citation_of, followers_of

MAX_REASON = 500
MAX_BASIS = 300


@transaction.atomic
def withdraw_plan(plan: Plan, *, actor: Actor, reason: str, basis: str = "", on: date | None = None) -> Withdrawal:
    """Take an issued plan back (Nghị định 30/2020/NĐ-CP, Điều 18): the record is frozen, never deleted; the units that
    received it or carry it out are notified.

    `basis` names the document that withdraws it, `on` its day (today, if not given; never before the plan's own day
    nor in the future). Raises NotAllowed, NotNow, Invalid.
    """
    plan = locked(plan)
    may(actor, PlanVerb.WITHDRAW, plan).require()
    day = on or clock.today()
    reason, basis = clean_line(reason), clean_line(basis)
    _check(plan, reason, basis, day)
    plan.status, plan.updated_at = PlanStatus.WITHDRAWN, clock.now()
    plan.save(update_fields=["status", "updated_at"])
    row = Withdrawal.objects.create(
        plan=plan,
        reason=reason,
        basis=basis,
        withdrawn_on=day,
        withdrawn_at=clock.now(),
        withdrawn_by_name=actor.full_name,
    )
    audit.record(Event.PLAN_WITHDRAWN, actor=actor, plan=plan, after={"reason": reason, "basis": basis, "on": str(day)})
    notify(
        followers_of(plan),
        plan=plan,
        text=f"{citation_of(plan)} đã thu hồi: {reason}",
        path=f"/ke-hoach/{plan.pk}/",
    )
    return row


def _check(plan: Plan, reason: str, basis: str, day: date) -> None:
    wrong: dict[str, str] = {}
    if not reason:
        wrong["reason"] = "Ghi lý do thu hồi."
    elif len(reason) > MAX_REASON:
        wrong["reason"] = f"Ghi lý do gọn lại, nhiều nhất {MAX_REASON} chữ cái."
    if len(basis) > MAX_BASIS:
        wrong["basis"] = f"Ghi gọn lại, nhiều nhất {MAX_BASIS} chữ cái."
    if day > clock.today():
        wrong["on"] = "Ngày thu hồi không thể ở tương lai."
    elif plan.issued_on and day < plan.issued_on:
        wrong["on"] = f"Ngày thu hồi không thể trước ngày ban hành {short_date(plan.issued_on)}."
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
