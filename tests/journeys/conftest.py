"""A browser for journeys through the portal: Debian's Chromium, the demonstration anew for every journey.

The demonstration is loaded once by the real services and copied back from a snapshot before each journey. It plays in
an SQLite file rather than in memory, because the browser asks for several things at once, as real people do.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from plans.models import Plan, User
from plans.services.loading.catalogues import load_catalogues
from plans.services.loading.demo import seed_demo
from plans.services.loading.units import load_units
from tests.demonstration import PROVINCES
from tests.factories import TODAY
from tests.journeys.issuing.walking import Way, the_plan
from tests.journeys.watching import Watch

# Playwright's synchronous interface runs a loop in this thread; the tests' own queries do not mind.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PATIENCE = 10_000  # milliseconds


def chromium() -> str | None:
    """The browser to drive: the one CHROMIUM names, or the one that is installed."""
    told = os.environ.get("CHROMIUM")
    return told or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let the fixtures know how the journey ended."""
    report: Any = yield
    setattr(item, f"ended_{report.when}", report)
    return report


# --- the portal ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file, so that every request has a connection of its own, as in service."""
    if connection.vendor != "sqlite":
        pytest.skip("Journeys play on SQLite; the suite's other tests cover PostgreSQL.")
    folder = tmp_path_factory.mktemp("journeys")
    connection.settings_dict["TEST"]["NAME"] = str(folder / "portal.sqlite3")


@pytest.fixture(scope="session")
def key_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration's certificates, which are made anew for every run."""
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="session")
def snapshot(django_db_setup: None, django_db_blocker: Any, key_files: Path) -> Iterator[sqlite3.Connection]:
    """The demonstration in four provinces, as `make run` shows it, kept aside."""
    if connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("Journeys want a run of their own: pytest -m browser.")
    with django_db_blocker.unblock():
        load_units(PROVINCES)
        load_catalogues()
        seed_demo()
        with override_settings(DEMO=True):
            call_command("demo_certificates", out=key_files, stdout=StringIO())
        kept = sqlite3.connect(":memory:")
        connection.connection.backup(kept)
    yield kept
    kept.close()


@pytest.fixture
def portal(live_server: Any, snapshot: sqlite3.Connection, settings: Any) -> str:
    """The address of the portal, on the day of the story, with nothing changed yet."""
    settings.DEMO, settings.DEMO_TODAY = True, TODAY
    connection.ensure_connection()
    snapshot.backup(connection.connection)
    return str(live_server.url)


@pytest.fixture(scope="session")
def kept_places() -> Iterator[dict[str, sqlite3.Connection]]:
    """The portal with the ward's plan at each place of its way that a journey has asked for."""
    places: dict[str, sqlite3.Connection] = {}
    yield places
    for one in places.values():
        one.close()


@pytest.fixture
def brought(
    portal: str, key_files: Path, kept_places: dict[str, sqlite3.Connection], settings: Any
) -> Callable[[str], Plan]:
    """Brings the ward's plan to a place of its way: by the services once, afterwards from what was kept."""
    settings.TRUST_ROOTS = key_files
    way = Way(key_files)

    def bring(place: str) -> Plan:
        if place in kept_places:
            kept_places[place].backup(connection.connection)
        else:
            if way.before(place):
                bring(way.before(place))
            way.go(place)
            kept_places[place] = sqlite3.connect(":memory:")
            connection.connection.backup(kept_places[place])
        return the_plan()

    return bring


# --- the browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, once for all journeys."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all journeys; each person in it has cookies and a store of their own."""
    executable = chromium()
    if executable is None:
        pytest.skip("No Chromium is installed; `make browser` installs it.")
    browser = playwright.chromium.launch(executable_path=executable, args=ARGS)
    expect.set_options(timeout=PATIENCE)
    yield browser
    browser.close()


Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, portal: str, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """Opens a browser window: `enter()` for a stranger, `enter("hoa")` for somebody logged in already.

    Afterwards the journey fails if a window met an error, another host, or a page nobody looked at with axe.
    """
    watches: list[Watch] = []

    def enter(username: str = "", *, expects: tuple[int, ...] = (), **options: Any) -> Page:
        chosen = {"viewport": LAPTOP, "base_url": portal, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
        context = browser.new_context(**chosen | options)
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(3 * PATIENCE)  # a page may render a whole document
        if username:
            remember(context, username, portal)
        page = context.new_page()
        runs_script = options.get("java_script_enabled", True)
        watches.append(Watch(page, portal, expected=expects, runs_script=runs_script))
        return page

    yield enter
    ended = getattr(request.node, "ended_call", None)
    failed = ended is None or ended.failed
    for at, watch in enumerate(watches, start=1):
        if failed:
            folder = Path(django_settings.VAR_DIR) / "journeys"
            watch.page.screenshot(path=folder / f"{request.node.name}-{at}.png")
        watch.page.context.close()
    found = [one for watch in watches for one in watch.complaints(with_axe=not failed)]
    assert found == []


def remember(context: BrowserContext, username: str, portal: str) -> None:
    """Give the window the session of somebody who has logged in."""
    person = User.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    name, key = django_settings.SESSION_COOKIE_NAME, str(session.session_key)
    context.add_cookies([{"name": name, "value": key, "url": portal, "httpOnly": True}])
