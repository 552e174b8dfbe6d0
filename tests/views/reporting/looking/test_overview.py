"""Figures to look at over HTTP: a unit over the years, a year by its units, each within what one follows."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_unit
from tests.looked_at import make_country
from tests.views.conftest import browser_of


@pytest.fixture
def country(db):
    country = make_country()
    country.file(country.first, {"D3": 8}, year=2025, status="accepted")
    return country


@pytest.fixture
def thu(country):
    return browser_of(country.centre, "supervisor", full_name="Lê Văn Thu")


@pytest.fixture
def lan(country):
    return browser_of(country.province, "supervisor", full_name="Trần Thị Lan")


@pytest.fixture
def khach(country):
    return browser_of(country.first, "drafter", full_name="Lường Văn Khách")


def unit(one):
    return reverse("unit-overview", args=[one.pk])


def year(one, of=2026):
    return reverse("year-overview-unit", args=[of, one.pk])


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_commune_sees_its_own_figures_and_reports(country, khach):
    said = words(khach.get(unit(country.first)))

    assert "Số liệu qua các năm: UBND xã Chợ Mới Theo báo cáo của chính đơn vị" in said
    assert "2025 8 2026 12,5" in said  # the table under the chart
    assert "Năm 2026 UBND tỉnh Thái Nguyên trước ngày 15/7/2026 Đã tiếp nhận" in said


def test_a_provinces_page_is_added_up_from_its_communes(country, lan):
    said = words(lan.get(unit(country.province)))

    assert "Cộng từ báo cáo của các xã, phường, đặc khu" in said
    assert "2025 8 2026 12,5" in said


def test_a_year_shows_every_unit_in_a_table_and_who_is_missing(country, lan):
    said = words(lan.get(reverse("year-overview", args=[2026])))

    assert "đã nộp số liệu 1 trong 2, không phát sinh 1, chưa nộp 0" in said
    assert "Xã Chợ Mới 12,5 Xã Ba Bể 0 Cộng 12,5" in said


def test_the_country_leads_to_provinces_and_a_province_to_communes(country, thu, lan):
    assert year(country.province) in thu.get(year(country.centre)).content.decode()
    assert unit(country.first) in lan.get(year(country.province)).content.decode()


def test_whoever_has_no_communes_below_is_led_to_the_own_figures(country, khach):
    answer = khach.get(reverse("year-overview", args=[2026]))

    assert answer.headers["Location"] == unit(country.first)


def test_a_year_without_reports_says_so(country, lan):
    assert "Năm này chưa có số liệu." in words(lan.get(reverse("year-overview", args=[2023])))
    assert lan.get(reverse("year-overview", args=[1066])).status_code == 404


def test_a_unit_without_reports_says_so(country, lan):
    empty = make_unit("xã Yên Trạch", under=country.province)

    assert "Chưa có số liệu để vẽ." in words(lan.get(unit(empty)))


@pytest.mark.parametrize("who", ["khach", "lan", "thu"])
def test_each_sees_only_what_it_follows(country, request, who):
    browser = request.getfixturevalue(who)
    seen = {
        "khach": {country.first},
        "lan": {country.province, country.first, country.second},
        "thu": {country.centre, country.province, country.other, country.first, country.second, country.third},
    }[who]
    every = [country.centre, country.province, country.other, country.first, country.second, country.third]

    assert {one for one in every if browser.get(unit(one)).status_code == 200} == seen
    assert {one for one in every if browser.get(year(one)).status_code != 404} == seen


def test_every_chart_has_its_table_and_a_sentence(country, lan):
    page = lan.get(year(country.province)).content.decode()

    charts = re.findall(r'<img class="look-chart" [^>]*alt="([^"]+)"', page)
    assert len(charts) == page.count("Xem dạng bảng") == 4
    assert all(len(one) > 20 for one in charts)


def test_the_questions_asked_do_not_grow_with_the_units(country, lan, django_assert_max_num_queries):
    for at in range(8):
        country.file(make_unit(f"xã Số {at}", under=country.province), {"D3": at})
    lan.get(year(country.province))
    with django_assert_max_num_queries(18):
        lan.get(year(country.province))
    with django_assert_max_num_queries(28):  # two years
        lan.get(unit(country.province))
