"""The one door to plans: what a person may see, and the lists made from it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..enums import PlanStatus
from ..models import Delivery, IssuingUnit, Opinion, Plan
from ..rules.actor import Actor

_LEFT_THE_UNIT = (PlanStatus.ISSUED, PlanStatus.WITHDRAWN, PlanStatus.SUPERSEDED)


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """Every plan the actor may see: all of the own unit's, and what was issued above and below it.

    Besides them, plans on which one was asked for an opinion and issued ones that one's unit received. A copy that a
    unit kept from a file is seen by that unit and those below it alone. The same rule as
    `rules.transitions.TABLE[VIEW]`, said to the database; a test holds the two together.
    """
    plans = Plan.objects.filter(removed_at=None).select_related(
        "issuing_unit__level", "campaign", "recorded_by", "holder"
    )
    if actor.is_system:
        return plans
    if not actor.unit_path:
        return plans.filter(Exists(Opinion.objects.filter(person_id=actor.user_id, step__plan=OuterRef("pk"))))
    above = Q(issuing_unit__path__in=ancestor_paths(actor.unit_path))
    below = Q(issuing_unit__path__startswith=actor.scope_path)
    own = Q(issuing_unit_id=actor.unit_id)
    issued_here = Q(recorded_by=None) & (own | (Q(status__in=_LEFT_THE_UNIT) & (above | below)))
    copies = Q(recorded_by__path__in=[*ancestor_paths(actor.unit_path), actor.unit_path]) & ~own
    asked = Opinion.objects.filter(
        Q(person_id=actor.user_id) | Q(person=None, unit_id=actor.unit_id), step__plan=OuterRef("pk")
    )
    received = Delivery.objects.filter(plan=OuterRef("pk"), unit_id=actor.unit_id)
    return plans.filter(
        issued_here
        | (copies & Q(status__in=_LEFT_THE_UNIT))
        | Exists(asked)
        | (Q(status__in=_LEFT_THE_UNIT) & Exists(received))
    )


def from_above(actor: Actor) -> Q:
    """Which of the plans one may see come from above: issued by a unit above, or kept from a file as such."""
    return Q(issuing_unit__path__in=ancestor_paths(actor.unit_path)) | Q(recorded_by__isnull=False)


def ancestor_paths(path: str) -> list[str]:
    """The paths of the units above, from the root down; the tree's path holds them all."""
    step = IssuingUnit.steplen
    return [path[:end] for end in range(step, len(path), step)]
