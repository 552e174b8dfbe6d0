"""The tree as items, with lines, numerals and remarks."""

from plans.content.numbering import MAX_DEPTH
from plans.content.plan import Marker, Part, walk
from tests.importing.parsing.reading import read

HEAD = "KẾ HOẠCH\nChăm lo cho trẻ em năm 2024\n"


def items(body):
    return read(HEAD + body).content.items


def test_markers_follow_numerals_and_odd_ones_stay_in_the_words():
    (part,) = items("Phần thứ nhất\nMỘT VIỆC\nI. HAI\n1. Ba\n1.1. Bốn.\n* Năm.\n(i) sáu.")

    assert [(one.marker, one.text) for one in walk((part,))] == [
        (Marker.NONE, "Phần thứ nhất MỘT VIỆC"),
        (Marker.ROMAN, "HAI"),
        (Marker.ARABIC, "Ba"),
        (Marker.DECIMAL, "Bốn."),
        (Marker.DASH, "Năm."),
        (Marker.NONE, "(i) sáu."),
    ]


def test_decimal_without_its_number_becomes_a_number():
    (one,) = items("I. MỤC ĐÍCH\n1.1. Mục đích\n- Một.\n1.2. Yêu cầu\n- Hai.")

    assert [child.marker for child in one.children] == [Marker.ARABIC, Marker.ARABIC]


def test_parts_are_told_by_their_titles():
    found = items(
        "I. MỤC ĐÍCH, YÊU CẦU\nMột.\nII. NỘI DUNG\nHai.\nIII. KINH PHÍ\nBa.\nIV. TỔ CHỨC THỰC HIỆN\nBốn.\nV. CHẾ ĐỘ "
        "BÁO CÁO\nNăm."
    )

    assert [one.part for one in found] == [
        Part.PURPOSE,
        Part.ACTIVITIES,
        Part.FUNDING,
        Part.IMPLEMENTATION,
        Part.REPORTING,
    ]


def test_nothing_is_nested_deeper_than_a_plan_may_be():
    def depth(items):
        return 1 + max(depth(item.children) for item in items) if items else 0

    assert depth(items("Phần I\nMỘT\nI. HAI\n1. Ba\n1.1. Bốn\n1.1.1. Năm\na) Sáu\n- Bảy\n+ Tám.")) == MAX_DEPTH


def test_skipped_letter_is_said_and_lines_and_numerals_are_kept():
    recognised = read(HEAD + "I. VIỆC\n1. Một\na) Hai.\nb) Ba.\nd) Bốn.")

    assert recognised.remarks == ("Mục I.1: nguyên văn đánh số “b)” rồi đến “d)”.",)
    last = list(recognised.content.walk())[-1]
    assert (recognised.items_lines[last.key], recognised.numerals[last.key]) == ((7,), "d)")
