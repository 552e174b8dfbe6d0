"""The one door to reports: a unit's own, and those of the units below it (or below the superior it helps)."""

from django.db.models import Q, QuerySet

from ...models import Report, ReportingRound
from ...rules.actor import Actor
from ..plans import ancestor_paths


def reports_visible_to(actor: Actor) -> QuerySet[Report]:
    """Every report the actor may see, in every list, export, chart, link and attachment. The same rule as
    `rules.reports.TABLE[VIEW]`, said to the database; a test holds the two together."""
    reports = Report.objects.select_related("unit__level", "round__receiver", "round__plan", "round__form", "version")
    if actor.is_system:
        return reports
    if not actor.unit_path:
        return reports.none()
    collected = Q(round__receiver__path__in=(actor.unit_path, actor.scope_path))
    return reports.filter(Q(unit_id=actor.unit_id) | Q(unit__path__startswith=actor.scope_path) | collected)


def rounds_visible_to(actor: Actor) -> QuerySet[ReportingRound]:
    """The rounds the actor may see: those that units of the own subtree collect, and those the own unit owes to a unit
    above."""
    rounds = ReportingRound.objects.select_related("receiver__level", "plan__issuing_unit__level", "form")
    if actor.is_system:
        return rounds
    if not actor.unit_path:
        return rounds.none()
    return rounds.filter(
        Q(receiver__path__startswith=actor.scope_path)
        | Q(receiver__path__in=ancestor_paths(actor.unit_path))
        | Q(exceptions__unit_id=actor.unit_id, exceptions__is_expected=True)
    ).distinct()
