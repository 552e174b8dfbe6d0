"""Reviewing: many reports accepted at once, one returned part by part; who is told, and what a second press does."""

from decimal import Decimal

import pytest

from plans.content.report import FigureContent, NarrativeContent, ReportContent
from plans.content.report_codec import report_from_json, report_to_json
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, FormField, Notice, Report, ReportReturn, ReportVersion
from plans.queries.reporting.returns import drafters_of, open_return
from plans.services.reporting.reviewing import accept_reports, return_report
from tests.factories import make_actor, make_issued, make_unit, make_user
from tests.report_rows import make_form, make_indicator, make_report, make_report_version, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

CONTENT = ReportContent(
    figures=(FigureContent(indicator="D1", value=Decimal(386)),),
    narratives=(NarrativeContent(section="chi-dao", text="Đã chỉ đạo."),),
)


@pytest.fixture
def round_(province, department):
    form = make_form(None, make_indicator("D1", "Trẻ em được thăm, tặng quà"), make_indicator("A1"))
    FormField.objects.filter(indicator__code="D1").update(section="chi-dao")
    return make_round(province, form=form)


@pytest.fixture
def report(round_, ward):
    """Filed by the ward, with words and a figure; its drafter had saved the first section three times."""
    report = make_report(round_, ward, status="filed")
    ReportVersion.objects.update(content=report_to_json(CONTENT))
    draft = report_to_json(CONTENT) | {"sections": {"chi-dao": 3}}
    Report.objects.filter(pk=report.pk).update(draft=draft, revision=4)
    return Report.objects.get(pk=report.pk)


def filed(round_, *names):
    return [make_report(round_, make_unit(one, under=round_.receiver), status="filed") for one in names]


def states():
    return dict(Report.objects.values_list("unit__name", "status"))


def events(kind):
    return list(AuditEntry.objects.filter(event=kind).order_by("id").values_list("actor_name", "after"))


# --- accepting --------------------------------------------------------------------------------------------------------


def test_many_are_accepted_at_once_each_with_its_own_row_of_the_trail(round_, lan):
    reports = filed(round_, "xã Ba Bể", "xã Chợ Rã")

    accepted = accept_reports(reversed(reports), actor=lan)

    assert [one.pk for one in accepted.done] == [one.pk for one in reports]
    assert accepted.refused == ()
    for row in Report.objects.all():
        assert (row.status, row.decided_by_name, row.decided_at is not None) == ("accepted", "Trần Thị Lan", True)
    assert events("report.accepted") == [("Trần Thị Lan", {"status": "accepted", "version": 1})] * 2


def test_what_may_not_be_accepted_is_said_and_the_others_are_accepted(round_, lan):
    good, returned = filed(round_, "xã Ba Bể", "xã Chợ Rã")
    Report.objects.filter(pk=returned.pk).update(status="returned")
    begun = make_report(round_, make_unit("xã Na Rì", under=round_.receiver))

    accepted = accept_reports([good, returned, begun], actor=lan)

    assert [one.pk for one in accepted.done] == [good.pk]
    assert [(one.report.pk, one.decision.reason) for one in accepted.refused] == [
        (returned.pk, "Chỉ tiếp nhận được báo cáo đã gửi và chưa xử lý."),
        (begun.pk, "Chỉ tiếp nhận được báo cáo đã gửi và chưa xử lý."),
    ]


def test_a_second_press_changes_nothing(report, lan):
    accept_reports([report], actor=lan)
    before = Report.objects.values().get()

    again = accept_reports([report], actor=lan)

    assert (again.done, len(again.refused)) == ((), 1)
    assert Report.objects.values().get() == before
    assert len(events("report.accepted")) == 1


def test_a_version_that_came_after_it_was_read_is_not_accepted_unread(report, lan):
    Report.objects.update(revision=5)

    accepted = accept_reports([report], actor=lan, seen={report.pk: 4})

    assert [one.decision.reason for one in accepted.refused] == ["Đơn vị vừa gửi bản mới; đọc bản mới rồi tiếp nhận."]
    assert Report.objects.get().status == "filed"
    assert accept_reports([report], actor=lan, seen={report.pk: 5}).done


def strangers(who, ward, department, other_commune):
    return {
        "its own drafter": lambda: make_actor(ward, "drafter"),
        "its own supervisor": lambda: make_actor(ward, "supervisor"),
        "the receiver's drafter": lambda: make_actor(department, "drafter"),
        "another commune's supervisor": lambda: make_actor(other_commune, "supervisor"),
    }[who]()


@pytest.mark.parametrize(
    "who",
    ["its own drafter", "its own supervisor", "the receiver's drafter", "another commune's supervisor"],
)
def test_only_the_receivers_supervisors_accept_and_return(who, report, ward, department, other_commune):
    actor = strangers(who, ward, department, other_commune)

    assert accept_reports([report], actor=actor).done == ()
    with pytest.raises(NotAllowed):
        return_report(report, actor=actor, revision=4, parts={}, reason="thiếu")
    assert (Report.objects.get().status, ReportReturn.objects.count()) == ("filed", 0)


def test_a_hundred_cost_few_queries_each(round_, lan, django_assert_max_num_queries):
    reports = filed(round_, *[f"xã {at}" for at in range(20)])

    with django_assert_max_num_queries(2 + 3 * 20):
        accept_reports(reports, actor=lan)


# --- returning --------------------------------------------------------------------------------------------------------


def test_a_return_says_what_to_mend_and_opens_the_filed_words_again(report, lan):
    Report.objects.update(draft={"sections": {"chi-dao": 3}})

    made = return_report(
        report, actor=lan, revision=4, parts={"D1": " ghi cả  Đoàn? ", "chi-dao": "thiếu lễ phát động"}, reason="Gấp."
    )

    report = Report.objects.get()
    assert (report.status, report.revision, report.decided_by_name) == ("returned", 5, "Trần Thị Lan")
    assert list(made.parts.items()) == [("chi-dao", "thiếu lễ phát động"), ("D1", "ghi cả Đoàn?")]
    assert (made.reason, made.version, made.returned_by_name) == ("Gấp.", report.version, "Trần Thị Lan")
    assert report_from_json(report.draft) == CONTENT, "what was filed is what is mended"
    assert report.draft["sections"] == {"chi-dao": 4, "": 1}, "a browser still open on the old draft is told"
    assert report_from_json(report.version.content) == CONTENT
    assert open_return(report) == made
    assert events("report.returned") == [
        ("Trần Thị Lan", {"status": "returned", "version": 1, "parts": made.parts, "reason": "Gấp."})
    ]


def test_what_was_typed_before_nothing_was_filed_is_there_again(report, lan):
    ReportVersion.objects.update(content=report_to_json(ReportContent(is_nothing=True)), is_nothing=True)

    return_report(report, actor=lan, revision=4, parts={}, reason="Trường có tổ chức, xem lại.")

    report.refresh_from_db()
    assert report_from_json(report.draft) == CONTENT
    assert report.draft["sections"] == {"chi-dao": 4, "": 1}


def test_an_accepted_report_may_be_asked_for_again(report, lan):
    accept_reports([report], actor=lan)

    return_report(report, actor=lan, revision=4, parts={}, reason="Tỉnh đối chiếu thấy lệch")

    assert Report.objects.get().status == "returned"
    assert AuditEntry.objects.get(event="report.returned").before == {"status": "accepted"}


@pytest.mark.parametrize(
    ("parts", "reason", "field"),
    [
        ({}, "", "reason"),
        ({}, "  \n ", "reason"),
        ({"D1": " "}, "", "D1"),
        ({"D1": "x" * 501}, "", "D1"),
        ({}, "x" * 501, "reason"),
        ({"Z9": "không có trong biểu mẫu"}, "", None),
    ],
    ids=["nothing said", "only spaces", "a part without words", "a part too long", "too long", "an unknown part"],
)
def test_a_return_that_does_not_say_what_to_mend_is_refused(parts, reason, field, report, lan):
    with pytest.raises(Invalid) as refused:
        return_report(report, actor=lan, revision=4, parts=parts, reason=reason)

    assert list(refused.value.fields) == ([field] if field else [])
    assert (Report.objects.get().status, ReportReturn.objects.count()) == ("filed", 0)


def test_a_supplement_that_came_meanwhile_is_read_first(report, lan):
    make_report_version(report, 2)
    Report.objects.update(revision=5)

    with pytest.raises(StaleEdit, match="vừa có bản mới"):
        return_report(report, actor=lan, revision=4, parts={}, reason="thiếu")
    assert Report.objects.get().status == "filed"


def test_a_report_that_was_returned_is_not_returned_twice(report, lan):
    return_report(report, actor=lan, revision=4, parts={}, reason="thiếu")

    with pytest.raises(NotNow):
        return_report(report, actor=lan, revision=5, parts={}, reason="thiếu")
    assert ReportReturn.objects.count() == 1


def test_a_report_without_a_form_is_returned_with_a_reason(province, department, ward, lan):
    round_ = make_round(province, plan=make_issued(province))
    type(round_).objects.update(form=None)
    report = make_report(type(round_).objects.get(), ward, status="filed")

    made = return_report(report, actor=lan, revision=1, parts={}, reason="thiếu số liệu")
    assert (made.parts, Report.objects.get().status) == ({}, "returned")


def test_the_units_drafters_are_told_and_led_to_the_part(report, ward, hoa, lan):
    make_actor(ward, "approver", user=make_user("Hoàng Văn Bình"))

    return_report(report, actor=lan, revision=4, parts={"D1": "gấp 10 lần năm trước?"})

    (notice,) = Notice.objects.all()
    assert (notice.user_id, notice.unit_id, notice.path) == (
        hoa.user_id,
        ward.pk,
        f"/bao-cao/{report.pk}/phan/chi-dao/",
    )
    assert notice.text.endswith("yêu cầu bổ sung báo cáo năm 2026: Trẻ em được thăm, tặng quà.")


def test_a_unit_without_drafters_is_known(report, ward, lan):
    return_report(report, actor=lan, revision=4, parts={}, reason="thiếu")

    assert (drafters_of(ward), Notice.objects.count()) == ([], 0)
