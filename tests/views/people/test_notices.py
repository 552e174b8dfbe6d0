"""The bell, the list of notices, opening one."""

import re

import pytest
from django.urls import reverse

from plans.models import Notice
from plans.services.notifying import notify
from tests.factories import make_membership, make_user
from tests.views.forms import words_of

pytestmark = pytest.mark.django_db
LIST = "/thong-bao/"


def bell(response):
    return re.search(r'href="/thong-bao/"[^>]*>(.*?)</a>', response.content.decode(), re.DOTALL)[1]


@pytest.mark.parametrize(
    ("many", "said", "shown"),
    [(0, "Thông báo: không có tin mới", None), (2, "Thông báo: 2 chưa xem", "2"), (120, "120 chưa xem", "99+")],
)
def test_the_bell_says_in_words_how_many_are_new(browser, person, many, said, shown):
    for _ in range(many):
        notify([person], text="Ký")

    html = bell(browser.get("/danh-muc/"))

    assert said in html
    assert re.findall(r'class="count"[^>]*>([^<]+)', html) == ([shown] if shown else [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(browser, person, ward, count, django_assert_num_queries):
    for at in range(count):
        notify([person], text=f"Ký: Kế hoạch {at}", unit_id=ward.pk)

    with django_assert_num_queries(5):
        browser.get(LIST)


def test_the_list_shows_the_newest_first_and_marks_the_unseen_in_words(browser, person, ward):
    notify([person], text="Cũ", unit_id=ward.pk)
    Notice.objects.update(read_at="2026-05-13T00:00:00Z")
    notify([person], text="Mới", unit_id=ward.pk)
    notify([make_user()], text="Của người khác")

    page = words_of(browser.get(LIST))

    assert page.index("Mới") < page.index("Cũ")
    assert (page.count("Chưa xem"), "người khác" in page) == (1, False)


def test_an_empty_list_says_what_will_come(browser):
    assert "Chưa có thông báo nào." in words_of(browser.get(LIST))


def test_opening_one_marks_it_and_leads_to_its_page(browser, person):
    notify([person], text="Ký", path="/danh-muc/")

    answer = browser.get(reverse("notice-open", args=[Notice.objects.get().pk]))

    assert (answer.status_code, answer.url) == (302, "/danh-muc/")
    assert Notice.objects.get().read_at is not None


def test_opening_one_works_in_the_unit_it_was_meant_for(browser, person, other_commune):
    make_membership(person, other_commune, "drafter")
    notify([person], text="Ký", path="/danh-muc/", unit_id=other_commune.pk)

    page = browser.get(reverse("notice-open", args=[Notice.objects.get().pk]), follow=True)

    assert page.context["actor"].unit_id == other_commune.pk
    assert "Đã chuyển sang làm việc ở UBND xã Chợ Mới." in words_of(page)


@pytest.mark.parametrize("path", ["", "https://example.com/", "//example.com/"])
def test_a_notice_never_leads_elsewhere(browser, person, path):
    notify([person], text="Ký", path=path)

    assert browser.get(reverse("notice-open", args=[Notice.objects.get().pk])).url == LIST


def test_anothers_notice_does_not_exist(browser, person):
    notify([make_user()], text="Của người khác", path="/danh-muc/")

    assert browser.get(reverse("notice-open", args=[Notice.objects.get().pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_all_are_marked_at_once_and_a_second_press_says_so(browser, person):
    for _ in range(2):
        notify([person], text="Ký")

    assert "Đã đánh dấu 2 thông báo là đã xem." in words_of(browser.post(LIST, follow=True))
    assert "Không có thông báo nào mới." in words_of(browser.post(LIST, follow=True))
    assert not Notice.objects.filter(read_at=None).exists()


def test_an_error_page_does_not_ask_for_notices(client, person, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/khong-co/")
