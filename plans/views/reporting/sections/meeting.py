"""Two browsers in one section of a report: the places both filled in differently, for the person to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass

from ....forms.reporting import sections as form
from ....queries.reporting.reading import SectionPage
from ....reporting.filling import TypedFigure
from .showing import shown_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place two browsers filled in differently; `sent` are the fields that say ours again."""

    key: str
    name: str
    mine: str
    theirs: str
    sent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Everything of a section that must be chosen; `revision` is the one stored now."""

    message: str
    revision: int
    action: str
    places: tuple[Place, ...]


def clashes(section: SectionPage, sent: form.SentSection) -> Iterator[Place]:
    """The places where what is stored now is neither what was sent nor what the sender's page had shown."""
    for line in shown_lines(section):
        mine = sent.figures.get(line.key)
        if mine is None or line.is_computed:
            continue
        ours, theirs = _said(mine.text, is_nothing=mine.is_nothing), _said(line.text, is_nothing=line.is_nothing)
        if ours != theirs and sent.before.get(line.key) != theirs:
            yield Place(
                key=line.key,
                name=line.name,
                mine=ours or "để trống",
                theirs=theirs or "để trống",
                sent=_again(line.key, mine),
            )
    text, stored = sent.text, section.text
    if text is not None and text.strip() not in (stored, "") and sent.before.get(form.TEXT) != stored:
        yield Place(
            key=form.TEXT, name="Kết quả, cách làm", mine=text, theirs=stored or "để trống", sent=((form.TEXT, text),)
        )


def _said(text: str, *, is_nothing: bool) -> str:
    return "không phát sinh" if is_nothing else text.strip()


def _again(key: str, typed: TypedFigure) -> tuple[tuple[str, str], ...]:
    fields = [(form.FIGURE + key, typed.text)]
    fields += [(form.NIL + key, "on")] if typed.is_nothing else []
    fields += [(form.DOUBLES + key, "on")] if typed.without_doubles else []
    fields += [(form.NOTE + key, typed.note)] if typed.note else []
    return tuple(fields)
