"""A round's own screens: its form and levels, and what is different for one unit."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import ReportingRound, RoundUnit
from tests.factories import make_campaign, make_unit
from tests.report_rows import make_form, make_report, make_round
from tests.views.conftest import browser_of


@pytest.fixture(autouse=True)
def _friday(settings):
    settings.DEMO_TODAY = date(2026, 7, 10)


@pytest.fixture
def form(db):
    return make_form(make_campaign(2026))


@pytest.fixture
def round_(province, ward, other_commune, form):
    return make_round(province, form=form)


def at(name, *args):
    return reverse(name, args=args)


def words(answer):
    return " ".join(answer.content.decode().split())


def save(browser, round_, *levels, form="", revision=None):
    ticked = {f"level_{one.pk}": "on" for one in levels}
    sent = {"revision": revision or round_.revision, "form": form} | ticked
    return browser.post(at("round-save", round_.pk), sent)


def decide(browser, round_, unit, **sent):
    return browser.post(at("round-except", round_.pk, unit.pk), {"act": "gia-han", "reason": "lũ"} | sent)


# --- the round --------------------------------------------------------------------------------------------------------


def test_levels_and_form_are_chosen(lan, round_, province, ward, form):
    office = make_unit("tỉnh", level="department", under=province, short_name="Sở Nội vụ")
    other = make_form(form.campaign, name="Mẫu mới")

    answer = save(lan, round_, ward.level, office.level, form=other.pk)

    kept = ReportingRound.objects.get(pk=round_.pk)
    assert (answer.status_code, answer.url) == (302, at("round-detail", round_.pk))
    assert (set(kept.levels), kept.form) == ({"department", "commune"}, other)


def test_no_level_is_refused_beside_the_ticks(lan, round_, form):
    answer = save(lan, round_, form=form.pk)

    assert answer.status_code == 422
    assert "Chọn ít nhất một cấp." in words(answer)
    assert ReportingRound.objects.get(pk=round_.pk).levels == ["commune"]


def test_who_was_slower_is_told_and_keeps_what_was_ticked(lan, round_, province, ward, form):
    office = make_unit("tỉnh", level="department", under=province, short_name="Sở Nội vụ")
    ReportingRound.objects.filter(pk=round_.pk).update(revision=5)

    answer = save(lan, round_, office.level, form=form.pk, revision=1)

    assert answer.status_code == 422
    assert "Kỳ báo cáo vừa được người khác sửa" in words(answer)
    assert answer.context["form"].levels() == ["department"]
    assert ReportingRound.objects.get(pk=round_.pk).levels == ["commune"]


def test_a_form_that_was_filed_on_stays(lan, round_, ward, form):
    make_report(round_, ward, status="filed")
    other = make_form(form.campaign, name="Mẫu mới")

    answer = save(lan, round_, ward.level, form=other.pk)

    assert "không đổi biểu mẫu của kỳ được nữa" in words(answer)
    assert ReportingRound.objects.get(pk=round_.pk).form == form


def test_any_open_unit_can_be_found_and_those_that_differ_are_listed(lan, round_, ward, other_commune):
    union = make_unit("phường", level="organisation", under=ward, short_name="Đoàn thanh niên phường Đức Xuân")
    make_unit("phường", level="organisation", under=ward, short_name="Đoàn cũ", closed_on=date(2025, 1, 1))
    decide(lan, round_, other_commune, extended_to="20/7/2026")

    page = words(lan.get(at("round-save", round_.pk), {"tim": "doan"}))

    assert at("round-except", round_.pk, union.pk) in page
    assert "đoàn thể, thuộc UBND phường Đức Xuân" in page
    assert "Đoàn cũ" not in page
    assert "<strong>UBND xã Chợ Mới</strong>: gia hạn đến hết ngày 20/7/2026" in page
    assert "lũ (Trần Thị Lan, 10/7/2026)" in page


def test_who_only_administers_saves_the_round_and_decides_about_no_unit(province, round_, ward, form):
    tu = browser_of(province, "administrator", full_name="Đỗ Văn Tú")

    assert save(tu, round_, ward.level, form=form.pk).status_code == 302
    assert "Chỉ người theo dõi của nơi nhận báo cáo" in words(tu.get(at("round-save", round_.pk)))
    assert decide(tu, round_, ward, extended_to="20/7/2026").status_code == 403
    assert not RoundUnit.objects.exists()


def test_who_only_drafts_saves_nothing(province, round_, ward, form):
    drafter = browser_of(province, "drafter", full_name="Ai")

    assert drafter.get(at("round-save", round_.pk)).status_code == 403
    assert save(drafter, round_, form=form.pk).status_code == 403


# --- one unit ---------------------------------------------------------------------------------------------------------


def kept(round_, unit):
    row = RoundUnit.objects.get(round=round_, unit=unit)
    return row.is_expected, row.extended_to, row.reason


def test_a_unit_gets_longer_with_a_day_and_a_reason(lan, round_, ward):
    answer = decide(lan, round_, ward, extended_to="20/7/2026")

    assert answer.url == at("round-detail", round_.pk)
    assert kept(round_, ward) == (True, date(2026, 7, 20), "lũ")
    page = words(lan.get(answer.url))
    assert "Đã ghi: UBND phường Đức Xuân được gia hạn đến hết ngày 20/7/2026." in page
    assert "<small>gia hạn đến 20/7</small>" in page


def test_a_unit_is_excused_and_taken_back(lan, round_, ward):
    decide(lan, round_, ward, act="khong-phai")
    assert kept(round_, ward) == (False, None, "lũ")
    assert "Đang ghi: không phải báo cáo, lý do: lũ" in words(lan.get(at("round-except", round_.pk, ward.pk)))

    decide(lan, round_, ward, act="phai-bao-cao", reason="đã ổn")
    assert kept(round_, ward) == (True, None, "đã ổn")


def test_a_unit_that_stands_elsewhere_is_added(lan, round_, ward):
    union = make_unit("phường", level="organisation", under=ward, short_name="Đoàn thanh niên phường")

    assert "Đơn vị này chưa thuộc kỳ báo cáo." in words(lan.get(at("round-except", round_.pk, union.pk)))
    decide(lan, round_, union, act="phai-bao-cao")

    assert "Đoàn thanh niên" in words(lan.get(at("round-detail", round_.pk)))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"extended_to": ""}, "Ghi ngày cuối đơn vị được gửi"),
        ({"extended_to": "31/6/2026"}, "Không có ngày 31/6/2026 trên lịch"),
        ({"extended_to": "14/7/2026"}, "Ngày gia hạn phải sau ngày cuối của kỳ, 14/7/2026."),
        ({"act": "khong-phai", "extended_to": "20/7/2026"}, "Chỉ ghi ngày khi chọn gia hạn."),
        ({"extended_to": "20/7/2026", "reason": "  "}, "Ô này chưa ghi gì."),
        ({"act": "xoa"}, "xoa"),
    ],
)
def test_what_makes_no_sense_comes_back_with_what_was_typed(lan, round_, ward, sent, sentence):
    answer = decide(lan, round_, ward, **sent)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not RoundUnit.objects.exists()


def test_who_has_filed_is_not_excused(lan, round_, ward):
    make_report(round_, ward, status="filed")

    answer = decide(lan, round_, ward, act="khong-phai")

    assert "đã gửi báo cáo của kỳ này nên không bớt được nữa" in words(answer)


def test_without_a_date_there_is_nothing_to_extend(lan, province, ward, form):
    undated = make_round(province, form=form, kind="undated", due_on=None)

    page = words(lan.get(at("round-except", undated.pk, ward.pk)))

    assert "Gia hạn" not in page
    assert decide(lan, undated, ward, extended_to="20/7/2026").status_code == 422


def test_the_receiver_itself_and_unknown_units_are_not_there(lan, round_, province):
    assert [lan.get(at("round-except", round_.pk, pk)).status_code for pk in (province.pk, 999_999)] == [404, 404]
