"""Xác minh over HTTP: anybody, no account, nothing kept, not too often."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plans.models import AuditEntry, Issuance
from plans.views.issuing import verify
from tests.issued import SEALED, make_portal_issued
from tests.views.conftest import browser_of

ADDRESS = "/xac-minh/"


def words(answer):
    return " ".join(answer.content.decode().split())


def by_code(client, code, **more):
    return client.get(ADDRESS, {"ma": code}, **more)


def by_file(client, content, name="ke-hoach-47.pdf", **more):
    return client.post(ADDRESS, {"tep": SimpleUploadedFile(name, content, "application/pdf")}, **more)


@pytest.mark.django_db
def test_the_empty_form_sets_no_session_and_tells_where_the_code_is(client):
    answer = client.get(ADDRESS)

    assert (answer.status_code, answer.cookies, answer["Cache-Control"]) == (200, {}, "private, no-store")
    assert "Mã đối chiếu gồm 12 chữ số và chữ cái từ A đến F" in words(answer)


def test_a_code_tells_who_signed_what_when(client, ward):
    code = make_portal_issued(ward).issuance.code

    page = words(by_code(client, f" {code[:4]} {code[4:8]} {code[8:]} ".upper()))

    assert "Kế hoạch số 47/KH-UBND ngày 13/5/2026" in page
    assert "Đang có hiệu lực" in page
    assert "UBND phường Đức Xuân, lúc 09:00 ngày 13/5/2026" in page


@pytest.mark.parametrize("typed", ["0000 0000 0000", "xin chào", "<script>alert(1)</script>", "đ" * 70])
def test_an_unknown_code_is_told_and_cannot_write_into_the_page(client, db, typed):
    page = words(by_code(client, typed))

    assert "Không có văn bản nào mang mã này" in page
    assert "<script>alert" not in page


def test_too_long_a_code_is_not_looked_up(client, db):
    assert by_code(client, "7" * 5000).status_code == 200


def test_the_issued_file_is_recognised(client, ward):
    make_portal_issued(ward)

    page = words(by_file(client, SEALED))

    assert "Đúng là văn bản đã ban hành" in page
    assert "Tệp “ke-hoach-47.pdf” giống hệt bản đã ban hành." in page


def test_one_byte_more_or_less_is_not(client, ward):
    make_portal_issued(ward)

    for changed in (SEALED[:-1], SEALED + b" ", SEALED.replace(b"sealed", b"sealeb")):
        assert "Đúng là văn bản đã ban hành" not in words(by_file(client, changed))


def test_nothing_is_kept_of_a_file(client, ward):
    make_portal_issued(ward)
    before = AuditEntry.objects.count()

    by_file(client, SEALED + b"mine")

    assert AuditEntry.objects.count() == before


def test_the_form_works_without_a_cookie_of_ours(ward):
    make_portal_issued(ward)

    answer = by_file(Client(enforce_csrf_checks=True), SEALED)

    assert (answer.status_code, answer.cookies) == (200, {})


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", None])
def test_nothing_chosen_says_what_to_do(client, content):
    data = {} if content is None else {"tep": SimpleUploadedFile("a.pdf", content)}

    answer = client.post(ADDRESS, data)

    assert (answer.status_code, "chọn một tệp PDF" in words(answer)) == (422, True)


@pytest.mark.django_db
def test_too_large_a_file_is_not_read(client, monkeypatch):
    monkeypatch.setattr(verify, "MOST_BYTES", 100)

    answer = by_file(client, b"%PDF" + bytes(200))

    assert (answer.status_code, "Tệp lớn quá 30 MB" in words(answer)) == (413, True)


@pytest.mark.django_db
def test_too_large_a_request_is_not_even_received(client):
    answer = by_file(client, b"%PDF", headers={"Content-Length": str(31 * 1024 * 1024)})

    assert (answer.status_code, "Tệp lớn quá 30 MB" in words(answer)) == (413, True)


@pytest.mark.django_db
def test_one_address_asks_so_often_and_another_is_not_held_up(client, monkeypatch):
    monkeypatch.setattr(verify, "_FILES_A_MINUTE", 2)
    monkeypatch.setattr(verify, "_CODES_A_MINUTE", 2)

    files = [by_file(client, b"no pdf").status_code for _ in range(3)]
    codes = [by_code(client, "123").status_code for _ in range(3)]

    assert (files, codes) == ([200, 200, 429], [200, 200, 429])
    assert by_file(client, b"no pdf", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_the_original_is_offered_only_where_it_is_public(client, ward):
    plan = make_portal_issued(ward)
    link = reverse("public-plan-pdf", args=[plan.issuance.code])
    assert link not in words(by_code(client, plan.issuance.code))

    Issuance.objects.update(is_public=True)

    assert link in words(by_code(client, plan.issuance.code))


def test_the_scan_of_a_paper_is_shown_to_its_own_unit_only(client, ward, khach):
    plan = make_portal_issued(ward)
    Issuance.objects.update(is_paper=True)
    mai = browser_of(ward, "clerk", full_name="Lý Thị Mai")

    told = ["Xem bản quét của bản giấy" in words(by_code(one, plan.issuance.code)) for one in (client, khach, mai)]

    assert told == [False, False, True]


def test_queries_of_a_verdict(client, ward, django_assert_max_num_queries):
    code = make_portal_issued(ward).issuance.code

    with django_assert_max_num_queries(16):
        by_code(client, code)
