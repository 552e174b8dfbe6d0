"""The national table: a line a commune, whoever has filed, with totals that are those of adding up."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from plans.queries.reporting.looking.national import national_table, spreadsheet, table_scope, table_years
from plans.queries.reporting.rolling import roll_up
from plans.spreadsheets import xlsx_bytes
from tests.factories import make_actor, make_unit
from tests.looked_at import make_country
from tests.report_rows import make_report, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]

TODAY = date(2026, 7, 16)


@pytest.fixture
def country():
    return make_country()


def table_of(scope, **more):
    return national_table(scope, 2026, today=TODAY, **more)


def told(table):
    return [(one.province, one.code, one.unit, one.standing) for one in table.lines]


def test_every_commune_has_a_line_with_its_province_and_how_it_stands(country):
    assert told(table_of(country.centre)) == [
        ("Tỉnh Thái Nguyên", "01", "Xã Chợ Mới", "Đã tiếp nhận"),
        ("Tỉnh Thái Nguyên", "02", "Xã Ba Bể", "Không phát sinh, chờ xem xét"),
        ("Tỉnh Cao Bằng", "03", "Xã Hạ Lang", "Chưa làm"),
    ]


def test_a_draft_in_another_round_hides_nothing_that_was_filed(country):
    make_report(make_round(country.province, form=country.round_of(country.province).form), country.first)

    assert told(table_of(country.centre))[0][-1] == "Đã tiếp nhận"


def test_a_province_has_only_its_own_communes(country):
    assert told(table_of(country.other)) == [("Tỉnh Cao Bằng", "03", "Xã Hạ Lang", "Chưa làm")]


def test_figures_parts_and_percentages_stand_in_their_columns(country):
    table = table_of(country.centre)

    assert table.columns == ("D3", "D3:ns", "E3", "E3T", "E3R")
    assert table.heads()[5:] == (
        "Trị giá quà (triệu đồng)", "Trị giá quà: ngân sách", "Thôn có hoạt động (thôn)", "Tổng số thôn (thôn)",
        "Tỷ lệ thôn (%)",
    )  # fmt: skip
    assert dict(table.lines[0].figures) == {
        "D3": Decimal("12.5"), "D3:ns": Decimal(10), "E3": Decimal(3), "E3T": Decimal(4), "E3R": Decimal("75.0"),
    }  # fmt: skip


@pytest.mark.parametrize("accepted_only", [True, False])
def test_its_totals_are_those_of_adding_up(country, accepted_only):
    country.file(country.third, {"D3": 7, "D3:ns": None, "E3": 1, "E3T": 6})
    for scope in (country.centre, country.province, country.other):
        table, rolled = table_of(scope, accepted_only=accepted_only), roll_up(scope, 2026, accepted_only=accepted_only)
        assert {key: value for key, value in rolled.totals.items() if value} == {
            key: value for key, value in table.totals().items() if value
        }
        assert (table.counted, len(table.lines)) == (rolled.counted, rolled.expected)


def test_a_returned_report_is_seen_but_not_counted(country):
    country.file(country.third, {"D3": 99}, status="returned")
    line = table_of(country.centre).lines[2]

    assert (line.standing, dict(line.figures)) == ("Cần bổ sung", {})


def test_only_accepted_reports_where_that_was_chosen(country):
    country.file(country.third, {"D3": 99})
    table = table_of(country.centre, accepted_only=True)

    assert (table.lines[2].standing, dict(table.lines[2].figures)) == ("Chờ xem xét", {})
    assert "số liệu của 1 trong 3 đơn vị (báo cáo đã tiếp nhận)" in table.note


def test_what_did_not_arise_is_neither_zero_nor_empty(country):
    country.file(country.third, {"D3": 0, "E3": None})
    cells = list(spreadsheet(table_of(country.centre)).rows)[2]

    assert cells[5:] == (Decimal(0), None, "KPS", None, None)


def test_as_a_spreadsheet_figures_are_numbers_and_days_are_days(country):
    sheet = load_workbook(BytesIO(xlsx_bytes([spreadsheet(table_of(country.centre))]))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(row for row in rows if row[1] == "01")

    assert first[4].date() == date(2026, 7, 9)
    assert first[5:] == [12.5, 10, 3, 4, 75]
    assert rows[-1][:1] + rows[-1][5:] == ["Tổng", 12.5, 10, 3, 4, 75]


def test_the_questions_asked_do_not_grow_with_the_communes(country, django_assert_num_queries):
    with django_assert_num_queries(9):
        table_of(country.centre)
    for at in range(5):
        country.file(make_unit(f"xã Số {at}", under=country.province), {"D3": at, "E3": 1})
    with django_assert_num_queries(9):
        assert len(table_of(country.centre).lines) == 8


def test_whoever_works_for_the_country_or_a_province_may_take_it(country):
    helping = make_unit(
        "tỉnh Thái Nguyên", level="department", under=country.province, short_name="Sở Y tế", helps_superior=True
    )

    assert table_scope(make_actor(country.centre, "supervisor")) == country.centre
    assert table_scope(make_actor(country.province, "supervisor")) == country.province
    assert table_scope(make_actor(helping, "supervisor")) == country.province
    assert table_scope(make_actor(country.first, "supervisor")) is None


def test_the_years_there_are_reports_of(country):
    country.file(country.first, {"D3": 1}, year=2025)
    country.round_of(country.province, 2024)

    assert table_years() == [2026, 2025]
