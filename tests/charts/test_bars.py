"""A figure by unit."""

from decimal import Decimal

from plans.charts import bars, bars_sentence
from plans.charts.drawing import WIDE
from tests.charts.seeing import size, texts

THREE = (["Xã Chợ Mới", "Phường Đức Xuân", "Xã Ba Bể"], [Decimal(176), Decimal("386.5"), None])


def test_the_longest_bar_stands_first_and_each_says_its_value():
    assert texts(bars(*THREE, unit="lượt trẻ")) == [
        "386,5", "Phường Đức Xuân", "176", "Xã Chợ Mới", "chưa có", "Xã Ba Bể", "lượt trẻ",
    ]  # fmt: skip


def test_beyond_eleven_units_the_others_are_one_line_with_their_sum():
    names = [f"Xã {at}" for at in range(1, 25)]
    said = texts(bars(names, list(range(24, 0, -1)), unit="trẻ"))

    assert said[-3:] == ["14 đơn vị khác", "105", "trẻ"]
    assert "Xã 10" in said
    assert "Xã 11" not in said


def test_what_is_never_added_says_between_which_values_the_others_lie():
    said = texts(bars([f"Xã {at}" for at in range(1, 14)], list(range(13)), unit="%", adds_up=False))

    assert said[-3:-1] == ["3 đơn vị khác", "0 đến 2"]


def test_the_own_unit_is_shown_by_name_though_it_is_far_down():
    names = [f"Xã {at}" for at in range(1, 25)]
    said = texts(bars(names, list(range(24, 0, -1)), unit="trẻ", highlight="Xã 24"))

    assert "Xã 24" in said
    assert said[-3:-1] == ["13 đơn vị khác", "104"]


def test_eleven_units_are_all_shown_by_name():
    names = [f"Xã {at}" for at in range(1, 12)]

    assert set(names) < set(texts(bars(names, [1] * 11, unit="trẻ")))


def test_nobody_has_a_value():
    assert texts(bars([], [], unit="trẻ")) == ["chưa có số liệu", "trẻ"]
    assert texts(bars(["Xã Ba Bể"], [None], unit="trẻ")) == ["chưa có", "Xã Ba Bể", "trẻ"]


def test_is_as_wide_as_asked_and_as_high_as_it_has_units():
    narrow, wide = bars(*THREE, unit="trẻ"), bars(*THREE, unit="trẻ", width=WIDE)

    assert size(narrow) == (320, 93)
    assert size(wide) == (380, 93)


def test_in_words():
    assert bars_sentence("Trẻ em được thăm", *THREE, unit="lượt trẻ") == (
        "Trẻ em được thăm của 2 đơn vị: từ 176 (Xã Chợ Mới) đến 386,5 lượt trẻ (Phường Đức Xuân); "
        "1 đơn vị chưa có số liệu."
    )
    assert bars_sentence("Quà", ["Xã Ba Bể"], [5], unit="suất") == "Quà: Xã Ba Bể có 5 suất."
    assert bars_sentence("Quà", ["Xã Ba Bể"], [None], unit="suất") == "Quà: chưa đơn vị nào có số liệu."
