"""Turns two files that should be one into the words that differ on their pages."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest

from plans.content.vietnamese import nfc

from .pictures import page_texts

#: Beyond so many places nothing more is told: it is another document.
MOST_CHANGES = 200
#: How many words around a place are told.
_AROUND = 6
# Words of a page beyond which it is compared as one piece: no page of a plan has as many.
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """Words of a page (from 1) that the other file has not, or has otherwise; `lead` and `tail` stand around them in
    the original, so that a reader finds the place."""

    page: int
    before: str
    after: str
    lead: str = field(default="", compare=False)
    tail: str = field(default="", compare=False)


def text_changes(original: bytes, other: bytes) -> tuple[TextChange, ...]:
    """Where the visible words differ, fields and signatures included, in reading order; empty when they are the same.

    Pages are compared one with the other; a page that only one file has is told whole. Raises RenderFailed when one of
    the files is no PDF.
    """
    pages = zip_longest(page_texts(original), page_texts(other), fillvalue="")
    found: list[TextChange] = []
    for number, (before, after) in enumerate(pages, start=1):
        found += _changes(number, nfc(before).split(), nfc(after).split())
        if len(found) >= MOST_CHANGES:
            break
    return tuple(found[:MOST_CHANGES])


def _changes(page: int, before: list[str], after: list[str]) -> list[TextChange]:
    if before == after:
        return []
    if max(len(before), len(after)) > _MOST_WORDS:
        return [TextChange(page=page, before=" ".join(before[:50]), after=" ".join(after[:50]))]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found = [
        TextChange(
            page=page,
            before=" ".join(before[at:until]),
            after=" ".join(after[start:end]),
            lead=" ".join(before[max(0, at - _AROUND) : at]),
            tail=" ".join(before[until : until + _AROUND]),
        )
        for kind, at, until, start, end in steps
        if kind != "equal"
    ]
    # The words of fields are read after those of the page: the same words at another place of it are no change.
    moved = {one.before for one in found if not one.after} & {one.after for one in found if not one.before}
    return [one for one in found if (one.before or one.after) not in moved or (one.before and one.after)]
