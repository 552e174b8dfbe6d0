"""A report as its pages show it: figures beside last year's, the plan's items, how far each part is, its doubts."""

from datetime import date

import pytest

from plans.content.plan import ActivityContent, ItemContent, Marker, Part
from plans.models import Plan, Report
from plans.queries.reporting.reading import PlanSource, SectionState, report_page
from plans.services.reporting.filing import TypedFigure
from tests.factories import item, make_issued
from tests.filed import file_it, full_round, ready_report, type_in
from tests.report_rows import make_indicator, make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


def activities(*items):
    """A plan's part II with these items."""
    return (
        item("p1", "MỤC ĐÍCH", marker=Marker.ROMAN, is_heading=True),
        ItemContent(
            key="p2", text="NỘI DUNG", marker=Marker.ROMAN, is_heading=True, part=Part.ACTIVITIES, children=items
        ),
    )


GIVING = item("k4", "Thăm, tặng quà", item("k5", "Tặng quà ⟦năm⟧"), marker=Marker.ARABIC, is_heading=True)
TARGET = item("k6", "Trao học bổng, tặng quà", marker=Marker.ARABIC, activity=ActivityContent(target="45 suất"))
OTHER = item("k7", "Kiểm tra", marker=Marker.ARABIC)


@pytest.fixture
def round_(province):
    plan = make_issued(province, number=115, items=activities(OTHER, GIVING))
    return full_round(province, plan=plan)


@pytest.fixture
def report(round_, ward):
    return make_report(round_, ward)


@pytest.fixture
def last_year(round_, province, ward):
    plan = make_issued(province, year=2025)
    last = make_round(province, form=round_.form, plan=plan, year=2025, due_on=date(2025, 7, 15))
    report = ready_report(last, ward)
    type_in(report, "danh-gia", text="Năm ngoái tốt.")
    type_in(report, "", H1="-")
    return file_it(report)


def section(report, key, **more):
    return report_page(report, **more).section(key)


def lines(page, key):
    return {one.key: one for one in page.section(key).lines}


def states(report):
    report.refresh_from_db()
    return [one.state.value for one in report_page(report).sections]


# --- sections ---------------------------------------------------------------------------------------------------------


def test_sections_stand_in_order_with_their_numerals_and_figures_on_their_own_last(report):
    page = report_page(report)

    assert [(one.section.key, one.numeral, one.name) for one in page.sections] == [
        ("chi-dao", "I", "I"),
        ("tang-qua", "II.1", "II.1"),
        ("danh-gia", "III", "III"),
        ("", "", "Số liệu"),
    ]
    assert page.section("khong-co") is None


def test_a_new_report_is_empty_and_says_what_is_left(report):
    page = report_page(report)

    assert states(report) == ["empty"] * 4
    assert (page.done, page.total, page.left) == (0, 4, ("I", "II.1", "III", "Số liệu"))
    assert (page.is_ready, len(page.blocking)) == (False, 3)
    assert (page.previous, page.previous_year, page.previous_units) == (None, None, "")


def test_a_report_is_ready_before_everything_that_may_be_said_is_said(round_, ward):
    report = ready_report(round_, ward)

    page = report_page(report)
    assert (page.is_ready, page.done, page.left) == (True, 2, ("III", "Số liệu"))
    assert states(report) == ["done", "done", "empty", "empty"]


@pytest.mark.parametrize(
    ("figures", "state"),
    [
        ({"D1": "5"}, SectionState.BEGUN),  # the worth is empty, which says nothing
        ({"D3": "5"}, SectionState.BEGUN),  # required D1 is missing
        ({"D1": "5", "D3": "5"}, SectionState.DONE),
        ({"D1": "5", "D3": "-"}, SectionState.DONE),
        ({"D1": "5", "D3_ns": "5"}, SectionState.BEGUN),  # half of a sum
        ({"D1": "-", "D3": "-"}, SectionState.NOTHING),
        ({"D1": "năm", "D3": "5"}, SectionState.WARN),
        ({"D1": "5", "D3": "5", "D3_ns": "1", "D3_xh": "1"}, SectionState.WARN),
        ({"D1": TypedFigure(text="")}, SectionState.EMPTY),
    ],
)
def test_how_far_a_section_is(report, figures, state):
    assert section(type_in(report, "tang-qua", **figures), "tang-qua").state == state


@pytest.mark.parametrize(
    ("text", "state"),
    [("Tốt.", SectionState.DONE), ("Không phát sinh.", SectionState.NOTHING), ("", SectionState.EMPTY)],
)
def test_how_far_a_section_of_words_is(report, text, state):
    assert section(type_in(report, "danh-gia", text=text), "danh-gia").state == state


def test_a_childs_name_is_a_doubt_of_the_words_and_leaves_the_section_done(round_, ward):
    report = type_in(ready_report(round_, ward), "tang-qua", text="Thăm cháu N.V.A.")

    page = section(report, "tang-qua")
    assert (page.state, [one.kind for one in page.text_doubts]) == (SectionState.DONE, ["personal"])


def test_a_section_knows_its_own_revision(report):
    type_in(report, "danh-gia", text="a")
    report = type_in(report, "danh-gia", text="b")

    assert [one.revision for one in report_page(report).sections] == [0, 0, 2, 0]


# --- lines ------------------------------------------------------------------------------------------------------------


def test_a_line_for_each_figure_and_each_of_its_parts(report):
    report = type_in(report, "tang-qua", D1="khoảng 5", D3_ns="1.234,5", D3_xh="-")

    found = lines(report_page(report), "tang-qua")
    assert [(one.key, one.label, one.words, one.is_computed) for one in found.values()] == [
        ("D1", "Trẻ em được tặng quà", "khoảng 5", False),
        ("D3", "Trị giá quà", "1.234,5", True),
        ("D3:ns", "ngân sách", "1.234,5", False),
        ("D3:xh", "xã hội hóa", "", False),
    ]
    assert [one.kind for one in found["D1"].doubts] == ["unreadable"]
    assert found["D3:xh"].figure.is_nothing


@pytest.mark.parametrize(
    ("typed", "change"),
    [("386", "+74"), ("300", "−12"), ("312", "như năm trước"), ("3.120", "gấp 10 lần"), ("", ""), ("-", "")],
)
def test_this_year_beside_last_year(report, last_year, typed, change):
    line = lines(report_page(type_in(report, "tang-qua", D1=typed)), "tang-qua")["D1"]

    assert (line.previous, line.previous_is_nothing, line.change) == (312, False, change)


def test_last_years_words_and_nothing_stand_beside(report, last_year):
    page = report_page(report)

    assert (page.previous_year, page.section("danh-gia").last_text) == (2025, "Năm ngoái tốt.")
    line = lines(page, "")["H1"]
    assert (line.previous, line.previous_is_nothing) == (None, True)


def test_a_ratio_is_computed_and_compared(report, round_):
    share = make_indicator(
        "R1", "Tỷ lệ", unit_of_measure="%", adding_up="ratio", numerator="D1", denominator="A1", decimals=1
    )
    round_.form.fields.create(indicator=share, section="tang-qua", position=9)
    type_in(report, "chi-dao", A1="1000")
    report = type_in(report, "tang-qua", D1="125")

    line = lines(report_page(report), "tang-qua")["R1"]
    assert (line.words, line.is_computed, line.previous) == ("12,5", True, None)


# --- the plan beside --------------------------------------------------------------------------------------------------


def test_the_rounds_plan_stands_beside_while_the_unit_has_none(report, round_):
    page = report_page(report)

    assert page.plan_source == PlanSource(
        words="Kế hoạch số 115/KH-UBND ngày 28/4/2026", plan=round_.plan_id, is_own=False
    )
    part = page.section("tang-qua")
    assert ([one.key for one in part.plan_items], part.places) == (["k4"], ("II.2",))
    assert page.section("danh-gia").plan_items == ()


def test_the_units_own_issued_plan_goes_before(report, ward):
    own = make_issued(ward, number=47, issued_on=date(2026, 5, 20), items=activities(TARGET))

    page = report_page(report)
    assert page.plan_source == PlanSource(words="Kế hoạch số 47/KH-UBND ngày 20/5/2026", plan=own.pk, is_own=True)
    [shown] = page.section("tang-qua").plan_items
    assert (shown.key, shown.activity.target) == ("k6", "45 suất")


@pytest.mark.parametrize(
    "change", [{"status": "draft"}, {"year": 2025}, {"document_type": "BÁO CÁO"}, {"status": "withdrawn"}]
)
def test_a_draft_a_report_or_another_years_plan_does_not(report, ward, change):
    own = make_issued(ward, items=activities(TARGET))
    Plan.objects.filter(pk=own.pk).update(**change)

    assert not report_page(report).plan_source.is_own


def test_facts_in_the_plans_words_are_filled_in(report):
    [giving] = section(report, "tang-qua").plan_items

    assert giving.children[0].text == "Tặng quà 2026"


# --- versions ---------------------------------------------------------------------------------------------------------


def test_a_filed_version_is_read_as_it_was(round_, ward):
    report = file_it(ready_report(round_, ward))
    Report.objects.filter(pk=report.pk).update(draft={})
    report.refresh_from_db()

    assert lines(report_page(report, version=report.version), "tang-qua")["D1"].words == "312"
    assert lines(report_page(report), "tang-qua")["D1"].words == ""


def test_a_version_of_nothing_shows_nothing_everywhere(report):
    report = file_it(report, is_nothing=True)

    page = report_page(report, version=report.version)
    assert page.doubts == ()
    assert {one.state for one in page.sections if one.lines} == {SectionState.NOTHING}


def test_a_round_without_a_form_has_no_sections(province, ward):
    round_ = make_round(province)
    type(round_).objects.filter(pk=round_.pk).update(form=None)

    page = report_page(make_report(type(round_).objects.get(pk=round_.pk), ward))
    assert (page.total, page.is_ready) == (0, False)


# --- queries ----------------------------------------------------------------------------------------------------------


def test_opening_a_report_takes_the_same_queries_however_full_it_is(round_, ward, last_year, django_assert_num_queries):
    make_report(round_, ward)
    related = Report.objects.select_related("unit", "round__plan", "round__form", "round__receiver", "version")

    with django_assert_num_queries(9):
        report_page(related.get(round=round_, unit=ward))
    for number in range(8):
        one = make_indicator(f"Z{number}")
        round_.form.fields.create(indicator=one, section="tang-qua", position=20 + number)
    make_issued(ward, items=activities(GIVING, TARGET, OTHER))
    report = ready_report(round_, ward)
    type_in(report, "danh-gia", text="Tốt.")
    with django_assert_num_queries(8):
        report_page(related.get(pk=report.pk))
