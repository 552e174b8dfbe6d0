"""Invitations in time and once; a unit always has somebody who administers it."""

from datetime import date, timedelta

import pytest

from plans import clock
from plans.models import Invitation
from plans.rules.people import keeps_an_administrator, may_accept, may_leave_administration, may_withdraw, state_of
from tests.factories import make_actor, make_membership, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 31)


@pytest.fixture
def invitation(ward):
    now = clock.now()
    return Invitation(unit=ward, full_name="Bế Văn Sơn", created_at=now, expires_at=now + timedelta(days=7))


@pytest.mark.parametrize(
    ("change", "state", "sentence"),
    [
        ({}, "open", ""),
        ({"accepted_at": True}, "accepted", "Lời mời này đã được nhận rồi"),
        ({"withdrawn_at": True}, "withdrawn", "Lời mời này đã được rút lại"),
        ({"expires_at": True}, "expired", "Lời mời này đã hết hạn"),
        ({"accepted_at": True, "expires_at": True}, "accepted", "Lời mời này đã được nhận rồi"),
    ],
)
def test_an_invitation_is_in_one_state_and_only_the_open_one_lets_in(invitation, change, state, sentence):
    now = clock.now()
    for name in change:
        setattr(invitation, name, now)

    decision = may_accept(invitation, now)

    assert (state_of(invitation, now), decision.allowed) == (state, not sentence)
    assert decision.reason.startswith(sentence)
    assert decision.is_timing == bool(sentence)


def test_a_unit_that_has_closed_lets_nobody_in(invitation, ward):
    ward.closed_on = clock.today() - timedelta(days=1)

    assert may_accept(invitation, clock.now()).reason.startswith("UBND phường Đức Xuân đã ngừng hoạt động")


def test_who_keeps_the_unit_withdraws_what_is_not_accepted(invitation, ward, hoa, khach):
    tu, now = make_actor(ward, "administrator"), clock.now()

    assert [may_withdraw(actor, invitation, now).allowed for actor in (tu, hoa, khach)] == [True, False, False]
    invitation.accepted_at = now
    assert may_withdraw(tu, invitation, now).reason.startswith("Lời mời đã được nhận")


@pytest.mark.parametrize(
    ("until", "active", "role", "keeps"),
    [
        (None, True, "administrator", True),
        (DAY + timedelta(days=1), True, "administrator", True),
        (DAY, True, "administrator", False),
        (None, False, "administrator", False),
        (None, True, "drafter", False),
    ],
)
def test_somebody_administers_the_unit_the_day_after(ward, other_commune, until, active, role, keeps):
    leaver = make_membership(make_user(), ward, "administrator").user
    make_membership(make_user(), other_commune, "administrator")
    make_membership(make_user(is_active=active), ward, role, valid_until=until)

    assert keeps_an_administrator(ward, DAY, without=leaver) is keeps
    assert keeps_an_administrator(ward, DAY)
    assert may_leave_administration(ward, leaver, DAY).allowed is keeps
