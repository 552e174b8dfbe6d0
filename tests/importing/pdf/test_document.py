"""A PDF comes back as its lines: what the portal prints, what it prints is scanned to, what others make."""

import html
import json
import re
from functools import cache
from pathlib import Path

import pytest

from plans.content import codec
from plans.content.vietnamese import clean_line
from plans.documents.pages import document_html
from plans.documents.pdf import render_pdf
from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.lines import Align, Column
from plans.importing.pdf import ocr
from plans.importing.pdf.document import read_pdf
from tests.documents import samples
from tests.importing.files import pdf_with, scanned
from tests.importing.letters.test_encodings import IN_TCVN3, TITLE

PLANS = Path(__file__).parents[3] / "fixtures" / "demo" / "plans"
CONTENTS = samples.ALL | {
    path.stem: codec.from_json(json.loads(path.read_text(encoding="utf-8"))["content"])
    for path in sorted(PLANS.glob("*-2024.json"))
}


def squeezed(texts):
    return "".join("".join(text.split()) for text in texts)


def words_of_html(content):
    """All words of the printed document in the order of its markup."""
    page = document_html(content)
    body = re.sub(r"<(style|script)\b.*?</\1>", "", page[page.index("<body") :], flags=re.DOTALL)
    return squeezed([clean_line(html.unescape(re.sub(r"<[^>]+>", " ", body)))])


def of_column(lines, column):
    return [line.text for line in lines if line.column is column]


@pytest.fixture(scope="module")
def commune():
    return read_pdf(printed("commune"))


@cache
def printed(name):
    return render_pdf(CONTENTS[name])


@pytest.mark.parametrize("name", CONTENTS)
def test_what_the_portal_prints_comes_back_word_for_word(name):
    read = read_pdf(printed(name))

    expected = words_of_html(CONTENTS[name])
    title = next(place for place, line in enumerate(read.lines) if line.text in {"KẾ HOẠCH", "BÁO CÁO"})
    header, body = read.lines[:title], squeezed(line.text for line in read.lines[title:])
    assert expected.endswith(body)
    assert sorted(squeezed(line.text for line in header)) == sorted(expected[: -len(body)])
    assert {line.column for line in header} == {Column.LEFT, Column.RIGHT}
    assert read.remarks == ()
    assert not read.was_scanned


def test_the_columns_of_header_and_signature_are_told_apart(commune):
    assert of_column(commune.lines, Column.LEFT)[:3] == ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC XUÂN", "Số: /KH-UBND"]
    assert of_column(commune.lines, Column.RIGHT)[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip
    recipients = of_column(commune.lines, Column.LEFT)[3:]
    assert recipients[0] == "Nơi nhận:"
    assert recipients[-1].startswith("- Lưu: VT")
    assert of_column(commune.lines, Column.RIGHT)[3] == "TM. ỦY BAN NHÂN DÂN"


def test_no_page_number_is_left():
    lines = read_pdf(printed("long")).lines

    assert {line.page for line in lines} == set(range(1, 11))
    assert [line.text for line in lines if re.fullmatch(r"\W*\d+\W*", line.text)] == []


def test_lines_know_how_they_are_set(commune):
    by_text = {line.text: line for line in commune.lines}
    title, date = by_text["KẾ HOẠCH"], by_text["Độc lập - Tự do - Hạnh phúc"]

    assert (title.align, title.is_bold, title.is_italic, title.size, title.page) == (Align.CENTRE, True, False, 14.0, 1)
    assert date.column is Column.RIGHT
    assert date.is_bold
    heading = next(line for line in commune.lines if line.text.startswith("I. "))
    assert heading.is_bold
    assert heading.indent == pytest.approx(36, abs=1)
    left, top, right, bottom = heading.box
    assert 80 < left < right < 560
    assert 0 < bottom - top < 30


def test_lines_are_counted_from_one(commune):
    assert [line.number for line in commune.lines] == list(range(1, len(commune.lines) + 1))


def test_a_syllable_broken_at_the_end_of_a_line_is_mended():
    read = read_pdf(pdf_with([(72, 700, 12, "F", b"Ke hoach trien kh\xad"), (72, 684, 12, "F", b"ai trong nam")]))

    assert [line.text for line in read.lines] == ["Ke hoach trien khai", "trong nam"]


def test_a_real_hyphen_at_the_end_of_a_line_stays():
    read = read_pdf(pdf_with([(72, 700, 12, "F", b"Thong tu so 28/2019/TT-"), (72, 684, 12, "F", b"BLDTBXH")]))

    assert [line.text for line in read.lines] == ["Thong tu so 28/2019/TT-", "BLDTBXH"]


def test_an_old_encoding_is_told_by_the_font():
    stored = IN_TCVN3 + ", ch\xada \xadu tiªn"
    data = pdf_with([(72, 700, 12, "V", stored.encode("latin-1"))], fonts={"V": "ABCDEF+.VnTime"})

    read = read_pdf(data)
    assert [line.text for line in read.lines] == [TITLE + ", chưa ưu tiên"]
    assert read.remarks == ("Đã chuyển từ bảng mã TCVN3 (ABC) sang Unicode.",)


def test_too_many_pages_are_refused_before_they_are_read():
    with pytest.raises(Unreadable) as refused:
        read_pdf(pdf_with(*[[(72, 700, 12, "F", b"trang")]] * 301))
    assert refused.value.message == refusals.TOO_MANY_PAGES


def test_a_scan_is_read_by_ocr_or_the_sentence_says_what_to_install():
    data = scanned(printed("department"))
    if not ocr.is_available():
        with pytest.raises(Unreadable) as refused:
            read_pdf(data)
        assert refused.value.message == refusals.NO_OCR
        return

    read = read_pdf(data)
    assert read.was_scanned
    assert read.pages == 1
    assert read.remarks[0].startswith("Trang 1 là ảnh quét")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in of_column(read.lines, Column.RIGHT)
    assert "Nơi nhận:" in of_column(read.lines, Column.LEFT)
    assert "KẾ HOẠCH" in of_column(read.lines, Column.WHOLE)


def test_scanned_pages_among_others_are_told():
    letters = [(72, 700 - 16 * place, 12, "F", b"Noi dung cua van ban") for place in range(5)]
    data = pdf_with(letters, [])
    with_outlines = data.replace(
        b"/Length 0 >>\nstream\n\nendstream", b"/Length 840 >>\nstream\n" + b"0 0 m 9 9 l S\n" * 60 + b"\nendstream"
    )

    read = read_pdf(with_outlines)
    assert [line.text for line in read.lines][:1] == ["Noi dung cua van ban"]
    assert read.remarks
    assert read.remarks[0].startswith("Trang 2")
