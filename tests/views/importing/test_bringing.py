"""Nhập văn bản over HTTP: from the page where one chooses to the progress of many."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plans.models import ImportBatch, ImportedDocument
from tests.factories import make_import, make_import_batch
from tests.imported import PLAN, make_read

pytestmark = pytest.mark.django_db
START, DATA = "/nhap-van-ban/", PLAN.encode()


def file(name="ke-hoach.txt", data=DATA, kind="text/html"):
    return SimpleUploadedFile(name, data, content_type=kind)


def test_a_file_leads_to_its_review(hoa):
    response = hoa.post(START, {"files": file(), "text": ""})

    document = ImportedDocument.objects.get()
    assert (response.status_code, response.url) == (302, f"/nhap-van-ban/{document.pk}/")
    assert document.content_type == "text/plain; charset=utf-8"
    assert "Triển khai Tháng hành động vì trẻ em năm 2025" in hoa.get(response.url).text


def test_a_refused_file_says_why_on_the_page(hoa):
    response = hoa.post(START, {"files": file("a.pdf", b"%PDF-1.4 hong"), "text": "chữ đang dán"})

    assert response.status_code == 422
    assert "Tệp PDF bị hỏng" in response.text
    assert "chữ đang dán" in response.text
    assert ImportedDocument.objects.count() == 0


def test_nothing_chosen(hoa):
    response = hoa.post(START, {"text": ""})

    assert (response.status_code, "Chọn một tệp, hoặc dán văn bản vào ô." in response.text) == (422, True)


def test_several_files_lead_to_their_progress(hoa):
    response = hoa.post(START, {"files": [file("a.txt"), file("b.txt")]})

    batch = ImportBatch.objects.get()
    assert response.url == f"/nhap-van-ban/nhieu/{batch.pk}/"
    page = hoa.get(response.url).text
    assert "0 trong 2 tệp" in page
    assert "data-running" in hoa.get(f"{response.url}tien-do/").text


def test_the_table_says_what_became_of_each(hoa, ward):
    batch = make_import_batch(ward, found=2)
    make_read(ward, batch=batch, file_name="tot.txt")
    make_import(ward, status="refused", batch=batch, file_name="xau.pdf", refusal="Tệp PDF bị hỏng.", **REFUSED)
    text = hoa.get(f"/nhap-van-ban/nhieu/{batch.pk}/").text

    assert all(said in text for said in ("tot.txt", "Cần xem", "xau.pdf", "Từ chối", "Tệp PDF bị hỏng."))


REFUSED = {"original": None, "sha256": "", "source": None, "review": None, "kind": ""}


def test_who_may_not_bring_in_reads_why(lan):
    assert "Chỉ người soạn thảo của đơn vị" in lan.get(START).text
    assert lan.post(START, {"files": file()}).status_code == 403
    assert ImportedDocument.objects.count() == 0


def test_another_units_documents_are_not_there(khach, ward):
    document, batch = make_read(ward), make_import_batch(ward)

    addresses = [
        *(f"/nhap-van-ban/{document.pk}/{rest}" for rest in ("", "giu/", "bo/", "tep-goc/", "trang/1.png")),
        *(f"/nhap-van-ban/nhieu/{batch.pk}/{rest}" for rest in ("", "tien-do/")),
    ]
    assert {address: khach.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    posts = [f"/nhap-van-ban/{document.pk}/{rest}" for rest in ("sua/dong/", "thong-tin/", "doc-lai/", "giu/", "bo/")]
    assert {address: khach.post(address).status_code for address in posts} == dict.fromkeys(posts, 404)


def test_a_document_is_taken_out_after_asking(hoa, ward):
    document = make_read(ward)

    assert "Bỏ văn bản đã nhập?" in hoa.get(f"/nhap-van-ban/{document.pk}/bo/").text
    assert hoa.post(f"/nhap-van-ban/{document.pk}/bo/").url == START
    assert ImportedDocument.objects.count() == 0


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_asks_as_often_for_many_as_for_one(hoa, ward, count, django_assert_num_queries):
    for _ in range(count):
        make_read(ward)
        make_import_batch(ward)
    hoa.get(START)

    with django_assert_num_queries(5):
        hoa.get(START)
