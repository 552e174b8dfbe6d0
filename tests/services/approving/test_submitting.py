"""Submitting a draft and taking it back."""

import hashlib

import pytest
from django.db import OperationalError

from plans.exceptions import Invalid, NotAllowed, NotNow, RenderFailed
from plans.models import IssuingPractice, Plan, User
from plans.queries.contents import content_of
from plans.services import drafting
from plans.services.approving.submitting import pull_back, readiness, submit_plan
from plans.services.issuing.numbering import take_number
from tests.factories import make_draft, make_holding, make_post
from tests.services.approving.walking import choose_route, fresh, pages, signed_draft, states, step, submitted, told


@pytest.fixture
def plan(ward):
    return signed_draft(ward)


def state(plan):
    """Everything a refused act must leave as it was."""
    row = fresh(plan)
    return (row.status, row.step_kind, row.versions.count(), states(row), row.audit_entries.count(), told(row))


def test_submitting_freezes_the_text_with_the_very_file_and_opens_the_way(plan, hoa, binh):
    said = content_of(plan)
    first = submit_plan(plan, actor=hoa, note="Gấp, trước 21/5", render=pages)
    plan = fresh(plan)
    version = plan.versions.get()

    assert (plan.status, plan.step_kind, plan.holder) == ("submitted", "sign", None)
    assert states(plan) == [(1, "sign", "current"), (1, "number", "waiting"), (1, "issue", "waiting")]
    assert (bytes(version.pdf), version.sha256) == (pages(said), hashlib.sha256(pages(said)).hexdigest())
    assert (first.version, version.reason) == (version, "trình duyệt: Gấp, trước 21/5")
    entry = plan.audit_entries.get(event="plan.submitted")
    assert (entry.actor_name, entry.subject) == ("Nguyễn Thị Hoa", "lần 1")
    assert entry.after == {"version": 1, "sha256": version.sha256, "note": "Gấp, trước 21/5"}
    assert told(plan) == [("Hoàng Văn Bình", f"Ký: {plan}")]


def test_whoever_signs_the_plan_gets_the_step_if_there_is_an_account(ward, hoa, binh):
    plan = submitted(signed_draft(ward), hoa)
    assert [one.person_id for one in plan.steps.order_by("position")] == [None, None, None]

    holding = make_holding(make_post(ward, "Phó Chủ tịch thứ hai"), "Hoàng Văn Bình", user_id=binh.user_id)
    other = signed_draft(ward, abstract="Kế hoạch khác")
    Plan.objects.filter(pk=other.pk).update(signatory=holding)
    other = submitted(fresh(other), hoa)
    assert (other.holder_id, other.step_kind) == (binh.user_id, "sign")


def test_the_way_has_the_steps_of_the_units_route_and_names_their_people(plan, hoa, hanh, tu, ward):
    people = {"content_check": User.objects.get(pk=hanh.user_id)}
    choose_route(ward, "seal", "form_check", "content_check", people=people)
    plan = submitted(plan, hoa)

    assert [kind for _, kind, _ in states(plan)] == [
        "content_check", "form_check", "sign", "number", "seal", "issue",
    ]  # fmt: skip
    assert (plan.holder_id, plan.held_since) == (hanh.user_id, plan.steps.get(state="current").started_at)
    assert told(plan) == [("Triệu Thị Hạnh", f"Kiểm tra nội dung: {plan}")]


def test_errors_of_the_checks_stop_it_and_warnings_do_not(ward, hoa):
    assert readiness(signed_draft(ward)).findings
    wrong = signed_draft(ward, theme="", deadlines=())
    before = state(wrong)

    with pytest.raises(Invalid, match=r"^Còn 2 lỗi phải sửa trước khi trình; xem ở Rà soát\.$"):
        submit_plan(wrong, actor=hoa, render=pages)
    assert state(wrong) == before


def test_nobody_to_sign_stops_it(ward, hoa):
    plan = make_draft(ward)
    before = state(plan)

    with pytest.raises(Invalid, match="Chưa chọn người ký"):
        submit_plan(plan, actor=hoa, render=pages)
    assert state(plan) == before


@pytest.mark.parametrize("who", ["binh", "mai", "khach", "hanh"])
def test_the_drafter_alone_submits(who, plan, request):
    before = state(plan)

    with pytest.raises(NotAllowed, match="Chỉ người soạn thảo"):
        submit_plan(plan, actor=request.getfixturevalue(who), render=pages)
    assert state(plan) == before


def test_pages_that_cannot_be_made_leave_a_draft(plan, hoa):
    before = state(plan)

    def broken(content):
        raise RenderFailed("Chưa dựng được trang.")

    with pytest.raises(RenderFailed):
        submit_plan(plan, actor=hoa, render=broken)
    assert state(plan) == before


def test_a_change_while_the_pages_are_made_is_not_submitted_unseen(plan, hoa):
    def slow(content):
        drafting.save_item(plan, "k1", actor=hoa, revision=1, text="Sửa trong lúc dựng trang")
        return pages(content)

    with pytest.raises(NotNow, match="vừa được sửa trong lúc trình"):
        submit_plan(plan, actor=hoa, render=slow)
    assert (fresh(plan).status, plan.versions.count()) == ("draft", 0)


def test_a_second_press_submits_nothing_more(plan, hoa):
    submit_plan(plan, actor=hoa, render=pages)
    before = state(plan)

    with pytest.raises(NotNow, match="đã trình rồi"):
        submit_plan(plan, actor=hoa, render=pages)
    assert state(plan) == before


def test_a_database_that_fails_anywhere_leaves_a_draft(plan, hoa, failing_write):
    before = state(plan)
    for number in range(1, 12):
        try:
            with failing_write(number):
                submit_plan(plan, actor=hoa, render=pages)
        except OperationalError:
            assert state(plan) == before
        else:
            break
    assert (fresh(plan).status, number > 5) == ("submitted", True)


# --- taking it back --------------------------------------------------------------------------------------------------


def test_pulling_back_makes_it_a_draft_and_tells_whoever_had_it(plan, hoa, binh):
    plan = submitted(plan, hoa)
    pull_back(plan, step(plan), actor=hoa, reason="Thiếu phụ lục")
    plan = fresh(plan)

    assert (plan.status, plan.step_kind, plan.holder, plan.held_since) == ("draft", "", None, None)
    assert states(plan) == [(1, "sign", "left"), (1, "number", "left"), (1, "issue", "left")]
    assert plan.steps.first().said == "Thiếu phụ lục"
    assert told(plan)[-1] == ("Hoàng Văn Bình", f"Nguyễn Thị Hoa rút lại để sửa: {plan}")
    assert plan.audit_entries.first().event == "plan.pulled_back"


def test_a_page_opened_before_pulls_nothing_back_in_the_next_round(plan, hoa):
    plan = submitted(plan, hoa)
    old = step(plan)
    pull_back(plan, old, actor=hoa)
    plan = submitted(fresh(plan), hoa)

    with pytest.raises(NotNow, match="đã dừng, kế hoạch được rút lại rồi"):
        pull_back(plan, old, actor=hoa)
    assert (fresh(plan).status, [row[0] for row in states(plan)]) == ("submitted", [1, 1, 1, 2, 2, 2])


def test_a_number_given_before_the_signature_is_void_after_pulling_back(plan, hoa, mai, ward):
    IssuingPractice.objects.create(unit=ward, number_before_signature=True)
    plan = submitted(plan, hoa)
    assert [kind for _, kind, _ in states(plan)] == ["number", "sign", "issue"]
    entry = take_number(plan, actor=mai, fill=lambda pdf, content: pdf)
    plan = fresh(plan)
    assert (plan.step_kind, plan.number) == ("sign", entry.number)

    pull_back(plan, step(plan), actor=hoa, reason="Sai mục IV")
    entry.refresh_from_db()
    assert (fresh(plan).number, fresh(plan).status, entry.is_void) == (None, "draft", True)
    assert "Sai mục IV" in entry.void_reason
