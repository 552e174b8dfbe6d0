"""From a sum to its parts: who may see sums at all, and one figure of a round unit by unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet

from ...content.codec import UnreadableContent
from ...content.report_codec import report_from_json
from ...models import Figure, IssuingUnit, ReportingRound, ReportVersion
from ...rules.actor import Actor
from .adding import AddedUp, FigureSum, added_up, counted_statuses, shown_name
from .owed import Owed
from .reports import reports_visible_to, rounds_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigure:
    """What a unit gave for a figure. `report` is the one that may be read, None where it may not or there is none."""

    unit: IssuingUnit
    name: str
    value: Decimal | None
    previous: Decimal | None
    is_nothing: bool
    is_silent: bool
    is_missing: bool
    is_left_out: bool
    without_doubles: bool = False
    note: str = ""
    report: int | None = None

    @property
    def change(self) -> Decimal | None:
        """By how much it is more than last year's."""
        return None if self.value is None or self.previous is None else self.value - self.previous


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureByUnit:
    """A figure of a round with every unit that owes."""

    added: AddedUp
    sum: FigureSum
    parts: tuple[FigureSum, ...]
    units: tuple[UnitFigure, ...]


def summed_rounds(actor: Actor) -> QuerySet[ReportingRound]:
    """The rounds whose sums the actor may see: those collected by the own unit, by the one it helps, or below them.
    Whoever only owes a report in a round sees none of what the others filed."""
    rounds = rounds_visible_to(actor)
    return rounds if actor.is_system else rounds.filter(receiver__path__startswith=actor.scope_path or "-")


def summed_unit(actor: Actor) -> QuerySet[IssuingUnit]:
    """The units whose years the actor may see added up: the own one (or the superior it helps) and those below."""
    units: QuerySet[IssuingUnit] = IssuingUnit.objects.select_related("level")
    return units if actor.is_system else units.filter(path__startswith=actor.scope_path or "-")


def figure_by_unit(actor: Actor, round_: ReportingRound, key: str, *, accepted_only: bool) -> FigureByUnit | None:
    """One figure ("D1", a part of it "D1:ns") of every unit that owes, in the order of the tree; None when the form
    does not ask for it. A constant number of queries."""
    added = added_up(round_, accepted_only=accepted_only)
    figure = added.sum(key)
    if figure is None:
        return None
    counted = {one.unit.pk for one in added.included}
    given = {one.unit: one for one in figure.contributions}
    readable = set(reports_visible_to(actor).filter(round=round_).values_list("unit_id", flat=True))
    before = _previous(added, figure)
    said = _said(added, figure)
    everybody = sorted(
        (*added.included, *added.left_out, *(one.owed for one in added.missing)), key=lambda one: one.unit.path
    )

    def line(owed: Owed) -> UnitFigure:
        pk = owed.unit.pk
        own = given.get(pk)
        without, note = said.get(pk, (False, ""))
        return UnitFigure(
            unit=owed.unit,
            name=shown_name(owed.unit),
            value=own.value if own else None,
            previous=before.get(pk),
            is_nothing=bool(own and own.is_nothing),
            is_silent=pk in counted and own is None,
            is_missing=not owed.is_filed,
            is_left_out=owed.is_filed and pk not in counted,
            without_doubles=without,
            note=note,
            report=owed.report.pk if owed.report and owed.is_filed and pk in readable else None,
        )

    parts = tuple(one for one in added.sums if one.split and one.indicator.code == figure.indicator.code)
    return FigureByUnit(
        added=added, sum=figure, parts=parts if not figure.split else (), units=tuple(map(line, everybody))
    )


def _previous(added: AddedUp, figure: FigureSum) -> dict[int, Decimal]:
    """What each unit gave last year, by the unit's id, of the reports that are in last year's total. One query."""
    if added.previous_round is None:
        return {}
    rows = Figure.objects.filter(
        report__round=added.previous_round,
        report__status__in=counted_statuses(accepted_only=added.accepted_only),
        indicator__code=figure.indicator.code,
        indicator__unit_of_measure=figure.indicator.unit_of_measure,
        value__isnull=False,
    )
    rows = rows.filter(split__code=figure.split.code) if figure.split else rows.filter(split=None)
    return {unit: value for unit, value in rows.values_list("report__unit_id", "value") if value is not None}


def _said(added: AddedUp, figure: FigureSum) -> dict[int, tuple[bool, str]]:
    """Whether each unit left doubles out, and what it noted: one query for the filed versions. Of a sensitive figure
    only the count leaves the unit: words may tell who."""
    reports = {
        one.report.version_id: one.unit.pk for one in added.included if one.report and one.report.version_id is not None
    }
    found: dict[int, tuple[bool, str]] = {}
    for pk, stored in ReportVersion.objects.filter(pk__in=reports).values_list("pk", "content"):
        try:
            own = report_from_json(stored).figure(figure.indicator.code, figure.split.code if figure.split else "")
        except UnreadableContent:
            continue
        if own is not None:
            found[reports[pk]] = (own.without_doubles, "" if figure.indicator.is_sensitive else own.note)
    return found


def reports_by_unit(actor: Actor, units: Iterable[IssuingUnit], year: int) -> dict[int, int]:
    """The filed report of each of these units in a year that the actor may read, by the unit's id; of several the one
    whose round closes last. One query."""
    reports = reports_visible_to(actor).filter(unit__in=list(units), round__year=year, version__isnull=False)
    last = F("round__due_on").asc(nulls_first=True)  # an undated one yields to every dated one, on either database
    return dict(reports.order_by(last, "pk").values_list("unit_id", "pk"))
