"""Figures over the years."""

from plans.charts import lines_over_years, lines_sentence
from tests.charts.seeing import size, texts

YEARS = [2024, 2025, 2026]


def test_one_line_says_its_value_at_every_year():
    assert texts(lines_over_years(YEARS, {"Quà": [6480, 7215, None]}, unit="suất")) == [
        "2024", "2025", "2026", "0", "5.000", "10.000", "6.480", "7.215", "suất",
    ]  # fmt: skip


def test_several_lines_are_named_under_the_years_and_differ_in_dash_and_mark():
    drawn = lines_over_years(YEARS, {"Ngân sách": [1, 2, 3], "Xã hội hóa": [3, 2, 1]}, unit="triệu đồng")

    assert texts(drawn)[-3:] == ["Ngân sách", "Xã hội hóa", "triệu đồng"]
    assert b"stroke-dasharray" in drawn
    assert size(drawn)[1] == size(lines_over_years(YEARS, {"Ngân sách": [1, 2, 3]}))[1] + 36


def test_a_year_without_a_value_breaks_the_line():
    whole = lines_over_years(YEARS, {"Quà": [1, 2, 3]})
    broken = lines_over_years(YEARS, {"Quà": [1, None, 3]})

    assert "2" in texts(whole)[6:]
    assert "2" not in texts(broken)[-3:]


def test_more_than_four_lines_are_not_drawn():
    drawn = texts(lines_over_years(YEARS, {name: [1, 2, 3] for name in "abcde"}))

    assert "d" in drawn
    assert "e" not in drawn


def test_a_first_year_and_no_year_can_be_drawn():
    assert "2026" in texts(lines_over_years([2026], {"Quà": [5]}))
    assert texts(lines_over_years([], {}, unit="suất"))[-1] == "suất"


def test_in_words():
    said = lines_sentence(YEARS, {"Quà": [6480, None, 7215.5], "Xe": [None, 2, None], "Áo": [None] * 3}, unit="suất")

    assert said == ("Quà: 6.480 suất năm 2024, 7.215,5 suất năm 2026; Xe: 2 suất năm 2025; Áo: chưa có số liệu.")
