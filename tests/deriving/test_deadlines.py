"""A unit collects five working days before it owes its own report."""

from datetime import date

import pytest

from plans.content.plan import DeadlineContent, DeadlineKind
from plans.deriving.deadlines import propose_deadlines, superior_words
from plans.deriving.terms import NoteKind
from tests.deriving.papers import TODAY, WARD_UNIT


def propose(*superior, today=TODAY, ends_on=date(2026, 6, 30), holidays=frozenset()):
    return propose_deadlines(superior, WARD_UNIT, ends_on=ends_on, today=today, holidays=holidays)


@pytest.mark.parametrize(
    ("kind", "due", "own"),
    [
        # trước ngày 15/7 (thứ Tư): last day Tuesday 14/7, five working days before it is Tuesday 07/7
        (DeadlineKind.BEFORE, date(2026, 7, 15), date(2026, 7, 8)),
        (DeadlineKind.BY, date(2026, 7, 15), date(2026, 7, 8)),
        # trước ngày 20/7: last day is Sunday 19/7, so the last working day is Friday 17/7 (domain.md §7)
        (DeadlineKind.BEFORE, date(2026, 7, 20), date(2026, 7, 14)),
    ],
)
def test_the_kind_is_kept_and_five_working_days_are_left(kind, due, own):
    (found,) = propose(DeadlineContent(kind=kind, due_on=due)).own

    assert (found.kind, found.due_on) == (kind, own)


def test_holidays_do_not_count():
    (found,) = propose(DeadlineContent(due_on=date(2026, 7, 15)), holidays=frozenset({date(2026, 7, 9)})).own

    assert found.due_on == date(2026, 7, 7)


def test_who_owes_it_to_whom_through_whom():
    (found,) = propose(DeadlineContent(due_on=date(2026, 7, 15))).own

    assert found.owed_by == "Các cơ quan, đơn vị, các trường học, các tổ dân phố"
    assert found.receiver == "Ủy ban nhân dân phường"
    assert found.via == "Phòng Văn hóa - Xã hội"


def test_every_labelled_deadline_gets_its_own():
    half = DeadlineContent(due_on=date(2026, 6, 19), label="6 tháng")
    year = DeadlineContent(due_on=date(2026, 12, 1), label="cả năm")

    assert [one.label for one in propose(half, year).own] == ["6 tháng", "cả năm"]
    assert superior_words((half, year)) == "6 tháng trước ngày 19/6/2026, cả năm trước ngày 01/12/2026"


def test_the_proposal_is_explained():
    (found,) = propose(DeadlineContent(due_on=date(2026, 7, 15))).messages

    assert found == (
        NoteKind.DEADLINE_PROPOSED,
        "Đề xuất hạn nhận báo cáo trước ngày 08/7/2026, 5 ngày làm việc trước hạn nộp lên cấp trên (trước ngày"
        " 15/7/2026); ngày cuối là thứ Ba 07/7/2026.",
    )


@pytest.mark.parametrize("superior", [(), (DeadlineContent(kind=DeadlineKind.UNDATED),)])
def test_no_date_above_means_a_date_to_be_written(superior):
    found = propose(*superior)

    assert [(one.kind, one.due_on) for one in found.own] == [(DeadlineKind.UNDATED, None)]
    assert found.messages == (
        (NoteKind.DEADLINE_CHECK, "Chưa biết hạn nộp báo cáo lên cấp trên; ghi hạn nhận báo cáo của đơn vị mình."),
    )


def test_a_deadline_that_has_passed_or_falls_inside_the_month_is_pointed_out():
    passed = propose(DeadlineContent(due_on=date(2026, 5, 15))).messages[1]
    inside = propose(DeadlineContent(due_on=date(2026, 7, 1))).messages[1]

    assert passed == (NoteKind.DEADLINE_CHECK, "Hạn đề xuất trước ngày 08/5/2026 đã qua; chọn ngày khác.")
    assert inside == (
        NoteKind.DEADLINE_CHECK,
        "Hạn đề xuất trước ngày 24/6/2026 rơi trước ngày kết thúc (30/6/2026); xem lại để kịp lấy số liệu.",
    )


def test_a_date_at_the_beginning_of_time_does_not_break_it():
    assert propose(DeadlineContent(due_on=date(1, 1, 3))).own[0].due_on is None
