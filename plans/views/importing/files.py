"""The originals of imported documents: to keep, never to run, and their pages as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control

from ...enums import ImportKind
from ...exceptions import Invalid, RenderFailed
from ...queries.importing.documents import original_of
from ...queries.plans import plans_visible_to
from ...queries.reading import original_kept_with
from ...services.importing.picturing import picture_of
from ..access import PortalRequest, signed_in
from ..documents import disposition
from .fetching import document_or_404, read_document_or_404

if TYPE_CHECKING:
    from ...models import ImportedDocument


@signed_in
def import_original(request: PortalRequest, pk: int) -> HttpResponse:
    """The file as it was given."""
    document = document_or_404(request, pk)
    return _attached(document)


@signed_in
def plan_original(request: PortalRequest, pk: int) -> HttpResponse:
    """The file a plan was made from, for everybody who may read the plan."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    document = original_kept_with(plan)
    if document is None:
        raise Http404
    return _attached(document)


def _attached(document: ImportedDocument) -> HttpResponse:
    """As an attachment of the type it was recognised as; a file that was never read is only bytes."""
    data = original_of(document)
    if not data:
        raise Http404
    response = HttpResponse(data, content_type=document.content_type or "application/octet-stream")
    response["Content-Disposition"] = disposition("attachment", document.file_name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_cache=True)
    return response


@signed_in
def import_page_picture(request: PortalRequest, pk: int, page: int) -> HttpResponse:
    """One page of a PDF as a picture; it never changes."""
    document = read_document_or_404(request, pk)
    if document.kind != ImportKind.PDF:
        raise Http404
    try:
        picture = picture_of(document, page)
    except (Invalid, RenderFailed) as error:
        raise Http404(error.message) from error
    response = HttpResponse(picture, content_type="image/png")
    patch_cache_control(response, private=True, max_age=24 * 3600, immutable=True)
    return response
