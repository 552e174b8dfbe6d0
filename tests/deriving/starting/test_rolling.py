"""Last year's own plan becomes this year's draft, and nothing of last year stays unnoticed."""

from dataclasses import replace
from datetime import date

import pytest

from plans.content.plan import (
    ActivityContent,
    DeadlineContent,
    LegalBasisContent,
    OriginContent,
    ParentContent,
    PlanContent,
    ResponsibilityContent,
    Role,
    SloganContent,
)
from plans.deriving.starting import start_from_last_year
from plans.deriving.terms import NoteKind, ObsoleteTerm
from tests.deriving.papers import CAMPAIGN, TODAY, WARD, WARD_UNIT, keys, line

OLD_THEME = "Ưu tiên nguồn lực hoàn thành các mục tiêu vì trẻ em"


def last_year(*items, **facts):
    values = {
        "issuer": WARD, "year": 2025, "number": 31, "issued_on": date(2025, 5, 12),
        "abstract": "Triển khai Tháng hành động vì trẻ em năm 2025 trên địa bàn phường Đức Xuân",
        "theme": OLD_THEME, "starts_on": date(2025, 6, 1), "ends_on": date(2025, 6, 30),
        "slogans": (SloganContent(text="Khẩu hiệu cũ"),), "items": items,
    }  # fmt: skip
    return PlanContent(**(values | facts))


def roll(*items, campaign=CAMPAIGN, obsolete=(), **facts):
    return start_from_last_year(
        last_year(*items, **facts), WARD_UNIT, campaign, new_key=keys(), today=TODAY, obsolete=obsolete
    )


def text_of(derivation):
    (item,) = derivation.content.items
    return item.text


def messages(derivation, kind):
    return [one.message for one in derivation.notes if one.kind == kind]


def test_year_theme_period_and_slogans_are_this_years():
    content = roll().content

    assert (content.year, content.theme) == (2026, CAMPAIGN.theme)
    assert (content.starts_on, content.ends_on) == (date(2026, 6, 1), date(2026, 6, 30))
    assert [one.text for one in content.slogans] == list(CAMPAIGN.slogans)
    assert (content.number, content.issued_on) == (None, None)
    assert content.abstract == "Triển khai Tháng hành động vì trẻ em năm 2026 trên địa bàn phường Đức Xuân"


def test_items_are_new_ones():
    old = replace(line("a", "Việc."), origin=OriginContent(version=3, key="p"))
    (item,) = roll(old).content.items

    assert (item.key, item.origin) == ("w1", None)


def test_what_was_dropped_last_year_is_not_brought_back():
    assert roll(replace(line("a", "Việc."), dropped_reason="không làm")).content.items == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"Chủ đề: “{OLD_THEME}”.", "Chủ đề: “⟦chủ đề⟧”."),
        ("Thời gian: từ ngày 01/6/2025 đến ngày 30/6/2025.", "Thời gian: ⟦thời gian⟧."),
        ("Tháng hành động vì trẻ em năm 2025", "Tháng hành động vì trẻ em năm ⟦năm⟧"),
        ("dự toán ngân sách phường năm 2025", "dự toán ngân sách phường năm ⟦năm⟧"),
    ],
)
def test_what_the_text_said_of_the_year_becomes_a_fact(before, after):
    derivation = roll(line("a", before))

    assert text_of(derivation) == after
    assert messages(derivation, NoteKind.LEFTOVER) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Tổng kết năm 2025.", "Còn năm 2025; sửa thành năm 2026 hoặc giữ nguyên nếu nói việc đã qua."),
        ("Xong trước ngày 31/5/2025.", "Còn ngày của năm trước: 31/5/2025; ngày đó năm nay là Chủ nhật 31/5/2026."),
        (
            "Ngày 01 tháng 6 năm 2025.",
            "Còn ngày của năm trước: 01 tháng 6 năm 2025; ngày đó năm nay là thứ Hai 01/6/2026.",
        ),
        ("Ngày 31/6/2025.", "Còn ngày của năm trước: 31/6/2025; ghi lại ngày."),
    ],
)
def test_every_other_trace_of_last_year_is_noted_and_not_changed(text, message):
    derivation = roll(line("a", text))

    assert text_of(derivation) == text
    assert messages(derivation, NoteKind.LEFTOVER) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "Chương trình giai đoạn 2021 - 2025",
        "giai đoạn 2025-2030",
        "theo Kế hoạch số 12/KH-UBND ngày 05/5/2025 của Ủy ban nhân dân tỉnh",
        "Thông tư 43/2025/TT-BYT",
    ],
)
def test_citations_and_spans_of_years_are_no_leftovers(text):
    assert messages(roll(line("a", text)), NoteKind.LEFTOVER) == []


def test_dates_of_activities_move_and_their_weekdays_are_told():
    derivation = roll(replace(line("a", "Phát động."), activity=ActivityContent(starts_on=date(2025, 5, 31))))

    assert derivation.content.items[0].activity.starts_on == date(2026, 5, 31)
    assert messages(derivation, NoteKind.DATE_SHIFTED) == [
        "Đã chuyển thứ Bảy 31/5/2025 thành Chủ nhật 31/5/2026; chọn lại ngày nếu cần."
    ]


def test_deadlines_move_to_this_year():
    derivation = roll(deadlines=(DeadlineContent(due_on=date(2025, 7, 10)),))

    assert [one.due_on for one in derivation.content.deadlines] == [date(2026, 7, 10)]
    assert messages(derivation, NoteKind.DEADLINE_CHECK) == [
        "Hạn của năm trước (trước ngày 10/7/2025) đã chuyển thành trước ngày 10/7/2026, ngày cuối là thứ Năm"
        " 09/7/2026; kiểm tra lại với hạn cấp trên."
    ]


def test_deadlines_follow_the_superiors_where_it_is_known():
    known = replace(CAMPAIGN, superior_deadline=DeadlineContent(due_on=date(2026, 7, 20)))

    assert [one.due_on for one in roll(campaign=known).content.deadlines] == [date(2026, 7, 14)]


def test_last_years_parent_and_letters_are_not_cited():
    parent = ParentContent(kind="Kế hoạch", document_number="90/KH-UBND", issued_on=date(2025, 4, 8), issuer="Tỉnh")
    bases = ("Căn cứ Luật Trẻ em", "Căn cứ Nghị định số 56/2017/NĐ-CP", "Thực hiện Công văn số 7/SYT-BMTE")
    derivation = roll(parents=(parent,), legal_bases=tuple(LegalBasisContent(text=one) for one in bases))

    assert derivation.content.parents == ()
    assert [one.text for one in derivation.content.legal_bases] == list(bases[:2])
    assert messages(derivation, NoteKind.CITATION_DROPPED) == [
        "Không viện dẫn văn bản của năm trước: Kế hoạch số 90/KH-UBND ngày 08/4/2025.",
        "Không lấy căn cứ của năm trước: “Thực hiện Công văn số 7/SYT-BMTE”.",
    ]


def test_bodies_that_no_longer_exist_are_noted_in_text_and_assignments():
    obsolete = (
        ObsoleteTerm(old="Công chức Văn hóa - Xã hội", now="Phòng Văn hóa - Xã hội", since=date(2025, 7, 1)),
        ObsoleteTerm(old="Sở Y tế", since=date(2027, 1, 1)),
        ObsoleteTerm(old="Huyện đoàn"),
    )
    by = ResponsibilityContent(role=Role.LEAD, agency="Huyện đoàn")
    derivation = roll(line("a", "Giao công chức Văn hoá - Xã hội, mời Sở Y tế.", by), obsolete=obsolete)

    assert messages(derivation, NoteKind.OBSOLETE) == [
        "“Công chức Văn hóa - Xã hội” không còn từ ngày 01/7/2025; nay là “Phòng Văn hóa - Xã hội”.",
        "“Huyện đoàn” không còn.",
    ]


def test_the_same_theme_as_last_year_is_pointed_out():
    same = replace(CAMPAIGN, theme=OLD_THEME)

    assert messages(roll(campaign=same), NoteKind.LEFTOVER) == [
        "Chủ đề giống hệt năm trước; kiểm tra lại chủ đề của năm nay."
    ]


def test_a_leap_day_moves_to_the_28th():
    item = replace(line("a", "Việc."), activity=ActivityContent(starts_on=date(2024, 2, 29)))
    derivation = roll(item, year=2024)

    assert derivation.content.items[0].activity.starts_on == date(2026, 2, 28)
