"""The BÁO CÁO made from a summary: what it says and does not say, its annexes, its addendum; summaries as JSON."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.content.plan import ParentContent, walk
from plans.content.report import AddingUp, FormContent, IndicatorContent, SectionContent
from plans.documents.printed import document_text
from plans.reporting.addenda import addendum_content, changes_between, difference_words
from plans.reporting.drafting_report import (
    Author,
    Carried,
    compared,
    draft_report_content,
    figure_sentence,
    lacking_sentences,
    main_lines,
    sums_table,
    units_table,
    who_reported,
)
from plans.reporting.summary import (
    SumLine,
    Summary,
    UnitLine,
    UnitState,
    summary_from_json,
    summary_to_json,
)
from tests.checking import WARD


def line(key, value=None, **more):
    values = {"name": "Trẻ được tặng quà", "measure": "trẻ", "rule": AddingUp.DISTINCT, "parts": {1: Decimal(9)}}
    return SumLine(key=key, value=None if value is None else Decimal(str(value)), **(values | more))


def unit(pk, name, state=UnitState.COUNTED, **more):
    return UnitLine(unit=pk, name=name, state=state, report=pk, version=pk * 10, **more)


UNITS = (
    unit(1, "Trường Tiểu học Đức Xuân"),
    unit(2, "Tổ 1", UnitState.NOTHING, is_late=True),
    unit(3, "Tổ 2", UnitState.LEFT_OUT),
    UnitLine(unit=4, name="Tổ 3", state=UnitState.MISSING, is_late=True),
)
GIFTS = line("D1", 386, previous=Decimal(300), parts={1: Decimal(386), 2: None})
SUMMARY = Summary(
    year=2026,
    previous_year=2025,
    at=datetime(2026, 7, 10, 17, 30, tzinfo=UTC),
    deadline="trước ngày 10/7/2026",
    sums=(GIFTS, line("D1:ngheo", 120, part="hộ nghèo", parts={1: Decimal(120), 2: None})),
    units=UNITS,
)
FORM = FormContent(
    name="Mẫu",
    sections=(
        SectionContent(key="chi-dao", title="Công tác chỉ đạo"),
        SectionContent(key="qua", title="Thăm, tặng quà", group="Kết quả thực hiện"),
        SectionContent(key="he", title="Hoạt động hè", group="Kết quả thực hiện"),
        SectionContent(key="danh-gia", title="Đánh giá, khó khăn"),
        SectionContent(key="kien-nghi", title="Kiến nghị, đề xuất"),
        SectionContent(key="khen", title="Khen thưởng"),
    ),
    indicators=(IndicatorContent(code="D1", name="Trẻ được tặng quà", unit_of_measure="trẻ", section="qua"),),
)
AUTHOR = Author(
    issuer=WARD,
    symbol="BC-UBND",
    addressees=("Ủy ban nhân dân tỉnh Thái Nguyên (qua Sở Y tế)",),
    superior="Ủy ban nhân dân tỉnh Thái Nguyên",
)
PLAN = ParentContent(
    kind="Kế hoạch", document_number="47/KH-UBND", issued_on=date(2026, 5, 20), issuer=WARD.name, abstract="triển khai"
)
CARRIED = Carried(subject="Tháng hành động vì trẻ em", parents=(PLAN,), targets={"qua": ("Ít nhất 300 trẻ",)})


def keys():
    numbers = count(1)
    return lambda: f"k{next(numbers)}"


def drafted(summary=SUMMARY, form=FORM, carried=CARRIED):
    return draft_report_content(summary, form, AUTHOR, carried, new_key=keys())


def with_gifts(**more):
    return replace(SUMMARY, sums=(replace(GIFTS, **more), *SUMMARY.sums[1:]))


# --- the document -----------------------------------------------------------------------------------------------------


def test_it_is_an_official_report_to_the_superior():
    content = drafted().content

    assert (content.document_type, content.symbol, content.abstract) == (
        "BÁO CÁO", "BC-UBND", "Kết quả triển khai Tháng hành động vì trẻ em năm 2026"
    )  # fmt: skip
    assert (content.addressees, content.recipients) == (AUTHOR.addressees, ("Như trên",))
    assert (content.parents, content.deadlines, content.theme) == ((PLAN,), (), "")
    assert content.opening == (
        "Ủy ban nhân dân phường Tân Lập báo cáo kết quả triển khai Tháng hành động vì trẻ em năm 2026 như sau:"
    )


def test_its_body_in_order_with_the_target_beside_the_result():
    text = document_text(drafted().content)
    body = text[text.index("I. ") : text.index("Trên đây là")].splitlines()

    assert body == [
        "I. CÔNG TÁC CHỈ ĐẠO",
        "- Số liệu tổng hợp đến ngày 11 tháng 7 năm 2026 từ báo cáo của 2 trong 4 đơn vị phải báo cáo trước ngày "
        "10/7/2026 (chi tiết tại Phụ lục I, Phụ lục II).",
        "- 01 đơn vị báo cáo không phát sinh: Tổ 1.",
        "- 01 đơn vị đã gửi báo cáo đang chờ tiếp nhận hoặc bổ sung nên chưa tính vào số liệu: Tổ 2.",
        "- 01 đơn vị chưa có báo cáo: Tổ 3.",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Thăm, tặng quà",
        "- Kế hoạch đề ra: ít nhất 300 trẻ.",
        "- Trẻ được tặng quà: 386 trẻ (năm 2025: 300); gồm: hộ nghèo 120.",
        "III. ĐÁNH GIÁ, KHÓ KHĂN",
        "1. Kết quả so với năm trước",
        "- 1 trong 1 số liệu tăng so với năm 2025, nhiều nhất là: trẻ được tặng quà (300 lên 386 trẻ).",
        "2. Hạn chế về số liệu",
        "- 01 đơn vị báo cáo sau hạn: Tổ 1.",
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
        "- Đề nghị Ủy ban nhân dân tỉnh Thái Nguyên tiếp tục quan tâm, chỉ đạo, hỗ trợ công tác trẻ em trên địa bàn.",
    ]


def test_nothing_is_left_to_fill_in_in_the_text_but_the_drafter_is_told():
    found = drafted()
    texts = " ".join(one.text for one in walk(found.content.items))
    keys_of_items = {one.key for one in walk(found.content.items)}

    assert not any(mark in texts for mark in ("…", "...", "viết thêm", "[", "⟦"))
    assert {one.item_key for one in found.notes} <= keys_of_items
    assert [one.message for one in found.notes][-1] == "Ghi kiến nghị, đề xuất cụ thể; câu có sẵn là câu chung."


def test_a_section_with_no_figures_is_left_out_and_so_is_an_empty_group():
    bare = replace(SUMMARY, sums=())
    titles = [one.text for one in drafted(bare, carried=replace(CARRIED, targets={})).content.items]

    assert titles == ["Công tác chỉ đạo", "Đánh giá, khó khăn", "Kiến nghị, đề xuất"]


def test_where_all_is_well_the_assessment_says_so():
    well = replace(SUMMARY, units=UNITS[:1], sums=(replace(GIFTS, previous=None, parts={1: Decimal(386)}),))

    assert "Các đơn vị phải báo cáo đều đã báo cáo đúng hạn, đủ số liệu." in document_text(drafted(well).content)


# --- sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"value": None}, ""),
        ({"rule": AddingUp.NONE}, ""),
        ({"value": Decimal("1234.50")}, "Trẻ được tặng quà: 1.234,5 trẻ (năm 2025: 300); gồm: hộ nghèo 120."),
        ({"parts": {1: None, 2: None}}, "Trẻ được tặng quà: không phát sinh (năm 2025: 300)."),
        ({"parts": {2: None}, "silent": ("Trường Tiểu học Đức Xuân",), "value": Decimal(0)}, ""),
        (
            {"parts": {1: Decimal(386)}},
            "Trẻ được tặng quà: 386 trẻ (năm 2025: 300); gồm: hộ nghèo 120; 1 trong 4 đơn vị có số liệu.",
        ),
        ({"previous": None}, "Trẻ được tặng quà: 386 trẻ; gồm: hộ nghèo 120."),
        (
            {"rule": AddingUp.RATIO, "of": (Decimal(9), Decimal(10)), "value": Decimal("90.0"), "previous": None},
            "Trẻ được tặng quà: 90%, tính từ 9 trên 10.",
        ),
    ],
)
def test_what_a_figure_says(changed, sentence):
    assert figure_sentence(with_gifts(**changed), "D1") == sentence


def test_an_unknown_figure_says_nothing():
    assert figure_sentence(SUMMARY, "Z9") == ""


def test_comparison_leaves_out_what_is_sensitive_or_not_comparable():
    sums = (
        line("A", 5, previous=Decimal(5), name="Bằng nhau"),
        line("B", 5, previous=Decimal(0), name="Năm trước không có"),
        line("C", 1, previous=Decimal(4), name="Trẻ bị xâm hại", is_sensitive=True),
        line("D", 6, previous=Decimal(9), name="Lớp dạy bơi", measure="lớp"),
    )

    assert list(compared(replace(SUMMARY, sums=sums))) == [
        "1 trong 2 số liệu giảm so với năm 2025, nhiều nhất là: lớp dạy bơi (9 xuống 6 lớp)."
    ]
    assert list(compared(replace(SUMMARY, sums=sums, previous_year=None))) == []


def test_what_is_silent_or_perhaps_counted_twice_is_admitted():
    found = list(lacking_sentences(with_gifts(silent=("Tổ 5", "Tổ 6"), may_repeat=True)))

    assert found[1:] == [
        "Có đơn vị báo cáo nhưng để trống số liệu, chưa rõ có hay không: trẻ được tặng quà (02 đơn vị).",
        "Số liệu có thể còn trùng giữa các đơn vị: trẻ được tặng quà.",
    ]


def test_who_reported_names_nobody_where_nobody_is_missing():
    assert len(who_reported(replace(SUMMARY, units=UNITS[:1]))) == 1


# --- annexes ----------------------------------------------------------------------------------------------------------


def test_first_annex_has_every_total_beside_last_years():
    table = sums_table(SUMMARY)

    assert table.heads == ("TT", "Số liệu", "Đơn vị tính", "Năm 2025", "Năm 2026", "Số đơn vị có số liệu")
    assert table.rows == (
        ("1", "Trẻ được tặng quà", "trẻ", "300", "386", "2/4"),
        ("", "- hộ nghèo", "trẻ", "", "120", "2/4"),
    )
    assert "Năm 2025" not in sums_table(replace(SUMMARY, previous_year=None)).heads


def test_second_annex_names_every_unit_and_what_became_of_its_report():
    table = units_table(SUMMARY, FORM)

    assert table.heads == ("TT", "Đơn vị", "Trẻ được tặng quà (trẻ)", "Ghi chú")
    assert table.rows == (
        ("1", "Trường Tiểu học Đức Xuân", "386", ""),
        ("2", "Tổ 1", "-", "Không phát sinh, báo cáo sau hạn"),
        ("3", "Tổ 2", "", "Chờ tiếp nhận hoặc bổ sung"),
        ("4", "Tổ 3", "", "Chưa có báo cáo"),
        ("", "Tổng số", "386", ""),
    )


def test_what_most_left_empty_is_not_claimed_to_be_nothing():
    unknown = with_gifts(parts={2: None}, silent=("Trường Tiểu học Đức Xuân",), value=Decimal(0))

    assert sums_table(unknown).rows[0][4] == "chưa có"
    assert sums_table(with_gifts(parts={2: None}, value=Decimal(0))).rows[0][4] == "không phát sinh"


def test_sensitive_figures_are_never_told_unit_by_unit():
    assert main_lines(with_gifts(is_sensitive=True), FORM) == ()


# --- later figures ----------------------------------------------------------------------------------------------------


LATER = replace(
    SUMMARY,
    sums=(replace(GIFTS, value=Decimal(500), parts={1: Decimal(400), 2: None, 4: Decimal(100)}), SUMMARY.sums[1]),
    units=(
        replace(UNITS[0], version=11),
        UNITS[1],
        UNITS[2],
        unit(4, "Tổ 3", is_late=True),
    ),
)


def test_changes_name_the_units_and_the_totals_before_and_after():
    changes = changes_between(SUMMARY, LATER)

    assert [(one.name, one.is_new) for one in changes.units] == [("Trường Tiểu học Đức Xuân", False), ("Tổ 3", True)]
    assert [(one.line.key, one.before, one.after) for one in changes.totals] == [("D1", 386, 500)]
    assert not changes_between(SUMMARY, SUMMARY)


def test_a_unit_whose_new_figures_wait_keeps_what_it_reported():
    waiting = replace(
        LATER,
        sums=(replace(GIFTS, value=Decimal(100), parts={2: None, 4: Decimal(100)}), LATER.sums[1]),
        units=(replace(UNITS[0], version=11, state=UnitState.LEFT_OUT), *LATER.units[1:]),
    )

    changes = changes_between(SUMMARY, waiting)

    assert (changes.pending, [one.name for one in changes.units]) == (("Trường Tiểu học Đức Xuân",), ["Tổ 3"])
    assert [(one.before, one.after) for one in changes.totals] == [(386, 486)]
    assert changes.summary.units[0] == UNITS[0]


def test_the_addendum_cites_the_sent_report_with_before_and_after():
    sent = replace(PLAN, kind="Báo cáo", document_number="12/BC-UBND", issued_on=date(2026, 7, 12))
    content = addendum_content(changes_between(SUMMARY, LATER), AUTHOR, CARRIED, sent=sent, new_key=keys()).content
    text = document_text(content)

    assert content.parents == (PLAN,)
    assert content.abstract == "Bổ sung kết quả triển khai Tháng hành động vì trẻ em năm 2026"
    assert "Sau khi gửi Báo cáo số 12/BC-UBND ngày 12/7/2026, " in content.opening
    assert "- 01 đơn vị báo cáo sau khi gửi Báo cáo số 12/BC-UBND ngày 12/7/2026: Tổ 3." in text
    assert "- 01 đơn vị bổ sung số liệu đã báo cáo: Trường Tiểu học Đức Xuân." in text
    assert "- Trẻ được tặng quà: 500 trẻ (đã báo cáo: 386)." in text
    assert content.appendices[0].table.rows == (("1", "Trẻ được tặng quà", "trẻ", "386", "500", "+114"),)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(1, 3, "+2"), (3, 1, "−2"), (2, 2, "0"), (None, 1, ""), (1, None, ""), ("812.5", "946.2", "+133,7")],
)
def test_differences_in_words(before, after, words):
    numbers = [None if one is None else Decimal(str(one)) for one in (before, after)]

    assert difference_words(*numbers) == words


# --- kept -------------------------------------------------------------------------------------------------------------


AMOUNTS = st.none() | st.decimals(0, 10**12, places=4)
LINES = st.builds(
    SumLine,
    key=st.text(max_size=5),
    name=st.text(max_size=5),
    measure=st.text(max_size=5),
    rule=st.sampled_from(AddingUp),
    part=st.text(max_size=3),
    is_sensitive=st.booleans(),
    value=AMOUNTS,
    previous=AMOUNTS,
    of=st.none() | st.just((Decimal(1), Decimal("2.5"))),
    parts=st.dictionaries(st.integers(1, 9), AMOUNTS, max_size=3),
    silent=st.lists(st.text(max_size=3), max_size=2).map(tuple),
    may_repeat=st.booleans(),
)


@given(sums=st.lists(LINES, max_size=3).map(tuple))
def test_a_summary_comes_back_from_json_as_it_was_kept(sums):
    summary = replace(SUMMARY, sums=sums)

    assert summary_from_json(json.loads(json.dumps(summary_to_json(summary)))) == summary
