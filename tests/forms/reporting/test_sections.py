"""A section as it was sent: which figures, which ticks, what the page knew before."""

import pytest
from django.http import QueryDict

from plans.content.report import AddingUp, FormContent, IndicatorContent, SectionContent, SplitContent
from plans.exceptions import Invalid
from plans.forms.reporting.sections import read_section
from plans.forms.reporting.supplement import read_supplement
from plans.reporting.filling import TypedFigure

KEYS = ("D1", "D3", "D3:ns")


def sent(**fields):
    query = QueryDict(mutable=True)
    query.update({"revision": "4"} | {name.replace("__", ":").replace("_", "-"): one for name, one in fields.items()})
    return query


def test_only_figures_that_were_sent_are_read():
    found = read_section(sent(so_D1="386", kps_D3__ns="on", so_D3__ns="", so_X9="5"), KEYS)

    assert found.figures == {"D1": TypedFigure(text="386"), "D3:ns": TypedFigure(is_nothing=True)}
    assert (found.revision, found.text, found.is_nothing) == (4, None, False)


def test_the_declaration_and_the_reason_belong_to_their_figure():
    found = read_section(sent(so_D1="386", trung_D1="on", ly_do_D1="Thêm một đợt", so_D3="1"), KEYS)

    assert found.figures["D1"] == TypedFigure(text="386", without_doubles=True, note="Thêm một đợt")
    assert found.figures["D3"] == TypedFigure(text="1")


def test_the_words_are_read_when_they_were_sent_even_empty():
    assert [read_section(one, KEYS).text for one in (sent(loi=""), sent(loi="Đã tặng."), sent())] == [
        "",
        "Đã tặng.",
        None,
    ]


def test_a_tick_of_the_whole_section_counts_once():
    assert read_section(sent(ca_phan="1"), KEYS).is_nothing
    assert not read_section(sent(ca_phan="1", ca_phan_cu="1"), KEYS).is_nothing


def test_taking_the_tick_of_the_whole_section_away_takes_those_of_its_figures():
    found = read_section(sent(ca_phan_cu="1", so_D1="", kps_D1="on", so_D3="5", kps_D3="on"), KEYS)

    assert found.figures == {"D1": TypedFigure(), "D3": TypedFigure(text="5")}


def test_what_the_page_knew_before_comes_along():
    assert read_section(sent(so_D1="5", cu_D1="312", cu_loi="Cũ."), KEYS).before == {"D1": "312", "loi": "Cũ."}


def test_in_a_conflict_what_stays_theirs_is_left_out():
    found = read_section(sent(so_D1="5", chon_D1="theirs", so_D3="6", chon_D3="mine", loi="x", chon_loi="theirs"), KEYS)

    assert (found.figures, found.text) == ({"D3": TypedFigure(text="6")}, None)


@pytest.mark.parametrize("revision", ["", "x", "-1", "1" * 10, "²"])
def test_a_page_without_a_revision_is_too_old(revision):
    with pytest.raises(Invalid, match="Trang này đã cũ"):
        read_section(sent(revision=revision), KEYS)
    with pytest.raises(Invalid, match="Trang này đã cũ"):
        read_supplement(sent(revision=revision), FormContent(name=""))


def test_a_supplement_reads_every_figure_but_ratios_and_every_text():
    parts = (SplitContent(code="a", name="a"),)
    share = {"adding_up": AddingUp.RATIO, "numerator": "E3", "denominator": "E3"}
    form = FormContent(
        name="",
        sections=(SectionContent(key="he", title="Hè"),),
        indicators=(
            IndicatorContent(code="E3", name="Thôn", unit_of_measure="thôn", splits=parts),
            IndicatorContent(code="E3R", name="Tỷ lệ", unit_of_measure="%", **share),
        ),
    )
    found = read_supplement(
        sent(so_E3="5", so_E3__a="2", so_E3R="99", loi_he="Tốt.", loi_x="y", reason="Thêm", viec="gui"), form
    )

    assert found.figures == {"E3": TypedFigure(text="5"), "E3:a": TypedFigure(text="2")}
    assert (found.texts, found.reason, found.is_final) == ({"he": "Tốt."}, "Thêm", True)
