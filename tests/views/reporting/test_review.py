"""Screens of reviewing: the list of a round, accepting many or one, asking for a report to be mended."""

import pytest
from django.urls import reverse

from plans.models import AuditEntry, Report, ReportReturn
from plans.services.reporting.filing import TypedFigure
from plans.services.reporting.reviewing import accept_reports
from tests.factories import make_actor, make_unit
from tests.filed import file_it, full_round, ready_report, type_in
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(province):
    return full_round(province)


@pytest.fixture
def report(round_, ward):
    return file_it(ready_report(round_, ward))


def filed(round_, name, **more):
    report = ready_report(round_, make_unit(name, under=round_.receiver))
    if more:
        type_in(report, "tang-qua", **more)
    return file_it(report)


def messages_of(response):
    return [str(one) for one in response.context["messages"]]


def states():
    return dict(Report.objects.values_list("unit__territory", "status"))


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_says_what_to_look_at_and_ticks_nothing_by_itself(lan, round_):
    filed(round_, "xã An", D1=TypedFigure(text="3.120", note="thêm đợt quà"))
    filed(round_, "xã Bình")
    page = lan.get(reverse("round-review", args=[round_.pk]))

    said = words_of(page)
    assert "2 báo cáo chờ xem xét · 2 trong 2 đơn vị đã gửi · 0 đã tiếp nhận" in said
    assert "Trẻ em được tặng quà: nhiều hơn số trẻ em trên địa bàn (1.164). Lý do: thêm đợt quà" in said
    assert "bao_cao" not in fields_of(page, reverse("reports-accept"))


def test_all_plain_ones_are_ticked_at_once_without_script(lan, round_):
    filed(round_, "xã An", D1=TypedFigure(text="3.120", note="thêm đợt quà"))
    plain = filed(round_, "xã Bình")
    page = lan.get(reverse("round-review", args=[round_.pk]), {"chon": "tat-ca"})

    assert fields_of(page, reverse("reports-accept"))["bao_cao"] == f"{plain.pk}:{plain.revision}"


def test_a_round_without_reports_says_what_will_appear(lan, round_, ward):
    said = words_of(lan.get(reverse("round-review", args=[round_.pk])))

    assert "Không có báo cáo nào chờ xem xét." in said
    assert "0 báo cáo chờ xem xét · 0 trong 1 đơn vị đã gửi" in said


def test_what_was_returned_and_accepted_stands_below(lan, round_, province):
    returned, accepted = filed(round_, "xã Chi"), filed(round_, "xã Dung")
    lan.post(reverse("report-return", args=[returned.pk]), {"revision": returned.revision, "reason": "thiếu ký tên"})
    accept_reports([accepted], actor=make_actor(province, "supervisor"))
    said = words_of(lan.get(reverse("round-review", args=[round_.pk])))

    assert "Xã Chi thiếu ký tên" in said
    assert "Xã Dung" in said.split("Đã tiếp nhận 1 báo cáo")[1]


# --- accepting --------------------------------------------------------------------------------------------------------


def test_ticked_reports_are_accepted_in_one_press(lan, round_):
    reports = [filed(round_, name) for name in ("xã An", "xã Bình", "xã Chi")]
    ticked = [f"{one.pk}:{one.revision}" for one in reports[:2]]

    response = lan.post(reverse("reports-accept"), {"bao_cao": ticked, "ky": round_.pk}, follow=True)

    assert states() == {"xã An": "accepted", "xã Bình": "accepted", "xã Chi": "filed"}
    assert messages_of(response) == ["Đã tiếp nhận 2 báo cáo."]
    assert response.redirect_chain[0][0] == reverse("round-review", args=[round_.pk])


def test_a_second_press_says_so_and_changes_nothing(lan, round_):
    one = filed(round_, "xã An")
    sent = {"bao_cao": [f"{one.pk}:{one.revision}"], "ky": round_.pk}
    lan.post(reverse("reports-accept"), sent)

    response = lan.post(reverse("reports-accept"), sent, follow=True)

    assert messages_of(response)[1:] == ["UBND xã An: Chỉ tiếp nhận được báo cáo đã gửi và chưa xử lý."]
    assert AuditEntry.objects.filter(event="report.accepted").count() == 1


@pytest.mark.parametrize("ticked", [[], ["x"], ["1:²"], ["99999:1"]])
def test_nothing_ticked_is_said_kindly(ticked, lan, round_):
    response = lan.post(reverse("reports-accept"), {"bao_cao": ticked, "ky": round_.pk}, follow=True)

    assert messages_of(response) == ["Chưa chọn báo cáo nào; đánh dấu báo cáo rồi tiếp nhận."]
    assert response.redirect_chain[0][0] == reverse("round-review", args=[round_.pk])


def test_accepting_one_goes_on_to_the_next(lan, round_):
    first, second = filed(round_, "xã An"), filed(round_, "xã Bình")
    page = lan.get(reverse("report-detail", args=[first.pk]))
    accept = reverse("report-accept", args=[first.pk])

    response = lan.post(accept, fields_of(page, accept), follow=True)
    assert response.redirect_chain[0][0] == reverse("report-detail", args=[second.pk])
    assert messages_of(response) == ["Đã tiếp nhận báo cáo của UBND xã An. Đây là báo cáo tiếp theo."]

    response = lan.post(reverse("report-accept", args=[second.pk]), {"revision": second.revision}, follow=True)
    assert response.redirect_chain[0][0] == reverse("round-review", args=[round_.pk])
    assert states() == {"xã An": "accepted", "xã Bình": "accepted"}


def test_a_version_that_came_meanwhile_is_shown_before_it_is_accepted(lan, report):
    response = lan.post(reverse("report-accept", args=[report.pk]), {"revision": report.revision - 1}, follow=True)

    assert messages_of(response) == ["Đơn vị vừa gửi bản mới; đọc bản mới rồi tiếp nhận."]
    assert response.redirect_chain[0][0] == reverse("report-detail", args=[report.pk])
    assert Report.objects.get().status == "filed"


# --- asking for more --------------------------------------------------------------------------------------------------


def part(page, key):
    """The number of the part's fields on the page."""
    lines = (line for group in page.context["form"].groups() for line in group.lines)
    return next(one.tick.name.split("_")[1] for one in lines if one.key == key)


def ask_page(browser, report):
    return browser.get(reverse("report-return", args=[report.pk]))


def test_a_ticked_part_is_asked_for_and_the_unit_is_told(lan, hoa, report):
    page = ask_page(lan, report)
    at = part(page, "D1")
    sent = fields_of(page) | {f"part_{at}": "on", f"why_{at}": "ghi cả quà của Đoàn?"}

    response = lan.post(reverse("report-return", args=[report.pk]), sent, follow=True)

    assert ReportReturn.objects.get().parts == {"D1": "ghi cả quà của Đoàn?"}
    assert messages_of(response) == ["Đã yêu cầu UBND phường Đức Xuân bổ sung; người soạn thảo của đơn vị được báo."]
    assert "Trẻ em được tặng quà: ghi cả quà của Đoàn?" in words_of(hoa.get(reverse("report-detail", args=[report.pk])))


def test_words_beside_a_forgotten_tick_count(lan, report):
    page = ask_page(lan, report)
    sent = fields_of(page) | {f"why_{part(page, 'tang-qua')}": "ghi rõ nguồn"}
    lan.post(reverse("report-return", args=[report.pk]), sent)

    assert ReportReturn.objects.get().parts == {"tang-qua": "ghi rõ nguồn"}


def test_what_the_portal_noticed_is_proposed_and_counts_only_when_it_is_ticked(lan, round_):
    report = filed(round_, "xã An", D1=TypedFigure(text="3.120", note="thêm"))
    page, address = ask_page(lan, report), reverse("report-return", args=[report.pk])
    at = part(page, "D1")
    proposal = fields_of(page)[f"why_{at}"]
    assert proposal == "Nhiều hơn số trẻ em trên địa bàn (1.164)."
    assert [one.is_open for one in page.context["form"].groups()] == [False, True, False, False]

    refused = lan.post(address, fields_of(page))
    assert (refused.status_code, ReportReturn.objects.count()) == (422, 0)
    assert "Ghi cần bổ sung gì, ở từng phần hoặc một lý do chung." in words_of(refused)

    lan.post(address, fields_of(page) | {f"part_{at}": "on"})
    assert ReportReturn.objects.get().parts == {"D1": proposal}


def test_a_refused_return_keeps_what_was_typed(lan, report):
    page = ask_page(lan, report)
    first, second = part(page, "D1"), part(page, "A1")
    sent = fields_of(page) | {f"part_{first}": "on", f"why_{second}": "x" * 501}

    refused = lan.post(reverse("report-return", args=[report.pk]), sent)

    kept = fields_of(refused)
    assert refused.status_code == 422
    assert (kept[f"part_{first}"], kept[f"why_{second}"]) == ("on", "x" * 501)
    assert ("Ghi cần bổ sung gì ở phần này." in words_of(refused), ReportReturn.objects.count()) == (True, 0)


def test_a_newer_version_is_said_and_what_was_typed_is_kept(lan, report):
    page = ask_page(lan, report)
    Report.objects.update(revision=report.revision + 1)

    refused = lan.post(reverse("report-return", args=[report.pk]), fields_of(page) | {"reason": "thiếu chữ ký"})

    assert (refused.status_code, fields_of(refused)["reason"]) == (422, "thiếu chữ ký")
    assert "Báo cáo vừa có bản mới" in words_of(refused)


def test_a_unit_without_an_account_is_said_before_and_after(lan, report):
    page = ask_page(lan, report)
    response = lan.post(reverse("report-return", args=[report.pk]), fields_of(page) | {"reason": "thiếu"}, follow=True)

    assert "Đơn vị chưa có tài khoản soạn báo cáo nên không ai được báo" in words_of(page)
    assert messages_of(response)[0].startswith("Đã yêu cầu bổ sung. UBND phường Đức Xuân chưa có tài khoản")


def test_a_report_that_is_being_mended_is_not_asked_for_again(lan, report):
    address = reverse("report-return", args=[report.pk])
    lan.post(address, {"revision": report.revision, "reason": "thiếu"})

    response = lan.get(address, follow=True)
    assert messages_of(response)[-1] == "Chỉ yêu cầu bổ sung được báo cáo đã gửi."
    assert ReportReturn.objects.count() == 1
