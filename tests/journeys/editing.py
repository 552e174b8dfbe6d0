"""The editor as a journey handles it: finding paragraphs, waiting until the portal has stored something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, Response, expect

from plans.content.plan import Marker
from plans.models import IssuingUnit, Item, Plan, User
from plans.queries.people import actor_in
from plans.rules.actor import Actor
from plans.services.starting import derive_plan
from tests.factories import TODAY
from tests.journeys.watching import visit

WARD, PROVINCE, CITY = "01840", "19", "31"


def person(username: str) -> Actor:
    """Somebody of the demonstration at their desk."""
    user = User.objects.get(username=username)
    return actor_in(user, user.memberships.all()[0].unit, TODAY)


def ward_draft() -> Plan:
    """What Hoa gets when she drafts from the province's plan."""
    return derive_plan(Plan.objects.get(short_name="thai-nguyen-2026"), actor=person("hoa"))


def unit(code: str) -> IssuingUnit:
    """A unit of the demonstration."""
    return IssuingUnit.objects.get(code=code, closed_on=None)


def brothers(plan: Plan) -> list[Item]:
    """Paragraphs of the draft that follow each other under one heading, all taken from the parent; at least three."""
    rows = Item.objects.filter(plan=plan, is_heading=False, parent__is_heading=True, marker=Marker.DASH)
    by_parent: dict[int | None, list[Item]] = {}
    for row in rows.exclude(origin_key="").order_by("pk"):
        by_parent.setdefault(row.parent_id, []).append(row)
    return next(sorted(group, key=lambda row: row.position) for group in by_parent.values() if len(group) >= 3)


def texts_under(parent_id: int | None) -> list[str]:
    """The texts of the items under another in their order, as they are stored."""
    rows = Item.objects.filter(parent_id=parent_id, removed_at=None, appendix=None).order_by("position")
    return list(rows.values_list("text", flat=True))


def text_of(row: Item) -> str:
    """What is stored of a paragraph now."""
    return Item.objects.get(pk=row.pk).text


def _left(verbs: Sequence[str], answered: Sequence[str]) -> list[str]:
    """The acts not answered yet, in their order."""
    left = list(verbs)
    for url in answered:
        if left and url.endswith(left[0]):
            left.pop(0)
    return left


class Editor:
    """The open editor of a plan."""

    def __init__(self, page: Page, plan: Plan) -> None:
        self.page, self.plan = page, plan
        self.address = f"/ke-hoach/{plan.pk}/soan/"
        self.saved = page.locator("#da-luu")
        self.said = page.locator("#thong-bao")

    def open(self, query: str = "") -> Editor:
        visit(self.page, self.address + query)
        return self

    def item(self, row: Item) -> Locator:
        return self.page.locator(f"#i-{row.key}")

    def words(self, row: Item) -> Locator:
        return self.item(row).locator(".words")

    def numeral(self, row: Item) -> Locator:
        return self.item(row).locator(".num")

    def tab(self, name: str) -> None:
        """Open a tab of the panel beside the text."""
        self.page.locator(".tabs > label", has_text=name).click()

    def at_end(self, row: Item) -> None:
        """Put the caret behind the last letter of a paragraph."""
        self.words(row).click()
        expect(self.item(row)).to_have_class(re.compile("editing"))
        self.page.keyboard.press("Control+End")

    def storing(self, verb: str = "") -> AbstractContextManager[Any]:
        """Wait inside until the portal has answered an act on an item."""

        def is_it(response: Response) -> bool:
            return response.request.method == "POST" and bool(re.search(rf"/doan/.*{verb}", response.url))

        return self.page.expect_response(is_it)

    @contextmanager
    def storing_all(self, *verbs: str) -> Iterator[None]:
        """Wait after what is done inside until the portal has answered these acts, one after the other."""
        answered: list[str] = []
        self.page.on("response", lambda one: answered.append(one.url) if one.request.method == "POST" else None)
        yield
        waiting = list(verbs)
        for _ in range(100):
            waiting = _left(verbs, answered)
            if not waiting:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the portal was not asked for {waiting}, only {answered}")

    def press(self, keys: str, verb: str = "") -> None:
        """Press keys that make the portal store something, and wait for it."""
        with self.storing(verb):
            self.page.keyboard.press(keys)

    def type(self, words: str, verb: str = "") -> None:
        """Type words and wait until the portal has stored them."""
        with self.storing(verb):
            self.page.keyboard.type(words)
