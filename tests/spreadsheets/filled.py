"""A small form as a spreadsheet, and what somebody makes of it."""

import io
import zipfile
from decimal import Decimal

from openpyxl import load_workbook

from plans.spreadsheets import FormLine, FormSheet, FormWords, form_xlsx

LINES = (
    FormLine(name="II.4. Tặng quà"),
    FormLine(key="D1", name="Trẻ em được tặng quà", measure="trẻ", last=Decimal(312), least=Decimal(0)),
    FormLine(key="D3", name="Trị giá quà", measure="triệu đồng", last=Decimal("62.4"), decimals=1, is_computed=True),
    FormLine(key="D3:ns", name="trong đó: ngân sách", measure="triệu đồng", decimals=1, depth=1),
    FormLine(key="H1", name="=Diễn đàn", measure="cuộc", last="không phát sinh", is_nothing=True, note="không có"),
)
WORDS = (FormWords(key="tang-qua", name="II.4. Tặng quà", last="Đã tặng 312 suất.", now="Đang viết."),)


def sheet(**more):
    """The form of the ward."""
    values = {
        "title": "Biểu số liệu", "lead": "UBND phường Đức Xuân gửi UBND tỉnh Thái Nguyên", "mark": "BC7-3-2026-1",
        "year": 2026, "lines": LINES, "words": WORDS,
    }  # fmt: skip
    return FormSheet(**(values | more))


#: Where the rows of LINES stand: the heads are row 5, the title of the part row 6.
D1, D3, D3_NS, H1 = 7, 8, 9, 10


def filled(change=None, **cells):
    """The form as bytes with these cells written over: filled(E7=386)."""
    book = load_workbook(io.BytesIO(form_xlsx(sheet())))
    for place, value in cells.items():
        book["Số liệu"][place] = value
    if change is not None:
        change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(data, name, content):
    """A workbook with one part more, or another one."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return kept.getvalue()


def part_of(data, name):
    """A part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
