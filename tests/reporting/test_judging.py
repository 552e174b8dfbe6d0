"""What keeps a report from being filed, what needs a reason, and what is only said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from plans.content.report import (
    FormContent,
    IndicatorContent,
    NarrativeContent,
    ReportContent,
    SectionContent,
    SplitContent,
)
from plans.reporting.judging import DoubtKind, children_of, is_unusual, judge, times_words
from tests.reporting.forms import CHILDREN, GIFTS, HAMLETS, SHARE, figure

CHECKED = IndicatorContent(code="G1", name="Trẻ em được khám", unit_of_measure="trẻ", section="suc-khoe")
LAUNCH = IndicatorContent(
    code="B3",
    name="Người dự",
    unit_of_measure="lượt người",
    section="suc-khoe",
    splits=(SplitContent(code="tre", name="lượt trẻ em", adds_up=False),),
)
MONEY = replace(GIFTS, section="suc-khoe")
HEALTH = SectionContent(key="suc-khoe", title="Sức khỏe")
EXPLAIN = " Gõ nhầm thì sửa; đúng thì ghi lý do."


def form(*indicators, section=HEALTH):
    return FormContent(name="Mẫu", sections=(section,), indicators=indicators)


def told(form, *figures, text="", before=(), children=None):
    content = ReportContent(figures=figures, narratives=(NarrativeContent(section="suc-khoe", text=text),))
    return judge(form, content, ReportContent(figures=before) if before else None, children)


def only(doubts):
    [one] = doubts
    return one


# --- what must be there -----------------------------------------------------------------------------------------------


def test_a_required_figure_must_be_said():
    required = form(replace(CHECKED, is_required=True))

    doubt = only(told(required))
    assert (doubt.kind, doubt.field, doubt.blocks) == (DoubtKind.MISSING, "suc-khoe:G1", True)
    assert doubt.sentence == "Ghi số liệu “Trẻ em được khám”, hoặc đánh dấu không phát sinh."
    assert told(required, figure("G1", 0)) == told(required, figure("G1", is_nothing=True)) == ()


def test_a_figure_that_is_not_required_may_stay_empty():
    assert told(form(CHECKED)) == ()


def test_a_required_text_must_be_written():
    required = form(CHECKED, section=replace(HEALTH, is_required=True))

    doubt = only(told(required, figure("G1", 1), text="  "))
    assert (doubt.kind, doubt.field, doubt.blocks) == (DoubtKind.TEXT, "suc-khoe:text", True)
    assert told(required, figure("G1", 1), text="Đã khám.") == ()


def test_where_nothing_happened_nothing_need_be_written():
    required = form(CHECKED, section=replace(HEALTH, is_required=True))

    assert told(required, figure("G1", is_nothing=True)) == ()


def test_a_report_of_nothing_lacks_nothing():
    required = form(replace(CHECKED, is_required=True))

    assert judge(required, ReportContent(is_nothing=True)) == ()


# --- what cannot be ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "sentence"),
    [
        ("chừng 40", DoubtKind.UNREADABLE, "“chừng 40” không phải là số; ghi như 1.234 hoặc 1.234,5."),
        ("-3", DoubtKind.IMPOSSIBLE, "“Trẻ em được khám” không thể dưới 0 trẻ; kiểm tra lại."),
        ("2,5", DoubtKind.IMPOSSIBLE, "“Trẻ em được khám” tính bằng trẻ, ghi số nguyên."),
    ],
)
def test_what_was_typed_and_is_no_possible_figure_blocks(typed, kind, sentence):
    doubt = only(told(form(replace(CHECKED, is_required=True)), figure("G1", typed=typed)))

    assert (doubt.kind, doubt.sentence, doubt.blocks, doubt.needs_note) == (kind, sentence, True, False)


def test_a_figure_above_what_is_possible_blocks_and_no_reason_helps():
    limited = form(replace(CHECKED, most=Decimal(100)))

    doubt = only(told(limited, figure("G1", 101, note="đúng thế")))
    assert (doubt.kind, doubt.blocks) == (DoubtKind.IMPOSSIBLE, True)


# --- what looks wrong -------------------------------------------------------------------------------------------------


def test_the_figure_of_the_picture():
    doubt = only(told(form(CHECKED), figure("G1", 1280), before=(figure("G1", 128),), children=Decimal(1164)))

    assert doubt.sentence == f"Gấp 10 lần năm trước và nhiều hơn số trẻ em trên địa bàn (1.164).{EXPLAIN}"
    assert (doubt.kind, doubt.blocks, doubt.needs_note, doubt.note) == (DoubtKind.UNUSUAL, True, True, "")


def test_with_a_reason_it_stands_and_no_longer_blocks():
    doubt = only(told(form(CHECKED), figure("G1", 1280, note="hai đợt"), before=(figure("G1", 128),)))

    assert (doubt.sentence, doubt.blocks, doubt.note) == ("Gấp 10 lần năm trước.", False, "hai đợt")


@pytest.mark.parametrize(
    ("value", "before", "unusual"),
    [
        (30, 10, True),
        (29, 10, False),
        (10, 30, True),
        (11, 30, False),
        (0, 30, True),
        (4, 1, False),  # three children more are nothing unusual
        (300, 0, False),  # nothing to compare with
    ],
)
def test_a_figure_is_unusual_by_how_many_times_it_differs(value, before, unusual):
    assert is_unusual(CHECKED, Decimal(value), Decimal(before)) is unusual


@pytest.mark.parametrize(
    ("value", "before", "words"),
    [(1280, 128, "gấp 10 lần"), (35, 10, "gấp 3,5 lần"), (10, 40, "còn 1/4"), (0, 40, "còn 0")],
)
def test_how_many_times_in_words(value, before, words):
    assert times_words(Decimal(value), Decimal(before)) == words


def test_much_less_than_last_year_is_said():
    doubt = only(told(form(CHECKED), figure("G1", 10), before=(figure("G1", 40),)))

    assert doubt.sentence == f"Còn 1/4 so với năm trước.{EXPLAIN}"


def test_nothing_this_year_is_a_statement_and_no_doubt():
    assert told(form(CHECKED), figure("G1", is_nothing=True), before=(figure("G1", 40),)) == ()


def test_nothing_last_year_is_nothing_to_compare_with():
    assert told(form(CHECKED), figure("G1", 400), before=(figure("G1", is_nothing=True),)) == ()


def test_only_children_are_compared_with_how_many_children_there_are():
    crowd = form(LAUNCH)

    assert told(crowd, figure("B3", 5000), children=Decimal(1164)) == ()
    assert told(form(replace(CHILDREN, section="suc-khoe")), figure("A1", 1165), children=Decimal(1164)) == ()


def test_a_part_of_children_is_compared_too():
    parts = replace(CHECKED, splits=(SplitContent(code="nam", name="nam"), SplitContent(code="nu", name="nữ")))

    doubts = told(form(parts), figure("G1", 90), figure("G1", 90, split="nam"), figure("G1", 0, split="nu"),
                  children=Decimal(80))  # fmt: skip
    assert {one.key for one in doubts} == {"G1", "G1:nam"}


def test_a_total_that_is_not_the_sum_of_its_parts_needs_a_reason():
    figures = (figure("D3", 100), figure("D3", 20, split="ns"), figure("D3", "71.5", split="xh"))

    doubt = only(told(form(MONEY), *figures))
    assert doubt.sentence == f"Các phần cộng lại ít hơn tổng số, chênh 8,5 triệu đồng.{EXPLAIN}"
    assert (doubt.kind, doubt.key, doubt.blocks) == (DoubtKind.PARTS, "D3", True)


def test_one_unit_of_the_last_digit_is_rounding():
    figures = (figure("D3", "7.1"), figure("D3", 3, split="ns"), figure("D3", 4, split="xh"))

    assert told(form(MONEY), *figures) == ()


def test_a_part_that_does_not_add_up_cannot_be_more_than_the_whole_without_a_reason():
    doubt = only(told(form(LAUNCH), figure("B3", 100), figure("B3", 120, split="tre")))

    assert (doubt.key, doubt.blocks) == ("B3:tre", True)
    assert doubt.sentence == f"“lượt trẻ em” nhiều hơn tổng số (100).{EXPLAIN}"


def test_a_sum_of_some_of_its_parts_is_not_finished_but_may_be_filed():
    doubt = only(told(form(MONEY), figure("D3", 20), figure("D3", 20, split="ns")))

    assert (doubt.kind, doubt.blocks) == (DoubtKind.PARTIAL, False)
    assert doubt.sentence == "Mới cộng một phần; còn trống: xã hội hóa."


def test_a_ratio_is_not_judged():
    assert told(form(replace(SHARE, section="suc-khoe", is_required=True))) == ()


# --- what is only said ------------------------------------------------------------------------------------------------


def test_a_share_is_not_more_than_its_whole_without_a_reason():
    asked = form(CHILDREN, HAMLETS, SHARE)

    doubt = only(told(asked, figure("A1", 15), figure("E3", 20)))
    assert (doubt.key, doubt.kind, doubt.blocks) == ("E3", DoubtKind.PARTS, True)
    assert doubt.sentence.startswith("“Thôn có hoạt động” nhiều hơn tổng số (15).")
    assert not only(told(asked, figure("A1", 15), figure("E3", 20, note="đếm cả thôn mới tách"))).blocks
    assert not told(asked, figure("A1", 15), figure("E3", 15))
    assert not told(asked, figure("E3", 20))


def test_what_seems_to_name_a_child_never_blocks():
    doubt = only(told(form(), text="Thăm cháu N.V.A tại nhà."))

    assert (doubt.kind, doubt.field, doubt.blocks) == (DoubtKind.PERSONAL, "suc-khoe:text", False)
    assert "cháu N.V.A" in doubt.sentence


def test_doubts_stand_in_the_order_of_the_form():
    sections = (SectionContent(key="a", title="A", is_required=True), SectionContent(key="b", title="B"))
    mixed = FormContent(
        name="",
        sections=sections,
        indicators=(
            replace(CHECKED, section="b", is_required=True),
            replace(CHILDREN, is_required=True),
            replace(LAUNCH, section="a", is_required=True),
        ),
    )

    assert [one.field for one in judge(mixed, ReportContent())] == ["a:B3", "a:text", "b:G1", ":A1"]


# --- how many children there are --------------------------------------------------------------------------------------


def test_how_many_children_there_are_is_this_years_word_else_last_years():
    this, last = ReportContent(figures=(figure("A1", 5),)), ReportContent(figures=(figure("A1", 4),))

    assert children_of(this, last) == Decimal(5)
    assert children_of(ReportContent(figures=(figure("A1", is_nothing=True),)), last) == Decimal(4)
    assert children_of(ReportContent(), None) is None
