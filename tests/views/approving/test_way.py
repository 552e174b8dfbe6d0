"""The screens of a plan's way, as people press through them."""

import pytest
from django.urls import reverse

from plans.enums import StepState
from plans.models import Opinion, RouteStep, User
from plans.queries.contents import content_of
from plans.services.approving.submitting import submit_plan
from tests.factories import bring_to, make_draft, make_opinion, make_unit, set_status
from tests.services.approving.walking import choose_route, fresh, pages, signed_draft, step
from tests.views.conftest import browser_of
from tests.views.forms import fields_of, forms_of, words_of

REASON = "Mục IV chưa ghi số tiền từ ngân sách phường."
WAY = ("content_check", "consult", "sign", "number", "issue")


@pytest.fixture(autouse=True)
def _cheap_pages(monkeypatch):
    """Pages that cost nothing stand for the real file, which `services.signing` makes."""
    monkeypatch.setattr("plans.services.approving.submitting.render_for_signing", pages)
    monkeypatch.setattr("plans.services.approving.consulting.render_for_signing", pages)


@pytest.fixture
def hanh(ward):
    return browser_of(ward, "checker", full_name="Triệu Thị Hạnh")


@pytest.fixture
def tu(ward):
    return browser_of(ward, "checker", "administrator", full_name="Nông Văn Tú")


@pytest.fixture
def plan(ward):
    choose_route(ward, "content_check", "consult", days=3, asked="Hội Liên hiệp Phụ nữ phường")
    return signed_draft(ward)


def at(plan, name, *more):
    return reverse(name, args=[plan.pk, *more])


def press(browser, plan, name, *more, **fields):
    """Open the page of an act, fill its form in and send it; follows to where it leads."""
    address = at(plan, name, *more)
    page = browser.get(address)
    return browser.post(address, fields_of(page) | fields, follow=True)


def actor_of(name):
    from plans.queries.people import desks_of
    from tests.factories import TODAY

    return desks_of(User.objects.get(full_name=name), TODAY)[0]


# --- submitting ------------------------------------------------------------------------------------------------------


def test_before_submitting_the_page_says_who_gets_it_and_what_happens(hoa, hanh, plan):
    said = words_of(hoa.get(at(plan, "plan-submit")))

    assert "Triệu Thị Hạnh, Kiểm tra bước kiểm tra nội dung" in said
    assert "Nông Thị Thu Hiền, Chủ tịch UBND phường Đức Xuân" in said
    assert "Người soạn thảo soạn → người kiểm tra kiểm tra nội dung" in said
    assert "cảnh báo, vẫn trình được" in said


def test_submitting_leads_to_the_way(hoa, hanh, plan):
    said = words_of(press(hoa, plan, "plan-submit", note="Gấp"))

    assert "Đã trình duyệt. Văn bản đang ở bước kiểm tra nội dung." in said
    assert "Chờ kiểm tra nội dung" in said
    assert "trình duyệt: Gấp" in said
    assert fresh(plan).step_kind == "content_check"


def test_errors_are_listed_and_the_button_is_greyed(hoa, ward):
    wrong = signed_draft(ward, theme="")
    page = hoa.get(at(wrong, "plan-submit"))

    assert "Còn 1 lỗi phải sửa trước khi trình" in words_of(page)
    assert 'aria-disabled="true" aria-describedby="vi-sao"' in page.content.decode()
    answer = hoa.post(at(wrong, "plan-submit"), {"note": "Lời nhắn của mình"})
    assert (answer.status_code, fresh(wrong).status) == (422, "draft")
    assert "Lời nhắn của mình" in answer.content.decode()


def test_a_double_click_submits_once_and_says_so(hoa, hanh, plan):
    hoa.post(at(plan, "plan-submit"), {"note": ""})
    said = words_of(hoa.post(at(plan, "plan-submit"), {"note": ""}, follow=True))

    assert "Kế hoạch đã trình rồi" in said
    assert plan.versions.count() == 1


@pytest.mark.parametrize("name", ["plan-submit", "plan-pull-back", "plan-send-back", "plan-ask", "plan-consulted"])
def test_who_may_not_is_refused_and_a_stranger_finds_nothing(name, plan, khach, binh, hanh):
    plan = bring_to(plan, "consult", way=WAY) if name in ("plan-ask", "plan-consulted") else plan
    if name in ("plan-pull-back", "plan-send-back"):
        plan = bring_to(plan, "content_check", way=WAY)

    assert (binh.get(at(plan, name)).status_code, khach.get(at(plan, name)).status_code) == (403, 404)


# --- checking and returning ------------------------------------------------------------------------------------------


def test_a_checker_agrees_from_the_way_with_a_word(hanh, plan):
    plan = bring_to(plan, "content_check", way=WAY)
    page = hanh.get(at(plan, "plan-way"))
    answer = hanh.post(at(plan, "plan-pass"), fields_of(page, at(plan, "plan-pass")) | {"said": "Đủ ý"}, follow=True)

    assert "Đã đồng ý. Văn bản chuyển sang bước xin ý kiến." in words_of(answer)
    assert "“Đủ ý”" in words_of(answer)


def test_a_stale_page_and_a_double_click_are_told_kindly(hanh, tu, plan):
    plan = bring_to(plan, "content_check", way=WAY)
    fields = fields_of(hanh.get(at(plan, "plan-way")), at(plan, "plan-pass"))
    tu.post(at(plan, "plan-pass"), fields)
    said = words_of(hanh.post(at(plan, "plan-pass"), fields, follow=True))

    assert "Bước kiểm tra nội dung đã xong rồi, Nông Văn Tú; không làm lại nữa." in said
    assert "Đang xin ý kiến" in said


def test_returning_needs_a_reason_and_keeps_what_was_typed(hanh, plan):
    plan = bring_to(plan, "content_check", way=WAY)
    answer = hanh.post(at(plan, "plan-send-back"), fields_of(hanh.get(at(plan, "plan-send-back"))) | {"reason": " "})

    assert (answer.status_code, fresh(plan).status) == (422, "submitted")
    assert "Ghi lý do trả lại" in words_of(answer)


def test_the_drafter_finds_the_returned_plan_with_the_reason_and_submits_again(hoa, hanh, plan):
    submit_plan(plan, actor=actor_of("Nguyễn Thị Hoa"), render=pages)
    press(hanh, plan, "plan-send-back", reason=REASON)
    work, way = words_of(hoa.get(reverse("my-work"))), words_of(hoa.get(at(plan, "plan-way")))

    assert "Bị trả lại, cần sửa" in work
    assert REASON in work
    assert "Triệu Thị Hạnh trả lại ở bước kiểm tra nội dung" in way
    assert "Trình lại" in words_of(hoa.get(at(plan, "plan-edit")))
    again = words_of(press(hoa, plan, "plan-submit"))
    assert "Trả lại một lần" in again
    assert "Sửa và trình lại" in again
    assert "Các lần trình trước: 1" in again


def test_pulling_back_leads_to_a_draft(hoa, plan):
    plan = bring_to(plan, "content_check", way=WAY)
    said = words_of(press(hoa, plan, "plan-pull-back", reason="Thiếu phụ lục"))

    assert "Đã rút lại; dự thảo sửa được, sửa xong thì trình lại." in said
    assert fresh(plan).status == "draft"


def test_reminding_twice_is_told_kindly(hoa, hanh, plan):
    plan = bring_to(plan, "content_check", way=WAY)
    first = words_of(hoa.post(at(plan, "plan-remind"), {"step": step(plan)}, follow=True))
    second = words_of(hoa.post(at(plan, "plan-remind"), {"step": step(plan)}, follow=True))

    assert "Đã nhắc Triệu Thị Hạnh." in first
    assert "Đã nhắc trong vòng một giờ qua" in second


def test_what_one_may_not_do_is_greyed_with_its_reason(hoa, plan):
    plan = bring_to(plan, "number", way=WAY)
    page = hoa.get(at(plan, "plan-way"))

    assert "Chỉ rút lại được khi kế hoạch đang trình và lãnh đạo chưa ký." in words_of(page)
    assert 'aria-describedby="vi-sao-rut"' in page.content.decode()


# --- opinions --------------------------------------------------------------------------------------------------------


@pytest.fixture
def consulting(plan):
    return bring_to(plan, "consult", way=WAY)


def test_the_usual_ones_are_ticked_others_are_searched_for_and_typed(hoa, consulting, ward):
    name = "Công an phường Đức Xuân"
    office = make_unit(level="office", under=ward, name=name, short_name=name)
    page = hoa.get(at(consulting, "plan-ask"))
    assert 'value="n:Hội Liên hiệp Phụ nữ phường" checked' in page.content.decode()
    assert fields_of(page)["due_on"] == "16/5/2026"

    chosen = {"chosen": ["n:Hội Liên hiệp Phụ nữ phường"], "others": "Trạm Y tế phường"}
    found = hoa.post(at(consulting, "plan-ask"), fields_of(page) | chosen | {"act": "search", "search": "cong an"})
    assert "Công an phường Đức Xuân" in words_of(found)
    assert (fields_of(found)["others"], 'phường" checked' in found.content.decode()) == ("Trạm Y tế phường", True)

    police = f"u:{office.pk}"
    answer = hoa.post(
        at(consulting, "plan-ask"), fields_of(page) | chosen | {"chosen": [*chosen["chosen"], police]}, follow=True
    )
    assert "Đã gửi xin ý kiến 3 nơi" in words_of(answer)
    assert sorted(Opinion.objects.values_list("name", flat=True)) == [
        "Công an phường Đức Xuân", "Hội Liên hiệp Phụ nữ phường", "Trạm Y tế phường",
    ]  # fmt: skip


def test_whoever_is_asked_finds_it_reads_the_plan_and_answers(hoa, khach, consulting, other_commune):
    opinion = make_opinion(consulting, unit=other_commune)
    assert "Cho ý kiến" in words_of(khach.get(reverse("my-work")))
    assert khach.get(at(consulting, "plan-detail")).status_code == 200

    said = words_of(press(khach, consulting, "opinion-give", opinion.pk, stance="comments", text="Thêm sơ cứu."))
    assert "Đã gửi ý kiến; UBND phường Đức Xuân được báo." in said
    assert "“Thêm sơ cứu.”" in words_of(hoa.get(at(consulting, "plan-way")))
    again = {"stance": "agrees", "step": step(consulting)}
    assert "đã trả lời rồi" in words_of(khach.post(at(consulting, "opinion-give", opinion.pk), again, follow=True))


def test_comments_without_words_come_back_to_the_form(khach, consulting, other_commune):
    opinion = make_opinion(consulting, unit=other_commune)
    answer = khach.post(at(consulting, "opinion-give", opinion.pk), {"stance": "comments", "text": ""})

    assert (answer.status_code, "Ghi nội dung ý kiến." in words_of(answer)) == (422, True)


def test_the_drafter_writes_down_settles_and_ends(hoa, consulting):
    opinion = make_opinion(consulting)
    assert "Chưa trả lời, chưa hết hạn" in words_of(hoa.get(at(consulting, "plan-consulted")))
    press(
        hoa, consulting, "opinion-record", opinion.pk, stance="comments", text="Thêm sơ cứu.", source="Công văn 12/HPN"
    )
    blocked = hoa.get(at(consulting, "plan-consulted"))
    assert "Còn 1 ý kiến chưa xử lý." in words_of(blocked)
    said = words_of(press(hoa, consulting, "opinion-settle", opinion.pk, adopted="yes", answer="Đã ghi ở mục V.4."))
    assert "(theo công văn 12/HPN)" in said
    assert "Đã tiếp thu: Đã ghi ở mục V.4." in said
    ended = words_of(press(hoa, consulting, "plan-consulted"))
    assert "Đã kết thúc xin ý kiến. Văn bản chuyển sang bước ký." in ended


def test_the_editor_is_open_while_opinions_are_taken_in(hoa, consulting):
    page = hoa.get(at(consulting, "plan-edit"))

    assert "Về xin ý kiến" in words_of(page)
    assert content_of(consulting) == content_of(fresh(consulting))


def test_an_opinion_of_another_plan_is_not_found(hoa, consulting, ward):
    other = make_opinion(bring_to(make_draft(ward, "Khác"), "consult", way=WAY))

    for name in ("opinion-give", "opinion-record", "opinion-settle"):
        assert hoa.get(at(consulting, name, other.pk)).status_code == 404


# --- the unit's route ------------------------------------------------------------------------------------------------


def test_the_administrator_sets_the_way_up_and_reads_it_in_words(tu, ward):
    address = reverse("unit-route", args=[ward.pk])
    page = tu.get(address)
    checker = str(User.objects.get(full_name="Nông Văn Tú").pk)
    chosen = {"form_check-on": "on", "form_check-person": checker, "consult-on": "on", "consult-asked": "Công an\nHội"}
    said = words_of(tu.post(address, fields_of(page) | chosen, follow=True))

    assert "Nông Văn Tú kiểm tra thể thức → người soạn thảo xin ý kiến trong 3 ngày → lãnh đạo ký" in said
    assert list(RouteStep.objects.values_list("kind", "asked")) == [("form_check", ""), ("consult", "Công an\nHội")]


def test_others_read_the_way_but_may_not_save_it(hoa, ward):
    address = reverse("unit-route", args=[ward.pk])
    page = hoa.get(address)

    assert "Chỉ người quản trị của đơn vị mới sửa được" in words_of(page)
    assert hoa.post(address, {"seal-on": "on"}).status_code == 403
    assert RouteStep.objects.count() == 0


# --- every screen ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", StepState.values)
def test_a_step_in_any_state_is_shown(state, hoa, plan):
    plan = bring_to(plan, "sign", way=WAY)
    done = {"done_at": plan.held_since, "said": "Vì vậy"} if state in ("done", "returned") else {}
    plan.steps.filter(kind="content_check").update(state="left" if state == "current" else state, **done)

    assert hoa.get(at(plan, "plan-way")).status_code == 200


@pytest.mark.parametrize(("status", "said"), [("issued", "Đã ban hành"), ("withdrawn", "Đã thu hồi")])
def test_the_way_of_what_was_issued_stays_readable(status, said, hoa, plan):
    plan = bring_to(plan, "issue", way=WAY)
    plan.steps.filter(state="current").update(state="done", done_at=plan.held_since)
    plan = set_status(plan, status)

    assert said in words_of(hoa.get(at(plan, "plan-way")))


def test_html_in_what_people_say_is_shown_as_text(hoa, hanh, plan):
    submit_plan(plan, actor=actor_of("Nguyễn Thị Hoa"), render=pages)
    press(hanh, plan, "plan-send-back", reason="<img src=x onerror=1>")

    for address in (at(plan, "plan-way"), reverse("my-work")):
        source = hoa.get(address).content.decode()
        assert ("<img src=x" in source, "&lt;img src=x" in source) == (False, True)


@pytest.mark.parametrize("many", [1, 20])
def test_the_page_asks_the_database_a_fixed_number_of_times(many, hoa, plan, django_assert_max_num_queries):
    for _ in range(2):
        plan = bring_to(fresh(plan), "consult", way=WAY)
        set_status(plan, "sent_back")
    plan = bring_to(fresh(plan), "consult", way=WAY)
    for number in range(many):
        make_opinion(plan, name=f"Nơi {number}")
    hoa.get(at(plan, "plan-way"))

    with django_assert_max_num_queries(30):
        page = hoa.get(at(plan, "plan-way"))
    assert len(forms_of(page)) >= 1
