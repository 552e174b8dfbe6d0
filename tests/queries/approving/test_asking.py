"""Who may be asked for an opinion, found by name."""

import pytest

from plans.queries.approving.asking import candidate_of, find_candidates, recognised
from tests.factories import make_unit

POLICE = "Công an phường Đức Xuân"


@pytest.fixture
def police(ward):
    return make_unit(level="office", under=ward, name=POLICE, short_name=POLICE)


def names(found):
    return [(one.code[0], one.name) for one in found]


def test_units_and_people_are_found_with_or_without_marks_the_own_ones_first(ward, police, hoa, khach, other_commune):
    assert names(find_candidates(ward, "cong an")) == [("u", POLICE)]
    assert names(find_candidates(ward, "Công An Đức Xuân")) == [("u", POLICE)]
    assert names(find_candidates(ward, "lường")) == [("p", "Lường Văn Khách")]
    assert names(find_candidates(ward, "xuân")) == [("u", POLICE)]  # never the unit itself
    assert find_candidates(ward, "  ") == []


def test_people_of_another_province_are_not_shown(ward, hoa):
    elsewhere = make_unit("phường Hồng Bàng", under=make_unit("thành phố Hải Phòng", level="province"))

    assert names(find_candidates(elsewhere, "hoa")) == []
    assert names(find_candidates(elsewhere, "đức xuân")) == [("u", "UBND phường Đức Xuân")]


def test_names_are_recognised_exactly_or_stand_without_an_account(ward, police, hoa):
    found = recognised(ward, [POLICE.lower(), "Nguyễn Thị Hoa", "Hội Khuyến học", "Hội Khuyến học", ward.name, ""])

    assert names(found) == [("u", POLICE), ("p", "Nguyễn Thị Hoa"), ("n", "Hội Khuyến học")]
    assert [one.answers_here for one in found] == [True, True, False]


@pytest.mark.parametrize("code", ["", "u:", "u:999999", "p:999999", "n: ", "x:1", "u:1 or 1", "p:-1"])
def test_a_code_that_means_nobody_is_nobody(code, db):
    assert candidate_of(code) is None


def test_a_code_names_its_unit_or_person(police, hoa, ward):
    assert candidate_of(f"u:{police.pk}").name == POLICE
    assert candidate_of(f"p:{hoa.user_id}").detail == "Soạn thảo, UBND phường Đức Xuân"
    police.closed_on = "2026-01-01"
    police.save()
    assert candidate_of(f"u:{police.pk}") is None
