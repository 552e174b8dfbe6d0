"""Rows of reporting for tests: rounds, forms, indicators, reports; each maker fills in the rest plausibly."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from plans.models import (
    Campaign,
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
from tests.factories import make_campaign, make_issued, make_unit

NOW = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)
_numbers = count(1)


def make_indicator(code: str = "", name: str = "Trẻ em trên địa bàn", **more: Any) -> Indicator:
    """A figure that adds up, in trẻ."""
    code = code or f"T{next(_numbers)}"
    return Indicator.objects.create(code=code, name=name, **({"unit_of_measure": "trẻ"} | more))


def make_split(indicator: Indicator, code: str = "ns", name: str = "ngân sách", **more: Any) -> IndicatorSplit:
    """A part of a figure."""
    return IndicatorSplit.objects.create(indicator=indicator, code=code, name=name, **more)


def make_form(campaign: Campaign | None = None, *indicators: Indicator, **more: Any) -> ReportForm:
    """A form with one narrative section and these figures."""
    campaign = campaign or Campaign.objects.filter(year=2026).first() or make_campaign(2026)
    form = ReportForm.objects.create(campaign=campaign, **({"name": "Mẫu báo cáo"} | more))
    FormSection.objects.create(form=form, key="chi-dao", title="Công tác chỉ đạo", position=0)
    for at, one in enumerate(indicators):
        FormField.objects.create(form=form, indicator=one, position=at)
    return form


def make_round(
    receiver: IssuingUnit, *, form: ReportForm | None = None, plan: Plan | None = None, **more: Any
) -> ReportingRound:
    """A round of an issued plan of the receiver, due before 15 July 2026, owed by the communes under it."""
    values = {
        "year": 2026,
        "kind": "before",
        "due_on": date(2026, 7, 15),
        "levels": ["commune"],
        "opened_at": NOW,
    } | more
    return ReportingRound.objects.create(
        plan=plan or make_issued(receiver), receiver=receiver, form=form or make_form(), **values
    )


def make_report(round_: ReportingRound | None = None, unit: IssuingUnit | None = None, **more: Any) -> Report:
    """A report that is being written; with status= one that was filed with empty content."""
    round_ = round_ or make_round(make_unit("tỉnh Thái Nguyên", level="province"))
    unit = unit or make_unit(under=round_.receiver)
    report = Report.objects.create(round=round_, unit=unit, updated_at=NOW, **(more | {"status": "drafting"}))
    status = more.get("status", "drafting")
    if status != "drafting":
        version = make_report_version(report)
        Report.objects.filter(pk=report.pk).update(status=status, version=version, filed_at=NOW, first_filed_at=NOW)
        report.refresh_from_db()
    return report


def make_report_version(report: Report, number: int = 1, content: dict[str, Any] | None = None) -> ReportVersion:
    """A filed version."""
    return ReportVersion.objects.create(
        report=report, number=number, content=content or {}, filed_at=NOW, filed_by_name="Nguyễn Thị Hoa"
    )
