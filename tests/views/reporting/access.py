"""Who stands where to a report, and what each of them is answered at an address: what the matrix of rights asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from plans.models import Evidence, Report, ReportingRound
from plans.services.reporting.addresses.links import address_of_link, give_link
from tests.factories import make_actor, make_issued, make_membership, make_unit, make_user
from tests.filed import file_it, full_form, ready_report
from tests.report_rows import make_round

#: The addresses the matrix answers for.
PREFIXES = ("bao-cao/", "theo-doi/", "tong-hop/", "lich/", "tai-khoan/lich/")

#: In this order a row of the matrix names what they are answered.
PEOPLE = {
    "own drafter": ("ward", "drafter"),
    "own checker": ("ward", "checker"),
    "receiver's supervisor": ("department", "supervisor"),
    "receiver without the role": ("department", "clerk"),
    "neighbour": ("neighbour", "drafter"),
    "neighbour's supervisor": ("neighbour", "supervisor"),
    "above": ("ministry", "supervisor"),
    "another province": ("elsewhere", "supervisor"),
    "operator": ("", ""),
    "anonymous": ("", ""),
}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The ward's report in the province's round, and browsers of everybody."""

    units: dict[str, Any]
    round: ReportingRound
    browsers: dict[str, Client]
    evidence: Evidence
    link: Any
    link_path: str

    def report(self) -> Report:
        """The report as it is now."""
        return Report.objects.get(unit=self.units["ward"])

    def statuses(self, name: str, method: str, state: str) -> list[int]:
        """What everybody is answered at the route, each on the same data."""
        return [self._status(browser, name, method, state) for browser in self.browsers.values()]

    def _status(self, browser: Client, name: str, method: str, state: str) -> int:
        with transaction.atomic():
            if state == "filed":
                file_it(self.report())
            caches["default"].clear()  # the limit of tries of one-time links counts by address
            address = reverse(name, kwargs=ADDRESSES[name](self))
            sent = SENT.get(name, lambda setting: {})(self)
            status: int = getattr(browser, method)(address, sent if method == "post" else {}).status_code
            transaction.set_rollback(True)
        return status


def _report(**more: Any) -> Callable[[Setting], dict[str, Any]]:
    return lambda setting: {"pk": setting.report().pk} | more


def _evidence(setting: Setting) -> dict[str, Any]:
    return {"pk": setting.report().pk, "evidence": setting.evidence.pk}


def _round(**more: Any) -> Callable[[Setting], dict[str, Any]]:
    return lambda setting: {"pk": setting.round.pk} | more


def _level(**more: Any) -> Callable[[Setting], dict[str, Any]]:
    return lambda setting: {"unit_id": setting.units["province"].pk, "year": 2026} | more


def _secret(**more: Any) -> Callable[[Setting], dict[str, Any]]:
    return lambda setting: {"secret": setting.link_path.rstrip("/").rsplit("/", 1)[-1]} | more


def _of_round_and_ward(setting: Setting) -> dict[str, Any]:
    return {"round_id": setting.round.pk, "unit_id": setting.units["ward"].pk}


def _job(setting: Setting) -> dict[str, Any]:
    return {"year": 2026, "job": "00000000-0000-4000-8000-000000000000"}


#: Where each route leads for the ward's report, its round and its province.
ADDRESSES: dict[str, Callable[[Setting], dict[str, Any]]] = {
    "report-home": lambda setting: {},
    "report-begin": _of_round_and_ward,
    "report-edit": _report(),
    "report-section": _report(key="tang-qua"),
    "report-file": _report(),
    "report-nothing": _report(),
    "report-supplement": _report(),
    "report-own-sums": _report(),
    "report-detail": _report(),
    "report-version": _report(number=1),
    "report-accept": _report(),
    "report-return": _report(),
    "reports-accept": lambda setting: {},
    "round-review": lambda setting: {"round_id": setting.round.pk},
    "calendar-subscribe": lambda setting: {},
    "calendar-feed": lambda setting: {"secret": "x" * 43},
    "report-type-in": _report(),
    "report-link": _report(),
    "link-revoke": lambda setting: {"pk": setting.report().pk, "link_id": setting.link.pk},
    "report-by-link": _secret(),
    "report-by-link-start": _secret(),
    "report-by-link-section": _secret(key="tang-qua"),
    "report-by-link-file": _secret(),
    "report-by-link-nothing": _secret(),
    "follow-up": lambda setting: {},
    "follow-level": _level(),
    "follow-level-table": _level(),
    "round-detail": _round(),
    "round-chart": _round(),
    "round-table": _round(kind="xlsx"),
    "round-remind": _round(),
    "round-save": _round(),
    "round-except": lambda setting: {"pk": setting.round.pk, "unit_id": setting.units["ward"].pk},
    "report-sheet": _report(),
    "report-sheet-upload": _report(),
    "evidence-add": _report(),
    "evidence-file": _evidence,
    "evidence-thumbnail": _evidence,
    "evidence-describe": _evidence,
    "evidence-remove": _evidence,
    "adding-up": lambda setting: {},
    "roll-up": _level(),
    "roll-up-table": _level(kind="xlsx"),
    "round-sums": _round(),
    "round-sums-table": _round(kind="xlsx"),
    "round-annex": _round(),
    "round-indicator": _round(code="D1"),
    "round-indicator-table": _round(code="D1"),
    "consolidate": _round(),
    "unit-overview": lambda setting: {"unit_id": setting.units["ward"].pk},
    "year-overview": lambda setting: {"year": 2026},
    "year-overview-unit": _level(),
    "national-table": lambda setting: {"year": 2026},
    "national-table-file": lambda setting: {"year": 2026, "kind": "csv"},
    "national-print": lambda setting: {"year": 2026},
    "national-print-job": _job,
    "national-print-progress": _job,
    "national-print-file": _job,
}

#: What is sent where a post without anything would be refused before anybody asks who it is.
SENT: dict[str, Callable[[Setting], dict[str, Any]]] = {
    "report-section": lambda setting: {"revision": setting.report().draft["sections"]["tang-qua"]},
    "reports-accept": lambda setting: {"bao_cao": f"{setting.report().pk}:{setting.report().revision}"},
    "report-accept": lambda setting: {"revision": setting.report().revision},
    "report-return": lambda setting: {"revision": setting.report().revision, "reason": "thiếu"},
}


def report_routes() -> Iterator[str]:
    """The names of all routes the matrix must answer for."""
    for resolver in get_resolver().url_patterns:
        if getattr(getattr(resolver, "urlconf_name", None), "__name__", "") != "plans.urls":
            continue
        for entry in getattr(resolver, "url_patterns", ()):
            if isinstance(entry, URLPattern) and str(entry.pattern).startswith(PREFIXES):
                yield entry.name or str(entry.pattern)


def make_setting() -> Setting:
    """The ward has a report that is ready to be filed, with evidence and a one-time link."""
    ministry = make_unit("trung ương", level="central")
    province = make_unit("tỉnh Thái Nguyên", level="province", under=ministry)
    units = {
        "ministry": ministry,
        "province": province,
        "department": make_unit("Sở Y tế", level="department", under=province, helps_superior=True),
        "ward": make_unit("phường Đức Xuân", under=province),
        "neighbour": make_unit("xã Chợ Mới", under=province),
        "elsewhere": make_unit("thành phố Hải Phòng", level="province", under=ministry),
    }
    browsers = {name: _browser(name, units) for name in PEOPLE}
    round_ = make_round(province, form=full_form(), plan=make_issued(province))
    report = ready_report(round_, units["ward"])
    link, _ = give_link(report, actor=make_actor(province, "supervisor"), given_to="Ma Thị Na")
    return Setting(
        units=units, round=round_, browsers=browsers, evidence=_picture(report), link=link,
        link_path=address_of_link(link) or "",
    )  # fmt: skip


def _browser(name: str, units: dict[str, Any]) -> Client:
    client, (unit, role) = Client(), PEOPLE[name]
    if name != "anonymous":
        user = make_user(name, is_superuser=name == "operator")
        if unit:
            make_membership(user, units[unit], role)
        client.force_login(user)
    return client


def _picture(report: Report) -> Evidence:
    from io import BytesIO

    from django.core.files.base import ContentFile
    from PIL import Image

    held = BytesIO()
    Image.new("RGB", (8, 8)).save(held, "JPEG")
    return Evidence.objects.create(
        report=report, section="tang-qua", file=ContentFile(held.getvalue(), "anh.jpg"), name="anh.jpg",
        media_type="image/jpeg", size=len(held.getvalue()), sha256="a" * 64,
        added_at=report.updated_at, added_by_name="Hoa",
    )  # fmt: skip
