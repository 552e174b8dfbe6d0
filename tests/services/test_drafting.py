"""Every verb of drafting: what it does, what it writes down, what it refuses, and that nothing is ever lost."""

import unicodedata

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from plans.content.numbering import MAX_DEPTH
from plans.content.pasting import MAX_LENGTH, MAX_PARAGRAPHS
from plans.exceptions import Invalid, NotAllowed, NotNow, StaleEdit
from plans.models import Item, Plan
from plans.queries.contents import content_of
from plans.rules.actor import SYSTEM
from plans.services import drafting
from tests.factories import item, make_actor, make_draft, make_user, set_status
from tests.services.drafts import (
    appendix_draft,
    appendix_keys,
    inherited_draft,
    keys,
    outline_draft,
    section,
    shown,
    trail,
)


@pytest.fixture
def plan(ward):
    return outline_draft(ward)


def row(plan, key):
    return Item.objects.get(plan=plan, key=key)


def is_removed(plan, key):
    return row(plan, key).removed_at is not None


# --- words -----------------------------------------------------------------------------------------------------------


def test_saving_keeps_the_words_counts_the_revision_and_leaves_a_trail(plan, hoa):
    saved = drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Treo pa nô")

    stored = row(plan, "a11")
    assert (stored.text, stored.revision, stored.updated_by_id, saved.revision) == ("Treo pa nô", 2, hoa.user_id, 2)
    entry = plan.audit_entries.get()
    assert (entry.event, entry.subject, entry.before, entry.after, entry.actor_name, entry.unit_id) == (
        "item.saved", "a11", "Treo băng rôn", "Treo pa nô", "Nguyễn Thị Hoa", plan.issuing_unit_id,
    )  # fmt: skip
    plan.refresh_from_db()
    assert plan.updated_by_id == hoa.user_id


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Tổ chức Lễ phát động"), "Tổ chức Lễ phát động"),
        ("một\x00 hai\x1b\u200b\x07", "một hai"),
        ("dòng một\r\ndòng hai\vdòng ba", "dòng một dòng hai dòng ba"),
        ("<script>alert(1)</script> & <b>đậm</b>", "<script>alert(1)</script> & <b>đậm</b>"),
        ("⟦chủ đề⟧ {{ plan }} %s", "⟦chủ đề⟧ {{ plan }} %s"),
        ("x" * MAX_LENGTH, "x" * MAX_LENGTH),
        (f"  {'x' * MAX_LENGTH}\n ", "x" * MAX_LENGTH),
    ],
    ids=["decomposed", "control", "breaks", "html", "braces", "longest", "spaces do not count"],
)
def test_what_is_typed_is_kept_clean(plan, hoa, typed, kept):
    drafting.save_item(plan, "a11", actor=hoa, revision=1, text=typed)

    assert row(plan, "a11").text == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Đoạn trống thì không giữ; muốn bỏ đoạn này, chọn “Bỏ…”."),
        (" \n\u200b\x00", "Đoạn trống thì không giữ; muốn bỏ đoạn này, chọn “Bỏ…”."),
        ("x" * 20_001, "Đoạn này dài 20.001 chữ cái, quá 20.000; tách thành nhiều đoạn rồi ghi lại."),
        ("x" * 200_000, "Đoạn này dài 200.000 chữ cái, quá 20.000; tách thành nhiều đoạn rồi ghi lại."),
    ],
)
def test_nothing_and_too_much_are_refused_with_a_sentence(plan, hoa, typed, sentence):
    with pytest.raises(Invalid) as refused:
        drafting.save_item(plan, "a11", actor=hoa, revision=1, text=typed)

    assert (refused.value.message, list(refused.value.fields)) == (sentence, ["text"])
    assert (row(plan, "a11").text, trail(plan)) == ("Treo băng rôn", [])


def test_saving_the_same_words_changes_nothing_whatever_the_revision(plan, hoa):
    drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Treo pa nô")
    again = drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Treo  pa nô ")

    assert (again.revision, len(trail(plan))) == (2, 1)


def test_a_heading_can_be_made_a_paragraph(plan, hoa):
    drafting.save_item(plan, "a2", actor=hoa, revision=1, text="Tặng quà", is_heading=False)

    assert (row(plan, "a2").is_heading, row(plan, "a2").revision) == (False, 2)


def test_the_second_save_of_the_same_item_carries_both_texts_and_loses_neither(plan, hoa, ward):
    colleague = make_actor(ward, "drafter", user=make_user("Ma Văn Tú"))
    drafting.save_item(plan, "a11", actor=colleague, revision=1, text="Lời của Tú")

    with pytest.raises(StaleEdit) as stale:
        drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Lời  của Hoa")

    error = stale.value
    assert (error.theirs, error.mine, error.revision, error.editor) == ("Lời của Tú", "Lời của Hoa", 2, "Ma Văn Tú")
    assert error.message.startswith("Ma Văn Tú vừa sửa đoạn này trước mình.")
    assert row(plan, "a11").text == "Lời của Tú"

    drafting.save_item(plan, "a11", actor=hoa, revision=error.revision, text=error.mine)
    assert row(plan, "a11").text == "Lời của Hoa"
    said = [(entry.before, entry.after) for entry in plan.audit_entries.all()]
    assert said == [("Lời của Tú", "Lời của Hoa"), ("Treo băng rôn", "Lời của Tú")]


def test_a_stale_edit_without_a_known_editor_still_says_who(plan, hoa):
    drafting.save_item(plan, "a11", actor=SYSTEM, revision=1, text="Lời của cổng")

    with pytest.raises(StaleEdit, match=r"^người khác vừa sửa"):
        drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Lời của Hoa")


# --- every verb alike ------------------------------------------------------------------------------------------------

VERBS = {
    "save": lambda plan, actor: drafting.save_item(plan, "a11", actor=actor, revision=1, text="Khác"),
    "add": lambda plan, actor: drafting.add_items(plan, actor=actor, text="Một\n- hai\n- ba", after="a11"),
    "join": lambda plan, actor: drafting.join_item(
        plan, "a12", actor=actor, revision=1, into="a11", into_revision=1
    ),
    "move": lambda plan, actor: drafting.move_item(plan, "a11", actor=actor, how="down"),
    "indent": lambda plan, actor: drafting.move_item(plan, "a2", actor=actor, how="indent"),
    "place": lambda plan, actor: drafting.place_item(plan, "a2", actor=actor, after="a11"),
    "restyle": lambda plan, actor: drafting.restyle_item(plan, "a11", actor=actor, marker="letter"),
    "drop": lambda plan, actor: drafting.drop_item(plan, "a11", actor=actor, reason="tỉnh làm"),
    "reuse": lambda plan, actor: drafting.reuse_item(plan, "a11", actor=actor),
    "remove": lambda plan, actor: drafting.remove_item(plan, "a1", actor=actor),
}  # fmt: skip
EVENTS = {
    "save": "item.saved", "add": "item.added", "join": "item.removed", "move": "item.moved", "indent": "item.moved",
    "place": "item.moved", "restyle": "item.moved", "drop": "item.dropped", "reuse": "item.reused",
    "remove": "item.removed",
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_leaves_a_trail(verb, plan, hoa):
    VERBS[verb](plan, hoa)

    event, who, subject = trail(plan)[0]
    assert (event, who) == (EVENTS[verb], "Nguyễn Thị Hoa")
    assert Item.objects.filter(plan=plan, key=subject).exists()


@pytest.mark.parametrize("who", ["binh", "mai", "khach", "lan"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_the_drafters_alone(verb, who, plan, request):
    before = content_of(plan)

    with pytest.raises(NotAllowed, match=r"^Chỉ người soạn thảo của đơn vị mới sửa được dự thảo này\.$"):
        VERBS[verb](plan, request.getfixturevalue(who))
    assert (content_of(plan), trail(plan)) == (before, [])


@pytest.mark.parametrize("status", ["submitted", "approved", "withdrawn"])
@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_changes_what_is_no_longer_a_draft(verb, status, plan, hoa):
    plan = set_status(plan, status)
    before = content_of(plan)
    plan.status = "draft"  # what a page opened earlier still believes

    with pytest.raises(NotNow, match="không còn là dự thảo"):
        VERBS[verb](plan, hoa)
    assert (content_of(Plan.objects.get(pk=plan.pk)), trail(plan)) == (before, [])


@pytest.mark.parametrize("verb", VERBS)
def test_a_removed_draft_takes_no_verb(verb, plan, hoa):
    Plan.objects.filter(pk=plan.pk).update(removed_at=plan.created_at)

    with pytest.raises(NotNow, match="đã xóa"):
        VERBS[verb](plan, hoa)


@pytest.mark.parametrize("verb", [*VERBS, "restore"])
def test_a_database_that_fails_anywhere_leaves_nothing_half_written(verb, plan, hoa, failing_write):
    act = VERBS.get(verb, lambda plan, actor: drafting.restore_item(plan, "b1", actor=actor))
    drafting.remove_item(plan, "b1", actor=hoa)
    before, entries = content_of(plan), trail(plan)

    for number in range(1, 30):
        try:
            with failing_write(number):
                act(plan, hoa)
        except OperationalError:
            assert (content_of(plan), trail(plan)) == (before, entries), f"write {number}"
        else:
            break

    assert number > 2
    assert len(trail(plan)) > len(entries)


@pytest.mark.parametrize("key", ["nowhere", "", "a\x00", "k1' OR 1=1"])
def test_what_is_gone_is_said_to_be_gone(key, plan, hoa):
    for act in (
        lambda: drafting.save_item(plan, key, actor=hoa, revision=1, text="Khác"),
        lambda: drafting.move_item(plan, key, actor=hoa, how="up"),
        lambda: drafting.place_item(plan, "a2", actor=hoa, after=key or "-"),
        lambda: drafting.drop_item(plan, key, actor=hoa, reason="thôi"),
        lambda: drafting.join_item(plan, "a12", actor=hoa, revision=1, into=key, into_revision=1),
        lambda: drafting.add_items(plan, actor=hoa, text="Mới", after=key or "-"),
    ):
        with pytest.raises(NotNow, match="vừa được người khác bỏ hoặc xóa"):
            act()
    assert trail(plan) == []


def test_an_item_of_another_draft_is_not_touched(plan, hoa, other_commune):
    theirs = outline_draft(other_commune)
    Item.objects.filter(plan=plan, key="a11").update(key="zz")

    with pytest.raises(NotNow):
        drafting.save_item(plan, "a11", actor=hoa, revision=1, text="Khác")
    assert row(theirs, "a11").text == "Treo băng rôn"


# --- adding ----------------------------------------------------------------------------------------------------------


def test_adding_after_an_item_takes_its_level_and_marker(plan, hoa):
    new = drafting.add_items(plan, actor=hoa, text="Phát tờ rơi", after="a11")

    assert [one.text for one in new] == ["Phát tờ rơi"]
    assert shown(plan) == [
        (0, "I.", "Nội dung"),
        (1, "1.", "Tuyên truyền"),
        (2, "-", "Treo băng rôn"),
        (2, "-", "Phát tờ rơi"),
        (2, "-", "Phát thanh"),
        (1, "2.", "Tặng quà"),
        (0, "II.", "Kinh phí"),
        (1, "1.", "Nguồn"),
    ]


@pytest.mark.parametrize(
    ("where", "at", "numeral"),
    [
        ({"into": "a"}, 1, "1."),
        ({"into": "a2"}, 5, "-"),
        ({"into": "a11"}, 3, "+"),
        ({"after": "a"}, 5, "II."),
        ({"after": "b1"}, 7, "2."),
        ({}, 7, "III."),
    ],
)
def test_adding_elsewhere(where, at, numeral, plan, hoa):
    drafting.add_items(plan, actor=hoa, text="Mới", **where)

    assert [(place, label) for place, (_, label, text) in enumerate(shown(plan)) if text == "Mới"] == [(at, numeral)]


def test_pasting_from_word_becomes_items_in_reading_order(plan, hoa):
    new = drafting.add_items(plan, actor=hoa, text="1. Hội thi\n- Vòng phường\n- Chung kết\n2. Trại hè", after="a1")

    assert [one.text for one in new] == ["Hội thi", "Vòng phường", "Chung kết", "Trại hè"]
    assert [one[1:] for one in shown(plan)][4:9] == [
        ("2.", "Hội thi"), ("-", "Vòng phường"), ("-", "Chung kết"), ("3.", "Trại hè"), ("4.", "Tặng quà"),
    ]  # fmt: skip
    assert plan.audit_entries.get().after == [[one.key, one.text] for one in new]


def test_a_new_paragraph_stays_behind_its_neighbour_after_others_were_removed(plan, hoa, ward):
    draft = make_draft(ward, items=tuple(item(f"k{at}", f"Đoạn {at}") for at in range(6)))
    for key in ("k1", "k2", "k3", "k4"):
        drafting.remove_item(draft, key, actor=hoa)
    drafting.add_items(draft, actor=hoa, text="Mới", after="k5")

    assert [text for _, _, text in shown(draft)] == ["Đoạn 0", "Đoạn 5", "Mới"]


def test_nothing_is_added_below_the_last_level(hoa, ward):
    deep = item("k4", "bốn")
    for at in (3, 2, 1, 0):
        deep = item(f"k{at}", str(at), deep)
    draft = make_draft(ward, items=(deep,))

    with pytest.raises(Invalid, match="chỉ có năm cấp"):
        drafting.add_items(draft, actor=hoa, text="năm", into="k4")
    assert max(depth for depth, _ in keys(draft)) == MAX_DEPTH - 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" \n\u200b\n", "Chưa có chữ nào để thêm."),
        ("x\n" * 501, f"Dán 501 đoạn một lúc là quá nhiều; mỗi lần dán nhiều nhất {MAX_PARAGRAPHS} đoạn."),
        ("ngắn\n" + "x" * 20_001, "Đoạn này dài 20.001 chữ cái, quá 20.000; tách thành nhiều đoạn rồi ghi lại."),
        ("x" * 200_000, "Đoạn này dài 200.000 chữ cái, quá 20.000; tách thành nhiều đoạn rồi ghi lại."),
    ],
)
def test_what_cannot_be_added_is_refused_whole(typed, sentence, plan, hoa):
    before = content_of(plan)

    with pytest.raises(Invalid) as refused:
        drafting.add_items(plan, actor=hoa, text=typed, after="a11")
    assert (refused.value.message, content_of(plan)) == (sentence, before)


def test_two_hundred_thousand_letters_in_five_hundred_paragraphs_are_added_with_few_queries(plan, hoa):
    with CaptureQueriesContext(connection) as queries:
        new = drafting.add_items(plan, actor=hoa, text=("đường " * 66 + "đi\n") * 500, after="a12")

    assert (len(new), len(queries) < 20) == (500, True)
    assert sum(len(one.text) for one in new) == 500 * (6 * 66 + 2)


# --- joining ---------------------------------------------------------------------------------------------------------


def test_joining_puts_the_words_behind_those_before(plan, hoa):
    joined = drafting.join_item(plan, "a12", actor=hoa, revision=1, into="a11", into_revision=1)

    assert (joined.text, joined.revision) == ("Treo băng rôn Phát thanh", 2)
    assert [key for _, key in keys(plan)] == ["a", "a1", "a11", "a2", "b", "b1"]
    assert [event for event, _, _ in trail(plan)] == ["item.removed", "item.saved"]


@pytest.mark.parametrize(
    ("act", "error", "sentence"),
    [
        ({"key": "a1", "into": "b1"}, Invalid, "Dưới đoạn này còn các đoạn khác"),
        ({"key": "a1", "into": "a11"}, Invalid, "Dưới đoạn này còn các đoạn khác"),
        ({"key": "a11", "into": "a11"}, Invalid, "Không nối một đoạn với chính nó"),
        ({"key": "a12", "into": "a11", "revision": 9}, StaleEdit, "vừa được người khác sửa"),
        ({"key": "a12", "into": "a11", "into_revision": 9}, StaleEdit, "vừa sửa đoạn này trước mình"),
    ],
)
def test_joining_that_would_lose_something_is_refused(act, error, sentence, plan, hoa):
    before = content_of(plan)
    values = {"revision": 1, "into_revision": 1} | act

    with pytest.raises(error, match=sentence):
        drafting.join_item(plan, values.pop("key"), actor=hoa, **values)
    assert (content_of(plan), trail(plan)) == (before, [])


def test_what_comes_from_above_is_not_joined_away(hoa, ward, province):
    plan = make_inherited = inherited_draft(ward, province)
    drafting.remove_item(plan, "i2", actor=hoa)
    before = content_of(make_inherited)

    with pytest.raises(Invalid, match="lấy từ văn bản cấp trên"):
        drafting.join_item(plan, "i1", actor=hoa, revision=1, into="own", into_revision=1)
    assert content_of(plan) == before


# --- dropping, removing, bringing back -------------------------------------------------------------------------------


def test_a_dropped_item_keeps_its_words_and_its_reason_and_can_be_used_again(plan, hoa):
    drafting.drop_item(plan, "a1", actor=hoa, reason="  tỉnh \x00làm chung ")

    assert shown(plan)[1:5] == [
        (1, "", "Tuyên truyền"), (2, "", "Treo băng rôn"), (2, "", "Phát thanh"), (1, "1.", "Tặng quà"),
    ]  # fmt: skip
    assert row(plan, "a1").dropped_reason == "tỉnh làm chung"

    drafting.reuse_item(plan, "a1", actor=hoa)
    assert shown(plan)[1:3] == [(1, "1.", "Tuyên truyền"), (2, "-", "Treo băng rôn")]
    assert [(one.event, one.before, one.after) for one in plan.audit_entries.all()] == [
        ("item.reused", "tỉnh làm chung", None),
        ("item.dropped", "", "tỉnh làm chung"),
    ]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (" \u200b", "Ghi lý do bỏ; lý do không in ra nhưng cấp trên và người duyệt đọc được."),
        ("x" * 301, "Lý do dài 301 chữ cái; ghi gọn lại, nhiều nhất 300 chữ cái."),
    ],
)
def test_a_reason_is_neither_missing_nor_cut(reason, sentence, plan, hoa):
    with pytest.raises(Invalid) as refused:
        drafting.drop_item(plan, "a11", actor=hoa, reason=reason)

    assert (refused.value.message, refused.value.fields) == (sentence, {"reason": sentence})
    assert row(plan, "a11").dropped_reason == ""


def test_removing_takes_what_stands_under_it_and_restoring_brings_exactly_that_back(plan, hoa):
    drafting.remove_item(plan, "a12", actor=hoa)
    before = content_of(plan)

    assert drafting.remove_item(plan, "a1", actor=hoa) == ["a1", "a11"]
    assert keys(plan) == [(0, "a"), (1, "a2"), (0, "b"), (1, "b1")]

    restored = drafting.restore_item(plan, "a1", actor=hoa)
    assert (restored.removed_at, content_of(plan)) == (None, before)
    assert is_removed(plan, "a12")
    assert [event for event, _, _ in trail(plan)] == ["item.restored", "item.removed", "item.removed"]


def test_what_was_removed_comes_back_where_it_stood_although_others_came(plan, hoa):
    drafting.remove_item(plan, "a1", actor=hoa)
    drafting.add_items(plan, actor=hoa, text="Đầu tiên", into="a")
    drafting.add_items(plan, actor=hoa, text="Cuối cùng", after="a2")
    drafting.restore_item(plan, "a1", actor=hoa)

    assert [text for depth, _, text in shown(plan) if depth == 1] == [
        "Đầu tiên", "Tuyên truyền", "Tặng quà", "Cuối cùng", "Nguồn",
    ]  # fmt: skip


def test_a_child_is_not_brought_back_before_what_contains_it(plan, hoa):
    drafting.remove_item(plan, "a1", actor=hoa)

    with pytest.raises(NotNow, match="lấy lại mục đó trước"):
        drafting.restore_item(plan, "a11", actor=hoa)


def test_what_was_not_removed_cannot_be_restored(plan, hoa):
    for key in ("a11", "nowhere"):
        with pytest.raises(NotNow, match="không nằm trong số đã xóa"):
            drafting.restore_item(plan, key, actor=hoa)


def test_what_no_longer_fits_is_not_restored_too_deep(hoa, ward):
    tree = item("k2", "hai", item("k3", "ba", item("k4", "bốn")))
    plan = make_draft(ward, items=(item("k0", "không", item("k1", "một")), tree))
    drafting.remove_item(plan, "k3", actor=hoa)
    drafting.place_item(plan, "k2", actor=hoa, into="k1")
    drafting.add_items(plan, actor=hoa, text="năm", into="k2")
    drafting.move_item(plan, "k2", actor=hoa, how="outdent")
    drafting.restore_item(plan, "k3", actor=hoa)
    drafting.remove_item(plan, "k3", actor=hoa)
    drafting.place_item(plan, "k2", actor=hoa, into="k1")
    drafting.restore_item(plan, "k3", actor=hoa)
    assert max(depth for depth, _ in keys(plan)) == 4

    drafting.remove_item(plan, "k3", actor=hoa)
    new = drafting.add_items(plan, actor=hoa, text="xen", into="k1")[0].key
    drafting.place_item(plan, "k2", actor=hoa, into=new)
    with pytest.raises(Invalid, match="không còn chỗ"):
        drafting.restore_item(plan, "k3", actor=hoa)
    assert is_removed(plan, "k3")
    assert is_removed(plan, "k4")


def test_what_comes_from_above_is_dropped_with_a_reason_never_removed(hoa, ward, province):
    plan = inherited_draft(ward, province)
    before = content_of(plan)

    with pytest.raises(Invalid, match="muốn bỏ thì chọn “Bỏ…” và ghi lý do"):
        drafting.remove_item(plan, "i1", actor=hoa)
    assert (content_of(plan), trail(plan)) == (before, [])
    assert drafting.remove_item(plan, "i2", actor=hoa) == ["i2"]
    assert drafting.remove_item(plan, "own", actor=hoa) == ["own"]


# --- appendices ------------------------------------------------------------------------------------------------------


def test_an_appendix_has_its_own_paragraphs(hoa, ward):
    plan = appendix_draft(ward)
    appendix = plan.appendices.get()
    drafting.add_items(plan, actor=hoa, text="Ba", appendix=appendix.pk)
    drafting.add_items(plan, actor=hoa, text="Giữa", after="p1")

    assert [one.text for one in content_of(plan).appendices[0].items] == ["Thứ nhất", "Giữa", "Hai", "Ba"]
    assert [text for _, _, text in shown(plan)] == ["Thân bài", "Dưới"]


def test_the_first_paragraph_of_an_appendix_is_numbered(hoa, ward):
    plan = appendix_draft(ward)
    for key in ("p1", "p2"):
        drafting.remove_item(plan, key, actor=hoa)
    (new,) = drafting.add_items(plan, actor=hoa, text="Một", appendix=plan.appendices.get().pk)

    assert (new.marker, new.position, new.appendix_id) == ("arabic", 0, plan.appendices.get().pk)


@pytest.mark.parametrize("which", ["none", "another plan's", "huge"])
def test_an_appendix_that_is_not_there(which, hoa, ward, other_commune):
    plan = make_draft(ward)
    theirs = appendix_draft(other_commune).appendices.get().pk
    appendix = {"none": theirs + 1, "another plan's": theirs, "huge": 10**30}[which]

    with pytest.raises(NotNow, match="Phụ lục này không còn"):
        drafting.add_items(plan, actor=hoa, text="Mới", appendix=appendix)


def test_dragging_between_body_and_appendix_takes_everything_along_and_back(hoa, ward):
    plan = appendix_draft(ward)
    drafting.place_item(plan, "p1", actor=hoa, after="k1")

    assert (keys(plan), appendix_keys(plan)) == ([(0, "k1"), (1, "k11"), (0, "p1"), (1, "p11")], [(0, "p2")])
    drafting.move_item(plan, "p11", actor=hoa, how="outdent")
    assert keys(plan) == [(0, "k1"), (1, "k11"), (0, "p1"), (0, "p11")]

    drafting.place_item(plan, "k1", actor=hoa, into="p2")
    drafting.move_item(plan, "k11", actor=hoa, how="outdent")
    assert (keys(plan), appendix_keys(plan)) == ([(0, "p1"), (0, "p11")], [(0, "p2"), (1, "k1"), (1, "k11")])
    drafting.move_item(plan, "k11", actor=hoa, how="outdent")
    assert appendix_keys(plan) == [(0, "p2"), (1, "k1"), (0, "k11")]


# --- numbering -------------------------------------------------------------------------------------------------------


def test_restyling_changes_what_stands_before_an_item(plan, hoa):
    drafting.restyle_item(plan, "a11", actor=hoa, marker="letter")
    drafting.restyle_item(plan, "a12", actor=hoa, marker="letter", is_heading=True)

    assert shown(plan)[2:4] == [(2, "a)", "Treo băng rôn"), (2, "b)", "Phát thanh")]
    assert (row(plan, "a11").is_heading, row(plan, "a12").is_heading) == (False, True)
    assert plan.audit_entries.first().before == ["dash", False]


@pytest.mark.parametrize("marker", ["", "star", "I.", "ROMAN"])
def test_a_marker_that_does_not_exist(marker, plan, hoa):
    with pytest.raises(Invalid, match="Không có kiểu đánh số này"):
        drafting.restyle_item(plan, "a11", actor=hoa, marker=marker)
    assert row(plan, "a11").marker == "dash"


def test_only_the_top_level_carries_roman_numerals(plan, hoa):
    with pytest.raises(Invalid, match="Số La Mã chỉ dùng cho phần lớn"):
        drafting.restyle_item(plan, "a1", actor=hoa, marker="roman")
    drafting.restyle_item(plan, "b", actor=hoa, marker="roman")
    assert row(plan, "b").is_heading


# --- a thousand items ------------------------------------------------------------------------------------------------


def test_a_draft_of_a_thousand_items_costs_no_more_queries_than_one_of_ten(hoa, ward):
    def queries(count):
        plan = make_draft(ward, items=(section("s", "Phần", *(item(f"k{at}", f"Đoạn {at}") for at in range(count))),))
        last = f"k{count - 1}"
        acts = {
            "save": lambda: drafting.save_item(plan, "k3", actor=hoa, revision=1, text="Khác"),
            "add": lambda: drafting.add_items(plan, actor=hoa, text="Mới", after="k0"),
            "to the top": lambda: drafting.place_item(plan, last, actor=hoa, into="s"),
            "further down": lambda: drafting.place_item(plan, "k0", actor=hoa, after="k7"),
            "down": lambda: drafting.move_item(plan, "k1", actor=hoa, how="down"),
            "indent": lambda: drafting.move_item(plan, "k4", actor=hoa, how="indent"),
            "outdent": lambda: drafting.move_item(plan, "k4", actor=hoa, how="outdent"),
            "drop": lambda: drafting.drop_item(plan, "k5", actor=hoa, reason="thôi"),
            "join": lambda: drafting.join_item(plan, "k7", actor=hoa, revision=1, into="k6", into_revision=1),
            "remove": lambda: drafting.remove_item(plan, "k6", actor=hoa),
            "restore": lambda: drafting.restore_item(plan, "k6", actor=hoa),
        }
        counts = {}
        for name, act in acts.items():
            with CaptureQueriesContext(connection) as captured:
                act()
            counts[name] = len(captured)
        return counts

    assert queries(1000) == queries(10)
