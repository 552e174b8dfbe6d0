"""Thu hồi: the plan loses its effect, nothing of it is lost, and everybody who follows it is told."""

from datetime import date, timedelta

import pytest

from plans.enums import PlanStatus
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Notice, Plan, Withdrawal
from plans.services.issuing.withdrawing import withdraw_plan
from tests.factories import TODAY, make_actor, make_draft, make_issued

pytestmark = pytest.mark.usefixtures("day_of_the_story")


@pytest.fixture
def plan(ward):
    return make_issued(ward, number=47, issued_on=date(2026, 5, 10))


@pytest.mark.parametrize("who", ["mai", "binh"])
def test_the_clerk_or_the_leader_withdraws_and_what_was_issued_stays(who, plan, request):
    version = plan.versions.get(is_issued=True)
    withdraw_plan(plan, actor=request.getfixturevalue(who), reason="Sai thẩm quyền", basis="Công văn số 9/UBND")

    plan.refresh_from_db()
    row = Withdrawal.objects.get()
    assert (plan.status, plan.number) == (PlanStatus.WITHDRAWN, 47)
    assert (row.reason, row.basis, row.withdrawn_on) == ("Sai thẩm quyền", "Công văn số 9/UBND", TODAY)
    assert plan.versions.get(is_issued=True).sha256 == version.sha256
    assert AuditEntry.objects.filter(plan=plan, event="plan.withdrawn").count() == 1


def test_the_units_that_carry_it_out_are_told(province, plan, mai, hoa, khach):
    above = make_issued(province, number=115)
    make_draft(plan.issuing_unit, parent=above)
    clerk = make_actor(province, "clerk")
    withdraw_plan(above, actor=clerk, reason="Thay đổi chủ trương")

    assert set(Notice.objects.values_list("user_id", flat=True)) == {clerk.user_id, hoa.user_id, mai.user_id}
    assert khach.user_id not in Notice.objects.values_list("user_id", flat=True)
    assert Notice.objects.first().text.startswith("Kế hoạch số 115/")


@pytest.mark.parametrize("who", ["hoa", "khach", "lan"])
def test_nobody_else_may(who, plan, request):
    with pytest.raises(NotAllowed):
        withdraw_plan(plan, actor=request.getfixturevalue(who), reason="x")


def test_a_second_press_changes_nothing(plan, mai):
    withdraw_plan(plan, actor=mai, reason="Sai thẩm quyền")
    with pytest.raises(NotNow, match="đang có hiệu lực"):
        withdraw_plan(plan, actor=mai, reason="Sai thẩm quyền")

    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"reason": "x", "basis": "y" * 301}, "basis"),
        ({"reason": "x", "on": TODAY + timedelta(days=1)}, "on"),
        ({"reason": "x", "on": date(2026, 5, 9)}, "on"),
    ],
    ids=["no reason", "long reason", "long basis", "a day to come", "before it was issued"],
)
def test_what_cannot_be_is_refused_with_its_field(given, field, plan, mai):
    with pytest.raises(Invalid) as refused:
        withdraw_plan(plan, actor=mai, **given)

    assert set(refused.value.fields) == {field}
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.ISSUED
