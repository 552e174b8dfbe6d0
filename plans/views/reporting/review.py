"""Reviewing: what waits to be read in a round, accepted many at once, or returned with what is to be mended."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ...exceptions import Invalid, NotAllowed, StaleEdit
from ...forms.reporting.review import AcceptForm, ReturnForm, read_seen
from ...queries.reporting.follow.grid import rounds_followed_by
from ...queries.reporting.reading import report_page
from ...queries.reporting.reports import reports_visible_to
from ...queries.reporting.reviewing.detail import figures_in_words, has_somebody, proposals
from ...queries.reporting.reviewing.waiting import next_to_review, review_list
from ...rules.reports import ReportVerb, RoundVerb, may_report, may_round
from ...services.reporting.reviewing import Accepted, accept_reports, return_report
from ..access import PortalRequest, signed_in
from .routes import address_of

if TYPE_CHECKING:
    from ...models import Report

_NO_ACCOUNT = "{} chưa có tài khoản soạn báo cáo nên không ai được báo; gọi điện hoặc giao liên kết một lần."


@signed_in
@require_safe
def round_review(request: PortalRequest, round_id: int) -> HttpResponse:
    """The round's reports by what needs doing; `?chon=tat-ca` comes with all plain ones ticked."""
    round_ = get_object_or_404(rounds_followed_by(request.actor), pk=round_id)
    may_round(request.actor, RoundVerb.REVIEW, round_).require()
    context = {
        "page": review_list(round_),
        "round": round_,
        "all_ticked": request.GET.get("chon") == "tat-ca",
        "follow_url": address_of("round-detail", round_.pk),
    }
    return render(request, "plans/reporting/review.html", context)


@signed_in
@require_POST
def reports_accept(request: PortalRequest) -> HttpResponse:
    """Accept the reports that were ticked."""
    seen = read_seen(request.POST.getlist("bao_cao"))
    reports = list(reports_visible_to(request.actor).filter(pk__in=seen).defer("draft"))
    back = _list_of(reports) if reports else _back(request)
    if not reports:
        messages.warning(request, "Chưa chọn báo cáo nào; đánh dấu báo cáo rồi tiếp nhận.")
        return redirect(back)
    accepted = accept_reports(reports, actor=request.actor, seen=seen)
    _require_somebody_to(accepted)
    if accepted.done:
        messages.success(request, f"Đã tiếp nhận {len(accepted.done)} báo cáo.")
    for one in accepted.refused:
        messages.warning(request, f"{one.report.unit.short_name}: {one.decision.reason}")
    return redirect(back)


@signed_in
@require_POST
def report_accept(request: PortalRequest, pk: int) -> HttpResponse:
    """Accept one report and go on to the next that waits."""
    report = _report(request, pk)
    form = AcceptForm(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else 0
    accepted = accept_reports([report], actor=request.actor, seen={report.pk: revision})
    _require_somebody_to(accepted)
    for one in accepted.refused:
        messages.warning(request, one.decision.reason)
        return redirect("report-detail", pk=pk)
    following = next_to_review(report)
    said = f"Đã tiếp nhận báo cáo của {report.unit.short_name}."
    if following is None:
        messages.success(request, f"{said} Không còn báo cáo nào chờ xem xét.")
        return redirect(_list_of([report]))
    messages.success(request, f"{said} Đây là báo cáo tiếp theo.")
    return redirect("report-detail", pk=following.pk)


@signed_in
def report_return(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask what is to be mended, part by part; nothing typed is lost when it cannot be sent."""
    report = _report(request, pk)
    decision = may_report(request.actor, ReportVerb.RETURN, report)
    if not decision and decision.is_timing:
        messages.warning(request, decision.reason)
        return redirect("report-detail", pk=pk)
    decision.require()
    page = report_page(report, report.version)
    form = ReturnForm(
        request.POST if request.method == "POST" else None,
        initial={"revision": report.revision},
        form=page.form,
        proposals=proposals(page),
        figures=figures_in_words(page),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return_report(
                report,
                actor=request.actor,
                revision=form.cleaned_data["revision"],
                parts=form.parts(),
                reason=form.cleaned_data["reason"],
            )
        except Invalid as error:
            form.refuse(error)
        except StaleEdit as error:
            form.refuse(Invalid(error.message))
        else:
            return _returned(request, report)
    context = {"report": report, "page": page, "form": form, "has_somebody": has_somebody(report)}
    return render(request, "plans/reporting/return.html", context, status=422 if form.errors else 200)


def _returned(request: PortalRequest, report: "Report") -> HttpResponse:
    name = report.unit.short_name
    if has_somebody(report):
        messages.success(request, f"Đã yêu cầu {name} bổ sung; người soạn thảo của đơn vị được báo.")
    else:
        messages.warning(request, f"Đã yêu cầu bổ sung. {_NO_ACCOUNT.format(name)}")
    return redirect("report-detail", pk=report.pk)


def _report(request: PortalRequest, pk: int) -> "Report":
    report: Report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    return report


def _require_somebody_to(accepted: Accepted) -> None:
    """Refuse the press where the person may accept none of them at any time."""
    reasons = [one.decision for one in accepted.refused]
    if not accepted.done and reasons and not any(one.is_timing for one in reasons):
        raise NotAllowed(reasons[0].reason)


def _list_of(reports: "list[Report]") -> str:
    return reverse("round-review", args=[reports[0].round_id])


def _back(request: PortalRequest) -> str:
    """The list the press came from, when it says which; else the first page."""
    asked = request.POST.get("ky", "")
    if (
        asked.isascii()
        and asked.isdigit()
        and len(asked) < 10
        and rounds_followed_by(request.actor).filter(pk=asked).exists()
    ):
        return reverse("round-review", args=[int(asked)])
    return reverse("my-work")
