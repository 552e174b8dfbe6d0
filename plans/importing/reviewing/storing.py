"""A review turned into JSON and back: what the table of imported documents keeps beside the lines."""

from typing import Any

from ...content import codec
from ...content.codec import UnreadableContent
from ..recognised import Fact, UnreadLine
from .review import Review

#: Raised by one whenever a stored field changes its meaning.
FORMAT = 1


def review_to_json(review: Review) -> dict[str, Any]:
    """The review as JSON values."""
    return {
        "format": FORMAT,
        "content": codec.to_json(review.content),
        "kind": review.kind,
        "number": review.number,
        "title": review.title,
        "year": review.year,
        "issuing_unit": review.issuing_unit,
        "superior_unit": review.superior_unit,
        "facts": [
            {"name": fact.name, "value": fact.value, "lines": list(fact.lines), "span": list(fact.span or ()) or None}
            for fact in review.facts
        ],
        "unread": [_unread_to_json(line) for line in review.unread],
        "set_aside": [_unread_to_json(line) for line in review.set_aside],
        "items_lines": {key: list(lines) for key, lines in review.items_lines.items()},
        "numerals": dict(review.numerals),
        "agencies": list(review.agencies),
        "edited": list(review.edited),
        "remarks": list(review.remarks),
    }


def _unread_to_json(line: UnreadLine) -> dict[str, Any]:
    return {"line": line.line, "text": line.text, "reason": line.reason}


def review_from_json(stored: Any) -> Review:
    """The review back. Raises UnreadableContent when it is something else."""
    try:
        _require_format(stored)
        return Review(
            content=codec.from_json(stored["content"]),
            kind=stored["kind"],
            number=stored["number"],
            title=stored["title"],
            year=stored["year"],
            issuing_unit=stored["issuing_unit"],
            superior_unit=stored["superior_unit"],
            facts=tuple(
                Fact(name=one["name"], value=one["value"], lines=tuple(one["lines"]), span=_span(one["span"]))
                for one in stored["facts"]
            ),
            unread=tuple(UnreadLine(**line) for line in stored["unread"]),
            set_aside=tuple(UnreadLine(**line) for line in stored["set_aside"]),
            items_lines={key: tuple(lines) for key, lines in stored["items_lines"].items()},
            numerals=dict(stored["numerals"]),
            agencies=tuple(stored["agencies"]),
            edited=tuple(stored["edited"]),
            remarks=tuple(stored["remarks"]),
        )
    except (TypeError, ValueError, KeyError) as error:
        raise UnreadableContent(f"Phần đã đọc của văn bản bị hỏng: {error}") from error


def _span(stored: list[int] | None) -> tuple[int, int] | None:
    return (stored[0], stored[1]) if stored else None


def _require_format(stored: Any) -> None:
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise UnreadableContent("Văn bản lưu không đúng định dạng mà cổng này đọc được.")
