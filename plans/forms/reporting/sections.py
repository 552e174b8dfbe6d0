"""One section of a report as it was sent: figures by key, words, and what the page knew before (for two browsers)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from ...exceptions import Invalid
from ...reporting.filling import TypedFigure

#: Names of the fields, each followed by the figure's key: "so-D3:ns".
FIGURE, NIL, DOUBLES, NOTE, BEFORE = "so-", "kps-", "trung-", "ly-do-", "cu-"
TEXT, ALL_NIL, WAS_ALL_NIL = "loi", "ca-phan", "ca-phan-cu"
#: In the form that settles a conflict: which of two values stays.
CHOICE, THEIRS = "chon-", "theirs"

_OLD = "Trang này đã cũ; tải lại trang rồi ghi tiếp, những gì vừa gõ còn trên máy."


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSection:
    """What one save carries. `text` is None when no words were sent; `before` are the values the page had got."""

    revision: int
    figures: dict[str, TypedFigure] = field(default_factory=dict)
    text: str | None = None
    is_nothing: bool = False
    before: dict[str, str] = field(default_factory=dict)


def read_section(sent: QueryDict, keys: Iterable[str]) -> SentSection:
    """The figures of these keys that were sent, and the words; anything else in the request is left alone.

    The tick "cả phần này không phát sinh" counts when it was not there before; taking it away takes away the ticks of
    its figures. Raises Invalid for a page too old to have a revision.
    """
    ticked, was_ticked = ALL_NIL in sent, WAS_ALL_NIL in sent
    cleared = was_ticked and not ticked
    figures = {
        key: _figure(sent, key, cleared=cleared)
        for key in keys
        if FIGURE + key in sent and sent.get(CHOICE + key) != THEIRS
    }
    text = None if sent.get(CHOICE + TEXT) == THEIRS else sent.get(TEXT)
    return SentSection(
        revision=_revision(sent.get("revision", "")),
        figures=figures,
        text=text,
        is_nothing=ticked and not was_ticked,
        before={name.removeprefix(BEFORE): str(value) for name, value in sent.items() if name.startswith(BEFORE)},
    )


def read_figures(sent: QueryDict, keys: Iterable[str]) -> dict[str, TypedFigure]:
    """The figures of these keys that were sent, for a form that is not autosaved."""
    return {key: _figure(sent, key, cleared=False) for key in keys if FIGURE + key in sent}


def _figure(sent: QueryDict, key: str, *, cleared: bool) -> TypedFigure:
    return TypedFigure(
        text=str(sent[FIGURE + key]),
        is_nothing=NIL + key in sent and not cleared,
        without_doubles=DOUBLES + key in sent,
        note=sent.get(NOTE + key, ""),
    )


def _revision(value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Invalid(_OLD)
    return int(value)
