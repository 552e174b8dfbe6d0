"""Period, launch and deadlines."""

from dataclasses import replace
from datetime import date

import pytest

from plans.checking import apply_fix
from plans.content.plan import ActivityContent, DeadlineKind, Part
from tests.checking import DEADLINE, GOOD, PARENT_PLAN, found, good, messages, saying


def due(*days, **fields):
    return good(deadlines=tuple(replace(DEADLINE, due_on=day, **fields) for day in days))


def test_period_is_known_and_in_june():
    assert [one[2] for one in messages(good(starts_on=None), "H3")] == [
        "Chưa có thời gian thực hiện; ghi ngày bắt đầu và ngày kết thúc."
    ]
    assert [one[:2] for one in messages(good(starts_on=date(2026, 5, 25)), "H3")] == [("warning", "Thời gian")]
    assert messages(good(starts_on=None, abstract="Công tác trẻ em năm 2026"), "H3") == []


@pytest.mark.parametrize(
    ("day", "count"), [(date(2026, 5, 24), 1), (date(2026, 5, 25), 0), (date(2026, 6, 1), 0), (date(2026, 6, 2), 1)]
)
def test_launch_is_in_the_last_week_of_may_or_on_the_first_of_june(day, count):
    assert len(found(good(launch_from=day, launch_until=day), "H3")) == count


def test_report_deadline_has_a_day_and_a_receiver():
    assert [one[0] for one in messages(good(deadlines=()), "H4")] == ["error"]
    undated = due(None, kind=DeadlineKind.UNDATED)
    assert [one[2] for one in messages(undated, "H4")] == [
        "Hạn báo cáo ghi “theo quy định” nên không đôn đốc được; ghi rõ ngày."
    ]
    nowhere = due(DEADLINE.due_on, receiver="", via="", label="6 tháng")
    assert messages(nowhere, "H4") == [
        ("warning", "Hạn nhận báo cáo", "Hạn báo cáo 6 tháng chưa nói báo cáo gửi về đâu; ghi nơi nhận.")
    ]


def test_report_deadline_is_printed():
    silent = good(items=GOOD.items[:-1])

    assert [one[0] for one in messages(silent, "H4")] == ["warning"]
    assert messages(replace(saying("Báo cáo trước ngày 08/7/2026."), items=GOOD.items), "H4") == []


@pytest.mark.parametrize(("day", "count"), [(date(2026, 7, 1), 1), (date(2026, 7, 2), 1), (date(2026, 7, 3), 0)])
def test_days_are_left_to_count(day, count):
    assert len(found(due(day), "H5")) == count


def test_deadline_of_the_parents_day_is_moved_five_working_days_before():
    content = due(date(2026, 7, 15))
    (finding,) = found(content, "H6", parents=(PARENT_PLAN,))

    assert finding.severity == "error"
    assert finding.message == (
        "Hạn báo cáo trước ngày 15/7/2026 trùng hạn nộp lên cấp trên (trước ngày 15/7/2026), "
        "không đủ ngày để tổng hợp; chọn hạn sớm hơn."
    )
    assert finding.fix.label == "Đổi thành “trước ngày 08/7/2026”"
    assert apply_fix(content, finding.fix) == GOOD
    assert found(GOOD, "H6", parents=(PARENT_PLAN,)) == []


def test_little_room_before_the_parents_day_is_a_warning():
    assert [one[0] for one in messages(due(date(2026, 7, 14)), "H6", parents=(PARENT_PLAN,))] == ["warning"]
    assert [one[0] for one in messages(due(date(2026, 7, 16)), "H6", parents=(PARENT_PLAN,))] == ["error"]


def test_years_rule_counts_without_a_structured_parent():
    assert [one[0] for one in messages(due(date(2026, 7, 20)), "H6", report_last_day=date(2026, 7, 19))] == ["error"]
    assert messages(due(date(2026, 7, 15)), "H6", report_last_day=date(2026, 7, 19)) == []


def test_own_duty_may_fall_on_the_parents_day():
    own = due(date(2026, 7, 15), owed_by="UBND phường Tân Lập")

    assert messages(own, "H6", parents=(PARENT_PLAN,)) == []


def test_deadlines_with_labels_meet_their_like():
    parent = replace(
        PARENT_PLAN,
        deadlines=(
            replace(DEADLINE, due_on=date(2026, 5, 20), label="6 tháng"),
            replace(DEADLINE, due_on=date(2026, 11, 20), label="cả năm"),
        ),
    )

    assert messages(due(date(2026, 11, 10), label="cả năm"), "H6", parents=(parent,)) == []
    assert [one[0] for one in messages(due(date(2026, 5, 20), label="6 tháng"), "H6", parents=(parent,))] == ["error"]


def test_last_day_on_a_weekend_is_moved():
    content = due(date(2026, 7, 20))
    (finding,) = found(content, "H7")

    assert finding.message == (
        "Ngày cuối của hạn trước ngày 20/7/2026 là Chủ nhật, 19/7/2026; "
        "ngày làm việc cuối trước đó là thứ Sáu, 17/7/2026, nên đổi hạn."
    )
    assert finding.fix.label == "Đổi thành “trước ngày 18/7/2026”"


def test_last_day_on_a_holiday_is_moved():
    assert len(found(GOOD, "H7", holidays=frozenset({date(2026, 7, 7)}))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gửi báo cáo trước ngày 08/7/2026.", 0),
        ("Gửi báo cáo chậm nhất ngày 08/7/2026.", 1),
        ("Gửi báo cáo trước ngày 05/7.", 1),
        ("Phường báo cáo tỉnh trước ngày 20/7/2026.", 0),
    ],
)
def test_deadline_in_the_text_is_the_stored_one(text, count):
    assert len(found(saying(text, kind=Part.REPORTING), "H7")) == count


def test_plan_comes_before_what_it_plans():
    assert messages(GOOD, "H8") == []
    late = replace(GOOD, issued_on=date(2026, 6, 5), number=9)
    assert [one[1] for one in messages(late, "H8")] == ["Ngày ban hành", "mục III"]
    early = saying("Họp.", activity=ActivityContent(starts_on=date(2026, 5, 2)))
    assert [one[1] for one in messages(replace(early, issued_on=date(2026, 5, 14), number=9), "H8")] == ["mục III"]
