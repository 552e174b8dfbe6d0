"""Xin ý kiến: asking, answering, settling, and what happens to a text that changed meanwhile."""

from datetime import date, timedelta

import pytest

from plans import clock
from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import User
from plans.queries.approving.routes import limit_after, limit_on
from plans.queries.plans import plans_visible_to
from plans.services import drafting
from plans.services.approving.consulting import (
    Asked,
    ask_for_opinions,
    finish_consulting,
    give_opinion,
    record_opinion,
    settle_opinion,
)
from plans.services.approving.passing import pass_step, remind
from tests.factories import make_actor, make_unit, make_user
from tests.services.approving.walking import (
    choose_route,
    fresh,
    opinions,
    pages,
    signed_draft,
    states,
    step,
    submitted,
    told,
)

DUE = limit_on(date(2026, 5, 18))
POLICE, WOMEN = "Công an phường", "Hội Liên hiệp Phụ nữ phường"


@pytest.fixture
def plan(ward, hoa, hanh):
    """At the step xin ý kiến, its content checked by Hạnh."""
    choose_route(ward, "content_check", "consult", people={"content_check": User.objects.get(pk=hanh.user_id)})
    plan = submitted(signed_draft(ward), hoa)
    pass_step(plan, step(plan), actor=hanh)
    return fresh(plan)


@pytest.fixture
def police(ward):
    return make_unit(level="office", under=ward, name=POLICE, short_name=POLICE)


@pytest.fixture
def nam(police):
    """Works for the police of the ward."""
    return make_actor(police, "drafter", user=make_user("Hà Văn Nam"))


@pytest.fixture
def asked(plan, hoa, police, nam, khach):
    person = User.objects.get(pk=khach.user_id)
    three = [Asked(name=POLICE, unit=police), Asked(name=WOMEN), Asked(name=str(person), person=person)]
    ask_for_opinions(plan, step(plan), actor=hoa, asked=three, due_at=DUE)
    return opinions(plan)


def edit(plan, hoa, text="Tổ chức Lễ phát động, có trực sơ cứu"):
    row = plan.items.get(key="k1")
    drafting.save_item(plan, "k1", actor=hoa, revision=row.revision, text=text)


# --- asking ----------------------------------------------------------------------------------------------------------


def test_those_asked_are_told_and_may_read_the_plan(plan, asked, nam, khach, hoa):
    assert sorted(asked) == sorted([POLICE, WOMEN, "Lường Văn Khách"])
    assert plan.steps.get(state="current").due_at == DUE
    assert [who for who, text in told(plan) if "xin ý kiến đến 17:00 ngày 18/05/2026" in text] == [
        "Hà Văn Nam", "Lường Văn Khách",
    ]  # fmt: skip
    for one in (nam, khach):
        assert list(plans_visible_to(one)) == [plan]
    entry = plan.audit_entries.first()
    assert (entry.event, entry.after["asked"]) == ("plan.asked", [POLICE, WOMEN, "Lường Văn Khách"])


def test_nobody_is_asked_twice_and_the_new_limit_holds_for_all(plan, asked, hoa, police):
    later = limit_on(date(2026, 5, 20))
    again = [Asked(name="Công an", unit=police), Asked(name=WOMEN), Asked(name="Trạm Y tế phường")]

    assert [one.name for one in ask_for_opinions(plan, step(plan), actor=hoa, asked=again, due_at=later)] == [
        "Trạm Y tế phường"
    ]
    assert plan.steps.get(state="current").due_at == later
    assert ask_for_opinions(plan, step(plan), actor=hoa, asked=again, due_at=later) == []


def test_asking_nobody_oneself_or_in_the_past_is_refused(plan, hoa, ward):
    for asked, due_at, said in [
        ([], DUE, "Chọn ít nhất một đơn vị"),
        ([Asked(name="UBND", unit=ward)], DUE, "không xin ý kiến chính mình"),
        ([Asked(name=WOMEN)], clock.now() - timedelta(minutes=1), "Hạn trả lời đã qua"),
    ]:
        with pytest.raises(Invalid, match=said):
            ask_for_opinions(plan, step(plan), actor=hoa, asked=asked, due_at=due_at)
    assert opinions(plan) == {}


@pytest.mark.parametrize("who", ["hanh", "binh", "mai", "khach"])
def test_the_drafter_alone_asks(who, plan, request):
    with pytest.raises(NotAllowed, match="Chỉ người soạn thảo"):
        ask_for_opinions(plan, step(plan), actor=request.getfixturevalue(who), asked=[Asked(name=WOMEN)], due_at=DUE)
    assert opinions(plan) == {}


def test_the_usual_limit_is_five_in_the_afternoon_in_vietnam():
    assert limit_after(3, date(2026, 12, 30)).isoformat() == "2027-01-02T17:00:00+07:00"


# --- answering -------------------------------------------------------------------------------------------------------


def test_a_unit_answers_once_and_the_drafter_is_told(plan, asked, nam):
    give_opinion(plan, asked[POLICE].pk, actor=nam, agrees=False, text="Bổ sung trực sơ cứu.")
    given = opinions(plan)[POLICE]

    assert (given.stance, given.text, given.given_by_name) == ("comments", "Bổ sung trực sơ cứu.", "Hà Văn Nam")
    assert told(plan)[-1] == ("Nguyễn Thị Hoa", f"{POLICE} có ý kiến: {plan}")
    with pytest.raises(NotNow, match="đã trả lời rồi; câu trả lời trước được giữ"):
        give_opinion(plan, asked[POLICE].pk, actor=nam, agrees=True)
    assert opinions(plan)[POLICE].stance == "comments"


def test_comments_need_their_words(plan, asked, nam):
    with pytest.raises(Invalid, match="Ghi nội dung ý kiến"):
        give_opinion(plan, asked[POLICE].pk, actor=nam, agrees=False, text=" ")


def test_nobody_answers_for_another(plan, asked, nam, khach, lan):
    with pytest.raises(NotAllowed, match="Ý kiến này hỏi Công an phường"):
        give_opinion(plan, asked[POLICE].pk, actor=khach, agrees=True)
    with pytest.raises(NotAllowed, match="Ý kiến này hỏi Lường Văn Khách"):
        give_opinion(plan, asked["Lường Văn Khách"].pk, actor=nam, agrees=True)
    with pytest.raises(NotAllowed, match="Chỉ đơn vị, người được xin ý kiến"):
        give_opinion(plan, asked[POLICE].pk, actor=lan, agrees=True)
    assert {one.stance for one in opinions(plan).values()} == {"pending"}


def test_an_answer_on_paper_is_written_down_with_its_source(plan, asked, hoa, nam):
    with pytest.raises(Invalid, match="nhận từ đâu"):
        record_opinion(plan, asked[WOMEN].pk, actor=hoa, agrees=True, source=" ")
    with pytest.raises(NotAllowed):
        record_opinion(plan, asked[WOMEN].pk, actor=nam, agrees=True, source="điện thoại")
    record_opinion(plan, asked[WOMEN].pk, actor=hoa, agrees=True, source="Công văn số 12/HPN ngày 14/5/2026")

    given = opinions(plan)[WOMEN]
    assert (given.stance, given.given_by_name, given.source) == (
        "agrees", "Nguyễn Thị Hoa", "Công văn số 12/HPN ngày 14/5/2026",
    )  # fmt: skip


def test_a_comment_is_settled_with_where_or_why_and_agreement_needs_nothing(plan, asked, hoa, nam):
    give_opinion(plan, asked[POLICE].pk, actor=nam, agrees=False, text="Bổ sung trực sơ cứu.")
    with pytest.raises(Invalid, match="Ghi lý do không tiếp thu"):
        settle_opinion(plan, asked[POLICE].pk, actor=hoa, is_adopted=False, answer="")
    settle_opinion(plan, asked[POLICE].pk, actor=hoa, is_adopted=True, answer="Đã ghi ở mục V.4.")

    settled = opinions(plan)[POLICE]
    assert (settled.is_adopted, settled.answer, settled.answered_by_name) == (
        True, "Đã ghi ở mục V.4.", "Nguyễn Thị Hoa",
    )  # fmt: skip
    with pytest.raises(NotNow, match="không có nội dung phải tiếp thu"):
        settle_opinion(plan, asked[WOMEN].pk, actor=hoa, is_adopted=True, answer="x")


def test_reminding_goes_to_those_who_have_not_answered(plan, asked, hoa, nam):
    give_opinion(plan, asked[POLICE].pk, actor=nam, agrees=True)

    assert [one.full_name for one in remind(plan, step(plan), actor=hoa)] == ["Lường Văn Khách"]


# --- the end of the asking -------------------------------------------------------------------------------------------


def test_the_same_text_goes_on_to_be_signed_with_the_same_file(plan, asked, hoa, binh):
    version = plan.versions.get()
    finish_consulting(plan, step(plan), actor=hoa, reason="Đã trao đổi trực tiếp", render=pages)

    assert states(plan) == [
        (1, "content_check", "done"), (1, "consult", "done"), (1, "sign", "current"), (1, "number", "waiting"),
        (1, "issue", "waiting"),
    ]  # fmt: skip
    assert (plan.versions.get(), plan.steps.get(state="current").version) == (version, version)
    assert plan.steps.get(kind="consult").said == "Đã trao đổi trực tiếp"


def test_a_changed_text_is_frozen_anew_and_its_checks_are_asked_again(plan, asked, hoa, hanh):
    edit(plan, hoa)
    finish_consulting(fresh(plan), step(plan), actor=hoa, reason="Gấp", render=pages)
    first, second = plan.versions.order_by("number")

    assert states(plan) == [
        (1, "content_check", "done"), (1, "consult", "done"), (1, "content_check", "current"), (1, "sign", "waiting"),
        (1, "number", "waiting"), (1, "issue", "waiting"),
    ]  # fmt: skip
    now = plan.steps.get(state="current")
    assert (now.version, now.person_id, second.reason) == (second, hanh.user_id, "sau khi xin ý kiến")
    assert first.sha256 != second.sha256
    pass_step(plan, now.pk, actor=hanh)
    assert (fresh(plan).step_kind, plan.steps.get(state="current").version) == ("sign", second)


def test_who_still_may_answer_is_waited_for_or_a_reason_is_given(plan, asked, hoa, nam):
    with pytest.raises(Invalid, match="chưa trả lời và chưa hết hạn; ghi lý do không chờ nữa"):
        finish_consulting(plan, step(plan), actor=hoa, render=pages)
    plan.steps.filter(state="current").update(due_at=clock.now())
    finish_consulting(plan, step(plan), actor=hoa, render=pages)

    assert fresh(plan).step_kind == "sign"


def test_an_unsettled_comment_stops_it(plan, asked, hoa, nam):
    give_opinion(plan, asked[POLICE].pk, actor=nam, agrees=False, text="Bổ sung trực sơ cứu.")

    with pytest.raises(Invalid, match=r"^Chưa ghi tiếp thu, giải trình ý kiến của Công an phường\.$"):
        finish_consulting(plan, step(plan), actor=hoa, reason="Gấp", render=pages)
    assert fresh(plan).step_kind == "consult"


def test_not_asking_anybody_needs_a_reason(plan, hoa):
    with pytest.raises(Invalid, match="Chưa xin ý kiến ai"):
        finish_consulting(plan, step(plan), actor=hoa, render=pages)
    finish_consulting(plan, step(plan), actor=hoa, reason="Đã xin ý kiến tại cuộc họp 12/5", render=pages)
    assert fresh(plan).step_kind == "sign"


def test_a_change_while_the_pages_are_made_is_not_passed_on_unseen(plan, hoa):
    edit(plan, hoa)

    def slow(content):
        edit(plan, hoa, "Sửa tiếp trong lúc dựng trang")
        return pages(content)

    with pytest.raises(NotNow, match="vừa được sửa trong lúc chuyển bước"):
        finish_consulting(fresh(plan), step(plan), actor=hoa, reason="Gấp", render=slow)
    assert (fresh(plan).step_kind, plan.versions.count()) == ("consult", 1)


def test_a_text_that_changed_into_errors_does_not_go_on(plan, hoa):
    plan.deadlines.all().delete()

    with pytest.raises(Invalid, match="lỗi phải sửa trước khi trình"):
        finish_consulting(fresh(plan), step(plan), actor=hoa, reason="Gấp", render=pages)
    assert fresh(plan).step_kind == "consult"


def test_after_the_end_nobody_answers_or_edits(plan, asked, hoa, nam):
    finish_consulting(plan, step(plan), actor=hoa, reason="Gấp", render=pages)

    with pytest.raises(NotNow, match="Việc xin ý kiến đã kết thúc"):
        give_opinion(fresh(plan), asked[POLICE].pk, actor=nam, agrees=True)
    with pytest.raises(NotNow, match="không còn là dự thảo"):
        edit(plan, hoa)


def test_a_second_press_ends_nothing_more(plan, hoa):
    at = step(plan)
    finish_consulting(plan, at, actor=hoa, reason="Gấp", render=pages)
    before = states(plan)

    with pytest.raises(NotNow):
        finish_consulting(plan, at, actor=hoa, reason="Gấp", render=pages)
    assert states(plan) == before
