"""Having read (đã xem): which text of a plan a reader saw last, so that a review can show what changed since."""

from django.db import transaction

from ... import clock
from ...enums import StepState
from ...models import Plan, PlanReading, PlanVersion
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, has_step_role, may
from .steps import locked
from .versions import keep_version


def mark_seen(plan: Plan, *, actor: Actor) -> PlanReading | None:
    """Write down that a person whose turn it is (or who was asked for an opinion) has the text before them now.

    Reading is no act of its own and leaves no audit row; nothing is written for anybody else, or for a plan that is
    at no step. Returns the row, None when nothing was to be written.
    """
    if actor.user_id is None or not plan.is_on_its_way:
        return None
    if not (may(actor, PlanVerb.VIEW, plan) and (has_step_role(actor, plan) or may(actor, PlanVerb.OPINE, plan))):
        return None
    return _write(plan, actor, actor.user_id)


@transaction.atomic
def _write(plan: Plan, actor: Actor, user_id: int) -> PlanReading:
    version, now = _before_them(locked(plan), actor), clock.now()
    row, is_new = PlanReading.objects.get_or_create(
        plan=plan,
        user_id=user_id,
        defaults={"version": version, "first_seen_at": now, "seen_at": now},
    )
    if not is_new:
        row.version, row.seen_at = version, now
        row.save(update_fields=["version", "seen_at"])
    return row


def _before_them(plan: Plan, actor: Actor) -> PlanVersion:
    """The text that is read: the step's own, or, while opinions are taken in and the words may change, as it is now."""
    step = plan.steps.filter(state=StepState.CURRENT).select_related("version").defer("version__pdf").first()
    if step is not None and step.version is not None and not plan.is_editable_state:
        return step.version
    return keep_version(plan, actor=actor, reason="bản được đọc khi xin ý kiến")
