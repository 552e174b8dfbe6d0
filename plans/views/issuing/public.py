"""The public page of an issued plan and its file: for anybody, without a log-in, a session or a cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ...queries.issuing.public import frozen_pdf, issuance_by_code, issued_document, paper_of
from ...services.issuing.mailing import opens_file
from ..documents import disposition, file_name

#: Whoever keeps a copy asks again after this many seconds, so that a withdrawal is seen soon.
_SECONDS = 300


@require_safe
def public_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The document as anybody may read it, where its unit has chosen so."""
    issuance = issuance_by_code(code)
    if issuance is None or not issuance.is_public:
        return _not_there(request)
    # Nobody's own frame: a page that is kept by others must be the same for everybody.
    context = {"document": issued_document(issuance), "paper": paper_of(issuance), "actor": None}
    response = render(request, "public/public_plan.html", context)
    return _for_anybody(response)


@require_safe
def public_plan_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The very file that was issued: public, or asked for with the key of a letter."""
    issuance = issuance_by_code(code)
    if issuance is None:
        return _not_there(request)
    if not issuance.is_public and not opens_file(issuance, request.GET.get("khoa", "")):
        return _not_there(request)
    response = HttpResponse(frozen_pdf(issuance), content_type="application/pdf")
    response["Content-Disposition"] = disposition("attachment", file_name(issuance.plan))
    if issuance.is_public:
        return _for_anybody(response)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _for_anybody(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=_SECONDS)
    response["X-Robots-Tag"] = "noindex"
    return response


def _not_there(request: HttpRequest) -> HttpResponse:
    """The same answer for a code there is not and for a plan that is not public: neither is told apart."""
    response = render(request, "public/no_public_plan.html", {"actor": None}, status=404)
    patch_cache_control(response, private=True, no_store=True)
    return response
