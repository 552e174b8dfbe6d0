"""The history of a plan (nhật ký): who did what when, in words, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from ...enums import Event
from ...models import AuditEntry, Plan
from ...rules.actor import Actor
from .versions import sees_inside

#: What people outside the unit may know of: the acts by which a plan came to them.
OFFICIAL = (Event.PLAN_ISSUED, Event.PLAN_RECORDED, Event.PLAN_WITHDRAWN, Event.PLAN_SUPERSEDED)
#: Reports of the units below hang on the plan that asks for them and are no part of its history: what became of one
#: stands on its own page, for whoever may read that report.
_OF_REPORTS = Q(event__startswith="report.") | Q(event__startswith="evidence.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one person did, perhaps several times without a break: from `first` to `last`, `times` times."""

    who: str
    what: str
    said: str
    first: datetime
    last: datetime
    times: int

    @property
    def hours(self) -> str:
        """ "08:30", or "08:30–09:05" for a run."""
        first, last = (f"{timezone.localtime(moment):%H:%M}" for moment in (self.first, self.last))
        return last if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The deeds of one day, the latest first."""

    day: date
    deeds: tuple[Deed, ...]


def entries_readable(actor: Actor, plan: Plan) -> QuerySet[AuditEntry]:
    """The rows of the trail the actor may read, the latest first."""
    rows = AuditEntry.objects.filter(plan=plan).exclude(_OF_REPORTS).select_related("unit").order_by("-at", "-id")
    return rows if sees_inside(actor, plan) else rows.filter(event__in=OFFICIAL)


def days_of(entries: Iterable[AuditEntry], *, is_inside: bool) -> tuple[Day, ...]:
    """The entries in words, by day; the same deed of the same person again and again is told once, with its number.

    Outside the unit its name stands for its people.
    """
    days: dict[date, list[Deed]] = {}
    for entry in entries:
        day = timezone.localtime(entry.at).date()
        who = entry.actor_name if is_inside or entry.unit is None else entry.unit.short_name
        deed = Deed(
            who=who,
            what=str(Event(entry.event).label) if entry.event in Event.values else entry.event,
            said=_said(entry),
            first=entry.at,
            last=entry.at,
            times=1,
        )
        deeds = days.setdefault(day, [])
        if deeds and (deeds[-1].who, deeds[-1].what, deeds[-1].said) == (who, deed.what, ""):
            # Entries come latest first: this one is the earlier end of the run.
            before = deeds[-1]
            deeds[-1] = Deed(who=who, what=deed.what, said="", first=entry.at, last=before.last, times=before.times + 1)
        else:
            deeds.append(deed)
    return tuple(Day(day=day, deeds=tuple(deeds)) for day, deeds in days.items())


def _said(entry: AuditEntry) -> str:
    """What an entry adds to its name, where that is for people to read."""
    after = entry.after if isinstance(entry.after, dict) else {}
    match entry.event:
        case Event.PLAN_RESTORED:
            return f"bản {after.get('version')}; bản đang soạn được giữ thành bản {after.get('kept')}"
        case Event.VERSION_KEPT if after.get("version"):
            return f"bản {after['version']}"
        case Event.ITEM_DROPPED if isinstance(entry.after, str):
            return entry.after
        case Event.REMARK_CLOSED if isinstance(entry.after, list) and len(entry.after) == 2 and entry.after[1]:
            return str(entry.after[1])
        case _:
            return str(after.get("reason") or after.get("said") or "")
