"""What the units below reported, taken over into the report of the unit that collects them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ....queries.reporting.own.sums import offered_sums
from ....queries.reporting.reports import reports_visible_to
from ....rules.reports import ReportVerb, may_report
from ....services.reporting.summing import take_sums
from ...access import PortalRequest, signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def report_own_sums(request: PortalRequest, pk: int) -> HttpResponse:
    """Which sums would come into the own report and which stay out because something is written there; the press that
    takes them over."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    may_report(request.actor, ReportVerb.EDIT, report).require()
    if request.method == "POST":
        taken = take_sums(report, actor=request.actor)
        messages.success(request, f"Đã đưa {len(taken)} số cộng được vào báo cáo. Xem lại từng phần rồi nộp.")
        return redirect("report-edit", pk)
    context = {
        "report": report,
        "offer": offered_sums(report),
        "trail": (("Báo cáo", reverse("report-home")),),
    }
    return render(request, "plans/reporting/sums/own.html", context)
