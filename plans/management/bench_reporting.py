"""Measures of reporting on the made-up country: grids, adding up, opening and filing a report, reminders, the table."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .. import clock
from ..charts import bars
from ..content.report import AddingUp, FigureContent, NarrativeContent, ReportContent
from ..content.report_codec import report_to_json
from ..enums import MemberRole, ReportStatus
from ..models import IssuingUnit, Membership, Report, ReportingRound, User
from ..queries.reporting.adding import added_up
from ..queries.reporting.forms import form_content
from ..queries.reporting.looking.national import national_table, spreadsheet
from ..queries.reporting.owed import moment_of
from ..queries.reporting.rolling import roll_up
from ..rules.actor import Actor
from ..services.loading.national import Seeding, SeedSummary, seed_national
from ..services.reporting.filing import file_report
from ..services.reporting.reminding import remind_due
from ..spreadsheets import write_xlsx
from .measuring import PATIENCE, Measure, timed

YEAR = 2026
#: Thành phố Hồ Chí Minh has the most communes; Sơn La stands for it when only whether it runs is asked.
LARGEST, QUICK = "79", "14"
_SECTION = "cham-soc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """The made-up country that is measured."""

    centre: IssuingUnit
    province: IssuingUnit
    round: ReportingRound
    seeded: SeedSummary


def reporting(quick: bool, *, full: bool = False) -> list[Measure]:
    """Make up a country beside what is there, and measure on it."""
    row, country = seeding(quick, full=full)
    times = 2 if quick else 10
    return [
        row,
        *_following(country, times),
        *_adding(country, times),
        *_writing(country, times),
        *_reminding(country),
        _taking_away(country),
        _drawing(country, times),
    ]


def seeding(quick: bool, *, full: bool = False) -> tuple[Measure, Country]:
    """The made-up country: all communes with three years, with the schools and hamlets of the largest province, of all
    of them when it is `full`; one small province when it has to be quick."""
    wanted = Seeding(offices_of=None if full else (LARGEST,))
    if quick:
        wanted = Seeding(years=(YEAR - 1, YEAR), provinces=(QUICK,), offices_of=())
    started = time.perf_counter()
    done = seed_national(wanted)
    took = time.perf_counter() - started
    with connection.cursor() as cursor:  # what a server does by itself within the day
        cursor.execute("ANALYZE")
    province = IssuingUnit.objects.get(code=QUICK if quick else LARGEST, closed_on=None)
    country = Country(
        centre=IssuingUnit.objects.get(code="TW", closed_on=None),
        province=province,
        round=ReportingRound.objects.filter(receiver=province, year=YEAR).select_related("receiver").latest("pk"),
        seeded=done,
    )
    extent = "one province, communes only" if quick else "all offices" if full else "offices of one province"
    rows = f"{extent}: {IssuingUnit.objects.count()} units, {done.reports} reports, {done.figures} figures"
    return Measure("Made-up country written", f"{took:.0f} s", "", rows), country


def _following(country: Country, times: int) -> list[Measure]:
    """The grid of the province's round and the numbers of the whole country, as their pages."""
    communes = country.province.numchild
    grid = reverse("round-detail", args=[country.round.pk])
    level = reverse("follow-level", args=[country.centre.pk, YEAR])
    return [
        _page(f"Follow-up grid, {communes} communes", f"tinh-{country.province.code}", grid, times, "≤ 120 ms"),
        _page("Follow-up of the country, by province", "trung-uong-tw", level, times),
    ]


def _adding(country: Country, times: int) -> list[Measure]:
    def whole() -> object:
        return roll_up(country.centre, YEAR)

    def province() -> object:
        return added_up(country.round, accepted_only=False)

    communes = f"{IssuingUnit.objects.filter(depth=3, closed_on=None, level__code='commune').count()} communes"
    return [
        Measure("Adding up the country", f"{timed(whole, times):.0f} ms", "≤ 400 ms", f"{communes}, {_asked(whole)}"),
        Measure("Adding up a province, with each part", f"{timed(province, times):.0f} ms", "", _asked(province)),
    ]


def _writing(country: Country, times: int) -> list[Measure]:
    """Opening a section of a report, and filing one with its figures: each another report, and really written."""
    drafts = list(drafts_of(country.round)[: times + 2])
    make_ready(drafts)
    unit = drafts[0].unit
    user = User.objects.create(username=f"do-{unit.code}", full_name="Người đo")
    Membership.objects.create(user=user, unit=unit, role=MemberRole.DRAFTER)
    section = reverse("report-section", args=[drafts[0].pk, _SECTION])
    opened = _page("Opening a report's section", user.username, section, times)
    waiting = iter(drafts[1:])

    def file() -> None:
        report = next(waiting)
        file_report(report, actor=_drafter(report.unit), revision=report.revision)

    figures = len(report_figures(drafts[1]))
    asked = _asked(file)
    took = []
    for _ in drafts[2:]:
        started = time.perf_counter()
        file()
        took.append((time.perf_counter() - started) * 1000)
    filed = Measure(
        "Filing a report", f"{sorted(took)[len(took) // 2]:.0f} ms", "≤ 60 ms", f"{figures} figures, {asked}"
    )
    return [opened, filed]


def _reminding(country: Country) -> list[Measure]:
    """A round at the end of the year that nobody has filed in, owed by every commune, with a drafter in each."""
    due_on = date(YEAR, 12, 15)
    communes = IssuingUnit.objects.filter(depth=3, closed_on=None, level__code="commune")
    people = [User(username=f"nhac-{one.code}", full_name="Người soạn", email="") for one in communes]
    User.objects.bulk_create(people)
    Membership.objects.bulk_create(
        Membership(user=user, unit=unit, role=MemberRole.DRAFTER) for user, unit in zip(people, communes, strict=True)
    )
    rounds = ReportingRound.objects.filter(year=YEAR, receiver__depth=2, levels=["commune"])
    last = {one.receiver_id: one for one in rounds.order_by("pk")}
    for one in last.values():
        ReportingRound.objects.create(
            plan=one.plan, position=50, year=YEAR, label="cả năm", kind="by", due_on=due_on,
            receiver_id=one.receiver_id, form_id=one.form_id, levels=one.levels, opened_at=clock.now(),
        )  # fmt: skip
    started = time.perf_counter()
    sent = remind_due(moment_of(due_on))
    took = time.perf_counter() - started
    started = time.perf_counter()
    again = remind_due(moment_of(due_on))
    idle = (time.perf_counter() - started) * 1000
    told = f"{sent.units} units, {sent.notices} notices; a second run tells {again.units}, {idle:.0f} ms"
    return [Measure(f"{sent.units} reminders", f"{took:.1f} s", "", told)]


def _taking_away(country: Country) -> Measure:
    """The national table as XLSX in a process of its own: how long, and how much memory that process held."""
    with TemporaryDirectory(prefix="thangtreem-bench-") as folder:
        file = Path(folder, "quoc-gia.xlsx")
        answer = subprocess.run(
            [sys.executable, str(Path(settings.BASE_DIR, "manage.py")), "bench", "--take-away", str(file)],
            capture_output=True, text=True, check=True, timeout=PATIENCE, env={**os.environ, "DATABASE_URL": address()},
        )  # fmt: skip
        told = json.loads(answer.stdout.splitlines()[-1])
        size = file.stat().st_size / 1024
    remark = (
        f"{told['rows']} rows × {told['columns']}, {size:.0f} kB; the process held {told['peak_mb']:.0f} MB (≤ 300)"
    )
    return Measure("National table as XLSX", f"{told['seconds']:.1f} s", "≤ 4 s", remark)


def take_away_here(file: Path) -> dict[str, float]:
    """What that process does: read, write, and tell how long it took and how much memory it held at most."""
    import resource  # not on Windows, where nobody serves the portal

    started = time.perf_counter()
    table = spreadsheet(national_table(IssuingUnit.objects.get(code="TW", closed_on=None), YEAR, today=clock.today()))
    write_xlsx([table], str(file))
    took = time.perf_counter() - started
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    rows = IssuingUnit.objects.filter(depth=3, closed_on=None, level__code="commune").count()
    return {"seconds": took, "peak_mb": held, "rows": rows, "columns": len(table.heads)}


def _drawing(country: Country, times: int) -> Measure:
    rolled = roll_up(country.province, YEAR)
    names = [one.unit.short_name for one in rolled.children]
    values = [one.values.get("D1") for one in rolled.children]
    drawn = bars(names, values, unit="trẻ")
    took = timed(lambda: bars(names, values, unit="trẻ"), times)
    return Measure("Chart of a figure by unit", f"{took:.0f} ms", "≤ 300 ms", f"{len(names)} units, {len(drawn)} bytes")


# --- what is filed


def drafts_of(round_: ReportingRound | None = None) -> QuerySet[Report]:
    """The communes' reports of the year that are being written, in that round or in any province's."""
    rows = Report.objects.filter(round__year=YEAR, unit__level__code="commune", status=ReportStatus.DRAFTING)
    rows = rows.filter(round=round_) if round_ else rows
    return rows.order_by("pk").select_related("unit__level", "round__receiver", "round__plan", "round__form")


def make_ready(reports: Sequence[Report]) -> None:
    """Fill every figure and section, so that they can be filed as they are."""
    row = reports[0].round.form
    assert row is not None  # seed_national gives every round one
    form = form_content(row)
    figures = tuple(
        FigureContent(indicator=one.code, value=one.least + 10, note="đã xem lại")
        for one in form.indicators
        if one.adding_up != AddingUp.RATIO
    )
    words = tuple(NarrativeContent(section=one.key, text="Đã làm theo kế hoạch.") for one in form.sections)
    for report in reports:
        report.draft = report_to_json(ReportContent(figures=figures, narratives=words))
    Report.objects.bulk_update(reports, ["draft"])


def report_figures(report: Report) -> list[object]:
    """The figures of its draft."""
    found: list[object] = report.draft["figures"]
    return found


def _drafter(unit: IssuingUnit) -> Actor:
    return Actor(
        user_id=None,
        full_name="Người đo",
        unit_id=unit.pk,
        unit_name=unit.short_name,
        unit_level=unit.level.code,
        unit_path=unit.path,
        scope_path=unit.path,
        roles=frozenset({MemberRole.DRAFTER}),
    )


# --- how


def address() -> str:
    """The database measured on, as an address that another process understands."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    login = ":".join(quote(str(one), safe="") for one in (facts["USER"], facts["PASSWORD"]) if one)
    return f"postgresql://{login}@{facts['HOST'] or 'localhost'}:{facts['PORT'] or 5432}/{facts['NAME']}"


def _page(what: str, username: str, path: str, times: int, target: str = "") -> Measure:
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username=username))

    def show() -> None:
        assert client.get(path).status_code == 200, path

    show()
    return Measure(what, f"{timed(show, times):.0f} ms", target, _asked(show))


def _asked(action: Callable[[], object]) -> str:
    with CaptureQueriesContext(connection) as queries:
        action()
    return f"{len(queries)} queries"
