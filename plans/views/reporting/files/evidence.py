"""Minh chứng over HTTP: added from a section of the editor or on a page of its own, opened, described, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods

from ....documents.evidence import MAX_BYTES, PDF
from ....exceptions import Invalid, PortalError
from ....forms.reporting.evidence import FILE_KINDS, CaptionForm, EvidenceForm
from ....queries.reporting.files.evidence import (
    MOST,
    evidence_count,
    readable_evidence,
    shown,
    shown_evidence,
    was_filed,
)
from ....queries.reporting.reports import may_write, reports_visible_to
from ....queries.reporting.tasks import head_of
from ....rules.actor import Actor
from ....services.reporting.files import evidence as service
from ...access import PortalRequest, signed_in
from ...documents import disposition
from ..routes import ReportRoutes, section_key

if TYPE_CHECKING:
    from ....models import Evidence, Report

#: Where the list stands on a section's page.
BLOCK = "#minh-chung"
_TOO_MUCH = "Các tệp cộng lại lớn hơn 100 MB; chia thành nhiều lần thêm."
_MOST_AT_ONCE = 100 * 1024 * 1024


def evidence_block(report: Report, actor: Actor, section: str) -> dict[str, Any]:
    """What `plans/reporting/_evidence.html` needs for a section's page: one query."""
    found = shown_evidence(report)
    return {
        "evidence_template": "plans/reporting/_evidence.html",
        "evidence": [one for one in found if one.row.section == section],
        "evidence_section": section,
        "evidence_left": MOST - len(found),
        "may_add_evidence": may_write(actor, report),
        "evidence_kinds": FILE_KINDS,
    }


@signed_in
@require_http_methods(["GET", "POST"])
def evidence_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Add pictures and PDFs; a bad one is named and does not keep the others out."""
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    if request.method != "POST":
        section = section_key(request.GET.get("phan", ""))
        return _add_page(request, report, EvidenceForm(initial={"section": section}))
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return _add_page(request, report, form, status=422)
    section = form.cleaned_data["section"]
    try:
        added = service.add_evidence(
            report,
            actor=request.actor,
            files=given_files(request),
            section=section,
            caption=form.cleaned_data["caption"],
            is_scan=bool(request.POST.get("ban-giay")),
        )
    except Invalid as error:
        return _add_page(request, report, form, error=error, status=error.status)
    _tell(request, added)
    if added.refused:
        return _add_page(request, report, form, refused=added.refused, status=422)
    return redirect(ReportRoutes(pk).section(section) + BLOCK)


def given_files(request: HttpRequest) -> list[tuple[str, bytes]]:
    """The files that came with a form, by name. Raises Invalid where they are too much together to be held."""
    files = request.FILES.getlist("files")
    if sum(one.size or 0 for one in files) > _MOST_AT_ONCE:
        raise Invalid(_TOO_MUCH)
    # Of a file that is too large no more is read than shows that it is.
    return [(one.name or "", one.read(MAX_BYTES + 1)) for one in files]


def _tell(request: HttpRequest, added: service.Added) -> None:
    if added.kept:
        said = f"Đã thêm {len(added.kept)} tệp minh chứng."
        if any(one.media_type != PDF for one in added.kept):
            said += " Ảnh đã thu nhỏ, bỏ thông tin nơi chụp, máy chụp."
        messages.success(request, said)
    for name in added.as_given:
        messages.info(request, f"{name} có chữ ký số nên được giữ nguyên từng byte.")
    for one in added.kept:
        for doubt in shown(one).doubts[:1]:
            messages.warning(request, f"{one.name}: {doubt.sentence}")


def _add_page(
    request: PortalRequest,
    report: Report,
    form: EvidenceForm,
    *,
    error: PortalError | None = None,
    refused: tuple[tuple[str, str], ...] = (),
    status: int = 200,
) -> HttpResponse:
    section = str(form["section"].value() or "")
    context = {
        "report": report,
        "head": head_of(report),
        "form": form,
        "error": error,
        "refused": refused,
        "decision": may_write(request.actor, report),
        "left": MOST - evidence_count(report),
        "kinds": FILE_KINDS,
        "back": ReportRoutes(report.pk).section(section) + BLOCK,
    }
    return render(request, "plans/reporting/evidence_add.html", context, status=status)


@signed_in
@require_GET
def evidence_file(request: PortalRequest, pk: int, evidence: int) -> HttpResponse:
    """The file, to look at (?tai=1: to keep)."""
    row = _readable(request, pk, evidence)
    response = HttpResponse(service.bytes_of(row), content_type=row.media_type)
    response["Content-Disposition"] = disposition("attachment" if request.GET.get("tai") else "inline", row.name)
    return _private(response, row)


@signed_in
@require_GET
def evidence_thumbnail(request: PortalRequest, pk: int, evidence: int) -> HttpResponse:
    """A small picture of a picture."""
    row = _readable(request, pk, evidence)
    if row.media_type == PDF:
        raise Http404
    response = HttpResponse(service.thumbnail_of(row), content_type=row.media_type)
    return _private(response, row, max_age=3600)


@signed_in
@require_http_methods(["GET", "POST"])
def evidence_describe(request: PortalRequest, pk: int, evidence: int) -> HttpResponse:
    """Change the words under a file."""
    row = _readable(request, pk, evidence)
    form = CaptionForm(request.POST if request.method == "POST" else None, initial={"caption": row.caption})
    if request.method == "POST" and form.is_valid():
        service.describe_evidence(row, actor=request.actor, caption=form.cleaned_data["caption"])
        messages.success(request, f"Đã sửa chú thích của {row.name}.")
        return redirect(_back(row))
    return render(
        request, "plans/reporting/evidence_caption.html", _of(request, row) | {"form": form}, status=_status(form)
    )


@signed_in
@require_http_methods(["GET", "POST"])
def evidence_remove(request: PortalRequest, pk: int, evidence: int) -> HttpResponse:
    """Take a file out, after asking."""
    row = _readable(request, pk, evidence)
    if request.method == "POST":
        service.remove_evidence(row, actor=request.actor)
        messages.success(request, f"Đã bỏ {row.name} khỏi minh chứng.")
        return redirect(_back(row))
    context = _of(request, row) | {"stays": was_filed(row)}
    return render(request, "plans/reporting/evidence_remove.html", context)


def _readable(request: PortalRequest, pk: int, evidence: int) -> Evidence:
    report = get_object_or_404(reports_visible_to(request.actor), pk=pk)
    row = get_object_or_404(readable_evidence(request.actor, report), pk=evidence)
    row.report = report
    return row


def _of(request: PortalRequest, row: Evidence) -> dict[str, Any]:
    return {
        "one": shown(row),
        "report": row.report,
        "head": head_of(row.report),
        "decision": may_write(request.actor, row.report),
        "back": _back(row),
    }


def _back(row: Evidence) -> str:
    return ReportRoutes(row.report_id).section(row.section) + BLOCK


def _status(form: CaptionForm) -> int:
    return 422 if form.errors else 200


def _private(response: HttpResponse, row: Evidence, **cache: Any) -> HttpResponse:
    """For who asked only, and as nothing but what it is. A browser's own PDF viewer does not work in a sandbox."""
    response["X-Content-Type-Options"] = "nosniff"
    if row.media_type != PDF:
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, **(cache or {"no_cache": True}))
    return response
