"""Centred lines of even length, broken where Vietnamese reads well."""

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.balancing import balanced_lines, text_width
from plans.documents.fonts import find_document_font


def test_text_that_fits_stays_one_line():
    assert balanced_lines("Công tác trẻ em năm 2026", 148, 14) == ("Công tác trẻ em năm 2026",)
    assert balanced_lines("  ", 148, 14) == ()


@pytest.mark.parametrize(
    ("text", "width", "size", "lines"),
    [
        (
            "Triển khai Tháng hành động vì trẻ em trên địa bàn phường An Biên năm 2026",
            148,
            14,
            ("Triển khai Tháng hành động vì trẻ em", "trên địa bàn phường An Biên năm 2026"),
        ),
        ("ỦY BAN NHÂN DÂN TỈNH SƠN LA", 66, 13, ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA")),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", 66, 13, ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG")),
    ],
)
def test_lines_break_between_phrases(text, width, size, lines):
    assert balanced_lines(text, width, size) == lines


def test_blanks_to_be_written_into_stay_whole():
    text = "(Kèm theo Kế hoạch số      /KH-UBND ngày      tháng      năm 2026 của Ủy ban nhân dân phường Đức Xuân)"

    lines = balanced_lines(text, 150, 14)

    assert len(lines) == 2
    assert " ".join(lines) == text


@pytest.mark.parametrize("text", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Đường ướt, ở xã Ngọc Mỹ (số 15/2026)"])
def test_width_is_that_of_the_document_font(text):
    with TTFont(find_document_font().bold) as font:
        glyphs, advances = font.getBestCmap(), font["hmtx"]
        units = sum(advances[glyphs[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm

    assert text_width(text, 13) == pytest.approx(units * 13 * 25.4 / 72, rel=0.005)


@given(st.text(alphabet="aăđ ờỮMỆ,.漢", max_size=400), st.integers(20, 160))
def test_no_line_is_too_wide_and_no_letter_is_lost(text, width):
    lines = balanced_lines(text, width, 14)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 14) <= width for line in lines if "  " not in line)
