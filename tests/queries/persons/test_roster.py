"""Who works in a unit, for its own people and who keeps it."""

from datetime import date

import pytest

from plans.queries.persons.roster import colleague, colleagues, roster
from tests.factories import TODAY, make_holding, make_membership, make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(ward):
    user = make_user("An Văn Cũ")
    make_membership(user, ward, "clerk", valid_until=date(2026, 5, 12))
    return user


def test_each_person_once_with_roles_and_posts_those_who_are_here_first(ward, other_commune, hoa, gone):
    here = make_user("Hoàng Văn Bình")
    for role in ("approver", "administrator"):
        make_membership(here, ward, role)
    make_holding(make_post(ward, "Phó Chủ tịch"), "Hoàng Văn Bình", user=here)
    make_holding(make_post(other_commune), "Hoàng Văn Bình", user=here)

    rows = roster(hoa, ward, TODAY)

    assert [
        (one.user.full_name, [row.role for row in one.roles], [str(row.post) for row in one.holdings], one.is_here)
        for one in rows
    ] == [
        ("Hoàng Văn Bình", ["administrator", "approver"], ["Phó Chủ tịch"], True),
        ("Nguyễn Thị Hoa", ["drafter"], [], True),
        ("An Văn Cũ", ["clerk"], [], False),
    ]


def test_strangers_see_nobody(ward, khach, hoa):
    assert roster(khach, ward, TODAY) == []
    assert colleague(khach, ward, hoa.user_id) is None
    assert colleague(hoa, ward, hoa.user_id).pk == hoa.user_id
    assert colleague(hoa, ward, khach.user_id) is None


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_twice_however_many_there_are(ward, hoa, many, django_assert_num_queries):
    for at in range(many):
        make_holding(make_post(ward, f"Chức vụ {at}"), user=make_membership(unit=ward, role="approver").user)

    with django_assert_num_queries(2):
        roster(hoa, ward, TODAY)


def test_successors_are_active_people_of_the_unit_but_the_leaver(ward, other_commune, hoa, gone):
    mai = make_membership(make_user("Lý Thị Mai"), ward, "clerk").user
    make_membership(make_user(is_active=False), ward, "clerk")
    make_membership(make_user(), other_commune, "clerk")
    make_membership(mai, ward, "drafter")

    assert [one.full_name for one in colleagues(ward, TODAY)] == ["Lý Thị Mai", "Nguyễn Thị Hoa"]
    assert [one.full_name for one in colleagues(ward, TODAY, but=mai)] == ["Nguyễn Thị Hoa"]
