"""Numerals are computed as Word prints them."""

import pytest
from docx.oxml import parse_xml

from plans.importing.word.numbering import Numbering, bullet
from tests.importing.files import W, level


def numbering(*levels, nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more="", styles=None):
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return Numbering(parse_xml(f"<w:numbering {W}>{abstract}{more}{nums}</w:numbering>"), styles)


def printed(lists, *places, list_id=1):
    return [lists.next_numeral(list_id, place) for place in places]


PLAN = (
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "-"),
)


def test_the_levels_of_a_plan_count_and_begin_again_below_a_new_parent():
    assert printed(numbering(*PLAN), 0, 1, 2, 2, 3, 1, 2, 0, 1) == [
        "I.",
        "1.",
        "a)",
        "b)",
        "-",
        "2.",
        "a)",
        "II.",
        "1.",
    ]


def test_a_level_may_name_the_levels_above():
    lists = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3"))

    assert printed(lists, 0, 1, 1, 2, 0, 1) == ["1.", "1.1.", "1.2.", "1.2.1", "2.", "2.1."]


def test_a_level_whose_parent_was_never_used_shows_where_that_begins():
    assert printed(numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")), 1, 1) == ["1.1", "1.2"]


def test_legal_numbering_shows_roman_parents_in_digits():
    lists = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))

    assert printed(lists, 0, 1, 0, 1) == ["I.", "1.1", "II.", "2.1"]


@pytest.mark.parametrize(
    ("style", "third"),
    [
        ("decimal", "3"), ("decimalZero", "03"), ("upperRoman", "III"), ("lowerRoman", "iii"), ("upperLetter", "C"),
        ("lowerLetter", "c"), ("none", ""),
    ],
)  # fmt: skip
def test_number_formats(style, third):
    assert printed(numbering(level(0, style, "%1")), 0, 0, 0)[-1] == third


def test_letters_go_on_doubled_after_z():
    assert printed(numbering(level(0, "lowerLetter", "%1)")), *[0] * 28)[24:] == ["y)", "z)", "aa)", "bb)"]


def test_vietnamese_letters_where_the_level_asks_for_them():
    custom = level(0, "custom", "%1)").replace('w:val="custom"', 'w:val="custom" w:format="a, b, c, d, đ, ..."')

    assert printed(numbering(custom), *[0] * 7) == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]


def test_custom_padding():
    custom = level(0, "custom", "%1").replace('w:val="custom"', 'w:val="custom" w:format="001, 002, 003, ..."')

    assert printed(numbering(custom), 0, 0) == ["001", "002"]


def test_words_around_the_number_are_printed():
    assert printed(numbering(level(0, "upperRoman", "Phần %1:")), 0, 0) == ["Phần I:", "Phần II:"]


def test_two_lists_of_one_definition_go_on_unless_one_says_where_it_begins():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    lists = numbering(level(0, "decimal", "%1."), nums=nums)

    assert [lists.next_numeral(list_id, 0) for list_id in (1, 1, 2, 3, 3)] == ["1.", "2.", "3.", "5.", "6."]


def test_a_level_may_never_begin_again():
    lists = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'))

    assert printed(lists, 0, 1, 1, 0, 1) == ["I.", "1.", "2.", "II.", "3."]


def test_a_list_may_be_defined_through_a_style():
    lists = numbering(
        more=f'<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="PlanList"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{level(0, "upperRoman", "%1.")}</w:abstractNum>',
        nums="".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in (1, 2)),
        styles={"PlanList": 2},
    )

    assert printed(lists, 0, 0) == ["I.", "II."]


def test_bullets_look_as_printed():
    assert [bullet("-", ""), bullet("+", "Symbol"), bullet("\uf0b7", "Symbol"), bullet("\uf0d8", "Wingdings")] == [
        "-", "+", "•", "➢",
    ]  # fmt: skip
    assert bullet("o", "Courier New") == "○"
    assert bullet("\uf0aa", "Wingdings") == "•"


def test_an_unknown_list_or_level_prints_nothing():
    assert printed(numbering(*PLAN), 7) == [""]
    assert printed(numbering(*PLAN), 0, list_id=9) == [""]
    assert printed(Numbering(), 0) == [""]


def test_a_list_that_begins_at_a_billion_is_not_believed():
    huge = level(0, "upperRoman", "%1.").replace('w:start w:val="1"', 'w:start w:val="1000000000"')

    assert printed(numbering(huge), 0) == ["I."]


def test_an_unknown_number_format_is_told():
    lists = numbering(level(0, "chicago", "%1"))

    assert printed(lists, 0) == ["1"]
    assert lists.unknown_styles == {"chicago"}
