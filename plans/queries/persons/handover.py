"""The open work of somebody who leaves a unit: what a handover shows before it moves, and moves as shown."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ...enums import MemberRole, OpinionStance, PlanStatus, StepState
from ...models import (
    IssuingUnit,
    Membership,
    Notice,
    Opinion,
    Plan,
    PlanStep,
    PostHolding,
    RouteStep,
    User,
)
from ...rules.actor import Actor
from ...rules.catalogue import may_keep_unit

_DRAFTS = (PlanStatus.DRAFT, PlanStatus.SENT_BACK)
_OPEN_STEPS = (StepState.WAITING, StepState.CURRENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """What moves: drafts, plans under way that come back to the leaver, steps, routes, opinions, notices; what ends:
    roles and posts; and what only somebody else can do: drafts that name the leaver as their signer."""

    drafts: tuple[Plan, ...]
    under_way: tuple[Plan, ...]
    steps: tuple[PlanStep, ...]
    routes: tuple[RouteStep, ...]
    opinions: tuple[Opinion, ...]
    notices: int
    roles: tuple[Membership, ...]
    holdings: tuple[PostHolding, ...]
    to_sign: tuple[Plan, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether no work moves at all."""
        return not (self.drafts or self.under_way or self.steps or self.routes or self.opinions or self.notices)


def open_work(actor: Actor, unit: IssuingUnit, leaver: User, today: date) -> OpenWork | None:
    """What the page of a handover lists; None for who does not keep the unit. Nine queries."""
    if not may_keep_unit(actor, unit):
        return None
    plans = plans_of(unit, leaver).select_related("issuing_unit")
    steps = steps_of(unit, leaver).select_related("plan")
    return OpenWork(
        drafts=tuple(plans.filter(status__in=_DRAFTS)),
        under_way=tuple(plans.exclude(status__in=_DRAFTS)),
        steps=tuple(steps.order_by("plan_id", "position")),
        routes=tuple(routes_of(unit, leaver)),
        opinions=tuple(opinions_of(unit, leaver).select_related("step__plan__issuing_unit")),
        notices=notices_of(unit, leaver).count(),
        roles=tuple(roles_of(unit, leaver, today)),
        holdings=tuple(holdings_of(unit, leaver, today).select_related("post")),
        to_sign=tuple(
            Plan.objects.filter(
                issuing_unit=unit, signatory__user=leaver, removed_at=None, status__in=_DRAFTS, recorded_by=None
            )
        ),
    )


def plans_of(unit: IssuingUnit, leaver: User) -> QuerySet[Plan]:
    """Drafts and plans under way whose last editor (or, never edited, whose beginner) is the leaver: who is told."""
    last = Q(updated_by=leaver) | Q(updated_by=None, created_by=leaver)
    found = Plan.objects.filter(last, issuing_unit=unit, recorded_by=None, removed_at=None)
    return found.filter(status__in=(*_DRAFTS, PlanStatus.SUBMITTED, PlanStatus.APPROVED)).order_by("pk")


def steps_of(unit: IssuingUnit, leaver: User) -> QuerySet[PlanStep]:
    """Steps, now or later, of the unit's plans that name the leaver."""
    return PlanStep.objects.filter(plan__issuing_unit=unit, person=leaver, state__in=_OPEN_STEPS)


def routes_of(unit: IssuingUnit, leaver: User) -> QuerySet[RouteStep]:
    """Steps of the unit's way that name the leaver for plans to come."""
    return RouteStep.objects.filter(unit=unit, person=leaver)


def opinions_of(unit: IssuingUnit, leaver: User) -> QuerySet[Opinion]:
    """Opinions the leaver was asked for and has not given: on plans of the unit, or asked of it."""
    asked = Q(step__plan__issuing_unit=unit) | Q(unit=unit)
    return Opinion.objects.filter(asked, person=leaver, stance=OpinionStance.PENDING, step__state__in=_OPEN_STEPS)


def notices_of(unit: IssuingUnit, leaver: User) -> QuerySet[Notice]:
    """What the leaver was told for this unit and has not seen."""
    return Notice.objects.filter(unit=unit, user=leaver, read_at=None)


def roles_of(unit: IssuingUnit, leaver: User, today: date) -> QuerySet[Membership]:
    """Roles in the unit that hold today or later."""
    rows = Membership.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today), unit=unit, user=leaver)
    return rows.order_by("role")


def holdings_of(unit: IssuingUnit, leaver: User, today: date) -> QuerySet[PostHolding]:
    """Posts of the unit held today or later."""
    return PostHolding.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today), post__unit=unit, user=leaver
    ).order_by("post_id")


def roles_left_empty(unit: IssuingUnit, leaver: User, after: date) -> list[str]:
    """The leaver's roles, in words, that nobody else holds after that day. Two queries."""
    mine = {row.role for row in roles_of(unit, leaver, after)}
    others = Membership.objects.filter(Q(valid_until=None) | Q(valid_until__gt=after), unit=unit, user__is_active=True)
    held = set(others.exclude(user=leaver).values_list("role", flat=True))
    return [MemberRole(role).label for role in MemberRole.values if role in mine - held]
