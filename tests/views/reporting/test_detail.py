"""A report that is read: by its unit, by its reviewer and from above, with last year, doubts, changes, history."""

import pytest
from django.urls import reverse

from plans.models import Indicator, Report
from plans.services.reporting.filing import TypedFigure, begin, supplement
from plans.services.reporting.reviewing import return_report
from tests.factories import make_actor, make_unit
from tests.filed import file_it, full_round, ready_report, type_in
from tests.report_rows import make_round
from tests.views.conftest import browser_of
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(province):
    return full_round(province)


@pytest.fixture
def report(round_, ward):
    return file_it(ready_report(round_, ward), make_actor(ward, "drafter"))


def read(browser, report, name="report-detail", *args):
    return browser.get(reverse(name, args=[report.pk, *args]))


def last_year(round_, unit):
    before = make_round(round_.receiver, form=round_.form, year=2025, due_on=round_.due_on.replace(year=2025))
    report = begin(before, unit, actor=make_actor(unit, "drafter"))
    type_in(report, "chi-dao", text="Năm trước đã chỉ đạo.", A1="1.100")
    type_in(report, "tang-qua", D1="300")
    return file_it(report)


def test_whoever_reviews_reads_figures_beside_last_year_and_may_accept(lan, round_, report, ward):
    last_year(round_, ward)
    page = read(lan, report)
    said = words_of(page)

    assert "Phường Đức Xuân: báo cáo năm 2026 Chờ xem xét Nguyễn Thị Hoa gửi" in said
    assert "Trẻ em được tặng quà 300 312 trẻ +12" in said
    assert "Năm 2025 đã viết “Năm trước đã chỉ đạo.”" in said
    assert fields_of(page, reverse("report-accept", args=[report.pk])) == {"revision": str(report.revision)}
    assert page.content.decode().count("btn-primary") == 1


def test_doubts_stand_first_with_the_units_own_reason_and_lead_to_their_place(lan, round_, ward):
    report = ready_report(round_, ward)
    type_in(report, "tang-qua", D1=TypedFigure(text="3.120", note="thêm đợt quà"))
    page = read(lan, file_it(report))

    assert "II.1 Trẻ em được tặng quà: nhiều hơn số trẻ em trên địa bàn (1.164). Lý do: thêm đợt quà" in words_of(page)
    assert ('href="#so-d1"' in page.content.decode(), 'id="so-d1"' in page.content.decode()) == (True, True)


def test_of_a_sensitive_figure_only_the_count_is_shown_outside_the_unit(lan, hoa, round_, ward):
    Indicator.objects.filter(code="D1").update(is_sensitive=True)
    report = ready_report(round_, ward)
    type_in(report, "tang-qua", D1=TypedFigure(text="3.120", note="cháu ở tổ 5"))
    file_it(report)

    theirs, own = words_of(read(lan, report)), words_of(read(hoa, report))
    assert ("3.120 trẻ" in theirs, "cháu ở tổ 5" in theirs, "cháu ở tổ 5" in own) == (True, False, True)


def test_the_unit_is_led_to_what_to_mend_and_others_read_what_was_filed(lan, hoa, province, report):
    return_report(
        report,
        actor=make_actor(province, "supervisor", full_name="Trần Thị Lan"),
        revision=report.revision,
        parts={"D1": "ghi cả quà của Đoàn?"},
        reason="Gửi lại trước 13/7.",
    )
    type_in(report, "tang-qua", D1="999")

    own, theirs = read(hoa, report), read(lan, report)
    assert f'href="{reverse("report-section", args=[report.pk, "tang-qua"])}"' in own.content.decode()
    assert "Bản đang sửa: 2 trong 4 phần xong." in words_of(own)
    assert "Trẻ em được tặng quà: ghi cả quà của Đoàn?" in words_of(theirs)
    assert ("999" in words_of(own), "999" in words_of(theirs), "312 trẻ" in words_of(theirs)) == (False, False, True)


def test_a_draft_is_the_units_own(lan, hoa, round_, ward):
    report = ready_report(round_, ward)

    assert "2 trong 4 phần đã xong." in words_of(read(hoa, report))
    theirs = words_of(read(lan, report))
    assert "Đơn vị đang làm, chưa gửi báo cáo." in theirs
    assert "1.164" not in theirs


def test_a_supplement_shows_before_and_after_and_the_old_version_stays(lan, report, ward):
    supplement(
        report,
        actor=make_actor(ward, "drafter"),
        revision=report.revision,
        typed={"D1": TypedFigure(text="320")},
        reason="Đoàn gửi thêm",
    )
    page, old = words_of(read(lan, report)), words_of(read(lan, report, "report-version", 1))

    assert "Thay đổi so với bản trước Đoàn gửi thêm Trẻ em được tặng quà: trước 312 trẻ nay 320 trẻ" in page
    assert "báo cáo năm 2026, bản 1" in old
    assert "Đây là bản cũ, giữ nguyên như khi gửi; bản 2 đã thay bản này." in old
    assert ("Trẻ em được tặng quà 312 trẻ" in old, "320" in old) == (True, False)
    assert read(lan, report, "report-version", 3).status_code == 404


def test_nothing_for_the_whole_report_is_a_statement(lan, round_, ward):
    report = begin(round_, ward, actor=make_actor(ward, "drafter"))
    file_it(report, make_actor(ward, "drafter"), is_nothing=True)

    assert "Đơn vị báo không phát sinh cho cả báo cáo" in words_of(read(lan, report))


def test_who_typed_it_for_the_unit_is_said(lan, round_, ward, province):
    report = file_it(ready_report(round_, ward), make_actor(province, "supervisor"), source="theo bản giấy")

    assert ", nhập thay theo bản giấy" in words_of(read(lan, report))


def test_from_above_a_report_is_read_and_nothing_is_offered(lan, ward):
    school = make_unit("trường Tiểu học", level="school", under=ward, name="Trường Tiểu học Đức Xuân")
    round_ = full_round(ward, levels=["school"])
    report = file_it(ready_report(round_, school), make_actor(school, "drafter"))
    page = read(lan, report)

    assert (page.status_code, "btn-primary" in page.content.decode()) == (200, False)
    assert lan.get(reverse("report-return", args=[report.pk])).status_code == 403
    assert Report.objects.get().status == "filed"


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("versions", [1, 3])
def test_reading_costs_the_same_however_often_it_was_filed(versions, lan, report, ward, django_assert_num_queries):
    actor = make_actor(ward, "drafter")
    for at in range(versions - 1):
        report.refresh_from_db()
        typed = {"D1": TypedFigure(text=str(320 + at))}
        supplement(report, actor=actor, revision=report.revision, typed=typed, reason="thêm")

    read(lan, report)
    with django_assert_num_queries(13):
        read(lan, report)


def test_a_stranger_finds_nothing(khach, report, province):
    elsewhere = make_unit("thành phố Hải Phòng", level="province")
    dung = browser_of(elsewhere, "supervisor", full_name="Dung")

    assert [read(one, report).status_code for one in (khach, dung)] == [404, 404]
