"""Many people who file at once against a real server: gunicorn and the database, as README sets them up."""

import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from importlib import import_module
from socket import socket
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.db.models import Count
from django.urls import reverse

from ..content.report_codec import report_from_json
from ..enums import MemberRole, ReportStatus
from ..models import Figure, Membership, Report, User
from . import bench_reporting
from .measuring import Measure

#: As README starts the server.
WORKERS = 3
#: Seconds somebody types and looks before the page stores or opens anything. The editor stores by itself while one
#: types, so it is seconds and not minutes; without a pause 64 people would only measure how long the queue is.
_THINKS = (3.0, 9.0)
#: The two sections each of them saves, and in them a figure that says whose it is.
_SECTIONS = (("cham-soc", "D2"), ("vu-viec", "K2"))
_KINDS = ("open", "save", "preview", "file")
_KEY = "only-for-measuring-a-server-on-this-machine-that-nobody-else-can-reach-0123456789"


@dataclass(slots=True)
class Told:
    """What one of them saw: seconds of each answer by what was asked, and what went wrong."""

    took: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def filing_at_once(count: int) -> list[Measure]:
    """So many people each save two sections and file, all at the same time; then every figure is looked for."""
    settings.SECRET_KEY = _KEY  # for good: this process measures and ends, and an empty key cannot be put back
    row, _ = bench_reporting.seeding(quick=False)
    reports = list(bench_reporting.drafts_of()[:count])
    bench_reporting.make_ready(reports)
    cookies = [_session(report) for report in reports]
    told = [Told() for _ in reports]
    with _server() as port:
        started = time.perf_counter()
        people = [
            threading.Thread(target=_file, args=(port, at, report.pk, cookie, one))
            for at, (report, cookie, one) in enumerate(zip(reports, cookies, told, strict=True))
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
        took = time.perf_counter() - started
    connection.close()  # what the server's processes wrote is read afresh
    return [row, *_results(reports, told, took)]


def _session(report: Report) -> str:
    """A log-in of a drafter of the unit, made in the database."""
    user = User.objects.create(username=f"nop-{report.unit.code}", full_name="Người nộp")
    Membership.objects.create(user=user, unit=report.unit, role=MemberRole.DRAFTER)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


# --- the server


@contextmanager
def _server() -> Iterator[int]:
    """gunicorn on a free port, ready to answer; ended afterwards."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with TemporaryDirectory(prefix="thangtreem-bench-") as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": bench_reporting.address(),
            "THANGTREEM_SECRET_KEY": _KEY,
            "THANGTREEM_ALLOWED_HOSTS": "127.0.0.1",
            "THANGTREEM_HTTPS": "False",
            "THANGTREEM_TLS_PROXY": "",
            "THANGTREEM_DEBUG": "",
            "THANGTREEM_DEMO": "True",
            "THANGTREEM_TODAY": f"{bench_reporting.YEAR}-07-10",
            "THANGTREEM_VAR_DIR": folder,
        }
        command = ["-m", "gunicorn", "plans.management.bench_server:served()", "--workers", str(WORKERS)]
        command += ["--bind", f"127.0.0.1:{port}", "--backlog", "2048", "--log-level", "warning"]
        process = subprocess.Popen([sys.executable, *command], env=environment, cwd=settings.BASE_DIR)
        try:
            _wait(port)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def _wait(port: int) -> None:
    for _ in range(120):
        try:
            for _ in range(3 * WORKERS):  # each worker has loaded the portal
                _ask(port, "GET", reverse("account_login"), "")
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError("gunicorn does not answer")


# --- one of them


def _file(port: int, at: int, report: int, cookie: str, told: Told) -> None:
    chance = random.Random(at)
    time.sleep(chance.uniform(0, _THINKS[1]))
    try:
        for section, figure in _SECTIONS:
            page = reverse("report-section", args=[report, section])
            form = _opened(port, page, cookie, told, "open")
            time.sleep(chance.uniform(*_THINKS))
            sent = {f"so-{figure}": str(1_000 + at), f"ly-do-{figure}": "đã xem lại", "loi": f"Đã làm, đơn vị {at}."}
            _post(port, page, cookie, form | sent, told, "save")
            time.sleep(chance.uniform(*_THINKS))
        page = reverse("report-file", args=[report])
        form = _opened(port, page, cookie, told, "preview")
        time.sleep(chance.uniform(*_THINKS))
        _post(port, page, cookie, form, told, "file")
    except (OSError, KeyError) as error:
        told.wrong.append(f"{type(error).__name__}: {error}")


def _opened(port: int, page: str, cookie: str, told: Told, what: str) -> dict[str, str]:
    """Open a page; the hidden fields that its form needs, and the cookie of its token."""
    started = time.perf_counter()
    status, body, headers = _ask(port, "GET", page, cookie)
    told.took.append((what, time.perf_counter() - started))
    if status != 200:
        told.wrong.append(f"GET {page}: {status}")
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    token = re.search(r"csrftoken=([^;]+)", headers.get("Set-Cookie", ""))
    return {
        "csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"],
        "revision": hidden["revision"],
        "_": token[1] if token else "",
    }


def _post(port: int, page: str, cookie: str, form: dict[str, str], told: Told, what: str) -> None:
    token = form.pop("_")
    started = time.perf_counter()
    status, _, headers = _ask(port, "POST", page, f"{cookie}; csrftoken={token}", urlencode(form), what == "save")
    told.took.append((what, time.perf_counter() - started))
    if status not in (200, 302, 303) or headers.get("Location") == page:
        told.wrong.append(f"POST {page}: {status}")


def _ask(
    port: int, method: str, path: str, cookie: str, body: str = "", as_json: bool = False
) -> tuple[int, str, dict[str, str]]:
    connection_ = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Accept": "application/json" if as_json else "text/html"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection_.request(method, path, body or None, headers)
        answer = connection_.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    finally:
        connection_.close()


# --- what became of it


def _results(reports: Sequence[Report], told: Sequence[Told], took: float) -> list[Measure]:
    wrong = [one for each in told for one in each.wrong]
    found = [f"{len(reports)} people, {WORKERS} gunicorn workers, {os.cpu_count()} cores, {took:.0f} s in all"]
    rows = [
        Measure(f"{len(reports)} filers: errors", str(len(wrong)), "0", "; ".join([*found, *wrong[:3]])),
        Measure(f"{len(reports)} filers: figures lost or doubled", str(_lost(reports)), "0", _checked(reports)),
    ]
    every = [seconds for each in told for _, seconds in each.took]
    rows.append(_spread("every answer", every, "≤ 500 ms"))
    by_kind = {what: [seconds for each in told for one, seconds in each.took if one == what] for what in _KINDS}
    return [*rows, *(_spread(what, seconds, "") for what, seconds in by_kind.items())]


def _spread(what: str, seconds: list[float], target: str) -> Measure:
    ranked = sorted(seconds)
    p95 = ranked[min(int(len(ranked) * 0.95), len(ranked) - 1)] * 1000 if ranked else 0
    middle = ranked[len(ranked) // 2] * 1000 if ranked else 0
    remark = (
        f"{len(ranked)} answers, half within {middle:.0f} ms; {_THINKS[0]:.0f} to {_THINKS[1]:.0f} s between presses"
    )
    return Measure(f"p95 of {what}", f"{p95:.0f} ms", target, remark)


def _lost(reports: Sequence[Report]) -> int:
    """How many of the figures are not there exactly once, as they were typed, in the rows and in the version."""
    lost = 0
    for at, report in enumerate(reports):
        row = Report.objects.select_related("version").get(pk=report.pk)
        if row.status != ReportStatus.FILED or row.version is None or row.versions.count() != 1:
            lost += len(row.draft.get("figures", ())) or 1
            continue
        said = report_from_json(row.version.content)
        kept = Figure.objects.filter(report=row).values_list("indicator__code", "split__code", "value")
        rows = {(code, split or ""): value for code, split, value in kept}
        wanted = {(one.indicator, one.split): one.value for one in said.figures if one.value is not None}
        lost += len(kept) - len(rows) + sum(rows.get(key) != value for key, value in wanted.items())
        lost += sum(rows.get((figure, "")) != 1_000 + at for _, figure in _SECTIONS)
        lost += sum(said.text(section) != f"Đã làm, đơn vị {at}." for section, _ in _SECTIONS)
    return lost


def _checked(reports: Sequence[Report]) -> str:
    told = Figure.objects.filter(report__in=reports).aggregate(rows=Count("pk"), reports=Count("report", distinct=True))
    return f"{told['rows']} figures of {told['reports']} reports looked at, each against its version and what was typed"
