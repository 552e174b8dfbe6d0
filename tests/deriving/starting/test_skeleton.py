"""A draft without a structured parent: the standard plan with the year's facts as tokens."""

from dataclasses import replace
from datetime import date

import pytest

from plans.content import facts
from plans.content.numbering import number_items
from plans.content.plan import DeadlineContent, ParentContent, Part
from plans.deriving.starting import start_blank, start_from_citation
from plans.deriving.terms import NoteKind
from tests.deriving.papers import (
    CAMPAIGN,
    DEPARTMENT_UNIT,
    PROVINCE,
    PROVINCE_AGENCIES,
    TODAY,
    WARD_AGENCIES,
    WARD_UNIT,
    keys,
)

LETTER = ParentContent(
    kind="Công văn", document_number="982/BYT-BMTE", issued_on=date(2026, 3, 12), issuer="Bộ Y tế",
    abstract="hướng dẫn Tháng hành động vì trẻ em năm 2026",
)  # fmt: skip
PROVINCE_UNIT = replace(
    WARD_UNIT, issuer=PROVINCE, level="province", agencies=PROVINCE_AGENCIES, drafting_office="Sở Y tế",
    subordinates=("Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"),
)  # fmt: skip


def cited(unit=PROVINCE_UNIT, campaign=CAMPAIGN):
    return start_from_citation(LETTER, unit, campaign, new_key=keys(), today=TODAY)


def blank(unit=WARD_UNIT, campaign=CAMPAIGN, **rest):
    return start_blank(unit, campaign, new_key=keys(), today=TODAY, **rest)


def section(derivation, part):
    return next(one for one in derivation.content.items if one.part == part)


def test_the_standard_parts_in_their_order():
    assert [f"{one.label} {one.item.text}" for one in number_items(cited().content.items) if one.depth == 0] == [
        "I. Mục đích, yêu cầu",
        "II. Chủ đề, thời gian, phạm vi",
        "III. Nội dung hoạt động",
        "IV. Kinh phí",
        "V. Tổ chức thực hiện",
        "VI. Chế độ báo cáo",
    ]


def test_a_citation_is_the_parent_and_no_item_comes_from_it():
    content = cited().content

    assert content.parents == (LETTER,)
    assert [one for one in content.walk() if one.origin] == []
    assert content.abstract == "Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn tỉnh Thái Nguyên"


def test_a_blank_plan_cites_nothing():
    assert blank().content.parents == ()


def test_the_years_facts_are_said_as_facts():
    content = blank().content
    used = {name for one in content.walk() for name, is_fact in facts.split(one.text) if is_fact}

    assert used == {facts.THEME, facts.PERIOD, facts.LAUNCH, facts.YEAR, facts.REPORT_DEADLINE}
    assert [one.text for one in content.legal_bases] == list(CAMPAIGN.legal_bases)
    assert [one.text for one in content.slogans] == list(CAMPAIGN.slogans)


@pytest.mark.parametrize(("unit", "terms"), [(PROVINCE_UNIT, PROVINCE_AGENCIES), (WARD_UNIT, WARD_AGENCIES)])
def test_every_body_has_a_heading_with_a_task_and_only_some_are_asked(unit, terms):
    groups = section(blank(unit), Part.IMPLEMENTATION).children
    named = [one.agency for group in groups for one in group.responsibilities]

    assert sorted(named) == sorted(one.name for one in terms)
    assert all(group.children for group in groups)
    assert {group.text.startswith("Đề nghị ") for group in groups if "Mặt trận" in group.text} == {True}
    assert groups[0].text == unit.drafting_office


def test_bodies_of_one_field_share_a_heading_without_their_collective_name():
    named = ("Hội Nông dân phường", "Hội Khuyến học phường")
    asked = [replace(WARD_AGENCIES[5], code=one, name=one) for one in named]
    collective = replace(asked[0], code="all", name="Các tổ chức chính trị - xã hội phường", is_collective=True)
    groups = section(blank(replace(WARD_UNIT, agencies=(*asked, collective))), Part.IMPLEMENTATION).children

    assert [one.text for one in groups] == [
        "Phòng Văn hóa - Xã hội",
        "Đề nghị Hội Nông dân phường, Hội Khuyến học phường",
    ]


def test_every_activity_has_exactly_one_lead_that_may_be_ordered():
    asked = {one.name for one in WARD_AGENCIES if one.wording == "request"}
    for group in section(blank(), Part.ACTIVITIES).children:
        for one in group.children:
            leads = [body.agency for body in one.responsibilities if body.role == "lead"]
            assert len(leads) == 1
            assert not asked & set(leads)


def test_a_province_gives_work_to_every_commune():
    groups = {one.text: one.children for one in section(cited(), Part.IMPLEMENTATION).children}
    duties = groups["Ủy ban nhân dân các xã, phường"]

    assert {body.covers_level for one in duties for body in one.responsibilities} == {"commune"}
    assert duties[-1].text == "Tổng hợp, báo cáo kết quả ⟦hạn báo cáo⟧."


def test_the_superiors_deadline_decides_the_units_own():
    known = replace(CAMPAIGN, superior_deadline=DeadlineContent(due_on=date(2026, 7, 20)))
    derivation = cited(campaign=known)

    assert [one.due_on for one in derivation.content.deadlines] == [date(2026, 7, 14)]
    assert section(derivation, Part.REPORTING).children[1].text == (
        "Sở Y tế tổng hợp, tham mưu Ủy ban nhân dân tỉnh báo cáo Bộ Y tế trước ngày 20/7/2026."
    )


def test_a_department_looks_inward():
    content = blank(DEPARTMENT_UNIT).content

    assert [one.part for one in content.items] == [Part.PURPOSE, Part.SCOPE, Part.ACTIVITIES, Part.IMPLEMENTATION]
    assert "địa bàn" not in " ".join(one.text for one in content.walk())


def test_what_the_year_does_not_have_yet_is_asked_for():
    empty = replace(CAMPAIGN, theme="", starts_on=None, launch_from=None, slogans=(), legal_bases=())

    assert [one.message for one in blank(campaign=empty).notes if one.kind == NoteKind.FACT_MISSING] == [
        "Năm 2026 chưa có chủ đề trong danh mục; ghi chủ đề trước khi trình.",
        "Chưa có thời gian của Tháng hành động; ghi ngày bắt đầu và kết thúc.",
        "Chưa có thời gian phát động; ghi ngày tổ chức Lễ phát động.",
        "Chưa có khẩu hiệu của năm trong danh mục.",
        "Chưa có căn cứ nào; thêm căn cứ pháp lý.",
    ]


def test_a_title_of_ones_own_is_said_in_the_opening_and_the_closing_too():
    content = blank(abstract="Tổ chức Ngày hội trẻ em").content

    assert content.abstract == "Tổ chức Ngày hội trẻ em"
    assert "ban hành Kế hoạch tổ chức Ngày hội trẻ em, cụ thể như sau:" in content.opening
    assert content.closing.startswith("Trên đây là Kế hoạch tổ chức Ngày hội trẻ em, yêu cầu")


def test_a_unit_that_nobody_described_yet_still_gets_a_draft():
    bare = replace(WARD_UNIT, drafting_office="", subordinates=(), agencies=())

    assert len(blank(bare).content.items) == 6
