"""The figures that the units below reported, offered to the report of the unit that collects them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ....content.report import AddingUp, IndicatorContent, ReportContent
from ....content.report_codec import report_from_json
from ....models import IssuingUnit, Report, ReportingRound
from ....reporting.figures import figure_words
from ....reporting.filling import TypedFigure
from ..adding import FigureSum, added_up
from ..forms import form_content
from ..owed import due_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSum:
    """A sum of the units below beside what the report says. `is_free`: nothing is written there yet, so it may come
    in; what somebody wrote is never overwritten."""

    key: str
    section: str
    numeral: str
    sum: FigureSum
    is_free: bool

    @property
    def typed(self) -> TypedFigure:
        """The sum as it would be typed; không phát sinh where all who answered said so."""
        if self.sum.nothing == self.sum.reporting:
            return TypedFigure(is_nothing=True)
        return TypedFigure(text=figure_words(self.sum.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What may be taken over: from which round, how many units are in its sums, and the sums."""

    round: ReportingRound
    units: int
    expected: int
    sums: tuple[OfferedSum, ...]

    @property
    def free(self) -> tuple[OfferedSum, ...]:
        """The sums that come in."""
        return tuple(one for one in self.sums if one.is_free)


def collected_round(unit: IssuingUnit, year: int) -> ReportingRound | None:
    """The round of the year that the unit collects; of several in which somebody filed the one that closes last."""
    rounds = (
        ReportingRound.objects.filter(receiver=unit, year=year, reports__version__isnull=False)
        .select_related("receiver__level", "plan", "form")
        .distinct()
    )
    return max(rounds, key=lambda one: (due_of(one).last_day or date.min, one.pk), default=None)


def years_collected(unit_id: int | None) -> frozenset[int]:
    """The years in which units have reported to this one."""
    rows = ReportingRound.objects.filter(receiver_id=unit_id or 0, reports__version__isnull=False)
    return frozenset(rows.values_list("year", flat=True).distinct())


def offered_sums(report: Report) -> Offer | None:
    """What the units below the report's own unit reported in its year, for the figures its form asks for; None where
    nobody below has filed. Reports that wait to be read count, returned ones do not (`adding.added_up`)."""
    round_ = collected_round(report.unit, report.round.year)
    if round_ is None or report.round.form is None:
        return None
    added, form = added_up(round_, accepted_only=False), form_content(report.round.form)
    content, numerals = report_from_json(report.draft), form.numerals()
    sums = {one.key: one for one in added.sums}
    offered = tuple(
        OfferedSum(
            key=one.key,
            section=indicator.section,
            numeral=numerals.get(indicator.section, ""),
            sum=one,
            is_free=_is_free(indicator, content),
        )
        for indicator in form.indicators
        for one in _of(indicator, sums)
    )
    return Offer(round=round_, units=len(added.included), expected=added.counts.expected, sums=offered)


def _of(indicator: IndicatorContent, sums: dict[str, FigureSum]) -> Iterable[FigureSum]:
    """The sums that fill one figure: its parts where all that make the total are known, else the total; parts that
    only tell "trong đó" come along. A ratio is computed from what came in."""
    if indicator.adding_up == AddingUp.RATIO:
        return
    known = {key: one for key, one in sums.items() if _is_known(one) and _same(one.indicator, indicator)}
    adding = [f"{indicator.code}:{one.code}" for one in indicator.splits if one.adds_up]
    by_parts = bool(adding) and all(key in known for key in adding)
    wanted = adding if by_parts else [indicator.code]
    wanted += [f"{indicator.code}:{one.code}" for one in indicator.splits if not one.adds_up]
    for key in wanted:
        if key in known:
            yield known[key]


def _is_known(one: FigureSum) -> bool:
    """Whether the sum says something: không phát sinh is said only where nobody left the figure empty."""
    return one.value is not None and (one.nothing < one.reporting or not one.silent)


def _same(one: IndicatorContent, other: IndicatorContent) -> bool:
    """The forms of two levels may differ: only the same figure in the same unit of measure is taken over."""
    return (one.code, one.unit_of_measure) == (other.code, other.unit_of_measure)


def _is_free(indicator: IndicatorContent, content: ReportContent) -> bool:
    written = [content.figure(indicator.code, split) for split in ("", *(one.code for one in indicator.splits))]
    return not any(one is not None and (one.is_said or one.typed) for one in written)
