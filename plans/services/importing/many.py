"""Bringing many documents in: they are given at once, read in the background one by one, and each says what became
of it."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from ... import clock
from ...enums import Event, ImportStatus
from ...exceptions import Invalid, NotNow, Unreadable
from ...importing import refusals
from ...models import ImportBatch, ImportedDocument
from ...models.imported import MAX_BYTES
from ...rules.actor import Actor
from ...rules.imports import may_import
from .. import audit
from .bringing import CONTENT_TYPES, shown_name, unit_of
from .reading import read
from .tasks import read_batch_later
from .unpacking import MAX_ARCHIVE, MAX_FILES, TOO_BIG, Member, is_archive, members_of

File = tuple[str, bytes]


@transaction.atomic
def start_batch(files: Sequence[File], *, actor: Actor) -> ImportBatch:
    """Keep what was given and have it read in the background: a ZIP, or several files.

    The order to read is written in the same transaction, so there is never one without the other. Raises NotAllowed,
    Invalid for nothing, too many or too much.
    """
    unit = unit_of(actor, None)
    archive = files[0] if len(files) == 1 and is_archive(files[0][1], files[0][0]) else None
    _check(files, is_one_archive=archive is not None)
    batch = ImportBatch.objects.create(
        unit=unit,
        name=shown_name(archive[0]) if archive else f"{len(files)} tệp",
        archive=archive[1] if archive else None,
        found=0 if archive else len(files),
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    if archive is None:
        for at, (name, data) in enumerate(files):
            _keep_member(batch, at, _given(name, data))
    read_batch_later.enqueue(batch.pk)
    told = {"batch": batch.pk, "files": batch.found}
    audit.record(Event.IMPORT_MANY, actor=actor, unit_id=unit.pk, subject=batch.name, after=told)
    return batch


def _check(files: Sequence[File], *, is_one_archive: bool) -> None:
    if not files:
        raise Invalid("Chọn một tệp, hoặc dán văn bản vào ô.", {"files": "Chưa chọn tệp nào."})
    if len(files) > MAX_FILES:
        message = f"Mỗi lần nhập nhiều nhất {MAX_FILES} tệp; đang chọn {len(files)} tệp."
        raise Invalid(message, {"files": message})
    if sum(len(data) for _, data in files) > MAX_ARCHIVE:
        message = TOO_BIG if is_one_archive else "Các tệp cộng lại lớn hơn 100 MB; chia thành nhiều lần nhập."
        raise Invalid(message, {"files": message})


def _given(name: str, data: bytes) -> Member:
    """A file given beside others; a ZIP among them is not opened."""
    name = shown_name(name)
    if not data:
        return Member(name, refusal=refusals.EMPTY)
    if len(data) > MAX_BYTES:
        return Member(name, refusal=refusals.TOO_BIG)
    if is_archive(data, name):
        return Member(name, refusal="Tệp nén phải nhập riêng một mình, không cùng tệp khác.")
    return Member(name, data=data)


def _keep_member(batch: ImportBatch, at: int, member: Member) -> None:
    now = clock.now()
    ImportedDocument.objects.create(
        unit_id=batch.unit_id,
        batch=batch,
        position=at,
        file_name=shown_name(member.name),
        size=len(member.data),
        original=None if member.refusal else member.data,
        sha256="" if member.refusal else hashlib.sha256(member.data).hexdigest(),
        status=ImportStatus.REFUSED if member.refusal else ImportStatus.READING,
        refusal=member.refusal[:400],
        created_by_id=batch.created_by_id,
        created_at=now,
        updated_at=now,
    )


def read_batch(pk: int) -> None:
    """Read what is still to be read of a batch. A worker that was killed half-way leaves the rest for the next."""
    batch = ImportBatch.objects.filter(pk=pk, finished_at=None).select_related("unit").first()
    if batch is None:
        return
    if batch.started_at is None:
        ImportBatch.objects.filter(pk=pk).update(started_at=clock.now())
    try:
        _unpack(batch)
    except Unreadable as refused:
        ImportBatch.objects.filter(pk=pk).update(archive=None, refusal=refused.message[:400], finished_at=clock.now())
        return
    waiting = ImportedDocument.objects.filter(batch=batch, status=ImportStatus.READING)
    for document in waiting.values_list("pk", flat=True).order_by("position", "id"):
        _read_one(document)
    ImportBatch.objects.filter(pk=pk).update(finished_at=clock.now())


@transaction.atomic
def _unpack(batch: ImportBatch) -> None:
    """Take the files out of the archive, all or none, and let the archive go."""
    fresh = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if fresh.archive is None:
        return
    found = 0
    for found, member in enumerate(members_of(bytes(fresh.archive)), start=1):
        _keep_member(batch, found - 1, member)
    fresh.archive, fresh.found = None, found
    fresh.save(update_fields=["archive", "found"])


def _read_one(pk: int) -> None:
    row = ImportedDocument.objects.filter(pk=pk).values_list("original", "file_name").first()
    if row is None:
        return
    try:
        reading = read(bytes(row[0] or b""), row[1])
    except Unreadable as refused:
        values = {"status": ImportStatus.REFUSED, "refusal": refused.message[:400], "original": None, "sha256": ""}
    else:
        values = {"content_type": CONTENT_TYPES[reading.kind], **reading.columns}
    # Whoever took the document out meanwhile, or read it already, is not overruled.
    ImportedDocument.objects.filter(pk=pk, status=ImportStatus.READING).update(updated_at=clock.now(), **values)


@transaction.atomic
def resume_batch(batch: ImportBatch, *, actor: Actor) -> None:
    """Have the rest of a batch read, where the worker was stopped half-way."""
    may_import(actor).require()
    fresh = ImportBatch.objects.select_for_update(of=("self",)).defer("archive").get(pk=batch.pk)
    if fresh.finished_at is not None:
        raise NotNow("Đợt này đã đọc xong.")
    read_batch_later.enqueue(fresh.pk)
    audit.record(
        Event.IMPORT_RESUMED, actor=actor, unit_id=fresh.unit_id, subject=fresh.name, after={"batch": fresh.pk}
    )
