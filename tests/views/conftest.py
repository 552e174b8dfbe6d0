"""The people of the views' tests, on the day of the story: 13 May 2026."""

import pytest
from django.test import Client

from tests.factories import TODAY, make_membership, make_unit, make_user


@pytest.fixture(autouse=True)
def _day_of_the_story(settings):
    settings.DEMO, settings.DEMO_TODAY = True, TODAY


@pytest.fixture
def province(db):
    return make_unit("tỉnh Thái Nguyên", level="province")


@pytest.fixture
def ward(province):
    return make_unit("phường Đức Xuân", under=province)


@pytest.fixture
def other_commune(province):
    return make_unit("xã Chợ Mới", under=province)


def browser_of(unit, *roles: str, full_name: str) -> Client:
    """A browser in which somebody with these roles has logged in."""
    user = make_user(full_name)
    for role in roles:
        make_membership(user, unit, role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def hoa(ward):
    return browser_of(ward, "drafter", full_name="Nguyễn Thị Hoa")


@pytest.fixture
def binh(ward):
    return browser_of(ward, "approver", full_name="Hoàng Văn Bình")


@pytest.fixture
def lan(province):
    return browser_of(province, "supervisor", full_name="Trần Thị Lan")


@pytest.fixture
def khach(other_commune):
    return browser_of(other_commune, "drafter", full_name="Lường Văn Khách")
