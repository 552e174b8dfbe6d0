"""`manage.py bench`: how fast the portal is on this machine, measured on a database of its own."""

import json
import os
import platform
from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ...models import IssuingUnit
from .. import bench_data, bench_filers, bench_reporting, bench_review, bench_signing, measuring
from ..measuring import Measure

SQLITE = "django.db.backends.sqlite3"


class Command(BaseCommand):
    """Prints the facts of the machine and a table; nobody's test asserts a time."""

    help = "Measures printing, editing, reporting and memory on a temporary database; the real one is not touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quick", action="store_true", help="few units, few repetitions: only whether it runs")
        parser.add_argument("--database-url", metavar="URL", help="also measure on a database of this server")
        parser.add_argument(
            "--render", type=Path, metavar="FILE", help="(what the measures call) render a content file"
        )
        parser.add_argument("--times", type=int, default=1, help="(with --render) how often")
        parser.add_argument("--full", action="store_true", help="reporting with the offices of all provinces")
        parser.add_argument("--only-reporting", action="store_true", help="leave out printing, editing and review")
        parser.add_argument(
            "--filers", type=int, nargs="?", const=64, metavar="N", help="only: so many people file at once (64)"
        )
        parser.add_argument(
            "--take-away", type=Path, metavar="FILE", help="(what the measures call) write the national table"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["render"]:
            self.stdout.write(json.dumps(measuring.render_here(options["render"], options["times"])))
            return
        if options["take_away"]:
            self.stdout.write(json.dumps(bench_reporting.take_away_here(options["take_away"])))
            return
        for line in _machine():
            self.stdout.write(line)
        addresses = _addresses(options["database_url"])
        for at, address in enumerate(addresses[-1:] if options["filers"] else addresses):
            with bench_data.portal_of_its_own(address):
                rows = self._measured(options, is_first=at == 0)
            for line in _table(rows):
                self.stdout.write(line)

    def _measured(self, options: dict[str, Any], *, is_first: bool) -> list[Measure]:
        quick = options["quick"]
        if options["filers"]:
            self.stdout.write(f"\n{_database()}\n")
            return bench_filers.filing_at_once(options["filers"])
        bench_data.load_demonstration(quick=quick)
        self.stdout.write(f"\n{_database()}\n")
        rows = bench_reporting.reporting(quick, full=options["full"])
        if options["only_reporting"]:
            return rows
        return [*(_printing(quick) if is_first else []), *_with_rows(quick), *rows]


def _addresses(url: str | None) -> list[dict[str, Any]]:
    """SQLite always; PostgreSQL where the settings or the command line name a server."""
    usual = settings.DATABASES["default"]
    options = usual["OPTIONS"] if usual["ENGINE"] == SQLITE else {"transaction_mode": "IMMEDIATE", "timeout": 20}
    found: list[dict[str, Any]] = [{"ENGINE": SQLITE, "NAME": "", "OPTIONS": options}]
    if url:
        try:
            found.append({**dj_database_url.parse(url), "OPTIONS": {}})
        except ValueError as error:
            raise CommandError("--database-url is not a database address: postgresql://user@host:5432/name") from error
    elif usual["ENGINE"] != SQLITE:
        found.append(usual)
    return found


def _printing(quick: bool) -> list[Measure]:
    content = bench_data.longest_plan()
    rows = measuring.printing(content, 2 if quick else 10)
    rows += measuring.reading(content, 2 if quick else 10)
    rows += bench_signing.signing(content, 1 if quick else 10)
    return rows + measuring.memory(content, 3 if quick else 200)


def _with_rows(quick: bool) -> list[Measure]:
    unit = IssuingUnit.objects.get(code=bench_data.WARD, closed_on=None)
    times = 2 if quick else 10
    rows = measuring.deriving(bench_data.long_parent(120), unit, times)
    draft = bench_data.long_draft(unit, 300)
    return rows + measuring.editing(draft, times) + bench_review.reviewing(draft, times)


def _machine() -> list[str]:
    load = os.getloadavg()[0]
    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "WeasyPrint"))
    return [
        f"Machine: {_processor()}, {os.cpu_count()} cores, {_memory()}; load {load:.1f} before",
        f"Software: Python {platform.python_version()}, {packages}, {platform.system()} {platform.release()}",
    ]


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> str:
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{size / 1024**3:.0f} GB"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return f"{connection.display_name} {cursor.fetchone()[0]}, {IssuingUnit.objects.count()} units"


def _table(rows: list[Measure]) -> list[str]:
    cells = [("Measure", "Figure", "Target", ""), *((row.what, row.figure, row.target, row.remark) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(3)]
    return [
        f"{what:<{widths[0]}}  {figure:>{widths[1]}}  {target:>{widths[2]}}  {remark}".rstrip()
        for what, figure, target, remark in cells
    ]
