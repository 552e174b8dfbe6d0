"""What waits for a person on the way of plans: to check, to answer, to sign, to number, to seal, to issue."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from ...enums import MemberRole, OpinionStance, PlanStatus, StepKind, StepState
from ...models import Opinion, Plan, PlanStep
from ...rules.actor import Actor
from ...rules.transitions import ROLE_OF_STEP
from ..plans import plans_visible_to
from ..reading import plan_title
from .routes import role_words
from .way import ACTS, DUTIES

_MOST = 30
ON_ITS_WAY = (PlanStatus.SUBMITTED, PlanStatus.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A plan that waits for this person: what to do, on which screen (`route`), since when, until when."""

    plan: Plan
    title: str
    what: str
    label: str
    route: str
    symbol: str
    since: datetime | None
    due_at: datetime | None = None
    detail: str = ""
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay:
    """A plan of the unit that somebody else has now."""

    plan: Plan
    title: str
    step: str
    who: str


def duties_of(actor: Actor) -> tuple[Duty, ...]:
    """Everything that waits for the actor, the oldest first. Four queries, however much it is."""
    if actor.user_id is None:
        return ()
    return (*_opinions(actor), *_held(actor))


def _held(actor: Actor) -> list[Duty]:
    """Plans of the unit whose step is the actor's: named, or by role."""
    if actor.unit_id is None:
        return []
    kinds = [kind for kind, role in ROLE_OF_STEP.items() if role in actor.roles]
    mine = Q(holder_id=actor.user_id) | Q(holder=None, step_kind__in=kinds)
    plans = list(
        plans_visible_to(actor)
        .filter(mine, issuing_unit_id=actor.unit_id, status__in=ON_ITS_WAY)
        .order_by("held_since", "id")[:_MOST]
    )
    steps = _current_steps([one.pk for one in plans])
    return [_duty(plan, steps.get(plan.pk)) for plan in plans]


def _current_steps(plans: list[int]) -> dict[int, PlanStep]:
    rows = PlanStep.objects.filter(plan__in=plans, state=StepState.CURRENT).annotate(
        asked=Count("opinions"),
        answered=Count("opinions", filter=~Q(opinions__stance=OpinionStance.PENDING)),
    )
    return {row.plan_id: row for row in rows}


def _duty(plan: Plan, step: PlanStep | None) -> Duty:
    kind = StepKind(plan.step_kind)
    _, label, route, symbol = ACTS[kind]
    what, detail = DUTIES[kind], ""
    if kind == StepKind.CONSULT and step is not None:
        asked, answered = step.asked, step.answered  # type: ignore[attr-defined]
        detail = f"{answered} trong {asked} nơi đã trả lời" if asked else "chưa hỏi ai"
    return Duty(
        plan=plan,
        title=plan_title(plan),
        what=what,
        label="Đọc và kiểm tra" if label == "Đồng ý" else label,
        route="plan-way" if label == "Đồng ý" else route,
        symbol=symbol,
        since=plan.held_since,
        due_at=step.due_at if step else None,
        detail=detail,
    )


def _opinions(actor: Actor) -> list[Duty]:
    """Opinions asked of the actor, or of the unit, that have not been answered while the step lasts."""
    asked = Q(person_id=actor.user_id)
    if actor.unit_id is not None:
        asked |= Q(person=None, unit_id=actor.unit_id)
    rows = (
        Opinion.objects.filter(asked, stance=OpinionStance.PENDING, step__state=StepState.CURRENT)
        .filter(step__plan__removed_at=None)
        .select_related("step__plan__issuing_unit", "unit")
        .order_by("step__due_at", "id")[:_MOST]
    )
    return [
        Duty(
            plan=one.step.plan,
            title=plan_title(one.step.plan),
            what=f"{one.step.plan.issuing_unit.short_name} xin ý kiến"
            + (f" của {one.unit.short_name}" if one.unit else ""),
            label="Cho ý kiến",
            route="opinion-give",
            symbol="chat",
            since=one.step.started_at,
            due_at=one.step.due_at,
            opinion=one,
        )
        for one in rows
    ]


def on_their_way(actor: Actor) -> tuple[OnItsWay, ...]:
    """The unit's plans that are submitted or approved, for who drafts: who has each, since when. Two queries."""
    if actor.unit_id is None or MemberRole.DRAFTER not in actor.roles:
        return ()
    plans = plans_visible_to(actor).filter(issuing_unit_id=actor.unit_id, status__in=ON_ITS_WAY)
    rows = plans.exclude(step_kind=StepKind.CONSULT, holder=None).exclude(holder_id=actor.user_id)
    return tuple(
        OnItsWay(
            plan=plan,
            title=plan_title(plan),
            step=StepKind(plan.step_kind).label,
            who=plan.holder.full_name if plan.holder else role_words(StepKind(plan.step_kind)),
        )
        for plan in rows.order_by("held_since", "id")[:_MOST]
    )


def returned_steps(plans: list[int]) -> dict[int, PlanStep]:
    """The step that sent each of these plans back last, with its reason. One query."""
    rows = PlanStep.objects.filter(plan__in=plans, state=StepState.RETURNED).order_by("plan_id", "round")
    return {row.plan_id: row for row in rows}
