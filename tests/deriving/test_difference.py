"""Two texts side by side, by syllables."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.content.vietnamese import nfc
from plans.deriving.difference import words_difference


def changed(pieces):
    return [text for text, is_changed in pieces if is_changed]


def test_what_the_ward_left_out_and_what_it_added():
    above, below = words_difference(
        "Mỗi xã, phường chọn một việc tốt; phấn đấu mỗi thôn có một sân chơi.",
        "Phường chọn một việc tốt, làm xong trong tháng 6; mỗi thôn có một sân chơi.",
    )

    assert changed(above) == ["Mỗi xã, phường", "phấn đấu"]
    assert changed(below) == ["Phường", ", làm xong trong tháng 6"]


def test_equal_texts_have_one_unchanged_piece():
    assert words_difference("Giữ nguyên lời.", "Giữ nguyên lời.") == (
        (("Giữ nguyên lời.", False),),
        (("Giữ nguyên lời.", False),),
    )


def test_a_date_is_one_word_and_a_mark_is_one_word():
    above, below = words_difference("xong ngày 31/5/2026.", "xong ngày 01/6/2026;")

    assert (changed(above), changed(below)) == (["31/5/2026."], ["01/6/2026;"])


def test_decomposed_letters_are_no_difference():
    above, _ = words_difference("tre\u0309 em", "trẻ em")

    assert above == (("trẻ em", False),)


def test_nothing_against_something():
    assert words_difference("", "mới") == ((), (("mới", True),))


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text())
def test_the_pieces_joined_are_the_texts(first, second):
    above, below = words_difference(first, second)

    assert "".join(text for text, _ in above) == nfc(first)
    assert "".join(text for text, _ in below) == nfc(second)


def test_a_huge_paste_is_changed_as_a_whole():
    above, _ = words_difference("đầu " + "một hai " * 20_000, "khác " + "ba bốn " * 20_000)

    assert [is_changed for _, is_changed in above] == [True, False]
