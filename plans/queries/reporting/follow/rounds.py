"""What the screens of one round offer: forms, levels, and the units for which something is different."""

from collections.abc import Sequence

from django.db.models import QuerySet

from ....models import Campaign, IssuingUnit, ReportForm, ReportingRound, RoundUnit, UnitLevel
from ..forms import forms_for
from ..owed import reckoning_day


def forms_of(round_: ReportingRound) -> list[ReportForm]:
    """The forms the round may be made on, best first; the one it has stays among them though it is no longer in use."""
    campaign = Campaign.objects.filter(year=round_.year).first()
    found = forms_for(campaign, round_.receiver) if campaign else []
    return found if round_.form is None or round_.form in found else [round_.form, *found]


def levels_of(round_: ReportingRound) -> Sequence[UnitLevel]:
    """The levels of the open units directly under the receiver and those the round has, from the top down."""
    day, receiver = reckoning_day(round_), round_.receiver
    below = IssuingUnit.objects.filter(
        path__startswith=receiver.path, depth=receiver.depth + 1, opened_on__lte=day
    ).exclude(closed_on__lt=day)
    found = UnitLevel.objects.filter(units__in=below) | UnitLevel.objects.filter(code__in=round_.levels)
    return list(found.distinct().order_by("rank", "code"))


def exceptions_of(round_: ReportingRound) -> Sequence[RoundUnit]:
    """Every unit for which something is different, in the order of the tree."""
    return list(round_.exceptions.select_related("unit__level").order_by("unit__path"))


def exception_of(round_: ReportingRound, unit: IssuingUnit) -> RoundUnit | None:
    """What is different for one unit."""
    return round_.exceptions.filter(unit=unit).first()


def with_superiors(units: QuerySet[IssuingUnit], order: Sequence[int]) -> list[tuple[IssuingUnit, str]]:
    """The units in that order, each with the name of the unit above: many communes share a name. Two queries."""
    rows = {one.pk: one for one in units}
    paths = {one.path[: -IssuingUnit.steplen] for one in rows.values()}
    names = dict(IssuingUnit.objects.filter(path__in=paths).values_list("path", "short_name"))
    return [(rows[pk], names.get(rows[pk].path[: -IssuingUnit.steplen], "")) for pk in order if pk in rows]
