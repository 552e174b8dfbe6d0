"""The tree of a draft: every move by hand, and random walks in which nothing is ever lost."""

from collections import Counter
from random import Random

import pytest

from plans.content.numbering import MAX_DEPTH, number_items
from plans.exceptions import Invalid, NotNow, PortalError
from plans.models import Item
from plans.queries.contents import content_of
from plans.services import drafting
from plans.services.items import Tree
from tests.factories import item, make_draft
from tests.services.drafts import appendix_draft, keys, outline_draft, part, section, shown


@pytest.fixture
def plan(ward):
    return outline_draft(ward)


START = [(0, "a"), (1, "a1"), (2, "a11"), (2, "a12"), (1, "a2"), (0, "b"), (1, "b1")]


@pytest.mark.parametrize(
    ("key", "how", "after"),
    [
        # Among siblings.
        ("a12", "up", [(0, "a"), (1, "a1"), (2, "a12"), (2, "a11"), (1, "a2"), (0, "b"), (1, "b1")]),
        ("a11", "down", [(0, "a"), (1, "a1"), (2, "a12"), (2, "a11"), (1, "a2"), (0, "b"), (1, "b1")]),
        # With everything that stands under it.
        ("a1", "down", [(0, "a"), (1, "a2"), (1, "a1"), (2, "a11"), (2, "a12"), (0, "b"), (1, "b1")]),
        ("b", "up", [(0, "b"), (1, "b1"), (0, "a"), (1, "a1"), (2, "a11"), (2, "a12"), (1, "a2")]),
        # Into the section before or after.
        ("b1", "up", [(0, "a"), (1, "a1"), (2, "a11"), (2, "a12"), (1, "a2"), (1, "b1"), (0, "b")]),
        ("a2", "down", [(0, "a"), (1, "a1"), (2, "a11"), (2, "a12"), (0, "b"), (1, "a2"), (1, "b1")]),
        ("a12", "down", [(0, "a"), (1, "a1"), (2, "a11"), (1, "a2"), (2, "a12"), (0, "b"), (1, "b1")]),
        # A level in, a level out.
        ("a2", "indent", [(0, "a"), (1, "a1"), (2, "a11"), (2, "a12"), (2, "a2"), (0, "b"), (1, "b1")]),
        ("b", "indent", [(0, "a"), (1, "a1"), (2, "a11"), (2, "a12"), (1, "a2"), (1, "b"), (2, "b1")]),
        ("a11", "outdent", [(0, "a"), (1, "a1"), (2, "a12"), (1, "a11"), (1, "a2"), (0, "b"), (1, "b1")]),
        ("a1", "outdent", [(0, "a"), (1, "a2"), (0, "a1"), (1, "a11"), (1, "a12"), (0, "b"), (1, "b1")]),
    ],
)
def test_moving(key, how, after, plan, hoa):
    assert keys(plan) == START
    moved = drafting.move_item(plan, key, actor=hoa, how=how)

    assert (moved.key, keys(plan)) == (key, after)
    entry = plan.audit_entries.get()
    assert (entry.event, entry.subject, entry.after) == ("item.moved", key, how)


@pytest.mark.parametrize(
    ("key", "how", "sentence"),
    [
        ("a", "up", "Đoạn này đã ở đầu phần, không chuyển lên được nữa."),
        ("a1", "up", "Đoạn này đã ở đầu phần, không chuyển lên được nữa."),
        ("b", "down", "Đoạn này đã ở cuối phần, không chuyển xuống được nữa."),
        ("b1", "down", "Đoạn này đã ở cuối phần, không chuyển xuống được nữa."),
        ("a", "indent", "Không lùi xuống được: phía trên chưa có đoạn nào cùng cấp để đứng dưới."),
        ("a", "outdent", "Đoạn này đã ở cấp cao nhất."),
        ("a1", "sideways", "Không rõ chuyển đi đâu; chọn lên, xuống, lùi vào hoặc lùi ra."),
        ("a1", "", "Không rõ chuyển đi đâu; chọn lên, xuống, lùi vào hoặc lùi ra."),
    ],
)
def test_a_move_that_leads_nowhere_is_refused(key, how, sentence, plan, hoa):
    with pytest.raises(Invalid) as refused:
        drafting.move_item(plan, key, actor=hoa, how=how)

    assert (refused.value.message, keys(plan)) == (sentence, START)


@pytest.mark.parametrize(
    ("key", "where", "after"),
    [
        ("b1", {"after": "a11"}, [(0, "a"), (1, "a1"), (2, "a11"), (2, "b1"), (2, "a12"), (1, "a2"), (0, "b")]),
        ("a11", {"after": "a12"}, [(0, "a"), (1, "a1"), (2, "a12"), (2, "a11"), (1, "a2"), (0, "b"), (1, "b1")]),
        ("a12", {"into": "a1"}, [(0, "a"), (1, "a1"), (2, "a12"), (2, "a11"), (1, "a2"), (0, "b"), (1, "b1")]),
        ("a1", {"into": "b1"}, [(0, "a"), (1, "a2"), (0, "b"), (1, "b1"), (2, "a1"), (3, "a11"), (3, "a12")]),
        ("b", {}, [(0, "b"), (1, "b1"), (0, "a"), (1, "a1"), (2, "a11"), (2, "a12"), (1, "a2")]),
        ("a11", {}, [(0, "a11"), (0, "a"), (1, "a1"), (2, "a12"), (1, "a2"), (0, "b"), (1, "b1")]),
        ("a11", {"after": "a11"}, START),
        ("a11", {"into": "a11"}, START),
        ("a12", {"after": "a11"}, START),
    ],
)
def test_dragging(key, where, after, plan, hoa):
    drafting.place_item(plan, key, actor=hoa, **where)

    assert keys(plan) == after


@pytest.mark.parametrize("where", [{"into": "a11"}, {"after": "a12"}, {"into": "a1"}])
def test_nothing_is_put_inside_itself(where, plan, hoa):
    for key in ("a", "a1") if where != {"into": "a1"} else ("a",):
        with pytest.raises(Invalid, match="vào bên trong chính nó"):
            drafting.place_item(plan, key, actor=hoa, **where)
    assert keys(plan) == START


def test_nothing_is_moved_deeper_than_the_document_goes(hoa, ward):
    chain = item("k4", "bốn")
    for at in (3, 2, 1):
        chain = item(f"k{at}", str(at), chain)
    plan = make_draft(ward, items=(item("k0", "không"), chain, item("z", "cuối", item("z1", "một"))))
    drafting.move_item(plan, "k1", actor=hoa, how="indent")
    assert max(depth for depth, _ in keys(plan)) == MAX_DEPTH - 1

    for act in (
        lambda: drafting.place_item(plan, "z", actor=hoa, into="k3"),
        lambda: drafting.place_item(plan, "z1", actor=hoa, into="k4"),
        lambda: drafting.place_item(plan, "z", actor=hoa, after="k4"),
    ):
        with pytest.raises(Invalid, match="chỉ có năm cấp"):
            act()
    drafting.place_item(plan, "z", actor=hoa, after="k3")
    assert keys(plan)[-2:] == [(3, "z"), (4, "z1")]


def test_a_moved_item_takes_the_marker_of_its_new_level(plan, hoa):
    drafting.move_item(plan, "a11", actor=hoa, how="outdent")
    drafting.move_item(plan, "b", actor=hoa, how="indent")
    drafting.place_item(plan, "a2", actor=hoa, into="a12")

    assert shown(plan) == [
        (0, "I.", "Nội dung"),
        (1, "1.", "Tuyên truyền"),
        (2, "-", "Phát thanh"),
        (3, "+", "Tặng quà"),
        (1, "2.", "Treo băng rôn"),
        (1, "3.", "Kinh phí"),
        (2, "1.", "Nguồn"),
    ]
    headings = dict(Item.objects.filter(plan=plan).values_list("key", "is_heading"))
    assert (headings["a2"], headings["b"], headings["a11"]) == (False, True, False)


def test_an_item_moved_to_the_top_becomes_a_part(plan, hoa):
    drafting.move_item(plan, "a1", actor=hoa, how="outdent")

    moved = Item.objects.get(plan=plan, key="a1")
    assert (moved.marker, moved.is_heading) == ("roman", True)
    assert [label for depth, label, _ in shown(plan) if depth == 0] == ["I.", "II.", "III."]


def test_the_tree_knows_its_measures(plan):
    tree = Tree.of(plan)

    assert [(tree.depth(tree.get(key)), tree.height(tree.get(key))) for key in ("a", "a1", "a11", "b1")] == [
        (0, 2), (1, 1), (2, 0), (1, 0),
    ]  # fmt: skip
    assert tree.depth(None) == -1
    assert [row.key for row in tree.subtree(tree.get("a"))] == ["a", "a1", "a11", "a12", "a2"]
    with pytest.raises(NotNow):
        tree.get("nowhere")


def test_the_tree_is_one_query_without_the_texts(plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = Tree.of(plan)
        tree.subtree(tree.get("a"))
    assert "text" in tree.get("a").get_deferred_fields()


# --- random walks ----------------------------------------------------------------------------------------------------

HOW = ("up", "down", "indent", "outdent")


def trees(plan):
    content = content_of(plan)
    return (content.items, *(appendix.items for appendix in content.appendices))


def standing(plan):
    """The keys of all that is there, with their words; a key that stood twice would be counted twice."""
    return Counter((one.item.key, one.item.text) for tree in trees(plan) for one in number_items(tree))


def check(plan, expected):
    """The tree is a tree, nothing is lost or doubled, nothing stands too deep, no two stand in one place."""
    assert standing(plan) == expected
    assert all(one.depth < MAX_DEPTH for tree in trees(plan) for one in number_items(tree))
    living = list(Item.objects.filter(plan=plan, removed_at=None).values("pk", "parent", "appendix", "position"))
    places = Counter((row["parent"] or (row["appendix"], "root"), row["position"]) for row in living)
    assert max(places.values()) == 1
    homes = {row["pk"]: row["appendix"] for row in living}
    assert [row for row in living if row["parent"] and homes[row["parent"]] != row["appendix"]] == []


def walk_step(random, plan, hoa, removed):
    """One act of a restless person; answers with the act's change of what stands there."""
    living = list(Item.objects.filter(plan=plan, removed_at=None).order_by("id"))
    one, other = random.choice(living), random.choice(living)
    act = random.choice(("move", "move", "move", "after", "into", "add", "remove", "restore"))
    gone, come = Counter(), Counter()
    if act == "move":
        drafting.move_item(plan, one.key, actor=hoa, how=random.choice(HOW))
    elif act in ("after", "into"):
        drafting.place_item(plan, one.key, actor=hoa, **{act: other.key})
    elif act == "add":
        text = random.choice(("một", "I. một\n1. hai\n- ba", "- một\n- hai"))
        new = drafting.add_items(plan, actor=hoa, text=text, **{random.choice(("after", "into")): one.key})
        come = Counter((row.key, row.text) for row in new)
    elif act == "remove" and len(living) > 8:
        taken = drafting.remove_item(plan, one.key, actor=hoa)
        gone = Counter({(row.key, row.text): 1 for row in living if row.key in taken})
        removed.append((one.key, gone))
    elif act == "restore" and removed:
        key, come = removed[-1]
        drafting.restore_item(plan, key, actor=hoa)
        removed.pop()
    return gone, come


@pytest.mark.parametrize("seed", range(3))
def test_a_restless_person_loses_nothing(seed, ward, hoa):
    random = Random(seed)
    plan = appendix_draft(ward) if seed % 2 else outline_draft(ward)
    drafting.add_items(plan, actor=hoa, text="- x\n- y\n- z\n- t", after=standing_keys(plan)[0])
    expected, removed, done = standing(plan), [], 0
    for _ in range(40):
        before = content_of(plan)
        try:
            gone, come = walk_step(random, plan, hoa, removed)
        except PortalError:
            assert content_of(plan) == before
            continue
        done += 1
        expected = expected - gone + come
        check(plan, expected)

    assert done > 12


def standing_keys(plan):
    return [one.item.key for one in number_items(content_of(plan).items)]


@pytest.mark.parametrize("seed", range(4))
def test_every_move_can_be_taken_back(seed, ward, hoa):
    """What the editor's undo does: put the item back after the one it followed, or first under what contained it."""
    random = Random(seed)
    parts = (part(f"p{n}", "Phần", section(f"s{n}", "Mục", item(f"d{n}", "Đoạn"))) for n in range(3))
    plan = make_draft(ward, items=tuple(parts))
    for _ in range(25):
        before = keys(plan)
        at = random.randrange(len(before))
        depth, key = before[at]
        above = [(level, one) for level, one in before[:at] if level <= depth]
        was = {}
        for level, one in reversed(above):
            if level == depth or level < depth:
                was = {"after": one} if level == depth else {"into": one}
                break
        try:
            drafting.move_item(plan, key, actor=hoa, how=random.choice(HOW))
        except Invalid:
            continue
        drafting.place_item(plan, key, actor=hoa, **was)
        assert keys(plan) == before
