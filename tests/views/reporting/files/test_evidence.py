"""Minh chứng over HTTP: added from a section, opened, described, taken out, and by whom not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.models import Evidence, Report
from tests.documents.evidence.brought import jpeg, pdf
from tests.factories import make_unit
from tests.filed import file_it, full_round, ready_report
from tests.views.conftest import browser_of
from tests.views.forms import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(province, ward):
    return ready_report(full_round(province), ward)


def file(name="anh.jpg", data=None):
    return SimpleUploadedFile(name, data or jpeg())


def add(browser, report, *files, **more):
    return browser.post(reverse("evidence-add", args=[report.pk]), {"files": files or [file()]} | more, follow=True)


@pytest.fixture
def kept(hoa, report):
    add(hoa, report, file("trao quà.jpg"), section="tang-qua", caption="Trao quà")
    return Evidence.objects.get()


def address(name, kept):
    return reverse(name, args=[kept.report_id, kept.pk])


# --- adding ----------------------------------------------------------------------------------------------------------


def test_files_are_added_from_the_section_they_belong_to(hoa, report):
    page = add(hoa, report, file(), file("ds.pdf", pdf()), section="tang-qua")
    words = words_of(page)

    assert page.redirect_chain == [(f"/bao-cao/{report.pk}/phan/tang-qua/#minh-chung", 302)]
    assert "Đã thêm 2 tệp minh chứng. Ảnh đã thu nhỏ, bỏ thông tin nơi chụp, máy chụp." in page.content.decode()
    assert "Minh chứng 2 tệp" in words
    assert "ảnh, 1 KB · đã bỏ thông tin nơi chụp" in words


def test_another_section_does_not_show_them(hoa, report, kept):
    assert "Chưa có ảnh, tệp nào cho phần này" in words_of(hoa.get(f"/bao-cao/{report.pk}/phan/danh-gia/"))


def test_figures_on_their_own_have_evidence_as_well(hoa, report):
    page = add(hoa, report, section="")

    assert page.redirect_chain[0][0] == f"/bao-cao/{report.pk}/phan/so-lieu-rieng/#minh-chung"
    assert "Minh chứng 1 tệp" in words_of(page)


def test_a_refused_file_is_named_with_what_to_do_and_the_caption_stays(hoa, report):
    page = add(hoa, report, file(), file("b.heic", b"\0\0\0\x18ftypheic" + bytes(9)), caption="Trao quà")

    assert page.status_code == 422
    assert "Đã thêm 1 tệp minh chứng." in words_of(page)
    assert "1 tệp không thêm được: b.heic: Ảnh HEIC của iPhone chưa nhận được" in words_of(page)
    assert 'value="Trao quà"' in page.content.decode()


def test_no_file_is_said(hoa, report):
    page = hoa.post(reverse("evidence-add", args=[report.pk]), {"caption": "x"})

    assert (page.status_code, "Chọn ít nhất một ảnh hoặc tệp PDF." in words_of(page)) == (422, True)


def test_a_name_that_seems_to_name_a_child_is_warned_of(hoa, report):
    page = add(hoa, report, file("chau N.V.A. lớp 4B.jpg"), section="tang-qua")

    assert words_of(page).count("N.V.A") >= 2
    assert Evidence.objects.count() == 1


def test_the_page_of_its_own_asks_for_the_section_it_came_from(hoa, report):
    page = hoa.get(reverse("evidence-add", args=[report.pk]) + "?phan=tang-qua")

    assert 'name="section" value="tang-qua"' in page.content.decode()
    assert "còn thêm được 20 tệp" in words_of(page)


def test_a_filed_report_says_why_nothing_is_added(hoa, report):
    file_it(report)

    assert "Báo cáo đã gửi nên không sửa được" in words_of(hoa.get(reverse("evidence-add", args=[report.pk])))
    assert add(hoa, report).status_code == 409
    assert not Evidence.objects.exists()


# --- opening ---------------------------------------------------------------------------------------------------------


def test_a_picture_is_shown_as_nothing_but_a_picture(hoa, kept):
    answer = hoa.get(address("evidence-file", kept))

    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith('inline; filename="trao qua.jpg"')
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff", "default-src 'none'; sandbox",
    )  # fmt: skip
    assert "private" in answer["Cache-Control"]
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert hoa.get(address("evidence-file", kept) + "?tai=1")["Content-Disposition"].startswith("attachment")


def test_a_picture_has_a_small_one_and_a_pdf_has_none(hoa, report, kept):
    add(hoa, report, file("ds.pdf", pdf()))

    assert hoa.get(address("evidence-thumbnail", kept))["Content-Type"] == "image/jpeg"
    assert hoa.get(address("evidence-thumbnail", Evidence.objects.last())).status_code == 404


ROUTES = ("evidence-file", "evidence-thumbnail", "evidence-describe", "evidence-remove")


@pytest.mark.parametrize("name", ROUTES)
def test_only_who_may_see_the_report_opens_its_evidence(kept, name, hoa, lan, khach, client, province):
    far = browser_of(make_unit("thành phố Hải Phòng", level="province"), "supervisor", full_name="Đỗ Thị Dung")

    assert [one.get(address(name, kept)).status_code for one in (hoa, lan, khach, far, client)] == [
        200, 200, 404, 404, 302,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ROUTES)
def test_a_file_is_not_found_under_another_report(kept, name, khach, other_commune):
    theirs = ready_report(kept.report.round, other_commune)

    assert khach.get(reverse(name, args=[theirs.pk, kept.pk])).status_code == 404


def test_what_was_taken_out_before_it_was_filed_is_not_found(hoa, kept):
    hoa.post(address("evidence-remove", kept))

    assert hoa.get(address("evidence-file", kept)).status_code == 404


def test_what_was_filed_is_still_opened_by_its_receiver(hoa, lan, kept):
    file_it(kept.report)
    Report.objects.update(status="returned")
    asked = hoa.get(address("evidence-remove", kept))
    hoa.post(address("evidence-remove", kept))

    assert "nơi nhận vẫn xem được tệp trong bản cũ" in words_of(asked)
    assert lan.get(address("evidence-file", kept)).status_code == 200


# --- describing, taking out ------------------------------------------------------------------------------------------


def test_a_caption_is_changed_in_place(hoa, kept):
    page = hoa.post(address("evidence-describe", kept), {"caption": "Trao xe đạp"}, follow=True)

    assert page.redirect_chain == [(f"/bao-cao/{kept.report_id}/phan/tang-qua/#minh-chung", 302)]
    assert "Trao xe đạp" in words_of(page)
    assert hoa.post(address("evidence-describe", kept), {"caption": "x" * 201}).status_code == 422


def test_taking_out_asks_first(hoa, kept):
    asked = hoa.get(address("evidence-remove", kept))
    page = hoa.post(address("evidence-remove", kept), follow=True)

    assert "Tệp chưa gửi đi nên bị xóa hẳn khỏi cổng." in words_of(asked)
    assert "Đã bỏ trao quà.jpg khỏi minh chứng." in page.content.decode()
    assert "Chưa có ảnh, tệp nào cho phần này" in words_of(page)


@pytest.mark.parametrize("name", ["evidence-describe", "evidence-remove"])
def test_a_reader_who_may_not_write_reads_why(kept, name, ward):
    leader = browser_of(ward, "approver", full_name="Hoàng Văn Bình")

    assert "Chỉ người soạn thảo của đơn vị" in words_of(leader.get(address(name, kept)))
    assert leader.post(address(name, kept), {"caption": "x"}).status_code == 403


def test_the_section_costs_the_same_queries_for_any_number_of_files(hoa, report, django_assert_num_queries):
    place = f"/bao-cao/{report.pk}/phan/tang-qua/"
    add(hoa, report, section="tang-qua")
    hoa.get(place)
    with django_assert_num_queries(60, exact=False) as few:
        hoa.get(place)
    count = len(few)
    add(hoa, report, *[file(f"{at}.jpg", jpeg(20 + at, 20)) for at in range(5)], section="tang-qua")
    hoa.get(place)
    with django_assert_num_queries(count):
        hoa.get(place)
