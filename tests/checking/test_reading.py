"""Reading: places in words, order, what is printed."""

import pytest

from plans.checking.reading import Kind, quoted, read
from plans.content.plan import AppendixContent, ItemContent, Marker, SlogansPlace
from tests.checking import GOOD, dash, good, saying


def places(content):
    return {one.key: one.place for one in read(content).passages if one.key}


def test_items_are_placed_by_their_numerals():
    assert places(GOOD)["phòng"] == "mục V.1"
    assert places(GOOD)["phòng-làm"] == "mục V.1"
    assert places(good(items=(ItemContent(key="x", text="Lời"),))) == {"x": "nội dung"}


@pytest.mark.parametrize(("place", "name"), [(SlogansPlace.APPENDIX, "Phụ lục II"), (SlogansPlace.NOWHERE, "Phụ lục")])
def test_appendix_has_a_numeral_when_there_are_two(place, name):
    one = ItemContent(key="y", text="Việc", marker=Marker.ARABIC)
    content = good(slogans_place=place, appendices=(AppendixContent(title="Phân công", items=(one,)),))

    assert places(content)["y"] == f"{name}, mục 1"


def test_dropped_items_and_what_stands_under_them_are_not_read():
    content = saying("Bỏ", dropped_reason="không áp dụng", children=(dash("con", "Con."),))

    assert {"x", "con"}.isdisjoint(places(content))


def test_items_know_part_and_what_they_stand_under():
    passage = next(one for one in read(GOOD).passages if one.key == "đoàn-làm")

    assert passage.part == "implementation"
    assert passage.under == ("Tổ chức thực hiện", "Đề nghị Đoàn Thanh niên phường")
    assert passage.kind == Kind.PARAGRAPH


def test_order_follows_the_document():
    reading = read(GOOD)
    places = ["trích yếu", "Chủ đề", "Hạn nhận báo cáo", "nội dung", "Nơi nhận", "Người ký", "Phụ lục", "nơi khác"]

    orders = [reading.order_of(None, place) for place in places]

    assert orders == sorted(orders)
    assert orders[2] < reading.order_of("i", "mục I") < reading.order_of("báo-cáo", "mục VI") < orders[4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngắn.", "“Ngắn”"),
        ("Câu một. Câu hai.", "“Câu một”"),
        ("“Trong” ngoặc", "“Trong ngoặc”"),
        ("một hai ba bốn", "“một hai ba…”"),
    ],
)
def test_quoted_is_short_and_one_sentence(text, expected):
    assert quoted(text, 12) == expected
