"""Proof of receipt: written once, by the receiving unit's people only."""

import pytest

from plans.models import AuditEntry, Delivery, Plan
from plans.services.issuing.issuing import issue_plan
from plans.services.issuing.opening import record_opening
from tests.factories import make_actor
from tests.issued import make_ready

pytestmark = pytest.mark.usefixtures("day_of_the_story")


@pytest.fixture
def plan(ward, other_commune, khach, mai):
    made = make_ready(ward, recipients=("UBND xã Chợ Mới",))
    issue_plan(made, actor=mai)
    return Plan.objects.get(pk=made.pk)


def test_the_first_opening_is_written_down_with_who_and_when(plan, khach):
    assert record_opening(plan, khach) is True

    row = Delivery.objects.get(plan=plan)
    assert (row.state, row.opened_by_name, row.opened_at is not None) == ("opened", khach.full_name, True)
    assert AuditEntry.objects.filter(event="plan.opened", plan=plan, actor_name=khach.full_name).count() == 1


def test_later_openings_change_nothing(plan, other_commune, khach):
    record_opening(plan, khach)
    before = Delivery.objects.values().get(plan=plan)

    assert record_opening(plan, make_actor(other_commune, "clerk")) is False

    assert Delivery.objects.values().get(plan=plan) == before
    assert AuditEntry.objects.filter(event="plan.opened").count() == 1


@pytest.mark.parametrize("person", ["hoa", "mai", "lan"])
def test_nobody_else_opens_it_for_the_unit(plan, person, request):
    assert record_opening(plan, request.getfixturevalue(person)) is False
    assert Delivery.objects.get(plan=plan).state == "sent"


def test_it_costs_one_query_afterwards_and_none_for_ones_own(plan, khach, hoa, django_assert_num_queries):
    record_opening(plan, khach)

    with django_assert_num_queries(1):
        record_opening(plan, khach)
    with django_assert_num_queries(0):
        record_opening(plan, hoa)
