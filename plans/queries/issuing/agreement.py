"""Whether the registers agree with the plans: every number once, none missing, and both saying the same."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from ...content.numbering import document_number
from ...content.vietnamese import capitalised, short_date
from ...enums import PlanStatus
from ...models import Issuance, IssuingUnit, NumberSeries, Plan, RegisterEntry
from .numbers import is_of_series, series_name

_DRAFTS = (PlanStatus.DRAFT, PlanStatus.SENT_BACK)


def register_years() -> list[tuple[IssuingUnit, int]]:
    """Every unit and year there is a register of."""
    rows = NumberSeries.objects.select_related("unit").order_by("unit__path", "year").distinct()
    return list(dict.fromkeys((row.unit, row.year) for row in rows))


def disagreements(unit: IssuingUnit, year: int) -> list[str]:
    """What is wrong with the unit's registers of that year, a sentence each; empty when all is well.

    Looks at what is stored, not at what the constraints promise: a database may have been restored in parts.
    """
    found: list[str] = []
    for series in NumberSeries.objects.filter(unit=unit, year=year).order_by("code"):
        entries = list(series.entries.select_related("plan").order_by("number", "id"))
        found += (f"{capitalised(series_name(series.code))} năm {year}: {one}" for one in _of_series(series, entries))
    found += _of_plans(unit, year)
    return found


def _of_series(series: NumberSeries, entries: list[RegisterEntry]) -> Iterator[str]:
    counts = Counter(entry.number for entry in entries)
    for number in range(series.first_number, series.last_number + 1):
        if number not in counts:
            yield f"thiếu số {number:02d}."
    for number, count in sorted(counts.items()):
        if count > 1:
            yield f"số {number:02d} cấp {count} lần."
        if not series.first_number <= number <= series.last_number:
            yield f"số {number:02d} nằm ngoài dãy {series.first_number:02d}–{series.last_number:02d}."
    for entry in entries:
        yield from _of_entry(series, entry)


def _of_entry(series: NumberSeries, entry: RegisterEntry) -> Iterator[str]:
    if entry.is_void and not entry.void_reason.strip():
        yield f"số {entry} đã bỏ mà không có lý do."
    if entry.issued_on.year != series.year:
        yield f"số {entry} mang ngày {short_date(entry.issued_on)} của năm khác."
    plan = entry.plan
    if plan is None:
        return
    if plan.issuing_unit_id != series.unit_id:
        yield f"số {entry} ghi cho kế hoạch của đơn vị khác."
    if entry.is_void:
        return
    if (plan.number, plan.symbol, plan.issued_on) != (entry.number, entry.symbol, entry.issued_on):
        day = short_date(entry.issued_on)
        yield f"sổ ghi số {entry} ngày {day}, kế hoạch “{plan.abstract}” ghi {_of_plan_words(plan)}."
    if plan.status in _DRAFTS or plan.removed_at is not None:
        yield f"số {entry} còn hiệu lực trong khi kế hoạch “{plan.abstract}” là dự thảo."


def _of_plan_words(plan: Plan) -> str:
    if plan.number is None:
        return "là chưa có số"
    day = f" ngày {short_date(plan.issued_on)}" if plan.issued_on else ""
    return f"số {plan.document_number}{day}"


def _of_plans(unit: IssuingUnit, year: int) -> Iterator[str]:
    """Plans with a number that the register does not know, or knows as another document's."""
    taken = {
        (entry.series.code, entry.number): entry
        for entry in RegisterEntry.objects.filter(series__unit=unit, series__year=year).select_related("series")
    }
    series = list(NumberSeries.objects.filter(unit=unit, year=year))
    registered = {entry.plan_id for entry in taken.values() if entry.plan_id and not entry.is_void}
    plans = Plan.objects.filter(
        issuing_unit=unit, recorded_by=None, removed_at=None, number__isnull=False, issued_on__year=year
    )
    plans = plans.annotate(was_issued_here=Exists(Issuance.objects.filter(plan=OuterRef("pk"))))
    for plan in plans.exclude(pk__in=registered).order_by("number", "id"):
        number = plan.number or 0
        code = document_number(number, plan.symbol)
        own = [one for one in series if is_of_series(plan, one.code)]
        twin = next((taken[(one.code, number)] for one in own if (one.code, number) in taken), None)
        if twin is not None:
            yield f"Số {code} năm {year} của kế hoạch “{plan.abstract}” thì sổ ghi cho văn bản khác: {twin.abstract}."
        elif plan.is_on_its_way or plan.was_issued_here:
            yield f"Kế hoạch “{plan.abstract}” mang số {code} năm {year} mà sổ không có dòng nào."
