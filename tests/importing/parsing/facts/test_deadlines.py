"""Deadlines for reports and for the plans below, and the year a title names."""

from datetime import date

import pytest

from plans.content.plan import DeadlineKind, DeadlinePurpose
from plans.importing.parsing.facts.deadlines import Passage, read_deadlines, year_of
from plans.importing.parsing.pieces import Findings


def told(text, *, is_about_reports=False, year=2024):
    found = read_deadlines([Passage(text, (1,), is_about_reports)], year, Findings())
    return [(one.purpose, one.kind, one.due_on, one.label) for one in found]


REPORT, PLAN = DeadlinePurpose.REPORT, DeadlinePurpose.CHILD_PLAN
BEFORE, BY = DeadlineKind.BEFORE, DeadlineKind.BY


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("báo cáo kết quả về phường trước ngày 01/7/2024 để tổng hợp", [(REPORT, BEFORE, date(2024, 7, 1), "")]),
        ("gửi báo cáo chậm nhất là ngày 05 tháng 7", [(REPORT, BY, date(2024, 7, 5), "")]),
        ("báo cáo trước 16 giờ 00 ngày 25/6/2024", [(REPORT, BEFORE, date(2024, 6, 25), "")]),
        (
            "Định kỳ 6 tháng (trước ngày 19/5/2024), cả năm (trước ngày 17/11/2024), các đơn vị gửi báo cáo về phường.",
            [(REPORT, BEFORE, date(2024, 5, 19), "6 tháng"), (REPORT, BEFORE, date(2024, 11, 17), "cả năm")],
        ),
        ("Ban hành kế hoạch trước ngày 22/5/2024, gửi Sở Y tế để theo dõi", [(PLAN, BEFORE, date(2024, 5, 22), "")]),
        ("rào chắn ao hồ xong trước ngày 01/6/2024", []),
        ("gửi danh sách đề nghị khen thưởng trước ngày 30/6/2024", []),
        ("báo cáo trước ngày 15/12 hằng năm", []),
        ("tổng hợp báo cáo kết quả gửi về Sở theo quy định.", [(REPORT, DeadlineKind.UNDATED, None, "")]),
    ],
)
def test_deadline_is_read_with_what_is_due(text, found):
    assert told(text) == found


def test_under_the_title_of_reports_sending_is_enough():
    assert told("Kết quả gửi về Sở trước ngày 15/7/2024.", is_about_reports=True) == [
        (REPORT, BEFORE, date(2024, 7, 15), "")
    ]
    assert told("Kết quả gửi về Sở trước ngày 15/7/2024.") == []


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Triển khai Tháng hành động vì trẻ em năm 2024", 2024),
        ("TẾT TRUNG THU NĂM HỌC 2018 - 2019", 2018),
        ("CHƯƠNG TRÌNH GIAI ĐOẠN 2021 - 2030 TRÊN ĐỊA BÀN TỈNH", None),
        ("từ năm 2021 đến năm 2025", None),
        ("giai đoạn 2021 - 2025, định hướng đến năm 2030", None),
        ("THÁNG HÀNH ĐỘNG VÌ TRẺ EM 2019", 2019),
        ("Phòng đuối nước", None),
    ],
)
def test_year_of_a_title(title, year):
    assert year_of(title) == year
