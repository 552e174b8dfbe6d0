"""What time it is for the portal, whatever clock the server runs on."""

import os
import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from plans import clock

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def at(monkeypatch):
    """Sets the moment, in UTC as servers count it."""

    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("UTC")))

    return at


@pytest.fixture
def server_in(monkeypatch):
    """A server that runs on another clock."""
    yield lambda zone: (monkeypatch.setitem(os.environ, "TZ", zone), time.tzset())
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-05-13T16:59:59", date(2026, 5, 13)),
        ("2026-05-13T17:00:00", date(2026, 5, 14)),
        ("2025-12-31T17:00:00", date(2026, 1, 1)),
        ("2026-02-28T16:59:59.999999", date(2026, 2, 28)),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Ho_Chi_Minh"])
def test_the_day_turns_at_midnight_in_vietnam(zone, moment, day, at, server_in, settings):
    settings.DEMO = False
    server_in(zone)
    at(moment)

    assert (clock.today(), clock.now().utcoffset()) == (day, timedelta(hours=7))


def test_a_demonstration_stands_still_on_its_day_while_the_hours_pass(at, settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 5, 13)
    at("2027-03-01T03:04:05")

    assert clock.now() == datetime(2026, 5, 13, 10, 4, 5, tzinfo=VIETNAM)
    assert clock.today() == date(2026, 5, 13)


def test_a_fixed_day_counts_in_a_demonstration_only(at, settings):
    settings.DEMO, settings.DEMO_TODAY = False, date(2026, 5, 13)
    at("2027-03-01T03:04:05")

    assert clock.today() == date(2027, 3, 1)


def test_a_demonstration_without_a_fixed_day_lives_today(at, settings):
    settings.DEMO, settings.DEMO_TODAY = True, None
    at("2028-02-29T00:00:00")

    assert clock.today() == date(2028, 2, 29)
