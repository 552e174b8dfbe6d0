"""The made-up country written: units, plans, rounds and reports of three years, the same for the same seed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from ....content.report_codec import report_to_json
from ....enums import PlanStatus, ReportStatus
from ....models import (
    Campaign,
    Figure,
    FormField,
    FormSection,
    Indicator,
    IssuingUnit,
    Plan,
    PlanVersion,
    Report,
    ReportForm,
    ReportingRound,
    ReportReturn,
    ReportVersion,
)
from ....queries.reporting.forms import indicator_rows
from ....reporting.deadlines import VIETNAM
from ..catalogues import load_catalogues
from ..units import CENTRAL, load_units
from .contents import OFFICE_FIGURES, Fate, fate_of, plan_json, report_of
from .people import add_people
from .rows import Ids, go_on_after, write_rows
from .units import add_offices

_PDF = b"%PDF-1.7\n% a made-up plan has no pages\n"
_SOURCE = "số liệu mẫu để đo cổng"
#: By when the units of a level owe: schools and hamlets first, provinces last.
_DUE = {1: (8, 1), 2: (7, 15), 3: (7, 5)}
_WRITTEN: tuple[Any, ...] = (Plan, PlanVersion, ReportingRound, Report, ReportVersion, Figure, ReportReturn)

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeding:
    """What is made up. `provinces` empty: all 34; `offices_of`: the provinces whose communes have schools and hamlets
    that report too, None: all; `share`: of that part of their communes."""

    years: tuple[int, ...] = (2024, 2025, 2026)
    provinces: tuple[str, ...] = ()
    offices_of: Collection[str] | None = None
    share: float = 1
    seed: int = 2026


@dataclass(slots=True, kw_only=True)
class SeedSummary:
    """How many rows were written."""

    units: int = 0
    people: int = 0
    rounds: int = 0
    reports: int = 0
    figures: int = 0


@dataclass(slots=True, kw_only=True)
class _Rows:
    """What is to be written for some rounds, in the order of the columns below."""

    plans: list[tuple[Any, ...]] = field(default_factory=list)
    plan_versions: list[tuple[Any, ...]] = field(default_factory=list)
    rounds: list[tuple[Any, ...]] = field(default_factory=list)
    reports: list[tuple[Any, ...]] = field(default_factory=list)
    versions: list[tuple[Any, ...]] = field(default_factory=list)
    figures: list[tuple[Any, ...]] = field(default_factory=list)
    returns: list[tuple[Any, ...]] = field(default_factory=list)


_COLUMNS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "plans": (
        Plan,
        ("id", "issuing_unit_id", "campaign_id", "year", "status", "abstract", "number", "issued_on", "created_at",
         "updated_at"),
    ),
    "plan_versions": (
        PlanVersion, ("id", "plan_id", "number", "content", "pdf", "sha256", "is_issued", "reason", "created_at"),
    ),
    "rounds": (
        ReportingRound,
        ("id", "plan_id", "year", "kind", "due_on", "receiver_id", "form_id", "levels", "opened_at"),
    ),
    "reports": (
        Report,
        ("id", "round_id", "unit_id", "status", "draft", "is_nothing", "version_id", "first_filed_at", "filed_at",
         "decided_at", "decided_by_name", "source", "updated_at"),
    ),
    "versions": (
        ReportVersion,
        ("id", "report_id", "number", "content", "is_nothing", "filed_at", "filed_by_name", "source"),
    ),
    "figures": (
        Figure, ("id", "report_id", "indicator_id", "split_id", "value", "is_nothing", "without_doubles"),
    ),
    "returns": (ReportReturn, ("id", "report_id", "version_id", "parts", "reason", "returned_at", "returned_by_name")),
}  # fmt: skip


def has_work() -> bool:
    """Whether plans or reports are kept here that a made-up country would be mixed with."""
    return Plan.objects.exists() or Report.objects.exists()


def seed_national(wanted: Seeding | None = None, *, tell: Tell = lambda _: None) -> SeedSummary:
    """Write the made-up country beside what is there: the units that are missing, then for each year and province its
    plans, rounds and reports in one transaction. `tell` is given a line of progress now and then."""
    wanted = wanted or Seeding()
    load_units(wanted.provinces or None)
    load_catalogues()
    summary = SeedSummary()
    provinces = _below(IssuingUnit.objects.get(code=CENTRAL, closed_on=None), "province")
    provinces = [one for one in provinces if not wanted.provinces or one.code in wanted.provinces]
    with transaction.atomic():
        summary.units = add_offices([one for each in provinces for one in _with_offices(each, wanted)], wanted.seed)
    tell(f"{IssuingUnit.objects.count()} đơn vị")
    if settings.DEMO:
        summary.people = add_people(_looked_at(provinces))
    writer = _Writer(wanted.seed, summary)
    for year in wanted.years:
        with transaction.atomic():
            writer.begin(year, provinces)
        for province in provinces:
            with transaction.atomic():
                writer.write_province(province, _with_offices(province, wanted))
        tell(f"năm {year}: {summary.reports} báo cáo, {summary.figures} số liệu")
    return summary


def _looked_at(provinces: Sequence[IssuingUnit]) -> Iterator[IssuingUnit]:
    yield IssuingUnit.objects.get(code=CENTRAL, closed_on=None)
    for one in provinces:
        yield one
        yield from _below(one, "commune")[:1]


def _below(unit: IssuingUnit, *levels: str) -> list[IssuingUnit]:
    """The open units directly under it, with their levels."""
    units = IssuingUnit.objects.filter(
        path__startswith=unit.path, depth=unit.depth + 1, level__code__in=levels, closed_on=None
    )
    return list(units.select_related("level").order_by("path"))


def _with_offices(province: IssuingUnit, wanted: Seeding) -> list[IssuingUnit]:
    if wanted.offices_of is not None and province.code not in wanted.offices_of:
        return []
    return [
        one for one in _below(province, "commune") if Random(f"{wanted.seed}:{one.code}:nơi").random() < wanted.share
    ]


class _Writer:
    """Makes the rows of one receiver after the other, and writes them by the thousand."""

    def __init__(self, seed: int, summary: SeedSummary) -> None:
        self._seed, self._summary = seed, summary
        self._ids = {model: Ids(model) for model in _WRITTEN}
        self._year, self._is_over, self._form = 0, False, ReportForm()
        # Another number than any document has, so that a second country beside the first is no mistake.
        self._number = max(100, 1 + (Plan.objects.aggregate(most=Max("number"))["most"] or 0))
        self._last_year = max(Campaign.objects.values_list("year", flat=True))
        self._indicators: tuple[Indicator, ...] = ()
        self._splits: dict[tuple[str, str], int] = {}

    def begin(self, year: int, provinces: Sequence[IssuingUnit]) -> None:
        """Go to a year: its form, and the centre's round, in which the provinces report."""
        campaign = Campaign.objects.get(year=year)
        self._year, self._is_over = year, year < self._last_year
        self._form = form_of_year(campaign)
        self._indicators = indicator_rows(self._form)
        self._splits = {(row.code, one.code): one.pk for row in self._indicators for one in row.splits.all()}
        rows = _Rows()
        self._round(rows, IssuingUnit.objects.get(code=CENTRAL, closed_on=None), provinces)
        self._write(rows)

    def write_province(self, province: IssuingUnit, with_offices: Iterable[IssuingUnit]) -> None:
        """The province's round with its communes' reports, and those communes' rounds with their offices'."""
        rows = _Rows()
        self._round(rows, province, _below(province, "commune"))
        offices: dict[str, list[IssuingUnit]] = {}
        below = IssuingUnit.objects.filter(path__startswith=province.path, depth=province.depth + 2, closed_on=None)
        for one in below.select_related("level").order_by("path"):
            offices.setdefault(one.path[: -IssuingUnit.steplen], []).append(one)
        for commune in with_offices:
            self._round(rows, commune, offices.get(commune.path, []))
        self._write(rows)

    def _round(self, rows: _Rows, receiver: IssuingUnit, owing: Sequence[IssuingUnit]) -> None:
        due_on = date(self._year, *_DUE[receiver.depth])
        moment = datetime.combine(date(self._year, 5, 4), time(9), VIETNAM)
        plan, version, round_ = (self._ids[one].take() for one in (Plan, PlanVersion, ReportingRound))
        abstract = f"Triển khai Tháng hành động vì trẻ em năm {self._year}"
        rows.plans.append((
            plan, receiver.pk, self._form.campaign_id, self._year, PlanStatus.ISSUED.value, abstract, self._number,
            date(self._year, 5, 4), moment, moment,
        ))  # fmt: skip
        rows.plan_versions.append((
            version, plan, 1, plan_json(receiver, self._year, due_on), _PDF, sha256(_PDF).hexdigest(), True, _SOURCE,
            moment,
        ))  # fmt: skip
        levels = list(dict.fromkeys(one.level.code for one in owing))
        rows.rounds.append(
            (round_, plan, self._year, "before", due_on, receiver.pk, self._form.pk, levels, moment)
        )  # fmt: skip
        for unit in owing:
            self._report(rows, round_, unit, due_on)

    def _report(self, rows: _Rows, round_: int, unit: IssuingUnit, due_on: date) -> None:
        chance = Random(f"{self._seed}:{unit.code}:{self._year}")
        fate = fate_of(chance, due_on=due_on, is_over=self._is_over)
        if fate.status is None:
            return
        is_office = unit.depth > 3
        content = report_of(
            chance,
            self._indicators[:OFFICE_FIGURES] if is_office else self._indicators,
            year=self._year,
            size=200 if is_office else 3_000 if unit.depth == 3 else 100_000,
            fate=fate,
            with_splits=not is_office,
        )
        stored, report = report_to_json(content), self._ids[Report].take()
        version = None
        if fate.filed_at is not None:
            version = self._ids[ReportVersion].take()
            rows.versions.append(
                (version, report, 1, stored, content.is_nothing, fate.filed_at, unit.short_name[:120], "")
            )
            self._figures(rows, report, content)
        decided_by = _SOURCE if fate.decided_at else ""
        begun = datetime.combine(due_on, time(8), VIETNAM)
        rows.reports.append((
            report, round_, unit.pk, fate.status.value, stored, content.is_nothing, version, fate.filed_at,
            fate.filed_at, fate.decided_at, decided_by, "", fate.filed_at or begun,
        ))  # fmt: skip
        self._return(rows, report, version, fate)

    def _return(self, rows: _Rows, report: int, version: int | None, fate: Fate) -> None:
        if fate.status == ReportStatus.RETURNED:
            parts = {"D1": "Số trẻ gấp nhiều lần năm trước; xem lại giúp."}
            rows.returns.append((self._ids[ReportReturn].take(), report, version, parts, "", fate.decided_at, _SOURCE))

    def _figures(self, rows: _Rows, report: int, content: Any) -> None:
        indicators, take = {row.code: row.pk for row in self._indicators}, self._ids[Figure].take
        rows.figures.extend(
            (
                take(),
                report,
                indicators[one.indicator],
                self._splits[one.indicator, one.split] if one.split else None,
                one.value,
                one.is_nothing,
                one.without_doubles,
            )
            for one in content.figures
        )

    def _write(self, rows: _Rows) -> None:
        for name, (model, columns) in _COLUMNS.items():
            write_rows(model, columns, getattr(rows, name))
        go_on_after(_WRITTEN)
        self._summary.rounds += len(rows.rounds)
        self._summary.reports += len(rows.reports)
        self._summary.figures += len(rows.figures)


def form_of_year(campaign: Campaign) -> ReportForm:
    """The country's form of the year; a year without one gets a copy of the nearest later year's."""
    found = ReportForm.objects.filter(owner=None, campaign=campaign, is_in_use=True).order_by("-pk").first()
    if found is not None:
        return found
    model = ReportForm.objects.filter(owner=None, campaign__year__gt=campaign.year).order_by("campaign__year").first()
    if model is None:
        raise ValueError(f"no form for {campaign.year} or after it")
    name = f"Báo cáo kết quả {campaign}"
    form = ReportForm.objects.create(campaign=campaign, name=name)
    sections, fields = list(model.sections.all()), list(model.fields.all())
    for section in sections:
        section.pk, section.form = None, form
    for field_ in fields:
        field_.pk, field_.form = None, form
    FormSection.objects.bulk_create(sections)
    FormField.objects.bulk_create(fields)
    return form
