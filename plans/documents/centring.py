"""Breaks the centred lines of a document (letterhead, title, appendix) into pieces, the same for every file format."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.content.layout import LayoutParameters

from .balancing import balanced_lines, text_width
from .printed import PrintedAppendix, PrintedPlan

#: A4 portrait; landscape is only for tables (Nghị định 30/2020/NĐ-CP, Phụ lục I). Millimetres.
PAPER_WIDTH, PAPER_HEIGHT = 210, 297
#: The share of the text's width the issuer's column takes; quốc hiệu in one line needs the rest.
ISSUER_SHARE = 0.40
#: The share of the text's width the recipients take beside the signature.
RECIPIENTS_SHARE = 0.45
#: The share of its line a drawn rule takes (between 1/3 and 1/2); tiêu ngữ has one of its full length.
RULE_SHARE = 0.40
#: Place and date are set in 13 to 14 points; a long place takes the smaller size before it takes a second line.
SMALLER_PLACE_SIZE = 13.0
#: How wide italics are beside the bold letters `text_width` knows.
ITALIC_SHARE = 0.95
#: The least gap between the letterhead's two columns, in millimetres.
_COLUMN_GAP = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CentredLines:
    """The pieces of every centred line of the first page; `place_size` in points."""

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    place_size: float
    place: tuple[str, ...]
    subject: tuple[str, ...]
    abstract: tuple[str, ...]
    note: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixLines:
    """The pieces of the centred lines over an appendix, below its label."""

    title: tuple[str, ...]
    attached_to: tuple[str, ...]


def room(layout: LayoutParameters) -> float:
    """The width between the margins in millimetres."""
    return PAPER_WIDTH - layout.margin_left - layout.margin_right


def centred_lines(plan: PrintedPlan, layout: LayoutParameters) -> CentredLines:
    """How the letterhead and the title are broken into lines."""
    width = room(layout)
    superior = _balanced(plan.superior_lines, width * ISSUER_SHARE, layout.issuer_size)
    issuer = _balanced(plan.issuer_lines, width * ISSUER_SHARE, layout.issuer_size)
    widest = max(text_width(line, layout.issuer_size) for line in (*superior, *issuer, plan.number_line))
    place_size, place = _place(plan.place_and_date_line, width - _COLUMN_GAP - widest, layout.place_size)
    return CentredLines(
        superior=superior,
        issuer=issuer,
        place_size=place_size,
        place=place,
        subject=balanced_lines(plan.subject, width * ISSUER_SHARE, layout.issuer_size),
        abstract=balanced_lines(plan.abstract, width * 0.9, layout.title_size),
        note=balanced_lines(plan.abstract_note, width * 0.9, layout.title_size),
    )


def appendix_lines(appendix: PrintedAppendix, layout: LayoutParameters) -> AppendixLines:
    """How the title of an appendix and "(Kèm theo …)" are broken into lines."""
    return AppendixLines(
        title=balanced_lines(appendix.title, room(layout) * 0.9, layout.title_size),
        attached_to=balanced_lines(appendix.attached_to, room(layout) * 0.95, layout.title_size),
    )


def _place(line: str, width: float, size: float) -> tuple[float, tuple[str, ...]]:
    """The size of the line with place and date, and the line, or its pieces where even the smaller size is too wide."""
    width /= ITALIC_SHARE
    if text_width(line, size) > width:
        size = min(size, SMALLER_PLACE_SIZE)
    return size, balanced_lines(line, width, size)


def _balanced(lines: Iterable[str], width: float, size: float) -> tuple[str, ...]:
    return tuple(piece for line in lines for piece in balanced_lines(line, width, size))
