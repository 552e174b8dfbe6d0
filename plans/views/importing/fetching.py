"""The documents and batches of a request: what one may not see is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from ...exceptions import Invalid
from ...queries.importing.documents import batches_visible_to, imports_visible_to
from ..access import PortalRequest

if TYPE_CHECKING:
    from ...models import ImportBatch, ImportedDocument


def document_or_404(request: PortalRequest, pk: int) -> ImportedDocument:
    """The imported document of the own unit."""
    return get_object_or_404(imports_visible_to(request.actor), pk=pk)


def read_document_or_404(request: PortalRequest, pk: int) -> ImportedDocument:
    """The same, once it has been read: a document that waits or was refused has nothing to review."""
    document = document_or_404(request, pk)
    if document.review is None or document.source is None:
        raise Http404
    return document


def batch_or_404(request: PortalRequest, pk: int) -> ImportBatch:
    """The batch of the own unit."""
    return get_object_or_404(batches_visible_to(request.actor), pk=pk)


def revision(request: PortalRequest) -> int:
    """Which state of the review the form was made from."""
    value = request.POST.get("revision", "")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Invalid("Trang này đã cũ; tải lại trang rồi làm lại.")
    return int(value)
