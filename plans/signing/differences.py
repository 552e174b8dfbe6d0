"""Turns two files that should be one into the words that differ on their pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """Words of a page (from 1) that the other file has not, or has otherwise."""

    page: int
    before: str
    after: str


def text_changes(original: bytes, other: bytes) -> tuple[TextChange, ...]:
    """Where the visible words differ, in reading order; empty when they are the same. Raises Unreadable."""
    raise NotImplementedError
