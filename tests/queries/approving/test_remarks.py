"""Remarks as screens show them: in the order of the text, each beside its passage, counted under the headings."""

import pytest

from plans.models import Plan, Remark
from plans.queries.approving.remarks import gathered, open_counts, remarks_of
from plans.queries.contents import content_of
from tests.factories import item, make_draft, make_unit
from tests.services.drafts import part


@pytest.fixture
def plan(db):
    items = (part("a", "Nội dung", item("k1", "Lời một"), item("k2", "Lời hai")), part("b", "Kinh phí"))
    return make_draft(make_unit("phường Đức Xuân"), items=items)


def remark(plan, key="", **more):
    said = {"text": "Sửa", "author_name": "Triệu Thị Hạnh", "created_at": plan.created_at}
    return Remark.objects.create(plan=plan, item_key=key, **said | more)


def found(plan):
    return remarks_of(plan, content_of(Plan.objects.get(pk=plan.pk)))


def test_they_stand_in_the_order_of_the_text_the_whole_first_what_is_gone_last(plan):
    for key in ("gone", "k2", "", "b", "k1"):
        remark(plan, key)

    assert [(one.remark.item_key, one.place) for one in found(plan).threads] == [
        ("", "toàn văn bản"), ("k1", "mục I"), ("k2", "mục I"), ("b", "mục II"), ("gone", "đoạn đã xóa"),
    ]  # fmt: skip


def test_answers_stand_under_their_remark_and_are_not_counted(plan):
    first = remark(plan, "k1")
    remark(plan, "k1", reply_to=first, text="Vâng")
    remark(plan, "k2", state="resolved", closed_at=plan.created_at)

    told = found(plan)

    assert [[reply.text for reply in one.replies] for one in told.threads] == [["Vâng"], []]
    assert (told.open_count, told.open_counts, open_counts(plan)) == (1, {"k1": 1}, {"k1": 1})


@pytest.mark.parametrize(
    ("base", "suggestion", "stale"),
    [("Lời một", "Lời mới", False), ("Lời cũ", "Lời mới", True), ("Lời cũ", "Lời một", False)],
)
def test_a_suggestion_for_other_words_than_those_there_now_says_so(plan, base, suggestion, stale):
    remark(plan, "k1", base_text=base, suggestion=suggestion)

    (thread,) = found(plan).threads

    assert (thread.is_stale, thread.now) == (stale, "Lời một")


def test_counts_gather_under_the_headings_an_outline_shows():
    keys = ["a", "a1", "a11", "b", "b1"]

    assert gathered({"a11": 2, "a": 1, "b1": 1, "gone": 5}, keys, ["a", "b"]) == {"a": 3, "b": 1}


def test_one_query_whatever_their_number(plan, django_assert_num_queries):
    content = content_of(plan)
    for _ in range(12):
        remark(plan, "k1")

    with django_assert_num_queries(1):
        assert len(remarks_of(plan, content).threads) == 12
