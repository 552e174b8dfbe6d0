"""What a unit has not filed is its own: the receiver's people stand in only where nobody of the unit writes itself."""

from datetime import date

import pytest

from plans.exceptions import NotNow
from plans.models import Membership, Report
from plans.queries.reporting.reports import may_stand_in, may_write
from plans.rules.reports import ReportVerb
from plans.services.reporting.addresses.links import give_link
from plans.services.reporting.behalf import say_source
from plans.services.reporting.files.sheets import sheet_for
from plans.services.reporting.filing import begin
from plans.services.reporting.reviewing import return_report
from tests.filed import file_it, full_round, ready_report, type_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

SOURCE = {"way": "giay", "given_by": "bà Nông Thị Lan", "on": date(2026, 4, 1)}


@pytest.fixture
def round_(province, department):
    return full_round(province)


@pytest.fixture
def own(round_, ward, hoa):
    """A report that the ward's own drafter is writing."""
    return type_in(begin(round_, ward, actor=hoa), "tang-qua", hoa, D1="312")


def test_a_draft_the_units_own_people_write_is_theirs_until_they_file_it(own, hoa, lan):
    assert may_write(hoa, own)
    for decision in (may_write(lan, own), may_stand_in(lan, ReportVerb.LINK, own)):
        assert (decision.allowed, decision.is_timing) == (False, True)
        assert "UBND phường Đức Xuân đang làm" in decision.reason
    for act in (
        lambda: say_source(own, actor=lan, **SOURCE),
        lambda: give_link(own, actor=lan, given_to="Nông Thị Lan"),
        lambda: sheet_for(own, actor=lan),
        lambda: type_in(own, "tang-qua", lan, D1="9"),
    ):
        with pytest.raises(NotNow, match="đang làm báo cáo này"):
            act()


def test_one_the_receivers_people_began_is_theirs_to_go_on_with(round_, ward, lan):
    report = type_in(begin(round_, ward, actor=lan), "tang-qua", lan, D1="312")

    assert may_write(lan, report)


def test_one_nobody_has_written_in_yet_may_come_on_paper(round_, ward, hoa, lan):
    report = begin(round_, ward, actor=hoa)

    assert may_write(lan, report)
    assert say_source(report, actor=lan, **SOURCE).source != ""


def test_whoever_left_the_unit_no_longer_keeps_its_draft(own, ward, hoa, lan):
    Membership.objects.filter(unit=ward, user_id=hoa.user_id).update(valid_until=date(2026, 1, 1))

    assert may_write(lan, own)


def test_a_report_that_came_back_may_be_mended_by_telephone(round_, ward, hoa, lan):
    filed = file_it(ready_report(round_, ward, hoa), hoa)
    return_report(filed, actor=lan, revision=filed.revision, parts={}, reason="Xem lại.")

    assert may_write(lan, Report.objects.get(pk=filed.pk))
