"""Turns a plan into the page that is signed, with its number, date and signatures left free, and into what fills them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plans.content.places import SigningPlaces
from plans.content.plan import PlanContent

#: Width and height in millimetres of the leader's signature, and the real size of a seal.
LEADER_SIZE = (60.0, 28.0)
SEAL_SIZE = (36.0, 36.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankDocument:
    """The document as it will be signed, and where its free places are."""

    pdf: bytes
    places: SigningPlaces


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledLines:
    """The two lines: each its text and a one-page PDF of exactly the size of its place."""

    number: tuple[str, bytes]
    date: tuple[str, bytes]


def blank_document(content: PlanContent) -> BlankDocument:
    """The printed form of a plan whose number and date are not printed but kept free. Raises RenderFailed."""
    raise NotImplementedError


def filled_lines(content: PlanContent, *, number: tuple[float, float], date: tuple[float, float]) -> FilledLines:
    """The lines with number, place and date as the page would print them, for places of these sizes in points."""
    raise NotImplementedError


def signature_pdf(*, png: bytes | None, signer: str, at: datetime) -> bytes:
    """How a leader's signature looks: the image, blue, centred; without one, who and when in words."""
    raise NotImplementedError


def seal_pdf(*, png: bytes | None, organ: str, at: datetime) -> bytes:
    """How an organ's signature looks: the seal, red, in its real size; without one, who and when in words."""
    raise NotImplementedError


def corner_pdf(lines: Sequence[str]) -> bytes:
    """The words in the upper right corner of a copy or a separate annex: size 10, upright, black."""
    raise NotImplementedError
