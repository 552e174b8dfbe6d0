"""The national table: a row for each commune below a unit, with its province, how it stands and its figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import F

from ....content.report import AddingUp, IndicatorContent
from ....content.vietnamese import capitalised, short_date
from ....enums import ReportStatus
from ....models import Figure, IssuingUnit, Report
from ....reporting.consolidating import ratio
from ....reporting.deadlines import VIETNAM
from ....reporting.figures import figure_words
from ....rules.actor import Actor
from ....spreadsheets import Cell, Table
from ..rolling import Answer, Keys, answers_below

#: What stands in the cell of a figure that did not arise.
NOTHING = "KPS"
#: Whose figures stand in the table.
_LEVEL = "commune"
#: The levels that have communes below.
ABOVE_COMMUNES = ("central", "province")
_ADDED = (AddingUp.SUM, AddingUp.DISTINCT)
_WORDS = {
    ReportStatus.FILED: "Chờ xem xét",
    ReportStatus.RETURNED: "Cần bổ sung",
    ReportStatus.ACCEPTED: "Đã tiếp nhận",
    ReportStatus.DRAFTING: "Đang làm, chưa nộp",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A commune: `figures` by key where it gave one; None for one that did not arise. Empty where its report is not
    counted: not filed, returned, or not accepted where only accepted ones count."""

    province: str
    code: str
    unit: str
    standing: str
    filed_on: date | None = None
    figures: Mapping[str, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalTable:
    """The table of a year below `scope`: a line a commune, in the order of the tree; `columns` are keys of figures."""

    scope: IssuingUnit
    year: int
    accepted_only: bool
    made_on: date
    indicators: tuple[IndicatorContent, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    counted: int

    @property
    def title(self) -> str:
        """What stands over it."""
        return f"Số liệu Tháng hành động vì trẻ em năm {self.year} theo xã, phường, đặc khu, {self.scope.territory}"

    @property
    def note(self) -> str:
        """What is in the figures, and what is not."""
        which = "đã tiếp nhận" if self.accepted_only else "đã nộp, trừ báo cáo đang phải bổ sung"
        return (
            f"Đến {short_date(self.made_on)}; số liệu của {figure_words(Decimal(self.counted))} trong "
            f"{figure_words(Decimal(len(self.lines)))} đơn vị (báo cáo {which}). {NOTHING}: không phát sinh; "
            "ô trống: chưa có số liệu; cả báo cáo không phát sinh thì ghi ở cột Tình trạng."
        )

    def heads(self) -> tuple[str, ...]:
        """The names over the columns, those of the figures with their unit of measure."""
        names = {one.code: f"{one.name} ({one.unit_of_measure})" for one in self.indicators}
        for one in self.indicators:
            names |= {f"{one.code}:{part.code}": f"{one.name}: {part.name}" for part in one.splits}
        return (*FIRST_HEADS, *(names[key] for key in self.columns))

    def totals(self, lines: Sequence[Line] | None = None) -> dict[str, Decimal]:
        """The sums of the columns that may be added, and the percentages computed again from them."""
        found: dict[str, Decimal] = {}
        addable = {one.code for one in self.indicators if one.adding_up in _ADDED and one.adds_of(_LEVEL)}
        for line in self.lines if lines is None else lines:
            for key, value in line.figures.items():
                if key.partition(":")[0] in addable:
                    found[key] = found.get(key, Decimal(0)) + (value or 0)
        return found | _ratios(found, self.indicators)

    def by_province(self) -> Iterator[tuple[str, tuple[Line, ...]]]:
        """The lines of each province."""
        for name, lines in groupby(self.lines, key=lambda one: one.province):
            yield name, tuple(lines)


FIRST_HEADS = ("Tỉnh, thành phố", "Mã", "Xã, phường, đặc khu", "Tình trạng", "Ngày nộp")


def table_scope(actor: Actor) -> IssuingUnit | None:
    """The unit whose national table the actor may take away: the country or the province it works for or helps; None
    for whoever has no communes below."""
    if not actor.scope_path:
        return None
    scope = IssuingUnit.objects.select_related("level").filter(path=actor.scope_path).first()
    return scope if scope is not None and scope.level.code in ABOVE_COMMUNES else None


def national_table(scope: IssuingUnit, year: int, *, today: date, accepted_only: bool = False) -> NationalTable:
    """The table of the communes below `scope`, each with the report of the year that is to count (see
    `rolling.roll_up`, whose sums its totals are): a constant number of queries."""
    answers = answers_below(scope, year, accepted_only=accepted_only, level=_LEVEL)
    keys = Keys("commune")
    figures = _figures([one.pk for one in answers.values() if one is not None and one.counts], keys)
    indicators = keys.indicators()
    units = IssuingUnit.objects.filter(path__startswith=scope.path).order_by("path")
    standings = _standings(scope, year)
    lines, province = [], (scope.path, capitalised(scope.territory))
    for pk, path, level, code, territory in units.values_list("pk", "path", "level__code", "code", "territory"):
        if level == "province":
            province = (path, capitalised(territory))
        if pk in answers:
            answer = answers[pk]
            lines.append(
                _line(
                    province=province[1] if path.startswith(province[0]) else "",
                    code=code,
                    unit=capitalised(territory),
                    standing=standings.get(pk),
                    answer=answer,
                    figures=figures.get(answer.pk, {}) if answer else {},
                    indicators=indicators,
                )
            )
    return NationalTable(
        scope=scope,
        year=year,
        accepted_only=accepted_only,
        made_on=today,
        indicators=indicators,
        columns=_columns(indicators, {key for one in figures.values() for key in one}),
        lines=tuple(lines),
        counted=sum(one is not None and one.counts for one in answers.values()),
    )


def table_years() -> list[int]:
    """The years anybody has filed a report for, the newest first."""
    years = Report.objects.filter(version__isnull=False).values_list("round__year", flat=True)
    return list(years.distinct().order_by("-round__year"))


def _figures(reports: list[int], keys: Keys) -> dict[int, dict[str, Decimal | None]]:
    found: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    rows = Figure.objects.filter(report_id__in=reports).exclude(indicator__adding_up=AddingUp.RATIO)
    for report, indicator, split, value in rows.values_list(
        "report_id", "indicator_id", "split_id", "value"
    ).iterator():
        found[report][keys.key(indicator, split)] = value
    return found


def _standings(scope: IssuingUnit, year: int) -> dict[int, tuple[int, str, bool, date | None]]:
    """Each unit's report of the year that went farthest: its id, state, whether it says không phát sinh, and when it
    was filed. A draft yields to whatever was filed, on either database."""
    rows = Report.objects.filter(round__year=year, unit__path__startswith=scope.path)
    rows = rows.order_by(F("filed_at").asc(nulls_first=True), "pk")
    return {
        unit: (pk, status, bool(nothing), filed.astimezone(VIETNAM).date() if filed else None)
        for unit, pk, status, nothing, filed in rows.values_list(
            "unit_id", "pk", "status", "version__is_nothing", "filed_at"
        )
    }


def _line(
    *,
    province: str,
    code: str,
    unit: str,
    standing: tuple[int, str, bool, date | None] | None,
    answer: Answer | None,
    figures: Mapping[str, Decimal | None],
    indicators: Sequence[IndicatorContent],
) -> Line:
    words, filed_on = "Chưa làm", None
    if standing is not None:
        _, status, nothing, filed_on = standing
        words = _WORDS[ReportStatus(status)]
        if nothing and status != ReportStatus.RETURNED:
            words = f"Không phát sinh, {words[:1].lower()}{words[1:]}"
    known = {key: value for key, value in figures.items() if value is not None}
    told = figures if answer is not None and answer.counts else {}
    return Line(
        province=province,
        code=code,
        unit=unit,
        standing=words,
        filed_on=filed_on,
        figures=dict(told) | (_ratios(known, indicators) if told else {}),
    )


def _ratios(values: Mapping[str, Decimal], indicators: Sequence[IndicatorContent]) -> dict[str, Decimal]:
    computed = {
        one.code: ratio(values.get(one.numerator), values.get(one.denominator), one.decimals or 1)
        for one in indicators
        if one.adding_up == AddingUp.RATIO
    }
    return {code: value for code, value in computed.items() if value is not None}


def _columns(indicators: Sequence[IndicatorContent], given: set[str]) -> tuple[str, ...]:
    """The figures in the order of the catalogue, each before those of its parts that anybody gave."""
    found: list[str] = []
    for one in indicators:
        found.append(one.code)
        found += [key for part in one.splits if (key := f"{one.code}:{part.code}") in given]
    return tuple(found)


def spreadsheet(table: NationalTable) -> Table:
    """The table as a sheet to take away: figures as numbers, days as days."""
    totals = table.totals()
    return Table(
        title=table.title,
        heads=table.heads(),
        rows=(_cells(line, table.columns) for line in table.lines),
        note=table.note,
        total=("Tổng", "", "", "", None, *(totals.get(key) for key in table.columns)),
        fixed=3,
        name=f"Năm {table.year}",
    )


def _cells(line: Line, columns: Sequence[str]) -> tuple[Cell, ...]:
    first: tuple[Cell, ...] = (line.province, line.code, line.unit, line.standing, line.filed_on)
    return first + tuple(
        NOTHING if key in line.figures and line.figures[key] is None else line.figures.get(key) for key in columns
    )
