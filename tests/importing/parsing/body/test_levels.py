"""Levels recovered from numerals, capitals and usual titles."""

from plans.importing.parsing.body.levels import build_tree
from plans.importing.parsing.pieces import Paragraph


def tree(text):
    root, is_lost = build_tree([Paragraph(line, (number,)) for number, line in enumerate(text.split("\n"), 1)])

    def shape(node):
        return [(("*" if child.is_heading else "") + child.printed, *shape(child)) for child in node.children]

    return shape(root), is_lost


def test_numerals_nest_as_they_first_appear():
    assert tree("I. MỘT\n1. Hai\na) Ba.\n- Bốn.\n+ Năm.\n- Sáu.\nb) Bảy.\n2. Tám.\nII. CHÍN") == (
        [("*I.", ("*1.", ("a)", ("-", ("+",)), ("-",)), ("b)",)), ("2.",)), ("*II.",)],
        False,
    )


def test_part_stands_over_roman_and_letters_over_both():
    assert tree("Phần I. MỘT\nI. Hai\n1. Ba.\nPhần II. BỐN\nI. Năm\n1. Sáu.")[0] == [
        ("*Phần I.", ("*I.", ("1.",))), ("*Phần II.", ("*I.", ("1.",))),
    ]  # fmt: skip


def test_copied_list_that_starts_again_is_told_by_capitals():
    shape, is_lost = tree(
        "1. MỤC ĐÍCH, YÊU CẦU\n2. Mục đích:\n- Một.\n1. Yêu cầu\nHai.\n1. NỘI DUNG VIỆC\n2. Ba\nBốn.\n1. Năm\nSáu."
    )

    assert is_lost
    assert shape == [("*1.", ("*2.", ("-",)), ("*1.", ("",))), ("*1.", ("*2.", ("",)), ("*1.", ("",)))]


def test_copied_list_is_told_by_its_first_pair_alone():
    assert tree("1. MỤC ĐÍCH, YÊU CẦU\n2. Mục đích:\n- Một.") == ([("*1.", ("*2.", ("-",)))], True)


def test_titles_without_numerals_are_told_by_capitals():
    assert tree("MỤC ĐÍCH, YÊU CẦU\nMục đích\nMột việc.\nNỘI DUNG VIỆC\nHai việc.") == (
        [("*", ("*", ("",))), ("*", ("",))],
        True,
    )


def test_list_behind_a_colon_is_a_series_of_its_own():
    assert tree("1. Một việc.\n2. Khẩu hiệu:\n1. Hai.\n2. Ba.\nII. BỐN")[0] == [
        ("1.",),
        ("2.", ("1.",), ("2.",)),
        ("*II.",),
    ]


def test_paragraph_stands_under_its_title_not_under_a_sentence():
    assert tree("I. MỘT\n1. Hai việc.\nBa việc.\n2. Bốn\nNăm việc.")[0] == [("*I.", ("1.",), ("",), ("*2.", ("",)))]


def test_title_and_text_on_one_line_are_parted_at_the_top():
    assert tree("I. Kinh phí: Nhà trường lo.\n1. Đối tượng: Mọi em.")[0] == [("*I.", ("",), ("1.",))]
