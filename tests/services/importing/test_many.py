"""Many documents at once: read in the background, each says what became of it."""

import zipfile
from io import BytesIO

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, ImportBatch, ImportedDocument
from plans.services.importing.many import read_batch, resume_batch, start_batch
from tests.imported import PLAN

pytestmark = pytest.mark.django_db


def zipped(**files):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def results(batch):
    rows = ImportedDocument.objects.filter(batch=batch).order_by("position")
    return [(row.file_name, row.status, row.refusal.split(";")[0]) for row in rows]


def test_files_wait_until_the_worker_comes_and_each_has_its_result(hoa, ward):
    batch = start_batch([("a.txt", PLAN.encode()), ("trong.txt", b""), ("hong.pdf", b"%PDF-1.4 x")], actor=hoa)
    assert (batch.unit, batch.found, batch.finished_at) == (ward, 3, None)
    assert [one[1] for one in results(batch)] == ["reading", "refused", "reading"]
    assert DBTaskResult.objects.count() == AuditEntry.objects.filter(event="import.many").count() == 1

    read_batch(batch.pk)

    assert results(batch) == [
        ("a.txt", "needs_look", ""),
        ("trong.txt", "refused", "Tệp trống, không có nội dung nào"),
        ("hong.pdf", "refused", "Tệp PDF bị hỏng"),
    ]
    assert ImportBatch.objects.get().finished_at
    assert ImportedDocument.objects.get(file_name="hong.pdf").original is None


def test_a_zip_is_opened_by_the_worker_and_let_go(hoa):
    archive = zipped(**{"thư mục/a.txt": PLAN, "__MACOSX/a.txt": "x", "trong.zip": "PK", "thư mục/": ""})
    batch = start_batch([("ca-huyen.zip", archive)], actor=hoa)
    assert (results(batch), bytes(batch.archive)) == ([], archive)

    read_batch(batch.pk)

    assert results(batch) == [
        ("a.txt", "needs_look", ""),
        ("trong.zip", "refused", "Tệp nén nằm trong tệp nén không được mở"),
    ]
    batch.refresh_from_db()
    assert (batch.archive, batch.found) == (None, 2)


def test_a_bad_zip_refuses_the_whole_batch_and_leaves_nothing(hoa):
    batch = start_batch([("a.zip", b"PK\x03\x04 not really")], actor=hoa)
    read_batch(batch.pk)

    batch.refresh_from_db()
    assert (batch.refusal.split(";")[0], batch.archive) == ("Tệp nén bị hỏng hoặc không phải tệp ZIP", None)
    assert results(batch) == []


def test_reading_twice_changes_nothing(hoa):
    batch = start_batch([("a.txt", PLAN.encode()), ("b.txt", PLAN.encode())], actor=hoa)
    read_batch(batch.pk)
    before = list(ImportedDocument.objects.values_list("pk", "updated_at"))
    read_batch(batch.pk)

    assert list(ImportedDocument.objects.values_list("pk", "updated_at")) == before


def test_a_batch_stopped_half_way_goes_on(hoa, mai):
    batch = start_batch([("a.txt", PLAN.encode()), ("b.txt", PLAN.encode())], actor=hoa)
    ImportBatch.objects.update(started_at=batch.created_at)
    ImportedDocument.objects.filter(file_name="a.txt").update(status="refused", original=None, refusal="Đã đọc.")
    with pytest.raises(NotAllowed):
        resume_batch(batch, actor=mai)

    resume_batch(batch, actor=hoa)
    assert DBTaskResult.objects.count() == 2
    read_batch(batch.pk)
    assert [one[1] for one in results(batch)] == ["refused", "needs_look"]
    with pytest.raises(NotNow, match="đã đọc xong"):
        resume_batch(batch, actor=hoa)


def test_a_zip_beside_other_files_is_not_opened(hoa):
    batch = start_batch([("a.zip", zipped(a="x")), ("b.txt", PLAN.encode())], actor=hoa)

    assert results(batch)[0] == ("a.zip", "refused", "Tệp nén phải nhập riêng một mình, không cùng tệp khác.")


def test_what_is_too_much_is_refused_at_once(hoa, mai):
    with pytest.raises(Invalid, match="Chọn một tệp"):
        start_batch([], actor=hoa)
    with pytest.raises(Invalid, match="nhiều nhất 300 tệp"):
        start_batch([("a.txt", b"x")] * 301, actor=hoa)
    with pytest.raises(NotAllowed):
        start_batch([("a.txt", b"x")], actor=mai)
    assert (ImportBatch.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_worker_of_service_does_it(hoa):
    batch = start_batch([("a.txt", PLAN.encode()), ("b.txt", PLAN.encode())], actor=hoa)
    call_command("db_worker", batch=True, reload=False, startup_delay=False, interval=0, verbosity=0)

    assert [one[1] for one in results(batch)] == ["needs_look", "needs_look"]
