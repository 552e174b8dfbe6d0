"""Which duties of a level the child's plan carries, drops with a reason, or forgets."""

from dataclasses import replace

from plans.content.plan import ItemContent, OriginContent
from plans.deriving.coverage import coverage
from tests.deriving.papers import COMMUNES, WARD, does, heading, line, province_plan


def parent():
    return province_plan(
        heading("x", "Ủy ban nhân dân các xã, phường", line("a", "Một."), line("b", "Hai."), by=(COMMUNES,)),
        line("c", "Ba.", COMMUNES),
        line("d", "Việc của Sở.", does("so-y-te")),
    ).content


def plan(*items):
    return replace(parent(), issuer=WARD, items=items)


def comes_from(key, **rest):
    return ItemContent(key=f"w{key}", text="Việc.", origin=OriginContent(version=7, key=key), **rest)


def test_each_duty_is_carried_dropped_or_forgotten():
    found = coverage(parent(), plan(comes_from("a"), comes_from("b", dropped_reason="đã làm")), "commune")

    assert [(one.duty.key, one.own.key) for one in found.carried] == [("a", "wa")]
    assert [(one.duty.key, one.own.key, one.reason) for one in found.dropped] == [("b", "wb", "đã làm")]
    assert [one.key for one in found.forgotten] == ["c"]


def test_what_stands_under_a_dropped_item_is_dropped_for_its_reason():
    found = coverage(parent(), plan(comes_from("a", dropped_reason="trùng", children=(comes_from("b"),))), "commune")

    assert [(one.duty.key, one.reason) for one in found.dropped] == [("a", "trùng"), ("b", "trùng")]


def test_a_duty_carried_anywhere_is_not_dropped():
    found = coverage(parent(), plan(comes_from("a", dropped_reason="trùng"), comes_from("a")), "commune")

    assert [one.duty.key for one in found.carried] == ["a"]
    assert found.dropped == ()


def test_work_of_others_is_no_duty():
    assert "d" not in [one.key for one in coverage(parent(), plan(), "commune").forgotten]
