"""Keeping posts, their holders and the roles of people."""

from datetime import date

import pytest

from plans.exceptions import Invalid, NotAllowed, NotNow
from plans.models import AuditEntry, Membership, Post
from plans.services.administering.people import (
    add_holding,
    add_membership,
    add_post,
    change_holding,
    change_post,
    end_membership,
    may_end_membership,
)
from tests.factories import make_actor, make_holding, make_membership, make_post, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make_unit("phường Đức Xuân")


@pytest.fixture
def keeper(ward):
    return make_actor(ward, "administrator", full_name="Quản Trị Phường")


@pytest.fixture
def head(ward):
    return make_post(ward, "Chủ tịch", is_head=True)


def trail():
    return [(row.subject, row.before, row.after, row.unit_id) for row in AuditEntry.objects.order_by("id")]


def test_add_post_keeps_a_clean_title_with_one_trail_row(ward, keeper):
    post = add_post(ward, actor=keeper, title="  Phó  Chủ tịch ", position=2)

    after = {"title": "Phó Chủ tịch", "is_head": False, "position": 2}
    assert (post.title, trail()) == ("Phó Chủ tịch", [("Phó Chủ tịch", None, after, ward.pk)])


def test_add_post_refuses_a_second_head(ward, keeper, head):
    with pytest.raises(Invalid) as refusal:
        add_post(ward, actor=keeper, title="Giám đốc", is_head=True)

    assert refusal.value.fields == {"is_head": "Đơn vị đã có chức vụ đứng đầu; bỏ đánh dấu ở chức vụ đó trước."}
    assert list(Post.objects.all()) == [head]


def test_change_post_refuses_an_empty_title_and_gives_the_row_back(keeper, head):
    with pytest.raises(Invalid):
        change_post(head, actor=keeper, title=" \u200b", is_head=True, position=0)

    assert head.title == "Chủ tịch"


@pytest.mark.parametrize("role", ["drafter", "checker", "approver", "clerk", "supervisor"])
def test_posts_are_kept_by_administrators_only(ward, role):
    with pytest.raises(NotAllowed, match="Chỉ người quản trị của đơn vị"):
        add_post(ward, actor=make_actor(ward, role), title="Phó Chủ tịch")

    assert Post.objects.count() == 0


def test_posts_of_a_closed_unit_stay_as_they_are(ward, keeper, head):
    ward.closed_on = date(2025, 6, 30)
    ward.save()

    with pytest.raises(NotNow):
        change_post(Post.objects.get(), actor=keeper, title="Khác", is_head=True, position=0)


# --- holders


def test_add_holding_says_who_and_since_when(keeper, head):
    account = make_user("Hoàng Văn Bình")

    holding = add_holding(head, actor=keeper, person_name="Hoàng Văn Bình", user=account, valid_from=date(2025, 7, 1))

    assert (holding.post, holding.user, holding.valid_until) == (head, account, None)
    assert trail()[0][2] == {
        "person_name": "Hoàng Văn Bình",
        "user": "Hoàng Văn Bình",
        "valid_from": "01/7/2025",
        "valid_until": None,
    }


def test_add_holding_refuses_days_that_are_swapped(keeper, head):
    with pytest.raises(Invalid) as refusal:
        add_holding(head, actor=keeper, person_name="Bình", valid_from=date(2026, 6, 2), valid_until=date(2026, 6, 1))

    assert refusal.value.fields == {"valid_until": "Ngày kết thúc phải từ ngày bắt đầu trở đi."}


@pytest.mark.parametrize(
    ("begins", "ends", "overlaps"),
    [
        (date(2026, 1, 1), None, True),
        (None, date(2025, 7, 1), True),
        (None, None, True),
        (date(2027, 1, 1), None, False),
        (None, date(2025, 6, 30), False),
    ],
)
def test_only_one_person_at_a_time_heads_a_unit(keeper, head, begins, ends, overlaps):
    make_holding(head, "Hoàng Văn Bình", valid_from=date(2025, 7, 1), valid_until=date(2026, 12, 31))

    def add():
        return add_holding(head, actor=keeper, person_name="Ma Thị Nga", valid_from=begins, valid_until=ends)

    if overlaps:
        with pytest.raises(Invalid, match="Hoàng Văn Bình giữ chức vụ Chủ tịch từ ngày 01/7/2025 trong thời gian này"):
            add()
    else:
        add()
    assert head.holdings.count() == (1 if overlaps else 2)


def test_a_deputys_post_may_have_two_holders(ward, keeper):
    deputy = make_post(ward, "Phó Chủ tịch")
    make_holding(deputy, "Hoàng Văn Bình")

    add_holding(deputy, actor=keeper, person_name="Ma Thị Nga")

    assert deputy.holdings.count() == 2


def test_change_holding_ends_it_beside_no_other(keeper, head):
    holding = make_holding(head, valid_from=date(2025, 7, 1))

    change_holding(
        holding,
        actor=keeper,
        person_name=holding.person_name,
        user=None,
        valid_from=date(2025, 7, 1),
        valid_until=date(2026, 5, 31),
    )

    assert trail() == [("Hoàng Văn Bình, Chủ tịch", {"valid_until": None}, {"valid_until": "31/5/2026"}, head.unit_id)]


# --- roles


def test_add_membership_gives_an_account_a_role(ward, keeper):
    hoa = make_user("Nguyễn Thị Hoa")

    row = add_membership(ward, actor=keeper, user=hoa, role="drafter", valid_from=date(2026, 5, 13))

    assert (row.unit, row.get_role_display(), row.valid_until) == (ward, "Soạn thảo", None)
    assert trail()[0][2]["role"] == "drafter"


def test_add_membership_refuses_a_role_that_is_held(ward, keeper):
    hoa = make_user("Nguyễn Thị Hoa")
    make_membership(hoa, ward, "drafter")

    with pytest.raises(Invalid) as refusal:
        add_membership(ward, actor=keeper, user=hoa, role="drafter", valid_from=date(2026, 5, 13))

    assert refusal.value.fields == {"role": "Nguyễn Thị Hoa đã có vai trò Soạn thảo trong đơn vị."}


def test_add_membership_begins_an_ended_role_anew(ward, keeper):
    hoa = make_user("Nguyễn Thị Hoa")
    ended = make_membership(hoa, ward, "drafter", valid_until=date(2026, 1, 31))

    row = add_membership(ward, actor=keeper, user=hoa, role="drafter", valid_from=date(2026, 5, 13))

    assert (row.pk, row.valid_from, row.valid_until) == (ended.pk, date(2026, 5, 13), None)


def test_add_membership_in_another_unit_is_refused(keeper):
    elsewhere = make_unit("phường Bắc Kạn")

    with pytest.raises(NotAllowed, match="không thuộc phạm vi quản trị"):
        add_membership(elsewhere, actor=keeper, user=make_user(), role="drafter")

    assert Membership.objects.filter(unit=elsewhere).count() == 0


def test_end_membership_keeps_the_last_day(ward, keeper):
    row = make_membership(make_user("Nguyễn Thị Hoa"), ward, "drafter", valid_from=date(2026, 1, 1))

    end_membership(row, actor=keeper, last_day=date(2026, 5, 31))

    row.refresh_from_db()
    assert row.valid_until == date(2026, 5, 31)


def test_end_membership_refuses_a_day_before_it_began(ward, keeper):
    row = make_membership(make_user(), ward, "drafter", valid_from=date(2026, 1, 1))

    with pytest.raises(Invalid, match="Ngày kết thúc phải từ ngày bắt đầu trở đi"):
        end_membership(row, actor=keeper, last_day=date(2025, 12, 31))


def test_the_unit_keeps_an_administrator_whoever_ends_the_role(ward, keeper):
    operator, row = make_actor(is_superuser=True), Membership.objects.get(role="administrator")

    with pytest.raises(NotAllowed, match="không còn ai quản trị"):
        end_membership(row, actor=operator, last_day=date(2026, 5, 31))
    make_membership(make_user(), ward, "administrator")
    end_membership(row, actor=operator, last_day=date(2026, 5, 31))

    row.refresh_from_db()
    assert row.valid_until == date(2026, 5, 31)


def test_nobody_ends_the_role_their_own_right_comes_from(ward, keeper):
    own = Membership.objects.get(user_id=keeper.user_id, role="administrator")
    other = make_membership(make_user(), ward, "administrator")

    assert (may_end_membership(keeper, own).reason, may_end_membership(keeper, other).allowed) == (
        "Không tự kết thúc được vai trò quản trị của mình; nhờ người quản trị khác của đơn vị.",
        True,
    )
