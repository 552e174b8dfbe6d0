"""Reads the bytes of one file in the isolated child: its lines and the review a person starts from."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...enums import ImportStatus
from ...exceptions import Unreadable
from ...importing import codec
from ...importing.isolation import work_in_child
from ...importing.refusals import EMPTY, TOO_BIG
from ...models.imported import MAX_BYTES

_BEGIN = "plans.importing.reviewing.beginning:begin"
_MOST_TITLE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file said, as the table keeps it."""

    kind: str
    source: dict[str, Any]
    review: dict[str, Any]

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of an imported document that follow from what was read."""
        return {"kind": self.kind, "source": self.source, **review_columns(self.review)}


def read(data: bytes, file_name: str) -> Reading:
    """Read one file. Raises Unreadable with what to do; nothing of the file is left anywhere."""
    if not data:
        raise Unreadable(EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_BIG)
    with tempfile.TemporaryDirectory(prefix="thangtreem-import-") as folder:
        path = Path(folder) / "given"
        path.write_bytes(data)
        answer = work_in_child(path, file_name, _BEGIN)
    return Reading(kind=answer.document.kind, source=codec.to_json(answer.document), review=answer.result)


def review_columns(review: dict[str, Any]) -> dict[str, Any]:
    """What lists show of a review without opening it."""
    unread = len(review["unread"])
    needs_look = unread or not review["title"] or not review["number"] or not review["content"]["plan"].get("issued_on")
    return {
        "review": review,
        "title": review["title"][:_MOST_TITLE],
        "unread": unread,
        "status": ImportStatus.NEEDS_LOOK if needs_look else ImportStatus.READ,
    }
