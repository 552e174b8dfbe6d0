"""Words stand in rows, and touch or are apart."""

from plans.importing.pdf.words import Row, Word, rows_of, text_of


def word(text, left, baseline=100.0, size=14.0, width=None):
    right = left + (len(text) * 6 if width is None else width)
    return Word(text, left, right, baseline - size, baseline, baseline, size)


def test_words_of_one_baseline_are_a_row_from_left_to_right():
    rows = rows_of([word("hai", 200), word("dưới", 90, baseline=120), word("một", 90)])

    assert [[one.text for one in row.words] for row in rows] == [["một", "hai"], ["dưới"]]


def test_small_and_large_letters_beside_each_other_are_one_row():
    assert len(rows_of([word("Nơi", 90, baseline=101.5, size=11), word("TM.", 300)])) == 1


def test_lines_of_small_print_stay_apart():
    assert len(rows_of([word("một", 90, size=11), word("hai", 90, baseline=112.5, size=11)])) == 2


def test_strokes_that_touch_are_one_word():
    assert text_of([word("K", 90), word("Ế", 96), word("HOẠCH", 106)]) == "KẾ HOẠCH"


def test_a_row_reaches_to_its_farthest_word():
    assert Row((word("dài", 90, width=80), word("ngắn", 100, width=10))).right == 170
