"""Before and after of a supplement, in words."""

from dataclasses import replace

from plans.content.report import NarrativeContent, ReportContent, SectionContent
from plans.reporting.differences import Difference, differences
from tests.reporting.forms import FORM, figure

WITH_WORDS = replace(FORM, sections=(SectionContent(key="danh-gia", title="Đánh giá"),))


def test_figures_and_texts_that_changed_stand_in_the_order_of_the_form():
    before = ReportContent(
        figures=(figure("A1", 5), figure("D3", 3), figure("D3", 3, split="ns"), figure("E3", 1)),
        narratives=(NarrativeContent(section="danh-gia", text="Tốt."),),
    )
    after = ReportContent(
        figures=(
            figure("A1", 1234),
            figure("D3", is_nothing=True),
            figure("E3", 1),
            figure("B2", 2, without_doubles=True),
        ),
        narratives=(NarrativeContent(section="danh-gia", text="Rất tốt."),),
    )

    assert differences(WITH_WORDS, before, after) == (
        Difference(key="A1", label="Trẻ em trên địa bàn", before="5 trẻ", after="1.234 trẻ"),
        Difference(key="D3", label="Trị giá quà", before="3 triệu đồng", after="không phát sinh"),
        Difference(key="D3:ns", label="Trị giá quà, ngân sách", before="3 triệu đồng", after=""),
        Difference(key="B2", label="Lễ phát động", before="", after="2 cuộc (đã loại trùng)"),
        Difference(key="danh-gia", label="Đánh giá", before="Tốt.", after="Rất tốt.", is_figure=False),
    )


def test_the_same_figure_written_otherwise_is_no_difference():
    assert (
        differences(FORM, ReportContent(figures=(figure("D3", "3.0"),)), ReportContent(figures=(figure("D3", 3),)))
        == ()
    )


def test_a_reason_alone_is_no_difference():
    same = ReportContent(figures=(figure("A1", 5),))

    assert differences(FORM, same, ReportContent(figures=(figure("A1", 5, note="đã kiểm tra"),))) == ()


def test_a_report_of_nothing_that_has_figures_now_says_so():
    [whole, children] = differences(FORM, ReportContent(is_nothing=True), ReportContent(figures=(figure("A1", 5),)))

    assert (whole.key, whole.before, whole.after) == ("", "không phát sinh", "có số liệu")
    assert (children.before, children.after) == ("", "5 trẻ")
