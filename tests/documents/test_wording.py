"""The sentences and lines a document prints."""

from dataclasses import replace
from datetime import date

import pytest

from plans.content.plan import (
    ActivityContent,
    ItemContent,
    LegalBasisContent,
    ParentContent,
    PlanContent,
    ResponsibilityContent,
    Role,
)
from plans.documents import wording
from tests.documents.samples import COMMUNE_DRAFT, DEPARTMENT, DUC_XUAN, YEARLY, led_by, supported_by

LAUNCH = ItemContent(
    key="launch",
    text="Tổ chức Lễ phát động",
    activity=ActivityContent(
        starts_on=date(2026, 5, 31),
        ends_on=date(2026, 5, 31),
        venue="Nhà văn hóa phường",
        budget=5_000_000,
        funding_source="ngân sách phường",
    ),
    responsibilities=(
        led_by("Phòng Văn hóa - Xã hội"),
        supported_by("Đoàn Thanh niên Cộng sản Hồ Chí Minh phường"),
        ResponsibilityContent(role=Role.IMPLEMENT, agency="Các tổ dân phố"),
    ),
)


def test_activity_sentence_says_every_known_fact_once():
    assert wording.activity_sentence(LAUNCH) == (
        "Chủ trì: Phòng Văn hóa - Xã hội; phối hợp: Đoàn Thanh niên Cộng sản Hồ Chí Minh phường; thời gian: ngày "
        "31/5/2026; địa điểm: Nhà văn hóa phường; kinh phí: 5.000.000 đồng (ngân sách phường)."
    )


@pytest.mark.parametrize(
    ("activity", "sentence"),
    [
        (ActivityContent(), ""),
        (ActivityContent(starts_on=date(2026, 6, 1)), "Thời gian: ngày 01/6/2026."),
        (
            ActivityContent(starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 15)),
            "Thời gian: từ ngày 01/6/2026 đến ngày 15/6/2026.",
        ),
        (ActivityContent(ends_on=date(2026, 6, 15)), "Thời gian: đến ngày 15/6/2026."),
        (ActivityContent(venue="Sân vận động."), "Địa điểm: Sân vận động."),
        (ActivityContent(target="100% trẻ em;"), "Chỉ tiêu: 100% trẻ em."),
        (ActivityContent(budget=0), "Kinh phí: 0 đồng."),
        (ActivityContent(funding_source="xã hội hóa"), "Kinh phí: xã hội hóa."),
    ],
)
def test_activity_sentence_leaves_out_what_is_not_known(activity, sentence):
    assert wording.activity_sentence(ItemContent(key="a", text="", activity=activity)) == sentence


def test_agency_that_only_carries_out_is_not_named():
    item = ItemContent(
        key="a", text="", responsibilities=(ResponsibilityContent(role=Role.IMPLEMENT, agency="Công an phường"),)
    )

    assert wording.activity_sentence(item) == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Thăm, tặng quà", "Thăm, tặng quà. Chủ trì: Đoàn phường."),
        ("Thăm, tặng quà;", "Thăm, tặng quà. Chủ trì: Đoàn phường."),
        ("Thăm, tặng quà.", "Thăm, tặng quà. Chủ trì: Đoàn phường."),
        ("Em ước mơ gì?", "Em ước mơ gì? Chủ trì: Đoàn phường."),
        ("Các hoạt động gồm:", "Các hoạt động gồm (chủ trì: Đoàn phường):"),
        ("", "Chủ trì: Đoàn phường."),
    ],
)
def test_facts_follow_the_text_in_the_same_paragraph(text, printed):
    item = ItemContent(key="a", text=text, responsibilities=(led_by("Đoàn phường"),))

    assert wording.with_facts(text, item) == printed


def test_text_without_facts_stays_as_it_is():
    assert wording.with_facts("Thăm, tặng quà;", ItemContent(key="a", text="")) == "Thăm, tặng quà;"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (COMMUNE_DRAFT, "Số:      /KH-UBND"),
        (DEPARTMENT, "Số: 07/KH-SXD"),
        (YEARLY, "Số: 102/KH-UBND"),
    ],
)
def test_number_line(content, line):
    assert wording.number_line(content) == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (COMMUNE_DRAFT, "Đức Xuân, ngày      tháng      năm 2026"),
        (DEPARTMENT, "Sơn La, ngày 06 tháng 5 năm 2026"),
        (YEARLY, "Phường Nguyễn Du, ngày 05 tháng 02 năm 2024"),
        (replace(DEPARTMENT, issued_on=date(2025, 12, 30)), "Sơn La, ngày 30 tháng 12 năm 2025"),
        (replace(COMMUNE_DRAFT, issuer=replace(DUC_XUAN, place="")), "            , ngày      tháng      năm 2026"),
    ],
)
def test_place_and_date_line(content, line):
    assert wording.place_and_date_line(content) == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            COMMUNE_DRAFT,
            "(Kèm theo Kế hoạch số      /KH-UBND ngày      tháng      năm 2026 của Ủy ban nhân dân phường Đức Xuân)",
        ),
        (DEPARTMENT, "(Kèm theo Kế hoạch số 07/KH-SXD ngày 06 tháng 5 năm 2026 của Sở Xây dựng tỉnh Sơn La)"),
    ],
)
def test_attached_to_line(content, line):
    assert wording.attached_to_line(content) == line


def test_title_names_number_and_abstract():
    assert wording.document_title(YEARLY) == "Kế hoạch số 102/KH-UBND: Công tác trẻ em năm 2024"
    assert wording.document_title(COMMUNE_DRAFT) == (
        "Kế hoạch: Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn phường Đức Xuân"
    )
    assert wording.document_title(PlanContent(issuer=DUC_XUAN, year=2026)) == "Kế hoạch"


def test_bases_come_before_parents_and_close_with_marks():
    content = replace(
        COMMUNE_DRAFT,
        legal_bases=(
            LegalBasisContent(text="Căn cứ Luật Trẻ em,"),
            LegalBasisContent(text=" "),
            LegalBasisContent(text="Căn cứ Luật Ngân sách;"),
        ),
        parents=(
            ParentContent(
                kind="Công văn", document_number="982/BYT", issued_on=date(2026, 3, 12), issuer="Bộ Y tế", abstract=""
            ),
        ),
    )

    assert wording.basis_lines(content) == (
        "Căn cứ Luật Trẻ em;",
        "Căn cứ Luật Ngân sách;",
        "Thực hiện Công văn số 982/BYT ngày 12 tháng 3 năm 2026 của Bộ Y tế.",
    )


def test_listed_keeps_the_marks_of_a_call():
    assert wording.listed(["Một;", "Hai!", "", "Ba"]) == ("Một;", "Hai!", "Ba.")


def test_recipients_end_with_the_archive():
    content = replace(COMMUNE_DRAFT, recipients=("Như trên;", "- UBND tỉnh.", " "), archive_note="Lưu: VT, VHXH.")

    assert wording.recipient_lines(content) == ("- Như trên;", "- UBND tỉnh;", "- Lưu: VT, VHXH.")


@pytest.mark.parametrize(
    ("text", "ending", "printed"),
    [
        ("yêu cầu thực hiện", "./.", "yêu cầu thực hiện./."),
        ("yêu cầu thực hiện.", "./.", "yêu cầu thực hiện./."),
        ("yêu cầu thực hiện;", "./.", "yêu cầu thực hiện./."),
        ("yêu cầu thực hiện./.", "./.", "yêu cầu thực hiện./."),
        ("yêu cầu thực hiện./. ./.", "./.", "yêu cầu thực hiện./."),
        ("sách, vở, v.v.", "./.", "sách, vở, v.v./."),
        ("yêu cầu thực hiện.", "", "yêu cầu thực hiện."),
        ("yêu cầu thực hiện.", ".", "yêu cầu thực hiện."),
    ],
)
def test_the_document_ends_once(text, ending, printed):
    assert wording.ended(text, ending) == printed


def test_appendix_labels():
    assert [wording.appendix_label(position) for position in (None, 1, 2, 4)] == [
        "Phụ lục",
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục IV",
    ]


def test_money_has_vietnamese_separators():
    assert wording.money_words(12_345_678) == "12.345.678 đồng"
