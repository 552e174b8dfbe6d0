"""Tổng hợp over HTTP: which round opens, what the table says, drill-down, levels, what is taken away, the draft."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from plans.content.report import AddingUp
from plans.models import Consolidation, Figure, IssuingUnit, Plan, ReportVersion
from tests.factories import make_issued, make_unit
from tests.report_rows import make_form, make_indicator, make_report, make_round, make_split
from tests.views.conftest import browser_of

ROUTES = ("round-sums", "round-indicator", "round-annex", "consolidate")


@pytest.fixture(autouse=True)
def _after_the_last_day(settings):
    settings.DEMO_TODAY = date(2026, 7, 16)


@pytest.fixture
def children(db):
    row = make_indicator("D1", "Trẻ em được tặng quà", adding_up=AddingUp.DISTINCT)
    make_split(row, "ngheo", "hộ nghèo")
    return row


@pytest.fixture
def round_(province, ward, other_commune, children):
    return make_round(province, form=make_form(None, children), plan=make_issued(province, number=115))


@pytest.fixture
def lan(province):
    return browser_of(province, "supervisor", "drafter", full_name="Trần Thị Lan")


@pytest.fixture
def hanh(ward):
    return browser_of(ward, "supervisor", full_name="Ma Thị Hạnh")


def file(round_, unit, children, value=None, *, status="accepted", nothing=False, note=""):
    report = make_report(round_, unit, status=status)
    figures = []
    if value is not None:
        Figure.objects.create(report=report, indicator=children, value=Decimal(value))
        figures = [{"indicator": "D1", "value": str(value), "note": note}]
    content = {"format": 1, "figures": figures, "narratives": [], "is_nothing": nothing}
    ReportVersion.objects.filter(report=report).update(is_nothing=nothing, content=content)
    return report


def address(name, round_):
    return reverse(name, args=[round_.pk, *(["D1"] if name == "round-indicator" else [])])


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


# --- which round ------------------------------------------------------------------------------------------------------


def test_the_only_round_of_the_year_opens_at_once_and_the_list_stays_reachable(lan, round_):
    assert lan.get(reverse("adding-up")).url == reverse("round-sums", args=[round_.pk])
    assert reverse("round-sums", args=[round_.pk]) in page(lan, f"{reverse('adding-up')}?tat-ca")


def test_of_two_rounds_one_chooses_and_without_any_the_page_says_what_will_come(lan, hanh, round_, province):
    make_round(province, label="cả năm", form=round_.form)

    assert "Năm 2026, cả năm" in page(lan, reverse("adding-up"))
    assert "Chưa có kỳ báo cáo nào gửi về đơn vị mình." in page(hanh, reverse("adding-up"))


def test_supervisors_find_it_in_the_top_bar_others_do_not(lan, hoa, round_):
    link = f'href="{reverse("adding-up")}"'

    assert (link in page(lan, reverse("my-work")), link in page(hoa, reverse("my-work"))) == (True, False)


@pytest.mark.parametrize("name", ROUTES)
def test_who_owes_and_strangers_see_no_sums(hoa, hanh, khach, round_, name):
    stranger = browser_of(make_unit("tỉnh Cao Bằng", level="province"), "supervisor", full_name="Dung")

    for client in (hoa, hanh, khach, stranger):
        assert client.get(address(name, round_)).status_code == 404


# --- a round ----------------------------------------------------------------------------------------------------------


def test_figures_stand_beside_last_years_with_who_is_in_and_who_is_missing(
    lan, round_, province, ward, other_commune, children
):
    third = make_unit("xã Na Rì", under=province)
    file(make_round(province, form=round_.form, year=2025), ward, children, 300)
    file(round_, ward, children, 1386)
    file(round_, other_commune, children)

    found = page(lan, address("round-sums", round_))

    for said in ("1.386", "300", "+1.086", "1/3", "Xã Chợ Mới để trống, chưa rõ có hay không"):
        assert said in found
    assert "<b>2</b> trong 3" in found
    assert "quá hạn 2 ngày" in found
    assert f'href="{reverse("round-except", args=[round_.pk, third.pk])}"' in found
    assert f'href="{reverse("round-remind", args=[round_.pk])}"' in found
    assert "Trẻ em được tặng quà, năm 2026: Phường Đức Xuân nhiều nhất, 1.386 trẻ" in found


def test_accepted_only_is_one_press_away_and_says_so(lan, round_, ward, other_commune, children):
    file(round_, ward, children, 10)
    file(round_, other_commune, children, 7, status="filed")

    everything, accepted = (page(lan, address("round-sums", round_) + query) for query in ("", "?chi=tiep-nhan"))

    assert ("<b>17</b>" in everything, "cộng cả báo cáo chờ xem xét" in everything) == (True, True)
    assert ("<b>10</b>" in accepted, "chỉ cộng báo cáo đã tiếp nhận" in accepted) == (True, True)
    assert "1 báo cáo đã nộp chưa tính vào tổng: chưa được tiếp nhận." in accepted


def test_a_figure_perhaps_counted_twice_is_marked(lan, round_, ward, other_commune, children):
    file(round_, ward, children, 10)
    assert "Có thể đã tính hai lần" not in page(lan, address("round-sums", round_))

    file(round_, other_commune, children, 7)

    assert "Có thể đã tính hai lần" in page(lan, address("round-sums", round_))


def test_without_a_form_the_page_says_what_to_do(lan, round_):
    type(round_).objects.filter(pk=round_.pk).update(form=None)

    assert "Kỳ này chưa có biểu mẫu nên chưa có số liệu để cộng." in page(lan, address("round-sums", round_))


def test_a_figure_unit_by_unit_leads_to_the_reports(lan, round_, ward, other_commune, children):
    report = file(round_, ward, children, 10, note="cùng Đoàn phường")

    found = page(lan, address("round-indicator", round_))

    assert f'href="{reverse("report-detail", args=[report.pk])}"' in found
    assert ("cùng Đoàn phường" in found, "chưa nộp" in found) == (True, True)
    page(lan, reverse("round-indicator", args=[round_.pk, "D1:ngheo"]))
    page(lan, reverse("round-indicator", args=[round_.pk, "Z9"]), status=404)


# --- levels -----------------------------------------------------------------------------------------------------------


def test_a_year_by_level_leads_down_to_the_reports(lan, hanh, round_, province, ward, children):
    report = file(round_, ward, children, 10)

    found = page(lan, reverse("roll-up", args=[province.pk, 2026]))

    assert "2 xã, phường, đặc khu phải báo cáo: 1 có số liệu, 0 không phát sinh, 1 chưa nộp" in found
    assert f'href="{reverse("report-detail", args=[report.pk])}"' in found
    page(hanh, reverse("roll-up", args=[province.pk, 2026]), status=404)
    assert "Không có xã, phường nào phải báo cáo" in page(lan, reverse("roll-up", args=[province.pk, 2020]))


def test_a_provinces_sum_leads_to_its_communes_and_not_to_what_it_reported_itself(round_, province, ward, children):
    centre = make_unit("Chính phủ", level="central")
    IssuingUnit.objects.move(province, centre, "first-child")
    province.refresh_from_db()
    own = make_round(centre, form=round_.form, levels=["province"])
    file(own, province, children, 99)
    ward.refresh_from_db()
    file(round_, ward, children, 10)

    found = page(browser_of(centre, "supervisor", full_name="Lê Văn Thu"), reverse("roll-up", args=[centre.pk, 2026]))

    assert f'href="{reverse("roll-up", args=[province.pk, 2026])}"' in found
    assert "/doc/" not in found


# --- taken away -------------------------------------------------------------------------------------------------------


def test_the_spreadsheet_holds_the_sums_and_every_unit(lan, round_, ward, other_commune, children):
    file(round_, ward, children, 10)
    file(round_, other_commune, nothing=True, children=children)

    book = load_workbook(BytesIO(lan.get(reverse("round-sums-table", args=[round_.pk, "xlsx"])).content))

    sums, units = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    assert book.sheetnames == ["Tổng hợp", "Từng đơn vị"]
    row = next(one for one in sums if one[0] == "D1")
    assert (row[1], row[4], row[6], row[7]) == ("Trẻ em được tặng quà", 10, 2, 2)
    assert [one[:3] for one in units if one[0] and one[0].startswith("UBND")] == [
        ("UBND phường Đức Xuân", "", 10),
        ("UBND xã Chợ Mới", "", "không phát sinh"),
    ]


def test_a_name_that_looks_like_a_formula_stays_text(lan, round_, ward, children):
    type(children).objects.filter(pk=children.pk).update(name="=cmd|' /C calc'!A1")
    file(round_, ward, children, 10)

    lines = lan.get(reverse("round-sums-table", args=[round_.pk, "csv"])).content.decode("utf-8-sig").splitlines()

    assert not any(cell.startswith("=") for line in lines for cell in line.replace('"', "").split(";"))
    assert any("cmd|" in line for line in lines)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_levels_and_single_figures_are_taken_away_too(lan, round_, province, ward, children, kind):
    file(round_, ward, children, 10)

    table = lan.get(reverse("roll-up-table", args=[province.pk, 2026, kind]))
    single = lan.get(reverse("round-indicator-table", args=[round_.pk, "D1"]))

    assert (table.status_code, single.status_code) == (200, 200)
    assert table["Cache-Control"] == "private, no-store"
    rows = load_workbook(BytesIO(single.content)).active.iter_rows(values_only=True)
    assert ("Phường Đức Xuân", None, 10) in [one[:3] for one in rows]


def test_the_annex_is_a_pdf_with_blanks_for_its_number(lan, round_, ward, children):
    file(round_, ward, children, 10)

    response = lan.get(address("round-annex", round_))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


# --- the draft --------------------------------------------------------------------------------------------------------


def test_before_drafting_the_missing_are_named(lan, round_, ward, children):
    file(round_, ward, children, 10)

    found = page(lan, address("consolidate", round_))

    assert ("Soạn báo cáo từ 1 đơn vị" in found, "1 đơn vị chưa có báo cáo" in found, "Xã Chợ Mới" in found) == (
        True, True, True
    )  # fmt: skip


def test_one_press_keeps_the_sums_and_opens_the_draft_in_the_editor(lan, round_, province, ward, children):
    file(round_, ward, children, 10)

    response = lan.post(address("consolidate", round_), {"chi": "tiep-nhan"})

    plan = Plan.objects.get(document_type="BÁO CÁO")
    assert response.url == reverse("plan-edit", args=[plan.pk])
    assert (plan.issuing_unit, plan.consolidation.accepted_only) == (province, True)
    assert lan.get(response.url).status_code == 200
    assert plan.abstract in page(lan, address("consolidate", round_))


def test_who_does_not_draft_sees_why_and_cannot_post(round_, province, ward, children):
    file(round_, ward, children, 10)
    reader = browser_of(province, "supervisor", full_name="Đỗ Thị Tâm")
    clerk = browser_of(province, "clerk", full_name="Lý Thị Mai")

    why = "Chỉ người soạn thảo của đơn vị mới soạn được báo cáo từ số liệu này."
    assert why in page(reader, address("consolidate", round_))
    assert [one.post(address("consolidate", round_)).status_code for one in (reader, clerk)] == [403, 403]
    assert (Consolidation.objects.count(), Plan.objects.filter(document_type="BÁO CÁO").count()) == (0, 0)


def test_nobody_above_sees_the_draft_of_a_report(lan, ward, children):
    own = make_round(ward, form=make_form(None, children), plan=make_issued(ward, number=47), levels=["hamlet"])
    file(own, make_unit("tổ 1", level="hamlet", under=ward), children, 10)
    hoa = browser_of(ward, "supervisor", "drafter", full_name="Nguyễn Thị Hoa")
    hoa.post(address("consolidate", own))
    plan = Plan.objects.get(document_type="BÁO CÁO")

    seen = [reverse("plan-detail", args=[plan.pk]) in page(one, address("consolidate", own)) for one in (hoa, lan)]

    assert seen == [True, False]


def test_an_addendum_is_asked_of_ones_own_rounds_only(lan, round_, ward, children):
    file(round_, ward, children, 10)

    for asked in ("", "9999", "x"):
        assert lan.post(address("consolidate", round_), {"goc": asked}).status_code == 404
