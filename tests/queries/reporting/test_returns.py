"""Which return is still to be answered, what its parts are called, and who of the unit can answer it."""

import pytest

from plans.models import Membership, Report, ReportReturn
from plans.queries.reporting.forms import form_content
from plans.queries.reporting.returns import (
    ReturnPart,
    drafters_of,
    open_return,
    open_returns,
    part_keys,
    parts_of,
    returns_of,
)
from plans.services.reporting.filing import TypedFigure
from plans.services.reporting.reviewing import accept_reports, return_report
from tests.factories import TODAY, make_actor, make_unit, make_user
from tests.filed import file_it, full_round, ready_report, type_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def round_(province, department):
    return full_round(province)


@pytest.fixture
def report(round_, ward):
    return file_it(ready_report(round_, ward))


def ask(report, actor, reason="thiếu", **parts):
    report.refresh_from_db()
    return return_report(report, actor=actor, revision=report.revision, parts=parts, reason=reason)


def test_nothing_is_open_until_it_is_returned_and_after_it_was_filed_again(report, lan):
    assert open_return(report) is None

    asked = ask(report, lan)
    assert open_return(Report.objects.get()) == asked

    again = file_it(report)
    assert (again.version.number, open_return(again)) == (2, None)


def test_the_newest_return_is_the_open_one_and_all_are_kept(report, lan):
    first = ask(report, lan, reason="thiếu số liệu")
    type_in(report, "tang-qua", D1=TypedFigure(text="320"))
    file_it(report)
    second = ask(report, lan, reason="vẫn thiếu")

    report = Report.objects.get()
    assert open_return(report) == second
    assert [(one.pk, one.version.number) for one in returns_of(report)] == [(second.pk, 2), (first.pk, 1)]


@pytest.mark.parametrize("others", [0, 2])
def test_open_returns_of_many_cost_one_query(others, report, round_, lan, django_assert_num_queries):
    asked = ask(report, lan)
    for _ in range(others):
        file_it(ready_report(round_, make_unit(under=round_.receiver)))
    reports = list(Report.objects.all())

    with django_assert_num_queries(1):
        assert open_returns(reports) == {report.pk: asked}


def test_parts_are_named_as_on_the_form_and_lead_to_where_they_are_mended(report, lan):
    asked = ask(report, lan, **{"H1": "đủ chưa?", "D1": "gấp đôi?", "tang-qua": "ghi nguồn"})

    assert parts_of(asked, form_content(report.round.form)) == (
        ReturnPart(key="tang-qua", section="tang-qua", label="II.1. Tặng quà", reason="ghi nguồn"),
        ReturnPart(key="D1", section="tang-qua", label="Trẻ em được tặng quà", reason="gấp đôi?"),
        ReturnPart(key="H1", section="", label="Diễn đàn", reason="đủ chưa?"),
    )


def test_a_part_the_form_no_longer_has_is_not_lost(report, lan):
    asked = ask(report, lan, D1="gấp đôi?")
    ReportReturn.objects.update(parts={"Z9": "cũ", "D1": "gấp đôi?"})
    asked.refresh_from_db()

    assert [(one.key, one.label, one.section) for one in parts_of(asked, form_content(report.round.form))] == [
        ("D1", "Trẻ em được tặng quà", "tang-qua"), ("Z9", "Z9", ""),
    ]  # fmt: skip


def test_what_a_return_may_name_is_each_section_with_its_figures(round_):
    assert part_keys(form_content(round_.form)) == ("chi-dao", "A1", "tang-qua", "D1", "D3", "danh-gia", "H1")


def test_who_can_mend_it_are_the_units_drafters_of_today(ward):
    hoa = make_actor(ward, "drafter", user=make_user("Nguyễn Thị Hoa"))
    make_actor(ward, "approver")
    gone = make_actor(ward, "drafter", user=make_user("Đã Nghỉ"))
    Membership.objects.filter(user=gone.user_id).update(valid_until=TODAY.replace(month=1))
    make_actor(ward, "drafter", user=make_user("Đã Khóa", is_active=False))

    assert [one.pk for one in drafters_of(ward)] == [hoa.user_id]


def test_an_accepted_report_has_nothing_open(report, lan):
    accept_reports([report], actor=lan)

    assert open_return(Report.objects.get()) is None
