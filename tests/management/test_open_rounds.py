"""`manage.py open_rounds`."""

from datetime import date

import pytest

from plans.content.plan import DeadlineContent, DeadlineKind
from plans.models import ReportingRound
from tests.factories import make_campaign, make_issued, make_unit


@pytest.fixture
def plans(db):
    """Two units' plans of 2024, from before the portal collected reports."""
    campaign = make_campaign(2024)
    deadlines = (DeadlineContent(due_on=date(2024, 7, 20)), DeadlineContent(kind=DeadlineKind.UNDATED))
    units = [make_unit(name, level="province", code=code) for name, code in (("tỉnh Một", "01"), ("tỉnh Hai", "02"))]
    return [make_issued(one, campaign=campaign, year=2024, number=7, deadlines=deadlines) for one in units]


def test_opens_what_is_missing_and_says_it(run, plans):
    assert run("open_rounds", "--year", "2024", "--unit", "01").splitlines() == [
        "UBND tỉnh Một, 07/KH-UBND: trước ngày 20/7/2024",
        "UBND tỉnh Một, 07/KH-UBND: theo quy định",
        "Năm 2024: mở 2 kỳ báo cáo.",
    ]
    assert run("open_rounds", "--year", "2024").splitlines()[-1] == "Năm 2024: mở 2 kỳ báo cáo."
    assert run("open_rounds", "--year", "2024").splitlines() == ["Năm 2024: mở 0 kỳ báo cáo."]
    assert ReportingRound.objects.count() == 4


def test_without_a_year_it_is_this_one(run, plans, settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2026, 5, 13)

    assert run("open_rounds") == "Năm 2026: mở 0 kỳ báo cáo.\n"
