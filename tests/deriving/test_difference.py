"""Two texts side by side, by syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.vietnamese import nfc
from plans.deriving.difference import differs_in_spelling_only, words_changed, words_difference
from tests.content.strategies import texts
from tests.looking import examples


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


@examples(60)
@given(st.text(), st.text())
def test_the_pieces_joined_are_the_texts(first, second):
    above, below = words_difference(first, second)

    assert "".join(text for text, _ in above) == nfc(first)
    assert "".join(text for text, _ in below) == nfc(second)


def test_a_huge_paste_is_changed_as_a_whole():
    above, _ = words_difference("đầu " + "một hai " * 20_000, "khác " + "ba bốn " * 20_000)

    assert [is_changed for _, is_changed in above] == [True, False]


# --- one text with the changes in it ---------------------------------------------------------------------------------


def said(pieces):
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]", "respelt": "[~{}~]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Treo băng rôn ở cổng", "Treo pa nô ở cổng", "Treo[- băng rôn-][+ pa nô+] ở cổng"),
        ("trẻ em và gia đình", "trẻ em, gia đình", "trẻ em[- và-][+,+] gia đình"),
        ("xong trước ngày 01/6/2026.", "xong trước ngày 05/6/2026.", "xong trước ngày[- 01/6/2026-][+ 05/6/2026+]."),
        ("", "Đoạn mới", "[+Đoạn mới+]"),
        ("Đoạn cũ", "", "[-Đoạn cũ-]"),
        ("Ủy ban nhân dân", "ủy ban nhân dân", "[-Ủy-][+ủy+] ban nhân dân"),
        ("theo ⟦chủ đề⟧ năm nay", "theo ⟦thời gian⟧ năm nay", "theo[- ⟦chủ đề⟧-][+ ⟦thời gian⟧+] năm nay"),
    ],
)
def test_one_text_with_the_changes_in_it(old, new, shown):
    assert said(words_changed(old, new)) == shown


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà bình", "hòa bình"), ("Uỷ ban", "Ủy ban"), ("kĩ thuật", "kỹ thuật"), ("công ti", "công ty"),
        ("lí do", "lý do"), ("qui định", "quy định"), ("hi vọng", "hy vọng"), ("Kì họp", "Kỳ họp"),
    ],
)  # fmt: skip
def test_another_spelling_of_a_word_is_no_other_word(old, new):
    pieces = words_changed(f"Về {old} chung", f"Về {new} chung")

    assert [piece.kind for piece in pieces] == ["same", "respelt", "same"]
    assert differs_in_spelling_only(pieces)


@pytest.mark.parametrize(
    ("old", "new"), [("tai nạn", "tay nạn"), ("Vi", "Vy"), ("thị", "thỵ"), ("hòa", "hóa"), ("Hy", "hi")]
)
def test_other_words_are_not_taken_for_other_spellings(old, new):
    assert not differs_in_spelling_only(words_changed(old, new))


def test_two_texts_that_share_a_few_words_by_chance_stand_one_after_the_other():
    old = "Tổ chức thăm hỏi, tặng quà cho trẻ em có hoàn cảnh đặc biệt khó khăn trên địa bàn phường."
    new = "Phòng Kinh tế bố trí kinh phí thực hiện, trình Chủ tịch phê duyệt dự toán trong tháng 5 năm 2026."

    assert [piece.kind for piece in words_changed(old, new)] == ["removed", "added"]


@examples(100)
@given(st.one_of(st.text(), texts), st.one_of(st.text(), texts))
def test_the_changes_joined_give_back_both_texts(first, second):
    pieces = words_changed(first, second)

    assert "".join(piece.old for piece in pieces) == nfc(first)
    assert "".join(piece.new for piece in pieces) == nfc(second)
    assert {piece.kind for piece in words_changed(first, first)} <= {"same"}
