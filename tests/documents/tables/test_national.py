"""The national table as pages: a province at a time, heads on every page, then one file."""

from io import BytesIO

import pytest
from pypdfium2 import PdfDocument

from plans.documents.tables.national import Sheet, joined, sheet_html, sheet_pdf


def sheet(part="Tỉnh Thái Nguyên", count=3, name="Xã Chợ Mới"):
    return Sheet(
        title="Số liệu năm 2026",
        note="Đến 16/7/2026",
        part=part,
        heads=(("Trẻ em được thăm", "trẻ"), ("Trị giá quà", "triệu đồng")),
        rows=tuple((f"{name} {at}", "Đã tiếp nhận", "1.234", "KPS") for at in range(count)),
        total=("Tổng", f"{count} đơn vị", "3.702", ""),
    )


def words(pdf):
    document = PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_a_page_says_what_it_is_of_whom_and_every_row():
    (page,) = words(sheet_pdf(sheet()))

    for said in ("Số liệu năm 2026", "Tỉnh Thái Nguyên", "Xã Chợ Mới 2 Đã tiếp nhận 1.234 KPS", "Tổng 3 đơn vị 3.702"):
        assert said in page
    assert page.endswith("trang 1/1")


def test_pages_are_a3_on_their_long_side():
    page = PdfDocument(sheet_pdf(sheet()))[0]

    assert (round(page.get_width()), round(page.get_height())) == (1191, 842)


def test_the_heads_stand_on_every_page_and_the_total_once():
    pages = words(sheet_pdf(sheet(count=150)))

    assert len(pages) > 1
    assert all("Trị giá quà triệu đồng" in page for page in pages)
    assert [("Tổng 150 đơn vị" in page) for page in pages].count(True) == 1


def test_names_cannot_bring_markup_in():
    html = sheet_html(sheet(name='<img src="http://elsewhere.vn/x">'))

    assert "&lt;img src=&quot;http://elsewhere.vn/x&quot;&gt; 0" in html
    assert "<img" not in html


@pytest.mark.parametrize("provinces", [1, 3])
def test_the_provinces_become_one_file_in_their_order(tmp_path, provinces):
    parts = []
    for at in range(provinces):
        parts.append(tmp_path / f"{at}.pdf")
        parts[-1].write_bytes(sheet_pdf(sheet(part=f"Tỉnh Số {at}")))
    whole = BytesIO()

    assert joined(parts, whole) == provinces
    assert [f"Tỉnh Số {at}" in page for at, page in enumerate(words(whole.getvalue()))] == [True] * provinces
