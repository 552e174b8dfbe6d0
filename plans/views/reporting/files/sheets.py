"""The form as a spreadsheet over HTTP: downloaded, uploaded, looked at beside the draft, brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods

from ....exceptions import Invalid, PortalError, StaleEdit, Unreadable
from ....queries.reporting.reports import may_write, reports_visible_to
from ....queries.reporting.tasks import head_of
from ....services.reporting.files import sheets as service
from ....spreadsheets import XLSX
from ....spreadsheets.opening import MAX_BYTES
from ...access import PortalRequest, signed_in
from ...documents import disposition
from ..routes import ReportRoutes

if TYPE_CHECKING:
    from ....models import Report

FILE_KINDS = ".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
_NO_FILE = "Chọn tệp Excel đã điền rồi bấm đọc tệp."


@signed_in
@require_GET
def report_sheet(request: PortalRequest, pk: int) -> HttpResponse:
    """The form to fill in, with what the draft says already."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    response = HttpResponse(service.sheet_for(report, actor=request.actor), content_type=XLSX)
    name = f"Biểu báo cáo {report.round.year}, {report.unit.short_name}.xlsx"
    response["Content-Disposition"] = disposition("attachment", name)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def report_sheet_upload(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose a filled form; then look at what it would change; then bring it in."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    if request.method != "POST":
        return _choose(request, report)
    may_write(request.actor, report).require()
    if "da-doc" in request.POST:
        return _bring_in(request, report)
    chosen = request.FILES.get("file")
    if chosen is None:
        return _choose(request, report, error=Invalid(_NO_FILE))
    try:
        # Of a file that is too large no more is read than shows that it is.
        data = chosen.read(MAX_BYTES + 1)
        preview = service.read_sheet(report, data, file_name=chosen.name or "", actor=request.actor)
    except (Unreadable, Invalid) as error:
        return _choose(request, report, error=error)
    return _preview(request, report, preview)


def _bring_in(request: PortalRequest, report: Report) -> HttpResponse:
    try:
        sent = service.unsealed(request.POST["da-doc"], report, request.actor)
        count = service.bring_in(report, sent, actor=request.actor)
    except Invalid as error:
        return _choose(request, report, error=error)
    except StaleEdit as error:
        return _preview(request, report, service.preview_again(report, sent), stale=error)
    messages.success(request, f"Đã đưa {count} chỗ từ {sent.file} vào báo cáo. Xem lại từng phần rồi gửi.")
    return redirect(ReportRoutes(report.pk).start)


def _choose(request: PortalRequest, report: Report, *, error: PortalError | None = None) -> HttpResponse:
    context = _frame(request, report) | {"error": error, "kinds": FILE_KINDS}
    return render(request, "plans/reporting/sheet_upload.html", context, status=error.status if error else 200)


def _preview(
    request: PortalRequest, report: Report, preview: service.Preview, *, stale: StaleEdit | None = None
) -> HttpResponse:
    context = _frame(request, report) | {
        "preview": preview,
        "sealed": service.sealed(preview.sent, request.actor),
        "stale": service.MEANWHILE if stale else "",
    }
    return render(request, "plans/reporting/sheet_preview.html", context, status=stale.status if stale else 200)


def _frame(request: PortalRequest, report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "head": head_of(report),
        "decision": may_write(request.actor, report),
        "routes": ReportRoutes(report.pk),
    }
