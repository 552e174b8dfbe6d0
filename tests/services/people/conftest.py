"""The ward's administrator and leader, and rows of an invitation."""

import pytest

from plans.services.people.inviting import InvitationFacts, invite
from tests.factories import make_actor, make_user


@pytest.fixture
def tu(ward, day_of_the_story):
    """Administers the ward."""
    return make_actor(ward, "administrator", user=make_user("Nông Văn Tú", email="tu@example.vn"))


@pytest.fixture
def facts():
    """What an invitation says; a test changes what it is about."""

    def of(**more):
        values = {"full_name": "Bế Văn Sơn", "email": "Son@Example.vn", "roles": ("drafter",)} | more
        return InvitationFacts(**values)

    return of


@pytest.fixture
def invitation(ward, tu, facts):
    """An open invitation into the ward."""
    return invite(ward, actor=tu, facts=facts(roles=("clerk", "drafter"), post_name="Văn thư"))
