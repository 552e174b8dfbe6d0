"""A unit's people: who does what from when to when, the days of a role, handing over."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Membership, Plan
from tests.factories import make_draft, make_membership, make_user
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def successor(ward):
    return make_membership(make_user("Lý Thị Mai"), ward, "clerk").user


def test_its_own_people_see_who_does_what_but_not_whom_it_invited(browser, tu, ward, khach):
    address = reverse("unit-people", args=[ward.pk])
    page = words_of(browser.get(address))

    assert "Nguyễn Thị Hoa hoa" in page
    assert "Chỉ người quản trị của đơn vị mới sửa được" in page
    assert ("Chưa mời ai." in page, "Chưa mời ai." in words_of(tu.get(address))) == (False, True)
    assert khach.get(address).status_code == 403


def test_ones_own_right_is_shown_with_the_reason_it_stays(tu, person, ward):
    page = words_of(tu.get(reverse("unit-people", args=[ward.pk])))

    assert page.count("Sửa thời gian của vai trò Soạn thảo, Nguyễn Thị Hoa") == 1
    assert "Quản trị Không tự kết thúc được vai trò quản trị của mình; nhờ người quản trị khác" in page


def test_the_days_of_a_role_are_changed(tu, person, ward):
    address = reverse("role-edit", args=[Membership.objects.get(user=person).pk])
    assert fields_of(tu.get(address)) == {"post_name": "", "valid_from": "", "valid_until": ""}

    page = tu.post(address, {"post_name": "Chuyên viên", "valid_until": "30/6/2026"}, follow=True)

    assert Membership.objects.filter(user=person).values_list("post_name", "valid_until").get() == (
        "Chuyên viên",
        date(2026, 6, 30),
    )
    assert "Đã lưu vai trò Soạn thảo của Nguyễn Thị Hoa." in words_of(page)


def test_strangers_change_nobodys_role(browser, khach, person):
    address = reverse("role-edit", args=[Membership.objects.get(user=person).pk])

    assert [one.post(address, {}).status_code for one in (browser, khach)] == [403, 404]


def test_a_handover_shows_what_moves_and_moves_it(tu, person, successor, ward):
    plan = make_draft(ward, "Tổ chức Diễn đàn trẻ em")
    Plan.objects.update(updated_by=person)
    address = reverse("hand-over", args=[ward.pk, person.pk])

    page = words_of(tu.get(address))
    assert "Dự thảo Kế hoạch tổ chức Diễn đàn trẻ em đang soạn" in page
    assert "Sau bàn giao không còn ai khác giữ vai trò: Soạn thảo." in page
    sent = {"successor": successor.pk, "last_day": "31/5/2026", "reason": "chuyển công tác", "gives_roles": "on"}
    page = words_of(tu.post(address, sent, follow=True))

    assert "Đã bàn giao 1 việc và 0 thông báo cho Lý Thị Mai;" in page
    assert "Nguyễn Thị Hoa làm ở UBND phường Đức Xuân đến hết ngày 31/5/2026." in page
    plan.refresh_from_db()
    assert plan.updated_by == successor


def test_a_handover_without_successor_day_or_reason_comes_back(tu, person, successor, ward):
    page = tu.post(reverse("hand-over", args=[ward.pk, person.pk]), {"successor": person.pk, "last_day": "x"})

    assert (page.status_code, sorted(page.context["form"].errors)) == (422, ["last_day", "reason", "successor"])
    assert Membership.objects.get(user=person).valid_until is None


def test_only_who_keeps_the_unit_hands_over_and_only_its_people(browser, khach, tu, person, ward, other_commune):
    address = reverse("hand-over", args=[ward.pk, person.pk])
    stranger = make_membership(make_user(), other_commune, "drafter").user

    assert [one.get(address).status_code for one in (browser, khach)] == [403, 404]
    assert tu.get(reverse("hand-over", args=[ward.pk, stranger.pk])).status_code == 404


def test_an_administrator_of_two_units_hands_over_in_the_one_that_is_chosen(tu, person, ward, other_commune):
    """The pages go by the unit in the address and the one chosen in the top bar: rights of one do not open another."""
    user = Membership.objects.get(role="administrator").user
    second = make_membership(user, other_commune, "drafter")
    address = reverse("hand-over", args=[ward.pk, person.pk])
    assert tu.get(address).status_code == 200

    tu.post(reverse("unit-switch"), {"membership": second.pk})

    assert tu.get(address).status_code == 404
    assert tu.get(reverse("unit-people", args=[other_commune.pk])).status_code == 200
    assert tu.get(reverse("invitation-create", args=[other_commune.pk])).status_code == 403
