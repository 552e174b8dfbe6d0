"""Invitations for who keeps the unit, and the one a link leads to."""

import pytest

from plans import clock
from plans.queries.persons.invitations import invitation, invitation_by, invitation_rows, invitations
from plans.services.people.inviting import InvitationFacts, invite, link_of, withdraw_invitation
from tests.factories import make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def tu(ward):
    return make_actor(ward, "administrator")


@pytest.fixture
def made(ward, tu):
    return invite(
        ward, actor=tu, facts=InvitationFacts(full_name="Bế Văn Sơn", email="son@example.vn", roles=("clerk",))
    )


def test_only_who_keeps_the_unit_sees_whom_it_invited(ward, tu, hoa, khach, made):
    assert [list(invitations(actor, ward)) for actor in (tu, hoa, khach)] == [[made], [], []]
    assert [invitation(actor, made.pk) for actor in (tu, hoa, khach)] == [made, None, None]


def test_each_says_what_became_of_it(ward, tu, made):
    assert [row.state for row in invitation_rows(tu, ward, clock.now())] == ["open"]
    withdraw_invitation(made, actor=tu)
    assert [row.state for row in invitation_rows(tu, ward, clock.now())] == ["withdrawn"]


def test_the_link_leads_to_it_and_nothing_else_does(made):
    secret = link_of(made).split("/")[2]

    assert invitation_by(secret) == made
    for wrong in ("", secret[:-1], secret + "x", made.secret_hash, "x" * 101):
        assert invitation_by(wrong) is None
