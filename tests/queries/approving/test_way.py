"""Where a plan is, who has it, what was said, what comes next."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans import clock
from plans.content.plan import DeadlineContent, DeadlinePurpose
from plans.enums import StepKind
from plans.models import Opinion, Plan, PlanReading, PlanStep, PlanVersion, Remark, User
from plans.queries.approving.lines import OpinionLine
from plans.queries.approving.people import held_for
from plans.queries.approving.routes import limit_on
from plans.queries.approving.way import way_page
from plans.queries.plans import plans_visible_to
from plans.services.approving.passing import pass_step, send_back
from plans.services.approving.steps import Stop, finish_step, insert_after_current, locked
from plans.services.approving.submitting import pull_back
from tests.factories import bring_to, make_draft, make_holding, make_issued, make_opinion, make_post, set_status
from tests.services.approving.walking import choose_route, fresh, signed_draft, step, submitted

REASON = "Mục IV chưa ghi số tiền từ ngân sách phường."


@pytest.fixture
def plan(ward, hoa, hanh, tu):
    people = {"content_check": User.objects.get(pk=hanh.user_id), "form_check": User.objects.get(pk=tu.user_id)}
    choose_route(ward, "content_check", "form_check", "seal", people=people)
    return signed_draft(ward, actor=hoa, recipients=("UBND tỉnh", "Sở Y tế"))


def page(actor, plan):
    return way_page(actor, plans_visible_to(actor).get(pk=plan.pk))


def lines(shown):
    return [(one.number, one.label, one.state, one.who) for one in shown.lines]


def test_a_draft_shows_the_way_it_would_go(plan, hoa):
    shown = page(hoa, plan)

    assert lines(shown) == [
        (1, "Soạn thảo", "now", "Nguyễn Thị Hoa, Soạn thảo"),
        (2, "Kiểm tra nội dung", "next", "Triệu Thị Hạnh, Kiểm tra"),
        (3, "Kiểm tra thể thức", "next", "Nông Văn Tú, Kiểm tra"),
        (4, "Ký", "next", "Nông Thị Thu Hiền, Chủ tịch UBND phường Đức Xuân"),
        (5, "Cấp số và ngày", "next", "Chưa ai có vai trò văn thư"),
        (6, "Ký số của cơ quan, đóng dấu", "next", "Chưa ai có vai trò văn thư"),
        (7, "Ban hành, gửi 2 nơi nhận", "next", "Chưa ai có vai trò văn thư"),
    ]
    assert (shown.place, shown.holder.name, shown.holder.mine) == (
        "bước 1 trong 7", "Nguyễn Thị Hoa", "Đang chờ mình làm.",
    )  # fmt: skip
    assert (shown.submit.allowed, shown.act, shown.rounds, shown.versions) == (True, None, (), ())


def test_it_says_whose_it_is_what_must_be_done_and_what_follows(plan, hoa, hanh, tu):
    plan = submitted(plan, hoa)
    pass_step(plan, step(plan), actor=hanh, said="Đủ ý")
    shown = page(tu, plan)

    assert [(one.state, one.said, one.agreed) for one in shown.lines[:4]] == [
        ("done", "", False), ("done", "Đủ ý", True), ("now", "", False), ("next", "", False),
    ]  # fmt: skip
    assert shown.lines[3].after == "ngay sau khi kiểm tra thể thức"
    holder = shown.holder
    assert (holder.name, holder.post, holder.is_me, holder.mine) == (
        "Nông Văn Tú", "Kiểm tra", True, "Đang chờ mình làm.",
    )  # fmt: skip
    assert (holder.todo, holder.following) == (
        "Xem thể thức rồi đồng ý, hoặc trả lại kèm lý do", "Nông Thị Thu Hiền ký",
    )  # fmt: skip
    assert (shown.act.route, shown.act.decision.allowed, shown.frozen.number) == ("plan-pass", True, 1)
    others = page(hanh, plan)
    assert (others.holder.mine, others.act.decision.allowed) == ("Chưa phải làm gì.", False)
    assert others.act.decision.reason == "Bước kiểm tra này giao cho người khác."


def test_once_returned_is_one_line_with_what_came_after(plan, hoa, hanh):
    plan = submitted(plan, hoa)
    send_back(plan, step(plan), actor=hanh, reason=REASON)
    back = page(hoa, fresh(plan))
    assert (back.returned.said, back.place, back.lines[1].returns[0].again_at) == (REASON, "bước 1 trong 7", None)

    shown = page(hoa, submitted(fresh(plan), hoa))
    (returned,) = shown.lines[1].returns
    assert (returned.said, returned.by, returned.version) == (REASON, "Triệu Thị Hạnh", 2)
    assert returned.again_at == shown.plan.steps.get(round=2, position=1).started_at
    assert [(one.number, one.end.state) for one in shown.rounds] == [(1, "returned")]
    assert (shown.returned, [one.number for one in shown.versions]) == (None, [2, 1])


def test_a_return_is_told_at_the_first_of_two_checks_of_a_kind(plan, hoa, hanh):
    plan = submitted(plan, hoa)
    send_back(plan, step(plan), actor=hanh, reason=REASON)
    plan = submitted(fresh(plan), hoa)
    insert_after_current(plan, [Stop(kind=StepKind.CONTENT_CHECK)])

    checks = [one for one in page(hoa, plan).lines if one.label == "Kiểm tra nội dung"]

    assert [[back.said for back in one.returns] for one in checks] == [[REASON], []]


@pytest.mark.parametrize(
    ("source", "within"),
    [
        ("Điện thoại của bà Hà, Chủ tịch Hội", "điện thoại của bà Hà, Chủ tịch Hội"),
        ("Công văn số 15/CAP", "công văn số 15/CAP"),
        ("Zalo", "zalo"),
        ("UBND xã Chợ Mới", "UBND xã Chợ Mới"),
        ("Nông Thị Hà", "Nông Thị Hà"),
        ("", ""),
    ],
)
def test_where_an_opinion_came_from_reads_within_its_sentence(source, within):
    assert OpinionLine(opinion=Opinion(source=source), is_silent=False).source == within


def test_a_plan_taken_back_is_a_draft_whose_round_is_folded(plan, hoa):
    plan = submitted(plan, hoa)
    pull_back(plan, step(plan), actor=hoa)
    shown = page(hoa, fresh(plan))

    assert (shown.lines[0].state, [(one.number, one.end.state) for one in shown.rounds]) == ("now", [(1, "left")])


def test_opinions_stand_under_their_step_and_silence_is_computed(plan, hoa, khach, other_commune):
    plan = bring_to(plan, "consult", way=("consult", "sign", "number", "issue"), actor=hoa)
    make_opinion(plan, name="Công an phường", stance="agrees", given_at=clock.now())
    make_opinion(plan, unit=other_commune)
    PlanStep.objects.filter(pk=step(plan)).update(due_at=clock.now() + timedelta(hours=1))

    line = page(hoa, plan).lines[1]
    assert [(one.opinion.name, one.is_silent, one.look) for one in line.opinions] == [
        ("Công an phường", False, ("check", "ok")), ("UBND xã Chợ Mới", False, ("clock", "warn-ink")),
    ]  # fmt: skip
    asked = page(khach, plan)
    assert ([one.name for one in asked.my_opinions], asked.holder.mine) == (["UBND xã Chợ Mới"], "Cho ý kiến.")
    assert (asked.is_drafter, asked.edit.allowed) == (False, False)

    PlanStep.objects.filter(pk=step(plan)).update(due_at=clock.now())
    assert [one.is_silent for one in page(hoa, plan).lines[1].opinions] == [False, True]


def test_who_had_not_answered_when_the_asking_ended_early_is_not_called_silent(plan, hoa):
    plan = bring_to(plan, "consult", way=("consult", "sign", "number", "issue"), actor=hoa)
    make_opinion(plan)
    PlanStep.objects.filter(pk=step(plan)).update(due_at=clock.now() + timedelta(days=2))
    finish_step(locked(plan), actor=hoa, said="Gấp")

    assert [(one.state, [opinion.is_silent for opinion in one.opinions]) for one in page(hoa, plan).lines[1:3]] == [
        ("done", [False]), ("now", []),
    ]  # fmt: skip


def test_a_deputy_signs_for_the_head(plan, ward, hoa, binh):
    deputy = make_holding(make_post(ward, "Phó Chủ tịch"), "Hoàng Văn Bình", user_id=binh.user_id)
    Plan.objects.filter(pk=plan.pk).update(signatory=deputy, capacity="for_superior")
    plan = bring_to(fresh(plan), "sign", people={"sign": User.objects.get(pk=binh.user_id)}, actor=hoa)
    PlanReading.objects.create(
        plan=plan, user_id=binh.user_id, first_seen_at=clock.now(), seen_at=clock.now() + timedelta(seconds=5)
    )
    shown = page(hoa, plan)

    assert shown.lines[1].who == "Hoàng Văn Bình, Phó Chủ tịch UBND phường Đức Xuân (ký thay Chủ tịch)"
    assert shown.lines[1].seen_at is not None
    assert (shown.remind.allowed, shown.pull_back.allowed, shown.send_back.allowed) == (True, True, False)


def test_a_way_that_is_over_is_told_to_whoever_received_the_plan(plan, hoa, lan, province):
    plan = bring_to(plan, "issue", actor=hoa)
    plan.steps.filter(state="current").update(state="done", done_at=clock.now(), done_by_name="Lý Thị Mai")
    plan = set_status(plan, "issued")
    shown = page(hoa, plan)

    assert ({one.state for one in shown.lines}, shown.holder, shown.place) == ({"done"}, None, "đã qua 4 bước")


def test_how_long_somebody_has_it(settings):
    now = clock.now()
    passed = [timedelta(seconds=5), timedelta(minutes=25), timedelta(hours=2, minutes=50), timedelta(days=3, hours=5)]

    assert [held_for(now - one) for one in passed] == ["1 phút", "25 phút", "2 giờ", "3 ngày"]
    assert held_for(None) == ""


@pytest.mark.parametrize("many", [1, 50])
def test_the_number_of_queries_does_not_grow(many, plan, hoa):
    for _ in range(2):
        plan = bring_to(fresh(plan), "consult", way=("content_check", "consult", "sign", "number", "issue"), actor=hoa)
        set_status(plan, "sent_back")
    plan = bring_to(fresh(plan), "consult", way=("content_check", "consult", "sign", "number", "issue"), actor=hoa)
    now = timezone.localtime()
    PlanVersion.objects.bulk_create(
        PlanVersion(plan=plan, number=100 + at, content={}, created_at=now) for at in range(many)
    )
    Remark.objects.bulk_create(
        Remark(plan=plan, text="Ghi rõ", author_name="Tú", created_at=now) for _ in range(4 * many)
    )
    Opinion.objects.bulk_create(Opinion(step_id=step(plan), name=f"Nơi {at}") for at in range(many))
    plan = plans_visible_to(hoa).get(pk=plan.pk)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = way_page(hoa, plan)
        assert len(shown.lines[2].opinions) == many
    assert len(asked) <= 22, [one["sql"][:90] for one in asked]


def test_the_due_day_comes_from_the_parent(ward, hoa, province):
    due = DeadlineContent(purpose=DeadlinePurpose.CHILD_PLAN, due_on=date(2026, 5, 22))
    plan = make_draft(ward, parent=make_issued(province, deadlines=(due,)))

    assert page(hoa, plan).due.last_day == date(2026, 5, 21)
    assert limit_on(date(2026, 5, 21)).hour == 17
