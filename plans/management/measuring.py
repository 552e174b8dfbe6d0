"""One function per measure of `manage.py bench`: each answers with rows of the table, none judges."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .. import clock
from ..content import codec
from ..content.plan import PlanContent
from ..deriving.adapting import derive
from ..documents.pdf import render_pdf
from ..documents.pictures import page_count, page_png
from ..documents.printed import document_text
from ..documents.word.plan import render_docx
from ..importing.isolation import work_in_child
from ..importing.parsing import parse
from ..importing.text import document_from_text
from ..models import IssuingUnit, Item, Plan, User
from ..queries.contents import issued_version
from ..queries.terms import child_unit, parent_plan, usual_signatory
from ..rules.actor import SYSTEM
from ..services.keeping import new_key
from ..services.starting import derive_plan
from . import bench_data

#: The widths pages are shown in beside the text (views.documents).
WIDTH = 790
#: Seconds until a child process has failed.
PATIENCE = 900


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the table: what, the figure, the target beside it, and a remark."""

    what: str
    figure: str
    target: str = ""
    remark: str = ""


def timed(action: Callable[[], object], times: int) -> float:
    """The median of so many runs, in milliseconds, after one that is not counted."""
    action()
    took = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        took.append((time.perf_counter() - started) * 1000)
    return median(took)


def printing(content: PlanContent, times: int) -> list[Measure]:
    """The PDF in a cold process and in a warm one, and its pages as pictures."""
    pdf = render_pdf(content)
    pages = page_count(pdf)
    cold = _in_a_process(content, 1)["until_first"]
    warm = timed(lambda: render_pdf(content), times)
    picture = timed(lambda: [page_png(pdf, page, WIDTH) for page in range(1, pages + 1)], min(times, 3)) / pages
    here = f"{pages} pages"
    return [
        Measure("PDF, cold process, from its start", f"{cold:.2f} s", "", here),
        Measure("PDF, warm", f"{warm:.0f} ms", f"≤ {60 * pages} ms", f"{here}, {warm / pages:.0f} ms a page"),
        Measure("Picture of a page", f"{picture:.0f} ms", "", f"{WIDTH} pixels wide"),
        Measure("Word file", f"{timed(lambda: render_docx(content), times):.0f} ms", "", here),
        _beside_libreoffice(content, warm),
    ]


def _beside_libreoffice(content: PlanContent, warm: float) -> Measure:
    """How long LibreOffice, started anew as a server would, takes to turn the same form from Word into PDF."""
    what, office = "Ratio to DOCX by LibreOffice", shutil.which("soffice")
    if office is None:
        return Measure(what, "not measured", "", "LibreOffice is not installed")
    with TemporaryDirectory(prefix="thangtreem-bench-") as folder:
        file = Path(folder, "plan.docx")
        file.write_bytes(render_docx(content))
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]

        def convert() -> None:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)

        took = timed(convert, 3)
    return Measure(what, f"1 : {took / warm:.1f}", "", f"LibreOffice {took / 1000:.2f} s from our Word file")


def memory(content: PlanContent, times: int) -> list[Measure]:
    """The most memory a process of the portal has held after so many renders."""
    told = _in_a_process(content, times)
    peak = f"{told['peak_mb']:.0f} MB"
    return [
        Measure(f"Peak memory after {times} renders", peak, "≤ 250 MB", f"{told['first_mb']:.0f} MB after the first")
    ]


def _in_a_process(content: PlanContent, times: int) -> dict[str, float]:
    """Render in a new process of the portal; what it told, and the seconds from its start to its first PDF."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "content.json")
        file.write_text(json.dumps(codec.to_json(content)), encoding="utf-8")
        manage = str(Path(settings.BASE_DIR, "manage.py"))
        started = time.time()
        answer = subprocess.run(
            [sys.executable, manage, "bench", "--render", str(file), "--times", str(times)],
            capture_output=True, text=True, check=True, timeout=PATIENCE,
        )  # fmt: skip
    told: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return told | {"until_first": told["first_at"] - started}


def render_here(file: Path, times: int) -> dict[str, float]:
    """What the child process does: render, and tell when the first PDF was there and how much memory it took."""
    import resource  # not on Windows, where nobody serves the portal

    def held() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)

    content = codec.from_json(json.loads(file.read_text(encoding="utf-8")))
    render_pdf(content)
    first_at, first_mb = time.time(), held()
    for _ in range(times - 1):
        render_pdf(content)
    return {"first_at": first_at, "first_mb": first_mb, "peak_mb": held()}


def reading(content: PlanContent, times: int) -> list[Measure]:
    """A plan read back: its text by the parser alone, and a PDF of about 20 pages in the child that reads files."""
    text = document_text(content)
    long = bench_data.grown(content, 260)
    with TemporaryDirectory(prefix="thangtreem-bench-") as folder:
        file = Path(folder, "plan.pdf")
        file.write_bytes(render_pdf(long))
        pages = page_count(file.read_bytes())
        answers = [work_in_child(file, file.name, "") for _ in range(max(3, times // 3))]
    parsed = timed(lambda: parse(document_from_text(text), new_key=new_key), times)
    seconds, peak = median(one.seconds for one in answers), max(one.peak_bytes for one in answers)
    return [
        Measure("Understanding a text", f"{parsed:.0f} ms", "≤ 150 ms", f"{len(text)} characters"),
        Measure("Reading a PDF in its child", f"{seconds:.2f} s", "≤ 2 s", f"{pages} pages, with the child's start"),
        Measure("Peak memory of that child", f"{peak / 1024**2:.0f} MB", "≤ 250 MB"),
    ]


def deriving(parent: Plan, unit: IssuingUnit, times: int) -> list[Measure]:
    """A first draft from a long parent: the engine alone, and the whole service with its rows."""
    version = issued_version(parent)
    assert version is not None
    today = clock.today()
    signatory, capacity = usual_signatory(unit, today)
    above, child = parent_plan(parent, version), child_unit(unit, today, signatory, capacity)

    def whole() -> None:
        with transaction.atomic():
            derive_plan(parent, actor=SYSTEM, unit=unit)
            transaction.set_rollback(True)

    asked = _queries_of(whole)
    engine = timed(lambda: derive(above, child, new_key=new_key, today=today), times)
    items = sum(1 for _ in above.content.walk())
    return [
        Measure("Deriving a draft, the engine alone", f"{engine:.0f} ms", "", f"parent of {items} items"),
        Measure("Deriving a draft, with the database", f"{timed(whole, times):.0f} ms", "≤ 500 ms", asked),
    ]


def editing(plan: Plan, times: int) -> list[Measure]:
    """The editor's page of a long draft, and one paragraph stored from it."""
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username="hoa"))
    page = reverse("plan-edit", args=[plan.pk])
    item = Item.objects.filter(plan=plan, is_heading=False, removed_at=None).order_by("pk")[0]
    save = reverse("item-save", args=[plan.pk, item.key])
    revision = item.revision

    def show() -> None:
        assert client.get(page).status_code == 200

    def store() -> None:
        nonlocal revision
        values = {"revision": revision, "text": f"{item.text} Lần {revision}."}
        answer = client.post(save, values, headers={"Accept": "application/json"}).json()
        assert answer["ok"], answer
        revision = answer["revision"]

    show()
    shown, stored = _queries_of(show), _queries_of(store)
    items = Item.objects.filter(plan=plan).count()
    return [
        Measure("Editor's page", f"{timed(show, times):.0f} ms", "≤ 150 ms", f"{items} items, {shown}"),
        Measure("Storing one item", f"{timed(store, times):.0f} ms", "≤ 40 ms", stored),
    ]


def _queries_of(action: Callable[[], object]) -> str:
    with CaptureQueriesContext(connection) as queries:
        action()
    return f"{len(queries)} queries"
