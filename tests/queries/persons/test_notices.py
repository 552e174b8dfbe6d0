"""One's own notices, newest first."""

import pytest

from plans.models import Notice, User
from plans.queries.persons.notices import notices_of
from plans.rules.actor import SYSTEM
from plans.services.notifying import notify

pytestmark = pytest.mark.django_db


def test_they_are_ones_own_newest_first(hoa, khach):
    people = User.objects.in_bulk([hoa.user_id, khach.user_id])
    for text in ("một", "hai"):
        notify([people[hoa.user_id]], text=text)
    notify([people[khach.user_id]], text="của người khác")

    assert [one.text for one in notices_of(hoa)] == ["hai", "một"]
    assert (list(notices_of(SYSTEM)), Notice.objects.count()) == ([], 3)
