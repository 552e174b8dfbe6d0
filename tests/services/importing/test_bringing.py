"""One document is brought in, read in the child, read again, taken out."""

import hashlib

import pytest

from plans.exceptions import Invalid, NotAllowed, NotNow, Unreadable
from plans.importing.reviewing import review_from_json
from plans.models import AuditEntry, ImportedDocument
from plans.services.importing.bringing import paste, remove, reread, shown_name, upload
from plans.services.importing.correcting import place_every_line
from tests.factories import make_import
from tests.imported import PLAN, make_read

pytestmark = pytest.mark.django_db


def test_a_file_is_read_and_kept_as_it_came(hoa, ward):
    data = PLAN.encode()
    document = upload(data, file_name="C:\\tam\\kế hoạch.txt", actor=hoa)

    assert (document.unit, document.file_name, document.kind) == (ward, "kế hoạch.txt", "text")
    assert (bytes(document.original), document.sha256) == (data, hashlib.sha256(data).hexdigest())
    assert (document.status, document.title) == ("needs_look", "Triển khai Tháng hành động vì trẻ em năm 2025")
    assert review_from_json(document.review).number == "41/KH-UBND"
    assert [row.event for row in AuditEntry.objects.all()] == ["import.read"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "Tệp trống"),
        (b"%PDF-1.4 hong", "a.pdf", "Tệp PDF bị hỏng"),
        (PLAN.encode(), "a.pdf", "nội dung là văn bản thuần"),
        (b"x" * (20 * 1024 * 1024 + 1), "a.txt", "lớn hơn 20 MB"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_leaves_nothing(hoa, data, name, said):
    with pytest.raises(Unreadable, match=said):
        upload(data, file_name=name, actor=hoa)
    assert (ImportedDocument.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_pasted_text_is_read_alike(hoa):
    document = paste(PLAN, actor=hoa)

    assert (document.file_name, document.unread) == ("Văn bản dán.txt", 1)


@pytest.mark.parametrize(("text", "said"), [(" \n", "Chọn một tệp"), ("x " * 500_001, "1 triệu chữ cái")])
def test_nothing_and_too_much_are_not_pasted(hoa, text, said):
    with pytest.raises(Invalid, match=said):
        paste(text, actor=hoa)


def test_only_a_drafter_of_an_open_unit_brings_in(hoa, mai, ward):
    with pytest.raises(NotAllowed, match="Chỉ người soạn thảo"):
        upload(PLAN.encode(), file_name="a.txt", actor=mai)
    ward.closed_on = "2025-06-30"
    ward.save()
    with pytest.raises(NotNow, match="đã ngừng hoạt động"):
        upload(PLAN.encode(), file_name="a.txt", actor=hoa)


def test_reading_again_takes_every_correction_back(hoa, ward):
    document = place_every_line(make_read(ward), what="noise", actor=hoa, revision=1)
    assert document.unread == 0

    again = reread(document, actor=hoa)
    assert (again.unread, again.revision) == (1, 3)
    assert review_from_json(again.review).set_aside == ()


def test_a_document_is_taken_out_with_its_original(hoa, mai, ward):
    document = make_read(ward)
    with pytest.raises(NotAllowed):
        remove(document, actor=mai)

    remove(document, actor=hoa)
    assert ImportedDocument.objects.count() == 0
    assert [row.event for row in AuditEntry.objects.all()] == ["import.removed"]


def test_a_second_press_says_it_is_gone(hoa, ward):
    document = make_import(ward)
    remove(document, actor=hoa)
    document.pk = 99

    with pytest.raises(Invalid, match="đã bỏ rồi"):
        remove(document, actor=hoa)


@pytest.mark.parametrize(
    ("given", "shown"), [("../../etc/a.pdf", "a.pdf"), ("", "Không tên"), ("x" * 300 + ".docx", "x" * 195 + ".docx")]
)
def test_names_are_shown_without_folders_and_keep_their_ending(given, shown):
    assert shown_name(given) == shown
