"""The findings of a document as PlanContent: what the portal keeps, prints and compares."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...content.plan import AppendixContent, PlanContent, SignatureContent
from ...content.vietnamese import upper
from .body.levels import Node
from .body.sections import Items, Notes, make_items
from .frame.ending import Ending
from .frame.header import Header
from .frame.preamble import Preamble
from .frame.titles import Title
from .issuer import issuer_content
from .vocabulary import key, type_name

_NUMBER = re.compile(r"^(?P<number>\d{1,5})(?P<rest>.*)$")
_ARCHIVE = re.compile(r"^lưu\s*[:.;]?\s*")
_APPENDIX_LABEL = re.compile(r"^phụ lục(?:\s+(?:số\s*)?(?:[ivx]{1,4}|\d{1,2})\b)?\s*[:.–-]*\s*")


@dataclass(slots=True)
class Frame:
    """The parts around the items, chosen from a document or from the decision that encloses it."""

    header: Header
    title: Title
    ending: Ending
    preamble: Preamble
    opening: str
    closing: str
    closes: bool
    issuing_unit: str | None
    year: int


def make_content(
    frame: Frame, items: Items, *, texts: Sequence[str], new_key: Callable[[], str],
    appendices: Sequence[tuple[str, Node]],
) -> PlanContent:  # fmt: skip
    """The plan; facts that only the whole body tells (theme, days, deadlines) are added by the caller."""
    number, symbol = _number(frame.header)
    recipients, archive = _recipients(frame.ending.recipients)
    words = [frame.closing, *texts]
    return PlanContent(
        issuer=issuer_content(frame.header, frame.issuing_unit, words),
        year=frame.year,
        document_type=_type(frame.title),
        abstract=frame.title.text,
        abstract_note=frame.title.note,
        number=number,
        symbol=symbol,
        issued_on=frame.header.issued_on or frame.ending.issued_on,
        legal_bases=tuple(frame.preamble.legal_bases),
        parents=tuple(frame.preamble.parents),
        opening=frame.opening,
        items=items.items,
        closing=frame.closing,
        ending="./." if frame.closes else "",
        signature=SignatureContent(lines=tuple(frame.ending.stack), name=frame.ending.name),
        recipients=recipients,
        archive_note=archive,
        appendices=tuple(_appendix(title, root, items, new_key) for title, root in appendices),
    )


def _type(title: Title) -> str:
    return upper(title.type_words) or type_name(title.kind or "")


def _number(header: Header) -> tuple[int | None, str]:
    if not header.number:
        return None, header.symbol
    found = _NUMBER.match(header.number)
    if not found:
        return None, header.number
    return int(found["number"]), found["rest"].lstrip("/- ")


def _recipients(entries: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The lines of Nơi nhận and, apart, what is archived ("Lưu: VT, VX" → "VT, VX")."""
    kept: list[str] = []
    archive = ""
    for one in entries:
        found = _ARCHIVE.match(key(one))
        if found and not archive:
            archive = one[found.end() :].strip(" .;")
        else:
            kept.append(one)
    return tuple(kept), archive


def _appendix(title: str, root: Node, items: Items, new_key: Callable[[], str]) -> AppendixContent:
    made = make_items(root, Notes(), new_key=new_key, is_lost=False)
    items.lines |= made.lines
    items.numerals |= made.numerals
    label = _APPENDIX_LABEL.match(key(title))
    return AppendixContent(title=title[label.end() :].strip() if label else title, items=made.items)
