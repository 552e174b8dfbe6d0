"""Screens of posts, holders and roles."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Membership, PostHolding
from tests.factories import make_holding, make_membership, make_post, make_unit, make_user
from tests.views.catalogue.pages import said, words

pytestmark = pytest.mark.django_db


def test_post_create_leads_on_to_who_holds_it(as_administrator, ward):
    response = as_administrator.post(
        reverse("post-create", args=[ward.pk]), {"title": "Chủ tịch", "is_head": "on", "position": ""}
    )

    post = ward.posts.get()
    assert (response.url, post.is_head) == (reverse("holding-create", args=[post.pk]), True)
    assert said(as_administrator, response) == ["Đã thêm chức vụ Chủ tịch. Bước sau: ghi người giữ chức vụ này."]


def test_post_create_refuses_a_second_head_at_its_field(as_administrator, ward):
    make_post(ward, "Chủ tịch", is_head=True)

    response = as_administrator.post(reverse("post-create", args=[ward.pk]), {"title": "Giám đốc", "is_head": "on"})

    assert response.context["form"].errors == {
        "is_head": ["Đơn vị đã có chức vụ đứng đầu; bỏ đánh dấu ở chức vụ đó trước."]
    }


def test_post_edit_shows_and_changes_the_title(as_administrator, ward):
    post = make_post(ward, "Pho Chu tich")
    address = reverse("post-edit", args=[post.pk])

    assert as_administrator.get(address).context["form"]["title"].value() == "Pho Chu tich"
    as_administrator.post(address, {"title": "Phó Chủ tịch", "position": "abc"})
    as_administrator.post(address, {"title": "Phó Chủ tịch", "position": "2"})

    post.refresh_from_db()
    assert (post.title, post.position) == ("Phó Chủ tịch", 2)


@pytest.mark.parametrize("position", ["abc", "-1", "1000", "9" * 40])
def test_post_edit_says_which_numbers_it_takes(as_administrator, ward, position):
    post = make_post(ward)

    response = as_administrator.post(reverse("post-edit", args=[post.pk]), {"title": "Chủ tịch", "position": position})

    assert response.context["form"].errors == {"position": ["Ghi số từ 0 đến 999."]}


def test_holding_create_links_an_account_by_its_name(as_administrator, ward):
    post, binh = make_post(ward), make_user("Hoàng Văn Bình", username="binh")

    as_administrator.post(
        reverse("holding-create", args=[post.pk]),
        {"person_name": "Hoàng Văn Bình", "valid_from": "01/7/2025", "valid_until": "", "username": "Binh"},
    )

    assert PostHolding.objects.values_list("person_name", "user", "valid_from", "valid_until").get() == (
        "Hoàng Văn Bình",
        binh.pk,
        date(2025, 7, 1),
        None,
    )


def test_holding_create_says_that_there_is_no_such_account(as_administrator, ward):
    sent = {"person_name": "Hoàng Văn Bình", "username": "binh"}

    response = as_administrator.post(reverse("holding-create", args=[make_post(ward).pk]), sent)

    assert response.context["form"].errors == {
        "username": ["Không có tài khoản “binh” đang dùng; kiểm tra lại tên đăng nhập."]
    }


def test_holding_edit_ends_a_holding(as_administrator, ward):
    holding = make_holding(make_post(ward), "Hoàng Văn Bình", valid_from=date(2025, 7, 1))
    address = reverse("holding-edit", args=[holding.pk])

    shown = as_administrator.get(address).context["form"]
    assert [shown[name].value() for name in ("person_name", "username")] == ["Hoàng Văn Bình", ""]

    as_administrator.post(
        address, {"person_name": "Hoàng Văn Bình", "valid_from": "01/7/2025", "valid_until": "31/5/2026"}
    )
    holding.refresh_from_db()
    assert holding.valid_until == date(2026, 5, 31)


def test_holding_edit_in_another_unit_is_refused(as_administrator):
    holding = make_holding(make_post(make_unit("phường Bắc Kạn")))

    response = as_administrator.post(reverse("holding-edit", args=[holding.pk]), {"person_name": "Khác"})

    holding.refresh_from_db()
    assert (response.status_code, holding.person_name) == (403, "Hoàng Văn Bình")
    assert "Đơn vị này không thuộc phạm vi quản trị của mình." in words(response)


def test_membership_create_gives_a_role(as_administrator, ward):
    hoa = make_user("Nguyễn Thị Hoa", username="hoa")

    response = as_administrator.post(
        reverse("membership-create", args=[ward.pk]),
        {"username": "hoa", "role": "drafter", "valid_from": "13/5/2026"},
    )

    assert said(as_administrator, response) == ["Đã giao vai trò Soạn thảo cho Nguyễn Thị Hoa."]
    assert Membership.objects.filter(user=hoa, unit=ward, role="drafter", valid_from=date(2026, 5, 13)).count() == 1


def test_membership_end_keeps_the_person_until_that_day(as_administrator, ward):
    row = make_membership(make_user("Nguyễn Thị Hoa"), ward, "drafter")

    response = as_administrator.post(reverse("membership-end", args=[row.pk]), {"last_day": "31/5/2026"})

    assert said(as_administrator, response) == ["Nguyễn Thị Hoa giữ vai trò Soạn thảo đến hết ngày 31/5/2026."]


def test_membership_end_of_ones_own_administration_is_refused(as_administrator, ward):
    row = Membership.objects.get(role="administrator")

    response = as_administrator.post(reverse("membership-end", args=[row.pk]), {"last_day": "31/5/2026"})

    row.refresh_from_db()
    assert (response.status_code, row.valid_until) == (403, None)


def test_membership_end_elsewhere_is_not_even_seen(as_administrator):
    row = make_membership(make_user("Người Khác"), make_unit("phường Bắc Kạn"), "drafter")

    assert as_administrator.get(reverse("membership-end", args=[row.pk])).status_code == 404
