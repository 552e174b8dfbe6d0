"""What is typed becomes content: totals added up; nothing, zero and empty kept apart; nothing typed lost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.report import FigureContent, FormContent, NarrativeContent, ReportContent, SectionContent
from plans.exceptions import Invalid
from plans.reporting.figures import figure_words
from plans.reporting.filling import NOTHING, ON_THEIR_OWN, TypedFigure, fill, is_computed, of_form, sections_of
from tests.reporting.forms import FORM, GIFTS, figure

WORDS = SectionContent(key="danh-gia", title="Đánh giá")
SECTION = SectionContent(key="tang-qua", title="Tặng quà")
SPLIT_FORM = FormContent(name="Mẫu", sections=(SECTION, WORDS), indicators=FORM.indicators)


def typed(**keys):
    """D3_ns="20" is the part "D3:ns"; True is the tick không phát sinh."""
    return {
        key.replace("_", ":"): value
        if isinstance(value, TypedFigure)
        else TypedFigure(is_nothing=True)
        if value is True
        else TypedFigure(text=value)
        for key, value in keys.items()
    }


def filled(*rounds, content=None, **keys):
    """The content after these fillings, one after the other."""
    content = content or ReportContent()
    for one in (*rounds, keys) if keys else rounds:
        content = fill(SPLIT_FORM, content, typed(**one), {})
    return content


def said(content, code, split=""):
    one = content.figure(code, split)
    if one is None:
        return None
    return "nothing" if one.is_nothing else one.typed or one.value


# --- figures ----------------------------------------------------------------------------------------------------------


def test_a_figure_is_read_as_vietnamese_write_it():
    assert said(filled(A1="1.234"), "A1") == Decimal(1234)


def test_empty_zero_and_nothing_are_three_things():
    assert filled(A1="").figures == ()
    assert said(filled(A1="0"), "A1") == Decimal(0)
    assert said(filled(A1=True), "A1") == "nothing"


@pytest.mark.parametrize("words", ["không phát sinh", "-", "KPS", "Không"])
def test_words_for_nothing_are_the_tick(words):
    assert said(filled(A1=words), "A1") == "nothing"


@pytest.mark.parametrize("text", ["khoảng 40", "1.5", "-3", "2,5", "9999999999999"])
def test_what_is_no_possible_figure_is_kept_as_typed(text):
    content = filled({"A1": "7"}, A1=text)

    assert content.figure("A1") == FigureContent(indicator="A1", typed=text)


def test_typing_a_figure_over_it_takes_the_words_away():
    assert filled({"A1": "bốn"}, A1="4").figure("A1") == figure("A1", 4)


def test_only_what_is_sent_changes():
    content = filled({"A1": "7", "E3": "3"}, E3="4")

    assert (said(content, "A1"), said(content, "E3")) == (Decimal(7), Decimal(4))


def test_a_field_emptied_says_nothing_at_all_any_more():
    assert filled({"A1": "7"}, A1="").figures == ()


def test_the_tick_goes_before_what_was_left_in_the_field():
    assert filled(A1=TypedFigure(text="7", is_nothing=True)).figure("A1") == figure("A1", is_nothing=True)


def test_a_reason_is_kept_with_its_figure():
    assert filled(A1=TypedFigure(text="7", note="  sáp nhập\n ba xã ")).figure("A1") == figure(
        "A1", 7, note="sáp nhập ba xã"
    )


def test_only_what_may_be_counted_twice_says_that_doubles_are_out():
    content = filled(B2=TypedFigure(text="1", without_doubles=True), A1=TypedFigure(text="1", without_doubles=True))

    assert [one.without_doubles for one in content.figures] == [False, True]
    assert content.figures[1].indicator == "B2"


def test_a_ratio_is_never_typed():
    assert filled(E4="50").figures == ()


def test_figures_stand_in_the_order_of_the_form():
    content = filled({"E3": "3"}, D3_xh="2", A1="1")

    assert [(one.indicator, one.split) for one in content.figures] == [("A1", ""), ("D3", ""), ("D3", "xh"), ("E3", "")]


# --- totals -----------------------------------------------------------------------------------------------------------


def test_a_total_is_the_sum_of_its_parts():
    content = filled(D3_ns="20", D3_xh="71,5")

    assert (said(content, "D3"), is_computed(GIFTS, content)) == (Decimal("91.5"), True)


def test_as_soon_as_one_part_is_given_the_total_is_its_sum():
    assert said(filled({"D3": "100"}, D3_ns="20"), "D3") == Decimal(20)


def test_a_total_whose_parts_are_empty_is_typed():
    content = filled(D3="100")

    assert (said(content, "D3"), is_computed(GIFTS, content)) == (Decimal(100), False)


def test_a_part_that_is_nothing_counts_as_none():
    content = filled(D3_ns="20", D3_xh=True)

    assert (said(content, "D3"), said(content, "D3", "xh")) == (Decimal(20), "nothing")


def test_a_total_all_of_whose_parts_are_nothing_is_nothing():
    assert said(filled(D3_ns=True, D3_xh=True), "D3") == "nothing"


def test_one_part_nothing_and_the_other_empty_make_no_total():
    content = filled(D3_ns=True)

    assert content.figures == (figure("D3", split="ns", is_nothing=True),)


def test_parts_changed_change_the_sum():
    assert said(filled({"D3_ns": "20", "D3_xh": "1"}, D3_ns="30"), "D3") == Decimal(31)


def test_parts_emptied_take_the_sum_away():
    assert filled({"D3_ns": "20"}, D3_ns="").figures == ()


def test_a_form_sent_whole_with_the_old_sum_is_added_up_again():
    assert said(filled({"D3_ns": "20", "D3_xh": "1"}, D3="21", D3_ns="30", D3_xh="1"), "D3") == Decimal(31)


def test_another_total_typed_beside_its_parts_stays_for_somebody_to_look_at():
    content = filled(D3="100", D3_ns="20", D3_xh="71,5")

    assert said(content, "D3") == Decimal(100)
    assert said(filled(content=content, D3="100", D3_ns="20", D3_xh="71,5"), "D3") == Decimal(100)
    assert said(filled(content=content, D3_xh="72"), "D3") == Decimal(100)
    assert said(filled(content=content, D3="", D3_ns="20", D3_xh="71,5"), "D3") == Decimal("91.5")


def test_the_tick_of_a_total_goes_for_its_parts_and_so_does_taking_it_away():
    ticked = filled({"D3_ns": "20"}, D3=True)

    assert [said(ticked, "D3", one) for one in ("", "ns", "xh")] == ["nothing"] * 3
    assert filled(content=ticked, D3="").figures == ()


def test_figures_of_the_parts_go_before_the_tick_of_a_total_sent_with_them():
    assert said(filled(D3=True, D3_ns="20", D3_xh=""), "D3") == Decimal(20)


PARTS = st.sampled_from(["", "-", "0", "5", "7,5", "chưa rõ"])


@given(st.lists(st.fixed_dictionaries({}, optional={"D3_ns": PARTS, "D3_xh": PARTS}), max_size=5))
def test_a_total_never_typed_is_always_the_sum_of_what_its_parts_say(rounds):
    content = filled(*rounds)

    parts = [content.figure("D3", one) for one in ("ns", "xh")]
    values = [one.value for one in parts if one and one.value is not None]
    whole = content.figure("D3")
    assert (whole.value if whole else None) == (sum(values) if values else None)
    assert bool(whole and whole.is_nothing) == all(one is not None and one.is_nothing for one in parts)


@given(st.dictionaries(st.sampled_from(["A1", "E3", "B2", "D3_ns"]), st.text(max_size=15)))
def test_whatever_is_typed_is_a_figure_or_kept_or_nothing(texts):
    content = filled(**texts)

    for key, text in texts.items():
        one = content.figure(*key.split("_"))
        assert one is None or one.is_nothing or one.typed or one.value is not None
        if one is not None and one.value is not None:
            again = filled(**{key: figure_words(one.value)})
            assert said(again, *key.split("_")) == one.value, text


# --- words ------------------------------------------------------------------------------------------------------------


def test_a_text_is_cleaned_and_kept_in_its_paragraphs():
    content = fill(SPLIT_FORM, ReportContent(), {}, {"danh-gia": " Tốt.\r\n\r\nCòn  thiếu. \n"})

    assert content.narratives == (NarrativeContent(section="danh-gia", text="Tốt.\n\nCòn thiếu."),)


def test_a_text_too_long_is_refused_and_not_cut():
    fill(SPLIT_FORM, ReportContent(), {}, {"danh-gia": "a" * 20_000})
    with pytest.raises(Invalid) as refused:
        fill(SPLIT_FORM, ReportContent(), {}, {"danh-gia": "a" * 21_500})

    assert refused.value.fields == {"danh-gia:text": "Phần “Đánh giá” ghi tối đa 20.000 ký tự; bớt 1.500 ký tự."}


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ({"A1": TypedFigure(text="1", note="a" * 301)}, ":A1"),
        ({"D3:ns": TypedFigure(text="1" * 101)}, ":D3:ns"),
    ],
)
def test_a_reason_or_a_field_too_long_is_refused(figures, field):
    with pytest.raises(Invalid) as refused:
        fill(SPLIT_FORM, ReportContent(), figures, {})

    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("figures", "texts"), [({"Z9": TypedFigure()}, {}), ({"A1:x": TypedFigure()}, {}), ({}, {"x": ""})]
)
def test_what_the_form_does_not_have_is_refused(figures, texts):
    with pytest.raises(Invalid, match="Biểu mẫu vừa được nơi nhận sửa"):
        fill(SPLIT_FORM, ReportContent(), figures, texts)


# --- whole sections ---------------------------------------------------------------------------------------------------


def test_a_whole_section_of_nothing_marks_every_figure_of_it():
    content = fill(SPLIT_FORM, filled(D3_ns="4"), {}, {}, nothing=("",))

    assert [(one.indicator, one.split) for one in content.figures] == [
        ("A1", ""), ("D3", ""), ("D3", "ns"), ("D3", "xh"), ("B2", ""), ("E3", ""), ("X1", ""),
    ]  # fmt: skip
    assert all(one.is_nothing for one in content.figures)


def test_a_section_of_words_says_nothing_in_words():
    content = fill(SPLIT_FORM, ReportContent(), {}, {}, nothing=("danh-gia",))

    assert content.text("danh-gia") == NOTHING


def test_words_that_stand_there_stay():
    content = fill(SPLIT_FORM, ReportContent(), {}, {"danh-gia": "Tốt."}, nothing=("danh-gia",))

    assert content.text("danh-gia") == "Tốt."


def test_a_report_of_nothing_that_is_written_in_says_something():
    assert fill(SPLIT_FORM, ReportContent(is_nothing=True), typed(A1="1"), {}).is_nothing is False


# --- forms ------------------------------------------------------------------------------------------------------------


def test_figures_on_their_own_stand_after_the_sections():
    assert sections_of(SPLIT_FORM) == (SECTION, WORDS, ON_THEIR_OWN)
    assert sections_of(FormContent(name="", sections=(SECTION,))) == (SECTION,)


def test_what_another_form_asked_for_is_not_filed():
    content = ReportContent(
        figures=(figure("A1", 1), figure("Z9", 2), figure("A1", 3, split="x")),
        narratives=(NarrativeContent(section="danh-gia", text="a"), NarrativeContent(section="cu", text="b")),
    )

    assert of_form(SPLIT_FORM, content) == ReportContent(
        figures=(figure("A1", 1),), narratives=(NarrativeContent(section="danh-gia", text="a"),)
    )
