"""Writes what a Word document is made of: paragraphs in named styles, drawn rules, borderless tables, page numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from plans.content.plan import TableContent

from .styles import BORDERLESS_TABLE

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    Container: TypeAlias = Document | BlockItemContainer


def add_lines(container: "Container", key: str, *lines: str, size: float | None = None) -> "Paragraph":
    """One paragraph in the style with that key; several lines are broken inside it, so that it stays one paragraph.

    `size` in points departs from the style's, for this paragraph alone.
    """
    from docx.shared import Pt

    paragraph = container.add_paragraph("\n".join(lines))
    paragraph._p.style = key
    if size is not None:
        for run in paragraph.runs:
            run.font.size = Pt(size)
    return paragraph


def add_rule(container: "Container", key: str, *, length: float, room: float) -> None:
    """A drawn rule of that length, centred in a room of that width (both in millimetres): a paragraph's border."""
    from docx.shared import Mm

    shape = add_lines(container, key).paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(0.0, room - length) / 2)


def add_borderless_table(document: "Document", *, rows: int, widths: Sequence[float]) -> "Table":
    """A table that only puts things side by side; every cell is empty and wants a paragraph. Millimetres."""
    from docx.shared import Mm

    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    table._tbl.tblPr.style = BORDERLESS_TABLE
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell._tc.clear_content()
    return table


def add_annex_table(document: "Document", table: TableContent) -> "Table":
    """A ruled table whose head repeats on every page; figures end at the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    made: Table = document.add_table(rows=1 + len(table.rows), cols=len(table.heads))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color="000000"))
    made._tbl.tblPr.append(borders)
    for at, row in enumerate((table.heads, *table.rows)):
        for column, text in enumerate(row):
            paragraph = made.cell(at, column).paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.font.bold = Pt(12), at == 0
            if at == 0:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif column in table.figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
    return made


def add_page_number(container: "Container", key: str) -> None:
    """The number of the page, counted by Word."""
    field, run, shown = element("fldSimple", instr=" PAGE "), element("r"), element("t")
    shown.text = "2"
    run.append(shown)
    field.append(run)
    add_lines(container, key)._p.append(field)


def element(name: str, **marks: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for mark, value in marks.items():
        made.set(qn(f"w:{mark}"), value)
    return made
