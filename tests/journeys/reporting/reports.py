"""Reports as a journey handles them: the round, reports brought along by the services, a person's window."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection
from playwright.sync_api import Locator, Page, expect

from plans.models import Figure, Report, ReportingRound
from plans.reporting.figures import figure_words
from plans.rules.actor import SYSTEM, Actor
from plans.services.reporting.filing import TypedFigure, begin, file_report, save_section
from tests.journeys.editing import WARD, unit
from tests.journeys.issuing.walking import Desk
from tests.journeys.watching import look_once, visit

CHO_MOI, DEPARTMENT = "02086", "19-SYT"
T = TypeVar("T")
#: Why a figure is unlike last year's.
CHECKED = "Đã kiểm tra lại với các tổ dân phố"
#: For a commune that had không phát sinh last year.
USUAL = {"A1": "702", "B2:rieng": "0", "B2:long": "1", "D1": "210", "D3:ns": "20", "D3:xh": "11,5"}

#: What a commune writes, and the figures that it must give.
WORDS = {
    "chi-dao": "Ủy ban nhân dân phường đã ban hành kế hoạch và phân công cho từng tổ dân phố.",
    "cham-soc": "Đã thăm, tặng quà trẻ em có hoàn cảnh đặc biệt và khám sức khỏe tại trạm y tế.",
    "danh-gia": "Các hoạt động đúng kế hoạch; thiếu chỗ tập cho lớp bơi.",
}
FIGURES = {
    "chi-dao": ("A1",),
    "phat-dong": ("B2:rieng", "B2:long"),
    "cham-soc": ("D1", "D3:ns", "D3:xh"),
    "danh-gia": (),
}


def the_round() -> ReportingRound:
    """The province's round of 2026."""
    return ReportingRound.objects.select_related("receiver", "plan", "form").get(year=2026, receiver__code="19")


def report_of(code: str) -> Report:
    """A unit's report of 2026 as it is stored now."""
    return Report.objects.select_related("round", "unit", "version").get(round__year=2026, unit__code=code)


def figure_of(code: str, key: str) -> object:
    """A figure of a filed report: its value, or "nothing"."""
    indicator, _, split = key.partition(":")
    rows = Figure.objects.filter(report=report_of(code), indicator__code=indicator)
    row = rows.get(split__code=split) if split else rows.get(split=None)
    return "nothing" if row.is_nothing else row.value


# --- Brought along by the services -----------------------------------------------------------------------------------


def last_year(code: str) -> dict[str, str]:
    """What the unit reported of 2025, as it would be typed."""
    rows = Figure.objects.filter(report__round__year=2025, report__unit__code=code).exclude(value=None)
    rows = rows.select_related("indicator", "split")
    return {one.indicator.code + (f":{one.split.code}" if one.split else ""): figure_words(one.value) for one in rows}


def ready(code: str, *, round_: ReportingRound | None = None, actor: Actor = SYSTEM, **figures: str) -> Report:
    """A unit's report in which all is said that must be, with last year's figures; ready(WARD, D1="12") says one
    otherwise, with a reason."""
    report = begin(round_ or the_round(), unit(code), actor=actor)
    other = {key.replace("_", ":"): words for key, words in figures.items()}
    said = USUAL | last_year(code) | other
    for section, keys in FIGURES.items():
        typed = {key: TypedFigure(text=said[key], note=CHECKED if key in other else "") for key in keys}
        report = save_section(report, actor=actor, revision=0, section=section, typed=typed, text=WORDS.get(section))
    nothing = {key: TypedFigure(is_nothing=True) for key in ("K2", "K3")}
    return save_section(report, actor=actor, revision=0, section="vu-viec", typed=nothing, text=None, is_nothing=True)


def filed(code: str, *, round_: ReportingRound | None = None, actor: Actor = SYSTEM, **figures: str) -> Report:
    """A unit's report, sent."""
    report = ready(code, round_=round_, actor=actor, **figures)
    file_report(report, actor=actor, revision=report.revision)
    return report_of(code)


def communes(count: int) -> list[str]:
    """Codes of communes of the province about which no story is told."""
    rows = Report.objects.filter(round__year=2025, is_nothing=False).exclude(unit__code__in=(WARD, CHO_MOI))
    return list(rows.order_by("unit__code").values_list("unit__code", flat=True)[:count])


def elsewhere(work: Callable[[], T]) -> T:
    """Do something that runs a loop of its own in another thread, because Playwright has one in this."""

    def run() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(run).result()


# --- A person at the portal ------------------------------------------------------------------------------------------


class Office(Desk):
    """Somebody's window on reports: every press waits for its page; one page of each route is shown to axe."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.saved = page.locator("#da-luu")

    def open(self, name: str = "") -> Office:
        """A page by its address."""
        visit(self.page, name)
        return self

    def go(self, handle: Locator) -> Office:
        """Click what leads to another page, and wait for that page."""
        expect(handle).to_have_count(1)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            handle.click()
        look_once(self.page)
        return self

    def button(self, start: str) -> Locator:
        """A button by the beginning of its name, which goes on for those who cannot see where it stands."""
        return self.page.get_by_role("button", name=re.compile(f"^{re.escape(start)}"))

    def link(self, start: str) -> Locator:
        """A link by the beginning of its name."""
        return self.page.get_by_role("link", name=re.compile(f"^{re.escape(start)}"))

    def log_in_again(self, name: str) -> Office:
        """On the log-in page the portal has led to."""
        return self.go(self.page.get_by_role("button", name=name))

    # --- in a section

    def section(self, key: str) -> Office:
        """Go to a section by the list of sections."""
        self.go(self.page.locator(f"#cac-phan a[href$='/phan/{key}/']"))
        return self

    def onward(self) -> Office:
        """Store the section and go on to the next."""
        return self.go(self.page.locator(".step-foot button[name=den]"))

    def row(self, key: str) -> Locator:
        """The line of a figure."""
        return self.page.locator(f".fig[data-key='{key}']")

    def figure(self, key: str) -> Locator:
        """The field of a figure."""
        return self.page.locator(f"[id='so-{key}']")

    def nothing(self, key: str) -> Locator:
        """The tick that says không phát sinh."""
        return self.page.locator(f"[name='kps-{key}']")

    def type(self, **figures: str) -> Office:
        """Type figures, `D3_ns="18"`, and wait until all are stored."""
        for key, words in figures.items():
            self.figure(key.replace("_", ":")).fill(words)
        return self.stored()

    def write(self, words: str) -> Office:
        """Write the section's words and wait until they are stored."""
        self.page.locator("#loi").fill(words)
        return self.stored()

    def stored(self) -> Office:
        """Leave the field, and wait until the portal has all that is on the page."""
        self.page.evaluate("document.activeElement.blur()")
        expect(self.saved).to_contain_text("Đã lưu lúc")
        return self

    def says(self, key: str, *words: str) -> None:
        """The line of a figure says these words."""
        for one in words:
            expect(self.row(key)).to_contain_text(one)
