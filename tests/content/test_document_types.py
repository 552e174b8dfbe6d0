"""Abbreviations of document types: which series a type has, and which symbol its number carries."""

import pytest

from plans.content.document_types import symbol_of, type_code, type_name


@pytest.mark.parametrize(
    ("document_type", "symbol", "code"),
    [
        ("KẾ HOẠCH", "KH-UBND", "KH"),
        ("Quyết định", "QĐ-UBND", "QĐ"),
        ("giấy uỷ quyền", "GUQ-UBND", "GUQ"),
        ("Công văn", "UBND-VHXH", "CV"),
        ("", "UBND-VHXH", "CV"),
        ("Lịch công tác", "LCT-UBND", "LCT"),
        ("Lịch công tác tuần", "", "Lịch công "),
    ],
)
def test_a_type_has_one_code(document_type, symbol, code):
    assert type_code(document_type, symbol) == code


@pytest.mark.parametrize(
    ("document_type", "organ", "symbol"),
    [
        ("Thông báo", "UBND", "TB-UBND"),
        ("CHƯƠNG TRÌNH", "SYT", "CTr-SYT"),
        ("Công văn", "UBND", "UBND"),
        ("Lịch công tác", "UBND", "UBND"),
        ("Thông báo", "", "TB"),
    ],
)
def test_a_symbol_is_made_of_type_and_organ(document_type, organ, symbol):
    assert symbol_of(document_type, organ) == symbol


def test_a_document_without_a_printed_type_is_a_letter():
    assert (type_name("KẾ HOẠCH"), type_name(" ")) == ("Kế hoạch", "Công văn")
