"""Years and calendar days."""

from dataclasses import replace
from datetime import date

import pytest

from plans.checking import apply_fix
from plans.content.plan import ActivityContent, LegalBasisContent
from tests.checking import DEADLINE, GOOD, found, good, messages, saying


@pytest.mark.parametrize("name", ["starts_on", "ends_on", "launch_from", "launch_until"])
def test_fact_of_another_year_is_mended(name):
    day = getattr(GOOD, name)
    content = good(**{name: day.replace(year=2025)})
    (finding,) = found(content, "H1")

    assert finding.severity == "error"
    assert apply_fix(content, finding.fix) == GOOD


def test_deadline_of_last_year_is_an_error_and_of_the_next_a_warning():
    for year, severity in ((2025, "error"), (2027, "warning")):
        content = good(deadlines=(replace(DEADLINE, due_on=date(year, 7, 8)),))
        assert [one[:2] for one in messages(content, "H1")] == [(severity, "Hạn nhận báo cáo")]


def test_activity_of_last_year_is_mended():
    content = saying("Hội trại.", activity=ActivityContent(starts_on=date(2025, 6, 5)))
    (finding,) = found(content, "H1")

    assert finding.place == "mục III"
    assert found(apply_fix(content, finding.fix), "H1") == []


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện từ ngày 01/6/2026 đến ngày 30/6/2025.", "Làm xong trước ngày 20/6/2025.",
        "Thời gian: ngày 05 tháng 6 năm 2025.", "Hưởng ứng Tháng hành động vì trẻ em năm 2025.",
        "Lễ phát động Tháng hành động vì trẻ em phường năm 2024 vào tháng 6.",
    ],
)  # fmt: skip
def test_last_years_date_in_the_text_is_an_error(text):
    assert [one[0] for one in messages(saying(text), "H1")] == ["error"]


@pytest.mark.parametrize(
    "text", ["Sử dụng kinh phí năm 2025.", "Họp ngày 10/6/2025 tại phường.", "Học theo chủ đề năm 2025."]
)
def test_doubtful_year_is_a_warning(text):
    assert [one[0] for one in messages(saying(text), "H1")] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "Chương trình hành động giai đoạn 2021 - 2030.", "Năm học 2025 - 2026.", "So với năm 2025 tăng 02 lớp.",
        "Phát huy kết quả Tháng hành động vì trẻ em năm 2025.", "Trẻ em sinh từ ngày 01/01/2015 đến ngày 31/12/2020.",
        "Kể từ ngày 01/7/2025 không còn cấp huyện.", "Hát bài “Mùa hè năm 2025”.",
        "Theo Quyết định số 4/QĐ-UBND ngày 04/6/2025 của Ủy ban.", "Luật Trẻ em năm 2016.", "Tổng đài 18002025.",
        "Đã tặng quà năm 2025 cho 20 em.", "Tầm nhìn đến năm 2045.",
    ],
)  # fmt: skip
def test_years_that_are_meant_stay(text):
    assert messages(saying(text), "H1") == []


def test_year_in_the_text_is_mended():
    content = saying("Hưởng ứng Tháng hành động vì trẻ em năm 2025.")

    assert apply_fix(content, found(content, "H1")[0].fix) == saying("Hưởng ứng Tháng hành động vì trẻ em năm 2026.")


def test_title_names_the_plans_year():
    assert [one[:2] for one in messages(good(abstract="Kế hoạch vì trẻ em năm 2025"), "H1")] == [("error", "trích yếu")]
    assert messages(good(abstract="Chương trình vì trẻ em giai đoạn 2026 - 2030"), "H1") == []


def test_basis_may_be_of_any_year():
    bases = (LegalBasisContent(text="Căn cứ Nghị quyết số 3/NQ-HĐND ngày 01/6/2020 của Hội đồng"),)

    assert messages(good(legal_bases=bases), "H1") == []


@pytest.mark.parametrize(
    "text", ["Xong ngày 31/6.", "Xong ngày 31/6/2026.", "Xong ngày 30 tháng 02 năm 2026.", "Ngày 5/13/2026."]
)
def test_day_that_does_not_exist_is_an_error(text):
    assert [one[0] for one in messages(saying(text), "H2")] == ["error"]


@pytest.mark.parametrize(
    "text", ["Trực 24/24 giờ.", "Tỷ lệ 1/31.", "Xong ngày 30/6.", "Mỗi tổ 3/40 hộ.", "Ngày 01/6/2026."]
)
def test_other_fractions_and_real_days_pass(text):
    assert messages(saying(text), "H2") == []


def test_weekday_that_does_not_fit_is_mended():
    content = saying("Khai mạc Chủ nhật, ngày 30/5/2026.")
    (finding,) = found(content, "H2")

    assert finding.message == "Ngày 30/5/2026 là thứ Bảy, không phải Chủ nhật; sửa lại thứ hoặc ngày."
    assert apply_fix(content, finding.fix) == saying("Khai mạc Thứ Bảy, ngày 30/5/2026.")
    assert messages(saying("Khai mạc thứ Bảy (30/5/2026)."), "H2") == []


def test_order_of_days_is_kept():
    assert [one[1] for one in messages(good(starts_on=date(2026, 6, 30), ends_on=date(2026, 6, 1)), "H2")] == [
        "Thời gian"
    ]
    assert [one[1] for one in messages(good(launch_until=date(2026, 5, 28)), "H2")] == ["Lễ phát động"]
    backwards = ActivityContent(starts_on=date(2026, 6, 9), ends_on=date(2026, 6, 8))
    assert [one[1] for one in messages(saying("Hội trại.", activity=backwards), "H2")] == ["mục III"]
    assert len(found(saying("Mở lớp từ ngày 20/6 đến ngày 10/6/2026."), "H2")) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kinh phí vận động được: 94 triệu đồng (năm 2025: 90).", 0),
        ("Kinh phí vận động được năm 2025: 94 triệu đồng.", 1),
    ],
)
def test_last_years_figure_beside_this_years_is_deliberate(text, count):
    assert len(messages(saying(text), "H1")) == count
