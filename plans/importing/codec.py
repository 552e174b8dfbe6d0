"""Lines of a document to JSON and back: what passes between the process that reads and the one that asked."""

from dataclasses import asdict
from typing import Any

from .lines import Align, Column, SourceDocument, SourceLine


def to_json(document: SourceDocument) -> dict[str, Any]:
    """The document as JSON values."""
    return {**asdict(document), "lines": [asdict(line) for line in document.lines]}


def from_json(stored: dict[str, Any]) -> SourceDocument:
    """The document `to_json` wrote."""
    lines = tuple(_line(one) for one in stored["lines"])
    return SourceDocument(**{**stored, "lines": lines, "remarks": tuple(stored["remarks"])})


def _line(stored: dict[str, Any]) -> SourceLine:
    box = stored["box"]
    return SourceLine(
        **{
            **stored,
            "align": Align(stored["align"]),
            "column": Column(stored["column"]),
            "box": None if box is None else tuple(box),
        }
    )
