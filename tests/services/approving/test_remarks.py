"""Remarks: who may make, answer, close and take over which, and that a button pressed twice does a thing once."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from plans.enums import RemarkState
from plans.exceptions import Invalid, NotAllowed, NotNow, PortalError, StaleEdit
from plans.models import AuditEntry, Item, Notice, Remark
from plans.services import drafting
from plans.services.approving import remarks
from plans.services.approving.steps import locked, return_to_drafter
from tests.factories import bring_to, item, make_actor, make_draft, make_opinion, make_user, set_status

WORDS = "Tổ chức Lễ phát động ở sân trường"
BETTER = "Tổ chức Lễ phát động ở sân trường tổ dân phố 9A"


@pytest.fixture
def draft(ward, hoa):
    return make_draft(ward, items=(item("k1", WORDS), item("k2", "Tặng quà")), actor=hoa)


@pytest.fixture
def checked(draft):
    """Submitted, before whoever checks the content."""
    return bring_to(draft, "content_check", way=("content_check", "sign", "number", "issue"))


@pytest.fixture
def suggestion(checked, hanh):
    """Hạnh proposed other words; then the plan was sent back."""
    row = remarks.make_remark(checked, actor=hanh, item_key="k1", text="Ghi rõ sân nào", suggestion=BETTER)
    with transaction.atomic():
        return_to_drafter(locked(checked), actor=hanh, reason="Xem góp ý")
    return row


def text_of(plan, key="k1"):
    return Item.objects.get(plan=plan, key=key).text


def events(plan):
    return [row.event for row in AuditEntry.objects.filter(plan=plan).order_by("pk")]


def state_of(row):
    row.refresh_from_db()
    return row.state, row.closed_by_name, row.closing_note


# --- making ----------------------------------------------------------------------------------------------------------


def test_a_remark_stands_beside_its_passage_with_who_said_it_on_which_text(checked, hanh):
    remarks.make_remark(
        checked, actor=hanh, item_key="k1", text=" Ghi rõ\u200b sân nào ", suggestion=BETTER, quote="sân"
    )

    row = Remark.objects.get()
    assert (row.item_key, row.text, row.suggestion, row.base_text, row.quote) == (
        "k1", "Ghi rõ sân nào", BETTER, WORDS, "sân",
    )  # fmt: skip
    assert (row.author_name, row.author_post, row.unit_id, row.state) == (
        "Triệu Thị Hạnh", "Kiểm tra", hanh.unit_id, "open",
    )  # fmt: skip
    assert row.version == checked.versions.get()
    assert events(checked) == ["remark.made"]


def test_a_remark_on_the_whole_has_no_wording_to_put_in(checked, hanh):
    row = remarks.make_remark(checked, actor=hanh, text="Rút gọn", suggestion="Không có chỗ để thay")

    assert (row.item_key, row.suggestion, row.base_text) == ("", "", "")


def test_words_left_as_they_are_are_no_suggestion(checked, hanh):
    row = remarks.make_remark(checked, actor=hanh, item_key="k1", text="Hay", suggestion=WORDS)

    assert (row.suggestion, row.base_text) == ("", "")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": "", "suggestion": ""}, "Ghi điều cần góp ý, hoặc sửa lời của đoạn thành câu đề nghị."),
        ({"text": " \n", "suggestion": WORDS}, "Ghi điều cần góp ý, hoặc sửa lời của đoạn thành câu đề nghị."),
        ({"text": "x" * 5_001}, "Góp ý dài quá 5.000 chữ cái; rút gọn hoặc tách ra."),
        ({"suggestion": "x" * 20_001}, "Câu đề nghị dài quá một đoạn; rút gọn lại."),
    ],
)
def test_nothing_and_too_much_are_refused_with_a_sentence(checked, hanh, said, sentence):
    with pytest.raises(Invalid, match=sentence):
        remarks.make_remark(checked, actor=hanh, item_key="k1", **said)

    assert not Remark.objects.exists()


@pytest.mark.parametrize("key", ["nowhere", "k\x00"])
def test_a_passage_that_is_gone_takes_no_remark(checked, hanh, key):
    with pytest.raises(NotNow, match="không còn trong dự thảo"):
        remarks.make_remark(checked, actor=hanh, item_key=key, text="Sửa")


def test_a_button_pressed_twice_makes_one_remark_and_says_so(checked, hanh):
    remarks.make_remark(checked, actor=hanh, item_key="k1", text="Sửa")

    with pytest.raises(NotNow, match="vừa ghi rồi"):
        remarks.make_remark(checked, actor=hanh, item_key="k1", text="Sửa")

    assert (Remark.objects.count(), events(checked)) == (1, ["remark.made"])


def test_the_drafter_is_told_once_for_many_remarks(checked, hanh, hoa):
    for text in ("Một", "Hai", "Ba"):
        remarks.make_remark(checked, actor=hanh, item_key="k1", text=text)

    told = Notice.objects.filter(text__startswith="Triệu Thị Hạnh góp ý")
    assert [(row.user_id, row.path) for row in told] == [(hoa.user_id, f"/ke-hoach/{checked.pk}/thay-doi/")]


@pytest.mark.parametrize("status", ["draft", "sent_back", "submitted", "approved"])
def test_everybody_of_the_unit_may_remark_until_it_is_issued(draft, binh, status):
    plan = set_status(draft, status)

    assert remarks.make_remark(plan, actor=binh, text="Được").pk


@pytest.mark.parametrize("status", ["issued", "withdrawn", "superseded"])
def test_nobody_remarks_on_what_was_issued(draft, binh, status):
    plan = set_status(draft, status)

    with pytest.raises(NotNow, match="Kế hoạch đã ban hành nên không góp ý được nữa"):
        remarks.make_remark(plan, actor=binh, text="Muộn")


def test_a_stranger_remarks_only_while_asked(draft, khach, other_commune):
    plan = bring_to(draft, "consult", way=("consult", "sign", "number", "issue"))
    with pytest.raises(NotAllowed):
        remarks.make_remark(plan, actor=khach, text="Xen vào")

    make_opinion(plan, unit=other_commune)

    row = remarks.make_remark(plan, actor=khach, item_key="k1", text="Góp ý")
    assert row.unit_id == khach.unit_id
    plan = set_status(plan, "sent_back")
    with pytest.raises(NotNow, match="Việc xin ý kiến đã kết thúc"):
        remarks.make_remark(plan, actor=khach, item_key="k1", text="Muộn")


# --- answering and closing -------------------------------------------------------------------------------------------


def test_an_answer_stands_under_the_remark_and_its_author_is_told(suggestion, hoa, hanh):
    reply = remarks.reply_to_remark(suggestion, actor=hoa, text="Sân nào ạ?")
    back = remarks.reply_to_remark(reply, actor=hanh, text="Sân 9A")

    assert [(one.reply_to_id, one.item_key, one.text) for one in (reply, back)] == [
        (suggestion.pk, "k1", "Sân nào ạ?"), (suggestion.pk, "k1", "Sân 9A"),
    ]  # fmt: skip
    assert Notice.objects.filter(user_id=hanh.user_id, text__contains="đã trả lời góp ý").count() == 1


@pytest.mark.parametrize(("state", "note"), [("resolved", ""), ("resolved", "Đã ghi"), ("declined", "Đã đủ ý")])
def test_a_remark_is_closed_with_words(suggestion, hoa, state, note):
    remarks.close_remark(suggestion, actor=hoa, state=state, note=note)

    assert state_of(suggestion) == (state, "Nguyễn Thị Hoa", note)
    assert suggestion.closed_at is not None
    entry = AuditEntry.objects.get(event="remark.closed")
    assert (entry.subject, entry.after) == ("k1", [state, note])


@pytest.mark.parametrize(
    ("state", "note", "sentence"),
    [
        ("declined", "", "Ghi lý do không tiếp thu"),
        ("declined", " ", "Ghi lý do không tiếp thu"),
        ("accepted", "x", "Chọn “đã xử lý”"),
        ("open", "", "Chọn “đã xử lý”"),
        ("resolved", "x" * 501, "nhiều nhất 500"),
    ],
)
def test_a_remark_is_not_closed_without_saying_how(suggestion, hoa, state, note, sentence):
    with pytest.raises(Invalid, match=sentence):
        remarks.close_remark(suggestion, actor=hoa, state=state, note=note)

    assert state_of(suggestion)[0] == "open"


def test_closing_twice_says_that_it_is_done(suggestion, hoa):
    remarks.close_remark(suggestion, actor=hoa, state="resolved")

    with pytest.raises(NotNow, match="đã xử lý rồi: đã xử lý"):
        remarks.close_remark(suggestion, actor=hoa, state="declined", note="Khác")

    assert state_of(suggestion)[0] == "resolved"


@pytest.mark.parametrize("verb", ["close", "accept"])
def test_only_the_drafter_of_the_unit_deals_with_remarks(suggestion, hanh, binh, mai, khach, verb):
    act = {
        "close": lambda who: remarks.close_remark(suggestion, actor=who, state="resolved"),
        "accept": lambda who: remarks.accept_remark(suggestion, actor=who),
    }[verb]
    for who in (hanh, binh, mai, khach):
        with pytest.raises(NotAllowed):
            act(who)

    assert (state_of(suggestion)[0], text_of(suggestion.plan)) == ("open", WORDS)


def test_an_answer_is_not_closed_on_its_own(suggestion, hoa):
    reply = remarks.reply_to_remark(suggestion, actor=hoa, text="Sân nào ạ?")

    with pytest.raises(NotNow, match="xử lý góp ý ở trên nó"):
        remarks.close_remark(reply, actor=hoa, state="resolved")


# --- taking a suggestion over ----------------------------------------------------------------------------------------


def test_one_click_puts_the_words_in_and_closes_the_remark(suggestion, hoa):
    before = Item.objects.get(key="k1").revision

    remarks.accept_remark(suggestion, actor=hoa)

    row = Item.objects.get(key="k1")
    assert (row.text, row.revision, row.updated_by_id) == (BETTER, before + 1, hoa.user_id)
    assert state_of(suggestion) == ("accepted", "Nguyễn Thị Hoa", "")
    assert events(suggestion.plan) == ["remark.made", "item.saved", "remark.accepted"]


def test_a_second_click_changes_nothing_and_says_so(suggestion, hoa):
    remarks.accept_remark(suggestion, actor=hoa)

    with pytest.raises(NotNow, match="đã xử lý rồi: đã tiếp thu"):
        remarks.accept_remark(suggestion, actor=hoa)

    assert (text_of(suggestion.plan), len(events(suggestion.plan))) == (BETTER, 3)


@pytest.mark.parametrize("status", ["submitted", "approved"])
def test_a_text_that_is_being_checked_takes_no_suggestion(suggestion, hoa, status):
    set_status(suggestion.plan, status)

    with pytest.raises(NotNow, match="không còn là dự thảo"):
        remarks.accept_remark(suggestion, actor=hoa)

    assert (text_of(suggestion.plan), state_of(suggestion)[0]) == (WORDS, "open")


def change(plan, actor, text):
    row = Item.objects.get(plan=plan, key="k1")
    return drafting.save_item(plan, "k1", actor=actor, revision=row.revision, text=text)


def test_where_the_words_changed_meanwhile_both_are_shown_and_the_drafter_decides(suggestion, hoa):
    plan = suggestion.plan
    changed = change(plan, hoa, "Lễ phát động ở hội trường")

    with pytest.raises(StaleEdit) as refused:
        remarks.accept_remark(suggestion, actor=hoa)
    assert (refused.value.theirs, refused.value.mine, refused.value.revision, refused.value.editor) == (
        "Lễ phát động ở hội trường", BETTER, changed.revision, "Nguyễn Thị Hoa",
    )  # fmt: skip
    assert (text_of(plan), state_of(suggestion)[0]) == ("Lễ phát động ở hội trường", "open")

    remarks.accept_remark(suggestion, actor=hoa, revision=changed.revision, text="Lễ phát động ở sân 9A")
    assert (text_of(plan), state_of(suggestion)[0]) == ("Lễ phát động ở sân 9A", "accepted")


def test_whoever_edits_while_the_drafter_decides_is_not_overwritten(suggestion, hoa):
    shown = change(suggestion.plan, hoa, "Một").revision
    change(suggestion.plan, hoa, "Hai")

    with pytest.raises(StaleEdit) as refused:
        remarks.accept_remark(suggestion, actor=hoa, revision=shown, text="Ba")

    assert (refused.value.theirs, refused.value.mine, text_of(suggestion.plan)) == ("Hai", "Ba", "Hai")


def test_words_typed_by_hand_as_proposed_only_close_the_remark(suggestion, hoa):
    change(suggestion.plan, hoa, BETTER)

    remarks.accept_remark(suggestion, actor=hoa)

    assert (state_of(suggestion)[0], events(suggestion.plan).count("item.saved")) == ("accepted", 1)


def test_a_suggestion_for_a_passage_that_is_gone_is_answered_instead(suggestion, hoa):
    drafting.remove_item(suggestion.plan, "k1", actor=hoa)

    with pytest.raises(NotNow, match="không còn trong dự thảo"):
        remarks.accept_remark(suggestion, actor=hoa)

    remarks.close_remark(suggestion, actor=hoa, state="resolved", note="Đã bỏ đoạn này")
    assert state_of(suggestion)[0] == "resolved"


def test_a_remark_without_a_wording_cannot_be_taken_over(checked, hanh, hoa):
    row = remarks.make_remark(checked, actor=hanh, item_key="k1", text="Nghĩ lại")
    set_status(checked, "sent_back")

    with pytest.raises(Invalid, match="không có câu đề nghị"):
        remarks.accept_remark(row, actor=hoa)


def test_a_database_that_fails_in_the_middle_leaves_neither_words_nor_mark(suggestion, hoa, failing_write):
    for number in range(1, 6):
        with failing_write(number), pytest.raises(Exception, match="disk is full"):
            remarks.accept_remark(suggestion, actor=hoa)
        assert (text_of(suggestion.plan), state_of(suggestion)[0]) == (WORDS, RemarkState.OPEN)


def test_remarks_outlive_the_rounds(suggestion, hoa, hanh):
    plan = bring_to(suggestion.plan, "content_check", way=("content_check", "sign", "number", "issue"))

    assert state_of(suggestion)[0] == "open"
    remarks.reply_to_remark(suggestion, actor=hoa, text="Lần này đã rõ")
    assert Remark.objects.filter(plan=plan).count() == 2


def test_another_plans_remark_is_not_found(suggestion, ward):
    with pytest.raises(PortalError, match="không còn"):
        remarks.remark_of(make_draft(ward), suggestion.pk)


# --- at the same moment ----------------------------------------------------------------------------------------------


def at_once(*acts):
    """Run these at the same moment, each on a connection of its own; what each raised, or None."""
    ready, found = Barrier(len(acts)), {}

    def run(number, act):
        try:
            ready.wait()
            found[number] = act()
        except PortalError as error:
            found[number] = type(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=one) for one in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


one_writer = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="one writer at a time: two presses cannot overlap in memory"
)


@one_writer
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_take_a_suggestion_over_once(suggestion, hoa):
    found = at_once(*[lambda: remarks.accept_remark(suggestion, actor=hoa).text] * 2)

    assert sorted(map(str, found.values())) == sorted([BETTER, str(NotNow)])
    assert (text_of(suggestion.plan), events(suggestion.plan).count("remark.accepted")) == (BETTER, 1)


@one_writer
@pytest.mark.django_db(transaction=True)
def test_taking_over_while_somebody_types_loses_neither_text(suggestion, hoa, ward):
    thu = make_actor(ward, "drafter", user=make_user("Lê Thị Thu"))
    row = Item.objects.get(plan=suggestion.plan, key="k1")

    found = at_once(
        lambda: remarks.accept_remark(suggestion, actor=hoa).text,
        lambda: drafting.save_item(suggestion.plan, "k1", actor=thu, revision=row.revision, text="Lời của Thu").text,
    )

    outcomes = {0: found[0], 1: found[1], "text": text_of(suggestion.plan)}
    assert outcomes in (
        {0: BETTER, 1: StaleEdit, "text": BETTER},
        {0: StaleEdit, 1: "Lời của Thu", "text": "Lời của Thu"},
    )
