"""Sets up the paper of a Word document: A4, the margins, and page numbers that each part counts for itself."""

from typing import TYPE_CHECKING

from plans.content.layout import LayoutParameters
from plans.documents.centring import PAPER_HEIGHT, PAPER_WIDTH

from .paragraphs import add_lines, add_page_number, element
from .styles import POINTS_PER_MILLIMETRE, SINGLE_LINE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

#: Millimetres between a page number and the text's first line.
_UNDER_PAGE_NUMBER = 2.5


def set_up_first_section(document: "Document", layout: LayoutParameters) -> None:
    """The paper and the page numbers: centred in the top margin, none on a part's first page (Phụ lục I, mục I)."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAPER_WIDTH), Mm(PAPER_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.margin_top), Mm(layout.margin_bottom)
    section.left_margin, section.right_margin = Mm(layout.margin_left), Mm(layout.margin_right)
    number_height = layout.page_number_size * SINGLE_LINE / POINTS_PER_MILLIMETRE
    section.header_distance = Mm(max(0.0, layout.margin_top - number_height - _UNDER_PAGE_NUMBER))
    section.footer_distance = Mm(layout.margin_bottom / 2)
    section.different_first_page_header_footer = True
    _count_from_one(section)
    section.header._element.clear()
    add_page_number(section.header, "SoTrang")
    section.first_page_header._element.clear()
    add_lines(section.first_page_header, "SoTrang")


def begin_section(document: "Document") -> None:
    """A new part on a new page, with its own page numbers; paper and margins go on."""
    from docx.enum.section import WD_SECTION

    _count_from_one(document.add_section(WD_SECTION.NEW_PAGE))
    # The paragraph Word wants as the bearer of the break is not to be seen.
    document.paragraphs[-1]._p.style = "HetPhan"


def end_last_section(document: "Document") -> None:
    """Word ends no document with a table: a paragraph that is not to be seen."""
    if document.element.body[-2].tag.endswith("}tbl"):
        add_lines(document, "HetPhan")


def _count_from_one(section: "Section") -> None:
    from docx.oxml.ns import qn

    marks = section._sectPr
    numbers = marks.find(qn("w:pgNumType"))
    if numbers is None:
        marks.find(qn("w:pgMar")).addnext(element("pgNumType", start="1"))
