"""What a report stores is read back as it was."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.codec import UnreadableContent
from plans.content.report import FigureContent, NarrativeContent, ReportContent
from plans.content.report_codec import report_from_json, report_to_json

codes = st.text("ABC123", min_size=1, max_size=3)
figures = st.builds(
    FigureContent,
    indicator=codes,
    split=st.text("ab", max_size=2),
    value=st.none() | st.decimals(min_value=0, max_value=10**9, places=4),
    is_nothing=st.booleans(),
    without_doubles=st.booleans(),
    note=st.text(max_size=10),
    typed=st.text(max_size=10),
)
reports = st.builds(
    ReportContent,
    figures=st.lists(figures, max_size=5).map(tuple),
    narratives=st.lists(st.builds(NarrativeContent, section=codes, text=st.text(max_size=30)), max_size=3).map(tuple),
    is_nothing=st.booleans(),
)


@given(reports)
def test_what_is_written_is_read_back(content):
    assert report_from_json(report_to_json(content)) == content


def test_nothing_stored_yet_is_an_empty_report():
    assert report_from_json({}) == ReportContent()


def test_a_figure_keeps_every_digit():
    content = ReportContent(figures=(FigureContent(indicator="D3", value=Decimal("0.1000")),))

    assert report_to_json(content)["figures"] == [{"indicator": "D3", "value": "0.1000"}]


@pytest.mark.parametrize(
    "stored",
    [None, [], {"format": 2}, {"format": 1}, {"format": 1, "figures": [{"indicator": "A", "value": "x"}]}, {"a": 1}],
)
def test_anything_else_is_refused(stored):
    with pytest.raises(UnreadableContent):
        report_from_json(stored)
