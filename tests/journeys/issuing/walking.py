"""The way from draft to issued as a journey handles it: plans brought along by the services, keys, people's windows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import connection
from playwright.sync_api import Locator, Page, expect

from plans import clock
from plans.enums import StepState
from plans.management.commands.demo_certificates import PASSWORD
from plans.models import Plan, PlanVersion, RouteStep, User
from plans.services.approving.consulting import Asked, ask_for_opinions, finish_consulting
from plans.services.approving.passing import pass_step
from plans.services.approving.submitting import submit_plan
from plans.services.issuing.issuing import issue_plan
from plans.services.issuing.numbering import take_number
from plans.services.signing.leader import sign_with_key_file
from plans.services.signing.organ import seal_with_key_file
from tests.journeys.editing import WARD, person, unit, ward_draft
from tests.journeys.watching import check_axe, visit

LEADER_KEY, ORGAN_KEY = "binh.p12", "co-quan-01840.p12"
KHACH = "Lường Văn Khách"


def the_plan() -> Plan:
    """The ward's own plan as it is stored now; the latest where there are two."""
    rows = Plan.objects.select_related("issuing_unit").filter(issuing_unit=unit(WARD), recorded_by=None, year=2026)
    return rows.latest("pk")


def step_now() -> int:
    """The step the ward's plan is at."""
    return the_plan().steps.get(state=StepState.CURRENT).pk


# --- Brought to a place by the services ------------------------------------------------------------------------------

#: From the draft to the issued plan; each place is reached from the one before. `short` and `paper` leave the line.
PLACES = ("draft", "submitted", "consulting", "asked", "to_sign", "signed", "numbered", "sealed", "issued")
_BEFORE = dict(zip(PLACES[1:], PLACES, strict=False)) | {"short": "draft"}


class Way:
    """Brings the ward's plan along, with the real file and signatures. `keys`: the demonstration's certificates."""

    def __init__(self, keys: Path) -> None:
        self.keys = keys

    def before(self, place: str) -> str:
        """The place from which one comes here; empty for the draft."""
        return _BEFORE.get(place, "")

    def go(self, place: str) -> None:
        """From the place before to this one; in another thread, because signing runs a loop and Playwright has one."""
        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(self._go, place).result()

    def _go(self, place: str) -> None:
        try:
            getattr(self, f"_{place}")()
        finally:
            connection.close()

    def _draft(self) -> None:
        ward_draft()

    def _submitted(self) -> None:
        submit_plan(the_plan(), actor=person("hoa"))

    def _short(self) -> None:
        """A small ward's way: nobody checks, the clerk seals when issuing."""
        RouteStep.objects.filter(unit=unit(WARD)).delete()
        self._submitted()

    def _consulting(self) -> None:
        for username in ("hanh", "tu"):
            pass_step(the_plan(), step_now(), actor=person(username))

    def _asked(self) -> None:
        due = datetime.combine(clock.today() + timedelta(days=3), time(17), tzinfo=clock.now().tzinfo)
        khach = Asked(name=KHACH, person=User.objects.get(username="khach"))
        ask_for_opinions(the_plan(), step_now(), actor=person("hoa"), asked=[khach], due_at=due)

    def _to_sign(self) -> None:
        finish_consulting(the_plan(), step_now(), actor=person("hoa"), reason="Việc gấp, đã thống nhất tại cuộc họp")

    def _signed(self) -> None:
        key, version = self._key(LEADER_KEY), _version().pk
        sign_with_key_file(the_plan(), actor=person("binh"), version_id=version, key_file=key, password=PASSWORD)

    def _numbered(self) -> None:
        take_number(the_plan(), actor=person("mai"))

    def _sealed(self) -> None:
        key, version = self._key(ORGAN_KEY), _version().pk
        seal_with_key_file(the_plan(), actor=person("mai"), version_id=version, key_file=key, password=PASSWORD)

    def _issued(self) -> None:
        issue_plan(the_plan(), actor=person("mai"), is_public=True)

    def _key(self, name: str) -> bytes:
        return (self.keys / name).read_bytes()


def _version() -> PlanVersion:
    return the_plan().versions.latest("number")


# --- A person at the portal ------------------------------------------------------------------------------------------


class Desk:
    """Somebody's window on the ward's plan: every press waits for the page that answers it, and shows it to axe."""

    def __init__(self, page: Page, plan: Plan) -> None:
        self.page, self.plan = page, plan
        self.holder = page.locator(".holder")
        self.said = page.locator(".notice")

    def open(self, name: str = "") -> Desk:
        """A page of the plan, by the end of its address."""
        visit(self.page, f"/ke-hoach/{self.plan.pk}/{name}")
        return self

    def take_up(self) -> Desk:
        """From Việc của tôi to what waits there for this person: one thing."""
        visit(self.page, "/viec-cua-toi/")
        return self.go(self.page.get_by_role("region", name="Đang chờ mình").locator(".task > a.btn"))

    def press(self, label: str) -> Desk:
        """Press a button and wait for the page that answers."""
        return self.go(self.page.get_by_role("button", name=label, exact=True))

    def follow(self, label: str) -> Desk:
        """Follow a link and wait for its page."""
        return self.go(self.page.get_by_role("link", name=label, exact=True))

    def go(self, handle: Locator) -> Desk:
        """Click what leads to another page, and wait for that page."""
        expect(handle).to_have_count(1)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            handle.click()
        check_axe(self.page)
        return self

    def fill(self, label: str, words: str) -> Desk:
        """Write into a field."""
        self.page.get_by_label(label, exact=True).fill(words)
        return self

    def shows(self, *words: str) -> None:
        """The page says these words."""
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one)

    def code(self) -> str:
        """The mã đối chiếu that the page shows."""
        return self.page.locator(".code-line, .code").first.inner_text().split("\n")[0].strip()

    def give_key(self, file: Path, password: str = PASSWORD) -> Desk:
        """Choose the certificate file as the way to sign, and give it with its password."""
        self.page.get_by_label("Tệp chứng thư số (.p12, .pfx)").check()
        self.page.get_by_label("Tệp chứng thư số", exact=True).set_input_files(file)
        return self.fill("Mật khẩu của tệp", password)
