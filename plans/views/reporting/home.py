"""Báo cáo: what the unit owes, what it has filed, and the press that begins a report."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ... import clock
from ...queries.reporting.drilling import summed_rounds
from ...queries.reporting.owed import expected_units
from ...queries.reporting.own.sums import years_collected
from ...queries.reporting.reports import rounds_visible_to
from ...queries.reporting.tasks import own_reports
from ...services.reporting import filing
from ..access import PortalRequest, signed_in
from .routes import address_of

#: Where the press that begins a report may lead: into it, or to a way by which it comes from somebody else.
_ONWARD = {
    "khong-phat-sinh": "report-nothing",
    "nhap-thay": "report-type-in",
    "lien-ket": "report-link",
    "lay-so-cong": "report-own-sums",
}


@signed_in
@require_GET
def report_home(request: PortalRequest) -> HttpResponse:
    """What the person's unit owes, returned ones first, and what it has filed."""
    board = own_reports(request.actor, clock.today())
    context = {
        "board": board,
        "nearest": min((one.last_day for one in board.owed if one.last_day), default=None),
        "with_nothing": True,
        "collected": years_collected(request.actor.unit_id),
        "detail": bool(address_of("report-detail", 1)),
        # A drafter who follows nobody still drafts what the own unit adds up; Tổng hợp is not in that person's bar.
        "sums_url": reverse("adding-up") if summed_rounds(request.actor).exists() else "",
    }
    return render(request, "plans/reporting/home.html", context)


@signed_in
@require_POST
def report_begin(request: PortalRequest, round_id: int, unit_id: int) -> HttpResponse:
    """Begin the report of a unit in a round, and open it; "den" leads to another of its screens instead."""
    round_ = get_object_or_404(rounds_visible_to(request.actor), pk=round_id)
    unit = get_object_or_404(expected_units(round_), pk=unit_id)
    report = filing.begin(round_, unit, actor=request.actor)
    return redirect(_ONWARD.get(request.POST.get("den", ""), "report-edit"), report.pk)
