"""Where an owed report stands against its deadline; computed when read, never stored (domain.md §7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from plans.content.plan import DeadlineContent, DeadlineKind

#: Deadlines are days of Vietnam, wherever the server stands.
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
#: From how many days before its last day a report is due soon.
SOON = 5


class Standing(StrEnum):
    """How a unit stands with a report it owes."""

    NO_DATE = "no_date"
    AHEAD = "ahead"
    SOON = "soon"
    MISSING = "missing"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Until when a unit may file: the round's deadline, or the last day of the extension it was given."""

    deadline: DeadlineContent
    extended_to: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day on time: an extension is inclusive and only ever later."""
        day = self.deadline.last_day
        if day is None or self.extended_to is None:
            return day
        return max(day, self.extended_to)

    @property
    def closes_at(self) -> datetime | None:
        """The first moment that is late, in Vietnam: "trước ngày 15/7" is late on 15/7 00:00, "chậm nhất ngày 15/7"
        on 16/7 00:00."""
        day = self.last_day
        return None if day is None else datetime.combine(day + timedelta(days=1), datetime.min.time(), VIETNAM)

    def words(self) -> str:
        """The official words; an extension says so."""
        if self.extended_to is not None and self.last_day == self.extended_to:
            return f"{DeadlineContent(kind=DeadlineKind.BY, due_on=self.extended_to).words()} (đã gia hạn)"
        return self.deadline.words()


def is_late(due: Due, filed_at: datetime) -> bool:
    """Whether a report that was filed at that moment came too late; without a date nothing is late."""
    closes = due.closes_at
    return closes is not None and filed_at >= closes


def standing(due: Due, *, filed_at: datetime | None, now: datetime) -> Standing:
    """How a unit stands now. `filed_at` is when it first filed; a return later does not make it late."""
    if filed_at is not None:
        return Standing.LATE if is_late(due, filed_at) else Standing.ON_TIME
    closes, last_day = due.closes_at, due.last_day
    if closes is None or last_day is None:
        return Standing.NO_DATE
    if now >= closes:
        return Standing.MISSING
    days = (last_day - now.astimezone(VIETNAM).date()).days
    return Standing.SOON if days <= SOON else Standing.AHEAD


def days_left(due: Due, now: datetime) -> int | None:
    """Whole days until the last day, 0 on it, negative after it; None without a date."""
    return None if due.last_day is None else (due.last_day - now.astimezone(VIETNAM).date()).days
