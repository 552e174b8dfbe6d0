"""Accepting an invitation: once, in time; roles and post with their days; two presses let one person in once."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from plans import clock
from plans.exceptions import Invalid, NotNow, PortalError
from plans.models import AuditEntry, Invitation, Membership, Notice, PostHolding, User
from plans.services.people.inviting import invite, withdraw_invitation
from plans.services.people.joining import join_as, join_with_new_account
from tests.factories import TODAY, make_holding, make_membership, make_post, make_user

pytestmark = pytest.mark.django_db


def roles_of(user):
    return sorted(Membership.objects.filter(user=user).values_list("role", "post_name", "valid_from", "valid_until"))


def test_a_new_account_comes_in_with_its_roles_from_today(ward, invitation):
    user, membership = join_with_new_account(invitation, username="Be.Son", password="quyet-tam-2026")

    user.refresh_from_db()
    assert (user.username, user.full_name, user.email) == ("be.son", "Bế Văn Sơn", "son@example.vn")
    assert user.check_password("quyet-tam-2026")
    assert roles_of(user) == [("clerk", "Văn thư", TODAY, None), ("drafter", "Văn thư", TODAY, None)]
    assert (membership.user, membership.unit) == (user, ward)


def test_it_is_recorded_and_whoever_invited_is_told(ward, tu, invitation):
    user, _ = join_with_new_account(invitation, username="be.son", password="quyet-tam-2026")

    entry = AuditEntry.objects.get(event="person.joined")
    assert (entry.actor, entry.unit, entry.after["roles"]) == (user, ward, ["drafter", "clerk"])
    assert "quyet-tam" not in str(entry.after)
    assert [(one.user_id, one.text) for one in Notice.objects.all()] == [
        (tu.user_id, "Bế Văn Sơn đã nhận lời mời vào UBND phường Đức Xuân")
    ]


def test_days_and_post_come_from_the_invitation(ward, tu, facts):
    post, days = make_post(ward, "Phó Chủ tịch"), {"valid_from": date(2026, 6, 1), "valid_until": date(2026, 12, 31)}
    made = invite(ward, actor=tu, facts=facts(roles=("approver",), post=post, **days))

    user, _ = join_with_new_account(made, username="be.son", password="quyet-tam-2026")

    assert roles_of(user) == [("approver", "", date(2026, 6, 1), date(2026, 12, 31))]
    assert PostHolding.objects.values_list("post", "person_name", "user", "valid_from", "valid_until").get() == (
        post.pk,
        "Bế Văn Sơn",
        user.pk,
        date(2026, 6, 1),
        date(2026, 12, 31),
    )


def test_an_existing_account_keeps_its_other_units_and_gets_what_it_lacks(ward, other_commune, invitation):
    khach = make_user("Lường Văn Khách")
    make_membership(khach, other_commune, "drafter")
    make_membership(khach, ward, "drafter", valid_until=date(2026, 1, 31))

    join_as(invitation, user=khach)

    assert sorted(khach.memberships.values_list("unit", "role", "valid_from", "valid_until")) == sorted(
        [
            (other_commune.pk, "drafter", None, None),
            (ward.pk, "drafter", TODAY, None),
            (ward.pk, "clerk", TODAY, None),
        ]
    )


def test_a_head_who_came_meanwhile_is_not_doubled(ward, tu, facts):
    post = make_post(ward, "Chủ tịch", is_head=True)
    made = invite(ward, actor=tu, facts=facts(post=post))
    make_holding(post, "Ma Thị Na")

    with pytest.raises(Invalid, match="Ma Thị Na đang giữ chức vụ"):
        join_as(made, user=make_user())
    made.refresh_from_db()
    assert (made.accepted_at, Membership.objects.filter(role="drafter").count()) == (None, 0)


@pytest.mark.parametrize("taken", ["be.son", "BE.SON"])
def test_a_name_that_is_taken_is_refused_at_its_field(invitation, taken):
    make_user(username=taken)

    with pytest.raises(Invalid) as refusal:
        join_with_new_account(invitation, username="be.son", password="quyet-tam-2026")
    assert refusal.value.fields == {"username": "Tên đăng nhập này đã có người dùng; chọn tên khác."}


def test_an_address_that_has_an_account_is_asked_to_use_it(invitation):
    make_user(email="SON@example.vn")

    with pytest.raises(Invalid, match="đăng nhập bằng tài khoản đó"):
        join_with_new_account(invitation, username="be.son", password="quyet-tam-2026")
    assert not User.objects.filter(username="be.son").exists()


def test_it_works_once(invitation):
    first, second = make_user(), make_user()
    join_as(invitation, user=first)

    with pytest.raises(NotNow, match="đã được nhận rồi"):
        join_as(invitation, user=second)
    with pytest.raises(NotNow, match="đã được nhận rồi"):
        join_with_new_account(invitation, username="be.son", password="quyet-tam-2026")
    assert (roles_of(second), User.objects.filter(username="be.son").count()) == ([], 0)


def test_it_works_in_time_and_while_the_unit_exists(ward, tu, facts, invitation):
    withdraw_invitation(invitation, actor=tu)
    expired = invite(ward, actor=tu, facts=facts())
    Invitation.objects.filter(pk=expired.pk).update(expires_at=clock.now())
    closed = invite(ward, actor=tu, facts=facts(email="c@example.vn"))
    type(ward).objects.filter(pk=ward.pk).update(closed_on=date(2026, 5, 12))

    for one, why in ((invitation, "rút lại"), (expired, "hết hạn"), (closed, "ngừng hoạt động")):
        with pytest.raises(NotNow, match=why):
            join_as(one, user=make_user())


def test_a_failure_in_the_middle_leaves_nothing(invitation, failing_write):
    with pytest.raises(Exception, match="disk is full"), failing_write(3):
        join_with_new_account(invitation, username="be.son", password="quyet-tam-2026")

    invitation.refresh_from_db()
    assert (invitation.accepted_at, User.objects.filter(username="be.son").count()) == (None, 0)
    assert not Membership.objects.filter(role="clerk").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time: two presses cannot overlap in memory")
def test_two_presses_at_the_same_moment_let_one_person_in(ward, tu, facts):
    made, ready, told = invite(ward, actor=tu, facts=facts()), Barrier(2), []

    def press(username):
        try:
            ready.wait()
            join_with_new_account(made, username=username, password="quyet-tam-2026")
            told.append("in")
        except PortalError as error:
            told.append(type(error).__name__)
        finally:
            connection.close()

    presses = [Thread(target=press, args=(name,)) for name in ("be.son", "be.son2")]
    for one in presses:
        one.start()
    for one in presses:
        one.join()

    assert sorted(told) == ["NotNow", "in"]
    assert User.objects.filter(username__startswith="be.son").count() == 1
