"""Lines cleaned before anything is read from them."""

from plans.importing.lines import SourceLine
from plans.importing.parsing.pieces import cleaned_lines
from plans.importing.text import document_from_text


def cleaned(text):
    return cleaned_lines(document_from_text(text).lines)


def test_marks_of_markdown_are_taken_off_and_bullets_stay():
    assert [line.text for line in cleaned("**KT. CHỦ TỊCH**\n“*Mùa hè*”\n* Một việc\n# Tên")] == [
        "KT. CHỦ TỊCH", "“Mùa hè”", "* Một việc", "Tên",
    ]  # fmt: skip


def test_rules_bars_and_blank_lines_hold_no_words():
    assert [line.number for line in cleaned("Một\n-----\n|\n\n***\nHai")] == [1, 6]


def test_wide_gaps_and_bars_part_columns():
    assert cleaned("Nơi nhận:          HIỆU TRƯỞNG")[0].columns == ("Nơi nhận:", "HIỆU TRƯỞNG")
    assert cleaned("UBND XÃ A | CỘNG HÒA |")[0].columns == ("UBND XÃ A", "CỘNG HÒA")
    assert cleaned("một  hai")[0].columns == ("một hai",)


def test_gap_is_a_jump_of_numbers():
    assert [line.has_gap for line in cleaned("Một\nHai\n\nBa")] == [False, False, True]


def test_numeral_of_word_is_put_back():
    (line,) = cleaned_lines([SourceLine(number=1, text="Mục đích", numeral="1.", is_paragraph=True)])

    assert (line.text, line.is_paragraph) == ("1. Mục đích", True)
