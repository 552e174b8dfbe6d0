"""A syllable is told by its sounds, not by a dictionary."""

import pytest

from plans.importing.letters.syllables import is_syllable, marked_words, share_of_syllables


@pytest.mark.parametrize(
    "word", ["trẻ", "Quyết", "NGHIÊNG", "giếng", "gì", "khuya", "ươm", "yêu", "hoà", "hòa", "thuý", "quốc", "đ" + "ược"]
)
def test_a_vietnamese_word_is_a_syllable(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["trÎ", "QuyÕt", "hßa", "thùc" + "k", "BLĐTBXH", "trẻẻ", "đ", "Môdun"])
def test_wrong_letters_abbreviations_and_two_tones_are_none(word):
    assert not is_syllable(word)


def test_decomposed_letters_count_as_composed_ones():
    assert is_syllable("tre\u0309")
    assert is_syllable("vie\u0323\u0302t")


def test_only_words_with_marks_are_judged():
    assert marked_words("Plan 12 của UBND phường") == ["của", "phường"]
    assert share_of_syllables("hello world") == 1.0
    assert share_of_syllables("trẻ em trÎ em") == 0.5
