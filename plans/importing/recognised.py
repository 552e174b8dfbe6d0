"""What was recognised in a document: facts with the place they came from, the plan's content, the rest unread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..content import codec
from ..content.plan import PlanContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One recognised fact: its name, its value in words, the source lines it stands in.

    `span` is where its words stand in the first of these lines' text (start, end); None where they run over several
    lines or the value is not written there word for word.
    """

    name: str
    value: str
    lines: tuple[int, ...]
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """Words that found no place in the plan, and why, in one Vietnamese sentence."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document this one carries out, as far as it is named."""

    number: str | None
    date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerFound:
    """Who signed: the own post (the last of the capital lines) and the name."""

    position: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A document as it was understood. What the document does not say is None or empty, never guessed.

    `items_lines` tells for every item of the content the source lines it was made of, `numerals` the numeral that
    stood before it as it was written; `remarks` are Vietnamese sentences for the person who looks it through.
    """

    kind: str | None
    number: str | None
    issued_on: date | None
    place: str | None
    superior_unit: str | None
    issuing_unit: str | None
    title: str | None
    year: int | None
    parents: tuple[CitedDocument, ...]
    legal_bases: tuple[str, ...]
    theme: str | None
    period: tuple[date, date] | None
    headings: tuple[str, ...]
    agencies: tuple[str, ...]
    report_deadlines: tuple[date, ...]
    slogans: tuple[str, ...]
    signatory: SignerFound | None
    recipients: tuple[str, ...]
    unread: tuple[UnreadLine, ...]
    content: PlanContent
    facts: tuple[Fact, ...]
    items_lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    numerals: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def as_json(recognised: Recognised) -> dict[str, Any]:
    """The object `import_plan --json` prints."""
    one = recognised
    return {
        "kind": one.kind,
        "number": one.number,
        "issued_on": _day(one.issued_on),
        "place": one.place,
        "superior_unit": one.superior_unit,
        "issuing_unit": one.issuing_unit,
        "title": one.title,
        "year": one.year,
        "parents": [{"number": parent.number, "date": _day(parent.date)} for parent in one.parents],
        "legal_bases": list(one.legal_bases),
        "theme": one.theme,
        "period": [_day(day) for day in one.period] if one.period else None,
        "headings": list(one.headings),
        "agencies": list(one.agencies),
        "report_deadlines": [_day(day) for day in one.report_deadlines],
        "slogans": list(one.slogans),
        "signatory": {"position": one.signatory.position, "name": one.signatory.name} if one.signatory else None,
        "recipients": list(one.recipients),
        "unread": [line.text for line in one.unread],
        "content": codec.to_json(one.content),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
