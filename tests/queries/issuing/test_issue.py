"""The clerk's last look: what is there, what is missing, whether it is still in time."""

from datetime import date

import pytest

from plans.enums import FileStage
from plans.queries.issuing.issue import approved_version, issue_page, lateness, next_working_day
from tests.factories import make_draft
from tests.issued import APPROVED, make_ready, stages_of
from tests.people import day_of_the_story, hoa, mai, province, ward  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


def parts(page):
    return [(one.name, one.is_there, one.said) for one in page.readiness.parts]


def test_all_four_in_words(ward, mai):  # noqa: F811
    page = issue_page(mai, make_ready(ward, number=47))

    assert parts(page) == [
        ("chữ ký của lãnh đạo", True, "Hoàng Văn Bình ký số lúc 09:00 ngày 13/5/2026"),
        ("số", True, "47/KH-UBND"),
        ("ngày", True, "13/5/2026"),
        ("dấu", True, "Lý Thị Mai ký số của cơ quan lúc 09:00 ngày 13/5/2026"),
    ]
    assert (page.readiness.missing, page.late, bool(page.issue)) == ("", "", True)


def test_the_code_is_the_approved_texts(ward, mai):  # noqa: F811
    plan = make_ready(ward)
    version = approved_version(plan)

    assert version is not None
    assert issue_page(mai, plan).code == version.sha256[:12]


def test_what_is_missing_is_one_sentence(ward, mai):  # noqa: F811
    only_signed = tuple(one for one in stages_of(APPROVED) if one[0] == FileStage.SIGNED)

    page = issue_page(mai, make_ready(ward, stages=only_signed))

    assert page.readiness.missing == "Chưa ban hành được, còn thiếu: số, ngày, dấu."
    assert [said for _, is_there, said in parts(page) if not is_there] == [
        "chưa cấp số",
        "chưa có ngày",
        "cơ quan chưa ký số",
    ]


def test_a_draft_has_nothing_yet(ward, mai):  # noqa: F811
    page = issue_page(mai, make_draft(ward))

    assert (page.code, page.readiness.is_ready, bool(page.issue)) == ("", False, False)


def test_a_drafter_reads_why_only_the_clerk_issues(ward, hoa):  # noqa: F811
    assert issue_page(hoa, make_ready(ward)).issue.reason == "Chỉ văn thư của đơn vị mới ban hành được."


@pytest.mark.parametrize(
    ("dated", "today", "is_late"),
    [
        (date(2026, 5, 13), date(2026, 5, 13), False),
        (date(2026, 5, 13), date(2026, 5, 14), False),
        (date(2026, 5, 13), date(2026, 5, 15), True),
        (date(2026, 5, 15), date(2026, 5, 18), False),  # Friday, Monday
        (date(2026, 5, 16), date(2026, 5, 18), False),  # Saturday, Monday
        (date(2026, 5, 15), date(2026, 5, 19), True),
        (date(2026, 12, 31), date(2027, 1, 1), False),
        (None, date(2026, 5, 13), False),
    ],
)
def test_it_goes_out_on_the_day_or_the_next_working_day(dated, today, is_late):
    assert bool(lateness(dated, today)) == is_late


def test_the_sentence_names_the_last_day():
    assert "chậm nhất ngày 14/5/2026" in lateness(date(2026, 5, 13), date(2026, 5, 20))


def test_next_working_day():
    assert [next_working_day(date(2026, 5, day)) for day in (13, 15, 16, 17)] == [
        date(2026, 5, 14),
        date(2026, 5, 18),
        date(2026, 5, 18),
        date(2026, 5, 18),
    ]
