"""A report filed again: after it was returned, and as số liệu bổ sung."""

from datetime import timedelta
from decimal import Decimal

import pytest

from plans import clock
from plans.content.report_codec import report_from_json
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import AuditEntry, Figure, Notice, Report, ReportVersion
from plans.services.reporting.filing import TypedFigure, supplement
from plans.services.reporting.reviewing import accept_reports, return_report
from tests.factories import make_actor, make_user
from tests.filed import figures_of, file_it, full_round, ready_report, stored, type_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def round_(province, department):
    return full_round(province)


@pytest.fixture
def filed(round_, ward, hoa):
    return file_it(ready_report(round_, ward, hoa), hoa)


@pytest.fixture
def later(monkeypatch):
    """An hour later; returns that moment."""
    moment = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def add(report, actor, reason="đếm sót một thôn", text=(), revision=None, **figures):
    typed = {
        key.replace("_", ":"): value if isinstance(value, TypedFigure) else TypedFigure(text=value)
        for key, value in figures.items()
    }
    report.refresh_from_db()
    revision = report.revision if revision is None else revision
    return supplement(report, actor=actor, revision=revision, typed=typed, reason=reason, text=dict(text))


def returned(report, lan):
    report.refresh_from_db()
    return_report(report, actor=lan, revision=report.revision, parts={"D1": "xem lại"})
    report.refresh_from_db()
    return report


def figure(content, key):
    return report_from_json(content).figure(*key.split(":")).value


# --- returned ---------------------------------------------------------------------------------------------------------


def test_a_returned_report_is_mended_and_filed_as_another_version(filed, hoa, lan, later):
    first = filed.version
    type_in(returned(filed, lan), "tang-qua", hoa, D1="313")
    again = file_it(filed, hoa)

    assert (again.status, again.version.number, again.version.kind) == ("filed", 2, "filed")
    assert (again.first_filed_at, again.filed_at) == (first.filed_at, later)
    assert (again.decided_at, again.decided_by_name) == (None, "")
    assert figures_of(again)["D1"] == 313
    first.refresh_from_db()
    assert figure(first.content, "D1") == 312


def test_the_receivers_supervisors_are_told_that_it_came_back(filed, hoa, lan):
    file_it(returned(filed, lan), hoa)

    [notice] = Notice.objects.filter(user_id=lan.user_id)
    assert notice.text == "UBND phường Đức Xuân đã gửi lại báo cáo năm 2026 sau khi bổ sung."
    assert notice.path == f"/bao-cao/{filed.pk}/doc/"


def test_a_report_of_nothing_that_came_back_is_not_filed_again_as_it_was_by_pressing_file(round_, ward, hoa, lan):
    """Who wants to say không phát sinh again says it; the plain press files figures, and there are none."""
    report = returned(file_it(ready_report(round_, ward, hoa), hoa, is_nothing=True), lan)
    Report.objects.update(draft=report.version.content)

    with pytest.raises(Invalid):
        file_it(report, hoa)
    assert file_it(report, hoa, is_nothing=True).version.is_nothing


# --- số liệu bổ sung --------------------------------------------------------------------------------------------------


def test_a_supplement_changes_what_it_names_and_nothing_else(filed, hoa, later):
    first, draft_of = filed.version, filed.first_filed_at
    version = add(filed, hoa, D3_xh="50", text={"danh-gia": "Tốt."})

    filed.refresh_from_db()
    assert (version.number, version.kind, version.reason) == (2, "supplement", "đếm sót một thôn")
    assert (filed.status, filed.version, filed.first_filed_at, filed.filed_at) == ("filed", version, draft_of, later)
    assert figures_of(filed) == {"A1": 1164, "D1": 312, "D3": 68, "D3:ns": 18, "D3:xh": 50}
    assert report_from_json(version.content).text("danh-gia") == "Tốt."
    assert (stored(filed, "D3:xh"), filed.draft["sections"]) == (50, {"chi-dao": 1, "tang-qua": 1})
    assert figure(ReportVersion.objects.get(pk=first.pk).content, "D3:xh") == Decimal("44.4")


def test_what_the_unit_adds_itself_was_typed_from_nothing(round_, ward, lan, hoa):
    filed = file_it(ready_report(round_, ward, lan), lan, source="theo bản giấy")

    version = add(filed, hoa, D1="313")

    filed.refresh_from_db()
    assert (filed.source, version.source, filed.versions.get(number=1).source) == ("", "", "theo bản giấy")


def test_before_and_after_stand_in_the_trail(filed, hoa):
    add(filed, hoa, D1="320")

    row = AuditEntry.objects.get(event="report.supplemented")
    assert (row.before, row.after["figures"]) == ({"D1": "312 trẻ"}, {"D1": "320 trẻ"})
    assert (row.after["version"], row.after["reason"]) == (2, "đếm sót một thôn")


def test_the_receivers_supervisors_are_told_of_a_supplement(filed, province, hoa, lan):
    of_the_province = make_actor(province, "supervisor", user=make_user("Ma Văn Sơn"))
    make_actor(province, "supervisor", user=make_user("Người Đã Nghỉ", is_active=False))
    add(filed, hoa, D1="320")

    assert set(Notice.objects.values_list("user_id", flat=True)) == {lan.user_id, of_the_province.user_id}
    assert Notice.objects.first().text == (
        "UBND phường Đức Xuân gửi số liệu bổ sung cho báo cáo năm 2026: đếm sót một thôn"
    )


def test_an_accepted_report_with_a_supplement_waits_to_be_read_again(filed, hoa, lan):
    accept_reports([filed], actor=lan)
    add(filed, hoa, D1="320")

    filed.refresh_from_db()
    assert (filed.status, filed.decided_at, filed.decided_by_name) == ("filed", None, "")


@pytest.mark.parametrize("reason", ["", "  ", "a" * 301])
def test_a_supplement_says_why(filed, hoa, reason):
    with pytest.raises(Invalid) as error:
        add(filed, hoa, reason=reason, D1="320")

    assert list(error.value.fields) == ["reason"]


def test_a_supplement_that_changes_nothing_is_refused(filed, hoa):
    with pytest.raises(Invalid, match="Chưa có số liệu hay phần nào khác bản đã gửi"):
        add(filed, hoa, D1="312")
    assert ReportVersion.objects.count() == 1


@pytest.mark.parametrize(("typed", "field"), [("x", "tang-qua:D1"), ("", "tang-qua:D1"), ("1.200", "tang-qua:D1")])
def test_a_supplement_is_judged_as_a_report_is(filed, hoa, typed, field):
    with pytest.raises(Invalid) as error:
        add(filed, hoa, D1=typed)

    assert list(error.value.fields) == [field]
    assert figures_of(filed)["D1"] == 312


def test_a_report_of_nothing_gets_figures_only_as_a_whole_report(round_, ward, hoa):
    report = file_it(ready_report(round_, ward, hoa), hoa, is_nothing=True)
    with pytest.raises(Invalid) as error:
        add(report, hoa, D1="5")
    assert list(error.value.fields) == ["chi-dao:A1", "chi-dao:text"]

    add(report, hoa, D1="5", A1="1164", text={"chi-dao": "Đã chỉ đạo."})
    report.refresh_from_db()
    assert (report.is_nothing, figures_of(report)) == (False, {"A1": 1164, "D1": 5})


def test_of_two_who_supplement_the_later_is_told(filed, hoa):
    add(filed, hoa, D1="320")

    with pytest.raises(StaleEdit):
        add(filed, hoa, D1="330", revision=filed.revision - 1)
    assert Figure.objects.get(indicator__code="D1").value == 320


def test_what_is_not_filed_or_was_returned_is_mended_instead(round_, ward, hoa, lan):
    report = ready_report(round_, ward, hoa)
    with pytest.raises(NotNow):
        add(report, hoa, D1="320")
    with pytest.raises(NotNow):
        add(returned(file_it(report, hoa), lan), hoa, D1="320")


def test_only_the_unit_itself_supplements(filed, lan, khach):
    for actor in (lan, khach):
        with pytest.raises(NotAllowed):
            add(filed, actor, D1="320")
    assert Report.objects.get().version.number == 1
