"""The one door to imported documents, and the lists made from it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ...enums import ImportStatus
from ...models import ImportBatch, ImportedDocument
from ...rules.actor import Actor

_BYTES = ("original", "source", "review")


def imports_visible_to(actor: Actor) -> QuerySet[ImportedDocument]:
    """Every imported document the actor may see: those of the own unit alone. Without the bytes of the originals."""
    documents = ImportedDocument.objects.select_related("unit", "batch", "plan__issuing_unit", "created_by").defer(
        "original", "batch__archive"
    )
    if actor.is_system:
        return documents
    return documents.filter(unit_id=actor.unit_id) if actor.unit_id is not None else documents.none()


def batches_visible_to(actor: Actor) -> QuerySet[ImportBatch]:
    """Every batch the actor may see: those of the own unit alone. Without the archives."""
    batches = ImportBatch.objects.select_related("unit", "created_by").defer("archive")
    if actor.is_system:
        return batches
    return batches.filter(unit_id=actor.unit_id) if actor.unit_id is not None else batches.none()


def single_imports(actor: Actor, *, most: int = 30) -> list[ImportedDocument]:
    """The documents brought in one by one and still to be kept, newest first. One query."""
    waiting = imports_visible_to(actor).filter(batch=None).exclude(status=ImportStatus.KEPT)
    return list(waiting.defer(*_BYTES, "batch__archive").order_by("-created_at", "-id")[:most])


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A batch in the list, with how many of its documents are still to be looked at."""

    batch: ImportBatch
    total: int
    to_look: int


def batch_rows(actor: Actor, *, most: int = 10) -> list[BatchRow]:
    """The batches of the unit, newest first. One query."""
    open_ones = Q(documents__status__in=(ImportStatus.READ, ImportStatus.NEEDS_LOOK))
    batches = batches_visible_to(actor).annotate(total=Count("documents"), to_look=Count("documents", filter=open_ones))
    return [
        BatchRow(batch=batch, total=batch.total, to_look=batch.to_look)
        for batch in batches.order_by("-created_at", "-id")[:most]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage:
    """A batch with its documents: how far it has come, and what became of each file."""

    batch: ImportBatch
    documents: tuple[ImportedDocument, ...]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """How many files there are, as far as that is known."""
        return max(self.batch.found, len(self.documents))

    @property
    def done(self) -> int:
        """How many have been read or refused."""
        return len(self.documents) - self.counts.get(ImportStatus.READING, 0)

    @property
    def is_running(self) -> bool:
        """Whether there is still something to read."""
        return self.batch.finished_at is None


def batch_page(batch: ImportBatch) -> BatchPage:
    """Everything a batch's page shows; `batch` came through `batches_visible_to`. One query."""
    documents = tuple(
        ImportedDocument.objects.filter(batch=batch).defer(*_BYTES).select_related("plan").order_by("position", "id")
    )
    return BatchPage(batch=batch, documents=documents, counts=dict(Counter(one.status for one in documents)))


def original_of(document: ImportedDocument) -> bytes:
    """The bytes as they were given; nothing for a file that was refused."""
    kept = ImportedDocument.objects.filter(pk=document.pk).values_list("original", flat=True).get()
    return bytes(kept or b"")
