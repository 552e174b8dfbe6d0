"""A report as it was filed: read by its unit, by whoever reviews it, and from above; and every earlier version."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ...queries.reporting.reports import may_stand_in, reports_visible_to
from ...queries.reporting.reviewing.detail import detail_page
from ...rules.reports import ReportVerb
from ..access import PortalRequest, signed_in
from .routes import ReportRoutes, address_of

if TYPE_CHECKING:
    from ...models import Report


@signed_in
@require_safe
def report_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """What was filed last, with last year's figures, what is doubtful, and how it came and went."""
    return _show(request, _report(request, pk))


@signed_in
@require_safe
def report_version(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    """One version as it was filed."""
    return _show(request, _report(request, pk), number)


def _show(request: PortalRequest, report: "Report", number: int | None = None) -> HttpResponse:
    version = get_object_or_404(report.versions, number=number) if number is not None else None
    detail = detail_page(request.actor, report, version)
    context = {
        "detail": detail,
        "report": report,
        "routes": ReportRoutes(report.pk),
        "list_url": address_of("round-review", report.round_id) if detail.is_reviewer else "",
        "home_url": address_of("report-home") if detail.is_own else "",
    }
    if detail.is_reviewer and not detail.is_own:
        context["section"] = "follow"
    template = "detail.html" if detail.page is not None and number is None else "version.html"
    if detail.page is None:
        context["may_help"] = may_stand_in(request.actor, ReportVerb.LINK, report)
        template = "unfiled.html"
    return render(request, f"plans/reporting/{template}", context)


def _report(request: PortalRequest, pk: int) -> "Report":
    report: Report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    return report
