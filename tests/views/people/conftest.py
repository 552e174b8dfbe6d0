"""The ward's administrator at work, beside the people of the views' tests."""

import pytest
from django.test import Client

from tests.factories import make_membership, make_user


@pytest.fixture
def tu(ward):
    """Nông Văn Tú, who administers the ward, in a browser."""
    user = make_user("Nông Văn Tú", username="tu")
    make_membership(user, ward, "administrator")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def person(ward):
    """Nguyễn Thị Hoa, who drafts for the ward, with an address."""
    user = make_user("Nguyễn Thị Hoa", username="hoa", email="hoa@example.vn")
    make_membership(user, ward, "drafter")
    return user


@pytest.fixture
def browser(person):
    """Hoa's browser."""
    client = Client()
    client.force_login(person)
    return client
