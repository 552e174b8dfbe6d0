"""The national tables somebody had printed: how far each has come, and where its file is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult

from .... import clock
from ....models import IssuingUnit
from ....rules.actor import Actor
from .national import table_scope

#: The background work that prints (`services.reporting.taking.tasks`), as it is written in the database.
TASK = "plans.services.reporting.taking.tasks.print_national_later"
FOLDER = "bang-quoc-gia"
#: How long a printed table is kept.
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """A table that is printed for one person: `done` of `total` provinces; `has_file` once all are."""

    id: UUID
    scope: IssuingUnit
    year: int
    accepted_only: bool
    asked_at: datetime
    state: str
    done: int
    total: int
    has_file: bool

    @property
    def is_running(self) -> bool:
        """Whether it waits or is being printed."""
        return self.state in ("READY", "RUNNING")

    @property
    def has_begun(self) -> bool:
        """Whether the worker has taken it up."""
        return self.state != "READY"

    @property
    def kept_until(self) -> datetime:
        """When the file is removed."""
        return self.asked_at + KEPT


def print_jobs(actor: Actor, year: int) -> list[PrintJob]:
    """The actor's own tables of the year that are printed or kept, the newest first."""
    scope = table_scope(actor)
    if scope is None or actor.user_id is None:
        return []
    rows = DBTaskResult.objects.filter(task_path=TASK, enqueued_at__gte=clock.real_now() - KEPT).order_by(
        "-enqueued_at"
    )
    return [one for row in rows if (one := _job(row, actor, scope)) is not None and one.year == year]


def print_job(actor: Actor, job: UUID) -> PrintJob | None:
    """One of them; None for another person's, for one of a unit the actor does not work for any more, for one that is
    over its time."""
    scope = table_scope(actor)
    row = DBTaskResult.objects.filter(pk=job, task_path=TASK, enqueued_at__gte=clock.real_now() - KEPT).first()
    return None if row is None or scope is None or actor.user_id is None else _job(row, actor, scope)


def file_name(job: UUID | str) -> str:
    """Where the file of a job is kept, among the files nobody is served from directly."""
    return f"{FOLDER}/{job}.pdf"


def progress_key(job: UUID | str) -> str:
    """Under which key the worker tells how far it is."""
    return f"national-print:{job}"


def _job(row: "DBTaskResult[Any, Any]", actor: Actor, scope: IssuingUnit) -> PrintJob | None:
    asked = row.args_kwargs["args"]
    scope_id, year, user_id, accepted_only = asked
    if user_id != actor.user_id or scope_id != scope.pk:
        return None
    done, total = cache.get(progress_key(row.pk)) or (0, 0)
    is_over = row.status not in ("READY", "RUNNING")
    return PrintJob(
        id=row.pk,
        scope=scope,
        year=year,
        accepted_only=accepted_only,
        asked_at=row.enqueued_at,
        state=row.status,
        done=done,
        total=total,
        has_file=is_over and default_storage.exists(file_name(row.pk)),
    )
