"""The public page: for anybody, only where the unit chose so, without a cookie."""

import pytest
from django.urls import reverse

from plans.models import Issuance, Plan
from tests.issued import SEALED, make_portal_issued


@pytest.fixture
def plan(ward):
    return make_portal_issued(ward, is_public=True)


def page_of(client, plan, name="public-plan"):
    return client.get(reverse(name, args=[plan.issuance.code]))


def test_the_page_shows_the_document_and_nobody_who_worked_on_it(client, plan, hoa):
    answer = page_of(client, plan)
    page = " ".join(answer.content.decode().split())

    assert answer.status_code == 200
    assert "Kế hoạch số 47/KH-UBND ngày 13/5/2026" in page
    assert "Tổ chức Lễ phát động" in page
    assert "Đang có hiệu lực" in page
    assert ("Nguyễn Thị Hoa" in page, "Hệ thống" in page) == (False, False)


def test_it_sets_no_cookie_and_may_be_kept_for_a_while_and_is_not_for_search_engines(client, plan):
    answer = page_of(client, plan)

    assert (answer.cookies, answer["Cache-Control"], answer["X-Robots-Tag"]) == ({}, "public, max-age=300", "noindex")
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_it_is_the_same_for_somebody_who_has_logged_in(client, plan, hoa):
    assert page_of(hoa, plan).content == page_of(client, plan).content


def test_the_file_is_the_issued_one(client, plan):
    answer = page_of(client, plan, "public-plan-pdf")

    assert (answer.content, answer["Content-Type"], answer.cookies) == (SEALED, "application/pdf", {})
    assert answer["Content-Disposition"].startswith('attachment; filename="Ke hoach so 47-KH-UBND')


@pytest.mark.parametrize("name", ["public-plan", "public-plan-pdf"])
def test_a_plan_that_is_not_public_looks_like_one_there_is_not(client, plan, name):
    Issuance.objects.update(is_public=False)

    hidden, unknown = page_of(client, plan, name), client.get(reverse(name, args=["0" * 12]))

    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.content == unknown.content
    assert "Không có văn bản công khai ở địa chỉ này" in hidden.content.decode()


@pytest.mark.parametrize("key", ["", "x", "WyJhIiwxXQ:1:abc"])
def test_a_wrong_key_opens_nothing(client, plan, key):
    Issuance.objects.update(is_public=False)

    answer = client.get(reverse("public-plan-pdf", args=[plan.issuance.code]), {"khoa": key})

    assert answer.status_code == 404


def test_a_withdrawn_plan_says_so(client, plan):
    Plan.objects.filter(pk=plan.pk).update(status="withdrawn")

    assert "Đã thu hồi" in page_of(client, plan).content.decode()


def test_nothing_can_be_posted(client, plan):
    assert client.post(reverse("public-plan", args=[plan.issuance.code])).status_code == 405


def test_queries_of_the_page(client, plan, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page_of(client, plan)
