"""Errors as answers: a sentence on a page or in JSON, and nothing typed is lost."""

import json

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from plans.exceptions import Invalid, NotAllowed, NotNow, PortalError, RenderFailed, StaleEdit, Unreadable
from plans.models import User
from plans.views.errors import portal_error_response, wants_json
from tests.services.drafts import outline_draft
from tests.views.forms import words_of

JSON = {"Accept": "application/json"}


@pytest.fixture
def plan(ward):
    return outline_draft(ward)


@pytest.fixture
def strict(hoa):
    """A browser that must send the token of its form, as real ones."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get(full_name="Nguyễn Thị Hoa"))
    return browser


def save(browser, plan, **more):
    sent = {"revision": "1", "text": "Lời <b>chưa</b> ghi"}
    return browser.post(reverse("item-save", args=[plan.pk, "a11"]), sent | more.pop("sent", {}), **more)


def test_a_form_that_is_too_old_shows_what_was_typed(strict, plan):
    page = save(strict, plan)

    assert page.status_code == 403
    source = page.content.decode()
    assert "Trang này mở đã lâu nên chưa ghi được." in words_of(page)
    assert "Lời &lt;b&gt;chưa&lt;/b&gt; ghi" in source
    assert "csrfmiddlewaretoken" not in source
    assert plan.audit_entries.count() == 0


def test_a_wrong_token_is_no_token(strict, plan):
    page = save(strict, plan, sent={"csrfmiddlewaretoken": "x" * 64})

    assert page.status_code == 403
    assert "Lời &lt;b&gt;chưa&lt;/b&gt; ghi" in page.content.decode()
    assert "x" * 64 not in page.content.decode()


def test_the_script_is_told_in_json(strict, plan):
    answer = save(strict, plan, headers=JSON)

    assert (answer.status_code, answer.json()["ok"], answer.json()["code"]) == (403, False, "csrf")


def test_the_token_of_the_page_lets_through(strict, plan):
    page = strict.get(reverse("plan-edit", args=[plan.pk]) + "?sua=a11")
    answer = save(strict, plan, sent={"csrfmiddlewaretoken": page.context["csrf_token"]})

    assert answer.status_code == 302
    assert plan.items.get(key="a11").text == "Lời <b>chưa</b> ghi"


ERRORS = [
    (PortalError("Chưa được."), 400, "error"),
    (NotAllowed("Không phải việc của mình."), 403, "not-allowed"),
    (NotNow("Chưa tới lúc."), 409, "not-now"),
    (Invalid("Ghi lại."), 422, "invalid"),
    (StaleEdit("Người khác vừa sửa.", theirs="Của họ", mine="Của mình", revision=3, editor="Tú"), 409, "stale"),
    (Unreadable("Không đọc được."), 422, "unreadable"),
    (RenderFailed("Không dựng được."), 503, "render-failed"),
]


@pytest.mark.parametrize(("error", "status", "code"), ERRORS, ids=lambda one: type(one).__name__)
def test_every_error_is_a_sentence_with_its_status(error, status, code):
    request = RequestFactory().post("/", {"text": "Chữ đã gõ", "other": "không"})
    request.actor, request.desks = None, []
    page = portal_error_response(request, error)

    assert page.status_code == status
    said = words_of(page)
    assert error.message in said
    assert "Chữ đã gõ" in said
    assert "không</textarea>" not in page.content.decode()


@pytest.mark.parametrize(("error", "status", "code"), ERRORS, ids=lambda one: type(one).__name__)
def test_every_error_is_json_for_the_script(error, status, code):
    answer = portal_error_response(RequestFactory().post("/", headers=JSON), error)

    told = json.loads(answer.content)
    assert (answer.status_code, told["ok"], told["code"], told["message"]) == (status, False, code, error.message)
    texts = {name: told.get(name) for name in ("theirs", "mine", "revision", "editor")}
    assert texts == (
        {"theirs": "Của họ", "mine": "Của mình", "revision": 3, "editor": "Tú"}
        if code == "stale"
        else dict.fromkeys(texts)
    )


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [
        ("application/json", True),
        ("application/json, text/html", True),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("", False),
    ],
)
def test_the_script_says_that_it_wants_json(accept, is_json):
    assert wants_json(RequestFactory().get("/", headers={"Accept": accept})) == is_json


def test_an_error_of_the_program_is_not_dressed_up_as_the_persons(hoa, plan):
    """What is not a PortalError goes on its way, to the log and the plain error page."""
    plan.items.filter(key="a11").update(marker="star")

    with pytest.raises(ValueError, match="star"):
        hoa.get(reverse("plan-edit", args=[plan.pk]))
