"""The page on screen says what the printed page says, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from plans.content.plan import (
    ActivityContent,
    Block,
    IssuerContent,
    ItemContent,
    Marker,
    PlanContent,
    ResponsibilityContent,
    Role,
    SloganContent,
    SlogansPlace,
)
from plans.documents.printed import printed_plan
from plans.queries.paper import Paper, PaperItem, paper

WARD = IssuerContent(
    code="01840",
    name="Ủy ban nhân dân phường Đức Xuân",
    short_name="UBND phường Đức Xuân",
    territory="phường Đức Xuân",
    noun="phường",
    header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"),
    place="Đức Xuân",
)


def item(key, text, *children, marker=Marker.DASH, **more):
    return ItemContent(key=key, text=text, marker=marker, children=children, **more)


LAUNCH = item(
    "k3",
    "Tổ chức Lễ phát động gắn với chủ đề ⟦chủ đề⟧:",
    item("k4", "Chuẩn bị quà tặng trẻ em"),
    responsibilities=(ResponsibilityContent(role=Role.LEAD, agency="Phòng Văn hóa - Xã hội"),),
    activity=ActivityContent(starts_on=date(2026, 5, 31), ends_on=date(2026, 5, 31)),
)
SWIMMING = item("k5", "Mở lớp dạy bơi;", activity=ActivityContent(budget=5_000_000))
PRAISE = item("k6", "Khen thưởng", item("k7", "Tặng Bằng khen"), dropped_reason="phường xét chung cuối năm")

DRAFT = PlanContent(
    issuer=WARD,
    year=2026,
    abstract="Triển khai Tháng hành động vì trẻ em năm ⟦năm⟧ trên địa bàn phường Đức Xuân",
    opening="Ủy ban nhân dân phường ban hành Kế hoạch như sau:",
    theme="Hành động thiết thực",
    slogans=(SloganContent(text="Lắng nghe trẻ em"), SloganContent(text="Mùa hè an toàn!")),
    slogans_place=SlogansPlace.BODY,
    items=(
        item(
            "k1",
            "Mục đích, năm ⟦năm⟧",
            item("k2", "Khẩu hiệu", item("k8", "Dùng từ ngày 25/5"), marker=Marker.ARABIC, block=Block.SLOGANS),
            LAUNCH,
            SWIMMING,
            PRAISE,
            marker=Marker.ROMAN,
            is_heading=True,
            activity=ActivityContent(venue="Nhà văn hóa phường"),
        ),
    ),
    closing="Trên đây là Kế hoạch của phường.",
)


def spoken(page: Paper) -> list[str]:
    """Every paragraph of the body as a reader meets it."""
    words = ["".join(piece.text for piece in page.opening), *lines(page.items)]
    words.append("".join(piece.text for piece in page.closing))
    return [text for text in words if text]


def lines(items: tuple[PaperItem, ...]) -> list[str]:
    said: list[str] = []
    for one in items:
        text = f"{one.label} {one.text}" if one.label else one.text
        said += [text, one.activity] if one.is_heading else [f"{text} {one.activity}".strip()]
        said += one.slogans
    return [text for text in said if text]


VARIANTS = {
    "slogans in the body": DRAFT,
    "slogans in an appendix": replace(DRAFT, slogans_place=SlogansPlace.APPENDIX),
    "no closing sentence": replace(DRAFT, closing=""),
    "nothing but an opening": replace(DRAFT, closing="", items=()),
    "issued": replace(DRAFT, number=5, issued_on=date(2026, 5, 18)),
}


@pytest.mark.parametrize("content", VARIANTS.values(), ids=VARIANTS)
def test_paper_says_the_words_of_the_printed_document_in_their_order(content):
    printed = printed_plan(content)
    page = paper(content)

    assert spoken(page) == [paragraph.text for paragraph in printed.paragraphs]
    assert page.bases == printed.bases
    assert page.recipients == printed.recipients
    assert " ".join(page.abstract_lines) == printed.abstract
    assert [one.label for one in page.appendices] == [one.label for one in printed.appendices]


def test_paper_leaves_number_day_and_month_blank_until_they_are_given():
    page = paper(DRAFT)

    assert (page.number, page.day, page.month, page.year) == ("", "", "", "2026")


def test_paper_pads_number_and_day_of_an_issued_plan():
    page = paper(VARIANTS["issued"])

    assert (page.number, page.day, page.month, page.year) == ("05", "18", "5", "2026")


def test_paper_tells_facts_from_the_words_around_them():
    launch = next(one for one in paper(DRAFT).items if one.key == "k3")

    assert [(piece.text, piece.name) for piece in launch.pieces] == [
        ("Tổ chức Lễ phát động gắn với chủ đề ", ""),
        ("Hành động thiết thực", "chủ đề"),
    ]


def test_paper_shows_what_was_dropped_only_to_those_who_draft():
    asked = paper(DRAFT, keeps_dropped=True)

    assert [one.key for one in paper(DRAFT).items] == ["k1", "k2", "k8", "k3", "k4", "k5"]
    assert [(one.key, one.label, one.dropped_reason) for one in asked.items if one.is_dropped] == [
        ("k6", "", "phường xét chung cuối năm"),
        ("k7", "", ""),
    ]


def test_paper_ends_before_a_dropped_last_item():
    page = paper(VARIANTS["no closing sentence"], keeps_dropped=True)

    assert next(one.activity for one in page.items if one.key == "k5").endswith("./.")


def test_paper_counts_heading_levels_by_the_headings_above():
    deep = item("a", "Phần", item("b", "đoạn", item("c", "Mục nhỏ", is_heading=True)), is_heading=True)

    assert [one.heading for one in paper(replace(DRAFT, items=(deep,))).items] == [2, 0, 3]
