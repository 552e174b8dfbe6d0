"""Requests to mend a report (yêu cầu bổ sung): the one still to be answered, the history, and what each part names."""

from collections.abc import Iterable
from dataclasses import dataclass

from ... import clock
from ...content.report import FormContent, IndicatorContent, SectionContent
from ...enums import MemberRole, ReportStatus
from ...models import IssuingUnit, Membership, Report, ReportReturn, User


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPart:
    """One thing to mend: `key` as it is stored (a section's key or an indicator's code), the `section` in which it is
    mended ("" for a figure that stands on its own), how it is called, and what is asked."""

    key: str
    section: str
    label: str
    reason: str


def open_return(report: Report) -> ReportReturn | None:
    """The newest return that no later version has answered yet; None while nothing is to be mended. One query."""
    if report.status != ReportStatus.RETURNED:
        return None
    return ReportReturn.objects.filter(report=report, version=report.version_id).order_by("-id").first()


def open_returns(reports: Iterable[Report]) -> dict[int, ReportReturn]:
    """`open_return` of many reports, by the report's id: one query."""
    returned = {one.pk: one.version_id for one in reports if one.status == ReportStatus.RETURNED}
    found: dict[int, ReportReturn] = {}
    for row in ReportReturn.objects.filter(report__in=returned).order_by("id"):
        if row.version_id == returned[row.report_id]:
            found[row.report_id] = row
    return found


def returns_of(report: Report) -> list[ReportReturn]:
    """Every return of a report, the newest first, with the version it was about."""
    return list(ReportReturn.objects.filter(report=report).select_related("version").order_by("-id"))


def parts_of(row: ReportReturn, form: FormContent) -> tuple[ReturnPart, ...]:
    """What a return asks for, in the order of the form; a part the form no longer has keeps its key for a name."""
    numerals, known = form.numerals(), _order(form)
    found = []
    for key in sorted(row.parts, key=lambda one: known.get(one, len(known))):
        section, indicator = _section(form, key), form.indicator(key)
        label = key
        if section is not None:
            label = f"{numerals[key]}. {section.title}"
        elif indicator is not None:
            label = indicator.name
        place = key if section else indicator.section if indicator else ""
        found.append(ReturnPart(key=key, section=place, label=label, reason=row.parts[key]))
    return tuple(found)


def part_keys(form: FormContent) -> tuple[str, ...]:
    """What a return may name: each section followed by the figures asked in it, then the figures on their own."""
    return tuple(_order(form))


def drafters_of(unit: IssuingUnit) -> list[User]:
    """Who writes the unit's reports today; nobody where the unit has no account and is telephoned, or given a link."""
    today = clock.today()
    rows = Membership.objects.filter(unit=unit, role=MemberRole.DRAFTER, user__is_active=True).select_related("user")
    return [one.user for one in rows if one.is_valid_on(today)]


def _section(form: FormContent, key: str) -> SectionContent | None:
    return next((one for one in form.sections if one.key == key), None)


def _order(form: FormContent) -> dict[str, int]:
    keys: list[str] = []
    for section in form.sections:
        keys += [section.key, *_codes(form.indicators_of(section.key))]
    keys += _codes(form.indicators_of(""))
    return {key: at for at, key in enumerate(keys)}


def _codes(indicators: Iterable[IndicatorContent]) -> list[str]:
    return [one.code for one in indicators]
