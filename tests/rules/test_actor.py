"""What is shown under a person's name, and who keeps catalogues."""

import pytest

from plans.rules.actor import SYSTEM, Actor


def actor(*roles, **more):
    return Actor(user_id=1, full_name="Hoa", roles=frozenset(roles), **more)


@pytest.mark.parametrize(
    ("one", "label"),
    [
        (actor("drafter", post_name="Chuyên viên"), "Chuyên viên"),
        (actor("clerk", "drafter"), "Soạn thảo, Văn thư"),
        (actor(is_operator=True), "Quản trị hệ thống"),
        (actor(), "Chưa có vai trò"),
    ],
)
def test_role_label(one, label):
    assert one.role_label == label


def test_catalogues_are_for_administrators_and_operators():
    assert actor("administrator").can_administer
    assert actor(is_operator=True).can_administer
    assert SYSTEM.can_administer
    assert not actor("drafter", "clerk").can_administer
