"""Charts over HTTP: drawn from what a page of this person signed, and from nothing else."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse

from tests.charts.seeing import size, texts
from tests.looked_at import make_country
from tests.views.conftest import browser_of


@pytest.fixture
def country(db):
    return make_country()


@pytest.fixture
def lan(country):
    return browser_of(country.province, "supervisor", full_name="Trần Thị Lan")


def pictures(answer):
    return re.findall(r'<img class="look-chart" src="([^"]+)"', answer.content.decode())


@pytest.fixture
def picture(country, lan):
    return pictures(lan.get(reverse("year-overview", args=[2026])))[0]


def test_a_picture_shows_what_its_page_says(lan, picture):
    answer = lan.get(picture)

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert texts(answer.content) == ["12,5", "Xã Chợ Mới", "0", "Xã Ba Bể", "triệu đồng"]


def test_a_wider_one_for_wider_screens(lan, picture):
    assert size(lan.get(picture).content)[0] == 320
    assert size(lan.get(f"{picture}?rong=1").content)[0] == 380


def test_nothing_in_it_may_run_or_be_fetched_and_only_its_reader_keeps_it(lan, picture):
    answer = lan.get(picture)

    policy = answer.headers["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == [
        "default-src 'none'", "frame-ancestors 'none'", "sandbox", "style-src 'unsafe-inline'",
    ]  # fmt: skip
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "max-age=86400"}


def test_it_asks_the_database_for_nothing_but_who_looks(lan, picture, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert lan.get(picture).status_code == 200


def test_another_person_cannot_open_it(country, picture):
    colleague = browser_of(country.province, "supervisor", full_name="Vũ Thị Tư")

    assert colleague.get(picture).status_code == 404


def test_a_stranger_is_led_to_log_in(client, picture):
    assert client.get(picture).headers["Location"].startswith("/dang-nhap/")


def test_what_was_signed_for_something_else_or_changed_is_not_drawn(lan, picture):
    token = picture.removesuffix(".svg").rpartition("/")[2]
    other = signing.dumps(["c", "trẻ", None, ["<script>"], ["1"], None], salt="letter")

    assert lan.get(reverse("chart", args=[other])).status_code == 404
    assert lan.get(reverse("chart", args=[f"A{token}"])).status_code == 404


def test_it_ends_with_the_day(lan, picture, monkeypatch):
    import time

    later = time.time() + timedelta(days=1, minutes=1).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert lan.get(picture).status_code == 404


def test_the_words_for_those_who_do_not_see_it(lan):
    page = lan.get(reverse("year-overview", args=[2026])).content.decode()

    assert 'alt="Trị giá quà của 2 đơn vị: từ 0 (Xã Ba Bể) đến 12,5 triệu đồng (Xã Chợ Mới)."' in page
