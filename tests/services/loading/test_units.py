"""The national units in the tree: what they are called, who succeeded whom, and what a second run leaves alone."""

from collections import Counter
from datetime import date

import pytest

from plans.exceptions import Invalid
from plans.models import Agency, IssuingUnit, UnitLevel, UnitSuccession
from plans.services.loading.units import load_units

pytestmark = pytest.mark.django_db


def assert_sound_tree():
    """What treebeard's find_problems() asks, without its several queries a node."""
    units = {one.path: one for one in IssuingUnit.objects.all()}
    children = Counter(path[: -IssuingUnit.steplen] for path in units)
    assert children.pop("") == 1
    assert children == Counter({path: one.numchild for path, one in units.items() if one.numchild})
    assert {path for path, one in units.items() if one.depth * IssuingUnit.steplen != len(path)} == set()


def test_levels_are_data_and_the_district_has_ended():
    load_units([])

    assert list(UnitLevel.objects.values_list("code", flat=True)) == [
        "central", "province", "department", "district", "commune", "office", "school", "organisation", "hamlet",
    ]  # fmt: skip
    assert UnitLevel.objects.get(code="district").valid_until == date(2025, 6, 30)


def test_a_province_is_loaded_with_its_communes_under_it():
    summary = load_units(["19"])

    assert (summary.provinces, summary.communes) == (1, 92)
    province = IssuingUnit.objects.get(code="19")
    assert set(IssuingUnit.objects.get_children(province).values_list("level__code", flat=True)) == {"commune"}
    assert province.numchild == 92
    assert_sound_tree()


def test_a_ward_has_everything_its_documents_print(unit):
    load_units(["19"])

    ward = unit("01840")
    assert ward.name == "Ủy ban nhân dân phường Đức Xuân"
    assert ward.short_name == "UBND phường Đức Xuân"
    assert ward.territory == "phường Đức Xuân"
    assert ward.printed_place == "Đức Xuân"
    assert ward.header_lines == ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN")
    assert (ward.symbol, ward.regime, ward.archive_note) == ("UBND", "collective", "VT, VHXH")
    assert ward.drafting_office == "Phòng Văn hóa - Xã hội"
    assert ward.collectors == (
        "Các cơ quan, đơn vị thuộc phường", "các trường học trên địa bàn phường", "các tổ dân phố",
    )  # fmt: skip
    assert ward.opened_on == date(2025, 7, 1)
    assert IssuingUnit.objects.get_parent(ward).name == "Ủy ban nhân dân tỉnh Thái Nguyên"


@pytest.mark.parametrize(
    ("code", "name", "place"),
    [
        ("19", "Ủy ban nhân dân tỉnh Thái Nguyên", "Thái Nguyên"),
        ("31", "Ủy ban nhân dân thành phố Hải Phòng", "Hải Phòng"),
        # Named after a person: the noun belongs to the name (Nghị định 30/2020/NĐ-CP, Phụ lục II).
        ("79", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ],
)
def test_provinces_and_cities_are_named_by_the_decree(unit, code, name, place):
    load_units([code])

    assert (unit(code).name, unit(code).printed_place) == (name, place)


def test_a_ward_named_by_a_number_keeps_its_noun_and_a_number_behind_a_name_does_not():
    load_units(["68", "08"])

    places = {one.place: one.printed_place for one in IssuingUnit.objects.filter(place__regex="[0-9]", noun="phường")}
    assert places == {
        "1 Bảo Lộc": "Phường 1 Bảo Lộc",
        "2 Bảo Lộc": "Phường 2 Bảo Lộc",
        "3 Bảo Lộc": "Phường 3 Bảo Lộc",
        "Hà Giang 1": "Hà Giang 1",
        "Hà Giang 2": "Hà Giang 2",
    }


def test_names_of_the_package_are_tidied():
    load_units(["33", "46"])

    # The package writes "Xã  …" with two spaces in places and "Chân Mây – Lăng Cô" with a dash.
    assert not IssuingUnit.objects.filter(name__contains="  ").exists()
    assert IssuingUnit.objects.filter(name="Ủy ban nhân dân xã Chân Mây - Lăng Cô").exists()


def test_a_province_with_special_zones_hears_them_too(unit):
    load_units(["19", "31"])

    assert unit("19").collectors[-1] == "Ủy ban nhân dân các xã, phường"
    assert unit("31").collectors[-1] == "Ủy ban nhân dân các xã, phường, đặc khu"


def test_wards_have_their_own_names_for_bodies_that_differ_from_those_of_a_commune(unit):
    load_units(["19"])

    assert list(unit("01840").agencies.values_list("code", "name")) == [
        ("phong-kinh-te", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("to-dan-pho", "Các tổ dân phố"),
    ]
    assert unit("02086").noun == "xã"
    assert not unit("02086").agencies.exists()


def test_a_second_run_changes_nothing_and_asks_little(django_assert_max_num_queries):
    load_units(["19"])
    before = list(IssuingUnit.objects.values())

    with django_assert_max_num_queries(8):
        summary = load_units(["19"])

    assert (summary.added, summary.renamed, summary.left_alone) == (0, 0, 0)
    assert list(IssuingUnit.objects.values()) == before
    assert Agency.objects.filter(owner__code="01840").count() == 2


def test_another_province_is_added_beside_the_first():
    load_units(["19"])

    assert load_units(["14"]).communes == 75
    assert_sound_tree()


def test_names_follow_the_package_until_somebody_has_saved_the_unit_here(unit):
    load_units(["19"])
    IssuingUnit.objects.filter(code="01840").update(name="Tên cũ", place="Chỗ cũ", archive_note="VT, TE")
    IssuingUnit.objects.filter(code="02086").update(name="Tên đã sửa trong cổng", revision=2)

    summary = load_units(["19"])

    assert (summary.renamed, summary.left_alone) == (1, 1)
    assert (unit("01840").name, unit("01840").place) == ("Ủy ban nhân dân phường Đức Xuân", "Đức Xuân")
    assert unit("01840").archive_note == "VT, TE"
    assert unit("02086").name == "Tên đã sửa trong cổng"


def test_closed_units_stay_with_their_successors(unit):
    load_units(["14", "19", "31", "51"])

    followed_by = {}
    for row in UnitSuccession.objects.select_related("closed_unit", "successor"):
        assert row.closed_unit.closed_on < row.effective_on
        followed_by[row.closed_unit.short_name, row.closed_unit.code] = row.successor.short_name
    assert followed_by == {
        ("UBND tỉnh Bắc Kạn", "BK"): "UBND tỉnh Thái Nguyên",
        ("UBND thành phố Bắc Kạn", "BK-TPBK"): "UBND phường Đức Xuân",
        ("UBND phường Huyền Tụng", "01846"): "UBND phường Đức Xuân",
        ("Sở Giao thông vận tải tỉnh Sơn La", "14-SGTVT"): "Sở Xây dựng tỉnh Sơn La",
        ("UBND tỉnh Hải Dương", "HD"): "UBND thành phố Hải Phòng",
        ("UBND thành phố Quảng Ngãi", "QNG-TPQNG"): "UBND phường Cẩm Thành",
        ("UBND phường Nguyễn Nghiêm", "QNG-TPQNG-NN"): "UBND phường Cẩm Thành",
        ("UBND phường Trần Hưng Đạo", "QNG-TPQNG-THD"): "UBND phường Cẩm Thành",
        ("UBND phường Chánh Lộ", "QNG-TPQNG-CL"): "UBND phường Cẩm Thành",
        ("UBND phường Nghĩa Chánh", "QNG-TPQNG-NC"): "UBND phường Cẩm Thành",
    }


def test_three_units_share_the_name_nguyen_nghiem_and_are_told_apart_by_code_and_days(unit):
    load_units(["51"])

    assert set(IssuingUnit.objects.filter(place="Nguyễn Nghiêm").values_list("code", "noun", "closed_on")) == {
        ("QNG-TPQNG-NN", "phường", date(2025, 6, 30)),
        ("QNG-TXDP-NN", "phường", date(2025, 6, 30)),
        ("21457", "xã", None),
    }
    assert unit("QNG-TPQNG-NN").printed_place == "Phường Nguyễn Nghiêm"


def test_hai_phong_is_the_same_unit_before_and_after_the_merger(unit):
    load_units(["31"])

    assert unit("31").is_open_on(date(2024, 5, 1))
    assert unit("31").is_open_on(date(2026, 5, 1))


def test_a_successor_that_was_not_loaded_at_first_is_linked_later(unit):
    load_units(["14"])
    assert not unit("BK").successions.exists()

    load_units(["19"])

    assert [one.successor.code for one in unit("BK").successions.all()] == ["19"]


def test_an_unknown_province_is_refused_and_nothing_is_loaded():
    with pytest.raises(Invalid, match="mã 99; ví dụ 19"):
        load_units(["19", "99"])

    assert not IssuingUnit.objects.exists()
    assert not UnitLevel.objects.exists()
