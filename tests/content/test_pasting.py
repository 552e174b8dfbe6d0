"""Pasted text becomes items: numerals typed by hand are taken off and tell the level."""

import unicodedata
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.numbering import MAX_DEPTH, number_items
from plans.content.pasting import PastedLine, items_of, lines_of
from plans.content.plan import Marker, walk


def keys():
    numbers = count(1)
    return lambda: f"k{next(numbers)}"


def tree(text, *, marker=Marker.DASH, depth=1):
    return [
        (one.depth, one.label, one.item.text)
        for one in number_items(items_of(lines_of(text), marker=marker, depth=depth, new_key=keys()))
    ]


@pytest.mark.parametrize(
    ("line", "text", "marker"),
    [
        ("III. MỤC ĐÍCH", "MỤC ĐÍCH", Marker.ROMAN),
        ("IV) Kinh phí", "Kinh phí", Marker.ROMAN),
        ("2. Yêu cầu", "Yêu cầu", Marker.ARABIC),
        ("2) Yêu cầu", "Yêu cầu", Marker.ARABIC),
        ("6.1. Tuyên truyền", "Tuyên truyền", Marker.DECIMAL),
        ("6.1 Tuyên truyền", "Tuyên truyền", Marker.DECIMAL),
        ("đ) Trạm Y tế", "Trạm Y tế", Marker.LETTER),
        ("a. Trường học", "Trường học", Marker.LETTER),
        ("- Tổ chức", "Tổ chức", Marker.DASH),
        ("– Tổ chức", "Tổ chức", Marker.DASH),
        ("-Tổ chức", "Tổ chức", Marker.DASH),
        ("•\tTổ chức", "Tổ chức", Marker.DASH),
        ("\uf0b7\u00a0Tổ chức", "Tổ chức", Marker.DASH),
        ("● Tổ chức", "Tổ chức", Marker.DASH),
        ("- 100% trẻ em được khám", "100% trẻ em được khám", Marker.DASH),
        ("+ Tuyên truyền", "Tuyên truyền", Marker.PLUS),
        (unicodedata.normalize("NFD", "đ) Trạm Y tế"), "Trạm Y tế", Marker.LETTER),
        # What only looks like a numeral stays.
        ("2026 là năm", "2026 là năm", None),
        ("15/6/2026: khai mạc", "15/6/2026: khai mạc", None),
        ("1.500.000 đồng", "1.500.000 đồng", None),
        ("-5 độ", "-5 độ", None),
        ("Ủy ban nhân dân", "Ủy ban nhân dân", None),
        ("I.", "I.", None),
        ("-", "-", None),
        ("Đ. Nguyễn Huệ", "Đ. Nguyễn Huệ", None),
        ("Tháng 6. Tổng kết", "Tháng 6. Tổng kết", None),
    ],
)
def test_a_line_gives_its_numeral_away(line, text, marker):
    assert lines_of(line) == [PastedLine(text, marker)]


def test_empty_lines_are_left_out_and_the_rest_is_cleaned():
    assert lines_of("\r\n một  hai \r\n\u200b\r\n\r\nba\x07\n") == [PastedLine("một hai", None), PastedLine("ba", None)]


def test_word_paste_nests_by_its_numerals():
    pasted = """
    I. MỤC ĐÍCH, YÊU CẦU
    1. Mục đích
    - Nâng cao nhận thức
    - Huy động nguồn lực
    2. Yêu cầu
    a) Thiết thực
    + An toàn
    II. NỘI DUNG
    1. Tuyên truyền
    """

    assert tree(pasted, marker=Marker.ROMAN, depth=0) == [
        (0, "I.", "MỤC ĐÍCH, YÊU CẦU"),
        (1, "1.", "Mục đích"),
        (2, "-", "Nâng cao nhận thức"),
        (2, "-", "Huy động nguồn lực"),
        (1, "2.", "Yêu cầu"),
        (2, "a)", "Thiết thực"),
        (3, "+", "An toàn"),
        (0, "II.", "NỘI DUNG"),
        (1, "1.", "Tuyên truyền"),
    ]


def test_the_first_level_takes_the_marker_of_the_place():
    assert tree("1. Một\n- con\n2. Hai", marker=Marker.LETTER) == [
        (0, "a)", "Một"),
        (1, "-", "con"),
        (0, "b)", "Hai"),
    ]


def test_lines_without_numerals_are_siblings():
    assert tree("Một\nHai\nBa") == [(0, "-", "Một"), (0, "-", "Hai"), (0, "-", "Ba")]


def test_bullets_of_word_are_typed_dashes():
    assert tree("•\tMột\n•\tHai", marker=Marker.DASH) == [(0, "-", "Một"), (0, "-", "Hai")]


def test_nothing_is_nested_deeper_than_the_document_goes():
    pasted = "I. một\n1. hai\na) ba\n- bốn\n+ năm"

    assert [(depth, text) for depth, _, text in tree(pasted, depth=3)] == [
        (0, "một"), (1, "hai"), (1, "ba"), (1, "bốn"), (1, "năm"),
    ]  # fmt: skip
    assert {depth for depth, _, _ in tree(pasted, depth=MAX_DEPTH - 1)} == {0}


numerals = st.sampled_from(("I. ", "1. ", "1.1. ", "a) ", "- ", "+ ", "", "• "))
pastes = st.lists(st.tuples(numerals, st.sampled_from(("Tổ chức", "Tặng quà", "100% trẻ em"))), max_size=12).map(
    lambda lines: "\n".join(numeral + text for numeral, text in lines)
)


@given(pastes, st.sampled_from(Marker), st.integers(0, MAX_DEPTH - 1))
def test_every_line_is_one_item_in_order_never_too_deep(text, marker, depth):
    lines = lines_of(text)
    items = items_of(lines, marker=marker, depth=depth, new_key=keys())

    assert [item.text for item in walk(items)] == [line.text for line in lines]
    assert all(depth + one.depth < MAX_DEPTH for one in number_items(items))
    assert {item.marker for item in items} <= {marker}
