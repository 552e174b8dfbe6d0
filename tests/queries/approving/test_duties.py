"""What waits for a person on the way of plans."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import PlanStep, User
from plans.queries.approving.duties import duties_of, on_their_way, returned_steps
from plans.queries.approving.routes import limit_on
from plans.services.approving.passing import send_back
from tests.factories import bring_to, make_actor, make_draft, make_opinion, make_user
from tests.services.approving.walking import step

WAY = ("content_check", "form_check", "consult", "sign", "number", "seal", "issue")


def waiting(actor):
    return [(one.plan.pk, one.label, one.route) for one in duties_of(actor)]


@pytest.mark.parametrize(
    ("at", "who", "label", "route"),
    [
        ("content_check", "hanh", "Đọc và kiểm tra", "plan-way"),
        ("consult", "hoa", "Xin ý kiến", "plan-ask"),
        ("sign", "binh", "Ký văn bản", "plan-sign"),
        ("number", "mai", "Cấp số và ngày", "plan-number"),
        ("seal", "mai", "Ký số của cơ quan, đóng dấu", "plan-seal"),
        ("issue", "mai", "Ban hành", "plan-issue"),
    ],
)
def test_a_step_waits_for_whoever_has_its_role(at, who, label, route, ward, hoa, hanh, binh, mai, khach, request):
    plan = bring_to(make_draft(ward), at, way=WAY)
    people = {"hoa": hoa, "hanh": hanh, "binh": binh, "mai": mai, "khach": khach}

    assert {name: waiting(actor) for name, actor in people.items()} == {
        name: [(plan.pk, label, route)] if name == who else [] for name in people
    }


def test_a_named_step_waits_for_that_person_alone(ward, hanh, tu):
    plan = bring_to(make_draft(ward), "form_check", way=WAY, people={"form_check": User.objects.get(pk=tu.user_id)})

    assert (waiting(hanh), waiting(tu)) == ([], [(plan.pk, "Đọc và kiểm tra", "plan-way")])


def test_an_opinion_waits_for_the_unit_or_the_person_until_it_is_given(ward, other_commune, khach, lan, hoa):
    plan = bring_to(make_draft(ward), "consult", way=WAY)
    ours = make_opinion(plan, unit=other_commune)
    make_opinion(plan, person=User.objects.get(pk=lan.user_id), stance="agrees", given_at=plan.created_at)
    PlanStep.objects.filter(pk=step(plan)).update(due_at=limit_on(date(2026, 5, 18)))

    (duty,) = duties_of(khach)
    assert (duty.opinion, duty.what, duty.due_at) == (
        ours, "UBND phường Đức Xuân xin ý kiến của UBND xã Chợ Mới", limit_on(date(2026, 5, 18)),
    )  # fmt: skip
    assert waiting(lan) == []
    assert [one.detail for one in duties_of(hoa)] == ["1 trong 2 nơi đã trả lời"]
    PlanStep.objects.filter(pk=step(plan)).update(state="done", done_at=plan.created_at)
    assert waiting(khach) == []


def test_the_drafter_sees_who_has_the_units_plans(ward, hoa, hanh, binh):
    plan = bring_to(make_draft(ward), "sign", people={"sign": User.objects.get(pk=binh.user_id)})
    bring_to(make_draft(ward, "Diễn đàn trẻ em"), "number")
    make_draft(ward, "Còn là dự thảo")

    assert [(one.plan.pk == plan.pk, one.step, one.who) for one in on_their_way(hoa)] == [
        (True, "Ký", "Hoàng Văn Bình"), (False, "Cấp số và ngày", "văn thư"),
    ]  # fmt: skip
    assert on_their_way(hanh) == ()


def test_what_came_back_tells_its_last_reason(ward, hoa, hanh):
    plan = make_draft(ward)
    for reason in ("Thiếu số tiền.", "Sai mục V."):
        plan = bring_to(plan, "content_check", way=WAY)
        send_back(plan, step(plan), actor=hanh, reason=reason)

    assert returned_steps([plan.pk])[plan.pk].said == "Sai mục V."


@pytest.mark.parametrize("many", [1, 3])
def test_the_number_of_queries_does_not_grow(many, ward, other_commune):
    busy = make_actor(ward, "checker", "drafter", "clerk", "approver", user=make_user("Kiêm Nhiệm"))
    for at in range(many):
        for kind in WAY:
            bring_to(make_draft(ward, f"Kế hoạch {at} {kind}"), kind, way=WAY)
        make_opinion(bring_to(make_draft(other_commune), "consult", way=WAY), person=User.objects.get(pk=busy.user_id))

    with CaptureQueriesContext(connection) as asked:
        assert len(duties_of(busy)) == 8 * many
    assert len(asked) == 3
