"""Figures to look at: a unit over the years with its reports, a year by the units below; a table under each chart."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from .... import clock
from ....queries.reporting.looking.history import (
    FigureUnits,
    FigureYears,
    has_below,
    history_of,
    looked_at,
    reports_of,
    year_below,
)
from ....queries.reporting.looking.national import table_scope, table_years
from ....queries.reporting.owed import due_of
from ....reporting.deadlines import is_late
from ....rules.actor import Actor
from ...access import PortalRequest, signed_in
from .charts import Chart, bars_chart, lines_chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A figure with its chart, and the rows of the table under it."""

    figure: FigureYears | FigureUnits
    chart: Chart
    rows: tuple[tuple[object, object], ...]


@signed_in
@require_GET
def unit_overview(request: PortalRequest, unit_id: int) -> HttpResponse:
    """A unit: its main figures over the years, and its reports."""
    unit = get_object_or_404(looked_at(request.actor), pk=unit_id)
    history = history_of(unit)
    reports = reports_of(request.actor, unit)
    context = {
        "unit": unit,
        "history": history,
        "panels": [_over_years(request.actor, history.years, one) for one in history.figures],
        "reports": [
            (one, due_of(one.round), one.first_filed_at is not None and is_late(due_of(one.round), one.first_filed_at))
            for one in reports
        ],
        "year": history.years[-1] if history.years else clock.today().year,
        "above": looked_at(request.actor).filter(path=unit.path[: -unit.steplen]).first(),
    }
    return render(request, "plans/reporting/overview/unit.html", context)


@signed_in
@require_GET
def year_overview(request: PortalRequest, year: int, unit_id: int | None = None) -> HttpResponse:
    """A year of the communes below a unit, the main figures by the units directly below it; whoever has no communes
    below is led to its own figures."""
    if not 2000 <= year <= 2100:
        raise Http404
    units = looked_at(request.actor)
    if unit_id is None:
        unit = get_object_or_404(units, path=request.actor.scope_path)
    else:
        unit = get_object_or_404(units, pk=unit_id)
    if not has_below(unit):
        return redirect("unit-overview", unit.pk)
    below = year_below(unit, year)
    context = {
        "unit": unit,
        "year": year,
        "below": below,
        "panels": [_by_unit(request.actor, one) for one in below.figures],
        "children": list(zip((one.unit for one in below.rolled.children), below.rolled.children, strict=True)),
        "years": sorted({year, *table_years()}, reverse=True),
        "above": units.filter(path=unit.path[: -unit.steplen]).first(),
        "goes_below": unit.level.code == "central",
        "may_take": unit.path == request.actor.scope_path and table_scope(request.actor) is not None,
    }
    return render(request, "plans/reporting/overview/year.html", context)


def _over_years(actor: Actor, years: tuple[int, ...], figure: FigureYears) -> Panel:
    indicator = figure.indicator
    series = {indicator.name: figure.values}
    chart = lines_chart(actor, years, series, unit=indicator.unit_of_measure)
    return Panel(figure=figure, chart=chart, rows=tuple(zip(years, figure.values, strict=True)))


def _by_unit(actor: Actor, figure: FigureUnits) -> Panel:
    indicator = figure.indicator
    chart = bars_chart(
        actor,
        indicator.name,
        figure.names,
        figure.values,
        unit=indicator.unit_of_measure,
        adds_up=figure.adds_up,
    )
    return Panel(figure=figure, chart=chart, rows=tuple(zip(figure.names, figure.values, strict=True)))
