"""A round added up as its screen shows it: rows with their notes, who is missing, a chart of one figure by unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ....content.report import AddingUp
from ....content.vietnamese import short_day
from ....queries.reporting.adding import AddedUp, FigureSum, MissingUnit
from ....queries.reporting.drilling import FigureByUnit, UnitFigure
from ....reporting.addenda import difference_words
from ....reporting.figures import figure_words

#: How many bars a chart of units has; the others are one line.
_BARS = 9
_ROW, _NAMES, _WIDTH = 23, 126, 158


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of the table in words; `parts` are its splits, `notes` what stands under its name."""

    key: str
    name: str
    measure: str
    previous: str
    value: str
    change: str
    reporting: str
    notes: tuple[str, ...] = ()
    warning: str = ""
    parts: tuple["Row", ...] = ()
    is_now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of the chart: what it is called, how long, what it says, and where it stands."""

    name: str
    value: str
    text_y: int
    y: int
    length: float

    @property
    def value_x(self) -> float:
        """Where the number stands: behind the bar."""
        return _NAMES + self.length + 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One figure by unit: bars of the largest, the others together, the total; `said` is the sentence for those who do
    not see it."""

    row: Row
    units: int
    bars: tuple[Bar, ...]
    others: str
    others_value: str
    total: str
    said: str

    @property
    def height(self) -> int:
        """Of the drawing."""
        return _ROW * len(self.bars) + (54 if self.others else 30)

    @property
    def foot(self) -> int:
        """Where the line over the total stands."""
        return self.height - 19

    @property
    def others_y(self) -> int:
        """Where the others stand."""
        return self.height - 26

    @property
    def total_y(self) -> int:
        """Where the total stands."""
        return self.height - 4


def rows_of(added: AddedUp, chosen: str) -> tuple[Row, ...]:
    """The figures in the form's order, each with its parts."""
    found: list[Row] = []
    whole = [one for one in added.sums if one.split is None]
    for one in whole:
        parts = [each for each in added.sums if each.split and each.indicator.code == one.indicator.code]
        found.append(_row(one, added, parts, is_now=one.key == chosen))
    return tuple(found)


def value_words(one: FigureSum) -> str:
    """A total in words: "không cộng" where adding is wrong, "không phát sinh" where everybody said so."""
    if one.indicator.adding_up == AddingUp.NONE:
        return "không cộng"
    if one.value is None:
        return "chưa có"
    if one.contributions and one.nothing == one.reporting and one.indicator.adding_up != AddingUp.RATIO:
        return "chưa có" if one.silent else "không phát sinh"
    return figure_words(one.value)


def chart_of(row: Row, figure: FigureSum, year: int) -> Chart | None:
    """The chart of a figure by unit; None where no unit gave a number."""
    known = [(one.name, one.value) for one in figure.contributions if one.value is not None]
    if figure.value is None or not known or not any(value for _, value in known):
        return None
    known.sort(key=lambda each: -(each[1] or Decimal(0)))
    shown, rest = known[:_BARS], known[_BARS:]
    most = max(value for _, value in shown)
    bars = tuple(
        Bar(
            name=name if len(name) <= 18 else f"{name[:17]}…",
            value=figure_words(value),
            y=5 + _ROW * at,
            text_y=17 + _ROW * at,
            length=round(float(value / most) * _WIDTH, 1) if most else 0,
        )
        for at, (name, value) in enumerate(shown)
    )
    measure = figure.indicator.unit_of_measure
    said = (
        f"{figure.indicator.name}, năm {year}: {shown[0][0]} nhiều nhất, {figure_words(shown[0][1])} {measure}; "
        f"tổng của {len(known)} đơn vị là {figure_words(figure.value)} {measure}."
    )
    return Chart(
        row=row,
        bars=bars,
        others=f"{len(rest)} đơn vị khác" if rest else "",
        others_value=figure_words(sum((value for _, value in rest), Decimal(0))),
        total=figure_words(figure.value),
        said=said,
        units=len(known),
    )


def missing_words(one: MissingUnit) -> str:
    """ "quá hạn 2 ngày, đã đôn đốc 15/7"."""
    words = [f"quá hạn {one.days_late} ngày"] if one.days_late else []
    words += ["đang làm"] if one.owed.report is not None else []
    words += [f"đã đôn đốc {short_day(one.reminded_on)}"] if one.reminded_on else []
    return ", ".join(words) or "chưa đến hạn"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit of a figure's own page in words; `state` says why there is no number."""

    unit: UnitFigure
    value: str
    previous: str
    change: str
    state: str


def unit_rows(found: FigureByUnit) -> tuple[UnitRow, ...]:
    """Every unit that owes with what it gave."""
    return tuple(
        UnitRow(
            unit=one,
            value=figure_words(one.value),
            previous=figure_words(one.previous),
            change=difference_words(one.previous, one.value),
            state=state_words(one),
        )
        for one in found.units
    )


def state_words(one: UnitFigure) -> str:
    """Why a unit has no figure here; empty where it has."""
    if one.is_missing:
        return "chưa nộp"
    if one.is_left_out:
        return "chưa tính vào tổng"
    if one.is_nothing:
        return "không phát sinh"
    return "để trống" if one.is_silent else ""


def main_figures(sums: Iterable[FigureSum]) -> tuple[FigureSum, ...]:
    """What a chart can be drawn of: whole figures that are added up."""
    added = (AddingUp.SUM, AddingUp.DISTINCT)
    return tuple(one for one in sums if one.split is None and one.indicator.adding_up in added)


def _row(one: FigureSum, added: AddedUp, parts: Iterable[FigureSum] = (), *, is_now: bool = False) -> Row:
    expected, whole_nothing = added.counts.expected, added.nothing
    is_ratio = one.indicator.adding_up == AddingUp.RATIO
    return Row(
        key=one.key,
        name=one.split.name if one.split else one.indicator.name,
        measure=one.indicator.unit_of_measure,
        previous=figure_words(one.previous),
        value=value_words(one),
        change=difference_words(one.previous, one.value),
        reporting="" if is_ratio else f"{one.reporting}/{expected}",
        notes=tuple(_notes(one, whole_nothing)),
        warning="Có thể đã tính hai lần: không phải đơn vị nào cũng ghi “đã loại trùng”." if one.may_repeat else "",
        parts=tuple(_row(each, added) for each in parts),
        is_now=is_now,
    )


def _notes(one: FigureSum, whole_nothing: int) -> list[str]:
    found = []
    # Whoever said so for the whole report is told once, beside the table.
    nothing = one.nothing - whole_nothing
    if one.indicator.adding_up == AddingUp.RATIO:
        base = f"; tính lại từ {figure_words(one.of[0])} trong {figure_words(one.of[1])}" if one.of else ""
        found.append(f"Không cộng tỷ lệ{base}")
    if one.indicator.adding_up == AddingUp.NONE:
        found.append("Số liệu này không cộng giữa các đơn vị; xem từng đơn vị")
    if one.silent:
        found.append(f"{_some(one.silent)} để trống, chưa rõ có hay không")
    if nothing > 0 and one.nothing < one.reporting:
        found.append(f"{nothing} đơn vị không phát sinh")
    return found


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) <= 3 else f"{', '.join(names[:2])} và {len(names) - 2} đơn vị khác"
