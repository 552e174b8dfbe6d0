"""How plans, people and lines name themselves."""

from datetime import date

import pytest

from plans.enums import PlanStatus
from plans.models import Membership, ParentDocument, Plan, ReportDeadline, User


@pytest.mark.parametrize(("number", "said"), [(None, "…/KH-UBND"), (5, "05/KH-UBND"), (115, "115/KH-UBND")])
def test_document_number(number, said):
    assert Plan(number=number).document_number == said


def test_a_plan_is_called_by_its_abstract():
    assert str(Plan(abstract="Triển khai Tháng hành động")) == "Kế hoạch triển khai Tháng hành động"


@pytest.mark.parametrize(
    ("status", "editable", "issued"),
    [
        ("draft", True, False),
        ("submitted", False, False),
        ("sent_back", True, False),
        ("approved", False, False),
        ("issued", False, True),
        ("withdrawn", False, True),
        ("superseded", False, True),
    ],
)
def test_states(status, editable, issued):
    plan = Plan(status=PlanStatus(status))

    assert (plan.is_editable_state, plan.is_issued) == (editable, issued)


def test_a_removed_draft_is_not_editable(settings):
    from plans import clock

    assert not Plan(removed_at=clock.now()).is_editable_state


def test_lines_say_what_they_are():
    assert str(ParentDocument(kind="letter", document_number="982/BLĐTBXH-CTE")) == "Công văn 982/BLĐTBXH-CTE"
    assert str(ReportDeadline(kind="before", due_on=date(2026, 7, 15))) == "Nhận báo cáo: trước ngày 2026-07-15"


def test_a_persons_short_name_is_the_given_one():
    assert (User(full_name="Nguyễn Thị Hoa").get_short_name(), str(User(username="hoa"))) == ("Hoa", "hoa")


@pytest.mark.parametrize(
    ("start", "end", "valid"),
    [
        (None, None, True),
        (date(2026, 5, 13), date(2026, 5, 13), True),
        (date(2026, 5, 14), None, False),
        (None, date(2026, 5, 12), False),
    ],
)
def test_both_ends_of_a_role_count(start, end, valid):
    assert Membership(valid_from=start, valid_until=end).is_valid_on(date(2026, 5, 13)) == valid
