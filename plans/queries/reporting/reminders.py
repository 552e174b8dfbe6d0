"""Reminders that are due: who is to be told today, counted from each unit's own last day (domain.md §7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from ...enums import DeadlineKind, MemberRole, PlanStatus
from ...models import IssuingUnit, Membership, Reminder, ReminderPractice, ReportingRound, RoundUnit, User
from ...reporting.deadlines import VIETNAM
from .owed import Owed, standings

#: Days a unit is reminded on when it has chosen none: before (negative), on and after the last day.
USUAL = (-10, -5, -2, 0, 1, 7)
#: No reminder goes out farther than this from the last day.
FARTHEST = 60
#: A reminder that could not be sent for so many days is no use to anybody any more.
LAPSES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    """A unit that is to be told now. `earlier` is the row of the same day counted from a last day that has been put
    off since: it is used again, because a unit, a round and a day have one row."""

    owed: Owed
    offset: int
    earlier: Reminder | None = None


def practice_of(unit: IssuingUnit | int) -> ReminderPractice:
    """On which days a unit reminds; what is usual, where nobody has chosen."""
    unit_id = unit if isinstance(unit, int) else unit.pk
    found = ReminderPractice.objects.filter(unit_id=unit_id).first()
    return found or ReminderPractice(unit_id=unit_id, offsets=list(USUAL))


def offsets_by_receiver(receivers: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The days of many receiving units. One query."""
    wanted = set(receivers)
    chosen = {one.unit_id: tuple(one.offsets) for one in ReminderPractice.objects.filter(unit_id__in=wanted)}
    return {unit: chosen.get(unit, USUAL) for unit in wanted}


def rounds_to_remind(today: date) -> QuerySet[ReportingRound]:
    """Dated rounds of plans that hold, whose last day, or that of an extension, is near enough to remind of."""
    oldest, newest = today - timedelta(days=FARTHEST + LAPSES), today + timedelta(days=FARTHEST + 1)
    extended = RoundUnit.objects.filter(round=OuterRef("pk"), extended_to__gte=oldest)
    return (
        ReportingRound.objects.filter(plan__status=PlanStatus.ISSUED, due_on__lte=newest)
        .exclude(kind=DeadlineKind.UNDATED)
        .filter(Q(due_on__gte=oldest) | Exists(extended))
        .select_related("receiver", "plan")
        .order_by("pk")
    )


def latest_offset(offsets: Sequence[int], last_day: date, *, opened_on: date, today: date) -> int | None:
    """The latest of the days that has come; None when none has, when it was before the round was opened, or when it
    has lapsed. Days missed before it are passed over, so that a unit gets one letter and not several."""
    came = [one for one in offsets if last_day + timedelta(days=one) <= today]
    if not came:
        return None
    on = last_day + timedelta(days=max(came))
    return max(came) if on >= opened_on and (today - on).days <= LAPSES else None


def due_reminders(round_: ReportingRound, offsets: Sequence[int], now: datetime) -> list[DueReminder]:
    """Who in the round is to be told now: has not filed or was asked to mend it, and has not been told for the latest
    day that has come. Four queries, any number of units."""
    if not offsets:
        return []
    told = {(one.unit_id, one.offset): one for one in Reminder.objects.filter(round=round_).exclude(offset=None)}
    today, opened_on = now.astimezone(VIETNAM).date(), round_.opened_at.astimezone(VIETNAM).date()
    found: list[DueReminder] = []
    for one in standings(round_, now):
        last_day = one.due.last_day
        if not one.is_open or last_day is None:
            continue
        offset = latest_offset(offsets, last_day, opened_on=opened_on, today=today)
        if offset is None:
            continue
        row = told.get((one.unit.pk, offset))
        is_told = row is not None and row.sent_at.astimezone(VIETNAM).date() >= last_day + timedelta(days=offset)
        if not is_told:
            found.append(DueReminder(owed=one, offset=offset, earlier=row))
    return found


def drafters_of(units: Iterable[int], today: date) -> dict[int, list[User]]:
    """The people who write reports in each of the units on that day. One query."""
    members = Membership.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today),
        Q(valid_until=None) | Q(valid_until__gte=today),
        unit_id__in=list(units),
        role=MemberRole.DRAFTER,
        user__is_active=True,
    )
    found: dict[int, list[User]] = {}
    for one in members.select_related("user").order_by("pk"):
        found.setdefault(one.unit_id, []).append(one.user)
    return found


def reminder_row(pk: int) -> Reminder | None:
    """A reminder with its round and unit, for the letter."""
    return Reminder.objects.select_related("round__receiver", "round__plan", "unit__level").filter(pk=pk).first()
