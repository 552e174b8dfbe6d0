"""The lines of a document as they were found: what reading hands to parsing."""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """How a line is set on its page; UNKNOWN where the source does not say (plain text)."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"
    UNKNOWN = "unknown"


class Column(StrEnum):
    """Which half of the page a line stands in: the header's and the signature's two columns."""

    WHOLE = "whole"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One line (PDF, text) or paragraph (Word) as found, cleaned to NFC, with its numeral where Word computes it.

    `number` counts the lines of the whole document from 1 and is what a recognised fact points to; `page` counts from
    1 (0 where there are no pages); `box` is (left, top, right, bottom) in points from the page's top left, None in
    text. `is_paragraph` tells that the line is a whole paragraph (Word), so that it is never joined to the next.
    `numeral` is a list number computed from Word's numbering ("1.", "a)", "-"), not part of `text`.
    """

    number: int
    text: str
    page: int = 0
    box: tuple[float, float, float, float] | None = None
    align: Align = Align.UNKNOWN
    column: Column = Column.WHOLE
    is_bold: bool = False
    is_italic: bool = False
    size: float | None = None
    indent: float | None = None
    is_paragraph: bool = False
    numeral: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A document that was read: its lines in reading order and how it was read.

    `kind` is "docx", "pdf" or "text"; `pages` how many pages it has (0: unknown); `was_scanned` whether its letters
    come from OCR; `remarks` Vietnamese sentences about the reading ("Đã chuyển từ bảng mã TCVN3 sang Unicode.").
    """

    kind: str
    lines: tuple[SourceLine, ...]
    pages: int = 0
    was_scanned: bool = False
    remarks: tuple[str, ...] = ()
