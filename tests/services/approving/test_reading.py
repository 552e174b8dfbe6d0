"""Having read: written for whoever's turn it is, once a person, with the text that was before them."""

import pytest

from plans.models import AuditEntry, PlanReading
from plans.services import drafting
from plans.services.approving.reading import mark_seen
from plans.services.approving.steps import locked, return_to_drafter
from tests.factories import bring_to, item, make_draft, make_opinion, set_status

WAY = ("content_check", "form_check", "sign", "number", "issue")


@pytest.fixture
def plan(ward, hoa):
    return bring_to(make_draft(ward, items=(item("k1", "Lời"),), actor=hoa), "content_check", way=WAY)


def seen():
    return [(row.user_id, row.version.number) for row in PlanReading.objects.order_by("pk")]


def test_whose_turn_it_is_has_seen_the_text_of_the_step(plan, hanh):
    row = mark_seen(plan, actor=hanh)

    assert seen() == [(hanh.user_id, 1)]
    assert row.first_seen_at == row.seen_at
    assert not AuditEntry.objects.filter(plan=plan).exists()


def test_opening_again_keeps_one_row_and_the_first_moment(plan, hanh):
    first = mark_seen(plan, actor=hanh)
    again = mark_seen(plan, actor=hanh)

    assert PlanReading.objects.count() == 1
    assert (again.first_seen_at, again.seen_at > first.seen_at) == (first.first_seen_at, True)


def test_a_new_round_is_another_text(plan, hanh):
    mark_seen(plan, actor=hanh)
    return_to_drafter(locked(plan), actor=hanh, reason="Sửa")
    mark_seen(bring_to(plan, "content_check", way=WAY), actor=hanh)

    assert seen() == [(hanh.user_id, 2)]


def test_nobody_else_leaves_a_trace(plan, hoa, binh, mai, khach):
    for who in (hoa, binh, mai, khach):
        assert mark_seen(plan, actor=who) is None

    assert seen() == []


@pytest.mark.parametrize("status", ["draft", "sent_back", "issued"])
def test_a_plan_at_no_step_is_seen_by_nobody(plan, hanh, status):
    assert mark_seen(set_status(plan, status), actor=hanh) is None


def test_somebody_asked_has_seen_the_words_as_they_are_now(ward, hoa, khach, other_commune):
    plan = make_draft(ward, items=(item("k1", "Lời"),), actor=hoa)
    plan = bring_to(plan, "consult", way=("consult", "sign", "number", "issue"))
    make_opinion(plan, unit=other_commune)
    mark_seen(plan, actor=khach)
    drafting.save_item(plan, "k1", actor=hoa, revision=1, text="Lời đã sửa theo ý kiến")
    mark_seen(plan, actor=khach)

    assert seen() == [(khach.user_id, 2)]
    assert plan.versions.get(number=2).reason == "bản được đọc khi xin ý kiến"
