"""Who works in a unit: each person with roles and posts from when to when."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from ...models import IssuingUnit, Membership, PostHolding, User
from ...rules.actor import Actor
from ..catalogues import memberships


@dataclass(slots=True, kw_only=True)
class Colleague:
    """A person of the unit: roles and posts with their days; `is_here` while any role holds today or later."""

    user: User
    roles: list[Membership] = field(default_factory=list)
    holdings: list[PostHolding] = field(default_factory=list)
    is_here: bool = False


def roster(actor: Actor, unit: IssuingUnit, today: date) -> list[Colleague]:
    """The people of a unit, those who are here first; empty for who may not see them. Two queries."""
    people: dict[int, Colleague] = {}
    for row in memberships(actor, unit):
        one = people.setdefault(row.user_id, Colleague(user=row.user))
        one.roles.append(row)
        one.is_here |= row.valid_until is None or row.valid_until >= today
    for holding in PostHolding.objects.filter(post__unit=unit, user__in=people).select_related("post"):
        people[holding.user_id or 0].holdings.append(holding)
    return sorted(people.values(), key=lambda one: (not one.is_here, one.user.full_name))


def colleagues(unit: IssuingUnit, day: date, *, but: User | None = None) -> QuerySet[User]:
    """The active accounts with a role in the unit on that day or later, apart from one."""
    here = Membership.objects.filter(unit=unit).filter(Q(valid_until=None) | Q(valid_until__gte=day))
    found = User.objects.filter(is_active=True, pk__in=here.values("user")).order_by("full_name", "username")
    return found.exclude(pk=but.pk) if but is not None else found


def colleague(actor: Actor, unit: IssuingUnit, user_id: int) -> User | None:
    """Somebody who has or had a role in the unit, for who may see its people."""
    row = memberships(actor, unit).filter(user_id=user_id).first()
    return row.user if row else None
