"""Roles: their days changed by who keeps the unit, which is never left without an administrator."""

from datetime import date

import pytest

from plans.exceptions import Invalid, NotAllowed
from plans.models import AuditEntry
from plans.services.people.roles import change_role, give_role
from tests.factories import TODAY, make_actor, make_membership, make_user

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)


def change(row, actor, **more):
    return change_role(row, actor=actor, **({"post_name": "", "valid_from": None, "valid_until": None} | more))


def test_days_and_name_of_a_role_change_with_one_row_of_the_trail(ward, tu):
    row = make_membership(make_user("Nguyễn Thị Hoa"), ward, "drafter")

    change(row, tu, post_name="Biệt phái", valid_until=JUNE)

    row.refresh_from_db()
    assert (row.post_name, row.valid_until) == ("Biệt phái", JUNE)
    assert AuditEntry.objects.get().after == {"post_name": "Biệt phái", "valid_until": "30/6/2026"}


def test_an_end_before_the_start_is_refused(ward, tu):
    row = make_membership(unit=ward)

    with pytest.raises(Invalid, match="Ngày kết thúc phải từ ngày bắt đầu trở đi"):
        change(row, tu, valid_from=JULY, valid_until=JUNE)


def test_only_who_keeps_the_unit_changes_roles_and_nobody_their_own_right(ward, tu, hoa, other_commune):
    row = make_membership(unit=ward)
    stranger = make_actor(other_commune, "administrator")

    for actor in (hoa, stranger):
        with pytest.raises(NotAllowed):
            change(row, actor, valid_until=JUNE)
    with pytest.raises(NotAllowed, match="Không tự kết thúc"):
        change(tu_row(tu), tu, valid_until=JUNE)


def tu_row(tu):
    from plans.models import Membership

    return Membership.objects.get(user=tu.user_id, role="administrator")


def test_the_last_administrator_stays(ward, province, tu):
    above = make_actor(province, "administrator")

    with pytest.raises(NotAllowed, match="không còn ai quản trị"):
        change(tu_row(tu), above, valid_until=JUNE)
    second = make_membership(make_user(), ward, "administrator", valid_until=JUNE)
    with pytest.raises(NotAllowed, match=r"Sau ngày 30/6/2026 .* không còn ai quản trị"):
        change(tu_row(tu), above, valid_until=JUNE)
    second.valid_until = JULY
    second.save()

    assert change(tu_row(tu), above, valid_until=JUNE).valid_until == JUNE


@pytest.mark.parametrize(
    ("held", "given", "expected"),
    [
        (None, (TODAY, None), (TODAY, None)),
        ((None, None), (TODAY, JUNE), (None, None)),
        ((None, JUNE), (TODAY, JULY), (None, JULY)),
        ((None, JULY), (TODAY, JUNE), (None, JULY)),
        ((None, JUNE), (TODAY, None), (None, None)),
        ((None, date(2026, 1, 31)), (TODAY, JUNE), (TODAY, JUNE)),
        ((JULY, None), (TODAY, JUNE), (TODAY, JUNE)),
    ],
)
def test_a_role_that_holds_is_only_made_longer_and_one_that_ended_begins_anew(ward, held, given, expected):
    user = make_user()
    if held is not None:
        make_membership(user, ward, "clerk", valid_from=held[0], valid_until=held[1])

    give_role(user, ward, "clerk", post_name="", valid_from=given[0], valid_until=given[1])

    assert user.memberships.values_list("valid_from", "valid_until").get() == expected
