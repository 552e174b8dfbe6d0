"""Việc của tôi: what waits for the unit, what it drafts, the days that come, the year's campaign."""

from datetime import date

import pytest

from plans.content.plan import DeadlineContent, DeadlineKind, DeadlinePurpose
from plans.models import ReportingRound
from plans.queries.dashboard import dashboard_of, year_campaign
from plans.queries.reading import is_owed_by
from plans.rules.actor import SYSTEM
from plans.services.approving.steps import return_to_drafter
from plans.services.reporting.rounds import except_unit
from tests.factories import (
    TODAY,
    bring_to,
    duty,
    item,
    make_actor,
    make_campaign,
    make_draft,
    make_issued,
    make_slogans,
    make_theme,
    make_unit,
)
from tests.report_rows import make_report

pytestmark = pytest.mark.django_db

CHILD_PLAN = DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, kind=DeadlineKind.BEFORE, due_on=date(2026, 5, 22))
REPORT = DeadlineContent(kind=DeadlineKind.BEFORE, due_on=date(2026, 7, 15), receiver="UBND tỉnh")
DUTIES = (duty("d1", "Tổ chức Lễ phát động"), duty("d2", "Mở lớp dạy bơi"), item("d3", "Sở Y tế tổng hợp"))


@pytest.fixture
def province():
    return make_unit("tỉnh Thái Nguyên", level="province")


@pytest.fixture
def ward(province):
    return make_unit("phường Đức Xuân", under=province)


@pytest.fixture
def hoa(ward):
    return make_actor(ward, "drafter")


def parent_plan(province, **more):
    return make_issued(province, items=DUTIES, deadlines=(CHILD_PLAN, REPORT), **more)


def test_dashboard_shows_the_parent_plan_that_gives_us_work_and_has_no_answer(hoa, province):
    plan = parent_plan(province, launch_from=date(2026, 5, 21), launch_until=date(2026, 6, 1))

    (call,) = dashboard_of(hoa, TODAY).waiting

    assert (call.plan, call.duties, call.launch, call.last_day) == (plan, 2, "21/5 – 01/6", date(2026, 5, 21))
    assert (call.issuer_noun, call.own_noun, call.derive.allowed) == ("tỉnh", "phường", True)


def test_dashboard_leaves_out_a_parent_plan_that_asks_nothing_of_our_level(hoa, province):
    make_issued(province, items=(duty("d1", "Chỉ đạo bệnh viện", level="department"),))

    assert dashboard_of(hoa, TODAY).waiting == ()


def test_dashboard_leaves_out_a_parent_plan_that_has_our_answer(hoa, ward, province):
    plan = parent_plan(province)
    make_draft(ward, parent=plan)

    board = dashboard_of(hoa, TODAY)

    assert board.waiting == ()
    assert [(one.last_day, one.parent) for one in board.drafts] == [
        (date(2026, 5, 21), f"Kế hoạch số {plan.document_number} ngày 28/4/2026")
    ]


def test_dashboard_is_not_answered_by_another_units_draft(hoa, province):
    plan = parent_plan(province)
    make_draft(make_unit("xã Chợ Mới", under=province), "Kế hoạch riêng của xã Chợ Mới", parent=plan)

    board = dashboard_of(hoa, TODAY)

    assert [call.plan for call in board.waiting] == [plan]
    assert board.drafts == ()


def test_dashboard_leaves_out_a_drafted_parent_plan_and_an_old_one(hoa, province):
    make_draft(province, items=DUTIES)
    parent_plan(province, year=2024)

    assert dashboard_of(hoa, TODAY).waiting == ()


def test_dashboard_tells_a_leader_why_the_plan_is_not_his_to_start(ward, province):
    parent_plan(province)
    binh = make_actor(ward, "approver")

    board = dashboard_of(binh, TODAY)

    assert [call.derive.allowed for call in board.waiting] == [False]
    assert "Chỉ người soạn thảo" in board.waiting[0].derive.reason
    assert (board.todo, board.nearest) == (0, None)


def test_dashboard_counts_the_work_and_names_the_nearest_day(hoa, ward, province):
    parent_plan(province)
    make_draft(ward, "Tổ chức Diễn đàn trẻ em")

    board = dashboard_of(hoa, TODAY)

    assert (board.todo, board.nearest) == (2, date(2026, 5, 21))


def test_dashboard_lists_coming_days_once_and_in_order(hoa, ward, province):
    answered = parent_plan(province, abstract="Kế hoạch một")
    make_draft(ward, "Triển khai Tháng hành động", parent=answered, launch_from=date(2026, 5, 31))
    make_issued(ward, deadlines=(DeadlineContent(due_on=date(2026, 5, 1)), DeadlineContent(due_on=date(2026, 7, 1))))

    days = [(one.day, one.what) for one in dashboard_of(hoa, TODAY).days]

    assert days == [
        (date(2026, 5, 21), "Ban hành kế hoạch triển khai Tháng hành động"),
        (date(2026, 5, 31), "Lễ phát động Tháng hành động vì trẻ em"),
        (date(2026, 6, 30), "Nhận báo cáo"),
        (date(2026, 7, 14), "Gửi báo cáo kết quả về UBND tỉnh"),
    ]


def test_a_report_that_is_a_round_has_the_day_the_unit_has_and_goes_when_it_is_filed(hoa, ward, province):
    answered = parent_plan(province, campaign=make_campaign())
    make_draft(ward, "Triển khai Tháng hành động", parent=answered)
    round_ = ReportingRound.objects.get(plan=answered)

    def report_days():
        return [(one.day, one.what) for one in dashboard_of(hoa, TODAY).days if "báo cáo kết quả" in one.what]

    assert report_days() == [(date(2026, 7, 14), "Gửi báo cáo kết quả về UBND tỉnh Thái Nguyên")]
    except_unit(round_, ward, actor=SYSTEM, extended_to=date(2026, 7, 20), reason="Sáp nhập")
    assert [day for day, _ in report_days()] == [date(2026, 7, 20)]
    make_report(round_, ward, status="filed")
    assert report_days() == []


def test_dashboard_of_somebody_without_a_unit_says_so():
    board = dashboard_of(make_actor(), TODAY)

    assert (board.unit, board.waiting, board.drafts) == (None, (), ())


@pytest.mark.parametrize("count", [1, 3])
def test_dashboard_asks_as_often_for_three_of_everything_as_for_one(
    hoa, ward, province, count, django_assert_num_queries
):
    campaign = make_campaign()
    make_theme(campaign)
    for _ in range(count):
        parent_plan(province)
        make_draft(ward, parent=parent_plan(province))
        make_issued(ward)

    with django_assert_num_queries(14):
        board = dashboard_of(hoa, TODAY)

    assert (len(board.waiting), len(board.drafts), len(board.issued)) == (count, count, count)


def test_dashboard_does_not_read_the_bytes_of_any_pdf(hoa, ward, province, django_assert_max_num_queries):
    parent_plan(province, pdf=b"SECRET" * 10)

    with django_assert_max_num_queries(15) as asked:
        dashboard_of(hoa, TODAY)

    assert [query["sql"] for query in asked.captured_queries if '"pdf"' in query["sql"]] == []


def test_year_campaign_says_that_a_theme_is_unknown():
    make_campaign()

    assert (year_campaign(2026).theme, year_campaign(2026).slogans) == ("", 0)
    assert year_campaign(2027).campaign is None


def test_year_campaign_prefers_the_official_theme():
    campaign = make_campaign()
    make_slogans(campaign, "Lắng nghe trẻ em", "Mùa hè an toàn")
    make_theme(campaign, "Một ví dụ", is_official=False)

    example = year_campaign(2026)
    make_theme(campaign, "Chủ đề thật")
    official = year_campaign(2026)

    assert (example.theme, example.is_official, example.slogans) == ("Một ví dụ", False, 2)
    assert (official.theme, official.is_official) == ("Chủ đề thật", True)


@pytest.mark.parametrize(
    ("owed_by", "level", "noun", "owes"),
    [
        ("", "department", "sở", True),
        ("Ủy ban nhân dân các xã, phường", "commune", "phường", True),
        ("Uỷ ban nhân dân các xã, phường", "commune", "đặc khu", True),
        ("Ủy ban nhân dân các xã, phường", "department", "sở", False),
        ("Các sở, ban, ngành, Ủy ban nhân dân các xã, phường", "department", "sở", True),
        ("Các sở, ban, ngành", "commune", "xã", False),
    ],
)
def test_deadline_is_owed_by_the_levels_it_names(owed_by, level, noun, owes):
    unit = make_unit("đơn vị Thử", level=level, noun=noun)

    assert is_owed_by(DeadlineContent(owed_by=owed_by), unit) is owes


def test_dashboard_does_not_hold_a_department_to_the_communes_deadline(province):
    only_communes = DeadlineContent(
        purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 5, 22), owed_by="Ủy ban nhân dân các xã, phường"
    )
    make_issued(province, items=(duty("d1", "Chỉ đạo bệnh viện", level="department"),), deadlines=(only_communes,))
    department = make_unit("Sở Y tế", level="department", under=province, noun="sở")

    (call,) = dashboard_of(make_actor(department, "drafter"), TODAY).waiting

    assert (call.child_plan, call.last_day) == (None, None)


def test_dashboard_keeps_the_days_of_a_plan_that_is_on_its_way(hoa, ward, province):
    bring_to(make_draft(ward, parent=parent_plan(province)), "sign")
    board = dashboard_of(hoa, TODAY)

    assert (board.drafts, [one.step for one in board.under_way]) == ((), ["Ký"])
    assert [one.day for one in board.days if one.what.startswith("Ban hành kế hoạch")] == [date(2026, 5, 21)]


def test_dashboard_counts_what_waits_on_the_way(ward):
    bring_to(make_draft(ward), "sign")
    board = dashboard_of(make_actor(ward, "approver"), TODAY)

    assert ([one.route for one in board.duties], board.todo, board.nearest) == (["plan-sign"], 1, None)


def test_dashboard_shows_why_a_draft_came_back(hoa, ward):
    plan = bring_to(make_draft(ward), "sign")
    return_to_drafter(plan, actor=hoa, reason="Thiếu số tiền.")

    assert [one.returned.said for one in dashboard_of(hoa, TODAY).drafts] == ["Thiếu số tiền."]
