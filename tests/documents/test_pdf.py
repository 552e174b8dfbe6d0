"""The PDF file: archival, tagged, closed to the outside, and the same bytes for the same content."""

import hashlib
import os
import subprocess
import sys
import threading
import unicodedata
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from pdfminer.pdftypes import resolve1

from plans.content.plan import PlanContent
from plans.documents import pdf
from plans.documents.fonts import find_document_font
from plans.documents.printed import document_text
from plans.exceptions import RenderFailed
from tests.architecture.source import ROOT
from tests.documents import reading
from tests.documents.samples import ALL, COMMUNE_DRAFT, DEPARTMENT, DUC_XUAN, LONG, item

FAMILY = f"Thangtreem-{find_document_font().family}".replace(" ", "-")


@pytest.fixture
def catalog(printed_samples):
    with pdfplumber.open(BytesIO(printed_samples["long"])) as document:
        yield document.doc.catalog


def fonts_of(pdf_bytes: bytes) -> dict[str, bool]:
    """Every font the pages name, and whether its file is inside."""
    found = {}
    with pdfplumber.open(BytesIO(pdf_bytes)) as document:
        for page in document.pages:
            for font in resolve1(resolve1(page.page_obj.resources)["Font"]).values():
                descendant = resolve1(resolve1(resolve1(font)["DescendantFonts"])[0])
                descriptor = resolve1(descendant["FontDescriptor"])
                name = resolve1(font)["BaseFont"].name.split("+")[-1]
                found[name] = any(key in descriptor for key in ("FontFile", "FontFile2", "FontFile3"))
    return found


@pytest.mark.parametrize("name", ALL)
def test_only_the_document_font_is_used_and_all_of_it_is_embedded(printed_samples, name):
    found = fonts_of(printed_samples[name])

    assert set(found) <= {FAMILY, f"{FAMILY}-Bold", f"{FAMILY}-Italic", f"{FAMILY}-Bold-Italic"}
    assert set(found.values()) == {True}


@pytest.mark.parametrize("name", ALL)
def test_every_word_can_be_read_back_composed(printed_samples, name):
    text = reading.words(printed_samples[name])
    with pdfplumber.open(BytesIO(printed_samples[name])) as document:
        raw = "".join(char["text"] for page in document.pages for char in page.chars)

    assert unicodedata.normalize("NFC", raw) == raw
    assert sorted(set(document_text(ALL[name]).split()) - set(text.split())) == []


def test_metadata_says_what_the_document_is(printed_samples):
    metadata = pypdfium2.PdfDocument(printed_samples["department"]).get_metadata_dict(skip_empty=True)

    assert metadata["Title"] == ("Kế hoạch số 07/KH-SXD: Thực hiện Tháng hành động vì trẻ em năm 2026 của Sở Xây dựng")
    assert metadata["Author"] == "Sở Xây dựng tỉnh Sơn La"
    assert metadata["CreationDate"] == "D:20260506"


def test_draft_carries_no_date_at_all(printed_samples):
    metadata = pypdfium2.PdfDocument(printed_samples["commune"]).get_metadata_dict(skip_empty=True)

    assert set(metadata) == {"Title", "Author", "Creator", "Producer"}


def test_file_calls_itself_pdf_a_3b(catalog, printed_samples):
    xmp = resolve1(catalog["Metadata"]).get_data().decode()
    intent = resolve1(resolve1(catalog["OutputIntents"])[0])

    assert printed_samples["long"].startswith(b"%PDF-1.7")
    assert 'pdfaid:part="3"' in xmp
    assert 'pdfaid:conformance="B"' in xmp
    assert intent["S"].name == "GTS_PDFA1"
    assert resolve1(intent["DestOutputProfile"]).get_data()[36:40] == b"acsp"
    assert b"/Encrypt" not in printed_samples["long"]


def test_file_is_tagged_vietnamese(catalog, printed_samples):
    with pdfplumber.open(BytesIO(printed_samples["commune"])) as document:
        kinds = {kind for page in document.pages for kind in tag_kinds(page.structure_tree)}

    assert catalog["Lang"] == b"vi"
    assert resolve1(catalog["MarkInfo"])["Marked"]
    assert {"H1", "H2", "H3", "P"} <= kinds


def tag_kinds(nodes):
    for node in nodes:
        yield node["type"]
        yield from tag_kinds(node.get("children", []))


def test_outline_follows_the_headings(printed_samples):
    outline = [(one.level, one.get_title()) for one in pypdfium2.PdfDocument(printed_samples["long"]).get_toc()]

    assert outline[:4] == [
        (0, "KẾ HOẠCH"),
        (1, "I. CHỦ ĐỀ VÀ THỜI GIAN"),
        (1, "II. NỘI DUNG HOẠT ĐỘNG"),
        (2, "1. Bảo vệ trẻ em trên môi trường mạng"),
    ]
    assert (0, "Phụ lục II: PHÂN CÔNG THỰC HIỆN") in outline


def test_file_is_small(printed_samples):
    assert {name: len(printed) // 1024 for name, printed in printed_samples.items() if len(printed) > 80 * 1024} == {}


def test_same_content_gives_same_bytes_in_every_process(printed_samples, tmp_path):
    program = (
        "import django, hashlib; django.setup()\n"
        "from plans.documents.pdf import render_pdf\n"
        "from tests.documents.samples import LONG, COMMUNE_DRAFT\n"
        "print(hashlib.sha256(render_pdf(COMMUNE_DRAFT)).hexdigest(), hashlib.sha256(render_pdf(LONG)).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "PYTHONPATH": str(ROOT),
                "DJANGO_SETTINGS_MODULE": "thangtreem.settings_test",
            },
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("4711", "Asia/Ho_Chi_Minh"))
    }
    here = [hashlib.sha256(printed_samples[name]).hexdigest() for name in ("commune", "long")]

    assert answers == {" ".join(here)}


def test_the_first_render_of_a_process_is_no_exception(renders_clean, monkeypatch):
    monkeypatch.setattr(pdf, "_press", None)

    assert len({pdf.render_pdf(DEPARTMENT) for _ in range(3)}) == 1


def test_what_was_printed_before_does_not_matter(printed_samples, renders_clean):
    for name in reversed(ALL):
        assert pdf.render_pdf(ALL[name]) == printed_samples[name]


def test_threads_print_the_same(printed_samples, renders_clean):
    results: list[bytes] = []
    threads = [threading.Thread(target=lambda: results.append(pdf.render_pdf(DEPARTMENT))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [printed_samples["department"]] * 4


def test_forked_child_prints_the_same_and_leaves_the_fonts_alone(printed_samples):
    program = (
        "import django, os, sys; django.setup()\n"
        "from plans.documents.pdf import render_pdf\n"
        "from tests.documents.samples import DEPARTMENT\n"
        "first = render_pdf(DEPARTMENT)\n"
        "child = os.fork()\n"
        "if not child: sys.exit(0 if render_pdf(DEPARTMENT) == first else 1)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
        "from plans.documents import pdf\n"
        "assert any(pdf._press.font_config._folder.iterdir())\n"
        "folder = pdf._press.font_config._folder\n"
        "print(folder)"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "thangtreem.settings_test"},
        capture_output=True,
        text=True,
    )

    assert (answer.returncode, answer.stderr) == (0, "")
    assert not os.path.exists(answer.stdout.strip())


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/passwd" alt="">',
        '<img src="http://127.0.0.1:9/x.png" alt="">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<style>p { background: url("https://vidu.vn/x.png") }</style><p>x',
        '<style>@import "file:///etc/passwd";</style>',
        '<style>@font-face { font-family: x; src: url("file:///etc/passwd") }</style>',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_nothing_outside_the_font_files_is_opened(markup):
    with pytest.raises(RenderFailed, match="tệp ngoài mẫu in"):
        pdf.html_to_pdf(f'<html lang="vi"><title>x</title>{markup}')


def test_markup_in_a_text_is_printed_as_text(renders_clean):
    attack = '<img src="file:///etc/passwd"> & <a href="http://vidu.vn">đây</a>'

    printed = pdf.render_pdf(replace(COMMUNE_DRAFT, items=(item(attack),)))

    assert attack in reading.words(printed)


def test_fonts_of_the_machine_do_not_replace_the_document_font(renders_clean):
    html = '<html lang="vi"><title>x</title><p>Thường <b>đậm</b> <i>nghiêng <b>cả hai</b></i></p>'

    assert set(fonts_of(pdf.html_to_pdf(html))) == {
        FAMILY,
        *(f"{FAMILY}-{one}" for one in ("Bold", "Italic", "Bold-Italic")),
    }


@pytest.mark.parametrize(
    "content",
    [
        PlanContent(issuer=DUC_XUAN, year=2026),
        replace(COMMUNE_DRAFT, abstract="y" * 400, items=(item("x" * 2000),)),
        replace(COMMUNE_DRAFT, abstract="Triển khai Tháng hành động " * 100),
        replace(COMMUNE_DRAFT, recipients=tuple(f"Đơn vị thứ {number}" for number in range(90))),
        replace(COMMUNE_DRAFT, issuer=replace(DUC_XUAN, place="Đ" * 200, header_lines=("Ư" * 200,))),
        replace(LONG, items=()),
    ],
    ids=["empty", "no spaces", "endless title", "ninety recipients", "endless names", "no items"],
)
def test_odd_content_is_printed_inside_the_margins(sheets_of, content):
    lines = [line for sheet in sheets_of(content) for line in sheet.body]

    assert [line.text[:40] for line in lines if line.left < 29 or line.right > 196] == []


def test_fifty_recipients_keep_the_end_of_the_text_beside_them(sheets_of):
    last = sheets_of(replace(COMMUNE_DRAFT, recipients=tuple(f"Đơn vị {number}" for number in range(50))))[-1]

    assert len([line for line in last.body if line.baseline < last.find("Nơi nhận:").baseline - 1]) >= 2


def test_layout_that_cannot_be_made_is_a_sentence(monkeypatch):
    from weasyprint import HTML

    def fail(*args, **kwargs):
        raise AssertionError("page 1")

    monkeypatch.setattr(HTML, "render", fail)

    with pytest.raises(RenderFailed, match="Chưa tạo được bản in"):
        pdf.render_pdf(DEPARTMENT)
