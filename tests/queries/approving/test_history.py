"""The history in words: by day, latest first, a run of the same deed told once."""

from datetime import UTC, datetime, timedelta

from plans.models import AuditEntry
from plans.queries.approving.history import days_of, entries_readable
from tests.factories import make_actor, make_draft, make_unit

#: Five in the morning of 14 May in Vietnam is still the 13th in the world's time.
MORNING = datetime(2026, 5, 13, 22, 0, tzinfo=UTC)


def entry(minutes, event, who="Nguyễn Thị Hoa", **more):
    return AuditEntry(event=event, at=MORNING - timedelta(minutes=minutes), actor_name=who, **more)


def told(entries, *, is_inside=True):
    return [
        (f"{day.day:%d/%m}", [(one.who, one.what, one.said, one.hours, one.times) for one in day.deeds])
        for day in days_of(entries, is_inside=is_inside)
    ]


def test_the_day_is_vietnams_and_a_run_has_its_hours_and_number():
    entries = [entry(0, "item.saved"), entry(10, "item.saved"), entry(20, "item.moved"), entry(24 * 60, "plan.started")]

    assert told(entries) == [
        ("14/05", [
            ("Nguyễn Thị Hoa", "Sửa đoạn", "", "04:50–05:00", 2),
            ("Nguyễn Thị Hoa", "Chuyển chỗ đoạn", "", "04:40", 1),
        ]),
        ("13/05", [("Nguyễn Thị Hoa", "Bắt đầu dự thảo", "", "05:00", 1)]),
    ]  # fmt: skip


def test_another_person_or_something_said_begins_anew():
    entries = [
        entry(0, "item.saved"), entry(1, "item.saved", "Triệu Thị Hạnh"),
        entry(2, "item.dropped", after="không có"), entry(3, "item.dropped", after="trùng"),
        entry(4, "plan.restored", after={"version": 2, "kept": 5}),
        entry(5, "remark.closed", after=["declined", "Đã đủ ý"]),
    ]  # fmt: skip

    ((_, deeds),) = told(entries)

    assert [(who, said) for who, _, said, _, _ in deeds] == [
        ("Nguyễn Thị Hoa", ""), ("Triệu Thị Hạnh", ""), ("Nguyễn Thị Hoa", "không có"), ("Nguyễn Thị Hoa", "trùng"),
        ("Nguyễn Thị Hoa", "bản 2; bản đang soạn được giữ thành bản 5"), ("Nguyễn Thị Hoa", "Đã đủ ý"),
    ]  # fmt: skip


def test_outside_the_unit_its_name_stands_for_its_people(db):
    unit = make_unit("phường Đức Xuân")
    plan = make_draft(unit)

    ((_, deeds),) = told([entry(0, "plan.issued", unit=unit, plan=plan)], is_inside=False)

    assert [one[0] for one in deeds] == ["UBND phường Đức Xuân"]


def test_what_units_below_report_is_no_part_of_the_plans_history(db):
    unit = make_unit("phường Đức Xuân")
    plan = make_draft(unit)
    for event in ("plan.issued", "report.supplemented", "evidence.added", "reports.reminded"):
        entry(0, event, unit=unit, plan=plan).save()

    seen = entries_readable(make_actor(unit, "leader"), plan).values_list("event", flat=True)

    assert set(seen) == {"plan.issued", "reports.reminded"}
