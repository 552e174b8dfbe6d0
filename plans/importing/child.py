"""The process that reads one file: sets its own limits, reads, leaves the answer in its folder; knows no Django."""

import importlib
import json
import math
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from plans.exceptions import PortalError

from .codec import to_json
from .reading import read_file

#: The name of the answer in the child's folder.
ANSWER = "answer.json"
#: How the child ends when its memory was not enough.
OUT_OF_MEMORY = 3

_MOST_WRITTEN = 64 * 1024 * 1024
# Longer than the parent waits: only a child whose parent died still hears it.
_ALARM_AFTER = 5


def limit(seconds: float, memory: int) -> None:
    """Never more processor time, memory or written bytes than this, and no core dump."""
    whole = math.ceil(seconds)
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, whole + 1),
        (resource.RLIMIT_FSIZE, _MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    signal.alarm(whole + _ALARM_AFTER)


def answer_for(path: str, file_name: str, work: str) -> dict[str, Any]:
    """The lines of the file and what `work` made of them, or the sentence that refuses it."""
    try:
        document = read_file(path, file_name=file_name)
        result = _named(work)(document) if work else None
    except PortalError as refused:
        return {"refused": refused.message}
    return {"document": to_json(document), "result": result, "peak_bytes": _peak_bytes()}


def _peak_bytes() -> int:
    """The most memory this program has held. Linux says it of the program itself; `ru_maxrss` also counts what the
    parent held at the moment of the fork, which in a large web worker is more than the child ever uses."""
    with suppress(OSError, StopIteration), open("/proc/self/status", encoding="ascii") as status:
        peak = next(line for line in status if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(path: str, file_name: str, work: str, seconds: str, memory: str) -> int:
    """Read, and write the answer where the parent looks for it."""
    limit(float(seconds), int(memory))
    try:
        written = json.dumps(answer_for(path, file_name, work), ensure_ascii=False)
    except MemoryError:
        return OUT_OF_MEMORY
    Path(ANSWER).write_text(written, encoding="utf-8")
    return 0


def _named(work: str) -> Any:
    """The function "module:function" names; only the portal's own."""
    module, _, function = work.partition(":")
    if module.partition(".")[0] != "plans":
        raise ValueError(f"not a function of this portal: {work}")
    return getattr(importlib.import_module(module), function)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
