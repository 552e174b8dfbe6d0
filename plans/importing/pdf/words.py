"""The words of a page with their place, and the small geometry the stages after share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.content.vietnamese import clean_line, fold
from plans.importing.lines import Column


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together; lengths in points from the page's top left, `size` of the font."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str = ""
    is_bold: bool = False
    is_italic: bool = False

    @property
    def middle(self) -> float:
        """The middle between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]
    column: Column = Column.WHOLE

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def middle(self) -> float:
        """The middle between left and right."""
        return (self.left + self.right) / 2

    @property
    def baseline(self) -> float:
        """How far below the top of the page it stands."""
        return self.words[0].baseline

    @property
    def size(self) -> float:
        """The largest size in it."""
        return max(word.size for word in self.words)

    @property
    def raw(self) -> str:
        """Its text as the page has it, soft hyphens included."""
        return text_of(self.words)

    @property
    def folded(self) -> str:
        """Its text for comparing."""
        return fold(clean_line(self.raw))


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one page; `number` from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    is_scanned: bool = False


# Words nearer than this part of their size were one word, drawn in two strokes.
_TOUCHING = 0.1
# Baselines nearer than this part of the size are one line: small letters beside large ones, raised figures.
_SAME_LINE = 0.25


def text_of(words: Sequence[Word]) -> str:
    """The words with a space between them, but where they touch."""
    text = ""
    for before, word in zip((None, *words), words, strict=False):
        if before is not None and word.left - before.right > _TOUCHING * min(before.size, word.size):
            text += " "
        text += word.text
    return text


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The words in rows from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.baseline, one.left)):
        if rows and word.baseline - rows[-1][0].baseline <= _SAME_LINE * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(tuple(sorted(row, key=lambda one: one.left))) for row in rows]
