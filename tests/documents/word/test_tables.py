"""A table of an appendix: printed with its head on every page, figures to the right, every cell in the text."""

from dataclasses import replace
from io import BytesIO

import docx
import pdfplumber
import pytest

from plans.content.plan import AppendixContent, TableContent
from plans.documents.pdf import render_pdf
from plans.documents.printed import document_text
from plans.documents.word.plan import render_docx
from plans.queries.paper import paper
from tests.documents import samples

TABLE = TableContent(
    heads=("TT", "Đơn vị", "Số suất quà"),
    rows=tuple((str(at), f"Ủy ban nhân dân xã {at}", f"{at}.234,5") for at in range(1, 61)),
    figures=(2,),
)


@pytest.fixture(scope="module")
def content():
    appendix = AppendixContent(title="Số liệu", table=TABLE)
    return replace(samples.COMMUNE_DRAFT, slogans=(), appendices=(appendix,))


@pytest.fixture(scope="module")
def pages(content):
    with pdfplumber.open(BytesIO(render_pdf(content))) as pdf:
        yield [page for page in pdf.pages if "Số suất quà" in page.extract_text()]


def test_the_head_repeats_on_every_page(pages):
    assert len(pages) > 1
    assert all("TT Đơn vị Số suất quà" in page.extract_text() for page in pages)


def test_figures_end_at_one_line(pages):
    words = [word for word in pages[0].extract_words() if word["text"].endswith(".234,5")]

    assert len({round(word["x1"]) for word in words}) == 1


def test_every_cell_is_said(content):
    text = document_text(content)

    assert all(cell in text for row in TABLE.rows for cell in row)


def test_the_screen_shows_the_same_table(content):
    assert paper(content).appendices[0].table == TABLE


def test_the_word_file_holds_the_same_table_with_a_head_that_repeats(content):
    table = docx.Document(BytesIO(render_docx(content))).tables[-1]

    assert [[cell.text for cell in row.cells] for row in table.rows[:2]] == [list(TABLE.heads), list(TABLE.rows[0])]
    assert len(table.rows) == 61
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
