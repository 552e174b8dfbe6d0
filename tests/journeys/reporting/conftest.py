"""Journeys of reporting: the demonstration on 9 July 2026, six days before the province's reports must be there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from plans.models import ReportingRound
from tests.journeys.conftest import Enter
from tests.journeys.reporting.reports import Office, the_round

NINTH_OF_JULY = date(2026, 7, 9)
#: The round was opened when the demonstration was loaded, in May; the tests load it on whatever day they run.
OPENED = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)


@pytest.fixture
def portal(portal: str, settings: Any) -> str:
    """The portal on the day these stories play."""
    settings.DEMO_TODAY = NINTH_OF_JULY
    ReportingRound.objects.filter(year=2026).update(opened_at=OPENED)
    return portal


@pytest.fixture
def round_(portal: str) -> ReportingRound:
    """What the communes and departments of Thái Nguyên owe their province."""
    return the_round()


@pytest.fixture
def office(enter: Enter) -> Any:
    """Opens somebody's window on reports: `office("hoa")`."""

    def open_window(username: str = "", **options: Any) -> Office:
        return Office(enter(username, **options))

    return open_window
