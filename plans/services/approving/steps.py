"""The steps of a plan: opened when it is submitted, done one after the other; the only writer of where a plan is.

Every function here runs inside the transaction of the verb that calls it, on a plan that `locked` has locked, and
writes no audit row: that is the verb's own.
"""

from dataclasses import dataclass
from datetime import datetime

from ... import clock
from ...enums import PlanStatus, StepKind, StepState
from ...exceptions import NotNow
from ...models import Membership, Plan, PlanStep, PlanVersion, User
from ...rules.actor import Actor
from ...rules.transitions import ROLE_OF_STEP
from ..notifying import notify

MOVED = "Văn bản vừa chuyển sang bước khác; tải lại trang để xem văn bản đang ở đâu."

_BECAME = {
    StepState.DONE: "đã xong rồi",
    StepState.RETURNED: "đã trả lại rồi",
    StepState.LEFT: "đã dừng, kế hoạch được rút lại rồi",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A step a plan is to take: what, by whom (None: whoever has the role), until when."""

    kind: StepKind
    person: User | None = None
    due_at: datetime | None = None


def locked(plan: Plan) -> Plan:
    """The plan as it is now, held against other writers until the transaction ends."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("issuing_unit__level", "recorded_by", "holder")
    return rows.get(pk=plan.pk)


def current_step(plan: Plan) -> PlanStep:
    """The step the plan is at. Raises NotNow when it is at none."""
    step = plan.steps.filter(state=StepState.CURRENT).select_related("person").first()
    if step is None:
        raise NotNow(MOVED)
    return step


def require_step(plan: Plan, step_id: int) -> PlanStep:
    """The current step, if it is the one a page was about. Raises NotNow for a second press or a page opened before,
    saying what has become of that step."""
    step = plan.steps.filter(state=StepState.CURRENT).select_related("person", "version").defer("version__pdf").first()
    if step is not None and step.pk == step_id:
        return step
    past = plan.steps.filter(pk=step_id).first()
    if past is None or past.state not in _BECAME:
        raise NotNow(MOVED)
    who = f", {past.done_by_name}" if past.done_by_name else ""
    raise NotNow(f"Bước {past.get_kind_display().lower()} {_BECAME[StepState(past.state)]}{who}; không làm lại nữa.")


def open_way(plan: Plan, stops: list[Stop], *, version: PlanVersion) -> PlanStep:
    """Begin a new round with these stops: the first is current, the plan submitted."""
    last = plan.steps.order_by("-round").values_list("round", flat=True).first() or 0
    steps = PlanStep.objects.bulk_create(
        PlanStep(plan=plan, round=last + 1, position=at, kind=one.kind, person=one.person, due_at=one.due_at)
        for at, one in enumerate(stops, start=1)
    )
    _enter(plan, steps[0], version)
    return steps[0]


def insert_after_current(plan: Plan, stops: list[Stop]) -> None:
    """Put more stops between the current step and what follows it (checks that must be asked again)."""
    step = current_step(plan)
    after = list(plan.steps.filter(round=step.round, position__gt=step.position).order_by("-position"))
    for one in after:
        one.position += len(stops)
        one.save(update_fields=["position"])
    PlanStep.objects.bulk_create(
        PlanStep(plan=plan, round=step.round, position=step.position + at, kind=one.kind, person=one.person)
        for at, one in enumerate(stops, start=1)
    )


def finish_step(plan: Plan, *, actor: Actor, version: PlanVersion | None = None, said: str = "") -> PlanStep | None:
    """Mark the current step done by the actor and go to the next, which sees `version` (the same one, if not given).

    Signing makes the plan approved. Returns the step that is current now; None after the last.
    """
    step = current_step(plan)
    version = version or step.version
    _close(step, StepState.DONE, actor, said)
    if step.kind == StepKind.SIGN:
        plan.status = PlanStatus.APPROVED
    following = plan.steps.filter(round=step.round, state=StepState.WAITING).order_by("position").first()
    if following is None:
        _leave(plan)
        return None
    _enter(plan, following, version)
    return following


def return_to_drafter(plan: Plan, *, actor: Actor, reason: str) -> None:
    """End the round: the current step is returned with its reason, the plan sent back to be changed."""
    step = current_step(plan)
    _close(step, StepState.RETURNED, actor, reason)
    _abandon(plan, step.round)
    plan.status = PlanStatus.SENT_BACK
    _leave(plan)


def pull_back_to_draft(plan: Plan, *, actor: Actor, reason: str) -> None:
    """End the round because the drafter takes the plan back."""
    step = current_step(plan)
    step.said = reason
    _close(step, StepState.LEFT, actor, reason)
    _abandon(plan, step.round)
    plan.status = PlanStatus.DRAFT
    _leave(plan)


def hand_to(plan: Plan, *, leaver: User, successor: User) -> int:
    """Name another person in the plan's open steps; whose turn it is stays. Returns how many steps changed hands."""
    open_states = (StepState.WAITING, StepState.CURRENT)
    moved = plan.steps.filter(person=leaver, state__in=open_states).update(person=successor)
    if plan.step_kind and plan.holder_id == leaver.pk:
        plan.holder, plan.held_since = successor, clock.now()
        _save(plan)
    return moved


def holders_of(plan: Plan) -> list[User]:
    """Who must act now: the person the step names, else everybody with its role in the unit today."""
    if not plan.step_kind:
        return []
    if plan.holder is not None:
        return [plan.holder]
    role, today = ROLE_OF_STEP[StepKind(plan.step_kind)], clock.today()
    rows = Membership.objects.filter(unit=plan.issuing_unit_id, role=role, user__is_active=True).select_related("user")
    return [row.user for row in rows if row.is_valid_on(today)]


def drafters_of(plan: Plan) -> list[User]:
    """Who is told when a plan comes back: who submitted it last, else who began it, else the unit's drafters."""
    known = [one for one in (plan.updated_by, plan.created_by) if one is not None and one.is_active]
    if known:
        return known[:1]
    rows = Membership.objects.filter(unit=plan.issuing_unit_id, role="drafter").select_related("user")
    return [row.user for row in rows if row.is_valid_on(clock.today())]


def _enter(plan: Plan, step: PlanStep, version: PlanVersion | None) -> None:
    step.state, step.started_at, step.version = StepState.CURRENT, clock.now(), version
    step.save(update_fields=["state", "started_at", "version"])
    plan.step_kind, plan.holder, plan.held_since = step.kind, step.person, step.started_at
    if plan.status not in (PlanStatus.SUBMITTED, PlanStatus.APPROVED):
        plan.status = PlanStatus.SUBMITTED
    _save(plan)
    notify(
        holders_of(plan), plan=plan, text=f"{StepKind(step.kind).label}: {plan}", path=f"/ke-hoach/{plan.pk}/duong-di/"
    )


def _leave(plan: Plan) -> None:
    plan.step_kind, plan.holder, plan.held_since = "", None, None
    if plan.status not in (PlanStatus.SUBMITTED, PlanStatus.APPROVED):
        _save(plan)


def _save(plan: Plan) -> None:
    plan.updated_at = clock.now()
    plan.save(update_fields=["status", "step_kind", "holder", "held_since", "updated_at"])


def _close(step: PlanStep, state: StepState, actor: Actor, said: str) -> None:
    step.state, step.done_at, step.said = state, clock.now(), said
    step.done_by_id, step.done_by_name, step.done_by_post = actor.user_id, actor.full_name, actor.role_label[:160]
    step.save(update_fields=["state", "done_at", "said", "done_by", "done_by_name", "done_by_post"])


def _abandon(plan: Plan, round_: int) -> None:
    plan.steps.filter(round=round_, state=StepState.WAITING).update(state=StepState.LEFT)
