"""The people of the story, on its day."""

import pytest

from tests.factories import TODAY
from tests.people import binh, department, hoa, khach, lan, mai, other_commune, province, ward  # noqa: F401


@pytest.fixture(autouse=True)
def _day_of_the_story(settings):
    settings.DEMO, settings.DEMO_TODAY = True, TODAY


@pytest.fixture
def render():
    """Pages that cost nothing."""
    return lambda content: b"%PDF of " + content.abstract.encode()
