"""Tesseract's table of words becomes words with places; dirt and drawn rules do not."""

import shutil

from plans.importing.pdf.ocr import _words, is_available
from plans.importing.pdf.words import rows_of, text_of

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def row(text, left, top=500, height=40, conf="93.1", line="1", width=100):
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{width}\t{height}\t{conf}\t{text}"


def read(*rows):
    return _words("\n".join((HEAD, *rows)))


def test_words_of_a_line_get_one_baseline():
    words, doubtful = read(row("Kế", 300), row("hoạch", 420, top=505, height=52), row("năm", 540, height=38))

    assert {word.baseline for word in words} == {540 * 72 / 250}
    assert [text_of(one.words) for one in rows_of(words)] == ["Kế hoạch năm"]
    assert (round(words[0].left, 1), doubtful) == (86.4, 0)


def test_dirt_is_dropped_and_doubt_is_counted():
    words, doubtful = read(row("seal", 300, conf="4"), row("trẻ", 420, conf="41"), row("em", 540))

    assert ([word.text for word in words], doubtful) == (["trẻ", "em"], 1)


def test_drawn_rules_are_no_words_but_bullets_are():
    words, _ = read(row("____", 300), row("|", 420), row("-", 500), row("", 560))

    assert [word.text for word in words] == ["-"]


def test_availability_is_what_the_machine_has():
    assert is_available() in ({True, False} if shutil.which("tesseract") else {False})
