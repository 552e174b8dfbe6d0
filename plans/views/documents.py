"""The printed form: the PDF itself, its pages as pictures, and the page that shows them with their measures."""

from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

from ..content.layout import layout_on
from ..content.plan import PlanContent
from ..exceptions import Invalid, RenderFailed
from ..queries.contents import frozen_content
from ..queries.issuing.signing import approved_sha256, version_in
from ..queries.plans import plans_visible_to
from ..queries.reading import bare, plan_title
from ..services.approving.versions import check_code
from ..services.issuing.opening import record_opening
from ..services.rendering import Edition, document_font, docx_of, edition_of, page_picture, pages_of, pdf_of
from .access import PortalRequest, signed_in

#: Pictures are made in these widths only: beside each other, and for reading; each twice as sharp as it is shown.
WIDTHS = {"nho": 790, "lon": 1640}

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
def plan_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    """The PDF to keep, or (?xem=1) to look at in the browser."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    record_opening(plan, request.actor)
    edition = edition_of(plan)
    if _has(request, edition):
        return _dated(HttpResponseNotModified(), edition)
    response = HttpResponse(pdf_of(plan, edition), content_type="application/pdf")
    manner = "inline" if request.GET.get("xem") else "attachment"
    response["Content-Disposition"] = disposition(manner, file_name(plan))
    return _dated(response, edition)


@signed_in
def plan_docx(request: PortalRequest, pk: int) -> HttpResponse:
    """The same words as a Word file, to go on working with; made anew each time, as the plan says now."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    record_opening(plan, request.actor)
    response = HttpResponse(docx_of(plan), content_type=_WORD)
    response["Content-Disposition"] = disposition("attachment", file_name(plan, "docx"))
    patch_cache_control(response, private=True, no_cache=True)
    return response


@signed_in
def plan_page_picture(request: PortalRequest, pk: int, page: int) -> HttpResponse:
    """One page as a picture; the browser keeps it and asks whether it is still the same."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    width = WIDTHS.get(request.GET.get("co", "nho"), WIDTHS["nho"])
    edition = edition_of(plan)
    if _has(request, edition):
        return _dated(HttpResponseNotModified(), edition)
    try:
        picture = page_picture(plan, page, width, edition)
    except Invalid as error:
        raise Http404(error.message) from error
    return _dated(HttpResponse(picture, content_type="image/png"), edition)


@signed_in
def plan_print(request: PortalRequest, pk: int) -> HttpResponse:
    """The real pages beside their measures; a failed render says why and leads back."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    record_opening(plan, request.actor)
    edition = edition_of(plan)
    version = version_in(plan, edition.version) if edition.is_frozen else None
    content = edition.content or (frozen_content(version) if version else None)
    if content is None:
        raise Http404
    context: dict[str, object] = {"plan": plan, "title": plan_title(plan), "version": version, "content": content}
    try:
        context |= shown_pages(plan, edition, request.GET.get("xem", ""))
    except RenderFailed as error:
        return render(request, "plans/documents/plan_print_failed.html", context | {"error": error}, status=503)
    context["layout"] = layout_on(_day_of_form(content))
    return render(request, "plans/documents/plan_print.html", context)


def shown_pages(plan, edition: Edition, manner: str) -> dict[str, object]:
    """Which pages are shown and how large; the font is told for a draft only, a frozen file carries its own."""
    pages = pages_of(plan, edition)
    first_and_signed = sorted({1, pages.signed})
    manner = manner if manner in ("ca", "lon") else ""
    return {
        "pages": pages,
        "first_and_signed": first_and_signed,
        "shown": list(range(1, pages.count + 1)) if manner else first_and_signed,
        "manner": manner,
        "edition": edition,
        "code": check_code(approved_sha256(edition.version) or edition.key),
        "font": "" if edition.is_frozen else document_font(),
    }


def _day_of_form(content: PlanContent) -> date:
    """The day whose layout holds, as `documents.pages` takes it."""
    return content.issued_on or date(content.year, 6, 1)


def file_name(plan, ending: str = "pdf") -> str:
    """ "Kế hoạch số 115-KH-UBND, UBND tỉnh Thái Nguyên, 2026.pdf"; before it is issued it says that it is a draft."""
    kind = plan.kind_name if plan.is_issued else f"Dự thảo {plan.kind_name.lower()}"
    number = f" số {plan.document_number.replace('/', '-')}" if plan.number is not None else ""
    return f"{kind}{number}, {plan.issuing_unit.short_name}, {plan.year}.{ending}"


def disposition(manner: str, name: str) -> str:
    """Content-Disposition with a name of plain letters for old programs and the real one (RFC 5987) for the others."""
    plain = "".join(letter if letter.isalnum() or letter in " .,-_" else "_" for letter in bare(name))
    return f"{manner}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _has(request: PortalRequest, edition: Edition) -> bool:
    """Whether the browser's copy is of this very edition."""
    told = parse_etags(request.headers.get("If-None-Match", ""))
    return _etag(edition) in told


def _etag(edition: Edition) -> str:
    return f'"{edition.key[:32]}"'


def _dated(response: HttpResponse, edition: Edition) -> HttpResponse:
    response["ETag"] = _etag(edition)
    patch_cache_control(response, private=True, no_cache=True)
    return response
