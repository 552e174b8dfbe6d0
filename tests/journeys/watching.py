"""What a journey notices about the pages it walks through: errors, strangers, and what axe says of each."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page, Request, Response

_STATUS = re.compile(r"status of (\d+)")
#: What the console says when the journey itself has pulled the plug.
_UNPLUGGED = "net::ERR_INTERNET_DISCONNECTED"
# What differs between two showings of the same page: keys, tokens, the time of day.
_VARIES = re.compile(r"\b[0-9a-f]{12}\b|\b[0-9A-Za-z]{64}\b|\b\d\d:\d\d\b")
#: Pages axe has found nothing on, in a window of that size: it is not asked twice about the same words.
_fine: set[tuple[str, str]] = set()
_windows: WeakKeyDictionary[Browser, BrowserContext] = WeakKeyDictionary()
_watches: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


def view_name(url: str) -> str:
    """The name of the route an address leads to."""
    try:
        return resolve(urlsplit(url).path).url_name or "?"
    except Resolver404:
        return "?"


class Watch:
    """Remembers everything a window should not have met. `expected`: statuses below 500 the journey is about."""

    def __init__(self, page: Page, portal: str, *, expected: tuple[int, ...] = (), runs_script: bool = True) -> None:
        self.page, self.portal, self.expected = page, portal, set(expected)
        self.runs_script = runs_script
        self.found: list[str] = []
        self.visited: set[str] = set()
        self.looked_at: set[str] = set()
        _watches[page] = self
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        page.on("response", self._response)
        page.on("request", self._request)
        page.on("framenavigated", self._navigated)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning") or _UNPLUGGED in message.text:
            return
        status = _STATUS.search(message.text)
        if not (status and int(status[1]) in self.expected):
            self.found.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.found.append(f"{response.status} from {response.url}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.portal}/", "data:", "blob:")):
            self.found.append(f"asked another host: {request.url}")

    def _navigated(self, frame: Frame) -> None:
        if frame == self.page.main_frame and frame.url.startswith(self.portal):
            self.visited.add(view_name(frame.url))

    def complaints(self, *, with_axe: bool) -> list[str]:
        """What went wrong; pages that were visited and never shown to axe count, unless the journey broke off."""
        unseen = self.visited - self.looked_at if with_axe else set()
        return [*self.found, *(f"nobody looked at {name} with axe" for name in sorted(unseen))]


@cache
def _axe() -> Axe:
    return Axe()


def check_axe(page: Page) -> None:
    """Fail with what axe finds on the page as it stands: which rule, and where."""
    watch = _watches[page]
    shown = (_VARIES.sub("", page.content()), str(page.viewport_size))
    if shown in _fine:
        watch.looked_at.add(view_name(page.url))
        return
    violations = _violations(page) if watch.runs_script else _violations_of_a_copy(page)
    assert {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in violations} == {}
    watch.looked_at.add(view_name(page.url))
    _fine.add(shown)


def _violations(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _axe().run(page).response["violations"]
    return found


def _violations_of_a_copy(page: Page) -> list[dict[str, Any]]:
    """axe needs timers, which a window without script does not have: show it the same markup in a window that has."""
    copy = _copies(page).new_page()
    copy.route("**/*.js", lambda route: route.abort())
    copy.route(page.url.split("#")[0], lambda route: route.fulfill(body=page.content(), content_type="text/html"))
    copy.goto(page.url)
    found = _violations(copy)
    copy.close()
    return found


def _copies(page: Page) -> BrowserContext:
    """The window for copies, one for all journeys, so that it knows the style sheets already."""
    browser = page.context.browser
    assert browser is not None
    if browser not in _windows:
        _windows[browser] = browser.new_context()
    return _windows[browser]


def visit(page: Page, address: str) -> None:
    """Go to a page and look at it with axe."""
    page.goto(address)
    check_axe(page)


def widest(page: Page) -> int:
    """How far the page reaches beyond its window, sideways, in pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def look_once(page: Page) -> None:
    """Show the page to axe unless this window has shown it one of that route already."""
    if view_name(page.url) not in _watches[page].looked_at:
        check_axe(page)
