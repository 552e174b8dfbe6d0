"""Reads a file in a process of its own, with limits: whatever the file does there, here it is one sentence."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plans.exceptions import Unreadable

from . import refusals
from .child import ANSWER, OUT_OF_MEMORY
from .codec import from_json
from .lines import SourceDocument

_log = logging.getLogger(__name__)

SECONDS = 30.0
MEMORY = 1024 * 1024 * 1024

_ROOT = Path(__file__).resolve().parents[2]
_COMPLAINTS = "complaints.txt"
# What the child may know of our environment: where programs and their files are, nothing that is secret.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "SYSTEMROOT")
# Who ends a process so: the kernel when its processor time is up, and when the machine's memory is.
_TIME_UP, _NO_MEMORY_LEFT = -signal.SIGXCPU, -signal.SIGKILL


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildAnswer:
    """What the child read, what `work` made of it, and what that cost."""

    document: SourceDocument
    result: Any
    seconds: float
    peak_bytes: int


def read_in_child(
    path: str | Path, file_name: str, *, seconds: float = SECONDS, memory: int = MEMORY
) -> SourceDocument:
    """The lines of a file, read in a child process. Raises Unreadable with what to do."""
    return work_in_child(path, file_name, "", seconds=seconds, memory=memory).document


def work_in_child(
    path: str | Path, file_name: str, work: str, *, seconds: float = SECONDS, memory: int = MEMORY
) -> ChildAnswer:
    """Read a file in a child process and do there what the function `work` ("plans.….module:function") does.

    `work` takes the SourceDocument and gives JSON values. Raises Unreadable with what to do, also where the child
    takes too long, needs too much memory or dies; nothing of it stays behind.
    """
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="thangtreem-reading-") as folder:
        arguments = [str(Path(path).resolve()), file_name, work, str(seconds), str(memory)]
        code = _run(arguments, Path(folder), seconds)
        answer = _answer(Path(folder), code, seconds)
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    return ChildAnswer(
        document=from_json(answer["document"]),
        result=answer["result"],
        seconds=time.monotonic() - begun,
        peak_bytes=answer["peak_bytes"],
    )


def _run(arguments: list[str], folder: Path, seconds: float) -> int:
    """Run the child to its end, or to ours; how it ended. What it started ends with it."""
    with (folder / _COMPLAINTS).open("wb") as complaints:
        child = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", "plans.importing.child", *arguments],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            return child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Unreadable(refusals.TOO_SLOW.format(seconds=f"{seconds:g}")) from None
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _environment(folder: Path) -> dict[str, str]:
    known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    here = str(folder)
    return known | {
        "HOME": here, "TMPDIR": here, "LANG": "C.UTF-8", "PYTHONPATH": str(_ROOT), "OMP_THREAD_LIMIT": "1",
    }  # fmt: skip


def _answer(folder: Path, code: int, seconds: float) -> dict[str, Any]:
    """What the child left, where it ended well. Raises Unreadable where it did not."""
    if code == 0:
        answer: dict[str, Any] = json.loads((folder / ANSWER).read_text(encoding="utf-8"))
        return answer
    _log.warning("reading a file ended with %s: %s", code, _last_words(folder))
    if code == _TIME_UP:
        raise Unreadable(refusals.TOO_SLOW.format(seconds=f"{seconds:g}"))
    if code in {OUT_OF_MEMORY, _NO_MEMORY_LEFT}:
        raise Unreadable(refusals.TOO_MUCH_MEMORY)
    raise Unreadable(refusals.CRASHED)


def _last_words(folder: Path) -> str:
    return (folder / _COMPLAINTS).read_bytes()[-2000:].decode("utf-8", "replace")
