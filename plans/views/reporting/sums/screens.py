"""Tổng hợp over HTTP: which rounds, one round added up, one figure unit by unit, a year by levels of the tree."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from .... import clock
from ....content.report import AddingUp
from ....queries import catalogues
from ....queries.reporting.adding import AddedUp, RolledUp, added_up, roll_up
from ....queries.reporting.consolidations import may_consolidate
from ....queries.reporting.drilling import figure_by_unit, reports_by_unit, summed_rounds, summed_unit
from ....reporting.addenda import difference_words
from ....reporting.figures import figure_words
from ....rules.reports import RoundVerb, collects, may_round
from ...access import PortalRequest, signed_in
from .showing import chart_of, main_figures, missing_words, rows_of, unit_rows, value_words

if TYPE_CHECKING:
    from ....models import IssuingUnit, ReportingRound
    from ....queries.reporting.rolling import ChildSum

#: The value of ?chi= that adds up accepted reports only.
ACCEPTED = "tiep-nhan"
_SHOWN_MISSING = 8
_COLUMNS = 6


def accepted_only(request: PortalRequest) -> bool:
    """Whether only accepted reports are wanted; else those that wait to be read are added up too."""
    return (request.GET if request.method == "GET" else request.POST).get("chi") == ACCEPTED


def asked_round(request: PortalRequest, pk: int) -> "ReportingRound":
    """The round, for those who may see what it adds up to; 404 for the rest."""
    return get_object_or_404(summed_rounds(request.actor), pk=pk)


def trail(round_: "ReportingRound") -> tuple[tuple[str, str], ...]:
    """The way to a page under a round."""
    name = f"{round_.receiver.short_name}, năm {round_.year}"
    return (("Tổng hợp", f"{reverse('adding-up')}?tat-ca"), (name, reverse("round-sums", args=[round_.pk])))


@signed_in
@require_GET
def adding_up(request: PortalRequest) -> HttpResponse:
    """The rounds one may add up, by year; where one collects exactly one this year, that round itself."""
    actor, this_year = request.actor, clock.today().year
    rounds = list(summed_rounds(actor).order_by("-year", "receiver__path", "due_on", "pk")[:200])
    own = [one for one in rounds if one.year == this_year and collects(actor, one.receiver)]
    if "tat-ca" not in request.GET and len(own) == 1:
        return redirect("round-sums", own[0].pk)
    scope = catalogues.units(actor).filter(path=actor.scope_path).first() if actor.scope_path else None
    context = {
        "own": [one for one in rounds if collects(actor, one.receiver)],
        "below": [one for one in rounds if not collects(actor, one.receiver)],
        "scope": scope,
        "years": sorted({one.year for one in rounds}, reverse=True),
    }
    return render(request, "plans/reporting/sums/list.html", context)


@signed_in
@require_GET
def round_sums(request: PortalRequest, pk: int) -> HttpResponse:
    """One round added up: every figure beside last year's, who is in and who is missing, one figure by unit."""
    actor, round_, only = request.actor, asked_round(request, pk), accepted_only(request)
    added = added_up(round_, accepted_only=only)
    chosen = _chosen(request, added)
    rows = rows_of(added, chosen)
    figure = added.sum(chosen)
    row = next((one for one in rows if one.key == chosen), None)
    missing = [(one, missing_words(one)) for one in added.missing]
    context = {
        "round": round_,
        "added": added,
        "rows": rows,
        "chart": chart_of(row, figure, round_.year) if row and figure else None,
        "missing": missing[:_SHOWN_MISSING],
        "more_missing": missing[_SHOWN_MISSING:],
        "remind": may_round(actor, RoundVerb.REMIND, round_),
        "draft": may_consolidate(actor, round_),
        "query": f"?chi={ACCEPTED}" if only else "",
        "accepted": ACCEPTED,
    }
    return render(request, "plans/reporting/sums/round.html", context)


@signed_in
@require_GET
def round_indicator(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """One figure unit by unit: this year's, last year's, what was noted, and the report it stands in."""
    round_, only = asked_round(request, pk), accepted_only(request)
    found = figure_by_unit(request.actor, round_, code, accepted_only=only)
    if found is None:
        raise Http404
    context = {
        "round": round_,
        "found": found,
        "lines": unit_rows(found),
        "change": difference_words(found.sum.previous, found.sum.value),
        "trail": trail(round_),
        "total": value_words(found.sum),
        "previous": figure_words(found.sum.previous),
        "query": f"?chi={ACCEPTED}" if only else "",
        "only": only,
    }
    return render(request, "plans/reporting/sums/indicator.html", context)


@signed_in
@require_GET
def rolled_up(request: PortalRequest, unit_id: int, year: int) -> HttpResponse:
    """A year below a unit, by its direct children; each leads on to its own, and at last to the reports."""
    scope = get_object_or_404(summed_unit(request.actor), pk=unit_id)
    only = accepted_only(request)
    rolled = roll_up(scope, year, accepted_only=only)
    heads = [one for one in rolled.indicators if one.code in rolled.totals]
    wanted = request.GET.get("so", "")
    main = [one for one in heads if one.code == wanted] or heads[:_COLUMNS]
    reports = reports_by_unit(request.actor, (one.unit for one in rolled.children), year)
    above = summed_unit(request.actor).filter(path=scope.path[: -scope.steplen]).first()
    context = {
        "rolled": rolled,
        "heads": main,
        "all_heads": heads,
        "wanted": wanted,
        "lines": [
            (one, [(head.name, _said(one, head.code)) for head in main], to)
            for one in rolled.children
            for to in (_leads_to(one.unit, rolled, reports),)
        ],
        "totals": [(one.name, figure_words(rolled.totals.get(one.code))) for one in main],
        "trail": (
            ("Tổng hợp", f"{reverse('adding-up')}?tat-ca"),
            *([(above.short_name, reverse("roll-up", args=[above.pk, year]))] if above else []),
        ),
        "only": only,
        "accepted": ACCEPTED,
    }
    return render(request, "plans/reporting/sums/level.html", context)


def _said(child: "ChildSum", code: str) -> str:
    """A child's figure; below it nobody gave one and somebody said không phát sinh: those words, not a zero."""
    if child.nothing and not child.filed:
        return "không phát sinh"
    return figure_words(child.values.get(code))


def _leads_to(unit: "IssuingUnit", rolled: RolledUp, reports: Mapping[int, int]) -> str:
    """A sum leads to its parts: a unit whose own report is the part to that report, any other to its children."""
    if unit.level.code != rolled.level:
        return reverse("roll-up", args=[unit.pk, rolled.year])
    return reverse("report-detail", args=[reports[unit.pk]]) if unit.pk in reports else ""


def _chosen(request: PortalRequest, added: AddedUp) -> str:
    """The figure whose chart is shown: the one asked for, else the first that counts children and somebody filed."""
    asked = request.GET.get("so", "")
    if added.sum(asked):
        return asked
    filed = [one for one in main_figures(added.sums) if one.value]
    of_children = [one for one in filed if one.indicator.adding_up == AddingUp.DISTINCT]
    of_children = [one for one in of_children if "trẻ" in one.indicator.unit_of_measure]
    return next((one.key for one in (*of_children, *filed)), "")
