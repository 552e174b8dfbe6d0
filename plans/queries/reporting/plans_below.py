"""What stands below in a year: the plan of each unit under a round, and the rounds of the units below in numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import QuerySet

from ... import clock
from ...content.plan import DeadlineContent, DeadlineKind
from ...enums import DeadlinePurpose, LinkKind, PlanStatus
from ...models import IssuingUnit, Plan, Report, ReportDeadline, ReportingRound, RoundUnit
from ...reporting.deadlines import VIETNAM, Due, is_late, standing
from ...reporting.deadlines import Standing as Stands
from ..reading import is_owed_by
from .owed import due_of, reckoning_day

#: The type of document that answers a parent's plan; a công văn or a báo cáo of the same year is none.
PLAN_TYPE = "KẾ HOẠCH"


class PlanStanding(StrEnum):
    """How far a unit is with its own plan of the year."""

    NOT_ASKED = "not_asked"
    NONE = "none"
    DRAFTING = "drafting"
    ON_ITS_WAY = "on_its_way"
    ISSUED = "issued"


_OF_STATUS = {
    PlanStatus.DRAFT: PlanStanding.DRAFTING,
    PlanStatus.SENT_BACK: PlanStanding.DRAFTING,
    PlanStatus.SUBMITTED: PlanStanding.ON_ITS_WAY,
    PlanStatus.APPROVED: PlanStanding.ON_ITS_WAY,
    PlanStatus.ISSUED: PlanStanding.ISSUED,
}
_FARTHEST = list(PlanStanding)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBelow:
    """A unit's plan of the year. `last_day`: by when the parent wants it; `plan_id` only once it is issued, because
    nobody above reads a draft."""

    standing: PlanStanding = PlanStanding.NOT_ASKED
    last_day: date | None = None
    is_overdue: bool = False
    plan_id: int | None = None

    @property
    def is_counted(self) -> bool:
        """Whether the unit is asked for a plan, or has issued one all the same."""
        return self.standing != PlanStanding.NOT_ASKED


def plans_of_year(year: int) -> QuerySet[Plan]:
    """The plans of a year that answer the parent's: no copies from files, no amendments, nothing removed."""
    plans = Plan.objects.filter(
        year=year, document_type=PLAN_TYPE, recorded_by=None, is_archive_copy=False, removed_at=None
    )
    return plans.exclude(links_back__kind=LinkKind.AMENDS)


def plans_below(
    round_: ReportingRound, units: Iterable[IssuingUnit], today: date | None = None
) -> dict[int, PlanBelow]:
    """The plan of each of these units in the round's year, by the unit's id: two queries, any number of units.

    A unit that the parent's plan does not ask for one (its deadline names others, or there is none) stands as not
    asked until it has begun one of itself.
    """
    today, found = today or clock.today(), list(units)
    deadline = child_plan_deadline(round_)
    rows: dict[int, tuple[PlanStanding, int]] = {}
    told = plans_of_year(round_.year).filter(issuing_unit__in=found).values_list("issuing_unit_id", "status", "pk")
    for unit_id, status, pk in told:
        now = _OF_STATUS.get(PlanStatus(status))
        if now is not None and (unit_id not in rows or _rank(now) > _rank(rows[unit_id][0])):
            rows[unit_id] = (now, pk)
    return {one.pk: _plan_of(one, deadline, rows.get(one.pk), today) for one in found}


def child_plan_deadline(round_: ReportingRound) -> DeadlineContent | None:
    """By when the round's plan wants the plans of the units below, where it says so."""
    row = ReportDeadline.objects.filter(plan_id=round_.plan_id, purpose=DeadlinePurpose.CHILD_PLAN).first()
    if row is None:
        return None
    return DeadlineContent(kind=DeadlineKind(row.kind), due_on=row.due_on, label=row.label, owed_by=row.owed_by)


def _rank(standing: PlanStanding) -> int:
    return _FARTHEST.index(standing)


def _plan_of(
    unit: IssuingUnit, deadline: DeadlineContent | None, row: tuple[PlanStanding, int] | None, today: date
) -> PlanBelow:
    is_asked = deadline is not None and is_owed_by(deadline, unit)
    if row is None and not is_asked:
        return PlanBelow()
    standing, pk = row or (PlanStanding.NONE, 0)
    is_issued = standing == PlanStanding.ISSUED
    last_day = deadline.last_day if deadline is not None and is_asked else None
    return PlanBelow(
        standing=standing,
        last_day=last_day,
        is_overdue=not is_issued and last_day is not None and today > last_day,
        plan_id=pk if is_issued else None,
    )


# --- the country, or a province, by its children


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
            row.overdue += standing(due, filed_at=None, now=now) == Stands.MISSING
        else:
            row.nothing += report[1]
            row.filed += not report[1]
            row.late += is_late(due, report[2])
            row.accepted += report[0] == "accepted"
