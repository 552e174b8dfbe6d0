"""The national table printed for whoever asked: province by province, joined, kept for a week."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from .... import clock
from ....documents.tables.national import Sheet, joined, sheet_pdf
from ....exceptions import NotAllowed
from ....models import IssuingUnit, User
from ....queries.reporting.looking.national import (
    NOTHING,
    Line,
    NationalTable,
    national_table,
    table_scope,
)
from ....queries.reporting.looking.printing import FOLDER, KEPT, file_name, print_jobs, progress_key
from ....reporting.figures import figure_words
from ....rules.actor import Actor
from .tasks import print_national_later, sweep_later

_NO_TABLE = "Bảng từng xã, phường chỉ dành cho đơn vị cấp tỉnh và trung ương."


@transaction.atomic
def begin_printing(*, actor: Actor, year: int, accepted_only: bool = False) -> UUID:
    """Have the table of the actor's country or province printed in the background; returns the job. Who asks again
    while it is being printed gets the same one. Raises NotAllowed."""
    scope = table_scope(actor)
    if scope is None or actor.user_id is None:
        raise NotAllowed(_NO_TABLE)
    User.objects.select_for_update().get(pk=actor.user_id)  # two presses at once
    for one in print_jobs(actor, year):
        if one.is_running and one.accepted_only == accepted_only:
            return one.id
    job = print_national_later.enqueue(scope.pk, year, actor.user_id, accepted_only)
    sweep_later.using(run_after=clock.real_now() + KEPT).enqueue()
    return UUID(str(job.id))


def print_national(job: str, scope: int, year: int, *, accepted_only: bool) -> int:
    """Print the table and keep the file under the job's name; tells after each province how far it is. Returns how many
    pages it has. Raises RenderFailed."""
    unit = IssuingUnit.objects.select_related("level").get(pk=scope)
    table = national_table(unit, year, today=clock.today(), accepted_only=accepted_only)
    parts = list(table.by_province())
    with TemporaryDirectory(prefix="thangtreem-print-") as folder:
        files = []
        for at, sheet in enumerate(sheets(table)):
            _tell(job, at, len(parts))
            files.append(Path(folder, f"{at}.pdf"))
            files[-1].write_bytes(sheet_pdf(sheet))
        whole = Path(folder, "whole.pdf")
        with whole.open("wb") as target:
            pages = joined(files, target)
        with whole.open("rb") as written:
            default_storage.delete(file_name(job))  # of a first try that was cut off
            default_storage.save(file_name(job), File(written))
    _tell(job, len(parts), len(parts))
    return pages


def sheets(table: NationalTable) -> Iterator[Sheet]:
    """The pages of each province: the whole figures, without their parts, which no page has room for."""
    names = {one.code: (one.name, one.unit_of_measure) for one in table.indicators}
    columns = [key for key in table.columns if key in names]
    for part, lines in table.by_province():
        totals = table.totals(lines)
        yield Sheet(
            title=table.title,
            note=table.note,
            part=part,
            heads=tuple(names[key] for key in columns),
            rows=tuple((one.unit, one.standing, *(_cell(one, key) for key in columns)) for one in lines),
            total=("Tổng", f"{len(lines)} đơn vị", *(figure_words(totals.get(key)) for key in columns)),
        )


def sweep() -> int:
    """Remove the files that have been kept long enough; returns how many."""
    until, removed = clock.real_now() - KEPT, 0
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < until:
            default_storage.delete(path)
            removed += 1
    return removed


def _cell(line: Line, key: str) -> str:
    value: Decimal | None = line.figures.get(key)
    return NOTHING if key in line.figures and value is None else figure_words(value)


def _tell(job: str, done: int, total: int) -> None:
    cache.set(progress_key(job), (done, total), KEPT.total_seconds())
