"""The Word file says what the PDF says, word for word in the same order, and says it to whoever opens it."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html import unescape

import pypdfium2
import pytest
from hypothesis import given

from plans.content import codec, facts
from plans.content.plan import PlanContent
from plans.documents.fonts import LETTERS
from plans.documents.pages import document_html
from plans.documents.pdf import render_pdf
from plans.documents.printed import document_text
from plans.documents.word.plan import render_docx
from plans.importing.reading import read_bytes
from plans.services.loading.demo_plans import plan_files
from tests.content.strategies import plans
from tests.documents import reading as pdf
from tests.documents.samples import ALL, COMMUNE_DRAFT, DEPARTMENT, DUC_XUAN, LONG
from tests.documents.word import reading
from tests.looking import examples

DEMONSTRATION = {one["short_name"]: one["content"] for one in plan_files()}
#: A công văn has no name of its type and asks several offices.
LETTER = replace(
    DEPARTMENT,
    document_type="",
    symbol="SXD-VP",
    abstract="V/v đính chính Kế hoạch số 07/KH-SXD",
    addressees=("Các phòng, đơn vị thuộc Sở", "Ban Quản lý các dự án"),
)
EMPTY = PlanContent(issuer=DUC_XUAN, year=2026)


@pytest.mark.parametrize("name", ALL)
def test_samples_have_the_words_of_their_pdf(written_samples, printed_samples, name):
    assert reading.words(written_samples[name]) == reading.pdf_words(printed_samples[name])


@pytest.mark.parametrize("name", DEMONSTRATION)
def test_plans_of_the_demonstration_have_the_words_of_their_pdf(name):
    content = codec.from_json(DEMONSTRATION[name])

    assert reading.words(render_docx(content)) == reading.pdf_words(render_pdf(content))


@pytest.mark.parametrize("content", [LETTER, replace(LETTER, addressees=LETTER.addressees[:1]), EMPTY])
def test_letters_and_empty_plans_have_the_words_of_their_pdf(content):
    assert reading.words(render_docx(content)) == reading.pdf_words(render_pdf(content))


def printable(said):
    """What was made up, without the letters no font of documents has; the names of facts stay."""
    if isinstance(said, dict):
        return {key: printable(one) for key, one in said.items()}
    if isinstance(said, list):
        return [printable(one) for one in said]
    if not isinstance(said, str):
        return said
    pieces = facts.split(said)
    kept = ["".join(one for one in piece if one in LETTERS) for piece, _ in pieces]
    return "".join(
        facts.token(piece) if is_fact else plain for plain, (piece, is_fact) in zip(kept, pieces, strict=True)
    )


@given(plans())
@examples(12)
def test_any_plan_has_the_letters_of_its_pdf(content):
    content = codec.from_json(printable(codec.to_json(content)))

    # A line may end inside "TT-BYT" or "12/KH-UBND": letters are compared, without the spaces between them.
    assert "".join(reading.words(render_docx(content))) == "".join(reading.pdf_words(render_pdf(content)))


@given(plans())
@examples(25)
def test_any_plan_has_the_letters_of_its_page(content):
    page = unescape(re.sub("<[^>]*>", " ", document_html(content).partition("<body>")[2]))

    assert "".join(reading.words(render_docx(content))) == pdf.squeezed(page)


@pytest.mark.parametrize("name", ALL)
def test_portal_reads_its_own_word_file_back(written_samples, name):
    lines = read_bytes(written_samples[name], file_name="Kế hoạch.docx").lines

    assert sorted(" ".join(one.text for one in lines).split()) == sorted(document_text(ALL[name]).split())


def test_number_and_day_given_later_are_written():
    content = replace(COMMUNE_DRAFT, number=5, issued_on=date(2026, 5, 19))
    words = " ".join(reading.words(render_docx(content)))

    assert "Số: 05/KH-UBND Đức Xuân, ngày 19 tháng 5 năm 2026" in words


# --- In LibreOffice --------------------------------------------------------------------------------------------------

OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def opened_samples(written_samples, tmp_path_factory):
    """The samples as LibreOffice prints them."""
    if OFFICE is None:
        pytest.skip(
            "LibreOffice is not installed (apt-get install libreoffice-writer-nogui): opening in it is not tried"
        )
    folder = tmp_path_factory.mktemp("office")
    for name, data in written_samples.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in written_samples]
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in written_samples}


@pytest.mark.parametrize("name", ALL)
def test_libreoffice_loses_no_word(opened_samples, printed_samples, name):
    assert reading.pdf_words(opened_samples[name]) == reading.pdf_words(printed_samples[name])


@pytest.mark.parametrize("name", ["commune", "long"])
def test_libreoffice_breaks_lines_and_pages_as_the_pdf_does(opened_samples, sample_sheets, name):
    opened, printed = pdf.sheets(opened_samples[name]), sample_sheets[name]

    assert [sheet.number for sheet in opened] == [sheet.number for sheet in printed]
    assert [[line.text for line in sheet.lines] for sheet in opened] == [
        [line.text for line in sheet.lines] for sheet in printed
    ]
    moved = [
        (theirs.text, round(theirs.left - ours.left, 1), round(theirs.baseline - ours.baseline, 1))
        for there, here in zip(opened, printed, strict=True)
        for theirs, ours in zip(there.lines, here.lines, strict=True)
        if abs(theirs.left - ours.left) > 0.5 or abs(theirs.baseline - ours.baseline) > 2
    ]
    assert moved == []


def test_libreoffice_finds_title_and_headings(opened_samples, printed_samples):
    def outline(data):
        with pypdfium2.PdfDocument(data) as document:
            return [(one.level, one.get_title()) for one in document.get_toc()]

    appendix = "Phụ lục II: PHÂN CÔNG THỰC HIỆN"
    assert appendix in [title for _, title in outline(printed_samples["long"])]
    assert reading.outline(render_docx(LONG)) == [
        (level, title.partition(":")[0] if title.startswith("Phụ lục") else title)
        for level, title in outline(printed_samples["long"])
    ]
