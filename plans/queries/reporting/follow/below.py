"""A country or a province by the units directly below: how the round of a year that each collects stands."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from .... import clock
from ....enums import PlanStatus
from ....models import IssuingUnit, Report, ReportingRound, RoundUnit
from ....reporting.deadlines import VIETNAM, Due, Standing, is_late, standing
from ....rules.actor import Actor
from ..owed import due_of, reckoning_day
from .plans import plans_of_year


def followed_units(actor: Actor) -> QuerySet[IssuingUnit]:
    """The units whose children's rounds the actor may look over: the own one (or the one it helps) and those below."""
    units: QuerySet[IssuingUnit] = IssuingUnit.objects.select_related("level")
    if actor.is_system:
        return units
    return units.filter(path__startswith=actor.scope_path) if actor.unit_path else units.none()


def followed_above(actor: Actor, unit: IssuingUnit) -> IssuingUnit | None:
    """The unit directly above, where the actor follows that too."""
    return followed_units(actor).filter(path=unit.path[: -IssuingUnit.steplen]).first()


@dataclass(slots=True, kw_only=True)
class ChildRound:
    """A unit directly below, and how the round it collects this year stands: `expected` = `filed` + `nothing` +
    `missing`, always; `late` and `overdue` are parts of them, `plans` are issued plans of the units that owe."""

    unit: IssuingUnit
    round: ReportingRound | None = None
    expected: int = 0
    filed: int = 0
    nothing: int = 0
    missing: int = 0
    late: int = 0
    overdue: int = 0
    accepted: int = 0
    plans: int = 0

    @property
    def answered(self) -> int:
        """Who filed, with figures or with không phát sinh."""
        return self.filed + self.nothing


_NUMBERS = ("expected", "filed", "nothing", "missing", "late", "overdue", "accepted", "plans")


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """The rounds of a year that the units directly below collect, and their totals."""

    scope: IssuingUnit
    year: int
    children: tuple[ChildRound, ...]
    total: ChildRound


def rounds_below(scope: IssuingUnit, year: int, now: datetime | None = None) -> Below:
    """Each unit directly below `scope` with the numbers of its round of the year: six queries, any number of units.

    Of several rounds of one unit the one that is running counts: the nearest whose last day has not passed, else the
    one that closed last. The rule of who owes is that of `owed.expected_units`; a test holds the two together.
    """
    now = now or clock.now()
    today = now.astimezone(VIETNAM).date()
    rounds = _running(scope, year, today)
    children = {
        one.path: ChildRound(unit=one, round=rounds.get(one.path))
        for one in _children(scope).select_related("level")
        if one.is_open_on(today) or one.path in rounds
    }
    exceptions: dict[int, dict[int, RoundUnit]] = defaultdict(dict)
    for row in RoundUnit.objects.filter(round__in=rounds.values()):
        exceptions[row.round_id][row.unit_id] = row
    reports: dict[int, dict[int, tuple[str, bool, datetime]]] = defaultdict(dict)
    told = Report.objects.filter(round__in=rounds.values(), version__isnull=False)
    for round_id, unit_id, status, is_nothing, at in told.values_list(
        "round_id", "unit_id", "status", "version__is_nothing", "first_filed_at"
    ):
        reports[round_id][unit_id] = (status, bool(is_nothing), at or now)
    extra = {unit for rows in exceptions.values() for unit in rows} | {
        unit for rows in reports.values() for unit in rows
    }
    units = _units(scope, extra)
    issued = set(
        plans_of_year(year)
        .filter(status=PlanStatus.ISSUED, issuing_unit__path__startswith=scope.path)
        .values_list("issuing_unit_id", flat=True)
    )
    for path, round_ in rounds.items():
        if path in children:
            _count(children[path], round_, units, exceptions[round_.pk], reports[round_.pk], issued, today, now)
    found = tuple(children.values())
    total = ChildRound(unit=scope, **{name: sum(getattr(one, name) for one in found) for name in _NUMBERS})
    return Below(scope=scope, year=year, children=found, total=total)


def _children(scope: IssuingUnit) -> QuerySet[IssuingUnit]:
    found: QuerySet[IssuingUnit] = IssuingUnit.objects.filter(path__startswith=scope.path, depth=scope.depth + 1)
    return found.order_by("path")


def _running(scope: IssuingUnit, year: int, today: date) -> dict[str, ReportingRound]:
    """The round that counts of each unit directly below, by its path. A plan withdrawn or replaced chases nobody."""
    rounds = ReportingRound.objects.filter(receiver__in=_children(scope), year=year, plan__status=PlanStatus.ISSUED)
    found: dict[str, ReportingRound] = {}
    for one in rounds.select_related("receiver"):
        other = found.get(one.receiver.path)
        if other is None or _nearness(one, today) < _nearness(other, today):
            found[one.receiver.path] = one
    return found


def _nearness(round_: ReportingRound, today: date) -> tuple[int, int, int]:
    """Small for a round that is running and ends soon, then those that are over, the latest first, then undated."""
    last_day = due_of(round_).last_day
    if last_day is None:
        return (2, 0, round_.pk)
    left = (last_day - today).days
    return (0, left, round_.pk) if left >= 0 else (1, -left, round_.pk)


@dataclass(frozen=True, slots=True)
class _Unit:
    pk: int
    level: str
    helps: bool
    opened_on: date
    closed_on: date | None

    def is_open_on(self, day: date) -> bool:
        return self.opened_on <= day and (self.closed_on is None or day <= self.closed_on)


def _units(scope: IssuingUnit, extra: set[int]) -> dict[str, list[_Unit]]:
    """The units two steps below by the path of their superior, and under "" those that owe though they stand elsewhere
    or may have been moved since they filed."""
    found: dict[str, list[_Unit]] = defaultdict(list)
    rows = IssuingUnit.objects.filter(path__startswith=scope.path, depth=scope.depth + 2)
    columns = ("pk", "path", "level__code", "helps_superior", "opened_on", "closed_on")
    known = set()
    for pk, path, *more in rows.values_list(*columns):
        known.add(pk)
        found[path[: -IssuingUnit.steplen]].append(_Unit(pk, *more))
        if pk in extra:
            found[""].append(found[path[: -IssuingUnit.steplen]][-1])
    for pk, _, *more in IssuingUnit.objects.filter(pk__in=extra - known).values_list(*columns):
        found[""].append(_Unit(pk, *more))
    return found


def _count(
    row: ChildRound,
    round_: ReportingRound,
    units: Mapping[str, list[_Unit]],
    exceptions: Mapping[int, RoundUnit],
    reports: Mapping[int, tuple[str, bool, datetime]],
    issued: set[int],
    today: date,
    now: datetime,
) -> None:
    """The rule of `owed.expected_units`, and the words of `owed.Counts`, for one round of many."""
    day, plain = reckoning_day(round_, today), due_of(round_)
    below = {one.pk: one for one in units.get(round_.receiver.path, ())}
    for one in {one.pk: one for one in (*below.values(), *units.get("", ()))}.values():
        exception, report = exceptions.get(one.pk), reports.get(one.pk)
        stands_here = one.pk in below and one.level in round_.levels and not one.helps
        owes = (stands_here or exception is not None) and one.is_open_on(day)
        if (exception is not None and not exception.is_expected) or not (owes or report):
            continue
        due = Due(deadline=plain.deadline, extended_to=exception.extended_to) if exception else plain
        row.expected += 1
        row.plans += one.pk in issued
        if report is None:
            row.missing += 1
            row.overdue += standing(due, filed_at=None, now=now) == Standing.MISSING
        else:
            row.nothing += report[1]
            row.filed += not report[1]
            row.late += is_late(due, report[2])
            row.accepted += report[0] == "accepted"
