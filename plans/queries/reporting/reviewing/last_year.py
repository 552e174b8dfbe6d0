"""Last year's reports of many units at once: what `previous.previous_report` says of one, in six queries for any
number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count

from ....content.report import FormContent
from ....models import IssuingUnit, Report, UnitSuccession
from ..previous import STEPS, Forerunner, Previous, last_filed, previous_of


def previous_reports(units: Iterable[IssuingUnit], year: int, form: FormContent) -> dict[int, Previous]:
    """By the unit's id what it, or those it took over from, filed in that year; units without any are left out. A test
    holds it together with `previous_report`."""
    wanted = list(units)
    forerunners = _forerunners({one.code for one in wanted})
    ids = {pk for found in forerunners.values() for pk in found}
    found_units = IssuingUnit.objects.filter(pk__in=ids).order_by("path").annotate(heirs=Count("successions"))
    values = found_units.values_list("pk", "short_name", "noun", "heirs")
    rows = {one[0]: Forerunner(*one) for one in values}
    last: dict[int, Report] = {one.unit_id: one for one in last_filed(rows, year)}
    found: dict[int, Previous] = {}
    for unit in wanted:
        own = {pk: one for pk, one in rows.items() if pk in forerunners[unit.code]}
        said = previous_of(unit, form, year, units=own, last=[last[pk] for pk in own if pk in last])
        if said is not None:
            found[unit.pk] = said
    return found


def _forerunners(codes: set[str]) -> Mapping[str, set[int]]:
    """By code its entries, and the units that code took over from, directly or through others: one query a step."""
    found: dict[str, set[int]] = defaultdict(set)
    frontier: dict[int, set[str]] = defaultdict(set)
    for pk, code in IssuingUnit.objects.filter(code__in=codes).values_list("pk", "code"):
        found[code].add(pk)
        frontier[pk].add(code)
    for _ in STEPS:
        further: dict[int, set[str]] = defaultdict(set)
        taken_over = UnitSuccession.objects.filter(successor__in=frontier)
        for closed, successor in taken_over.values_list("closed_unit_id", "successor_id"):
            further[closed] |= frontier[successor]
        for pk, heirs in further.items():
            for code in heirs:
                found[code].add(pk)
        frontier = further
    return found
