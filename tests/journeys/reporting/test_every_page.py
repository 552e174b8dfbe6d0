"""Every page of reporting before axe and a telephone: nothing found, nothing beyond the window, at both sizes."""

import pytest
from django.urls import reverse

from plans.services.reporting.consolidating import consolidate
from plans.services.reporting.reviewing import accept_reports, return_report
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.editing import WARD, person, unit
from tests.journeys.reporting.reports import CHO_MOI, communes, filed, ready, report_of
from tests.journeys.watching import check_axe, visit, widest

#: Whose page: its route and what of the story stands in its address.
PAGES = {
    "hoa": (
        ("report-home",),
        ("report-section", "own", "chi-dao"),
        ("report-section", "own", "cham-soc"),
        ("report-file", "own"),
        ("report-nothing", "own"),
        ("report-sheet-upload", "own"),
        ("evidence-add", "own"),
        ("unit-overview", "ward"),
        ("calendar-subscribe",),
    ),
    "khach": (("report-detail", "his"), ("report-supplement", "his"), ("report-version", "his", 1)),
    "lan": (
        ("round-review", "round"),
        ("report-detail", "waiting"),
        ("report-detail", "accepted"),
        ("report-return", "waiting"),
        ("round-detail", "round"),
        ("round-remind", "round"),
        ("round-save", "round"),
        ("round-except", "round", "ward"),
        ("follow-level", "province", 2026),
        ("round-sums", "round"),
        ("round-indicator", "round", "D1"),
        ("consolidate", "round"),
        ("roll-up", "province", 2026),
        ("unit-overview", "province"),
        ("year-overview-unit", 2026, "province"),
        ("national-table", 2026),
        ("reminder-practice", "department"),
        ("report-link", "own"),
        ("report-type-in", "own"),
        ("report-catalogue",),
    ),
}


@pytest.fixture
def story(portal, round_):
    """A ward that is at it, a commune that was asked to mend, one that waits, one that was accepted."""
    first, second = communes(2)
    ready(WARD)
    filed(CHO_MOI)
    waiting, accepted = filed(first, D1="12"), filed(second)
    accept_reports([accepted], actor=person("lan"))
    consolidate(round_, actor=person("lan"), accepted_only=True)
    return_report(
        report_of(CHO_MOI), actor=person("lan"), revision=report_of(CHO_MOI).revision, parts={"D1": "Ghi đủ các đợt."}
    )
    return {
        "own": report_of(WARD).pk,
        "his": report_of(CHO_MOI).pk,
        "waiting": waiting.pk,
        "accepted": accepted.pk,
        "round": round_.pk,
        "ward": unit(WARD).pk,
        "province": unit("19").pk,
        "department": unit("19-SYT").pk,
    }


@pytest.mark.parametrize("username", PAGES)
def test_every_page_passes_axe_and_fits_a_desk_and_a_telephone(enter, story, username):
    page = enter(username)
    beyond = {}

    for name, *about in PAGES[username]:
        address = reverse(name, args=[story.get(one, one) for one in about])
        page.set_viewport_size(LAPTOP)
        visit(page, address)
        beyond[address] = widest(page)
        page.set_viewport_size(PHONE)
        check_axe(page)
        beyond[address] += widest(page)

    assert {address: by for address, by in beyond.items() if by} == {}
