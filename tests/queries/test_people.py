"""The account and its memberships turned into an actor."""

from datetime import timedelta

import pytest

from plans.models import Notice
from plans.queries.people import active_account, actor_in, desks_of
from plans.services.notifying import notify
from tests.factories import TODAY, make_membership, make_unit, make_user


@pytest.fixture
def user(db):
    return make_user("Nguyễn Thị Hoa", username="hoa")


def test_the_actor_has_the_roles_of_the_unit_alone(user, ward, other_commune):
    make_membership(user, ward, "drafter", post_name="Chuyên viên")
    make_membership(user, ward, "clerk")
    make_membership(user, other_commune, "approver")
    actor = actor_in(user, ward, TODAY)

    assert (actor.roles, actor.unit_id, actor.unit_name) == (
        frozenset({"drafter", "clerk"}), ward.pk, "UBND phường Đức Xuân",
    )  # fmt: skip
    assert (actor.unit_level, actor.unit_path, actor.scope_path) == ("commune", ward.path, ward.path)
    assert (actor.role_label, actor.is_operator, actor.is_system) == ("Chuyên viên", False, False)


@pytest.mark.parametrize(
    ("valid", "has_role"),
    [
        ({}, True),
        ({"valid_from": TODAY, "valid_until": TODAY}, True),
        ({"valid_from": TODAY + timedelta(days=1)}, False),
        ({"valid_until": TODAY - timedelta(days=1)}, False),
    ],
)
def test_a_role_counts_on_its_days(valid, has_role, user, ward):
    membership = make_membership(user, ward, "drafter", **valid)
    actor, desks = desks_of(user, TODAY)

    assert (actor.unit_id == ward.pk, "drafter" in actor.roles) == (has_role, has_role)
    assert [desk.membership_id for desk in desks] == [membership.pk] * has_role
    assert ("drafter" in actor_in(user, ward, TODAY).roles) == has_role


def test_a_helper_follows_its_superiors_subtree(user, department, province, ward):
    make_membership(user, department, "supervisor")
    actor = actor_in(user, department, TODAY)

    assert (actor.scope_path, actor.unit_path) == (province.path, department.path)
    assert ward.path.startswith(actor.scope_path)


def test_a_root_that_helps_nobody_above_keeps_its_own_scope(user):
    root = make_unit(level="central", helps_superior=True)

    assert actor_in(user, root, TODAY).scope_path == root.path


def test_one_chooses_among_the_units_one_works_in(user, ward, other_commune, khach):
    first = make_membership(user, ward, "drafter")
    make_membership(user, ward, "clerk")
    second = make_membership(user, other_commune, "approver", post_name="Phó Chủ tịch")

    def at_work(chosen):
        actor, desks = desks_of(user, TODAY, chosen)
        return actor.unit_id, [(desk.unit_name, desk.role_label, desk.is_current) for desk in desks]

    names = ("UBND phường Đức Xuân", "UBND xã Chợ Mới")
    assert at_work(None) == (ward.pk, [(names[0], "Soạn thảo", True), (names[1], "Phó Chủ tịch", False)])
    assert at_work(second.pk) == (
        other_commune.pk,
        [(names[0], "Soạn thảo", False), (names[1], "Phó Chủ tịch", True)],
    )
    # A choice that is not (or no longer) one's own counts as none.
    assert at_work(10**9)[0] == ward.pk
    first.delete()
    assert at_work(first.pk)[0] == ward.pk


def test_nobody_sits_at_a_desk_of_someone_else(user, khach, other_commune):
    actor, desks = desks_of(user, TODAY, None)

    assert (actor.unit_id, actor.unit_path, actor.roles, desks) == (None, "", frozenset(), [])


def test_an_operator_without_a_unit_keeps_catalogues(db):
    actor, desks = desks_of(make_user("", username="quantri", is_superuser=True), TODAY)

    assert (actor.is_operator, actor.full_name, actor.role_label, desks) == (
        True, "quantri", "Quản trị hệ thống", [],
    )  # fmt: skip


def test_one_query_for_any_number_of_desks(user, ward, other_commune, django_assert_num_queries):
    for unit in (ward, other_commune):
        make_membership(user, unit)

    with django_assert_num_queries(1):
        desks_of(user, TODAY)


def test_each_desk_knows_its_unit_and_how_much_the_person_has_not_seen(user, ward, other_commune, khach):
    for unit in (ward, other_commune):
        make_membership(user, unit)
    notify([user], text="một", unit_id=ward.pk)
    notify([user], text="hai")
    notify([user], text="đã xem")
    Notice.objects.filter(text="đã xem").update(read_at="2026-05-13T00:00:00Z")

    assert [(desk.unit_id, desk.unread) for desk in desks_of(user, TODAY)[1]] == [(ward.pk, 2), (other_commune.pk, 2)]


def test_only_an_account_that_may_log_in_is_active(user):
    make_user("Cũ", username="cu", is_active=False)

    assert active_account("hoa") == user
    assert active_account("cu") is active_account("ai") is None
