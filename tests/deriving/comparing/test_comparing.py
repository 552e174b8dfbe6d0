"""Two states of a plan: what changed is found item by item, nothing else is called changed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from plans.content.plan import (
    ActivityContent,
    AppendixContent,
    DeadlineContent,
    IssuerContent,
    LegalBasisContent,
    Marker,
    PlanContent,
    SloganContent,
    walk,
)
from plans.deriving.comparing import Change, compare
from tests.content.strategies import plans
from tests.factories import item

ISSUER = IssuerContent(
    code="01840", name="Ủy ban nhân dân phường Đức Xuân", short_name="UBND phường Đức Xuân",
    territory="phường Đức Xuân", noun="phường", header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"), place="Đức Xuân",
)  # fmt: skip


def plan(*items, **facts):
    return PlanContent(issuer=ISSUER, year=2026, items=items, **facts)


def part(key, *children, **more):
    return item(key, f"Phần {key}", *children, marker=Marker.ROMAN, is_heading=True, **more)


def found(old, new):
    """(key, what became of it) of every item that differs, in reading order."""
    return [(one.key, one.change.value) for one in compare(old, new).changed]


def facts(old, new):
    return {one.label: (one.before, one.after) for one in compare(old, new).facts}


@pytest.fixture
def old():
    return plan(
        part("a", item("a1", "Treo băng rôn"), item("a2", "Phát thanh"), item("a3", "Tặng quà")),
        part("b", item("b1", "Ngân sách phường")),
    )


def body(*children, more=()):
    return plan(part("a", *children), part("b", item("b1", "Ngân sách phường"), *more))


A1, A2, A3 = item("a1", "Treo băng rôn"), item("a2", "Phát thanh"), item("a3", "Tặng quà")


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (body(A1, A2, A3), []),
        (body(A1, item("new", "Dạy bơi"), A2, A3), [("new", "added")]),
        (body(A1, A3), [("a2", "removed")]),
        (body(A2, A3), [("a1", "removed")]),
        (body(A1, replace(A2, text="Phát thanh hằng ngày"), A3), [("a2", "changed")]),
        (body(A1, replace(A2, marker=Marker.LETTER), A3), [("a2", "changed")]),
        (body(A1, replace(A2, activity=ActivityContent(venue="Nhà văn hóa")), A3), [("a2", "changed")]),
        (body(A1, replace(A2, dropped_reason="không làm"), A3), [("a2", "dropped")]),
        (body(A2, A3, A1), [("a1", "moved")]),
        (body(A3, A1, A2), [("a3", "moved")]),
        (body(A1, A2, more=(A3,)), [("a3", "moved")]),
        (body(A1, A2, more=(replace(A3, text="Tặng quà, học bổng"),)), [("a3", "changed")]),
    ],
    ids=[
        "nothing", "added", "removed", "first removed", "changed", "numbered otherwise", "assigned", "dropped",
        "to the end", "to the top", "to another part", "moved and changed",
    ],
)  # fmt: skip
def test_what_became_of_each_item(old, new, changes):
    assert found(old, new) == changes


def test_a_dropped_item_that_is_used_again(old):
    dropped = body(A1, replace(A2, dropped_reason="không làm"), A3)

    assert found(dropped, old) == [("a2", "reused")]


def test_a_part_that_moves_takes_what_stands_under_it_along(old):
    assert found(old, plan(*reversed(old.items))) in ([("b", "moved")], [("a", "moved")])


def test_new_numerals_that_follow_from_another_item_are_no_change(old):
    numbered = plan(*(replace(one, marker=Marker.ARABIC) for one in (A1, A2, A3)))
    fewer = plan(*(replace(one, marker=Marker.ARABIC) for one in (A2, A3)))

    (gone,) = compare(numbered, fewer).changed

    assert (gone.key, gone.change, gone.old.path, gone.new) == ("a1", Change.REMOVED, "1", None)
    assert [(one.old.path, one.new.path) for one in compare(numbered, fewer).items if one.new] == [
        ("2", "1"),
        ("3", "2"),
    ]


def test_what_went_stands_where_it_stood(old):
    comparison = compare(old, body(A1, A3))

    assert [one.key for one in comparison.items] == ["a", "a1", "a2", "a3", "b", "b1"]
    assert comparison.places == 1


def test_an_item_that_is_only_spelt_otherwise_says_so():
    old, new = plan(item("k", "Bảo đảm hoà bình, kĩ năng")), plan(item("k", "Bảo đảm hòa bình, kỹ năng"))

    (one,) = compare(old, new).changed

    assert one.is_respelt
    assert not compare(old, plan(item("k", "Bảo đảm hòa bình, kỹ thuật"))).changed[0].is_respelt


def test_items_of_an_appendix_are_compared_too(old):
    def annexed(text):
        return replace(old, appendices=(AppendixContent(title="Danh sách", items=(item("p", text),)),))

    (one,) = compare(annexed("Thứ nhất"), annexed("Thứ hai")).changed

    assert (one.key, one.change, one.appendix) == ("p", Change.CHANGED, "Danh sách")
    assert facts(old, annexed("Thứ nhất")) == {"Phụ lục": ((), ("Danh sách",))}


@pytest.mark.parametrize(
    ("changed", "label", "before", "after"),
    [
        ({"theme": "Vì trẻ em"}, "Chủ đề", (), ("Vì trẻ em",)),
        ({"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30)}, "Thời gian", (),
         ("từ ngày 01/6/2026 đến ngày 30/6/2026",)),
        ({"deadlines": (DeadlineContent(due_on=date(2026, 7, 1), receiver="Sở Y tế"),)}, "Hạn", (),
         ("Báo cáo: trước ngày 01/7/2026, về Sở Y tế",)),
        ({"recipients": ("Như Điều 1",)}, "Nơi nhận", ("Lưu: VT",), ("Như Điều 1", "Lưu: VT")),
        ({"legal_bases": (LegalBasisContent(text="Luật Trẻ em"),)}, "Căn cứ", (), ("Luật Trẻ em",)),
        ({"slogans": (SloganContent(text="Vì trẻ em"),)}, "Khẩu hiệu", (), ("Vì trẻ em",)),
        ({"number": 12}, "Số, ký hiệu", ("…/KH-UBND",), ("12/KH-UBND",)),
        ({"issued_on": date(2026, 5, 5)}, "Ngày ban hành", (), ("05/5/2026",)),
        ({"opening": "Một.\nHai."}, "Lời mở đầu", (), ("Một.", "Hai.")),
    ],
)  # fmt: skip
def test_facts_are_told_before_and_after(old, changed, label, before, after):
    assert facts(old, replace(old, **changed)) == {label: (before, after)}


def test_lines_of_a_fact_are_compared_one_by_one(old):
    was = replace(old, recipients=("UBND tỉnh (để b/c)", "Các tổ dân phố"))
    now = replace(old, recipients=("UBND tỉnh (để b/c)", "Các tổ dân phố, trường học", "Trạm Y tế"))

    (fact,) = compare(was, now).facts

    assert [[(one.kind.value, one.text) for one in line] for line in fact.lines] == [
        [("same", "UBND tỉnh (để b/c)")],
        [("same", "Các tổ dân phố"), ("added", ", trường học")],
        [("added", "Trạm Y tế")],
        [("same", "Lưu: VT")],
    ]


@settings(max_examples=40, deadline=None)
@given(plans())
def test_a_plan_does_not_differ_from_itself(content):
    comparison = compare(content, content)

    assert (comparison.places, bool(comparison), comparison.changed) == (0, False, ())


@settings(max_examples=40, deadline=None)
@given(plans(), plans())
def test_every_item_of_both_is_there_once_and_its_pieces_are_its_words(old, new):
    comparison = compare(old, new)

    def keyed(content):
        trees = (content.items, *(appendix.items for appendix in content.appendices))
        return {one.key for tree in trees for one in walk(tree)}

    keys = [one.key for one in comparison.items]
    assert (len(keys), set(keys)) == (len(set(keys)), keyed(old) | keyed(new))
    assert comparison.places == len(comparison.facts) + len(comparison.changed)
    for one in comparison.changed:
        if "\u0300" not in (one.old.item.text if one.old else "") + (one.new.item.text if one.new else ""):
            assert "".join(piece.old for piece in one.pieces) == (one.old.item.text if one.old else "")
            assert "".join(piece.new for piece in one.pieces) == (one.new.item.text if one.new else "")
