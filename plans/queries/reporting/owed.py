"""Who owes what to whom: computed from the tree, the exceptions and the reports whenever it is read, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from ... import clock
from ...content.plan import DeadlineContent, DeadlineKind
from ...enums import PlanStatus, ReportStatus
from ...models import IssuingUnit, Report, ReportingRound, RoundUnit
from ...reporting.deadlines import VIETNAM, Due, Standing, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a unit owes in a round, and how it stands with it; `report` is None while nobody has begun."""

    round: ReportingRound
    unit: IssuingUnit
    report: Report | None
    due: Due
    standing: Standing
    extension: RoundUnit | None = None

    @property
    def is_filed(self) -> bool:
        """Whether it has filed, whatever became of it since."""
        return self.report is not None and self.report.version_id is not None

    @property
    def is_open(self) -> bool:
        """Whether the unit has something to do: nothing filed yet, or asked to mend it."""
        return not self.is_filed or (self.report is not None and self.report.status == ReportStatus.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers of a round: `expected` = `filed` + `nothing` + `missing`, always.

    `filed` have filed figures, `nothing` a whole report of không phát sinh, `missing` neither. Of those who answered
    `on_time` and `late` tell when, `returned` and `accepted` what became of it (the rest waits to be read). Of the
    missing `overdue` are past their last day, `begun` have a draft.
    """

    expected: int = 0
    filed: int = 0
    nothing: int = 0
    missing: int = 0
    on_time: int = 0
    late: int = 0
    returned: int = 0
    accepted: int = 0
    overdue: int = 0
    begun: int = 0

    @property
    def answered(self) -> int:
        """Who filed, with figures or with không phát sinh."""
        return self.filed + self.nothing

    @property
    def is_complete(self) -> bool:
        """Whether everybody has answered and nobody has been asked to mend it."""
        return self.expected > 0 and self.missing == 0 and self.returned == 0

    @property
    def waiting(self) -> int:
        """Reports that wait to be read."""
        return self.answered - self.returned - self.accepted


# --- days


def deadline_of(round_: ReportingRound) -> DeadlineContent:
    """The round's deadline as content."""
    return DeadlineContent(kind=DeadlineKind(round_.kind), due_on=round_.due_on, label=round_.label)


def due_of(round_: ReportingRound, extension: RoundUnit | None = None) -> Due:
    """Until when a unit may file, with the extension it was given."""
    return Due(deadline=deadline_of(round_), extended_to=extension.extended_to if extension else None)


def moment_of(day: date) -> datetime:
    """A moment of that day in Vietnam; deadlines close at midnight, so any does."""
    return datetime.combine(day, time(12), VIETNAM)


def reckoning_day(round_: ReportingRound, today: date | None = None) -> date:
    """The day whose tree says who owes: today, and after the last day that day for good. A unit that was closed or
    opened later changes nothing about a round that is over."""
    today = today or clock.today()
    last_day = due_of(round_).last_day
    return today if last_day is None else min(today, last_day)


# --- who owes


def expected_units(round_: ReportingRound, today: date | None = None) -> QuerySet[IssuingUnit]:
    """The units that owe a report in the round, in the order of the tree.

    They are the units open on the reckoning day that stand directly under the receiver at the round's levels, and those
    an exception adds; the unit that helps the receiver collect (Sở Y tế) owes nothing unless an exception says so.
    Besides them whoever has filed, though it was moved, merged or closed since; what an exception takes out is out.
    One query, any number of units: the three sets are added as ids, each found by its own index; said with OR, every
    unit of the country would be looked at.
    """
    day = reckoning_day(round_, today)
    exceptions = RoundUnit.objects.filter(round=round_)
    was_open = Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gte=day))
    rows = IssuingUnit.objects.filter(was_open).order_by()
    below = rows.filter(
        path__startswith=round_.receiver.path,
        depth=round_.receiver.depth + 1,
        level__code__in=round_.levels,
        helps_superior=False,
    )
    added = rows.filter(pk__in=exceptions.filter(is_expected=True).order_by().values("unit"))
    filed = Report.objects.filter(round=round_, version__isnull=False).order_by()
    who = below.values("pk").union(added.values("pk"), filed.values("unit"), all=True)
    units: QuerySet[IssuingUnit] = IssuingUnit.objects.select_related("level").order_by("path")
    return units.filter(pk__in=who).exclude(pk__in=exceptions.filter(is_expected=False).values("unit"))


def is_expected(round_: ReportingRound, unit: IssuingUnit, today: date | None = None) -> bool:
    """Whether that unit owes a report in the round."""
    return expected_units(round_, today).filter(pk=unit.pk).exists()


def standings(round_: ReportingRound, now: datetime | None = None) -> list[Owed]:
    """How every unit that owes stands in the round, in the order of the tree: three queries."""
    now = now or clock.now()
    units = list(expected_units(round_, now.astimezone(VIETNAM).date()))
    reports = {
        one.unit_id: one
        for one in Report.objects.filter(round=round_).select_related("version").defer("draft", "version__content")
    }
    exceptions = {one.unit_id: one for one in RoundUnit.objects.filter(round=round_)}
    return [_owed(round_, one, reports.get(one.pk), exceptions.get(one.pk), now) for one in units]


def counts(round_: ReportingRound, now: datetime | None = None) -> Counts:
    """The numbers of the round: three queries."""
    return counts_of(standings(round_, now))


def counts_of(standings: Iterable[Owed]) -> Counts:
    """The numbers of these units, for callers that have them already or show a part of them."""
    found = list(standings)
    answered = [one for one in found if one.is_filed]
    silent = [one for one in found if not one.is_filed]
    nothing = sum(one.report.version.is_nothing for one in answered if one.report and one.report.version)
    return Counts(
        expected=len(found),
        filed=len(answered) - nothing,
        nothing=nothing,
        missing=len(silent),
        on_time=sum(one.standing == Standing.ON_TIME for one in answered),
        late=sum(one.standing == Standing.LATE for one in answered),
        returned=sum(one.report.status == ReportStatus.RETURNED for one in answered if one.report),
        accepted=sum(one.report.status == ReportStatus.ACCEPTED for one in answered if one.report),
        overdue=sum(one.standing == Standing.MISSING for one in silent),
        begun=sum(one.report is not None for one in silent),
    )


# --- what one unit owes


def rounds_of(unit: IssuingUnit, day: date | None = None) -> list[Owed]:
    """Every round the unit is or was expected in, the nearest deadline first: three queries.

    A round of a plan that was withdrawn or replaced counts only where the unit has begun a report: nobody is chased
    for what no longer holds.
    """
    day = day or clock.today()
    parent_path = unit.path[: -IssuingUnit.steplen]
    own_reports = Report.objects.filter(unit=unit).select_related("version").defer("draft", "version__content")
    where = (
        ReportingRound.objects.filter(receiver__path=parent_path).order_by().values("pk"),
        RoundUnit.objects.filter(unit=unit, is_expected=True).order_by().values("round"),
        Report.objects.filter(unit=unit).order_by().values("round"),
    )
    rounds = (  # a union of ids and no OR, as in `expected_units`
        ReportingRound.objects.filter(pk__in=where[0].union(*where[1:], all=True))
        .select_related("receiver__level", "plan__issuing_unit__level", "form")
        .prefetch_related(
            Prefetch("reports", queryset=own_reports, to_attr="own_reports"),
            Prefetch("exceptions", queryset=RoundUnit.objects.filter(unit=unit), to_attr="own_exceptions"),
        )
    )
    now = moment_of(day)
    found = [
        _owed(one, unit, report, exception, now)
        for one, report, exception in map(_with_own, rounds)
        if _owes(one, unit, day, report=report, exception=exception)
    ]
    return sorted(found, key=lambda one: (one.due.last_day or date.max, one.round.pk))


def owed_by(unit: IssuingUnit, day: date | None = None) -> list[Owed]:
    """What the unit has to do now: nothing filed yet, or returned to it; the nearest deadline first."""
    return [one for one in rounds_of(unit, day) if one.is_open]


def _with_own(round_: Any) -> tuple[ReportingRound, Report | None, RoundUnit | None]:
    """A round with the unit's own report and exception, as the prefetches of `rounds_of` left them."""
    return round_, next(iter(round_.own_reports), None), next(iter(round_.own_exceptions), None)


def _owes(
    round_: ReportingRound, unit: IssuingUnit, day: date, *, report: Report | None, exception: RoundUnit | None
) -> bool:
    """The rule of `expected_units` for one unit whose rows are read; a test holds the two together."""
    if exception is not None and not exception.is_expected:
        return False
    if report is not None and report.version_id is not None:
        return True
    if round_.plan.status != PlanStatus.ISSUED and report is None:
        return False
    below = round_.receiver.path == unit.path[: -IssuingUnit.steplen] and unit.level.code in round_.levels
    below = below and not unit.helps_superior
    return (below or exception is not None) and unit.is_open_on(reckoning_day(round_, day))


def _owed(
    round_: ReportingRound, unit: IssuingUnit, report: Report | None, exception: RoundUnit | None, now: datetime
) -> Owed:
    due = due_of(round_, exception)
    filed_at = report.first_filed_at if report is not None and report.version_id is not None else None
    return Owed(
        round=round_,
        unit=unit,
        report=report,
        due=due,
        standing=standing(due, filed_at=filed_at, now=now),
        extension=exception,
    )
