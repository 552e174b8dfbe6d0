"""The catalogue of figures and the country's forms from the data files, and last year's reports of the demonstration.

Like the other catalogues: only what is missing is added, because what was loaded belongs to those who keep it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import transaction

from ...content.report import FigureContent, NarrativeContent, ReportContent
from ...content.report_codec import report_to_json
from ...enums import ReportStatus
from ...models import (
    Campaign,
    Figure,
    FormField,
    FormSection,
    Indicator,
    IndicatorSplit,
    IssuingUnit,
    Plan,
    Report,
    ReportForm,
    ReportingRound,
    ReportVersion,
)
from ...queries.reporting.forms import form_for, indicator_rows
from ...queries.reporting.owed import expected_units
from ...reporting.deadlines import VIETNAM
from ...rules.actor import SYSTEM
from ..reporting.rounds import open_rounds
from .files import as_date, read_fixture

_NUMBERS = ("least", "most", "unusual")


@transaction.atomic
def load_report_catalogue() -> int:
    """Load the figures of the country with their parts, and its form for each year that has none; returns how many
    figures were new."""
    known = set(Indicator.objects.filter(owner=None).values_list("code", flat=True))
    new = [(at, one) for at, one in enumerate(read_fixture("indicators.json")) if one["code"] not in known]
    rows = Indicator.objects.bulk_create(_indicator(entry, at) for at, entry in new)
    IndicatorSplit.objects.bulk_create(
        IndicatorSplit(indicator=row, position=at, **split)
        for row, (_, entry) in zip(rows, new, strict=True)
        for at, split in enumerate(entry.get("splits", ()))
    )
    have_one = ReportForm.objects.filter(owner=None).values("campaign")
    for entry in read_fixture("report_forms.json"):
        for campaign in Campaign.objects.filter(year__in=entry["years"]).exclude(pk__in=have_one):
            _keep_form(campaign, entry)
    return len(rows)


def keep_demo_rounds() -> int:
    """Open the rounds of the demonstration's plans of its year and keep last year's reports; returns how many rounds
    are new."""
    if not Indicator.objects.exists():
        load_report_catalogue()
    entry = read_fixture("demo/last_year.json")
    plans = Plan.objects.filter(short_name__isnull=False, year=entry["year"] + 1, rounds=None)
    opened = sum(len(open_rounds(plan, actor=SYSTEM, even_past=True)) for plan in plans)
    seen_to = ReportingRound.objects.filter(plan__short_name=entry["plan"], position=entry["position"]).exists()
    return opened if seen_to else opened + _keep_last_year(entry)


def _indicator(entry: dict[str, Any], position: int) -> Indicator:
    values = {name: value for name, value in entry.items() if name not in ("splits", *_NUMBERS)}
    numbers = {name: Decimal(entry[name]) for name in _NUMBERS if name in entry}
    return Indicator(position=position, **values, **numbers)


def _keep_form(campaign: Campaign, entry: dict[str, Any]) -> None:
    form = ReportForm.objects.create(campaign=campaign, name=entry["name"].format(year=campaign.year))
    indicators = {row.code: row for row in Indicator.objects.filter(owner=None)}
    FormSection.objects.bulk_create(
        FormSection(form=form, position=at, **section) for at, section in enumerate(entry["sections"])
    )
    FormField.objects.bulk_create(
        FormField(
            form=form,
            indicator=indicators[one["code"]],
            section=one.get("section", ""),
            is_required=one.get("is_required", False),
            position=at,
        )
        for at, one in enumerate(entry["indicators"])
    )


@transaction.atomic
def _keep_last_year(entry: dict[str, Any]) -> int:
    """The communes' accepted reports of last year, on a plan of the archive; every row says that it is an example."""
    plan = Plan.objects.filter(short_name=entry["plan"]).select_related("campaign").first()
    province = IssuingUnit.objects.filter(code=entry["province"], closed_on=None).first()
    form = form_for(plan.campaign_id or 0, province) if plan and province else None
    if plan is None or province is None or form is None:
        return 0
    round_ = ReportingRound.objects.create(
        plan=plan,
        position=entry["position"],
        year=entry["year"],
        label=entry["label"],
        kind=entry["kind"],
        due_on=as_date(entry["due_on"]),
        receiver=province,
        form=form,
        levels=["commune"],
        opened_at=_moment(entry["filed_from"], 0),
    )
    units = list(expected_units(round_))
    contents = [_content(entry, form, unit, at) for at, unit in enumerate(units)]
    _write(round_, form, entry, list(zip(units, contents, strict=True)))
    return 1


def _write(
    round_: ReportingRound, form: ReportForm, entry: dict[str, Any], filed: list[tuple[IssuingUnit, ReportContent]]
) -> None:
    moments = [_moment(entry["filed_from"], at % 14) for at in range(len(filed))]
    reports = Report.objects.bulk_create(
        Report(
            round=round_,
            unit=unit,
            draft=report_to_json(content),
            is_nothing=content.is_nothing,
            source=entry["source"],
            updated_at=moment,
        )
        for (unit, content), moment in zip(filed, moments, strict=True)
    )
    versions = ReportVersion.objects.bulk_create(
        ReportVersion(
            report=report,
            number=1,
            content=report.draft,
            is_nothing=report.is_nothing,
            filed_at=report.updated_at,
            filed_by_name=report.unit.short_name[:120],
            source=entry["source"],
        )
        for report in reports
    )
    for report, version in zip(reports, versions, strict=True):
        report.status, report.version = ReportStatus.ACCEPTED, version
        report.first_filed_at = report.filed_at = report.updated_at
        report.decided_at, report.decided_by_name = _moment(entry["accepted_on"], 0), entry["source"]
    written = ("status", "version", "first_filed_at", "filed_at", "decided_at", "decided_by_name")
    Report.objects.bulk_update(reports, written)
    contents = [content for _, content in filed]
    Figure.objects.bulk_create(figure for pair in zip(reports, contents, strict=True) for figure in _rows(form, *pair))


def _rows(form: ReportForm, report: Report, content: ReportContent) -> Iterator[Figure]:
    indicators = {row.code: row for row in indicator_rows(form)}
    for one in content.figures:
        row = indicators[one.indicator]
        split = next((each for each in row.splits.all() if each.code == one.split), None)
        yield Figure(report=report, indicator=row, split=split, value=one.value, is_nothing=one.is_nothing)


def _content(entry: dict[str, Any], form: ReportForm, unit: IssuingUnit, at: int) -> ReportContent:
    """The named unit's figures as they stand in the file; a neighbour's made from them by its place in the list, so
    that every run writes the same. The last one had không phát sinh."""
    if unit.code != entry["unit"] and at % 45 == 44:
        return ReportContent(is_nothing=True)
    share = Decimal(1) if unit.code == entry["unit"] else Decimal(60 + (at * 37) % 95) / 100
    figures = list(_figures(entry, form, share))
    narratives = tuple(NarrativeContent(section=key, text=text) for key, text in entry["narratives"].items())
    return ReportContent(figures=tuple(figures), narratives=narratives)


def _figures(entry: dict[str, Any], form: ReportForm, share: Decimal) -> Iterable[FigureContent]:
    said: dict[str, Any] = entry["figures"]
    for row in indicator_rows(form):
        if row.code in entry["nothing"]:
            yield FigureContent(indicator=row.code, is_nothing=True)
            continue
        step = Decimal(1).scaleb(-row.decimals)
        parts = {
            one: (Decimal(str(said[f"{row.code}:{one.code}"])) * share).quantize(step)
            for one in row.splits.all()
            if f"{row.code}:{one.code}" in said
        }
        adding = [value for one, value in parts.items() if one.adds_up]
        if row.code in said:
            yield FigureContent(indicator=row.code, value=(Decimal(str(said[row.code])) * share).quantize(step))
        elif adding:
            yield FigureContent(indicator=row.code, value=sum(adding, Decimal(0)))
        for one, value in parts.items():
            yield FigureContent(indicator=row.code, split=one.code, value=value)


@lru_cache(maxsize=32)
def _moment(day: str, later: int) -> datetime:
    """Ten in the morning so many days later."""
    first = as_date(day)
    if first is None:
        raise ValueError("a day of the data file is missing")
    return datetime.combine(first + timedelta(days=later), time(10), VIETNAM)
