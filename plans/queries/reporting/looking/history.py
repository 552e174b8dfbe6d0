"""The main figures of a unit over the years, and of the units below it in one year: what charts are drawn from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from ....content.report import AddingUp, IndicatorContent
from ....enums import DeadlineKind
from ....models import Figure, IssuingUnit, Report
from ....rules.actor import Actor
from ..adding import shown_name
from ..forms import indicator_content
from ..reports import reports_visible_to
from ..rolling import RolledUp, counted_statuses, roll_up
from .national import ABOVE_COMMUNES

#: The figures a leader asks for first (domain.md §6): visits and gifts, swimming, talks, money, works. Where a year's
#: form does not have them, others of the form take their place.
MAIN = ("D1", "D3", "F2", "C2", "I1", "E1")
SHOWN = len(MAIN)
#: As many years as a chart can tell apart on a telephone.
YEARS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureYears:
    """A figure over the years; None where there is none."""

    indicator: IndicatorContent
    values: tuple[Decimal | None, ...]

    @property
    def last(self) -> Decimal | None:
        """The newest value there is."""
        return next((one for one in reversed(self.values) if one is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A unit's main figures over the years: of its own reports, or added up from `communes` below it."""

    unit: IssuingUnit
    years: tuple[int, ...]
    figures: tuple[FigureYears, ...]
    is_added_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureUnits:
    """A figure of a year by the units directly below: their names and values, and the total where it adds up."""

    indicator: IndicatorContent
    names: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    total: Decimal | None

    @property
    def adds_up(self) -> bool:
        """Whether several units' values may be added."""
        added = self.indicator.adding_up in (AddingUp.SUM, AddingUp.DISTINCT)
        return added and self.indicator.adds_of("commune")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBelow:
    """A year of the communes below a unit, by the units directly below it."""

    rolled: RolledUp
    figures: tuple[FigureUnits, ...]


def looked_at(actor: Actor) -> QuerySet[IssuingUnit]:
    """The units whose figures the actor may look at: the own one, and those of the subtree whose reports it follows."""
    units: QuerySet[IssuingUnit] = IssuingUnit.objects.select_related("level")
    if actor.is_system:
        return units
    if not actor.unit_path:
        return units.none()
    return units.filter(Q(pk=actor.unit_id) | Q(path__startswith=actor.scope_path))


def history_of(unit: IssuingUnit) -> History:
    """The unit's main figures over the last years: a constant number of queries for each year."""
    is_added_up = has_below(unit)
    by_year = _added_up(unit) if is_added_up else _own(unit)
    known: dict[str, IndicatorContent] = {}
    for indicators, _ in by_year.values():
        known |= {one.code: one for one in indicators}
    years = tuple(sorted(by_year))
    given = {code for _, values in by_year.values() for code in values}
    figures = (
        FigureYears(indicator=one, values=tuple(by_year[year][1].get(one.code) for year in years))
        for one in main_of(known.values(), given)
    )
    return History(unit=unit, years=years, figures=tuple(figures), is_added_up=is_added_up)


def year_below(scope: IssuingUnit, year: int) -> YearBelow:
    """The year's main figures by the units directly below `scope`: a constant number of queries."""
    rolled = roll_up(scope, year)
    names = tuple(shown_name(one.unit) for one in rolled.children)
    given = {code for one in rolled.children for code in one.values}
    return YearBelow(
        rolled=rolled,
        figures=tuple(
            FigureUnits(
                indicator=one,
                names=names,
                values=tuple(child.values.get(one.code) for child in rolled.children),
                total=rolled.totals.get(one.code),
            )
            for one in main_of(rolled.indicators, given)
        ),
    )


def has_below(unit: IssuingUnit) -> bool:
    """Whether the figures of communes below the unit are what its pages show."""
    return unit.level.code in ABOVE_COMMUNES


def reports_of(actor: Actor, unit: IssuingUnit) -> list[Report]:
    """The unit's reports that the actor may see, the newest first: one query."""
    reports = reports_visible_to(actor).filter(unit=unit).defer("draft", "version__content")
    return list(reports.order_by("-round__year", "-round__due_on", "-pk"))


def main_of(indicators: Iterable[IndicatorContent], given: set[str]) -> Sequence[IndicatorContent]:
    """The main figures among those that anybody gave, others after them until there are as many."""
    known = {one.code: one for one in indicators if one.code in given and not one.is_sensitive}
    first = [known[code] for code in MAIN if code in known]
    rest = [one for code, one in known.items() if code not in MAIN and one.adding_up != AddingUp.NONE]
    return [*first, *rest][:SHOWN]


_OfYear = tuple[Sequence[IndicatorContent], Mapping[str, Decimal]]


def _added_up(unit: IssuingUnit) -> dict[int, _OfYear]:
    filed = Report.objects.filter(unit__path__startswith=unit.path, unit__depth__gt=unit.depth, version__isnull=False)
    years = filed.values_list("round__year", flat=True).distinct().order_by("-round__year")[:YEARS]
    rolled = [roll_up(unit, year) for year in years]
    return {one.year: (one.indicators, one.totals) for one in rolled}


def _own(unit: IssuingUnit) -> dict[int, _OfYear]:
    """The figures of the report of each year that is to count (see `rolling.roll_up`): two queries."""
    reports = Report.objects.filter(unit=unit, version__isnull=False, status__in=counted_statuses(accepted_only=False))
    ranked = sorted(
        reports.values_list("round__year", "round__due_on", "round__kind", "round_id", "pk"),
        key=lambda one: (one[1] is not None, str(one[1] or ""), one[2] == DeadlineKind.BY, one[3]),
    )
    last = {pk: year for year, pk in {one[0]: one[4] for one in ranked}.items()}
    years = sorted(set(last.values()))[-YEARS:]
    found: dict[int, tuple[dict[str, IndicatorContent], dict[str, Decimal]]] = {year: ({}, {}) for year in years}
    rows = Figure.objects.filter(report_id__in=last, split=None, value__isnull=False)
    for one in rows.select_related("indicator").prefetch_related("indicator__splits"):
        if (year := last[one.report_id]) in found and one.value is not None:
            found[year][0][one.indicator.code] = indicator_content(one.indicator)
            found[year][1][one.indicator.code] = one.value
    return {year: (tuple(indicators.values()), values) for year, (indicators, values) in found.items()}
