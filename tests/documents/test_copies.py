"""Certified copies: the whole document with its corner and its note, an extract with the numerals of the original."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from plans.content.plan import IssuerContent, ItemContent, Marker, PlanContent, SignatureContent
from plans.documents.copies import CopyNote, certified_copy, extract_pdf, extracted
from plans.documents.pdf import render_pdf
from plans.documents.printed import printed_plan
from plans.exceptions import RenderFailed

WARD = IssuerContent(
    code="01840",
    name="Ủy ban nhân dân phường Đức Xuân",
    short_name="UBND phường Đức Xuân",
    territory="phường Đức Xuân",
    noun="phường",
    header_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN"),
    place="Đức Xuân",
)


def item(key, text, *children, marker=Marker.DASH, **more):
    return ItemContent(key=key, text=text, marker=marker, children=children, **more)


CONTENT = PlanContent(
    issuer=WARD,
    year=2026,
    number=47,
    issued_on=date(2026, 5, 20),
    abstract="Triển khai Tháng hành động vì trẻ em",
    items=(
        item("s1", "Mục đích", item("a", "Nâng cao nhận thức."), marker=Marker.ROMAN, is_heading=True),
        item("gone", "Bỏ.", marker=Marker.ROMAN, is_heading=True, dropped_reason="không phù hợp"),
        item(
            "s2", "Nội dung", item("b", "Treo băng rôn.", marker=Marker.ARABIC),
            item("c", "Hội thi.", marker=Marker.ARABIC),
            marker=Marker.ROMAN, is_heading=True,
        ),
    ),
    closing="Trên đây là Kế hoạch.",
    signature=SignatureContent(lines=("CHỦ TỊCH",), name="Ma Thị Na"),
)  # fmt: skip
NOTE = CopyNote(
    kind="SAO Y",
    issuer=WARD,
    document_number="05/SY-UBND",
    copied_on=date(2026, 6, 2),
    moment="02/6/2026 08:30:15",
    signature=SignatureContent(lines=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), name="Nông Văn Tú"),
    recipients=("Các trường học;", "Các tổ dân phố"),
)


@pytest.fixture(scope="module")
def copy():
    with pdfplumber.open(BytesIO(certified_copy(render_pdf(CONTENT), NOTE))) as pdf:
        yield pdf


def lines_of(page):
    return [line["text"] for line in page.extract_text_lines()]


def test_the_corner_stands_over_the_first_page_in_size_ten(copy):
    corner = copy.pages[0].crop((250, 0, copy.pages[0].width, 20 / 25.4 * 72))

    assert lines_of(corner) == ["SAO Y, số: 05/SY-UBND", "Ủy ban nhân dân phường Đức Xuân", "02/6/2026 08:30:15"]
    assert {round(char["size"], 1) for char in corner.chars} == {10.0}
    assert "Trên đây là Kế hoạch./." in copy.pages[0].extract_text()


def test_the_note_names_number_day_signer_and_where_it_goes(copy):
    text = copy.pages[-1].extract_text()

    for words in (
        "SAO Y", "Số: 05/SY-UBND", "Đức Xuân, ngày 02 tháng 6 năm 2026", "TL. CHỦ TỊCH", "Nông Văn Tú",
        "- Các trường học;", "- Các tổ dân phố;", "- Lưu: VT.",
    ):  # fmt: skip
        assert words in text
    assert len(copy.pages) == 2


def test_the_original_is_not_touched():
    original = render_pdf(CONTENT)
    before = bytes(original)
    certified_copy(original, NOTE)

    assert original == before


def test_what_is_no_pdf_is_refused():
    with pytest.raises(RenderFailed):
        certified_copy(b"not a file", NOTE)


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        (("c",), ["II. NỘI DUNG", "2. Hội thi."]),
        (("a",), ["I. MỤC ĐÍCH", "- Nâng cao nhận thức."]),
        (("s2",), ["II. NỘI DUNG", "1. Treo băng rôn.", "2. Hội thi."]),
        (("a", "c"), ["I. MỤC ĐÍCH", "- Nâng cao nhận thức.", "II. NỘI DUNG", "2. Hội thi."]),
    ],
)
def test_an_extract_keeps_the_numerals_of_the_original(keys, lines):
    printed = printed_plan(replace(extracted(CONTENT, keys), ending=""))

    assert [one.text for one in printed.paragraphs] == lines
    assert printed.number_line == "Số: 47/KH-UBND"


def test_an_extract_is_printed():
    with pdfplumber.open(BytesIO(extract_pdf(CONTENT, ("c",)))) as pdf:
        text = pdf.pages[0].extract_text()

    assert "2. Hội thi" in text
    assert "Treo băng rôn" not in text
