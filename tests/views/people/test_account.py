"""Tài khoản của mình: roles in every unit, how one comes in, mail or not."""

import pytest
from allauth.mfa.models import Authenticator

from tests.factories import make_membership
from tests.views.forms import fields_of, words_of

pytestmark = pytest.mark.django_db
ADDRESS = "/tai-khoan/"


def test_it_shows_roles_of_all_units_and_the_second_factor(browser, person, other_commune):
    make_membership(person, other_commune, "supervisor", post_name="Biệt phái")

    page = words_of(browser.get(ADDRESS))

    assert "hoa@example.vn" in page
    assert "Soạn thảo , UBND phường Đức Xuân" in page
    assert "Theo dõi , UBND xã Chợ Mới Biệt phái" in page
    assert "Xác thực hai bước: chưa bật" in page
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    assert "đang bật" in words_of(browser.get(ADDRESS))


def test_one_chooses_whether_notices_come_by_mail(browser, person):
    assert sorted(fields_of(browser.get(ADDRESS))) == ["wants_mail"]

    page = browser.post(ADDRESS, {}, follow=True)

    person.refresh_from_db()
    assert (person.wants_mail, fields_of(page)) == (False, {})
    assert "Từ nay thông báo chỉ hiện trong cổng." in words_of(page)
    assert "qua thư điện tử" in words_of(browser.post(ADDRESS, {"wants_mail": "on"}, follow=True))


def test_it_asks_as_often_with_three_roles_as_with_one(browser, person, ward, django_assert_num_queries):
    for role in ("clerk", "checker"):
        make_membership(person, ward, role)

    with django_assert_num_queries(7):
        browser.get(ADDRESS)
