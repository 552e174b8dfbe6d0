"""The people of the ward on the day of the story, with those who check."""

import pytest

from tests.factories import TODAY, make_actor, make_user
from tests.people import department, hoa, khach, lan, mai, other_commune, province, ward  # noqa: F401


@pytest.fixture(autouse=True)
def _day_of_the_story(settings):
    settings.DEMO, settings.DEMO_TODAY = True, TODAY


@pytest.fixture
def hanh(ward):  # noqa: F811
    """Checks the content."""
    return make_actor(ward, "checker", user=make_user("Triệu Thị Hạnh"))


@pytest.fixture
def tu(ward):  # noqa: F811
    """Checks the form, and keeps the unit's catalogues."""
    return make_actor(ward, "checker", "administrator", user=make_user("Nông Văn Tú"))


@pytest.fixture
def binh(ward):  # noqa: F811
    """Leads the ward as its deputy; the posts come with the draft he is to sign."""
    return make_actor(ward, "approver", user=make_user("Hoàng Văn Bình"))
