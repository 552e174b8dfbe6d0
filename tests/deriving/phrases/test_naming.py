"""What a unit is called once its full name has been said."""

from dataclasses import replace

import pytest

from plans.deriving.phrases.naming import (
    bare_territory,
    committee_name,
    department_name,
    full_territory,
    joined,
    own_word,
)
from tests.deriving.papers import SO_XAY_DUNG, WARD


@pytest.mark.parametrize("territory", ["phường Đức Xuân", "Đức Xuân"])
def test_the_territory_with_and_without_its_noun(territory):
    issuer = replace(WARD, territory=territory)

    assert (full_territory(issuer), bare_territory(issuer)) == ("phường Đức Xuân", "Đức Xuân")


def test_a_committee_drops_its_own_name_and_keeps_its_noun():
    assert committee_name(WARD) == "Ủy ban nhân dân phường"


def test_a_ward_named_after_a_person_writes_the_noun_small_in_running_text():
    issuer = replace(WARD, name="Ủy ban nhân dân Phường Nguyễn Nghiêm", territory="Phường Nguyễn Nghiêm")

    assert committee_name(issuer) == "Ủy ban nhân dân phường"


def test_a_department_drops_the_whole_territory():
    assert department_name(SO_XAY_DUNG) == "Sở Xây dựng"
    assert own_word(SO_XAY_DUNG) == "Sở"


def test_names_in_a_row_are_small_after_the_first():
    assert joined(("Các phòng", "Các trường học", "", "Công an phường")) == "Các phòng, các trường học, Công an phường"
