"""The grid of a round: how each unit stands with its plan and its report, in numbers, by day, and whom to urge."""

from datetime import UTC, date, datetime, timedelta

import pytest

from plans.content.plan import DeadlineContent, DeadlinePurpose
from plans.models import (
    IssuingUnit,
    Membership,
    Plan,
    PlanLink,
    Reminder,
    Report,
    ReportReturn,
    ReportVersion,
    RoundUnit,
)
from plans.queries.reporting.follow.grid import (
    Order,
    ReportStanding,
    Tab,
    Wanted,
    filed_by_day,
    grid,
    rounds_followed_by,
    unit_name,
)
from plans.queries.reporting.follow.plans import PlanStanding, plans_below
from plans.queries.reporting.follow.urging import to_urge
from plans.queries.reporting.owed import counts
from plans.rules.actor import SYSTEM
from plans.rules.reports import may_follow
from tests.factories import (
    make_actor,
    make_copy,
    make_draft,
    make_issued,
    make_membership,
    make_unit,
    make_user,
    set_status,
)
from tests.report_rows import NOW, make_report, make_report_version, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

CHILD = DeadlineContent(
    purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 5, 22), owed_by="Ủy ban nhân dân các xã, phường"
)
AFTER = datetime(2026, 7, 17, 2, 0, tzinfo=UTC)


@pytest.fixture
def plan(province):
    return make_issued(province, deadlines=(CHILD,))


@pytest.fixture
def round_(province, department, ward, other_commune, plan):
    return make_round(province, plan=plan)


def row_of(shown, unit):
    return next(one for one in shown.rows if one.owed.unit == unit)


def file(round_, unit, *, status="filed", nothing=False, at=NOW):
    report = make_report(round_, unit, status=status)
    Report.objects.filter(pk=report.pk).update(is_nothing=nothing, first_filed_at=at, filed_at=at)
    ReportVersion.objects.filter(report=report).update(is_nothing=nothing, filed_at=at)
    return report


def except_(round_, unit, **more):
    values = {"reason": "lũ", "decided_at": NOW, "decided_by_name": "Trần Thị Lan"}
    return RoundUnit.objects.create(round=round_, unit=unit, **(values | more))


def remind(round_, unit, at=NOW):
    return Reminder.objects.create(round=round_, unit=unit, offset=None, sent_at=at)


# --- whose round may be followed --------------------------------------------------------------------------------------


def test_rounds_are_followed_from_the_receiver_and_above_never_by_who_only_owes(
    province, department, ward, other_commune, round_
):
    school = make_unit("trường 1", level="school", under=ward)
    of_ward = make_round(ward, form=round_.form)
    elsewhere = make_round(make_unit("tỉnh Khác", level="province"), form=round_.form)
    except_(of_ward, other_commune)  # owes although it stands elsewhere
    found = {}
    for unit in (province, department, ward, other_commune, school):
        unit.refresh_from_db()
        actor = make_actor(unit, "supervisor", user=make_user("Ai"))
        found[unit] = set(rounds_followed_by(actor))
        assert found[unit] == {one for one in (round_, of_ward, elsewhere) if may_follow(actor, one)}

    assert found == {
        province: {round_, of_ward},
        department: {round_, of_ward},
        ward: {of_ward},
        other_commune: set(),
        school: set(),
    }
    assert set(rounds_followed_by(SYSTEM)) == {round_, of_ward, elsewhere}
    assert not rounds_followed_by(make_actor(user=make_user("Quản Trị", is_superuser=True))).exists()


# --- plans ------------------------------------------------------------------------------------------------------------


def plan_of(round_, unit, today=date(2026, 5, 13)):
    return plans_below(round_, [unit], today)[unit.pk]


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("draft", PlanStanding.DRAFTING),
        ("sent_back", PlanStanding.DRAFTING),
        ("submitted", PlanStanding.ON_ITS_WAY),
        ("approved", PlanStanding.ON_ITS_WAY),
        ("withdrawn", PlanStanding.NONE),
    ],
)
def test_a_plan_stands_as_far_as_it_has_come_and_nobody_reads_its_draft(round_, ward, status, standing):
    set_status(make_draft(ward), status)

    found = plan_of(round_, ward)

    assert (found.standing, found.plan_id, found.is_overdue) == (standing, None, False)


def test_an_issued_plan_can_be_opened(round_, ward):
    plan = make_issued(ward)
    make_draft(ward, "Sửa đổi, bổ sung kế hoạch")

    assert (plan_of(round_, ward).standing, plan_of(round_, ward).plan_id) == (PlanStanding.ISSUED, plan.pk)


def test_only_the_years_own_plan_counts(round_, ward, department):
    make_issued(ward, year=2025)
    make_issued(ward, document_type="", symbol="UBND")
    make_issued(ward, document_type="BÁO CÁO", symbol="BC-UBND")
    make_copy(ward, by=department)
    Plan.objects.filter(pk=make_draft(ward).pk).update(removed_at=NOW)
    amending = make_draft(ward, "Sửa đổi")
    PlanLink.objects.create(newer=amending, older=make_issued(department), kind="amends", created_at=NOW)

    assert plan_of(round_, ward).standing == PlanStanding.NONE


@pytest.mark.parametrize(("day", "is_overdue"), [(21, False), (22, True)])
def test_a_plan_is_overdue_from_the_day_after_the_last_one(round_, ward, day, is_overdue):
    assert plan_of(round_, ward, date(2026, 5, day)).is_overdue is is_overdue


def test_whom_the_parents_deadline_does_not_name_is_not_asked_for_a_plan(round_, province):
    other = make_unit(
        "tỉnh Thái Nguyên", level="department", under=province, short_name="Sở Nội vụ", noun="sở", place=""
    )
    assert plan_of(round_, other, date(2026, 6, 1)).standing == PlanStanding.NOT_ASKED
    assert not plan_of(round_, other).is_counted
    make_draft(other)

    assert (plan_of(round_, other).standing, plan_of(round_, other).is_overdue) == (PlanStanding.DRAFTING, False)


def test_without_a_deadline_for_plans_nobody_is_asked(province, ward):
    round_ = make_round(province)

    shown = grid(round_, Wanted())

    assert (shown.plans.asked, row_of(shown, ward).plan.standing) == (0, PlanStanding.NOT_ASKED)


# --- rows -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "nothing", "standing"),
    [
        ("drafting", False, ReportStanding.BEGUN),
        ("filed", False, ReportStanding.WAITING),
        ("filed", True, ReportStanding.WAITING),
        ("returned", False, ReportStanding.RETURNED),
        ("accepted", False, ReportStanding.ACCEPTED),
        ("accepted", True, ReportStanding.NOTHING),
    ],
)
def test_how_far_a_report_is(round_, ward, other_commune, status, nothing, standing):
    file(round_, ward, status=status, nothing=nothing)

    shown = grid(round_, Wanted(), NOW)

    assert (row_of(shown, ward).report, row_of(shown, other_commune).report) == (standing, ReportStanding.EMPTY)


def notes(round_, unit, now=NOW):
    return row_of(grid(round_, Wanted(), now), unit).notes


def test_under_the_name_stands_what_the_cells_do_not_say(round_, province, ward, other_commune):
    make_issued(ward)
    make_draft(other_commune)
    assert (notes(round_, ward), notes(round_, other_commune)) == ((), ("đang soạn kế hoạch",))

    remind(round_, ward, datetime(2026, 7, 8, 2, 0, tzinfo=UTC))
    remind(round_, ward, datetime(2026, 7, 1, 2, 0, tzinfo=UTC))
    except_(round_, ward, extended_to=date(2026, 7, 20))
    assert notes(round_, ward) == ("gia hạn đến 20/7", "nhắc 08/7")

    late = make_unit("xã Muộn", under=province)
    make_issued(late)
    file(round_, late, at=AFTER)
    assert notes(round_, late) == ("nộp muộn 17/7",)


def test_a_report_past_its_last_day_says_how_far_it_is(round_, ward, other_commune):
    for unit in (ward, other_commune):
        make_issued(unit)
    make_report(round_, other_commune)

    shown = grid(round_, Wanted(), AFTER)

    assert [(row_of(shown, one).is_overdue, row_of(shown, one).notes) for one in (ward, other_commune)] == [
        (True, ("chưa làm báo cáo",)),
        (True, ("đang làm báo cáo",)),
    ]


def test_a_returned_report_tells_the_day_and_a_mended_one_when_it_came_again(round_, ward):
    make_issued(ward)
    report = file(round_, ward, status="returned")
    version = report.version
    ReportReturn.objects.create(
        report=report, version=version, reason="thiếu", returned_at=datetime(2026, 7, 9, 3, tzinfo=UTC)
    )
    assert notes(round_, ward) == ("trả 09/7",)

    again = make_report_version(report, 2)
    ReportVersion.objects.filter(pk=again.pk).update(filed_at=datetime(2026, 7, 10, 3, tzinfo=UTC))
    Report.objects.filter(pk=report.pk).update(status="filed", version=again)
    assert notes(round_, ward) == ("gửi lại 10/7",)
    ReportVersion.objects.filter(pk=again.pk).update(kind="supplement", is_nothing=True)
    assert notes(round_, ward) == ("bổ sung 10/7", "không phát sinh")


def test_names_are_short_in_a_column(province, ward, department):
    assert [unit_name(one) for one in (ward, department)] == ["Phường Đức Xuân", "Sở Y tế"]


# --- the whole --------------------------------------------------------------------------------------------------------


@pytest.fixture
def many(round_, province, ward, other_commune):
    """Ward accepted on time, Chợ Mới nothing; beside them waiting, returned, begun, silent."""
    found = {"ward": ward, "nothing": other_commune}
    file(round_, ward, status="accepted", at=datetime(2026, 7, 3, 2, tzinfo=UTC))
    file(round_, other_commune, status="accepted", nothing=True, at=datetime(2026, 7, 3, 9, tzinfo=UTC))
    for name in ("xã Ấp", "xã An", "xã Đá", "xã Ba"):
        found[name] = make_unit(name, under=province)
    file(round_, found["xã Ấp"])
    file(round_, found["xã An"], status="returned")
    make_report(round_, found["xã Đá"])
    for unit in found.values():
        make_issued(unit)
    return found


def test_tabs_add_up_to_everything_and_numbers_to_what_is_expected(round_, many):
    shown = grid(round_, Wanted(), NOW)

    assert shown.tabs == ((Tab.ALL, 6), (Tab.MISSING, 2), (Tab.WAITING, 1), (Tab.RETURNED, 1), (Tab.DONE, 2))
    assert shown.counts == counts(round_, NOW)
    assert sum(shown.by_standing.values()) == shown.counts.expected == 6
    assert (shown.plans.asked, shown.plans.issued, shown.plans.overdue, shown.plans.open) == (6, 6, 0, 0)


@pytest.mark.parametrize(
    ("tab", "names"),
    [
        (Tab.MISSING, ["Xã Ba", "Xã Đá"]),
        (Tab.WAITING, ["Xã Ấp"]),
        (Tab.RETURNED, ["Xã An"]),
        (Tab.DONE, ["Phường Đức Xuân", "Xã Chợ Mới"]),
    ],
)
def test_a_tab_shows_its_units_and_leaves_the_numbers_of_the_round(round_, many, tab, names):
    shown = grid(round_, Wanted(tab=tab), NOW)

    assert [one.name for one in shown.rows] == names
    assert shown.counts.expected == 6


def test_what_needs_doing_comes_first_or_names_or_the_tree(round_, many):
    def order(by):
        return [one.name for one in grid(round_, Wanted(order=by), NOW).rows]

    assert order(Order.WORK) == ["Xã Ba", "Xã Đá", "Xã Ấp", "Xã An", "Phường Đức Xuân", "Xã Chợ Mới"]
    assert order(Order.NAME) == ["Xã An", "Xã Ấp", "Xã Ba", "Xã Chợ Mới", "Xã Đá", "Phường Đức Xuân"]
    assert order(Order.TREE) == ["Phường Đức Xuân", "Xã Chợ Mới", "Xã Ấp", "Xã An", "Xã Đá", "Xã Ba"]


def test_who_is_overdue_with_its_plan_too_comes_before_everybody(round_, many):
    Plan.objects.filter(issuing_unit=many["xã Đá"]).update(status="withdrawn")

    assert grid(round_, Wanted(), NOW).rows[0].name == "Xã Đá"
    assert grid(round_, Wanted(), NOW).plans.overdue == 1


@pytest.mark.parametrize("words", ["đức xuân", "duc xuan", "PHƯỜNG đức"])
def test_names_are_found_with_and_without_marks(round_, many, words):
    shown = grid(round_, Wanted(words=words), NOW)

    assert [one.name for one in shown.rows] == ["Phường Đức Xuân"]
    assert shown.tabs[0] == (Tab.ALL, 1)


def test_levels_narrow_the_grid(round_, province, many):
    make_unit("tỉnh Thái Nguyên", level="department", under=province, short_name="Sở Nội vụ", noun="sở", place="")
    round_.levels = ["commune", "department"]

    assert [one.code for one in grid(round_, Wanted(), NOW).levels] == ["department", "commune"]
    assert [one.name for one in grid(round_, Wanted(level="department"), NOW).rows] == ["Sở Nội vụ"]


def test_days_count_who_filed_for_the_first_time_in_vietnam(round_, many, province):
    night = make_unit("xã Đêm", under=province)
    file(round_, night, at=datetime(2026, 7, 3, 17, 30, tzinfo=UTC))  # 00:30 on the fourth in Vietnam

    assert filed_by_day(round_) == (
        (date(2026, 7, 3), 2),
        (date(2026, 7, 4), 3),
        (date(2026, 7, 9), 5),
    )


def test_exactly_those_who_have_not_filed_are_to_be_urged(round_, many):
    shown = grid(round_, Wanted(), NOW)

    assert {one.owed.unit for one in shown.to_urge} == {many["xã Ba"], many["xã Đá"]}


def test_forty_communes_cost_no_more_queries_than_two(django_assert_num_queries, round_, province, ward, other_commune):
    with django_assert_num_queries(7):
        grid(round_, Wanted(), NOW)
    level = ward.level
    for number in range(38):
        province.refresh_from_db()
        values = {"code": f"X{number}", "name": f"UBND xã {number}", "short_name": f"UBND xã {number}"}
        IssuingUnit.objects.add_child(province, instance=IssuingUnit(level=level, territory=f"xã {number}", **values))
    for unit in IssuingUnit.objects.filter(code__in=["X1", "X2", "X3"]):
        remind(round_, unit)
        file(round_, unit, status="returned")

    with django_assert_num_queries(7):
        assert len(grid(round_, Wanted(), NOW).rows) == 40


# --- whom to urge -----------------------------------------------------------------------------------------------------


def test_without_a_choice_all_that_have_not_filed_are_urged(round_, many):
    found = to_urge(round_, now=NOW)

    assert ({one.unit for one in found.due}, found.overdue, found.returned, found.left_out) == (
        {many["xã Ba"], many["xã Đá"]},
        (),
        (),
        (),
    )


def test_of_a_choice_those_who_have_filed_are_left_out_by_name(round_, many):
    found = to_urge(round_, [one.pk for one in many.values()], now=AFTER)

    assert {one.unit for one in found.overdue} == {many["xã Ba"], many["xã Đá"]}
    assert {one.unit for one in found.returned} == {many["xã An"]}
    assert set(found.left_out) == {many["ward"], many["nothing"], many["xã Ấp"]}
    assert not to_urge(round_, [], now=NOW).every


def test_a_unit_that_owes_nothing_in_the_round_is_no_choice(round_, many):
    stranger = make_unit("xã Xa", under=make_unit("tỉnh Khác", level="province"))

    assert to_urge(round_, [stranger.pk], now=NOW).every == ()


def test_a_reminder_reaches_those_who_draft_there_today(round_, many):
    unit = many["xã Ba"]
    drafter, left, off = make_user("Mã Văn Ba"), make_user("Đã nghỉ"), make_user("Đã khóa", is_active=False)
    make_membership(drafter, unit)
    make_membership(left, unit, valid_until=date(2026, 7, 1))
    make_membership(off, unit)
    make_membership(make_user("Lãnh đạo"), unit, "approver")
    remind(round_, unit, NOW - timedelta(hours=23))
    remind(round_, many["xã Đá"], NOW - timedelta(hours=25))

    found = {one.unit: (one.drafters, one.rests) for one in to_urge(round_, now=NOW).every}

    assert found == {unit: ((drafter,), True), many["xã Đá"]: ((), False)}
    assert Membership.objects.filter(unit=unit).count() == 4
