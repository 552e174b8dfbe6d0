"""The national table to take away: at once as a spreadsheet, printed in the background with its progress."""

from tempfile import TemporaryFile
from typing import cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_POST

from .... import clock
from ....queries.reporting.looking.national import NationalTable, national_table, spreadsheet, table_scope, table_years
from ....queries.reporting.looking.printing import PrintJob, file_name, print_job, print_jobs
from ....queries.reporting.rolling import roll_up
from ....services.reporting.taking.printing import begin_printing
from ....spreadsheets import CSV, XLSX, write_csv, write_xlsx
from ...access import PortalRequest, signed_in
from ...documents import disposition


@signed_in
@require_GET
def national(request: PortalRequest, year: int) -> HttpResponse:
    """What is in the table of the year, and the ways to take it away."""
    scope = table_scope(request.actor)
    if scope is None or not 2000 <= year <= 2100:
        raise Http404
    only = _accepted_only(request)
    context = {
        "scope": scope,
        "year": year,
        "years": sorted({year, clock.today().year, *table_years()}, reverse=True),
        "accepted_only": only,
        "asked": "?chi=tiep-nhan" if only else "",
        "rolled": roll_up(scope, year, accepted_only=only),
        "jobs": print_jobs(request.actor, year),
    }
    return render(request, "plans/reporting/national/table.html", context)


@signed_in
@require_GET
def national_file(request: PortalRequest, year: int, kind: str) -> HttpResponse:
    """The table as XLSX or CSV; written to a file that is gone once it has been sent."""
    table = _table(request, year)
    if kind == "csv":
        response = HttpResponse(write_csv(spreadsheet(table)), content_type=CSV)
    elif kind == "xlsx":
        written = TemporaryFile(prefix="thangtreem-")  # noqa: SIM115  (the response closes it)
        write_xlsx([spreadsheet(table)], written)
        written.seek(0)
        response = _streamed(FileResponse(written, content_type=XLSX))
    else:
        raise Http404
    response.headers["Content-Disposition"] = disposition("attachment", _name(table.scope.territory, year, kind))
    patch_cache_control(response, private=True, no_store=True)
    return response


@signed_in
@require_POST
def national_print(request: PortalRequest, year: int) -> HttpResponse:
    """Have it printed in the background, and show how far that is."""
    if not 2000 <= year <= 2100:
        raise Http404
    only = request.POST.get("chi") == "tiep-nhan"
    return redirect("national-print-job", year, begin_printing(actor=request.actor, year=year, accepted_only=only))


@signed_in
@require_GET
def national_print_job(request: PortalRequest, year: int, job: UUID) -> HttpResponse:
    """How far the printing is; a script follows it, and without one a link does."""
    return render(request, "plans/reporting/national/print.html", {"job": _job(request, year, job)})


@signed_in
@require_GET
def national_print_progress(request: PortalRequest, year: int, job: UUID) -> HttpResponse:
    """The part of that page that changes."""
    return render(request, "plans/reporting/national/_progress.html", {"job": _job(request, year, job)})


@signed_in
@require_GET
def national_print_file(request: PortalRequest, year: int, job: UUID) -> HttpResponse:
    """The printed table, for whoever asked for it and still works for that unit."""
    found = _job(request, year, job)
    if not found.has_file:
        raise Http404
    response = _streamed(FileResponse(default_storage.open(file_name(job)), content_type="application/pdf"))
    response.headers["Content-Disposition"] = disposition("attachment", _name(found.scope.territory, year, "pdf"))
    patch_cache_control(response, private=True, no_store=True)
    return response


def _streamed(response: FileResponse) -> HttpResponse:
    """A file as the views here answer; Django's streamed answers are no HttpResponse by name."""
    return cast(HttpResponse, response)


def _table(request: PortalRequest, year: int) -> NationalTable:
    scope = table_scope(request.actor)
    if scope is None or not 2000 <= year <= 2100:
        raise Http404
    return national_table(scope, year, today=clock.today(), accepted_only=_accepted_only(request))


def _job(request: PortalRequest, year: int, job: UUID) -> PrintJob:
    found = print_job(request.actor, job)
    if found is None or found.year != year:
        raise Http404
    return found


def _accepted_only(request: PortalRequest) -> bool:
    return request.GET.get("chi") == "tiep-nhan"


def _name(territory: str, year: int, kind: str) -> str:
    return f"Số liệu từng xã, phường năm {year}, {territory}.{kind}"
