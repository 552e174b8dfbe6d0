"""Logging in as somebody of the demonstration, and choosing the unit one works in."""

import pytest
from django.urls import reverse

from plans.views.accounts import demo_people
from tests.factories import make_membership, make_unit, make_user

pytestmark = pytest.mark.django_db


def test_demo_people_are_the_four_of_the_story_and_others():
    people = demo_people()

    assert [one["username"] for one in people["demo_people"]] == ["hoa", "binh", "lan", "khach"]
    assert people["demo_people"][0]["initial"] == "H"
    assert people["demo_other_people"] != []


def test_log_in_page_offers_the_people_of_the_demonstration(client):
    page = client.get(reverse("account_login")).content.decode()

    assert 'name="nguoi" value="hoa"' in page


def test_log_in_page_offers_nobody_outside_of_a_demonstration(client, settings):
    settings.DEMO = False

    assert 'name="nguoi"' not in client.get(reverse("account_login")).content.decode()


def test_one_press_logs_a_listed_person_in(client):
    user = make_user("Nguyễn Thị Hoa", username="hoa")

    answer = client.post(reverse("demo-login"), {"nguoi": "hoa"})

    assert (answer.status_code, answer.url) == (302, reverse("my-work"))
    assert client.session["_auth_user_id"] == str(user.pk)


def test_demo_log_in_goes_on_to_where_one_wanted_to_go_but_not_elsewhere(client):
    make_user("Nguyễn Thị Hoa", username="hoa")

    inside = client.post(reverse("demo-login"), {"nguoi": "hoa", "next": "/ke-hoach/"})
    outside = client.post(reverse("demo-login"), {"nguoi": "hoa", "next": "https://ngoai.example/"})

    assert (inside.url, outside.url) == ("/ke-hoach/", reverse("my-work"))


def test_demo_log_in_lets_nobody_in_who_is_not_listed(client):
    make_user("Quản Trị", username="quan-tri", is_superuser=True)

    assert client.post(reverse("demo-login"), {"nguoi": "quan-tri"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_log_in_does_not_exist_outside_of_a_demonstration(client, settings):
    settings.DEMO = False
    make_user("Nguyễn Thị Hoa", username="hoa")

    assert client.post(reverse("demo-login"), {"nguoi": "hoa"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_log_in_says_so_when_the_demonstration_is_not_loaded(client):
    answer = client.post(reverse("demo-login"), {"nguoi": "hoa"}, follow=True)

    assert "chưa được nạp" in answer.content.decode()


def test_switching_works_in_the_other_unit_from_then_on(client):
    user = make_user()
    make_membership(user, make_unit("phường Đức Xuân"))
    second = make_membership(user, make_unit("xã Chợ Mới"))
    client.force_login(user)

    answer = client.post(reverse("unit-switch"), {"membership": second.pk})

    assert answer.url == reverse("my-work")
    assert client.get(reverse("my-work")).context["actor"].unit_name == "UBND xã Chợ Mới"


@pytest.mark.parametrize("membership", ["", "abc", "999999", None])
def test_switching_to_somebody_elses_unit_stays_where_one_is(hoa, khach, membership):
    theirs = khach.get(reverse("my-work")).wsgi_request.desks[0].membership_id

    hoa.post(reverse("unit-switch"), {"membership": theirs if membership is None else membership})

    assert hoa.get(reverse("my-work")).context["actor"].unit_name == "UBND phường Đức Xuân"
