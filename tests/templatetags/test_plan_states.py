"""The badge of a plan, and moments on its way in words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from plans import clock
from plans.enums import PlanStatus, StepKind
from plans.models import Plan
from plans.templatetags.plan_states import check_code, held_for, plan_status, vn_until, vn_when
from tests.factories import TODAY

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def _day_of_the_story(settings):
    settings.DEMO, settings.DEMO_TODAY = True, TODAY


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (StepKind.CONTENT_CHECK, "Chờ kiểm tra nội dung"),
        (StepKind.FORM_CHECK, "Chờ kiểm tra thể thức"),
        (StepKind.CONSULT, "Đang xin ý kiến"),
        (StepKind.SIGN, "Chờ ký"),
        (StepKind.NUMBER, "Chờ cấp số"),
        (StepKind.SEAL, "Chờ đóng dấu"),
        (StepKind.ISSUE, "Chờ ban hành"),
    ],
)
def test_a_plan_on_its_way_says_what_it_waits_for(step, said):
    badge = plan_status({}, Plan(status="submitted", step_kind=step))

    assert (badge["label"], badge["tone"]) == (said, "wait")


@pytest.mark.parametrize("status", [one for one in PlanStatus if one not in ("submitted", "approved")])
def test_another_plan_says_its_state(status):
    assert plan_status({}, Plan(status=status))["label"] == status.label


def test_moments_are_told_from_today():
    at = datetime(2026, 5, 13, 7, 45, tzinfo=VIETNAM)
    late = datetime(2026, 5, 12, 17, 30, tzinfo=ZoneInfo("UTC"))  # already the 13th in Vietnam

    assert [vn_when(one) for one in (at, late, at - timedelta(days=1), at - timedelta(days=6), None)] == [
        "07:45 hôm nay", "00:30 hôm nay", "07:45 hôm qua", "thứ Năm 07/5, 07:45", "",
    ]  # fmt: skip
    assert vn_when(at.replace(year=2025)) == "thứ Ba 13/5/2025, 07:45"
    assert (vn_until(datetime(2026, 5, 18, 17, tzinfo=VIETNAM)), vn_until(None)) == ("17:00 thứ Hai 18/5", "")


def test_a_code_is_read_in_fours():
    assert check_code("7f3a09c122be" + "0" * 52) == "7F3A 09C1 22BE"


def test_how_long_is_told_roughly():
    assert held_for(clock.now() - timedelta(hours=2, minutes=10)) == "2 giờ"
