"""How a unit prints itself and when it exists."""

from datetime import date

import pytest

from plans.models import IssuingUnit
from tests.factories import make_unit


def unit(**values):
    return IssuingUnit(**values)


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"noun": "phường", "place": "Đức Xuân"}, "Đức Xuân"),
        ({"noun": "phường", "place": "Nguyễn Nghiêm", "place_keeps_noun": True}, "Phường Nguyễn Nghiêm"),
        ({"noun": "", "place": "Hà Nội", "place_keeps_noun": True}, "Hà Nội"),
    ],
)
def test_a_place_named_after_a_person_keeps_its_noun(values, place):
    assert unit(**values).printed_place == place


def test_header_lines_are_capitals_broken_where_told():
    assert unit(name="Ủy ban nhân dân phường Đức Xuân").header_lines == ("ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC XUÂN",)
    assert unit(name="x", header_break="Ủy ban nhân dân | phường Đức Xuân|").header_lines == (
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG ĐỨC XUÂN",
    )


def test_collectors_are_lines():
    assert unit(collects_from="Các trường học\n\n  Các tổ dân phố ").collectors == ("Các trường học", "Các tổ dân phố")


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 6, 30), True),
        (date(2025, 7, 1), False),
    ],
)
def test_both_ends_of_a_units_life_count(day, is_open):
    closed = unit(opened_on=date(2025, 1, 1), closed_on=date(2025, 6, 30))

    assert (closed.is_open_on(day), closed.is_closed) == (is_open, True)


def test_an_open_unit_has_no_end():
    assert unit(opened_on=date(2025, 7, 1)).is_open_on(date(2099, 1, 1))


@pytest.mark.django_db
def test_units_below_stand_under_their_superior():
    province = make_unit("tỉnh Thái Nguyên", level="province")
    ward = make_unit("phường Đức Xuân", under=province)

    assert IssuingUnit.objects.get_parent(ward) == province
    assert ward.path.startswith(province.path)
