"""What the stages of parsing hand to each other: cleaned lines and the paragraphs made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...content.vietnamese import clean_line
from ..lines import Align, Column, SourceLine

_WIDE_GAP = re.compile(r"\s*[|\t]\s*|\s{4,}")
_EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=[^\s*_])([^*_]*[^\s*_])\1(?![\w*])")
_HEADING_MARKS = re.compile(r"^#{1,6}\s+(?=\S)")
_QUOTE_MARK = re.compile(r"^>\s+(?=\S)")
_NOTHING_TO_READ = re.compile(r"[\W_]*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words on it, cleaned; `columns` are its parts where wide gaps or bars stand between them."""

    number: int
    text: str
    columns: tuple[str, ...]
    has_gap: bool
    align: Align = Align.UNKNOWN
    column: Column = Column.WHOLE
    is_bold: bool = False
    is_paragraph: bool = False
    page: int = 0
    left: float | None = None
    right: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines joined to one paragraph, with the numeral split off by `numerals` later."""

    text: str
    lines: tuple[int, ...]
    is_bold: bool = False
    is_centred: bool = False
    has_gap: bool = False


@dataclass(slots=True)
class Reader:
    """A cursor over the lines: stages take from the front and leave the rest to the next one."""

    lines: Sequence[Line]
    at: int = 0

    def rest(self) -> Sequence[Line]:
        """The lines nobody has taken yet."""
        return self.lines[self.at :]


@dataclass(slots=True)
class Findings:
    """What the stages collect on their way: facts, unread lines, remarks."""

    facts: list[tuple[str, str, tuple[int, ...], str]] = field(default_factory=list)
    unread: list[tuple[int, str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def fact(self, name: str, value: str, lines: Sequence[int], printed: str = "") -> None:
        """Note a fact; `printed` are its words as the source has them, where they differ from `value`."""
        if lines:
            self.facts.append((name, value, tuple(dict.fromkeys(lines)), printed or value))

    def leave(self, line: int, text: str, reason: str) -> None:
        """Note words that were not understood."""
        if text.strip():
            self.unread.append((line, text.strip(), reason))


def cleaned_lines(source: Sequence[SourceLine]) -> list[Line]:
    """The lines that hold words, in order: marks of Markdown and rules taken off, spaces single, numerals put back."""
    lines: list[Line] = []
    previous = 0
    for one in source:
        raw = f"{one.numeral} {one.text}" if one.numeral else one.text
        raw = _without_markup(raw)
        text = clean_line(raw.replace("|", " "))
        if _NOTHING_TO_READ.match(text):
            continue
        columns = tuple(part for part in map(clean_line, _WIDE_GAP.split(raw)) if not _NOTHING_TO_READ.match(part))
        lines.append(
            Line(
                number=one.number, text=text, columns=columns or (text,), has_gap=one.number - previous > 1,
                align=one.align, column=one.column, is_bold=one.is_bold, is_paragraph=one.is_paragraph, page=one.page,
                left=one.box[0] if one.box else None, right=one.box[2] if one.box else None,
            )
        )  # fmt: skip
        previous = one.number
    return lines


def _without_markup(text: str) -> str:
    text = _QUOTE_MARK.sub("", _HEADING_MARKS.sub("", text.strip()))
    return _EMPHASIS.sub(r"\2", text.replace("**", "").replace("__", "" if re.search(r"\w__|__\w", text) else "__"))
