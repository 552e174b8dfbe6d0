"""The matrix of rights over every address of reports: who is answered what, and nobody is forgotten.

A new route under these addresses needs its place in `access.ADDRESSES` and a row here for each method it answers.
"""

import pytest
from django.urls import reverse

from tests.views.reporting.access import ADDRESSES, PEOPLE, make_setting, report_routes

pytestmark = pytest.mark.django_db

# Who follows from above or beside sees on the last pages its own units, never this province's (404 with its id).
# route, method, the report is … : own drafter, own checker, receiver's supervisor, receiver without the role,
# neighbour, neighbour's supervisor, above, another province, operator, anonymous
MATRIX = """
report-home             get  drafting  200 200 200 200 200 200 200 200 200 302
report-begin            post drafting  302 403 302 403 403 403 403 404 404 302
report-edit             get  drafting  302 302 302 302 404 404 302 404 404 302
report-section          get  drafting  200 302 200 302 404 404 302 404 404 302
report-section          post drafting  302 403 302 403 404 404 403 404 404 302
report-file             get  drafting  200 302 200 302 404 404 302 404 404 302
report-file             post drafting  422 403 422 403 404 404 403 404 404 302
report-nothing          get  drafting  200 302 200 302 404 404 302 404 404 302
report-nothing          post drafting  422 403 422 403 404 404 403 404 404 302
report-supplement       get  filed     200 302 302 302 404 404 302 404 404 302
report-supplement       post filed     422 403 403 403 404 404 403 404 404 302
report-own-sums         get  drafting  200 403 403 403 404 404 403 404 404 302
report-own-sums         post drafting  409 403 403 403 404 404 403 404 404 302
report-detail           get  drafting  200 200 200 200 404 404 200 404 404 302
report-detail           get  filed     200 200 200 200 404 404 200 404 404 302
report-version          get  filed     200 200 200 200 404 404 200 404 404 302
report-accept           post filed     403 403 302 403 404 404 403 404 404 302
report-return           get  filed     403 403 200 403 404 404 403 404 404 302
report-return           post filed     403 403 302 403 404 404 403 404 404 302
reports-accept          post filed     403 403 302 403 302 302 403 302 302 302
report-type-in          get  drafting  403 403 200 403 404 404 403 404 404 302
report-type-in          post drafting  403 403 422 403 404 404 403 404 404 302
report-link             get  drafting  403 403 200 403 404 404 403 404 404 302
report-link             post drafting  403 403 422 403 404 404 403 404 404 302
link-revoke             post drafting  403 403 302 403 404 404 403 404 404 302
unit-overview           get  filed     200 200 200 200 404 404 200 404 404 302

report-sheet            get  drafting  200 403 200 403 404 404 403 404 404 302
report-sheet-upload     get  drafting  200 200 200 200 404 404 200 404 404 302
report-sheet-upload     post drafting  422 403 422 403 404 404 403 404 404 302
evidence-add            get  drafting  200 200 200 200 404 404 200 404 404 302
evidence-add            post drafting  422 403 422 403 404 404 403 404 404 302
evidence-file           get  drafting  200 200 200 404 404 404 404 404 404 302
evidence-file           get  filed     200 200 200 200 404 404 200 404 404 302
evidence-thumbnail      get  drafting  200 200 200 404 404 404 404 404 404 302
evidence-thumbnail      get  filed     200 200 200 200 404 404 200 404 404 302
evidence-describe       get  drafting  200 200 200 404 404 404 404 404 404 302
evidence-describe       post drafting  302 403 302 404 404 404 404 404 404 302
evidence-remove         get  drafting  200 200 200 404 404 404 404 404 404 302
evidence-remove         post drafting  302 403 302 404 404 404 404 404 404 302

report-by-link          get  drafting  200 200 200 200 200 200 200 200 200 200
report-by-link          post drafting  200 200 200 200 200 200 200 200 200 200
report-by-link          get  filed     410 410 410 410 410 410 410 410 410 410
report-by-link-start    get  drafting  302 302 302 302 302 302 302 302 302 302
report-by-link-start    post drafting  302 302 302 302 302 302 302 302 302 302
report-by-link-start    get  filed     410 410 410 410 410 410 410 410 410 410
report-by-link-section  get  drafting  200 200 200 200 200 200 200 200 200 200
report-by-link-section  post drafting  422 422 422 422 422 422 422 422 422 422
report-by-link-section  get  filed     410 410 410 410 410 410 410 410 410 410
report-by-link-section  post filed     410 410 410 410 410 410 410 410 410 410
report-by-link-file     get  drafting  200 200 200 200 200 200 200 200 200 200
report-by-link-file     post drafting  422 422 422 422 422 422 422 422 422 422
report-by-link-file     post filed     410 410 410 410 410 410 410 410 410 410
report-by-link-nothing  get  drafting  200 200 200 200 200 200 200 200 200 200
report-by-link-nothing  post drafting  422 422 422 422 422 422 422 422 422 422
report-by-link-nothing  post filed     410 410 410 410 410 410 410 410 410 410
calendar-subscribe      get  drafting  200 200 200 200 200 200 200 200 200 302
calendar-subscribe      post drafting  302 302 302 302 302 302 302 302 302 302
calendar-feed           get  drafting  404 404 404 404 404 404 404 404 404 404

follow-up               get  drafting  200 200 302 302 200 200 200 200 200 302
follow-level            get  drafting  404 404 200 200 404 404 200 404 404 302
follow-level-table      get  drafting  404 404 200 200 404 404 200 404 404 302
round-detail            get  drafting  404 404 200 200 404 404 200 404 404 302
round-chart             get  drafting  404 404 200 200 404 404 200 404 404 302
round-table             get  drafting  404 404 200 200 404 404 200 404 404 302
round-review            get  filed     404 404 200 403 404 404 403 404 404 302
round-remind            get  drafting  404 404 200 403 404 404 403 404 404 302
round-remind            post drafting  404 404 200 403 404 404 403 404 404 302
round-save              get  drafting  404 404 200 403 404 404 403 404 404 302
round-save              post drafting  404 404 422 403 404 404 403 404 404 302
round-except            get  drafting  404 404 200 403 404 404 403 404 404 302
round-except            post drafting  404 404 422 403 404 404 403 404 404 302

adding-up               get  filed     200 200 302 302 200 200 200 200 200 302
roll-up                 get  filed     404 404 200 200 404 404 200 404 404 302
roll-up-table           get  filed     404 404 200 200 404 404 200 404 404 302
round-sums              get  filed     404 404 200 200 404 404 200 404 404 302
round-sums-table        get  filed     404 404 200 200 404 404 200 404 404 302
round-annex             get  filed     404 404 200 200 404 404 200 404 404 302
round-indicator         get  filed     404 404 200 200 404 404 200 404 404 302
round-indicator-table   get  filed     404 404 200 200 404 404 200 404 404 302
consolidate             get  filed     404 404 200 200 404 404 200 404 404 302
consolidate             post filed     404 404 403 403 404 404 403 404 404 302
year-overview           get  filed     302 302 200 200 302 302 200 200 404 302
year-overview-unit      get  filed     404 404 200 200 404 404 200 404 404 302
national-table          get  filed     404 404 200 200 404 404 200 200 404 302
national-table-file     get  filed     404 404 200 200 404 404 200 200 404 302
national-print          post filed     403 403 302 302 403 403 302 302 403 302
national-print-job      get  filed     404 404 404 404 404 404 404 404 404 302
national-print-progress get  filed     404 404 404 404 404 404 404 404 404 302
national-print-file     get  filed     404 404 404 404 404 404 404 404 404 302
"""

ROWS = [line.split() for line in MATRIX.splitlines() if line]
GROUPS = MATRIX.strip().split("\n\n")


@pytest.fixture
def setting(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_setting()


@pytest.mark.parametrize("block", GROUPS, ids=["reports", "files", "links", "following", "adding up"])
def test_everybody_is_answered_what_the_matrix_says(block, setting):
    wrong = {}
    for name, method, state, *expected in (line.split() for line in block.splitlines()):
        found = [str(one) for one in setting.statuses(name, method, state)]
        differs = [
            f"{who}: {now}, not {then}" for who, now, then in zip(PEOPLE, found, expected, strict=True) if now != then
        ]
        if differs:
            wrong[f"{name} {method} {state}"] = differs

    assert wrong == {}


def test_no_route_is_missing_from_the_matrix():
    known = {row[0] for row in ROWS}

    assert sorted(set(report_routes()) - known) == []
    assert sorted(known - set(report_routes())) == [], "rows of routes that are gone"


def test_a_method_without_a_row_is_not_answered(setting):
    answered = {(row[0], row[1]) for row in ROWS}
    browser = setting.browsers["own drafter"]
    others = [(name, method) for name in ADDRESSES for method in ("get", "post") if (name, method) not in answered]

    found = {
        (name, method): getattr(browser, method)(reverse(name, kwargs=ADDRESSES[name](setting))).status_code
        for name, method in others
    }
    assert set(found.values()) == {405}, {one for one in found.items() if one[1] != 405}
