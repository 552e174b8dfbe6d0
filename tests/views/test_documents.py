"""The printed form over HTTP: the file, its pages, and what is said when it cannot be made."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse

from plans.exceptions import RenderFailed
from plans.services import rendering
from plans.services.approving.versions import check_code
from plans.views.documents import disposition, file_name
from tests.documents.word.reading import words
from tests.factories import make_draft, make_issued, make_unit


@pytest.mark.parametrize("name", ["plan-pdf", "plan-docx", "plan-print", "plan-detail"])
def test_a_strangers_draft_does_not_exist(khach, ward, name):
    plan = make_draft(ward)

    assert khach.get(reverse(name, args=[plan.pk])).status_code == 404
    assert khach.get(reverse("plan-page-picture", args=[plan.pk, 1])).status_code == 404


def test_pdf_of_an_issued_plan_is_the_frozen_file_under_its_number(hoa, province):
    plan = make_issued(province, number=115, pdf=b"%PDF the very bytes")

    answer = hoa.get(reverse("plan-pdf", args=[plan.pk]))

    assert (answer.content, answer["Content-Type"]) == (b"%PDF the very bytes", "application/pdf")
    assert answer["Content-Disposition"].startswith(
        "attachment; filename=\"Ke hoach so 115-KH-UBND, UBND tinh Thai Nguyen, 2026.pdf\"; filename*=UTF-8''K%E1%BA%BF"
    )
    assert (answer["X-Content-Type-Options"], "private" in answer["Cache-Control"]) == ("nosniff", True)


def test_pdf_opens_in_the_browser_when_asked(hoa, province):
    plan = make_issued(province)

    answer = hoa.get(reverse("plan-pdf", args=[plan.pk]), {"xem": "1"})

    assert answer["Content-Disposition"].startswith("inline;")


def test_pdf_is_not_sent_again_while_it_is_the_same(hoa, province):
    plan = make_issued(province)
    etag = hoa.get(reverse("plan-pdf", args=[plan.pk]))["ETag"]

    again = hoa.get(reverse("plan-pdf", args=[plan.pk]), headers={"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_picture_of_a_page_is_kept_by_the_browser_alone(hoa, ward):
    plan = make_draft(ward)
    address = reverse("plan-page-picture", args=[plan.pk, 1])

    answer = hoa.get(address)
    again = hoa.get(address, headers={"If-None-Match": answer["ETag"]})

    assert answer.content.startswith(b"\x89PNG")
    assert "private" in answer["Cache-Control"]
    assert again.status_code == 304


@pytest.mark.parametrize("page", [0, 9, 10**20])
def test_picture_of_a_page_there_is_not_does_not_exist(hoa, ward, page):
    plan = make_draft(ward)

    assert hoa.get(reverse("plan-page-picture", args=[plan.pk, page])).status_code == 404


def test_print_view_shows_the_pages_their_measures_and_the_font(hoa, ward):
    plan = make_draft(ward)

    page = " ".join(hoa.get(reverse("plan-print", args=[plan.pk])).content.decode().split())

    assert 'alt="Trang 1 trong 1"' in page
    assert "Nghị định 30/2020/NĐ-CP" in page
    assert "lề trên 20, dưới 20, trái 30, phải 15 mm" in page
    assert "Bản in của dự thảo như đang lưu" in page
    assert "Mã đối chiếu" not in page


def test_print_view_of_an_issued_plan_shows_its_code(hoa, ward, province):
    real = rendering.pdf_of(make_draft(ward))
    plan = make_issued(province, pdf=real)
    code = plan.versions.get().sha256[:8].upper()

    page = hoa.get(reverse("plan-print", args=[plan.pk])).content.decode()

    assert f"{code[:4]} {code[4:]}" in page
    assert "Đúng từng byte tệp đã ban hành" in page


def test_print_view_says_why_there_are_no_pages_and_leads_back(hoa, ward, monkeypatch):
    plan = make_draft(ward)

    def broken(content):
        raise RenderFailed("Máy chủ chưa có phông chữ.")

    monkeypatch.setattr(rendering, "render_pdf", broken)
    answer = hoa.get(reverse("plan-print", args=[plan.pk]))

    assert answer.status_code == 503
    assert "Máy chủ chưa có phông chữ." in answer.content.decode()
    assert reverse("plan-detail", args=[plan.pk]) in answer.content.decode()


def test_damaged_frozen_file_is_told_and_not_hidden(hoa, province):
    plan = make_issued(province, pdf=b"not a pdf")

    assert hoa.get(reverse("plan-print", args=[plan.pk])).status_code == 503


@pytest.mark.django_db
def test_file_name_of_a_draft_says_that_it_is_one():
    draft = make_draft(make_unit("phường Đức Xuân"))

    assert file_name(draft) == "Dự thảo kế hoạch, UBND phường Đức Xuân, 2026.pdf"


def test_disposition_cannot_be_broken_out_of():
    assert disposition("inline", 'a"; x=\r\nđ.pdf').startswith('inline; filename="a__ x___d.pdf"; filename*=UTF-8')


# --- Word ------------------------------------------------------------------------------------------------------------


def word_of(answer):
    """The properties of the Word file that was sent, and its words."""
    document = docx.Document(BytesIO(answer.content))
    return document.core_properties, " ".join(words(answer.content))


def test_word_file_of_a_draft_says_that_it_is_one(hoa, ward):
    answer = hoa.get(reverse("plan-docx", args=[make_draft(ward).pk]))
    properties, _ = word_of(answer)

    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert answer["Content-Disposition"].startswith(
        'attachment; filename="Du thao ke hoach, UBND phuong Duc Xuan, 2026.docx"'
    )
    assert (properties.content_status, properties.comments) == ("Dự thảo", "")
    assert ("private" in answer["Cache-Control"], "ETag" in answer) == (True, False)


def test_word_file_says_what_the_draft_says_now(hoa, ward):
    plan = make_draft(ward)
    address = reverse("plan-docx", args=[plan.pk])
    before = word_of(hoa.get(address))[1]

    type(plan).objects.filter(pk=plan.pk).update(closing="Đề nghị các trường thực hiện.")
    after = word_of(hoa.get(address))[1]

    assert ("Đề nghị các trường thực hiện./." in before, "Đề nghị các trường thực hiện./." in after) == (False, True)


def test_word_file_of_an_issued_plan_is_of_what_was_issued(hoa, province):
    plan = make_issued(province, number=115)
    type(plan).objects.filter(pk=plan.pk).update(closing="Chưa từng ban hành.")
    code = check_code(plan.versions.get().sha256)

    answer = hoa.get(reverse("plan-docx", args=[plan.pk]))
    properties, said = word_of(answer)

    assert 'filename="Ke hoach so 115-KH-UBND, UBND tinh Thai Nguyen, 2026.docx"' in answer["Content-Disposition"]
    assert (properties.content_status, code in properties.comments) == ("Đã ban hành", True)
    assert ("Số: 115/KH-UBND" in said, "Chưa từng ban hành" in said) == (True, False)


def test_word_file_has_the_number_that_was_given_after_the_text_was_frozen(hoa, province):
    plan = make_issued(province, number=115)
    version = plan.versions.get()
    version.content |= {"number": None, "issued_on": None}
    version.save(update_fields=["content"])

    said = word_of(hoa.get(reverse("plan-docx", args=[plan.pk])))[1]

    assert "Số: 115/KH-UBND" in said
    assert "ngày tháng năm" not in said


@pytest.mark.parametrize("name", ["plan-detail", "plan-print", "plan-edit"])
def test_word_file_is_offered_where_one_reads_and_drafts(hoa, ward, name):
    plan = make_draft(ward)

    page = hoa.get(reverse(name, args=[plan.pk])).content.decode()

    assert f'href="{reverse("plan-docx", args=[plan.pk])}"' in page
    assert "Tải bản Word" in page


@pytest.mark.django_db
def test_file_name_of_a_numbered_plan_says_draft_until_it_is_issued(province):
    plan = make_issued(province, number=5)
    issued = file_name(plan, "docx")
    plan.status = "approved"

    assert (issued, file_name(plan, "docx")) == (
        "Kế hoạch số 05-KH-UBND, UBND tỉnh Thái Nguyên, 2026.docx",
        "Dự thảo kế hoạch số 05-KH-UBND, UBND tỉnh Thái Nguyên, 2026.docx",
    )
