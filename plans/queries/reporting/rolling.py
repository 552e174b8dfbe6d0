"""Figures added up over a whole subtree and year, by direct children: what a province, and the country, reported."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Substr

from ...content.report import AddingUp, IndicatorContent, SplitContent
from ...enums import DeadlineKind, PlanStatus, ReportStatus
from ...models import Figure, Indicator, IssuingUnit, Report, ReportingRound, RoundUnit
from ...reporting.consolidating import ratio
from ..plans import ancestor_paths
from .forms import indicator_content
from .owed import reckoning_day

#: Figures have four decimals; SQLite adds in floating point and is put right to them.
_EXACT = Decimal("0.0001")
_ADDED = (AddingUp.SUM, AddingUp.DISTINCT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSum:
    """What the units below one child reported: `expected` = `filed` + `nothing` + `missing`, always.

    `values` holds a figure (by "D1", a part of it by "D1:ns") where at least one of them gave it or said không phát
    sinh, and none where all left it empty. `counted` says how many of the reports are in `values`: all that were filed
    but for those returned, or only the accepted ones.
    """

    unit: IssuingUnit
    expected: int = 0
    filed: int = 0
    nothing: int = 0
    missing: int = 0
    counted: int = 0
    values: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many filed, figures or không phát sinh."""
        return self.filed + self.nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledUp:
    """The figures of a year below `scope`, by its direct children. `indicators` carry the code their values have here:
    two figures with one code but different units of measure stay two ("D1", "D1.2") and are never added."""

    scope: IssuingUnit
    year: int
    level: str
    accepted_only: bool
    indicators: tuple[IndicatorContent, ...]
    children: tuple[ChildSum, ...]
    totals: Mapping[str, Decimal]

    @property
    def expected(self) -> int:
        """How many units owe a report."""
        return sum(one.expected for one in self.children)

    @property
    def filed(self) -> int:
        """How many filed figures."""
        return sum(one.filed for one in self.children)

    @property
    def nothing(self) -> int:
        """How many said không phát sinh for the whole report."""
        return sum(one.nothing for one in self.children)

    @property
    def answered(self) -> int:
        """How many filed, figures or không phát sinh."""
        return self.filed + self.nothing

    @property
    def missing(self) -> int:
        """How many have not filed."""
        return sum(one.missing for one in self.children)

    @property
    def counted(self) -> int:
        """How many reports are in the sums."""
        return sum(one.counted for one in self.children)


def counted_statuses(*, accepted_only: bool) -> frozenset[ReportStatus]:
    """Whose figures are added up: accepted reports, and if chosen those that wait to be read. A report that was
    returned is in neither: the receiver has said that its figures are not right."""
    return frozenset({ReportStatus.ACCEPTED} if accepted_only else {ReportStatus.ACCEPTED, ReportStatus.FILED})


def roll_up(scope: IssuingUnit, year: int, *, accepted_only: bool = False, level: str = "commune") -> RolledUp:
    """Add up the reports of all units of `level` below `scope`, by direct child of it: a constant number of queries.

    Each unit counts once a year: of its reports that count, the one whose round closes last; a round without a date
    goes after every dated one. Units stand where the tree has them today, so whoever is moved takes its figures along.
    """
    units = _units_below(scope, level)
    answers = _answers(scope, year, level, counted_statuses(accepted_only=accepted_only))
    expected = _expected(scope, year, level, units) | answers.keys()
    keys = Keys(level)
    values = _sums(scope, [one.pk for one in answers.values() if one.counts and not one.is_nothing], keys)
    indicators = keys.indicators()
    added = [one for one in indicators if one.adding_up == AddingUp.RATIO or one.adds_of(level)]
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for pk, unit in units.items():
        if pk in expected:
            tallies[unit.path[: len(scope.path) + IssuingUnit.steplen]].add(answers.get(pk))
    paths = IssuingUnit.objects.filter(path__in=tallies).select_related("level").order_by("path")
    children = tuple(_child(one, tallies[one.path], values.get(one.path, {}), added) for one in paths)
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for child in children:
        for key, value in child.values.items():
            totals[key] += value
    return RolledUp(
        scope=scope,
        year=year,
        level=level,
        accepted_only=accepted_only,
        indicators=indicators,
        children=children,
        totals=_with_ratios({key: one for key, one in totals.items() if key not in _ratios(indicators)}, indicators),
    )


def answers_below(
    scope: IssuingUnit, year: int, *, accepted_only: bool = False, level: str = "commune"
) -> dict[int, "Answer | None"]:
    """The units of `level` below `scope` that owe a report in the year or have filed one, each with the report of it
    that is to count, by the rules of `roll_up`; None while it has not filed."""
    units = _units_below(scope, level)
    answers = _answers(scope, year, level, counted_statuses(accepted_only=accepted_only))
    expected = _expected(scope, year, level, units) | answers.keys()
    return {pk: answers.get(pk) for pk in units if pk in expected}


# --- who


@dataclass(frozen=True, slots=True)
class _Unit:
    path: str
    opened_on: date
    closed_on: date | None
    helps: bool

    def is_open_on(self, day: date) -> bool:
        return self.opened_on <= day and (self.closed_on is None or day <= self.closed_on)


@dataclass(frozen=True, slots=True)
class Answer:
    """The report of a unit that is to count in a year; whether it does (`counts`), and how it ranks among others."""

    pk: int
    counts: bool
    is_nothing: bool
    closes: tuple[bool, date, int]

    @property
    def rank(self) -> tuple[bool, bool, date, int]:
        """The better of two: one that counts, a dated one, the one whose round closes later, the newer round."""
        return (self.counts, *self.closes)


@dataclass(slots=True)
class _Tally:
    expected: int = 0
    filed: int = 0
    nothing: int = 0
    counted: int = 0
    nothing_counted: int = 0

    def add(self, answer: Answer | None) -> None:
        self.expected += 1
        if answer is not None:
            self.nothing += answer.is_nothing
            self.filed += not answer.is_nothing
            self.counted += answer.counts
            self.nothing_counted += answer.counts and answer.is_nothing


def _units_below(scope: IssuingUnit, level: str) -> dict[int, _Unit]:
    rows = IssuingUnit.objects.filter(path__startswith=scope.path, depth__gt=scope.depth, level__code=level)
    found = rows.values_list("pk", "path", "opened_on", "closed_on", "helps_superior")
    return {pk: _Unit(path, opened, closed, helps) for pk, path, opened, closed, helps in found}


def _answers(scope: IssuingUnit, year: int, level: str, statuses: frozenset[ReportStatus]) -> dict[int, Answer]:
    """The report of each unit that filed one in the year; of several the one that is to count."""
    rows = Report.objects.filter(
        round__year=year,
        version__isnull=False,
        unit__level__code=level,
        unit__path__startswith=scope.path,
        unit__depth__gt=scope.depth,
    ).values_list("pk", "unit_id", "status", "version__is_nothing", "round_id", "round__kind", "round__due_on")
    found: dict[int, Answer] = {}
    for pk, unit, status, is_nothing, round_id, kind, due_on in rows:
        # "trước ngày 15/7" closes a day before "chậm nhất ngày 15/7", and both after any that has no date
        closes = (due_on is not None, due_on or date.min, (kind == DeadlineKind.BY) * 2**40 + round_id)
        answer = Answer(pk, status in statuses, is_nothing, closes)
        if unit not in found or answer.rank > found[unit].rank:
            found[unit] = answer
    return found


def _expected(scope: IssuingUnit, year: int, level: str, units: Mapping[int, _Unit]) -> set[int]:
    """Which of the units owe a report in some round of the year: the rule of `owed.expected_units`, for many rounds
    at once; a test holds the two together."""
    rounds = {
        one.pk: one
        for one in ReportingRound.objects.filter(
            Q(receiver__path__startswith=scope.path) | Q(receiver__path__in=ancestor_paths(scope.path)),
            year=year,
            plan__status=PlanStatus.ISSUED,
        )
        .filter(Q(levels__icontains=f'"{level}"') | Q(exceptions__unit__level__code=level))
        .distinct()
        .select_related("receiver")
    }
    days = {pk: reckoning_day(one) for pk, one in rounds.items()}
    collecting: dict[str, list[int]] = defaultdict(list)
    for pk, one in rounds.items():
        if level in one.levels:
            collecting[one.receiver.path].append(pk)
    exceptions = {
        (round_, unit): is_expected
        for round_, unit, is_expected in RoundUnit.objects.filter(
            round__year=year, unit__level__code=level, unit__path__startswith=scope.path
        ).values_list("round_id", "unit_id", "is_expected")
        if round_ in rounds
    }
    found = {unit for (at, unit), owes in exceptions.items() if owes and _was_open(units.get(unit), days[at])}
    for pk, unit in units.items():
        if not unit.helps:
            for at in collecting.get(unit.path[: -IssuingUnit.steplen], ()):
                if exceptions.get((at, pk), True) and unit.is_open_on(days[at]):
                    found.add(pk)
    return found


def _was_open(unit: _Unit | None, day: date) -> bool:
    return unit is not None and unit.is_open_on(day)


# --- how much


class Keys:
    """Rows of the catalogue as keys of the sums: one key for what may be added, "D1", "D1.2" for what may not."""

    def __init__(self, level: str) -> None:
        self._rows = list(
            Indicator.objects.select_related("owner").prefetch_related("splits").order_by("position", "code", "id")
        )
        self._of: dict[int, str] = {}
        self._splits: dict[int, str] = {}
        self._seen: set[int] = set()
        self._added = {
            row.pk for row in self._rows if row.adding_up in _ADDED and indicator_content(row).adds_of(level)
        }
        kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in sorted(self._rows, key=lambda one: (one.owner_id is not None, one.pk)):
            kind = (row.unit_of_measure, row.adding_up)
            if kind not in kinds[row.code]:
                kinds[row.code].append(kind)
            at = kinds[row.code].index(kind) + 1
            self._of[row.pk] = row.code if at == 1 else f"{row.code}.{at}"
            self._splits |= {split.pk: split.code for split in row.splits.all()}

    def key(self, indicator: int, split: int | None) -> str:
        """The key of a sum; remembers that the indicator is in use."""
        self._seen.add(indicator)
        return self._of[indicator] if split is None else f"{self._of[indicator]}:{self._splits[split]}"

    def is_added(self, indicator: int) -> bool:
        """Whether the figure is one that may be added up; asked here, because a join for each figure costs more."""
        return indicator in self._added

    def indicators(self) -> tuple[IndicatorContent, ...]:
        """The figures that were filed, and the ratios that come of them, in the order of the catalogue."""
        seen = {self._of[one] for one in self._seen}
        found: dict[str, IndicatorContent] = {}
        for row in self._rows:
            key = self._of[row.pk]
            wanted = key in seen or (row.adding_up == AddingUp.RATIO and {row.numerator, row.denominator} <= seen)
            if wanted:
                content = replace(indicator_content(row), code=key)
                found[key] = (
                    replace(content, splits=_joined(found[key].splits, content.splits)) if key in found else content
                )
        return tuple(found.values())


def _joined(one: tuple[SplitContent, ...], other: tuple[SplitContent, ...]) -> tuple[SplitContent, ...]:
    return tuple({split.code: split for split in (*other, *one)}.values())


def _sums(scope: IssuingUnit, reports: list[int], keys: Keys) -> dict[str, dict[str, Decimal]]:
    """The sums by the path of the child and by key. One pass of the database over the figures of the reports."""
    rows = (
        Figure.objects.filter(report_id__in=reports)
        .values_list(Substr("report__unit__path", 1, len(scope.path) + IssuingUnit.steplen), "indicator_id", "split_id")
        .annotate(total=Sum("value"))
        .order_by()
    )
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for path, indicator, split, total in rows:
        if not keys.is_added(indicator):
            continue
        found[path][keys.key(indicator, split)] += (total or Decimal(0)).quantize(_EXACT)
    return found


def _child(
    unit: IssuingUnit, tally: _Tally, values: Mapping[str, Decimal], indicators: Iterable[IndicatorContent]
) -> ChildSum:
    every = tuple(indicators)
    known = dict(values)
    if tally.nothing_counted:  # they said không phát sinh for each figure of the form
        for one in every:
            if one.adding_up in _ADDED:
                for key in (one.code, *(f"{one.code}:{split.code}" for split in one.splits)):
                    known.setdefault(key, Decimal(0))
    return ChildSum(
        unit=unit,
        expected=tally.expected,
        filed=tally.filed,
        nothing=tally.nothing,
        missing=tally.expected - tally.filed - tally.nothing,
        counted=tally.counted,
        values=_with_ratios(known, every),
    )


def _ratios(indicators: Iterable[IndicatorContent]) -> set[str]:
    return {one.code for one in indicators if one.adding_up == AddingUp.RATIO}


def _with_ratios(values: Mapping[str, Decimal], indicators: Iterable[IndicatorContent]) -> dict[str, Decimal]:
    """The sums with the percentages computed again from them."""
    found = dict(values)
    for one in indicators:
        if one.adding_up == AddingUp.RATIO:
            value = ratio(values.get(one.numerator), values.get(one.denominator), one.decimals or 1)
            if value is not None:
                found[one.code] = value
    return found
