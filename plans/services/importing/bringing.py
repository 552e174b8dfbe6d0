"""Bringing one document in, from a file or from pasted text; reading it again, and taking it out."""

import hashlib
import re

from django.db import transaction

from ... import clock
from ...content.vietnamese import clean_line
from ...enums import Event
from ...exceptions import Invalid, NotAllowed, NotNow
from ...models import ImportedDocument, IssuingUnit
from ...rules.actor import Actor
from ...rules.imports import ImportVerb, may, may_import
from .. import audit
from .reading import read

#: Letters of a pasted text; a file may hold more.
MAX_PASTED = 1_000_000
PASTED = "Văn bản dán.txt"
_PATH = re.compile(r"^.*[/\\]")

#: What an original is stored as, whatever the browser called it: never something a browser would run.
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "text": "text/plain; charset=utf-8",
}


def upload(data: bytes, *, file_name: str, actor: Actor, unit: IssuingUnit | None = None) -> ImportedDocument:
    """Read a file and keep it beside what was recognised, to be looked through.

    `unit` is for commands, which act for any unit. Raises NotAllowed, NotNow (the unit is closed), Unreadable with one
    sentence for every bad file; then nothing is left of it.
    """
    return _bring(data, shown_name(file_name), actor, unit_of(actor, unit))


def paste(text: str, *, actor: Actor) -> ImportedDocument:
    """Read a pasted text. Raises NotAllowed, Invalid for nothing or too much, Unreadable."""
    unit = unit_of(actor, None)
    if not text.strip():
        raise Invalid("Chọn một tệp, hoặc dán văn bản vào ô.", {"text": "Ô này chưa có chữ nào."})
    if len(text) > MAX_PASTED:
        message = "Văn bản dán dài quá 1 triệu chữ cái; tách riêng phần kế hoạch, hoặc nhập từ tệp."
        raise Invalid(message, {"text": message})
    return _bring(text.encode("utf-8", "replace"), PASTED, actor, unit)


def _bring(data: bytes, name: str, actor: Actor, unit: IssuingUnit) -> ImportedDocument:
    # Reading takes seconds and happens before the transaction, which is then short.
    reading = read(data, name)
    now = clock.now()
    with transaction.atomic():
        document = ImportedDocument.objects.create(
            unit=unit,
            file_name=name,
            content_type=CONTENT_TYPES[reading.kind],
            size=len(data),
            original=data,
            sha256=hashlib.sha256(data).hexdigest(),
            created_by_id=actor.user_id,
            created_at=now,
            updated_at=now,
            **reading.columns,
        )
        told = {"import": document.pk, "sha256": document.sha256}
        audit.record(Event.IMPORT_READ, actor=actor, unit_id=document.unit_id, subject=name, after=told)
    return document


def unit_of(actor: Actor, unit: IssuingUnit | None) -> IssuingUnit:
    """The unit for which the actor brings documents in. Raises NotAllowed, NotNow."""
    may_import(actor).require()
    found = unit or IssuingUnit.objects.filter(pk=actor.unit_id or 0).first()
    if found is None or (not actor.is_system and found.pk != actor.unit_id):
        raise NotAllowed("Mình chưa có vai trò ở đơn vị nào nên chưa nhập được văn bản.")
    if found.closed_on is not None and found.closed_on < clock.today():
        raise NotNow(f"{found.short_name} đã ngừng hoạt động nên không nhập thêm văn bản.")
    return found


def reread(document: ImportedDocument, *, actor: Actor) -> ImportedDocument:
    """Begin again from the original: every correction is taken back."""
    may(actor, ImportVerb.CORRECT, document).require()
    fresh = ImportedDocument.objects.get(pk=document.pk)
    reading = read(bytes(fresh.original or b""), fresh.file_name)
    with transaction.atomic():
        fresh = locked(document)
        may(actor, ImportVerb.CORRECT, fresh).require()
        for name, value in reading.columns.items():
            setattr(fresh, name, value)
        fresh.revision += 1
        fresh.updated_at = clock.now()
        fresh.save()
        audit.record(
            Event.IMPORT_REREAD, actor=actor, unit_id=fresh.unit_id, subject=fresh.file_name, after={"import": fresh.pk}
        )
    return fresh


@transaction.atomic
def remove(document: ImportedDocument, *, actor: Actor) -> None:
    """Take a document out with its original: it was brought in by mistake, or is of no use."""
    fresh = locked(document)
    may(actor, ImportVerb.REMOVE, fresh).require()
    told = {"import": fresh.pk, "sha256": fresh.sha256}
    audit.record(Event.IMPORT_REMOVED, actor=actor, unit_id=fresh.unit_id, subject=fresh.file_name, before=told)
    fresh.delete()


def locked(document: ImportedDocument) -> ImportedDocument:
    """The document as it is stored now, held against other writers until the transaction ends."""
    rows = ImportedDocument.objects.select_for_update(of=("self",)).select_related("unit").defer("original")
    fresh = rows.filter(pk=document.pk).first()
    if fresh is None:
        raise Invalid("Văn bản này đã bỏ rồi.")
    return fresh


def shown_name(file_name: str) -> str:
    """A file's name without its folders, as it is shown and kept."""
    name = clean_line(_PATH.sub("", file_name))
    stem, dot, ending = name.rpartition(".")
    if dot and len(name) > 200:
        return f"{stem[: 199 - len(ending)]}.{ending}"[:200]
    return name[:200] or "Không tên"
