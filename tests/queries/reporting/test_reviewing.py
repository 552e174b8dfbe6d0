"""What there is to look at in the reports of a round, last year's of many units at once, and one report's page."""

from datetime import timedelta

import pytest

from plans.models import Evidence, Indicator, IssuingUnit, Report, UnitSuccession
from plans.queries.reporting.forms import form_content
from plans.queries.reporting.previous import previous_report
from plans.queries.reporting.reviewing.detail import detail_page, figures_in_words, proposals
from plans.queries.reporting.reviewing.last_year import previous_reports
from plans.queries.reporting.reviewing.waiting import main_indicators, next_to_review, review_list
from plans.services.reporting.filing import TypedFigure, begin, supplement
from plans.services.reporting.reviewing import accept_reports, return_report
from tests.factories import make_actor, make_unit
from tests.filed import file_it, full_round, ready_report, type_in
from tests.report_rows import NOW, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]


@pytest.fixture
def round_(province, department):
    return full_round(province)


def filed(round_, name, **more):
    unit = more.pop("unit", None) or make_unit(name, under=round_.receiver)
    report = ready_report(round_, unit)
    if more:
        type_in(report, "tang-qua", **more)
    return file_it(report)


def last_year(round_, unit, **figures):
    """A report of the year before, on the same form."""
    before = make_round(round_.receiver, form=round_.form, year=2025, due_on=round_.due_on.replace(year=2025))
    report = begin(before, unit, actor=make_actor(unit, "drafter"))
    type_in(report, "chi-dao", text="Năm trước đã làm.", A1=figures.pop("A1", "1.100"))
    type_in(report, "tang-qua", **({"D1": "300"} | figures))
    return file_it(report)


def points(page):
    return {row.name: [one.sentence for one in row.points] for row in page.doubtful}


# --- the list ---------------------------------------------------------------------------------------------------------


def test_reports_stand_by_what_needs_doing(round_, lan):
    filed(round_, "xã An", D1=TypedFigure(text="3.120", note="thêm đợt quà"))
    filed(round_, "xã Bình")
    returned, accepted = filed(round_, "xã Chi"), filed(round_, "xã Dung")
    asked = return_report(returned, actor=lan, revision=returned.revision, parts={}, reason="thiếu")
    accept_reports([accepted], actor=lan)
    begin(round_, make_unit("xã Em", under=round_.receiver), actor=lan)

    page = review_list(round_)

    assert points(page) == {
        "Xã An": ["Trẻ em được tặng quà: nhiều hơn số trẻ em trên địa bàn (1.164). Lý do: thêm đợt quà"]
    }
    assert [one.name for one in page.plain] == ["Xã Bình"]
    assert [(one.name, one.asked) for one in page.returned] == [("Xã Chi", asked)]
    assert [name for name, _ in page.accepted] == ["Xã Dung"]
    assert (page.counts.expected, page.counts.answered, page.counts.waiting) == (5, 4, 2)


def test_late_reports_and_words_about_a_child_are_looked_at(round_):
    late, told, named = filed(round_, "xã Muộn"), filed(round_, "xã Kể"), filed(round_, "xã Tên")
    Report.objects.filter(pk=late.pk).update(first_filed_at=NOW + timedelta(days=30))
    report = begin(round_, make_unit("xã Lời", under=round_.receiver), actor=make_actor(round_.receiver, "drafter"))
    type_in(report, "chi-dao", text="Cháu N.V.A. được tặng xe đạp.", A1="900")
    type_in(report, "tang-qua", D1="100")
    file_it(report, source="theo bản giấy")
    for one, name in ((told, "le-phat-dong.jpg"), (named, "cháu N.V.A.jpg")):
        Evidence.objects.create(
            report=one, name=name, media_type="image/jpeg", size=1, sha256="a", added_at=NOW, added_by_name="Hoa"
        )

    page = review_list(round_)

    assert points(page)["Xã Muộn"] == ["Nộp sau hạn."]
    assert [one.is_late for one in page.doubtful if one.name == "Xã Muộn"] == [True]
    assert points(page)["Xã Lời"][0].startswith("Công tác chỉ đạo: “Cháu N.V.A")
    assert points(page)["Xã Tên"][0].startswith("Minh chứng “cháu N.V.A.jpg”: “cháu N.V.A")
    assert [one.name for one in page.plain] == ["Xã Kể"]


def test_a_supplement_and_a_mended_report_say_what_changed(round_, lan):
    more, mended = filed(round_, "xã Thêm"), filed(round_, "xã Sửa")
    supplement(
        more,
        actor=make_actor(more.unit, "drafter"),
        revision=more.revision,
        typed={"D1": TypedFigure(text="320")},
        reason="Đoàn gửi thêm",
    )
    return_report(mended, actor=lan, revision=mended.revision, parts={}, reason="thiếu")
    type_in(mended, "danh-gia", text="Đã đánh giá.")
    file_it(mended)

    assert points(review_list(round_)) == {
        "Xã Thêm": ["Số liệu bổ sung: Trẻ em được tặng quà: 312 trẻ → 320 trẻ."],
        "Xã Sửa": ["Đã sửa theo yêu cầu: sửa lời phần “Đánh giá”."],
    }


def test_nothing_this_year_where_there_was_something_is_looked_at(round_, ward):
    last_year(round_, ward)
    silent = make_unit("xã Lặng", under=round_.receiver)
    for unit in (ward, silent):
        report = begin(round_, unit, actor=make_actor(unit, "drafter"))
        file_it(report, make_actor(unit, "drafter"), is_nothing=True)

    page = review_list(round_)

    assert points(page) == {"Phường Đức Xuân": ["Báo không phát sinh, năm trước có số liệu."]}
    assert [one.name for one in page.plain] == ["Xã Lặng"]


def test_a_sensitive_figure_leaves_the_unit_without_its_reason(round_, ward, hoa, lan):
    Indicator.objects.filter(code="D1").update(is_sensitive=True)
    report = filed(round_, "", unit=ward, D1=TypedFigure(text="3.120", note="cháu ở tổ 5"))

    (row,) = review_list(round_).doubtful
    assert row.points[0].sentence.endswith("trên địa bàn (1.164).")
    assert "cháu ở tổ 5" in detail_page(hoa, report).doubts[0].words
    assert "cháu ở tổ 5" not in detail_page(lan, report).doubts[0].words


def test_main_figures_are_the_required_results_beside_last_year(round_, ward):
    last_year(round_, ward)
    filed(round_, "", unit=ward)

    (row,) = review_list(round_).plain
    assert [one.code for one in main_indicators(form_content(round_.form))] == ["D1", "D3", "H1"]
    assert [(one.indicator.code, one.value, one.previous) for one in row.figures] == [
        ("D1", "312", "300"), ("D3", "62,4", ""), ("H1", "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("units", [1, 4])
def test_the_list_costs_the_same_for_any_number_of_units(units, round_, lan, django_assert_num_queries):
    for at in range(units):
        last_year(round_, filed(round_, f"xã {at}", D1=TypedFigure(text="3.120", note="thêm")).unit)
        returned = filed(round_, f"xã trả {at}")
        return_report(returned, actor=lan, revision=returned.revision, parts={}, reason="thiếu")

    with django_assert_num_queries(14):
        page = review_list(type(round_).objects.select_related("form", "receiver").get(pk=round_.pk))
        assert (len(page.doubtful), len(page.returned)) == (units, units)


# --- last year's of many ----------------------------------------------------------------------------------------------


def test_last_years_reports_of_many_are_what_each_has_alone(province, round_, ward, other_commune):
    old = [make_unit(f"phường Cũ {at}", under=province) for at in range(3)]
    for at, one in enumerate(old):
        last_year(round_, one, D1=str(100 + at))
        IssuingUnit.objects.filter(pk=one.pk).update(closed_on=NOW.date().replace(month=1))
    merged, part = make_unit("phường Mới", under=province), make_unit("phường Nửa", under=province)
    for closed, successor in ((old[0], merged), (old[1], merged), (old[2], merged), (old[2], part), (merged, ward)):
        UnitSuccession.objects.create(closed_unit=closed, successor=successor)
    last_year(round_, other_commune)
    nobody = make_unit("xã Không", under=province)
    units, form = [ward, merged, part, other_commune, nobody], form_content(round_.form)

    alone = {one.pk: previous_report(Report(round=round_, unit=one), form) for one in units}

    assert (alone[merged.pk].is_divided, alone[other_commune.pk].content.figure("D1").value) == (True, 300)
    assert previous_reports(units, 2025, form) == {pk: one for pk, one in alone.items() if one is not None}
    assert set(previous_reports(units, 2025, form)) == {ward.pk, merged.pk, part.pk, other_commune.pk}


# --- one report -------------------------------------------------------------------------------------------------------


def test_the_next_report_follows_the_tree_and_begins_again(round_, lan):
    first, second, third = (filed(round_, f"xã {at}") for at in (1, 2, 3))

    assert [next_to_review(one) for one in (first, second, third)] == [second, third, first]
    accept_reports([second, third], actor=lan)
    assert next_to_review(first) is None


def test_a_report_tells_how_it_came_and_went(round_, ward, hoa, lan):
    report = filed(round_, "", unit=ward)
    return_report(report, actor=lan, revision=report.revision, parts={"D1": "đủ chưa?"})
    type_in(report, "tang-qua", D1="320")
    file_it(report)

    page = detail_page(lan, Report.objects.get())

    assert [(one.title, one.by) for one in page.steps] == [
        ("Gửi lại, đã sửa", "Hệ thống"), ("Yêu cầu bổ sung", "Trần Thị Lan"), ("Gửi báo cáo", "Hệ thống"),
    ]  # fmt: skip
    assert [(one.label, one.before, one.after) for one in page.changes] == [
        ("Trẻ em được tặng quà", "312 trẻ", "320 trẻ")
    ]
    assert [one.reason for one in page.steps[1].parts] == ["đủ chưa?"]


def test_while_it_is_mended_the_receiver_reads_what_was_filed(round_, ward, hoa, lan):
    report = filed(round_, "", unit=ward)
    return_report(report, actor=lan, revision=report.revision, parts={"D1": "đủ chưa?"})
    type_in(report, "tang-qua", D1="999")
    report = Report.objects.get()

    theirs, own = detail_page(lan, report), detail_page(hoa, report)

    assert [one.page.content.figure("D1").value for one in (theirs, own)] == [312, 312]
    assert (theirs.draft, own.draft.content.figure("D1").value) == (None, 999)
    assert [one.label for one in own.return_parts] == ["Trẻ em được tặng quà"]


def test_what_the_portal_noticed_is_proposed_part_by_part(round_, ward):
    report = ready_report(round_, ward)
    type_in(report, "chi-dao", text="Cháu N.V.A. được tặng xe.")
    type_in(report, "tang-qua", D1=TypedFigure(text="3.120", note="thêm"))
    page = detail_page(make_actor(ward, "drafter"), file_it(report)).page

    assert sorted(proposals(page)) == ["D1", "chi-dao"]
    assert figures_in_words(page) == {
        "A1": "1.164 trẻ", "D1": "3.120 trẻ", "D3": "62,4 triệu đồng", "H1": "để trống",
    }  # fmt: skip
