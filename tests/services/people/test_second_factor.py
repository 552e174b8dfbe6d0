"""The second factor: asked of people where the unit wants it, and of nobody elsewhere."""

import pytest
from allauth.mfa.models import Authenticator

from plans.exceptions import NotAllowed, NotNow
from plans.models import IssuingPractice, Plan, PlanStep, User
from plans.rules.actor import SYSTEM
from plans.services.issuing.issuing import issue_plan
from plans.services.people.second_factor import ensure, ensure_for
from tests.factories import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(ward):
    return IssuingPractice.objects.create(unit=ward, needs_second_factor=True)


def test_without_one_the_refusal_says_where_to_switch_it_on(practice, mai):
    for who in (mai, User.objects.get(pk=mai.user_id)):
        with pytest.raises(NotAllowed, match="Mở “Tài khoản của mình”, bật xác thực hai bước"):
            ensure(who, practice)


def test_with_one_nothing_is_said(practice, ward, mai):
    Authenticator.objects.create(user_id=mai.user_id, type="totp", data={"secret": "x"})

    ensure(mai, practice)
    ensure_for(mai, ward.pk)


def test_recovery_codes_alone_are_no_second_factor(practice, mai):
    Authenticator.objects.create(user_id=mai.user_id, type="recovery_codes", data={})

    with pytest.raises(NotAllowed):
        ensure(mai, practice)


def test_a_unit_that_does_not_ask_and_the_portals_own_commands_pass(practice, ward, other_commune, mai):
    ensure(SYSTEM, practice)
    ensure(None, practice)
    ensure(mai, None)
    ensure_for(mai, other_commune.pk)
    practice.needs_second_factor = False
    practice.save()
    ensure_for(mai, ward.pk)


def test_issuing_asks_for_it_before_anything_else(practice, ward, mai):
    plan = make_draft(ward)
    Plan.objects.filter(pk=plan.pk).update(status="approved", step_kind="issue")
    PlanStep.objects.create(plan=plan, position=1, kind="issue", state="current")

    with pytest.raises(NotAllowed, match="xác thực hai bước"):
        issue_plan(plan, actor=mai)
    Authenticator.objects.create(user_id=mai.user_id, type="totp", data={"secret": "x"})
    with pytest.raises(NotNow):
        issue_plan(plan, actor=mai)


def test_the_others_second_factor_does_not_count(practice, mai, hoa):
    Authenticator.objects.create(user_id=hoa.user_id, type="totp", data={"secret": "x"})

    with pytest.raises(NotAllowed):
        ensure(mai, practice)
