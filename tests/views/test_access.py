"""Who gets through the door: strangers, readers, and those whose session has ended with words still unsaved."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import get_resolver, reverse

from plans.models import Membership, Plan, User
from plans.queries.contents import content_of
from plans.urls import drafting_plans
from tests.factories import make_draft, make_issued, make_membership, make_unit, make_user
from tests.services.drafts import outline_draft
from tests.views.forms import fields_of, words_of

JSON = {"Accept": "application/json"}
SAMPLES = {
    "key": "a11", "how": "len", "group": "trich-yeu", "note": "1", "page": "1", "stage": "signed", "opinion_id": "1",
    "remark": "1", "number": "1", "delivery": "1",
}  # fmt: skip


def plan_routes():
    """Every route about one plan: name and the address with a place for the plan's id."""
    for resolver in get_resolver().url_patterns:
        if getattr(getattr(resolver, "urlconf_name", None), "__name__", "") != "plans.urls":
            continue
        for entry in resolver.url_patterns:
            route = str(entry.pattern)
            if route.startswith("ke-hoach/<int:pk>/"):
                yield entry.name, "/" + re.sub(r"<\w+:(?!pk)(\w+)>", lambda found: SAMPLES[found[1]], route)


ROUTES = sorted(plan_routes())
#: Routes that change a draft; only its unit's drafters get through.
DRAFTING = {one.name for one in drafting_plans} - {"plan-edit", "plan-pages"}
CHANGING = [one for one in ROUTES if one[0] in DRAFTING]
#: What an issued plan's reader may set off without changing the plan: a draft of one's own.
DERIVING = {"plan-derive", "plan-roll-forward"}


@pytest.fixture
def plan(ward):
    return outline_draft(ward)


def address(route, pk):
    return route.replace("<int:pk>", str(pk))


def test_the_routes_about_a_plan_are_found():
    assert {"plan-edit", "plan-facts", "item-save", "item-activity", "plan-page-picture"} <= {
        name for name, _ in ROUTES
    }


SENT = {"revision": "1", "text": "Đột nhập", "reason": "x", "style": "letter:", "abstract": "x"}


def answers(browser, routes, pk):
    """What opening and sending each route answers with: {name: statuses}, without "not by this method"."""
    found = {}
    for name, route in routes:
        one = address(route, pk)
        found[name] = {browser.get(one).status_code, browser.post(one, SENT).status_code} - {405}
    return found


def state(plan):
    stored = Plan.objects.get(pk=plan.pk)
    return content_of(stored), stored.status, stored.removed_at, stored.revision, stored.audit_entries.count()


@pytest.mark.parametrize("who", ["khach", "lan"])
def test_another_units_draft_does_not_exist_on_any_route(who, plan, request):
    before = state(plan)

    assert answers(request.getfixturevalue(who), ROUTES, plan.pk) == {name: {404} for name, _ in ROUTES}
    assert state(plan) == before


def test_a_reader_of_an_issued_plan_changes_nothing_on_any_route(khach, province):
    plan = make_issued(province)
    before = state(plan)

    assert answers(khach, CHANGING, plan.pk) == {name: {403} for name, _ in CHANGING}
    assert state(plan) == before


def test_a_reader_of_an_issued_plan_changes_nothing_by_any_other_route(khach, province):
    plan = make_issued(province)
    before = state(plan)
    found = answers(khach, [one for one in ROUTES if one[0] not in DRAFTING | DERIVING], plan.pk)

    assert state(plan) == before
    # 503: this plan's file is no real PDF, so no page of it can be drawn.
    assert {name for name, statuses in found.items() if statuses - {200, 302, 403, 404, 409, 422, 503}} == set()


def test_a_leader_of_the_unit_is_told_why_not_on_every_route(binh, plan):
    before = state(plan)
    for _, route in CHANGING:
        both = [binh.get(address(route, plan.pk)), binh.post(address(route, plan.pk), SENT)]
        refusals = [one for one in both if one.status_code != 405]
        assert {one.status_code for one in refusals} == {403}, route
        for one in refusals:
            assert re.search(r"Chỉ người soạn thảo của đơn vị mới (sửa|xóa) được dự thảo này\.", words_of(one)), route
    assert state(plan) == before


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 40])
def test_a_plan_that_is_not_there(pk, hoa):
    assert answers(hoa, ROUTES, pk) == {name: {404} for name, _ in ROUTES}


def test_somebody_without_a_unit_sees_no_plan(client, plan):
    client.force_login(make_user("Không Đơn Vị", is_superuser=True))

    assert answers(client, ROUTES, plan.pk) == {name: {404} for name, _ in ROUTES}


def test_a_role_that_has_ended_opens_nothing(hoa, plan):
    edit = reverse("plan-edit", args=[plan.pk])
    assert hoa.get(edit).status_code == 200

    Membership.objects.update(valid_until="2026-05-12")
    assert hoa.get(edit).status_code == 404


def test_one_works_in_one_unit_at_a_time(client, plan, other_commune):
    user = make_user("Hai Nơi")
    make_membership(user, other_commune, "drafter")
    here = make_membership(user, plan.issuing_unit, "drafter")
    client.force_login(user)
    edit = reverse("plan-edit", args=[plan.pk])

    assert client.get(edit).status_code == 404
    client.post(reverse("unit-switch"), {"membership": here.pk})
    assert client.get(edit).status_code == 200


# --- a session that has ended ----------------------------------------------------------------------------------------


@pytest.fixture
def browser(hoa):
    """A browser whose session has ended, and how its owner logs in again."""
    User.objects.filter(full_name="Nguyễn Thị Hoa").update(password=make_password("mat-khau-dai-123"))
    return Client()


def log_in(browser, after):
    """Log in on the page the portal leads to, and open what it goes on to."""
    form = browser.get(after.url)
    assert form.status_code == 200
    name = User.objects.get(full_name="Nguyễn Thị Hoa").username
    answer = browser.post(
        after.url, fields_of(form, action=_action(form)) | {"login": name, "password": "mat-khau-dai-123"}
    )
    assert answer.status_code == 302
    return browser.get(answer.url)


def _action(page):
    return re.search(r'<form[^>]*method="post"[^>]*action="([^"]*)"', page.content.decode())[1]


def send(browser, plan, name, sent, *, came_from, **rest):
    return browser.post(
        reverse(name, args=[plan.pk, *rest.get("rest", ())]), sent, headers={"Referer": f"http://testserver{came_from}"}
    )


def test_words_typed_into_an_ended_session_are_in_the_editor_after_logging_in(browser, plan):
    page = reverse("plan-edit", args=[plan.pk]) + "?sua=a11"
    after = send(browser, plan, "item-save", {"revision": "1", "text": "Lời chưa ghi"}, came_from=page, rest=["a11"])
    assert after.status_code == 302
    assert content_of(plan).items[0].children[0].children[0].text == "Treo băng rôn"

    editor = log_in(browser, after)
    assert fields_of(editor, reverse("item-save", args=[plan.pk, "a11"])) == {"revision": "1", "text": "Lời chưa ghi"}
    assert "Phiên làm việc hết lúc đang gõ" in words_of(editor)
    # Once: the next time the page is what is stored.
    again = browser.get(page)
    assert fields_of(again, reverse("item-save", args=[plan.pk, "a11"]))["text"] == "Treo băng rôn"


@pytest.mark.parametrize(
    ("name", "rest", "sent", "page"),
    [
        ("item-add", [], {"text": "Lời chưa ghi"}, "?sua=a11"),
        ("item-drop", ["a11"], {"reason": "Lời chưa ghi"}, "?sua=a11"),
        ("item-activity", ["a11"], {"venue": "Lời chưa ghi"}, "?sua=a11&muc=phan-cong"),
        ("item-save", ["a11"], {"choice": "merged", "text": "Lời chưa ghi"}, ""),
    ],
)
def test_words_of_other_forms_wait_on_the_page_they_were_typed_on(name, rest, sent, page, browser, plan):
    came_from = reverse("plan-edit", args=[plan.pk]) + page
    after = send(browser, plan, name, sent | {"revision": "1"}, came_from=came_from, rest=rest)

    assert "Lời chưa ghi" in log_in(browser, after).content.decode()
    assert plan.audit_entries.count() == 0


def test_facts_typed_into_an_ended_session_wait_on_their_form(browser, plan):
    came_from = reverse("plan-facts", args=[plan.pk, "trich-yeu"])
    sent = {"revision": "1", "abstract": "Trích yếu chưa ghi", "closing": "Lời kết chưa ghi"}
    said = words_of(log_in(browser, send(browser, plan, "plan-facts", sent, came_from=came_from, rest=["trich-yeu"])))

    assert "Trích yếu chưa ghi" in said
    assert "Lời kết chưa ghi" in said


def test_words_are_not_shown_to_somebody_else(browser, plan, other_commune):
    page = reverse("plan-edit", args=[plan.pk]) + "?sua=a11"
    send(browser, plan, "item-save", {"revision": "1", "text": "Lời chưa ghi"}, came_from=page, rest=["a11"])
    browser.force_login(make_membership(make_user("Người Khác"), other_commune, "drafter").user)

    assert browser.get(page).status_code == 404
    assert "Lời chưa ghi" not in browser.get(reverse("my-work")).content.decode()


def test_one_is_not_led_to_another_site_after_logging_in(browser, plan):
    after = browser.post(
        reverse("item-save", args=[plan.pk, "a11"]), {"text": "x"}, headers={"Referer": "https://evil.example/doi/"}
    )

    assert "evil.example" not in after.url


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_script_is_told_to_log_in_elsewhere_and_come_back(method, browser, plan):
    answer = getattr(browser, method)(reverse("item-save", args=[plan.pk, "a11"]), {"text": "x"}, headers=JSON)

    told = answer.json()
    assert (answer.status_code, told["ok"], told["code"]) == (401, False, "login")
    assert told["message"].startswith("Phiên làm việc đã hết.")


def test_a_page_asked_for_is_the_page_one_gets_after_logging_in(browser, plan):
    wanted = reverse("plan-edit", args=[plan.pk]) + "?muc=ra-soat"
    page = log_in(browser, browser.get(wanted))

    assert (page.status_code, page.context["tab"]) == (200, "ra-soat")


def test_a_department_that_helps_reads_the_wards_issued_plan_and_no_draft(client, province, ward):
    department = make_unit("Sở Y tế", level="department", under=province, helps_superior=True)
    client.force_login(make_membership(make_user("Trần Thị Lan"), department, "supervisor").user)

    assert client.get(reverse("plan-detail", args=[make_issued(ward).pk])).status_code == 200
    assert client.get(reverse("plan-detail", args=[make_draft(ward).pk])).status_code == 404
