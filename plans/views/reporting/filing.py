"""A report on its way out: the preview and the press that files it, không phát sinh for the whole, số liệu bổ sung.

As in `edit`, the screens are functions of (report, actor, routes) and serve one-time links as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from ...content.report_codec import report_from_json
from ...content.vietnamese import short_date
from ...exceptions import Invalid, PortalError
from ...forms.reporting import sections as form
from ...forms.reporting.supplement import read_supplement
from ...queries.reporting.files.evidence import evidence_count
from ...queries.reporting.reading import ReportPage, report_page
from ...queries.reporting.reports import may_write, reports_visible_to
from ...queries.reporting.tasks import head_of
from ...reporting.deadlines import is_late
from ...reporting.differences import differences
from ...reporting.filling import TypedFigure, fill
from ...reporting.judging import Doubt, DoubtKind
from ...rules.actor import Actor
from ...rules.reports import ReportVerb, may_report
from ...services.reporting import filing
from ..access import PortalRequest, signed_in
from .edit import frame
from .routes import ReportRoutes
from .sections.showing import ShownLine, heading, shown_lines

if TYPE_CHECKING:
    from ...models import Report, ReportVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section as the receiver will read it."""

    key: str
    heading: str
    lines: tuple[ShownLine, ...]
    text: str
    url: str
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A doubt with the name and the address of its field."""

    doubt: Doubt
    heading: str
    name: str
    url: str


@signed_in
@require_http_methods(["GET", "POST"])
def report_file(request: PortalRequest, pk: int) -> HttpResponse:
    """The preview; a POST files the report."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    return render_file(request, report, request.actor, routes=ReportRoutes(pk))


@signed_in
@require_http_methods(["GET", "POST"])
def report_nothing(request: PortalRequest, pk: int) -> HttpResponse:
    """Không phát sinh for the whole report: what it means, and the press."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    return render_nothing(request, report, request.actor, routes=ReportRoutes(pk))


@signed_in
@require_http_methods(["GET", "POST"])
def report_supplement(request: PortalRequest, pk: int) -> HttpResponse:
    """Số liệu bổ sung: the figures that were filed, to be changed with a reason."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    return render_supplement(request, report, request.actor, routes=ReportRoutes(pk))


def render_file(request: HttpRequest, report: Report, actor: Actor, *, routes: ReportRoutes) -> HttpResponse:
    """The preview of everything as it will be read, or the filing of it."""
    decision = may_write(actor, report)
    if not decision:
        if request.method == "POST":
            decision.require()
        messages.info(request, decision.reason)
        return redirect(routes.done)
    error: PortalError | None = None
    if request.method == "POST":
        try:
            return _filed(request, report, _file(request, report, actor, is_nothing=False), routes)
        except PortalError as refused:
            error = refused
            report.refresh_from_db()
    page = report_page(report)
    context = frame(report, actor, routes) | {
        "page": page,
        "parts": _parts(page, routes),
        "blocking": _places(page.blocking, page, routes),
        "warnings": _places([one for one in page.doubts if one.kind == "personal"], page, routes),
        "explained": _places([one for one in page.doubts if one.note], page, routes),
        "evidence_count": evidence_count(report),
        "source": request.POST.get("source", report.source),
        "error": error,
    }
    return render(request, "plans/reporting/file.html", context, status=error.status if error else 200)


def render_nothing(request: HttpRequest, report: Report, actor: Actor, *, routes: ReportRoutes) -> HttpResponse:
    """Ask, then file không phát sinh for the whole report."""
    decision = may_write(actor, report)
    if not decision:
        if request.method == "POST":
            decision.require()
        messages.info(request, decision.reason)
        return redirect(routes.done)
    error: PortalError | None = None
    if request.method == "POST":
        try:
            return _filed(request, report, _file(request, report, actor, is_nothing=True), routes)
        except PortalError as refused:
            error = refused
            report.refresh_from_db()
    content = report_from_json(report.draft)
    context = frame(report, actor, routes) | {
        "written": len({one.indicator for one in content.figures}) + len(content.narratives),
        "source": request.POST.get("source", report.source),
        "error": error,
    }
    return render(request, "plans/reporting/nothing.html", context, status=error.status if error else 200)


def render_supplement(request: HttpRequest, report: Report, actor: Actor, *, routes: ReportRoutes) -> HttpResponse:
    """The figures filed last in a form; first what would change, before and after, then the filing of it."""
    decision = may_report(actor, ReportVerb.SUPPLEMENT, report)
    if not decision or report.version is None:
        if request.method == "POST":
            decision.require()
        messages.info(request, decision.reason)
        return redirect(routes.start if may_write(actor, report) else routes.done)
    page = report_page(report, report.version)
    sent = read_supplement(request.POST, page.form) if request.method == "POST" else None
    error: PortalError | None = None
    if sent is not None and sent.is_final:
        try:
            version = filing.supplement(
                report, actor=actor, revision=sent.revision, typed=sent.figures, reason=sent.reason, text=sent.texts
            )
        except PortalError as refused:
            error = refused
        else:
            messages.success(request, f"Đã gửi số liệu bổ sung lúc {_moment(version)}.")
            return redirect(routes.done)
    changes: Any = ()
    if sent is not None:
        changes = differences(page.form, page.content, fill(page.form, page.content, sent.figures, sent.texts))
    context = frame(report, actor, routes) | {
        "page": page,
        "parts": _parts(page, routes, sent.figures if sent else None, sent.texts if sent else None),
        "changes": changes,
        "is_asked": sent is not None and error is None,
        "reason": sent.reason if sent else "",
        "error": error,
    }
    return render(request, "plans/reporting/supplement.html", context, status=error.status if error else 200)


def _file(request: HttpRequest, report: Report, actor: Actor, *, is_nothing: bool) -> ReportVersion:
    revision = request.POST.get("revision", "")
    if not revision.isascii() or not revision.isdigit() or len(revision) > 9:
        raise Invalid("Trang này đã cũ; xem lại rồi nộp.")
    return filing.file_report(
        report,
        actor=actor,
        revision=int(revision),
        is_nothing=is_nothing,
        source=request.POST.get("source", ""),
    )


def _filed(request: HttpRequest, report: Report, version: ReportVersion, routes: ReportRoutes) -> HttpResponse:
    """Say when it was filed and whether in time, and lead to it."""
    due = head_of(report).due
    what = "Đã nộp báo cáo không phát sinh" if version.is_nothing else "Đã nộp báo cáo"
    first = version.report.first_filed_at or version.filed_at
    if due.last_day is None:
        when = ""
    elif is_late(due, first):
        when = f", muộn so với hạn ({due.words()}); nơi nhận thấy ghi là gửi muộn"
    else:
        when = ", đúng hạn"
    tell = messages.warning if due.last_day and is_late(due, first) else messages.success
    tell(request, f"{what} lúc {_moment(version)}{when}. Nơi nhận sẽ tiếp nhận hoặc yêu cầu bổ sung.")
    return redirect(routes.done)


def _moment(version: ReportVersion) -> str:
    moment = localtime(version.filed_at)
    return f"{moment:%H:%M} ngày {short_date(moment.date())}"


def _parts(
    page: ReportPage,
    routes: ReportRoutes,
    typed: dict[str, TypedFigure] | None = None,
    texts: dict[str, str] | None = None,
) -> list[Part]:
    return [
        Part(
            key=one.section.key,
            heading=heading(one),
            lines=shown_lines(one, typed),
            text=(texts or {}).get(one.section.key, one.text),
            url=routes.section(one.section.key),
            asked=bool(one.section.key),
        )
        for one in page.sections
    ]


def _places(doubts: Any, page: ReportPage, routes: ReportRoutes) -> list[Place]:
    titles = {one.section.key: heading(one) for one in page.sections}
    names = {line.key: line.name for one in page.sections for line in shown_lines(one)}
    return [
        Place(
            doubt=one,
            heading=titles.get(one.section, ""),
            name="" if one.kind == DoubtKind.MISSING else names.get(one.key, ""),
            url=f"{routes.section(one.section)}#{form.TEXT if one.key == 'text' else form.FIGURE + one.key}",
        )
        for one in doubts
    ]
