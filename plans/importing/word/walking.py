"""Walks a Word document in reading order and gathers its paragraphs with their look, numeral and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plans.content.vietnamese import clean_line, fold
from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.halves import NATIONAL_TITLE
from plans.importing.letters.encodings import Restorer
from plans.importing.lines import Column

from .columns import columns_of_table
from .numbering import Numbering
from .runs import Piece, Printed, printed_of
from .styles import ParagraphLook, Styles
from .xml import W, child

_CONTAINERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
_MAX_DEPTH = 40


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it is printed; the pieces are still in the encoding of their fonts."""

    pieces: list[Piece]
    look: ParagraphLook
    column: Column
    numeral: str


@dataclass(slots=True)
class Walk:
    """One way through a document; `paragraphs` are in reading order when it is done."""

    styles: Styles
    numbering: Numbering
    restorer: Restorer = field(default_factory=lambda: Restorer(()))
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: int = 0
    has_hidden: bool = False
    has_changes: bool = False
    _printed: dict[Any, Printed] = field(default_factory=dict)
    _carried: list[Piece] = field(default_factory=list)

    def through(self, roots: list[Any]) -> None:
        """Read everything below the given elements: first all letters, to judge their encoding, then in order."""
        for root in roots:
            for paragraph in root.iter(f"{W}p"):
                style = self.styles.paragraph(child(paragraph, "pPr")).style
                self._printed[paragraph] = printed_of(paragraph, self.styles, style)
        self.restorer = Restorer((one.look.font, one.text) for found in self._printed.values() for one in found.pieces)
        for root in roots:
            self._read(root, Column.WHOLE, 0)
        if self._carried:
            self.paragraphs.append(Paragraph(self._carried, self.styles.paragraph(None), Column.WHOLE, ""))

    def _read(self, parent: Any, column: Column, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise Unreadable(refusals.DAMAGED_WORD)
        for element in parent:
            if element.tag == f"{W}p":
                self._read_paragraph(element, column, depth)
            elif element.tag == f"{W}tbl":
                self._read_table(element, column, depth)
            elif element.tag in _CONTAINERS:
                self._read(element, column, depth + 1)

    def _read_table(self, table: Any, column: Column, depth: int) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        columns = columns_of_table([[self._folded(cell) for cell in row] for row in rows])
        for row, row_columns in zip(rows, columns, strict=True):
            for cell, own in zip(row, row_columns, strict=True):
                self._read(cell, own if column is Column.WHOLE else column, depth + 1)

    def _read_paragraph(self, paragraph: Any, column: Column, depth: int) -> None:
        properties = child(paragraph, "pPr")
        look, numeral = self._numbered(properties)
        printed = self._printed[paragraph]
        self.notes += printed.notes
        self.has_hidden = self.has_hidden or printed.has_hidden
        self.has_changes = self.has_changes or printed.has_changes
        pieces, self._carried = self._carried + printed.pieces, []
        if child(child(properties, "rPr"), "del") is not None:
            self._carried = pieces  # the end of this paragraph is deleted: it runs on into the next
        else:
            self.paragraphs.append(Paragraph(pieces, look, column, numeral))
        for box in printed.text_boxes:
            self._read(box, column, depth + 1)

    def _numbered(self, properties: Any) -> tuple[ParagraphLook, str]:
        """How the paragraph is set, and the numeral its list prints before it."""
        look = self.styles.paragraph(properties)
        if not look.list_id:
            return look, ""
        place = look.level
        if place is None:
            place = self.numbering.level_of_style(look.list_id, look.style)
        level = self.numbering.level(look.list_id, place)
        if level is None:
            return look, ""
        indent = child(child(level.properties, "pPr"), "ind")
        return self.styles.paragraph(properties, indent), self.numbering.next_numeral(look.list_id, place)

    def _folded(self, cell: Any) -> list[str]:
        """The paragraphs of a cell that print something, folded for comparing."""
        texts = (
            "".join(self.restorer.restored(one.look.font, one.text) for one in self._printed[paragraph].pieces)
            for paragraph in cell.iter(f"{W}p")
        )
        return [fold(words) for text in texts if (words := clean_line(text))]


def walk_of(document: Any) -> Walk:
    """The way through a document python-docx has opened: the letterhead, if a page header holds it, then the body."""
    styles = Styles(_part(document, "styles"))
    walk = Walk(styles, Numbering(_part(document, "numbering"), styles.lists_of_styles()))
    walk.through([*_letterhead(document), document.element.body])
    return walk


def _part(document: Any, name: str) -> Any:
    """The root element of a part the document refers to, None where it has none."""
    return next(_parts(document, name), None)


def _parts(document: Any, name: str) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            element = getattr(relation.target_part, "element", None)
            if element is not None:
                yield element


def _letterhead(document: Any) -> list[Any]:
    """Page headers are running headers and left out, but for the first that holds the national title."""
    found = (one for one in _parts(document, "header") if NATIONAL_TITLE in fold(clean_line("".join(one.itertext()))))
    return list(found)[:1]


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == f"{W}tr":
            if child(child(element, "trPr"), "del") is None:
                yield element
        elif element.tag in _CONTAINERS:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag in _CONTAINERS:
            yield from _cells(element)
