"""Who is at work: the account and its memberships turned into an actor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from ..models import IssuingUnit, Membership, Notice, User
from ..rules.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A unit the person works in, for the switcher: `membership_id` chooses it.

    `unread` is how many notices the person has not seen, in all units; it rides on the query that every page makes.
    """

    membership_id: int
    unit_id: int
    unit_name: str
    role_label: str
    is_current: bool
    unread: int = 0


def desks_of(user: User, today: date, chosen: int | None = None) -> tuple[Actor, list[Desk]]:
    """The actor in the chosen unit (else the first) and every unit the person works in on that day. One query."""
    rows = list(
        Membership.objects.filter(user=user)
        .filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_until=None) | Q(valid_until__gte=today))
        .select_related("unit__level")
        .annotate(unread=_unread())
        .order_by("id")
    )
    if not rows:
        return Actor(user_id=user.pk, full_name=user.full_name or user.username, is_operator=user.is_superuser), []
    current = next((row for row in rows if row.pk == chosen), rows[0])
    actor = _actor(user, current.unit, [row for row in rows if row.unit_id == current.unit_id])
    return actor, _desks(rows, current)


def _unread() -> Coalesce:
    """How many notices the account of a membership has not seen."""
    mine = Notice.objects.filter(user=OuterRef("user"), read_at=None).order_by().values("user")
    return Coalesce(Subquery(mine.annotate(many=Count("pk")).values("many")), 0, output_field=IntegerField())


def actor_in(user: User, unit: IssuingUnit, today: date) -> Actor:
    """The person as an actor in one unit, with the roles held there on that day."""
    rows = [row for row in user.memberships.filter(unit=unit) if row.is_valid_on(today)]
    return _actor(user, unit, rows)


def _actor(user: User, unit: IssuingUnit, rows: list[Membership]) -> Actor:
    path = unit.path
    return Actor(
        user_id=user.pk,
        full_name=user.full_name or user.username,
        unit_id=unit.pk,
        unit_name=unit.short_name,
        unit_level=unit.level.code,
        unit_path=path,
        scope_path=path[: -IssuingUnit.steplen] if unit.helps_superior and len(path) > IssuingUnit.steplen else path,
        roles=frozenset(row.role for row in rows),
        post_name=next((row.post_name for row in rows if row.post_name), ""),
        is_operator=user.is_superuser,
    )


def _desks(rows: Sequence[Membership], current: Membership) -> list[Desk]:
    first_of: dict[int, Membership] = {}
    for row in rows:
        first_of.setdefault(row.unit_id, row)
    return [
        Desk(
            membership_id=row.pk,
            unit_id=row.unit_id,
            unit_name=row.unit.short_name,
            role_label=row.post_name or row.get_role_display(),
            is_current=row.unit_id == current.unit_id,
            unread=row.unread,  # type: ignore[attr-defined]
        )
        for row in first_of.values()
    ]


def active_account(username: str) -> User | None:
    """The account of that name, if it may still log in; for the demonstration's log-in."""
    return User.objects.filter(username=username, is_active=True).first()
