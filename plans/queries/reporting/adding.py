"""The reports of one round added up: every figure with the units it comes from, beside last year's, and who is missing.

What may be added, and how, is decided in one place, `reporting.consolidating.consolidate`; here rows become its input.
The own activity of the unit that collects is no report of its round and is not in the sums; it adds its own where it
writes its own report. That one event is reported by a unit and by a unit below it cannot happen inside one sum: a round
adds up the reports of the units directly under its receiver and nothing from farther below, and `rolling` adds up the
reports of one level of the tree, so that of two units whose figures meet none stands under the other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, Sum

from ... import clock
from ...content.report import AddingUp, FigureContent, FormContent, IndicatorContent, ReportContent, SplitContent
from ...content.vietnamese import capitalised
from ...models import Figure, IssuingUnit, Reminder, Report, ReportingRound
from ...reporting.consolidating import Contribution, Total, UnitReport, consolidate, ratio
from ...reporting.deadlines import VIETNAM, days_left
from .forms import form_content
from .owed import Counts, Owed, counts_of, due_of, standings
from .rolling import ChildSum, RolledUp, counted_statuses, roll_up

__all__ = [
    "AddedUp",
    "ChildSum",
    "FigureSum",
    "MissingUnit",
    "RolledUp",
    "added_up",
    "counted_statuses",
    "roll_up",
    "round_before",
    "shown_name",
]

_EXACT = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSum:
    """A figure of the form, or a part of it, over all reports that count.

    `value` is None where adding is wrong or nobody filed anything; `previous` last year's by the same rule, None where
    there is none. `reporting` units gave a value or said không phát sinh (`nothing` of them), `silent` reported but
    left it empty.
    """

    key: str
    indicator: IndicatorContent
    split: SplitContent | None
    value: Decimal | None
    previous: Decimal | None
    contributions: tuple[Contribution, ...]
    silent: tuple[str, ...]
    may_repeat: bool
    of: tuple[Decimal, Decimal] | None = None

    @property
    def change(self) -> Decimal | None:
        """By how much it is more than last year's."""
        return None if self.value is None or self.previous is None else self.value - self.previous

    @property
    def reporting(self) -> int:
        """How many units gave it."""
        return len(self.contributions)

    @property
    def nothing(self) -> int:
        """How many of them said không phát sinh."""
        return sum(one.is_nothing for one in self.contributions)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingUnit:
    """A unit that owes and has not filed: how many days late it is (None: not late, or no date), and when it was last
    reminded."""

    owed: Owed
    name: str
    days_late: int | None
    reminded_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedUp:
    """A round added up. `counts` are the round's numbers whoever is added up; `included` are the reports in the sums,
    `left_out` those that were filed and are not: not accepted yet, or returned."""

    round: ReportingRound
    form: FormContent
    accepted_only: bool
    at: datetime
    sums: tuple[FigureSum, ...]
    counts: Counts
    included: tuple[Owed, ...]
    left_out: tuple[Owed, ...]
    missing: tuple[MissingUnit, ...]
    previous_round: ReportingRound | None

    @property
    def previous_year(self) -> int:
        """The year before, whether there was a round in it or not."""
        return self.round.year - 1

    @property
    def nothing(self) -> int:
        """How many of the reports in the sums say không phát sinh as a whole."""
        return sum(_says_nothing(one) for one in self.included)

    def sum(self, key: str) -> FigureSum | None:
        """The figure of a key: "D1", or "D1:ns" for a part of it."""
        return next((one for one in self.sums if one.key == key), None)


def added_up(round_: ReportingRound, *, accepted_only: bool) -> AddedUp:
    """Add up the round: a constant number of queries, any number of units."""
    now = clock.now()
    form = form_content(round_.form) if round_.form else FormContent(name="")
    owed = standings(round_, now)
    statuses = counted_statuses(accepted_only=accepted_only)
    included = [one for one in owed if one.is_filed and one.report and one.report.status in statuses]
    before = round_before(round_)
    result = consolidate(form, _unit_reports(included, form))
    previous = _previous(before, form, accepted_only=accepted_only) if before else {}
    known = {one.indicator.code: one.value for one in result.totals if one.split is None}
    reminded: dict[int, datetime] = dict(
        Reminder.objects.filter(round=round_).values_list("unit_id").annotate(Max("sent_at"))
    )
    return AddedUp(
        round=round_,
        form=form,
        accepted_only=accepted_only,
        at=now,
        sums=tuple(_figure_sum(one, previous, known) for one in result.totals),
        counts=counts_of(owed),
        included=tuple(included),
        left_out=tuple(one for one in owed if one.is_filed and one.report and one.report.status not in statuses),
        missing=tuple(_missing(one, reminded.get(one.unit.pk), now) for one in owed if not one.is_filed),
        previous_round=before,
    )


def round_before(round_: ReportingRound) -> ReportingRound | None:
    """The receiver's round of the year before that this one is compared with: the one of the same name ("6 tháng"), or
    the one that closed last."""
    rounds = ReportingRound.objects.filter(receiver_id=round_.receiver_id, year=round_.year - 1).select_related(
        "receiver", "form"
    )
    found = sorted(rounds, key=lambda one: (due_of(one).last_day or date.min, one.pk), reverse=True)
    return next((one for one in found if one.label and one.label == round_.label), next(iter(found), None))


def shown_name(unit: IssuingUnit) -> str:
    """How tables name a unit: "Xã Nghĩa Tá" for the committee of a territory, its own short name for another body."""
    return capitalised(unit.territory) if unit.level.is_territory and unit.territory else unit.short_name


# --- the input of the rule


def _unit_reports(included: Sequence[Owed], form: FormContent) -> list[UnitReport]:
    """Rows as reports. A figure of the same code that is counted in another unit of measure is not of this form."""
    figures: dict[int, list[FigureContent]] = defaultdict(list)
    measures = {one.code: one.unit_of_measure for one in form.indicators}
    rows = Figure.objects.filter(report__in=[one.report for one in included]).values_list(
        "report_id",
        "indicator__code",
        "indicator__unit_of_measure",
        "split__code",
        "value",
        "is_nothing",
        "without_doubles",
    )
    for report, code, measure, split, value, is_nothing, without_doubles in rows:
        if measures.get(code) == measure:
            figures[report].append(
                FigureContent(
                    indicator=code,
                    split=split or "",
                    value=value,
                    is_nothing=is_nothing,
                    without_doubles=without_doubles,
                )
            )
    return [
        UnitReport(
            unit=one.unit.pk,
            name=shown_name(one.unit),
            level=one.unit.level.code,
            content=ReportContent(figures=tuple(figures[_report(one).pk]), is_nothing=_says_nothing(one)),
        )
        for one in included
    ]


def _report(owed: Owed) -> Report:
    assert owed.report is not None
    return owed.report


def _says_nothing(owed: Owed) -> bool:
    version = _report(owed).version
    return version is not None and version.is_nothing


# --- last year's


def _previous(before: ReportingRound, form: FormContent, *, accepted_only: bool) -> Mapping[str, Decimal]:
    """Last year's totals by key, added up by the database by the rule of `consolidate`: where at least one unit gave
    the figure or said không phát sinh; what is never added is not there."""
    reports = Report.objects.filter(
        round=before, version__isnull=False, status__in=counted_statuses(accepted_only=accepted_only)
    )
    rows = (
        Figure.objects.filter(report__in=reports.filter(version__is_nothing=False))
        .values_list("indicator__code", "indicator__unit_of_measure", "split__code", "report__unit__level__code")
        .annotate(total=Sum("value"))
        .order_by()
    )
    indicators = {one.code: one for one in form.indicators}
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for code, measure, split, level, total in rows:
        if code in indicators and indicators[code].adds_of(level):
            sums[code, measure, split or ""] += total or Decimal(0)
    silent = set(reports.filter(version__is_nothing=True).values_list("unit__level__code", flat=True).distinct())
    found: dict[str, Decimal] = {}
    for one in form.indicators:
        if one.adding_up in (AddingUp.SUM, AddingUp.DISTINCT):
            for split in ("", *(part.code for part in one.splits)):
                at = (one.code, one.unit_of_measure, split)
                if at in sums or any(one.adds_of(level) for level in silent):
                    found[_key(one.code, split)] = sums.get(at, Decimal(0)).quantize(_EXACT)
    for one in form.indicators:
        if one.adding_up == AddingUp.RATIO:
            value = ratio(found.get(one.numerator), found.get(one.denominator), one.decimals or 1)
            if value is not None:
                found[one.code] = value
    return found


# --- the output


def _figure_sum(total: Total, previous: Mapping[str, Decimal], known: Mapping[str, Decimal | None]) -> FigureSum:
    indicator, split = total.indicator, total.split
    key = _key(indicator.code, split.code if split else "")
    numerator, denominator = known.get(indicator.numerator), known.get(indicator.denominator)
    return FigureSum(
        key=key,
        indicator=indicator,
        split=split,
        value=total.value,
        previous=previous.get(key),
        contributions=total.contributions,
        silent=total.silent,
        may_repeat=total.may_repeat,
        of=(numerator, denominator)
        if indicator.adding_up == AddingUp.RATIO and numerator is not None and denominator is not None
        else None,
    )


def _missing(owed: Owed, reminded: datetime | None, now: datetime) -> MissingUnit:
    left = days_left(owed.due, now)
    return MissingUnit(
        owed=owed,
        name=shown_name(owed.unit),
        days_late=-left if left is not None and left < 0 else None,
        reminded_on=reminded.astimezone(VIETNAM).date() if reminded else None,
    )


def _key(code: str, split: str) -> str:
    return f"{code}:{split}" if split else code
