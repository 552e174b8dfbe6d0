"""Báo cáo: what the unit owes and has filed, as its drafter finds it; and the tasks on Việc của tôi."""

from datetime import date

import pytest
from django.urls import reverse

from plans.enums import ReportStatus
from plans.models import Report, ReportReturn
from tests.factories import make_campaign, make_issued, make_unit
from tests.report_rows import NOW, make_form, make_indicator, make_report, make_round
from tests.views.conftest import browser_of
from tests.views.forms import words_of

pytestmark = pytest.mark.django_db

HOME = "/bao-cao/"


@pytest.fixture
def round_(province, ward):
    return make_round(province, form=make_form(None, make_indicator("D1"), name="Báo cáo kết quả năm 2026"))


def returned(round_, ward, **more):
    report = make_report(round_, ward, status="returned")
    ReportReturn.objects.create(
        report=report, version=report.version, returned_at=NOW, returned_by_name="Trần Thị Lan", **more
    )
    return report


# --- what is owed -----------------------------------------------------------------------------------------------------


def test_a_report_nobody_has_begun_says_to_whom_by_when_and_is_begun_by_one_press(hoa, round_, ward):
    page = hoa.get(HOME)
    begun = hoa.post(reverse("report-begin", args=[round_.pk, ward.pk]))
    report = Report.objects.get(round=round_, unit=ward)

    assert "Có 1 báo cáo phải làm" in words_of(page)
    assert "còn 62 ngày ngày cuối: thứ Ba 14/7 Chưa làm Báo cáo kết quả năm 2026" in words_of(page)
    assert "Gửi UBND tỉnh Thái Nguyên trước ngày 15/7/2026" in words_of(page)
    assert (begun.url, report.status) == (f"/bao-cao/{report.pk}/", ReportStatus.DRAFTING)


def test_the_unit_that_helps_the_receiver_is_named(hoa, round_, province):
    make_unit(
        "tỉnh Thái Nguyên",
        level="department",
        under=province,
        name="Sở Y tế tỉnh Thái Nguyên",
        short_name="Sở Y tế tỉnh Thái Nguyên",
        helps_superior=True,
    )

    assert "Gửi UBND tỉnh Thái Nguyên (qua Sở Y tế) trước ngày 15/7/2026" in words_of(hoa.get(HOME))


def test_a_begun_report_says_how_far_it_is(hoa, round_, ward):
    draft = {
        "format": 1,
        "figures": [],
        "narratives": [{"section": "chi-dao", "text": "Ban hành kế hoạch."}],
        "is_nothing": False,
    }
    report = make_report(round_, ward, draft=draft)
    page = hoa.get(HOME)

    assert "Đang làm Báo cáo" in words_of(page)
    assert "đã điền 1 trong 2 phần" in words_of(page)
    assert f'href="/bao-cao/{report.pk}/">Làm tiếp' in page.content.decode()


def test_what_was_returned_stands_first_with_its_reason(hoa, round_, ward, province):
    sooner = make_round(province, plan=make_issued(province, number=2), due_on=date(2026, 6, 1), form=round_.form)
    returned(round_, ward, reason="Số quà chưa khớp.")
    words = words_of(hoa.get(HOME))

    assert words.index("Cần bổ sung") < words.index("Chưa làm")
    assert "“Số quà chưa khớp.” Trần Thị Lan" in words
    assert f"trước ngày 01/{sooner.due_on.month}/2026" in words
    assert "đã gửi 09:00 ngày 09/7/2026, đúng hạn Cần bổ sung" in words
    assert "Sửa theo yêu cầu" in words


def test_a_return_after_the_last_day_is_not_called_overdue(hoa, round_, ward, settings):
    returned(round_, ward, reason="Xem lại.")
    settings.DEMO_TODAY = date(2026, 7, 20)
    words = [words_of(hoa.get(one)) for one in (HOME, "/viec-cua-toi/")]

    assert [("Sửa theo yêu cầu" in one, "quá hạn" in one) for one in words] == [(True, False)] * 2


def test_khong_phat_sinh_is_begun_and_asked_in_one_press(hoa, round_, ward):
    asked = hoa.post(reverse("report-begin", args=[round_.pk, ward.pk]), {"den": "khong-phat-sinh"})

    assert asked.url == f"/bao-cao/{Report.objects.get().pk}/khong-phat-sinh/"


def test_without_a_form_there_is_only_khong_phat_sinh(hoa, round_):
    type(round_).objects.update(form=None)
    words = words_of(hoa.get(HOME))

    assert "Nơi nhận chưa chọn biểu mẫu; có biểu mẫu là làm được ngay. Không phát sinh…" in words
    assert "Làm báo cáo" not in words


def test_somebody_who_does_not_write_reads_who_does(binh, round_):
    words = words_of(binh.get(HOME))

    assert "Người soạn thảo của đơn vị làm báo cáo này." in words
    assert "Làm báo cáo" not in words


def test_a_neighbour_finds_no_round_to_begin_for_us(khach, round_, ward, other_commune):
    own = khach.post(reverse("report-begin", args=[round_.pk, other_commune.pk]))
    ours = khach.post(reverse("report-begin", args=[round_.pk, ward.pk]))

    assert (own.status_code, ours.status_code) == (302, 403)
    assert [one.unit for one in Report.objects.all()] == [other_commune]


# --- what was filed ---------------------------------------------------------------------------------------------------


def test_what_was_filed_stands_by_year_late_or_in_time(hoa, round_, ward, province):
    make_report(round_, ward, status="filed")
    form = make_form(make_campaign(2025), name="Báo cáo kết quả năm 2025")
    plan = make_issued(province, year=2025, number=3)
    make_report(
        make_round(province, plan=plan, year=2025, due_on=date(2025, 7, 15), form=form), ward, status="accepted"
    )
    words = words_of(hoa.get(HOME))

    assert words.index("Đã gửi năm 2026") < words.index("Đã gửi năm 2025")
    assert "Chờ xem xét đúng hạn" in words
    assert "Đã tiếp nhận Gửi muộn" in words
    assert "Không có báo cáo nào đang phải làm." in words


def test_empty_places_say_what_will_appear(hoa):
    words = words_of(hoa.get(HOME))

    assert "Không có báo cáo nào đang phải làm." in words
    assert "Đơn vị chưa gửi báo cáo nào." in words


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(rounds, hoa, ward, province, round_, django_assert_num_queries):
    make_report(round_, ward)
    for at in range(rounds):
        again = make_round(province, plan=make_issued(province, number=at + 2), form=round_.form)
        returned(again, ward, reason="Xem lại.")
    hoa.get(HOME)

    with django_assert_num_queries(15):
        hoa.get(HOME)


def test_who_drafts_what_the_own_unit_adds_up_finds_the_way_from_here(hoa, ward, round_):
    way = f'href="{reverse("adding-up")}"'
    without = hoa.get(HOME).content.decode()
    make_round(ward, form=round_.form)

    assert (way in without, way in hoa.get(HOME).content.decode()) == (False, True)


# --- Việc của tôi -----------------------------------------------------------------------------------------------------


def test_a_begun_report_is_among_the_tasks_and_one_far_off_is_not(hoa, round_, ward):
    far_off = words_of(hoa.get("/viec-cua-toi/"))
    make_report(round_, ward)
    begun = words_of(hoa.get("/viec-cua-toi/"))

    assert "Báo cáo phải làm" not in far_off
    assert "Báo cáo phải làm 1 còn 62 ngày" in begun
    assert "Có 1 việc cần làm" in begun


def test_a_report_due_within_a_month_is_a_task_before_it_is_begun(hoa, round_, settings):
    settings.DEMO_TODAY = date(2026, 7, 9)

    assert "Báo cáo phải làm 1 còn 5 ngày" in words_of(hoa.get("/viec-cua-toi/"))


def test_the_receivers_supervisor_reads_how_many_wait(lan, round_, ward, other_commune):
    make_report(round_, ward, status="filed")
    make_report(round_, other_commune, status="filed")

    assert "2 báo cáo chờ xem xét" in words_of(lan.get("/viec-cua-toi/"))


def test_the_top_bar_leads_those_who_write_to_their_reports(hoa, binh, round_):
    assert 'href="/bao-cao/"' in hoa.get("/viec-cua-toi/").content.decode()
    assert 'href="/bao-cao/"' not in binh.get("/viec-cua-toi/").content.decode()


def test_somebody_without_a_unit_reads_why_nothing_is_there(province, db):
    stranger = browser_of(province, full_name="Người mới")

    assert "chưa có vai trò ở đơn vị nào" in words_of(stranger.get(HOME))
