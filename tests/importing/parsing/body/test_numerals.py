"""The numeral before a paragraph."""

import pytest

from plans.importing.parsing.body.numerals import Style, is_numeral_alone, roman_value, split_numeral


@pytest.mark.parametrize(
    ("text", "style", "ordinal", "rest"),
    [
        ("I. MỤC ĐÍCH", Style.ROMAN, 1, "MỤC ĐÍCH"),
        ("II/ Giải pháp", Style.ROMAN, 2, "Giải pháp"),
        ("III- NỘI DUNG", Style.ROMAN, 3, "NỘI DUNG"),
        ("IV MỤC TIÊU", Style.ROMAN, 4, "MỤC TIÊU"),
        ("V.Kinh phí", Style.ROMAN, 5, "Kinh phí"),
        ("Phần thứ nhất", Style.PART, 1, ""),
        ("PHẦN II KẾT QUẢ", Style.PART, 2, "KẾT QUẢ"),
        ("Phần 3.", Style.PART, 3, ""),
        ("PHẦN A. CHUNG", Style.PART, 1, "CHUNG"),
        ("Điều 1. Ban hành", Style.ARTICLE, 1, "Ban hành"),
        ("A. MỤC ĐÍCH", Style.CAPITAL, 1, "MỤC ĐÍCH"),
        ("C- TỔ CHỨC", Style.CAPITAL, 3, "TỔ CHỨC"),
        ("1. Mục đích", Style.ARABIC, 1, "Mục đích"),
        ("1.Mục đích", Style.ARABIC, 1, "Mục đích"),
        ("2) Hai", Style.ARABIC, 2, "Hai"),
        ("3/ Ba", Style.ARABIC, 3, "Ba"),
        ("1, Truyền thông", Style.ARABIC, 1, "Truyền thông"),
        ("1- Thời gian", Style.ARABIC, 1, "Thời gian"),
        ("6.1. Các sở", Style.DECIMAL, 1, "Các sở"),
        ("1.2 Yêu cầu", Style.DECIMAL, 2, "Yêu cầu"),
        ("1.1.2. Ba", Style.DECIMAL, 2, "Ba"),
        ("II.1. Một", Style.DECIMAL, 1, "Một"),
        ("đ) Năm", Style.LETTER, 5, "Năm"),
        ("a. Một", Style.LETTER, 1, "Một"),
        ("b/ Hai", Style.LETTER, 2, "Hai"),
        ("(i) một", Style.INNER, 0, "một"),
        ("- 100% trẻ em", Style.DASH, 0, "100% trẻ em"),
        ("–Trẻ vui", Style.DASH, 0, "Trẻ vui"),
        ("+ Bảy", Style.PLUS, 0, "Bảy"),
        ("• Tám", Style.STAR, 0, "Tám"),
        ("o Chín", Style.STAR, 0, "Chín"),
        ("\uf0b7 Mười", Style.STAR, 0, "Mười"),
    ],
)
def test_numeral_is_split_off(text, style, ordinal, rest):
    numeral, words = split_numeral(text)

    assert (numeral.style, numeral.ordinal, words) == (style, ordinal, rest)


@pytest.mark.parametrize(
    "text",
    [
        "-5 độ",
        "30/6/2023 là hạn",
        "1.500 người",
        "01 công trình",
        "1.5 triệu đồng",
        "Phần lớn trẻ em",
        "Vì trẻ em",
        "e-learning",
    ],
)
def test_words_that_only_look_like_numerals_stay(text):
    assert split_numeral(text) == (None, text)


def test_numeral_alone_waits_for_its_words():
    assert is_numeral_alone("a)")
    assert is_numeral_alone("Phần thứ hai")
    assert not is_numeral_alone("a) Một")


def test_roman_values():
    assert [roman_value(one) for one in ("I", "IV", "IX", "XIV", "IIX")] == [1, 4, 9, 14, 0]
