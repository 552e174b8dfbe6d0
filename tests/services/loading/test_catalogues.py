"""The shared catalogues: who answers to whom, what the law and the years say, and what administrators changed."""

from datetime import date

import pytest

from plans.models import Agency, AgencyCounterpart, Campaign, LegalDocument, Slogan
from plans.services.loading.catalogues import load_catalogues

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(db):
    load_catalogues()


def agency(code):
    return Agency.objects.get(code=code, owner=None)


def test_a_department_of_the_province_is_answered_by_bodies_of_the_commune():
    def below(code, level):
        links = AgencyCounterpart.objects.filter(upper__code=code, lower__level__code=level)
        return [link.lower.name for link in links.select_related("lower") if link.lower.is_valid_on(date(2026, 5, 13))]

    assert below("so-y-te", "commune") == ["Phòng Văn hóa - Xã hội", "Trạm Y tế {loại}"]
    assert below("so-gddt", "commune") == ["Các trường học trên địa bàn {loại}", "Phòng Văn hóa - Xã hội"]
    assert below("cong-an-tinh", "commune") == ["Công an {loại}"]
    assert below("tinh-doan", "commune") == ["Đoàn Thanh niên Cộng sản Hồ Chí Minh {loại}"]
    assert below("tinh-doan", "department") == ["Chi đoàn Sở"]
    assert below("so-y-te", "department") == ["Các phòng, đơn vị thuộc và trực thuộc Sở"]


def test_a_committee_asks_the_front_unions_and_courts_and_orders_its_own_bodies():
    assert set(Agency.objects.filter(level__code="province", wording="request").values_list("code", flat=True)) == {
        "mttq-tinh", "doan-the-tinh", "tinh-doan", "hoi-phu-nu-tinh", "hoi-nong-dan-tinh", "hoi-ccb-tinh",
        "lien-doan-lao-dong-tinh", "hoi-chu-thap-do-tinh", "hoi-khuyen-hoc-tinh", "hoi-bao-ve-quyen-tre-em-tinh",
        "ban-tuyen-giao-dan-van-tinh", "ban-tuyen-giao-tinh", "ban-dan-van-tinh", "hdnd-tinh", "toa-an-tinh",
        "vien-kiem-sat-tinh",
    }  # fmt: skip


def test_collective_names_say_which_level_they_stand_for():
    covers = Agency.objects.filter(is_collective=True, level__code="province").exclude(covers_level=None)

    assert dict(covers.values_list("name", "covers_level__code")) == {
        "Các sở, ban, ngành {loại}": "department",
        "Ủy ban nhân dân các xã, phường": "commune",
        "Các cơ sở giáo dục trên địa bàn {loại}": "school",
        "Các tổ chức chính trị - xã hội {loại}": "organisation",
        "Ủy ban nhân dân các huyện, thành phố": "district",
    }
    assert "Ủy ban nhân dân các xã, phường, đặc khu" in agency("ubnd-cap-xa").aliases.splitlines()


@pytest.mark.parametrize(
    ("old", "last_day", "now"),
    [
        ("so-ldtbxh", date(2025, 2, 28), "Sở Y tế"),
        ("so-gtvt", date(2025, 2, 28), "Sở Xây dựng"),
        ("so-tttt", date(2025, 2, 28), "Sở Khoa học và Công nghệ"),
        ("ubnd-cap-huyen", date(2025, 6, 30), "Ủy ban nhân dân các xã, phường"),
        ("phong-ldtbxh", date(2025, 6, 30), "Phòng Văn hóa - Xã hội"),
        ("cong-chuc-vhxh", date(2025, 6, 30), "Phòng Văn hóa - Xã hội"),
        ("tai-chinh-ke-toan", date(2025, 6, 30), "Phòng Kinh tế"),
    ],
)
def test_bodies_that_are_gone_end_on_a_day_and_name_what_replaced_them(old, last_day, now):
    assert (agency(old).valid_until, agency(old).replaced_by.name) == (last_day, now)


def test_the_law_and_the_circular_on_the_month_are_the_usual_bases():
    usual = LegalDocument.objects.filter(is_usual=True)

    assert [(one.citation[:40], one.valid_from) for one in usual] == [
        ("Luật Trẻ em", date(2017, 6, 1)),
        ("Thông tư số 28/2019/TT-BLĐTBXH ngày 26 t", None),
    ]
    old = LegalDocument.objects.get(citation__startswith="Luật Bảo vệ, chăm sóc và giáo dục trẻ em")
    assert (old.valid_until, old.replaced_by.citation) == (date(2017, 5, 31), "Luật Trẻ em")


def test_every_year_from_2014_has_its_official_theme_and_2026_has_none():
    themes = {year.year: [one.text for one in year.themes.all()] for year in Campaign.objects.all()}

    assert sorted(themes) == list(range(2014, 2027))
    assert themes.pop(2026) == []
    assert {len(one) for one in themes.values()} == {1}
    assert themes[2024] == ["Hành động thiết thực, ưu tiên nguồn lực cho trẻ em"]


def test_years_have_the_slogans_that_are_known_and_say_when_the_list_is_not_whole():
    counts = {year.year: year.slogans.count() for year in Campaign.objects.all() if year.slogans.exists()}

    assert counts == {2018: 8, 2022: 10, 2023: 9, 2024: 12, 2025: 6}
    assert "chưa đầy đủ" in Campaign.objects.get(year=2025).note
    assert "chưa đầy đủ" not in Campaign.objects.get(year=2024).note


def test_a_number_or_day_that_is_not_known_stays_empty():
    unsure = Campaign.objects.get(year=2025).guiding_documents.get(document_number="")

    assert (unsure.issued_on, unsure.note) == (None, "khoảng 10/4/2025; số và ngày chưa xác minh")


def test_communes_report_to_their_province_before_20_july():
    assert Campaign.objects.get(year=2026).commune_report_due_on == date(2026, 7, 20)


def test_a_second_run_adds_nothing(django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        summary = load_catalogues()

    assert (summary.agencies, summary.legal_documents, summary.campaigns) == (0, 0, 0)


def test_a_second_run_leaves_what_administrators_changed():
    Agency.objects.filter(code="so-y-te").update(name="Sở Y tế và Trẻ em")
    AgencyCounterpart.objects.filter(upper__code="so-y-te", lower__code="tram-y-te").delete()
    Slogan.objects.filter(campaign__year=2024, position=0).delete()
    Campaign.objects.filter(year=2026).update(note="đã nhập")

    load_catalogues()

    assert agency("so-y-te").name == "Sở Y tế và Trẻ em"
    assert not AgencyCounterpart.objects.filter(upper__code="so-y-te", lower__code="tram-y-te").exists()
    assert Slogan.objects.filter(campaign__year=2024).count() == 11
    assert Campaign.objects.get(year=2026).note == "đã nhập"


def test_an_agency_that_was_taken_away_comes_back_with_its_links():
    agency("tram-y-te").delete()

    assert load_catalogues().agencies == 1
    assert AgencyCounterpart.objects.filter(upper__code="so-y-te", lower__code="tram-y-te").exists()
