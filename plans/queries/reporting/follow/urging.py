"""Whom to urge: those of a round that have something to send, who reads a reminder there, and who was told already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .... import clock
from ....enums import MemberRole
from ....models import IssuingUnit, Membership, ReportingRound, User
from ....reporting.deadlines import VIETNAM, Standing
from ..owed import Owed, standings
from .grid import last_reminders

#: Nobody is reminded twice within so long.
PAUSE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged:
    """A unit that has something to send. `drafters` are who read a reminder there; `rests`: it was reminded less than
    a day ago."""

    owed: Owed
    drafters: tuple[User, ...]
    reminded_at: datetime | None
    rests: bool

    @property
    def unit(self) -> IssuingUnit:
        """The unit."""
        return self.owed.unit

    @property
    def is_returned(self) -> bool:
        """Whether its report has to be mended."""
        return self.owed.is_filed


@dataclass(frozen=True, slots=True, kw_only=True)
class ToUrge:
    """Those of the chosen units that have something to send, and those that were left out because they have not."""

    overdue: tuple[Urged, ...] = ()
    due: tuple[Urged, ...] = ()
    returned: tuple[Urged, ...] = ()
    left_out: tuple[IssuingUnit, ...] = ()

    @property
    def every(self) -> tuple[Urged, ...]:
        """All of them, the overdue first."""
        return (*self.overdue, *self.due, *self.returned)


def to_urge(round_: ReportingRound, chosen: Iterable[int] | None = None, now: datetime | None = None) -> ToUrge:
    """Which of the chosen units have something to send; without a choice all that have not filed. Five queries."""
    now = now or clock.now()
    found = standings(round_, now)
    ids = set(chosen) if chosen is not None else {one.unit.pk for one in found if not one.is_filed}
    wanted = [one for one in found if one.unit.pk in ids]
    reminded, drafters = last_reminders(round_), _drafters([one.unit.pk for one in wanted], now)
    urged = [
        Urged(
            owed=one,
            drafters=tuple(drafters.get(one.unit.pk, ())),
            reminded_at=reminded.get(one.unit.pk),
            rests=one.unit.pk in reminded and now - reminded[one.unit.pk] < PAUSE,
        )
        for one in sorted(wanted, key=lambda one: one.unit.path)
        if one.is_open
    ]
    return ToUrge(
        overdue=tuple(one for one in urged if one.owed.standing == Standing.MISSING),
        due=tuple(one for one in urged if not one.is_returned and one.owed.standing != Standing.MISSING),
        returned=tuple(one for one in urged if one.is_returned),
        left_out=tuple(one.unit for one in wanted if not one.is_open),
    )


def _drafters(ids: Sequence[int], now: datetime) -> dict[int, list[User]]:
    rows = Membership.objects.filter(unit__in=ids, role=MemberRole.DRAFTER, user__is_active=True).select_related("user")
    found: dict[int, list[User]] = {}
    for row in rows.order_by("id"):
        if row.is_valid_on(now.astimezone(VIETNAM).date()):
            found.setdefault(row.unit_id, []).append(row.user)
    return found
