"""A sentence finds phrases whatever their spelling and keeps protected words."""

from hypothesis import given
from hypothesis import strategies as st

from plans.content.vietnamese import nfc
from plans.deriving.phrases.searching import Sentence, aligned_key, clause_before, cues, last_cue


@given(st.text())
def test_a_place_in_the_key_is_a_place_in_the_text(text):
    assert len(aligned_key(nfc(text))) == len(nfc(text))


def test_both_tone_placements_are_one_spelling():
    assert aligned_key("Uỷ ban, hoà bình") == aligned_key("ủy ban, hòa bình")


def test_only_whole_words_are_found():
    assert list(Sentence("tỉnh, tỉnhdoan, bìnhtỉnh").find("tỉnh")) == [(0, 4)]


def test_what_is_taken_once_is_not_taken_again():
    sentence = Sentence("toàn tỉnh")
    sentence.put(5, 9, "phường")
    sentence.put(0, 9, "hết")

    assert sentence.result() == "toàn phường"


def test_a_clause_ends_at_a_full_stop_a_semicolon_or_a_colon():
    key = "báo cáo sở; giao phòng: làm 1.2 việc"

    assert clause_before(key, len(key)) == " làm 1.2 việc"


def test_to_submit_is_not_met_inside_a_programme():
    pattern = cues("trình")

    assert last_cue("chương trình và công trình ", pattern) == -1
    assert last_cue("chương trình này, trình ", pattern) == 18
