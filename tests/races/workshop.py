"""A process that does verbs in children of its own, where they can race and be killed: orders in, answers out, in JSON.

It has no open connection to the database when a child is born. Started by `conftest.py` with
`python -m tests.races.workshop`; its database is that of DATABASE_URL, which is empty at first.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import threading
import traceback
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from plans import clock  # noqa: E402
from plans.exceptions import PortalError  # noqa: E402
from plans.models import IssuingUnit, Plan, RegisterEntry  # noqa: E402
from plans.queries.issuing.agreement import disagreements  # noqa: E402
from tests.factories import make_unit  # noqa: E402
from tests.races.verbs import VERBS, take_other  # noqa: E402

WRITES = ("INSERT", "UPDATE", "DELETE")

# --- children --------------------------------------------------------------------------------------------------------


def start(work: Callable[[], Any], gate: int | None = None) -> tuple[int, int]:
    """A child that does the work once the gate is opened; its process id, and where its answer can be read."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    os.close(ours)
    if gate is not None:
        os.read(gate, 1)
    try:
        answer = work()
    except Exception:  # noqa: BLE001  (the child says what happened, and must not go on as its parent)
        answer = traceback.format_exc()
    os.write(theirs, json.dumps(answer).encode())
    os._exit(0)


def answer_of(child: int, pipe: int) -> Any:
    """What the child said; "killed" when it did not live to say anything."""
    with os.fdopen(pipe, "rb") as said:
        text = said.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "killed" if os.WTERMSIG(status) == signal.SIGKILL else f"signal {os.WTERMSIG(status)}"
    return json.loads(text) if text else f"exit {os.waitstatus_to_exitcode(status)}"


def in_child(work: Callable[[], Any]) -> Any:
    """Do the work in a child and wait."""
    return answer_of(*start(work))


# --- what a child does -----------------------------------------------------------------------------------------------


def die() -> None:
    """As the kernel ends a process when memory is short: nothing is cleaned up, nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)


class Killer:
    """Counts the writes to the database, and kills its own process "before" or "after" the given one (from 1)."""

    def __init__(self, write: int, moment: str) -> None:
        self.writes, self.write, self.moment = 0, write, moment

    def __call__(self, run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(WRITES):
            return run(sql, params, many, context)
        self.writes += 1
        is_here = self.writes == self.write
        if is_here and self.moment == "before":
            die()
        answer = run(sql, params, many, context)
        if is_here and self.moment == "after":
            die()
        return answer


def act(verb: str, plan: int, write: int = 0, moment: str = "") -> str:
    """Do the verb: "done", or the name of the refusal. `moment` says when the process is killed: "before" or "after"
    that write to the database, or "committed": when all is stored and nobody has been told."""
    try:
        with connection.execute_wrapper(Killer(write, moment)):
            VERBS[verb].do(Plan.objects.get(pk=plan))
    except PortalError as error:
        return type(error).__name__
    finally:
        connection.close()
    if moment == "committed":
        die()
    return "done"


def other(unit: int) -> str:
    """A number for a document from outside."""
    take_other(IssuingUnit.objects.get(pk=unit))
    connection.close()
    return "done"


def count(verb: str, plan: int) -> int:
    """Do the verb, and say how many writes to the database it takes."""
    counter = Killer(0, "")
    with connection.execute_wrapper(counter):
        VERBS[verb].do(Plan.objects.get(pk=plan))
    return counter.writes


def create() -> str:
    """Every table, without the history of its migrations."""
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)
    return "done"


def scene(verb: str, plans: int) -> Any:
    """A new unit with that many plans at the verb's door: the unit's id, the plans' ids."""
    with transaction.atomic():
        name = uuid.uuid4().hex[:12]
        unit = make_unit(f"xã {name}", code=name)
        return unit.pk, [VERBS[verb].scene(unit).pk for _ in range(plans)]


def look(unit: int) -> Any:
    """A mark of every row there is, the unit's numbers in order, where each plan is, and what disagrees."""
    mark = hashlib.sha256()
    for model in apps.get_models():
        for row in model._default_manager.order_by("pk").values_list():
            mark.update(repr([bytes(one) if isinstance(one, memoryview) else one for one in row]).encode())
    entries = RegisterEntry.objects.filter(series__unit=unit).order_by("series", "number")
    years = {clock.today().year, *entries.values_list("series__year", flat=True)}
    return {
        "mark": mark.hexdigest(),
        "numbers": list(entries.values_list("number", flat=True)),
        "plans": list(Plan.objects.filter(issuing_unit=unit).order_by("number").values_list("number", "step_kind")),
        "wrong": [one for year in years for one in disagreements(IssuingUnit.objects.get(pk=unit), year)],
    }


def one_act(**words: Any) -> str:
    """A verb of a plan, or a number for a document from outside."""
    return other(**words) if "unit" in words else act(**words)


def threads(acts: list[dict[str, Any]]) -> list[str]:
    """The acts at once, each in a thread of one process, as a server with threads does them."""
    answers = [""] * len(acts)
    barrier = threading.Barrier(len(acts))

    def work(at: int) -> None:
        barrier.wait()
        answers[at] = one_act(**acts[at])

    workers = [threading.Thread(target=work, args=[at]) for at in range(len(acts))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return answers


# --- orders ----------------------------------------------------------------------------------------------------------


def together(acts: list[dict[str, Any]]) -> list[Any]:
    """The acts at once, each in a process of its own that waits for the others."""
    closed, opened = os.pipe()
    children = [start(partial(one_act, **one), gate=closed) for one in acts]
    os.write(opened, b"." * len(acts))
    answers = [answer_of(*child) for child in children]
    os.close(closed)
    os.close(opened)
    return answers


ORDERS: dict[str, Callable[..., Any]] = {
    "act": lambda **words: in_child(partial(act, **words)),
    "threads": lambda **words: in_child(partial(threads, **words)),
    "together": together,
    "count": count,
    "create": create,
    "scene": scene,
    "look": look,
}


def main() -> None:
    """An order a line, an answer a line, until there are no more; between them no connection is open."""
    for line in sys.stdin:
        order, words = json.loads(line)
        try:
            answer = ORDERS[order](**words)
        except Exception:  # noqa: BLE001  (whoever ordered is told)
            answer = traceback.format_exc()
        connection.close()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
