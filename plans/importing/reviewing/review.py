"""The state of a document under review: what it says now, where each piece came from, what is still not understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ...content.plan import PlanContent
from ..recognised import Fact, Recognised, UnreadLine

Lines: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A document as it stands after what was recognised and what a person corrected.

    `kind` is the type's code ("KH", "CV"), `number` the whole document number as printed; with `title` and `year`
    they are empty where the document does not say, whatever the content needs to hold there. `set_aside` keeps the
    words a person put out of the plan, so that nothing of the document is lost. `edited` names the facts a person
    wrote: they no longer come from the lines they were read in.
    """

    content: PlanContent
    kind: str = ""
    number: str = ""
    title: str = ""
    year: int | None = None
    issuing_unit: str = ""
    superior_unit: str = ""
    facts: tuple[Fact, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    set_aside: tuple[UnreadLine, ...] = ()
    items_lines: Mapping[str, Lines] = field(default_factory=dict)
    numerals: Mapping[str, str] = field(default_factory=dict)
    agencies: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def lines_of(self, *names: str) -> Lines:
        """The source lines the facts of these names were read in, each once, in order."""
        return tuple(sorted({line for fact in self.facts if fact.name in names for line in fact.lines}))


def review_of(recognised: Recognised) -> Review:
    """The beginning of a review: what was recognised, nothing corrected yet."""
    return Review(
        content=recognised.content,
        kind=recognised.kind or "",
        number=recognised.number or "",
        title=recognised.title or "",
        year=recognised.year,
        issuing_unit=recognised.issuing_unit or "",
        superior_unit=recognised.superior_unit or "",
        facts=recognised.facts,
        unread=recognised.unread,
        items_lines=dict(recognised.items_lines),
        numerals=dict(recognised.numerals),
        agencies=recognised.agencies,
        remarks=recognised.remarks,
    )
