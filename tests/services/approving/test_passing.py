"""Checking, sending back and reminding; and a whole way by its verbs."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection

from plans.exceptions import Invalid, NotAllowed, NotNow, PortalError
from plans.models import AuditEntry, User
from plans.services.approving.passing import pass_step, remind, send_back
from plans.services.approving.steps import finish_step, locked
from plans.services.approving.submitting import pull_back
from tests.factories import make_actor, make_user
from tests.services.approving.walking import choose_route, fresh, signed_draft, states, step, submitted, told

REASON = "Mục IV chưa ghi số tiền từ ngân sách phường."


@pytest.fixture
def plan(ward, hoa, hanh, tu):
    people = {"content_check": User.objects.get(pk=hanh.user_id), "form_check": User.objects.get(pk=tu.user_id)}
    choose_route(ward, "content_check", "form_check", "seal", people=people)
    return submitted(signed_draft(ward), hoa)


def stored(plan):
    row = fresh(plan)
    return (row.status, row.step_kind, row.holder_id, states(row), row.audit_entries.count(), told(row))


def test_agreeing_passes_the_plan_on_with_what_was_said(plan, hanh, tu):
    following = pass_step(plan, step(plan), actor=hanh, said="  Đủ ý ")
    done = plan.steps.get(kind="content_check")

    assert (following.kind, fresh(plan).holder_id) == ("form_check", tu.user_id)
    assert (done.state, done.done_by_name, done.said) == ("done", "Triệu Thị Hạnh", "Đủ ý")
    assert following.version == done.version
    assert told(plan)[-1] == ("Nông Văn Tú", f"Kiểm tra thể thức: {plan}")
    entry = plan.audit_entries.first()
    assert (entry.event, entry.subject, entry.after) == ("plan.passed", "content_check", "Đủ ý")


def test_a_second_press_passes_nothing_more(plan, hanh):
    at = step(plan)
    pass_step(plan, at, actor=hanh)
    before = stored(plan)

    with pytest.raises(NotNow, match=r"^Bước kiểm tra nội dung đã xong rồi, Triệu Thị Hạnh; không làm lại nữa\.$"):
        pass_step(plan, at, actor=hanh)
    assert stored(plan) == before


def test_of_two_checkers_without_a_name_the_first_decides(ward, hoa, hanh, tu):
    choose_route(ward, "content_check")
    plan = submitted(signed_draft(ward), hoa)
    at = step(plan)
    pass_step(plan, at, actor=tu)

    with pytest.raises(NotNow, match="đã xong rồi, Nông Văn Tú"):
        send_back(plan, at, actor=hanh, reason=REASON)
    assert [state for _, _, state in states(plan)] == ["done", "current", "waiting", "waiting"]


@pytest.mark.parametrize("who", ["tu", "hoa", "binh", "mai", "khach"])
@pytest.mark.parametrize(("verb", "words"), [(pass_step, {}), (send_back, {"reason": REASON})])
def test_only_whoever_has_it_agrees_or_returns(verb, words, who, plan, request):
    before, actor = stored(plan), request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        verb(plan, step(plan), actor=actor, **words)
    assert stored(plan) == before


def test_sending_back_needs_a_reason_and_goes_to_the_drafter_with_it(plan, hanh, hoa):
    with pytest.raises(Invalid, match="Ghi lý do trả lại"):
        send_back(plan, step(plan), actor=hanh, reason="  \n ")
    send_back(plan, step(plan), actor=hanh, reason=REASON)
    plan = fresh(plan)

    assert (plan.status, plan.step_kind, plan.holder) == ("sent_back", "", None)
    assert [state for _, _, state in states(plan)] == ["returned", "left", "left", "left", "left", "left"]
    assert plan.steps.get(state="returned").said == REASON
    assert told(plan)[-1] == ("Nguyễn Thị Hoa", f"Triệu Thị Hạnh trả lại ở bước kiểm tra nội dung: {REASON}")


def test_the_second_round_begins_anew_and_the_first_stays(plan, hanh, hoa):
    send_back(plan, step(plan), actor=hanh, reason=REASON)
    plan = submitted(fresh(plan), hoa)
    pass_step(plan, step(plan), actor=hanh)

    assert [(at, state) for at, kind, state in states(plan) if kind == "content_check"] == [
        (1, "returned"), (2, "done"),
    ]  # fmt: skip
    assert [one.number for one in plan.versions.order_by("number")] == [1, 2]
    assert plan.steps.get(round=2, kind="content_check").version.number == 2


def test_a_clerk_who_returns_a_signed_plan_sends_it_to_the_drafter(plan, hanh, tu, mai, binh):
    pass_step(plan, step(plan), actor=hanh)
    pass_step(plan, step(plan), actor=tu)
    finish_step(locked(plan), actor=binh)
    plan = fresh(plan)
    assert (plan.status, plan.step_kind) == ("approved", "number")

    send_back(plan, step(plan), actor=mai, reason="Trích yếu sai năm.")
    assert (fresh(plan).status, fresh(plan).number) == ("sent_back", None)


def test_a_city_walks_all_seven_steps(ward, hoa, hanh, tu, binh, mai):
    choose_route(ward, "content_check", "form_check", "consult", "seal")
    plan = submitted(signed_draft(ward), hoa)
    seen = []
    while fresh(plan).step_kind:
        seen.append((fresh(plan).step_kind, fresh(plan).status))
        if finish_step(locked(plan), actor=hanh) is None:
            break

    assert seen == [
        ("content_check", "submitted"), ("form_check", "submitted"), ("consult", "submitted"), ("sign", "submitted"),
        ("number", "approved"), ("seal", "approved"), ("issue", "approved"),
    ]  # fmt: skip
    assert {state for _, _, state in states(plan)} == {"done"}


@pytest.mark.parametrize("number", range(1, 8))
def test_a_database_that_fails_anywhere_passes_nothing(number, plan, hanh, failing_write):
    before = stored(plan)
    try:
        with failing_write(number):
            pass_step(plan, step(plan), actor=hanh)
    except OperationalError:
        assert stored(plan) == before
    else:
        assert fresh(plan).step_kind == "form_check"


# --- reminding -------------------------------------------------------------------------------------------------------


def test_whoever_has_it_is_reminded_once_an_hour(plan, hoa, hanh):
    people = remind(plan, step(plan), actor=hoa)
    assert [one.full_name for one in people] == ["Triệu Thị Hạnh"]
    assert told(plan)[-1] == ("Triệu Thị Hạnh", f"Nguyễn Thị Hoa nhắc, đang chờ kiểm tra nội dung: {plan}")

    before = stored(plan)
    with pytest.raises(NotNow, match="trong vòng một giờ"):
        remind(plan, step(plan), actor=hoa)
    assert stored(plan) == before

    entry = AuditEntry.objects.get(event="plan.reminded")
    AuditEntry.objects.filter(pk=entry.pk).update(at=entry.at - timedelta(hours=1))
    plan.steps.filter(state="current").update(started_at=entry.at - timedelta(hours=2))
    assert remind(plan, step(plan), actor=hoa) == people


def test_a_step_nobody_can_do_says_so(ward, hoa):
    plan = submitted(signed_draft(ward), hoa)

    with pytest.raises(Invalid, match="nhờ người quản trị giao vai trò"):
        remind(plan, step(plan), actor=hoa)


# --- at the same moment ----------------------------------------------------------------------------------------------


def at_once(*acts):
    """Run the acts at the same moment, each on its own connection; returns what each came to."""
    ready, found = Barrier(len(acts)), []

    def press(act):
        try:
            ready.wait()
            act()
            found.append("done")
        except PortalError as error:
            found.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=press, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(found)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time: two presses cannot overlap in memory")
@pytest.mark.parametrize("other", ["pass", "send_back", "pull_back"])
def test_of_two_acts_at_the_same_moment_one_counts(other, ward, hoa, hanh):
    choose_route(ward, "content_check")
    colleague = make_actor(ward, "checker", user=make_user("Lê Văn Cường"))
    plan = submitted(signed_draft(ward), hoa)
    at = step(plan)
    others = {
        "pass": lambda: pass_step(plan, at, actor=colleague),
        "send_back": lambda: send_back(plan, at, actor=colleague, reason=REASON),
        "pull_back": lambda: pull_back(plan, at, actor=hoa),
    }

    assert at_once(lambda: pass_step(plan, at, actor=hanh), others[other]) == ["done", "not-now"]
    assert plan.audit_entries.exclude(event="plan.submitted").count() == 1
    assert plan.steps.filter(state="current").count() == (1 if fresh(plan).status == "submitted" else 0)
