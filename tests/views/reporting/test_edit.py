"""The editor of a report, section by section: what it shows, what it keeps, two browsers, an ended session."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.content.plan import Part
from plans.content.report_codec import report_from_json
from plans.models import Report, ReportReturn, User
from plans.rules.actor import SYSTEM
from plans.services.reporting.filing import begin
from tests.factories import item, make_issued
from tests.filed import file_it, full_round, ready_report, stored, type_in
from tests.report_rows import NOW, make_report, make_round
from tests.views.conftest import browser_of
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db

SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture
def round_(province):
    return full_round(province)


@pytest.fixture
def report(round_, ward):
    return begin(round_, ward, actor=SYSTEM)


def address(report, key="tang-qua"):
    return reverse("report-section", args=[report.pk, key])


def post(browser, report, key="tang-qua", *, script=False, **sent):
    """Post a section as its page would; figures as D3_ns="20", ticks as kps_D1="on"."""
    named = {
        (name if name in ("revision", "loi", "den") or name.startswith("ca") else _field(name)): one
        for name, one in sent.items()
    }
    return browser.post(address(report, key), {"revision": 0} | named, **(SCRIPT if script else {}))


def _field(name):
    kind, _, key = name.partition("_")
    if kind in ("kps", "cu", "trung", "chon", "lydo"):
        return f"{kind.replace('lydo', 'ly-do')}-{key.replace('_', ':')}".replace("ca:phan", "ca-phan")
    return f"so-{name.replace('_', ':')}"


def line(answer, key):
    return next(one for one in answer.json()["lines"] if one["key"] == key)


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_report_opens_at_its_first_unfinished_section_and_at_the_preview_when_all_is_done(hoa, report, round_):
    first = hoa.get(reverse("report-edit", args=[report.pk]))
    type_in(report, "chi-dao", text="Đã ban hành kế hoạch.", A1="1164")
    second = hoa.get(reverse("report-edit", args=[report.pk]))
    type_in(report, "tang-qua", text="Đã tặng.", D1="300", D3_ns="1", D3_xh="2")
    type_in(report, "danh-gia", text="Tốt.")
    type_in(report, "", H1="2")
    done = hoa.get(reverse("report-edit", args=[report.pk]))

    assert [one.url for one in (first, second)] == [address(report, "chi-dao"), address(report)]
    assert done.url == reverse("report-file", args=[report.pk])


def test_a_section_shows_last_year_the_unit_of_measure_and_the_change(hoa, report, ward, province, round_):
    last = make_round(province, plan=make_issued(province, number=5, year=2025), year=2025, form=round_.form)
    file_it(ready_report(last, ward))
    type_in(report, "tang-qua", D1="386", D3_ns="20", D3_xh="71,5")
    words = words_of(hoa.get(address(report)))

    assert "II.1. Tặng quà" in words
    assert "Trẻ em được tặng quà (bắt buộc) năm 2025 312 trẻ so năm trước +74" in words
    assert "Trị giá quà tự cộng từ hai dòng dưới năm 2025 62,4 triệu đồng so năm trước +29,1" in words
    assert "trong đó: ngân sách năm 2025 18,0 triệu đồng so năm trước +2" in words


def test_the_list_of_sections_says_the_state_of_each_in_words(hoa, report):
    type_in(report, "danh-gia", text="Làm tốt.")
    words = words_of(hoa.get(address(report)))

    assert "1 trong 4 phần đã xong" in words
    assert "I. Công tác chỉ đạo : chưa làm II. Kết quả 1. Tặng quà : chưa làm III. Đánh giá : xong" in words
    assert "phần 2 trong 4" in words


def test_the_foot_says_what_is_left_and_files_only_when_nothing_is(hoa, report, round_, ward):
    page = hoa.get(address(report))
    type_in(report, "chi-dao", text="Đã ban hành kế hoạch.", A1="1164")
    type_in(report, "tang-qua", D1="312")
    ready = hoa.get(address(report))

    assert "Còn 4 phần chưa xong: I, II.1, III, Số liệu." in page.content.decode()
    assert 'aria-disabled="true"' in page.content.decode()
    assert "Đã đủ để nộp." in ready.content.decode()
    assert f'href="{reverse("report-file", args=[report.pk])}#nop"' in ready.content.decode()


def test_the_plans_words_stand_beside(hoa, ward, report):
    make_issued(ward, number=47, items=(item("p1", "Tổ chức tặng quà cho 45 em", part=Part.ACTIVITIES),))
    words = words_of(hoa.get(address(report)))

    assert "Kế hoạch của phường đã ghi Tổ chức tặng quà cho 45 em" in words
    assert "Kế hoạch số 47/KH-UBND" in words


def test_figures_of_their_own_have_a_section_without_words(hoa, report):
    page = hoa.get(address(report, "so-lieu-rieng"))

    assert "Diễn đàn cuộc" in words_of(page)
    assert 'name="loi"' not in page.content.decode()


def test_an_unknown_section_is_not_found(hoa, report):
    assert hoa.get(address(report, "khong-co")).status_code == 404


def test_why_it_was_returned_stands_in_the_section_and_in_the_list(hoa, round_, ward):
    report = file_it(ready_report(round_, ward))
    Report.objects.filter(pk=report.pk).update(status="returned")
    ReportReturn.objects.create(
        report=report,
        version=report.version,
        parts={"D1": "Nhiều hơn số trẻ của phường."},
        returned_at=NOW,
        returned_by_name="Trần Thị Lan",
    )
    opened = hoa.get(reverse("report-edit", args=[report.pk]))
    words = words_of(hoa.get(address(report)))

    assert opened.url == address(report)
    assert "Trần Thị Lan yêu cầu bổ sung Trẻ em được tặng quà: Nhiều hơn số trẻ của phường." in words
    assert "Tặng quà : xong, nơi nhận yêu cầu sửa" in words
    assert "yêu cầu bổ sung Trẻ em" not in words_of(hoa.get(address(report, "danh-gia")))


# --- who --------------------------------------------------------------------------------------------------------------


def test_a_filed_report_is_read_and_not_edited(hoa, round_, ward):
    report = file_it(ready_report(round_, ward))

    assert hoa.get(address(report)).status_code == 302
    assert post(hoa, report, D1="400").status_code == 409
    assert stored(report, "D1") == 312


def test_a_neighbour_finds_nothing_and_a_leader_may_not_write(khach, binh, report):
    type_in(report, "tang-qua", D1="312")

    assert khach.get(address(report)).status_code == 404
    assert post(khach, report, D1="400").status_code == 404
    assert post(binh, report, D1="400").status_code == 403
    assert stored(report, "D1") == 312


def test_the_receivers_people_write_on_behalf_and_the_page_says_so(lan, report):
    page = lan.get(address(report))
    answer = post(lan, report, D1="400")

    assert "Nhập thay UBND phường Đức Xuân" in page.content.decode()
    assert (answer.status_code, stored(report, "D1")) == (302, 400)


# --- saving without script --------------------------------------------------------------------------------------------


def test_the_pages_own_form_is_kept_and_leads_on(hoa, report):
    page = hoa.get(address(report))
    sent = fields_of(page, address(report)) | {
        "so-D1": "1.234",
        "so-D3:ns": "20,5",
        "loi": "Đã tặng quà.",
        "den": "/bao-cao/",
    }
    answer = hoa.post(address(report), sent)

    assert answer.url == "/bao-cao/"
    assert (stored(report, "D1"), str(stored(report, "D3")), str(stored(report, "D3:ns"))) == (1234, "20.5", "20.5")
    assert report_from_json(report.draft).text("tang-qua") == "Đã tặng quà."


def test_the_button_never_leads_out_of_the_portal(hoa, report):
    assert post(hoa, report, D1="1", den="https://example.com/").url == address(report)


def test_what_cannot_be_read_is_kept_and_named(hoa, report):
    post(hoa, report, D1="12 hộp")
    page = hoa.get(address(report))

    assert stored(report, "D1") == "12 hộp"
    assert "“12 hộp” không phải là số; ghi như 1.234 hoặc 1.234,5." in words_of(page)
    assert 'value="12 hộp"' in page.content.decode()


def test_words_too_long_come_back_with_the_sentence(hoa, report):
    answer = post(hoa, report, D1="7", loi="a" * 20_001)

    assert answer.status_code == 422
    assert "ghi tối đa 20.000 ký tự; bớt 1 ký tự" in words_of(answer)
    assert ('value="7"' in answer.content.decode(), "a" * 20_001 in answer.content.decode()) == (True, True)


def test_a_whole_section_is_khong_phat_sinh_by_one_tick_and_taken_back(hoa, report):
    post(hoa, report, **{"ca-phan": "1"})
    ticked = [stored(report, key) for key in ("D1", "D3", "D3:ns")]
    page = hoa.get(address(report))
    sent = {name: one for name, one in fields_of(page, address(report)).items() if name != "ca-phan"}
    hoa.post(address(report), sent)

    assert ticked == ["nothing"] * 3
    assert "Tặng quà : không phát sinh" in words_of(page)
    assert [stored(report, key) for key in ("D1", "D3", "D3:ns")] == [None] * 3


def test_a_whole_section_with_figures_is_not_wiped_by_a_tick(hoa, report):
    answer = post(hoa, report, D1="312", **{"ca-phan": "1"})

    assert answer.status_code == 422
    assert "Phần này đang có số liệu nên chưa đánh dấu không phát sinh" in words_of(answer)
    assert 'value="312"' in answer.content.decode()
    assert stored(report, "D1") is None


def test_what_was_typed_when_the_session_ended_is_in_its_fields_again(hoa, report, ward):
    stranger = Client()
    stranger.post(address(report), {"revision": 0, "so-D1": "77", "loi": "Đã đến thăm."})
    stranger.force_login(browser_user(ward))
    page = stranger.get(address(report))

    assert "Những gì đã nhập được điền lại dưới đây" in words_of(page)
    assert ('value="77"' in page.content.decode(), ">Đã đến thăm.</textarea>" in page.content.decode()) == (True, True)
    assert stored(report, "D1") is None


def browser_user(ward):
    browser_of(ward, "drafter", full_name="Hoa lần nữa")
    return User.objects.get(full_name="Hoa lần nữa")


# --- saving by the script ---------------------------------------------------------------------------------------------


def test_the_script_hears_how_every_line_stands_now(hoa, report):
    type_in(report, "chi-dao", A1="1164")
    answer = post(hoa, report, script=True, D3_xh="1234,5", D1="1280")

    assert (answer.json()["ok"], answer.json()["revision"]) == (True, 1)
    assert [line(answer, key)["text"] for key in ("D1", "D3", "D3:xh", "D3:ns")] == ["1.280", "1.234,5", "1.234,5", ""]
    assert [line(answer, key)["is_computed"] for key in ("D1", "D3", "D3:xh")] == [False, True, False]
    assert (line(answer, "D1")["tone"], line(answer, "D3")["below"]) == ("warn", "tự cộng từ hai dòng dưới")
    assert "nhiều hơn số trẻ em trên địa bàn (1.164)" in line(answer, "D1")["notes"].lower()
    assert "Còn 4 phần chưa xong" in answer.json()["foot"]


def test_a_reason_settles_a_doubt(hoa, report):
    type_in(report, "chi-dao", A1="1164")
    post(hoa, report, script=True, D1="1280")
    answer = post(hoa, report, script=True, revision=1, D1="1.280", lydo_D1="Cả trẻ của xã bên")

    assert (line(answer, "D1")["tone"], line(answer, "D1")["note"]) == ("", "Cả trẻ của xã bên")
    assert 'value="Cả trẻ của xã bên"' in line(answer, "D1")["notes"]


def test_what_seems_to_name_a_child_is_said_under_the_words(hoa, report):
    answer = post(hoa, report, script=True, loi="Cháu N.V.A., lớp 4B được tặng xe đạp.")

    assert "Cháu N.V.A." in answer.json()["words"]


def test_without_a_session_the_script_hears_so(report):
    answer = Client().post(address(report), {"revision": 0, "so-D1": "1"}, **SCRIPT)

    assert (answer.status_code, answer.json()["code"]) == (401, "login")


def test_a_page_too_old_for_a_revision_hears_so(hoa, report):
    assert post(hoa, report, script=True, revision="x", D1="1").status_code == 422


# --- two browsers -----------------------------------------------------------------------------------------------------


def test_two_who_fill_in_different_figures_do_not_hinder_each_other(hoa, report):
    type_in(report, "tang-qua", D1="312")
    answer = post(hoa, report, script=True, D3_ns="20", cu_D3_ns="")

    assert answer.json()["ok"]
    assert (stored(report, "D1"), stored(report, "D3:ns")) == (312, 20)


def test_two_values_of_one_figure_are_both_shown_and_the_rest_is_kept(hoa, report):
    type_in(report, "tang-qua", D1="312")
    answer = post(hoa, report, script=True, D1="386", cu_D1="", D3_ns="20", cu_D3_ns="")
    html = answer.json()["conflict"]

    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    assert [one in html for one in ("386", "312", "Trị giá quà")] == [True, True, False]
    assert (stored(report, "D1"), stored(report, "D3:ns")) == (312, 20)


@pytest.mark.parametrize(("choice", "kept"), [("mine", 386), ("theirs", 312)])
def test_without_script_the_conflict_is_a_form_and_the_choice_is_kept(choice, kept, hoa, report):
    type_in(report, "tang-qua", D1="312")
    page = post(hoa, report, D1="386", D3="", loi="")
    chosen = post(hoa, report, revision=1, D1="386", chon_D1=choice)

    assert (page.status_code, chosen.status_code) == (409, 302)
    assert "Phần này vừa được sửa ở nơi khác" in words_of(page)
    assert stored(report, "D1") == kept


def test_the_same_words_sent_twice_are_no_conflict(hoa, report):
    answers = [post(hoa, report, script=True, D1="312", loi="Đã tặng.") for _ in range(2)]

    assert [one.json()["revision"] for one in answers] == [1, 1]


def test_two_texts_of_a_section_are_both_shown(hoa, report):
    type_in(report, "danh-gia", text="Bản của người khác.")
    page = post(hoa, report, "danh-gia", loi="Bản của mình.")

    assert page.status_code == 409
    assert "Bản của mình. Bản của người khác." in words_of(page)


# --- measure ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("figures", [1, 4])
@pytest.mark.usefixtures("remembering")
def test_the_page_costs_the_same_however_much_is_filled_in(figures, hoa, report, django_assert_num_queries):
    type_in(report, "tang-qua", **dict(list({"D1": "3", "D3_ns": "1", "D3_xh": "2"}.items())[:figures]))
    hoa.get(address(report))

    with django_assert_num_queries(11):
        hoa.get(address(report))


def test_a_round_without_a_form_leads_back_and_says_so(hoa, ward, province):
    report = make_report(make_round(province), ward)
    Report.objects.filter(pk=report.pk).update(status="drafting")
    type(report.round).objects.filter(pk=report.round_id).update(form=None)
    page = hoa.get(reverse("report-edit", args=[report.pk]), follow=True)

    assert "Nơi nhận chưa chọn biểu mẫu cho kỳ này" in words_of(page)


@pytest.mark.parametrize("figures", [1, 3])
@pytest.mark.usefixtures("remembering")
def test_a_save_costs_the_same_however_much_is_sent(figures, hoa, report, django_assert_num_queries):
    sent = dict(list({"D1": "3", "D3_ns": "1", "D3_xh": "2"}.items())[:figures])
    type_in(report, "tang-qua", D1="9")
    post(hoa, report, script=True, revision=1, D1="8")

    with django_assert_num_queries(14):
        answer = post(hoa, report, script=True, revision=2, **sent)

    assert (answer.json()["revision"], stored(report, "D1")) == (3, 3)
