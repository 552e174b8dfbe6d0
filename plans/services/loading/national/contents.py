"""What the units of the made-up country plan and report: a short plan, figures that depend on the unit and the year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from ....content import codec
from ....content.plan import DeadlineContent, DeadlineKind, ItemContent, Marker, PlanContent
from ....content.report import AddingUp, FigureContent, NarrativeContent, ReportContent
from ....enums import ReportStatus
from ....models import Indicator, IndicatorSplit, IssuingUnit
from ....queries.contents import issuer_of
from ....reporting.deadlines import VIETNAM

#: The splits that are filled in, so that a commune's report has about thirty rows of figures.
_SPLIT = ("D2", "D3", "D4", "C2")
#: How many figures a school or hamlet reports.
OFFICE_FIGURES = 20
_TEXT = "Tổ chức các hoạt động của Tháng hành động vì trẻ em năm {year} theo kế hoạch; số liệu mẫu để đo cổng."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of a report: None for `status` where nobody has begun."""

    status: ReportStatus | None
    is_nothing: bool = False
    filed_at: datetime | None = None
    decided_at: datetime | None = None


def fate_of(chance: Random, *, due_on: date, is_over: bool) -> Fate:
    """Of a year that is over nearly everybody's report was accepted; of this year's every state occurs."""
    at, nothing = chance.random(), chance.random() < 0.04
    filed = datetime.combine(due_on - timedelta(days=14), time(8), VIETNAM)
    filed += timedelta(days=chance.randrange(17), minutes=chance.randrange(9 * 60))
    decided = filed + timedelta(days=1)
    shares = (0.98, 0, 0, 0) if is_over else (0.46, 0.26, 0.05, 0.1)
    accepted, waiting, returned, begun = shares
    if at < accepted:
        return Fate(status=ReportStatus.ACCEPTED, is_nothing=nothing, filed_at=filed, decided_at=decided)
    if at < accepted + waiting:
        return Fate(status=ReportStatus.FILED, is_nothing=nothing, filed_at=filed)
    if at < accepted + waiting + returned:
        return Fate(status=ReportStatus.RETURNED, filed_at=filed, decided_at=decided)
    return Fate(status=ReportStatus.DRAFTING if at < accepted + waiting + returned + begun else None)


def report_of(
    chance: Random, indicators: Sequence[Indicator], *, year: int, size: int, fate: Fate, with_splits: bool
) -> ReportContent:
    """A report of a unit of that size; a draft is half of one."""
    if fate.is_nothing:
        return ReportContent(is_nothing=True)
    figures = list(_figures(chance, indicators, size, with_splits=with_splits))
    if fate.status == ReportStatus.DRAFTING:
        figures = figures[: len(figures) // 2]
    words = NarrativeContent(section="chi-dao", text=_TEXT.format(year=year))
    return ReportContent(figures=tuple(figures), narratives=(words,))


def _figures(
    chance: Random, indicators: Sequence[Indicator], size: int, *, with_splits: bool
) -> Iterator[FigureContent]:
    parts_of = {one.denominator: one.numerator for one in indicators if one.adding_up == AddingUp.RATIO}
    said: dict[str, Decimal] = {}
    for at, row in enumerate(indicators):
        if row.adding_up == AddingUp.RATIO:
            continue
        if chance.random() < 0.03:
            yield FigureContent(indicator=row.code, is_nothing=True)
            continue
        most = max(2, size // (1 + (at * 7) % 23))
        without = row.adding_up == AddingUp.DISTINCT and chance.random() < 0.5
        splits = _adding(row) if with_splits and row.code in _SPLIT else []
        parts = [_value(chance, most, row.decimals) for _ in splits]
        whole = sum(parts, Decimal(0)) if parts else _value(chance, most, row.decimals)
        # Of so many hamlets not more have done something than there are.
        said[row.code] = whole = whole + said.get(parts_of.get(row.code, ""), Decimal(0))
        yield FigureContent(indicator=row.code, value=whole, without_doubles=without)
        for split, value in zip(splits, parts, strict=True):
            yield FigureContent(indicator=row.code, split=split.code, value=value, without_doubles=without)


def _value(chance: Random, most: int, decimals: int) -> Decimal:
    return Decimal(chance.randrange(1, most * 10**decimals)).scaleb(-decimals)


def _adding(row: Indicator) -> list[IndicatorSplit]:
    return [one for one in row.splits.all() if one.adds_up]


def plan_content(unit: IssuingUnit, year: int, due_on: date) -> PlanContent:
    """The plan of a unit: one part with its duties, and by when it is reported."""
    duties = ("Tổ chức phát động Tháng hành động vì trẻ em", "Thăm hỏi, tặng quà trẻ em", "Dạy bơi cho trẻ em")
    children = tuple(ItemContent(key=f"n{at}", text=text, marker=Marker.ARABIC) for at, text in enumerate(duties))
    return PlanContent(
        issuer=issuer_of(unit),
        year=year,
        abstract=f"Triển khai Tháng hành động vì trẻ em năm {year}",
        number=100,
        issued_on=date(year, 5, 4),
        deadlines=(DeadlineContent(kind=DeadlineKind.BEFORE, due_on=due_on),),
        items=(ItemContent(key="n-phan", text="NỘI DUNG", is_heading=True, children=children),),
    )


def plan_json(unit: IssuingUnit, year: int, due_on: date) -> dict[str, Any]:
    """The same as a version stores it."""
    stored: dict[str, Any] = codec.to_json(plan_content(unit, year, due_on))
    return stored
