"""Figures the way people type them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.exceptions import Invalid
from plans.reporting.figures import figure_words, parse_figure, says_nothing
from tests.reporting.forms import CHILDREN, GIFTS


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        ("  ", None),
        ("0", "0"),
        ("012", "12"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1 234", "1234"),
        ("1234", "1234"),
        ("1.234,5", "1234.5"),
        ("0,05", "0.05"),
        ("-3", "-3"),
        ("+7", "7"),
        ("\u00a012\u00a0345", "12345"),
    ],
)
def test_what_is_read(typed, value):
    assert parse_figure(typed) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.5", "Không rõ “1.5”: phần lẻ ghi sau dấu phẩy (1,5), dấu chấm để tách hàng nghìn."),
        ("12.34", "Không rõ “12.34”: phần lẻ ghi sau dấu phẩy (12,34), dấu chấm để tách hàng nghìn."),
        ("1.2345", "Không rõ “1.2345”: phần lẻ ghi sau dấu phẩy (1,2345), dấu chấm để tách hàng nghìn."),
        ("1,234.5", "“1,234.5” không phải là số; ghi như 1.234 hoặc 1.234,5."),
        ("1,2,3", "“1,2,3” không phải là số; ghi như 1.234 hoặc 1.234,5."),
        ("mười", "“mười” không phải là số; ghi như 1.234 hoặc 1.234,5."),
        ("5 suất", "“5 suất” không phải là số; ghi như 1.234 hoặc 1.234,5."),
        ("=1+1", "“=1+1” không phải là số; ghi như 1.234 hoặc 1.234,5."),
        ("1e9", "“1e9” không phải là số; ghi như 1.234 hoặc 1.234,5."),
        ("NaN", "“NaN” không phải là số; ghi như 1.234 hoặc 1.234,5."),
        ("9" * 40 + "x", f"“{'9' * 30}…” không phải là số; ghi như 1.234 hoặc 1.234,5."),
    ],
)
def test_what_is_not_a_figure_says_what_to_write(typed, sentence):
    with pytest.raises(Invalid) as refused:
        parse_figure(typed)
    assert refused.value.message == sentence


@pytest.mark.parametrize(
    ("typed", "indicator", "sentence"),
    [
        ("-1", CHILDREN, "“Trẻ em trên địa bàn” không thể dưới 0 trẻ; kiểm tra lại."),
        (
            "5.001",
            replace(CHILDREN, most=Decimal(5000)),
            "“Trẻ em trên địa bàn” không thể quá 5.000 trẻ; kiểm tra lại.",
        ),
        ("1.000.000.000.000", CHILDREN, "“Trẻ em trên địa bàn” không thể quá 999.999.999.999 trẻ; kiểm tra lại."),
        ("1,5", CHILDREN, "“Trẻ em trên địa bàn” tính bằng trẻ, ghi số nguyên."),
        ("1,25", GIFTS, "“Trị giá quà” tính bằng triệu đồng, ghi số có nhiều nhất 1 chữ số sau dấu phẩy."),
    ],
)
def test_what_cannot_be_is_refused(typed, indicator, sentence):
    with pytest.raises(Invalid) as refused:
        parse_figure(typed, indicator)
    assert refused.value.message == sentence


def test_decimals_that_say_nothing_are_not_counted():
    assert parse_figure("12,0", CHILDREN) == 12


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), ("0", "0"), ("1234.50", "1.234,5"), ("-1234", "-1.234"), ("100", "100"), ("1E+3", "1.000")],
)
def test_how_it_is_written(value, words):
    assert figure_words(None if value is None else Decimal(value)) == words


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_what_is_written_is_read_back(value):
    assert parse_figure(figure_words(value)) == value


@given(st.text(max_size=30))
def test_anything_typed_is_a_figure_or_a_sentence(text):
    said = None
    try:
        parse_figure(text)
    except Invalid as refused:
        said = refused.message
    assert said is None or said.endswith(".")


@pytest.mark.parametrize("text", ["Không phát sinh", "không phát sinh.", "KPS", "-", " – "])
def test_nothing_to_report_is_understood(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["", "0", "không có số"])
def test_zero_and_empty_are_not_nothing_to_report(text):
    assert not says_nothing(text)
