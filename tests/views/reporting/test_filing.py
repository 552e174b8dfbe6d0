"""A report on its way out: the preview, the press, không phát sinh, số liệu bổ sung; in time, late, and by whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from plans.models import Report, ReportVersion
from plans.rules.actor import SYSTEM
from plans.services.reporting.filing import begin
from tests.filed import file_it, full_round, ready_report, stored, type_in
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(province):
    return full_round(province)


@pytest.fixture
def ready(round_, ward):
    return ready_report(round_, ward)


def address(report, name="report-file"):
    return reverse(name, args=[report.pk])


def press(browser, report, name="report-file", **sent):
    """Open the page and press its button, with what is typed."""
    fields = fields_of(browser.get(address(report, name)), address(report, name))
    return browser.post(address(report, name), fields | sent, follow=True)


def said(response):
    return [str(one) for one in response.context["messages"]]


# --- the preview and the press ----------------------------------------------------------------------------------------


def test_the_preview_shows_what_the_receiver_will_read(hoa, ready):
    words = words_of(hoa.get(address(ready)))

    assert "Trẻ em được tặng quà chưa có 312 trẻ" in words
    assert "Trị giá quà chưa có 62,4 triệu đồng" in words
    assert "trong đó: ngân sách chưa có 18 triệu đồng" in words
    assert "Đã ban hành kế hoạch." in words
    assert "Hạn: trước ngày 15/7/2026 · ngày cuối: thứ Ba 14/7, còn 62 ngày." in words
    assert "Nộp được, nhưng 2 phần còn chỗ để trống: III, Số liệu" in words


def test_the_press_files_it_and_says_when_and_that_it_was_in_time(hoa, ready):
    answer = press(hoa, ready)
    (version,) = ReportVersion.objects.all()

    assert (version.report, version.filed_by_name, version.is_nothing) == (ready, "Nguyễn Thị Hoa", False)
    assert answer.redirect_chain[0][0] == reverse("report-detail", args=[ready.pk])
    assert [one.startswith("Đã nộp báo cáo lúc ") and "13/5/2026, đúng hạn." in one for one in said(answer)] == [True]


def test_what_is_missing_is_listed_with_a_way_to_each_field(hoa, round_, ward):
    report = begin(round_, ward, actor=SYSTEM)
    type_in(report, "tang-qua", D1="12 hộp")
    page = hoa.get(address(report))
    section = reverse("report-section", args=[report.pk, "tang-qua"])

    assert "Chưa nộp được, còn 3 chỗ phải làm" in words_of(page)
    assert f'href="{section}#so-D1">“12 hộp” không phải là số' in page.content.decode()
    assert 'aria-disabled="true" aria-describedby="vi-sao-nop"' in page.content.decode()


def test_a_post_past_the_greyed_button_is_refused_with_the_sentence(hoa, round_, ward):
    report = begin(round_, ward, actor=SYSTEM)
    answer = press(hoa, report)

    assert answer.status_code == 422
    assert "Chưa gửi được: Ghi số liệu “Trẻ em trên địa bàn”, hoặc đánh dấu không phát sinh." in words_of(answer)
    assert ReportVersion.objects.count() == 0


def test_what_seems_to_name_a_child_warns_and_does_not_block(hoa, ready):
    type_in(ready, "danh-gia", text="Cháu N.V.A. được tặng xe đạp.")
    words = words_of(hoa.get(address(ready)))

    assert "Có thể làm lộ danh tính trẻ em" in words
    assert "III. Đánh giá: “Cháu N.V.A.”" in words
    assert press(hoa, ready).redirect_chain != []


def test_a_deadline_that_passes_while_the_page_is_open_files_late_and_says_so(hoa, ready, settings):
    fields = fields_of(hoa.get(address(ready)), address(ready))
    settings.DEMO_TODAY = date(2026, 7, 16)
    page = hoa.get(address(ready))
    answer = hoa.post(address(ready), fields, follow=True)

    assert "Quá hạn 2 ngày, vẫn gửi được; báo cáo được ghi là gửi muộn." in words_of(page)
    assert [", muộn so với hạn (trước ngày 15/7/2026)" in one for one in said(answer)] == [True]
    assert Report.objects.get().status == "filed"


def test_what_somebody_else_wrote_meanwhile_is_not_filed_unseen(hoa, ready):
    fields = fields_of(hoa.get(address(ready)), address(ready))
    type_in(ready, "tang-qua", D1="400")
    answer = hoa.post(address(ready), fields)

    assert answer.status_code == 409
    assert "Báo cáo vừa được người khác ghi thêm; xem lại rồi gửi." in words_of(answer)
    assert "400 trẻ" in words_of(answer)
    assert ReportVersion.objects.count() == 0


def test_a_second_press_files_nothing_twice(hoa, ready):
    fields = fields_of(hoa.get(address(ready)), address(ready))
    answers = [hoa.post(address(ready), fields).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert ReportVersion.objects.count() == 1


def test_only_the_units_writers_file_it(binh, khach, hoa, ready):
    assert binh.post(address(ready), {"revision": ready.revision}).status_code == 403
    assert khach.post(address(ready), {"revision": ready.revision}).status_code == 404
    assert ReportVersion.objects.count() == 0
    assert press(hoa, ready).status_code == 200


def test_the_receivers_people_say_from_what_they_typed_it(lan, ready):
    refused = press(lan, ready)
    filed = press(lan, ready, source="bản giấy ngày 10/5/2026")

    assert (refused.status_code, filed.status_code) == (422, 200)
    assert ReportVersion.objects.get().source == "bản giấy ngày 10/5/2026"


def test_words_typed_while_a_colleague_filed_it_are_shown_again(hoa, ready):
    file_it(ready)
    section = reverse("report-section", args=[ready.pk, "chi-dao"])

    refused = hoa.post(section, {"revision": "1", "loi": "Thêm một đợt kiểm tra liên ngành."})

    assert refused.status_code == 409
    assert "Thêm một đợt kiểm tra liên ngành." in refused.content.decode()


# --- không phát sinh --------------------------------------------------------------------------------------------------


def test_khong_phat_sinh_says_what_it_means_and_files_a_statement_of_its_own(hoa, round_, ward):
    report = begin(round_, ward, actor=SYSTEM)
    page = hoa.get(address(report, "report-nothing"))
    answer = press(hoa, report, "report-nothing")
    report.refresh_from_db()

    assert "không phải số 0 và không phải bỏ trống" in words_of(page)
    assert [one.startswith("Đã nộp báo cáo không phát sinh lúc ") for one in said(answer)] == [True]
    assert (report.is_nothing, report.status, report.figures.count()) == (True, "filed", 0)


def test_khong_phat_sinh_over_a_draft_says_what_is_not_sent(hoa, ready):
    assert "đã có 4 chỗ ghi số liệu hoặc lời" in words_of(hoa.get(address(ready, "report-nothing")))


def test_nobody_files_khong_phat_sinh_for_another_unit(khach, round_, ward):
    report = begin(round_, ward, actor=SYSTEM)

    assert khach.post(address(report, "report-nothing"), {"revision": 1}).status_code == 404
    assert report.versions.count() == 0


# --- số liệu bổ sung --------------------------------------------------------------------------------------------------


@pytest.fixture
def filed(ready):
    return file_it(ready)


def supplement(browser, report, **sent):
    where = address(report, "report-supplement")
    fields = fields_of(browser.get(where), where)
    return browser.post(where, fields | sent)


def test_a_supplement_is_first_shown_before_and_after(hoa, filed):
    page = supplement(hoa, filed, **{"so-D1": "320", "viec": "xem"})

    assert "Sẽ thay đổi 1 chỗ" in words_of(page)
    assert "Trẻ em được tặng quà 312 trẻ 320 trẻ" in words_of(page)
    assert 'value="320"' in page.content.decode()
    assert filed.versions.count() == 1


def test_a_supplement_with_its_reason_is_a_version_of_its_own(hoa, filed):
    answer = supplement(hoa, filed, **{"so-D3:ns": "20", "reason": "Thêm 2 triệu", "viec": "gui"})
    last = filed.versions.order_by("number").last()

    assert (answer.status_code, last.number, last.kind, last.reason) == (302, 2, "supplement", "Thêm 2 triệu")
    assert (stored(filed, "D3"), stored(filed, "D1")) == (Decimal("64.4"), 312)


def test_a_supplement_without_a_reason_or_a_change_keeps_what_was_typed(hoa, filed):
    without = supplement(hoa, filed, **{"so-D1": "320", "viec": "gui"})
    unchanged = supplement(hoa, filed, reason="Không có gì", viec="gui")

    assert (without.status_code, unchanged.status_code) == (422, 422)
    assert 'value="320"' in without.content.decode()
    assert "Chưa có số liệu hay phần nào khác bản đã gửi" in words_of(unchanged)
    assert filed.versions.count() == 1


def test_a_report_that_was_not_filed_is_mended_in_the_editor(hoa, ready):
    answer = hoa.get(address(ready, "report-supplement"))

    assert answer.url == reverse("report-edit", args=[ready.pk])
    assert hoa.post(address(ready, "report-supplement"), {"revision": 1}).status_code == 409


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("filled", [0, 1])
def test_the_preview_costs_the_same_however_much_is_filled_in(filled, hoa, round_, ward, django_assert_num_queries):
    report = ready_report(round_, ward) if filled else begin(round_, ward, actor=SYSTEM)
    hoa.get(address(report))

    with django_assert_num_queries(11):
        hoa.get(address(report))
