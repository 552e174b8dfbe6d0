"""Many reports turned into one: every sum with the units it comes from, and nothing added that must not be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.content.report import AddingUp, FigureContent, FormContent, IndicatorContent, ReportContent, SplitContent


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReport:
    """A report that is added up: whose it is (`unit` is the portal's id, `level` the code of its level), and what it
    says."""

    unit: int
    name: str
    content: ReportContent
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What a unit brings into a sum; `is_nothing`: it said không phát sinh."""

    unit: int
    name: str
    value: Decimal | None
    is_nothing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A figure over all units. `value` is None where adding is wrong, or where nobody filed anything.

    `silent` are the units that reported but left this figure empty: neither zero nor không phát sinh. `may_repeat`:
    the same thing may have been filed by two units and not all of them say that they left doubles out.
    """

    indicator: IndicatorContent
    split: SplitContent | None
    value: Decimal | None
    contributions: tuple[Contribution, ...]
    silent: tuple[str, ...] = ()
    may_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """All figures of a form over the reports of many units, and who said không phát sinh for the whole report."""

    totals: tuple[Total, ...]
    units: tuple[str, ...]
    nothing: tuple[str, ...]

    def total(self, indicator: str, split: str = "") -> Total | None:
        """The figure of an indicator, or of a part of it."""
        return next(
            (
                one
                for one in self.totals
                if one.indicator.code == indicator and (one.split.code if one.split else "") == split
            ),
            None,
        )


def consolidate(form: FormContent, reports: Iterable[UnitReport]) -> Consolidated:
    """Add up what may be added up. The order of the reports changes nothing but the order of the contributions."""
    given = sorted(reports, key=lambda one: (one.name, one.unit))
    figures = [{(at.indicator, at.split): at for at in reversed(one.content.figures)} for one in given]
    telling = [one for one in given if not one.content.is_nothing]
    totals: list[Total] = []
    for indicator in form.indicators:
        if indicator.adding_up != AddingUp.RATIO:
            totals += [_total(indicator, split, given, figures) for split in (None, *indicator.splits)]
    known = {one.indicator.code: one.value for one in totals if one.split is None}
    totals += [_ratio(one, known) for one in form.indicators if one.adding_up == AddingUp.RATIO]
    order = {one.code: at for at, one in enumerate(form.indicators)}
    totals.sort(key=lambda one: order[one.indicator.code])
    return Consolidated(
        totals=tuple(totals),
        units=tuple(one.name for one in telling),
        nothing=tuple(one.name for one in given if one.content.is_nothing),
    )


def ratio(numerator: Decimal | None, denominator: Decimal | None, decimals: int = 1) -> Decimal | None:
    """A percentage computed from its two figures; None while one is missing or the denominator is zero."""
    if numerator is None or not denominator:
        return None
    return (numerator * 100 / denominator).quantize(Decimal(1).scaleb(-decimals))


def disagreements(indicator: IndicatorContent, content: ReportContent) -> Decimal | None:
    """By how much the parts of a total differ from it, beyond one unit of the last digit (domain.md §6); None when
    they agree, or one of them is not given."""
    whole = content.figure(indicator.code)
    parts = [content.figure(indicator.code, one.code) for one in indicator.splits if one.adds_up]
    values = [_worth(one) for one in parts]
    if whole is None or whole.value is None or len(values) < 2 or None in values:
        return None
    difference = sum((one for one in values if one is not None), Decimal(0)) - whole.value
    tolerance = Decimal(1).scaleb(-indicator.decimals)
    return difference if abs(difference) > tolerance else None


def _worth(figure: FigureContent | None) -> Decimal | None:
    if figure is None:
        return None
    return Decimal(0) if figure.is_nothing else figure.value


def _total(
    indicator: IndicatorContent,
    split: SplitContent | None,
    reports: Sequence[UnitReport],
    figures: Sequence[Mapping[tuple[str, str], FigureContent]],
) -> Total:
    contributions, silent, repeats, filed = [], [], 0, 0
    key = (indicator.code, split.code if split else "")
    for one, given in zip(reports, figures, strict=True):
        if not indicator.adds_of(one.level):
            continue
        figure = given.get(key)
        if one.content.is_nothing or (figure is not None and figure.is_nothing):
            contributions.append(Contribution(unit=one.unit, name=one.name, value=None, is_nothing=True))
        elif figure is None or figure.value is None:
            silent.append(one.name)
        else:
            contributions.append(Contribution(unit=one.unit, name=one.name, value=figure.value))
            filed += 1
            repeats += not figure.without_doubles
    added = indicator.adding_up in (AddingUp.SUM, AddingUp.DISTINCT)
    values = [one.value for one in contributions if one.value is not None]
    return Total(
        indicator=indicator,
        split=split,
        value=sum(values, Decimal(0)) if added and contributions else None,
        contributions=tuple(contributions),
        silent=tuple(silent),
        may_repeat=indicator.adding_up == AddingUp.DISTINCT and filed > 1 and repeats > 0,
    )


def _ratio(indicator: IndicatorContent, known: dict[str, Decimal | None]) -> Total:
    value = ratio(known.get(indicator.numerator), known.get(indicator.denominator), indicator.decimals or 1)
    return Total(indicator=indicator, split=None, value=value, contributions=())
