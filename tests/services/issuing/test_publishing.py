"""The public page's switch."""

import pytest

from plans.exceptions import NotAllowed, NotNow
from plans.models import AuditEntry, Issuance, Plan
from plans.services.issuing.publishing import publish_plan
from tests.factories import make_issued
from tests.issued import make_portal_issued

pytestmark = pytest.mark.usefixtures("day_of_the_story")


@pytest.mark.parametrize("is_public", [True, False])
def test_the_clerk_opens_and_closes_it_and_a_second_press_is_not_told(ward, mai, is_public):
    plan = make_portal_issued(ward, is_public=not is_public)

    for _ in range(2):
        assert publish_plan(plan, actor=mai, is_public=is_public).is_public == is_public

    row = AuditEntry.objects.get(event="plan.published")
    assert (row.before, row.after) == ({"is_public": not is_public}, {"is_public": is_public})


@pytest.mark.parametrize("person", ["hoa", "binh", "lan", "khach"])
def test_only_the_units_clerk_does(ward, person, request):
    plan = make_portal_issued(ward)

    with pytest.raises(NotAllowed):
        publish_plan(plan, actor=request.getfixturevalue(person), is_public=True)

    assert Issuance.objects.get().is_public is False


def test_a_plan_that_was_only_recorded_has_none(ward, mai):
    with pytest.raises(NotNow, match="ban hành ngoài cổng"):
        publish_plan(make_issued(ward), actor=mai, is_public=True)


def test_a_withdrawn_plans_page_stays_as_it_is(ward, mai):
    plan = make_portal_issued(ward, is_public=True)
    Plan.objects.filter(pk=plan.pk).update(status="withdrawn")

    with pytest.raises(NotNow):
        publish_plan(plan, actor=mai, is_public=False)
