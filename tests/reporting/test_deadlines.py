"""When a report is late, to the second, in Vietnam."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.plan import DeadlineContent, DeadlineKind
from plans.reporting.deadlines import Due, Standing, days_left, is_late, standing

BEFORE = Due(deadline=DeadlineContent(kind=DeadlineKind.BEFORE, due_on=date(2026, 7, 15)))
BY = Due(deadline=DeadlineContent(kind=DeadlineKind.BY, due_on=date(2026, 7, 15)))
UNDATED = Due(deadline=DeadlineContent(kind=DeadlineKind.UNDATED))
#: Midnight in Vietnam is five in the afternoon of the day before in UTC.
MIDNIGHT_15 = datetime(2026, 7, 14, 17, 0, tzinfo=UTC)
MIDNIGHT_16 = datetime(2026, 7, 15, 17, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("due", "moment", "late"),
    [
        (BEFORE, MIDNIGHT_15 - SECOND, False),
        (BEFORE, MIDNIGHT_15, True),
        (BY, MIDNIGHT_16 - SECOND, False),
        (BY, MIDNIGHT_16, True),
        (UNDATED, datetime(2099, 1, 1, tzinfo=UTC), False),
    ],
    ids=["before: the last second", "before: midnight", "by: the last second", "by: midnight", "no date"],
)
def test_the_last_moment(due, moment, late):
    assert is_late(due, moment) is late


def test_an_extension_moves_the_last_day_for_that_unit_and_says_so():
    due = Due(deadline=BEFORE.deadline, extended_to=date(2026, 7, 20))

    assert due.words() == "chậm nhất ngày 20/7/2026 (đã gia hạn)"
    assert not is_late(due, datetime(2026, 7, 20, 16, 59, 59, tzinfo=UTC))
    assert is_late(due, datetime(2026, 7, 20, 17, 0, tzinfo=UTC))


def test_an_extension_is_never_earlier():
    due = Due(deadline=BEFORE.deadline, extended_to=date(2026, 7, 1))

    assert (due.last_day, due.words()) == (date(2026, 7, 14), "trước ngày 15/7/2026")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 7, 1, tzinfo=UTC), Standing.AHEAD),
        (datetime(2026, 7, 9, tzinfo=UTC), Standing.SOON),
        (MIDNIGHT_15 - SECOND, Standing.SOON),
        (MIDNIGHT_15, Standing.MISSING),
    ],
)
def test_a_report_that_is_not_filed(now, expected):
    assert standing(BEFORE, filed_at=None, now=now) == expected


@pytest.mark.parametrize(("filed", "expected"), [(MIDNIGHT_15 - SECOND, "on_time"), (MIDNIGHT_15, "late")])
def test_a_report_that_is_filed_stays_on_time_or_late(filed, expected):
    assert standing(BEFORE, filed_at=filed, now=MIDNIGHT_16 + timedelta(days=90)) == expected


def test_no_date_cannot_be_chased():
    assert standing(UNDATED, filed_at=None, now=MIDNIGHT_16) == Standing.NO_DATE
    assert (UNDATED.last_day, UNDATED.closes_at, days_left(UNDATED, MIDNIGHT_16)) == (None, None, None)


@pytest.mark.parametrize(
    ("moment", "left"), [(MIDNIGHT_15 - SECOND, 0), (MIDNIGHT_15, -1), (MIDNIGHT_15 - SECOND * 86401, 1)]
)
def test_days_left_are_counted_in_vietnam(moment, left):
    assert days_left(BEFORE, moment) == left


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from([DeadlineKind.BEFORE, DeadlineKind.BY]))
def test_the_last_second_of_the_last_day_is_on_time_and_the_next_is_late(day, kind):
    due = Due(deadline=DeadlineContent(kind=kind, due_on=day))

    assert not is_late(due, due.closes_at - SECOND)
    assert is_late(due, due.closes_at)
    assert (due.closes_at - SECOND).date() == due.last_day
