"""Number series as they stand: which series a document takes its number from, and what the next one will be."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from ... import clock
from ...content.document_types import COPIES, TYPE_ABBREVIATIONS, type_code
from ...content.plan import PlanContent
from ...documents import wording
from ...enums import PlanStatus, StepKind, StepState
from ...models import IssuingPractice, IssuingUnit, NumberSeries, Plan, PlanVersion, RegisterEntry
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.plans import PlanVerb, may
from ..contents import frozen_content

_LEFT_THE_UNIT = (PlanStatus.ISSUED, PlanStatus.WITHDRAWN, PlanStatus.SUPERSEDED)
_NAMES = {code: name for name, code in TYPE_ABBREVIATIONS.items()}


def practice_of(unit: IssuingUnit | int) -> IssuingPractice:
    """How the unit numbers, signs and publishes; what is usual, where nobody has entered anything."""
    unit_id = unit if isinstance(unit, int) else unit.pk
    return IssuingPractice.objects.filter(unit_id=unit_id).first() or IssuingPractice(unit_id=unit_id)


def series_code(practice: IssuingPractice, year: int, document_type: str, symbol: str = "") -> str:
    """The series of a type in a year: "" for the common one, else the type's abbreviation.

    What the year began with holds until 31 December, whatever the unit decides meanwhile: two series would give the
    same number twice (number and symbol are unique per organ and year; Nghị định 30/2020/NĐ-CP, Điều 15).
    """
    is_per_type = year_is_per_type(practice, year)
    return type_code(document_type, symbol) if is_per_type else ""


def year_is_per_type(practice: IssuingPractice, year: int) -> bool:
    """Whether each type has its own series in that year."""
    begun = begun_series(practice.unit_id, year)
    return "" not in begun if begun else practice.one_series_per_type


def begun_series(unit_id: int, year: int) -> set[str]:
    """The series of documents (not of copies) that have begun in that year."""
    return set(
        NumberSeries.objects.filter(unit_id=unit_id, year=year).exclude(code=COPIES).values_list("code", flat=True)
    )


def series_name(code: str) -> str:
    """The series in words: "dãy chung", "dãy Kế hoạch", "dãy bản sao"."""
    if code == COPIES:
        return "dãy bản sao"
    return f"dãy {_NAMES.get(code, code)}" if code else "dãy chung"


def recorded_plan(series: NumberSeries, number: int) -> Plan | None:
    """A plan that was issued outside the portal and kept with this number, but stands in no register yet."""
    plans = Plan.objects.filter(
        ~Exists(RegisterEntry.objects.filter(plan=OuterRef("pk"), voided_at=None)),
        issuing_unit=series.unit_id,
        recorded_by=None,
        removed_at=None,
        status__in=_LEFT_THE_UNIT,
        number=number,
        issued_on__year=series.year,
    )
    return next((one for one in plans.order_by("id") if is_of_series(one, series.code)), None)


def is_of_series(plan: Plan, code: str) -> bool:
    """Whether the plan's number belongs to the series: all do to the common one."""
    return code in ("", type_code(plan.document_type, plan.symbol))


def signed_on(plan: Plan) -> date | None:
    """The day, in Vietnam, the leader signed the text that is on its way; None while it is not signed."""
    step = plan.steps.filter(kind=StepKind.SIGN, state=StepState.DONE).order_by("-round", "-position").first()
    if step is None or step.done_at is None or plan.status != PlanStatus.APPROVED:
        return None
    return timezone.localtime(step.done_at).date()


def last_dated(series: NumberSeries) -> RegisterEntry | None:
    """The number with the latest date in the series, void ones left out: no later number may be dated before it."""
    return series.entries.filter(voided_at=None).order_by("-issued_on", "-number").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPage:
    """What the clerk sees before a number is taken, or after.

    `skipped` are plans recorded with the very next numbers: they are entered in the register first.
    """

    decision: Decision
    entry: RegisterEntry | None
    number: int
    on: date
    today: date
    signed_on: date | None
    series: str
    latest: tuple[RegisterEntry, ...]
    skipped: tuple[Plan, ...]
    is_new: bool
    number_line: str
    date_line: str
    content: PlanContent | None
    has_unregistered: bool

    @property
    def is_before_signature(self) -> bool:
        """Whether the leader signs after the number is in."""
        return self.signed_on is None


def number_page(actor: Actor, plan: Plan, on: date | None = None) -> NumberPage:
    """The next number of the plan's series and the two lines as they would be printed; nothing is taken or locked."""
    today = clock.today()
    on = on or today
    practice = practice_of(plan.issuing_unit_id)
    code = series_code(practice, on.year, plan.document_type, plan.symbol)
    found = NumberSeries.objects.filter(unit=plan.issuing_unit_id, year=on.year, code=code).first()
    series = found or NumberSeries(unit_id=plan.issuing_unit_id, year=on.year, code=code)
    skipped = tuple(recorded_before(series))
    number = series.last_number + 1 + len(skipped)
    content = _content(plan)
    filled = replace(content, number=number, issued_on=on) if content is not None else None
    return NumberPage(
        decision=may(actor, PlanVerb.TAKE_NUMBER, plan),
        entry=live_entry(plan),
        number=number,
        on=on,
        today=today,
        signed_on=signed_on(plan),
        series=series_name(code),
        latest=tuple(found.entries.order_by("-number")[:3]) if found else (),
        skipped=skipped,
        is_new=found is None,
        number_line=wording.number_line(filled) if filled else "",
        date_line=wording.place_and_date_line(filled) if filled else "",
        content=filled,
        has_unregistered=found is None and _has_unregistered(series),
    )


def recorded_before(series: NumberSeries) -> Iterable[Plan]:
    """The recorded plans that hold the next numbers of the series, one after the other."""
    number = series.last_number + 1
    while (plan := recorded_plan(series, number)) is not None:
        yield plan
        number += 1


def live_entry(plan: Plan) -> RegisterEntry | None:
    """The register's line of the plan's number."""
    return plan.register_entries.filter(voided_at=None).select_related("series").first()


def _has_unregistered(series: NumberSeries) -> bool:
    """Whether the unit issued documents this year before its register came to the portal."""
    return Plan.objects.filter(
        issuing_unit=series.unit_id,
        recorded_by=None,
        status__in=_LEFT_THE_UNIT,
        issued_on__year=series.year,
        number__isnull=False,
    ).exists()


def _content(plan: Plan) -> PlanContent | None:
    """The frozen text of the step the plan is at."""
    step = plan.steps.filter(state=StepState.CURRENT).first()
    if step is None or step.version_id is None:
        return None
    return frozen_content(PlanVersion.objects.defer("pdf").get(pk=step.version_id))
