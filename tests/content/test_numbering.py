"""Numerals are computed from the tree, continuous at every level."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.numbering import (
    LETTERS,
    default_marker,
    document_number,
    label,
    letter,
    number_items,
    roman,
)
from plans.content.plan import ItemContent, Marker, walk
from tests.content.strategies import shapes


def item(text, *children, marker=Marker.DASH, **more):
    return ItemContent(key=text, text=text, marker=marker, children=children, **more)


def labels(*items):
    return [(one.item.text, one.label, one.path) for one in number_items(items)]


@pytest.mark.parametrize(
    ("value", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (39, "XXXIX"), (40, "XXXX")]
)
def test_roman(value, numeral):
    assert roman(value) == numeral


def test_letters_are_the_vietnamese_series():
    series = "".join(letter(value) for value in range(1, len(LETTERS) + 1))

    assert series == "abcdđeghiklmnopqrstuvxy"
    assert set("fjwz") & set(series) == set()
    assert (letter(24), letter(27), letter(28), letter(47)) == ("aa", "dd", "đđ", "aaa")


@given(st.integers(1, 200), st.integers(1, 200))
def test_no_two_letters_are_the_same(one, other):
    assert (letter(one) == letter(other)) == (one == other)


@pytest.mark.parametrize(
    ("marker", "ordinal", "above", "printed"),
    [
        (Marker.ROMAN, 3, "", "III."),
        (Marker.ARABIC, 2, "III.", "2."),
        (Marker.DECIMAL, 1, "6.", "6.1."),
        (Marker.DECIMAL, 2, "6.1.", "6.1.2."),
        (Marker.DECIMAL, 2, "", "2."),
        (Marker.DECIMAL, 2, "a)", "2."),
        (Marker.DECIMAL, 2, "-", "2."),
        (Marker.LETTER, 5, "1.", "đ)"),
        (Marker.DASH, 4, "1.", "-"),
        (Marker.PLUS, 4, "-", "+"),
        (Marker.NONE, 1, "I.", ""),
    ],
)
def test_label(marker, ordinal, above, printed):
    assert label(marker, ordinal, above) == printed


def test_a_plan_is_numbered_as_offices_do():
    part = item(
        "A", item("A1", item("A1a", item("A1a-"), marker=Marker.LETTER), marker=Marker.ARABIC), marker=Marker.ROMAN
    )
    second = item("B", item("B1", item("B11", marker=Marker.DECIMAL), marker=Marker.ARABIC), marker=Marker.ROMAN)

    assert labels(part, second) == [
        ("A", "I.", "I"),
        ("A1", "1.", "I.1"),
        ("A1a", "a)", "I.1.a"),
        ("A1a-", "-", "I.1.a"),
        ("B", "II.", "II"),
        ("B1", "1.", "II.1"),
        ("B11", "1.1.", "II.1.1"),
    ]


def test_a_paragraph_without_a_number_does_not_break_the_series():
    assert [one[1] for one in labels(
        item("1", marker=Marker.ARABIC), item("lời dẫn", marker=Marker.NONE), item("2", marker=Marker.ARABIC)
    )] == ["1.", "", "2."]  # fmt: skip


def test_dropped_items_take_no_number_and_nothing_under_them_is_printed():
    under = item("dưới", marker=Marker.LETTER)
    first, second = item("một", marker=Marker.ARABIC), item("hai", marker=Marker.ARABIC)
    dropped = item("bỏ", under, marker=Marker.ARABIC, dropped_reason="tỉnh đã làm")
    numbered = list(number_items((first, dropped, second)))

    assert [(one.item.text, one.label, one.is_dropped) for one in numbered] == [
        ("một", "1.", False),
        ("bỏ", "", True),
        ("dưới", "", True),
        ("hai", "2.", False),
    ]
    assert [(one.path, one.depth, one.parent_key) for one in numbered] == [
        ("1", 0, None),
        ("", 0, None),
        ("", 1, "bỏ"),
        ("2", 0, None),
    ]


@given(shapes)
def test_every_item_is_walked_once_in_reading_order(roots):
    assert [one.item.key for one in number_items(roots)] == [one.key for one in walk(roots)]


@given(shapes)
def test_every_series_is_continuous_at_every_level(roots):
    series = defaultdict(list)
    above = {None: ""}
    for one in number_items(roots):
        above[one.item.key] = one.label
        if not one.is_dropped:
            series[one.parent_key, one.item.marker].append(one.label)

    for (parent, marker), printed in series.items():
        assert printed == [label(marker, at, above[parent]) for at in range(1, len(printed) + 1)]


@given(shapes)
def test_a_reference_names_one_numbered_item(roots):
    numerals = (Marker.ROMAN, Marker.LETTER)
    numbered = [one for one in number_items(roots) if not one.is_dropped and one.item.marker in numerals]
    series = defaultdict(list)
    for one in numbered:
        series[one.parent_key, one.item.marker].append(one.path)

    for paths in series.values():
        assert len(paths) == len(set(paths))


@pytest.mark.parametrize(
    ("parent", "siblings", "expected"),
    [
        (None, [], Marker.ROMAN),
        (Marker.ROMAN, [], Marker.ARABIC),
        (Marker.ARABIC, [], Marker.DASH),
        (Marker.DASH, [], Marker.PLUS),
        (Marker.PLUS, [], Marker.PLUS),
        (Marker.ROMAN, [Marker.DASH, Marker.LETTER], Marker.LETTER),
    ],
)
def test_a_new_item_takes_its_siblings_marker_first(parent, siblings, expected):
    assert default_marker(parent, siblings) == expected


@pytest.mark.parametrize(("number", "printed"), [(5, "05/KH-UBND"), (115, "115/KH-UBND"), (None, "      /KH-UBND")])
def test_document_number_is_padded_and_never_invented(number, printed):
    assert document_number(number, "KH-UBND") == printed
