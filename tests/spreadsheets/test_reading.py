"""An uploaded form read: every cell with its address, formulas never computed, bad files one sentence."""

import io
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.exceptions import PortalError, Unreadable
from plans.spreadsheets import Table, opening, read_form, reading, xlsx_bytes
from tests.spreadsheets.filled import filled, part_of, with_part

FORM = "xl/worksheets/sheet1.xml"
FORM_BYTES = filled(E7=386, G7="ghi chú")
CSV = (
    "Biểu số liệu;;;;;;\nUBND phường Đức Xuân;;;;;;\nChỉ điền…;;;;;;\nMã biểu: BC7-3-2026-1 (giữ nguyên);;;;;;\n"
    "Mã;Chỉ tiêu;Đơn vị tính;Năm 2025;Năm 2026;Không phát sinh;Ghi chú\n"
    ";II.4. Tặng quà;;;;;\nD1;Trẻ em;trẻ;312;1.386;;\nH1;Diễn đàn;cuộc;;;x;'=cmd\n"
)


def cells(data, name=""):
    """The cell of this year by key."""
    return {one.key: one.now for one in read_form(data, name).figures}


def refusal(data, name="bieu.xlsx"):
    with pytest.raises(Unreadable) as refused:
        read_form(data, name)
    return refused.value.message


# --- what is read ----------------------------------------------------------------------------------------------------


def test_a_filled_form_is_read_back():
    read = read_form(filled(E7=386, G7="trạm y tế", E9="20,5"))

    assert (read.mark, read.lead) == ("BC7-3-2026-1", "UBND phường Đức Xuân gửi UBND tỉnh Thái Nguyên")
    assert [(one.key, one.now.place, one.now.text, one.nothing.text, one.note.text) for one in read.figures] == [
        ("D1", "E7", "386", "", "trạm y tế"),
        ("D3", "E8", "", "", ""),
        ("D3:ns", "E9", "20,5", "", ""),
        ("H1", "E10", "", "x", "không có"),
    ]
    assert [(one.key, one.words.text) for one in read.words] == [("tang-qua", "Đang viết.")]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (386, "386"),
        (71.5, "71.5"),
        (0.1 + 0.2, "0.3"),
        (-5, "-5"),
        (0, "0"),
        (123456789012, "123456789012"),
    ],
)
def test_a_number_is_exact_without_the_noise_of_arithmetic(value, number):
    cell = cells(filled(E7=value))["D1"]

    assert (cell.number, cell.problem) == (Decimal(number), "")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("=1+1", reading.FORMULA),
        ('=HYPERLINK("http://x")', reading.FORMULA),
        (date(2026, 5, 1), reading.DAY),
        (True, reading.YES_OR_NO),
        ("#N/A", reading.FAULT),
        (1e300, reading.HUGE),
    ],
)
def test_what_is_no_figure_is_a_problem_of_its_cell(value, problem):
    cell = cells(filled(E7=value))["D1"]

    assert (cell.place, cell.problem, cell.number) == ("E7", problem, None)


def test_what_a_program_computed_before_is_not_believed():
    data = filled(E7="=6*7")
    computed = part_of(data, FORM).replace(b"<f>6*7</f><v></v>", b"<f>6*7</f><v>42</v>")

    assert b"<v>42</v>" in computed
    assert cells(with_part(data, FORM, computed))["D1"].problem == reading.FORMULA


def test_a_text_that_begins_like_a_formula_is_text():
    def quote(book):
        cell = book["Số liệu"]["G7"]
        cell.value, cell.data_type = "=cmd|' /C calc'!A0", "s"

    note = read_form(filled(quote)).figures[0].note

    assert (note.text, note.problem) == ("=cmd|' /C calc'!A0", "")


def test_a_percentage_is_not_taken_for_a_figure():
    def as_percent(book):
        book["Số liệu"]["E7"].number_format = "0.0%"

    assert cells(filled(as_percent, E7=0.5))["D1"].problem == reading.PERCENT


def test_rows_may_be_moved_and_columns_added():
    def disturb(book):
        figures = book["Số liệu"]
        for merged in list(figures.merged_cells.ranges):
            figures.unmerge_cells(str(merged))
        figures.insert_cols(3)
        figures.insert_rows(6, 3)

    assert cells(filled(disturb, E7=386))["D1"].place == "F10"


def test_the_sheets_are_known_by_their_heads():
    def rename(book):
        book["Số liệu"].title = "Bảng 1"
        book["Nội dung"].title = "Bảng 2"
        book.move_sheet("Bảng 2", -1)
        book.create_sheet("Ghi riêng", 0).append(["của tôi"])

    read = read_form(filled(rename, E7=1))

    assert (len(read.figures), len(read.words)) == (4, 1)


def test_a_form_whose_line_is_gone_has_no_mark():
    assert read_form(filled(A4="")).mark == ""


def test_letters_are_composed_and_invisible_ones_gone():
    assert cells(filled(E7="1\u200b.234\u00a0"))["D1"].text == "1.234"


# --- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_form_saved_as_csv_is_read(encoding, separator):
    read = read_form(CSV.replace(";", separator).encode(encoding), "bieu.csv")

    assert read.mark == "BC7-3-2026-1"
    assert [(one.key, one.now.place, one.now.text, one.nothing.text) for one in read.figures] == [
        ("D1", "E7", "1.386", ""),
        ("H1", "E8", "", "x"),
    ]
    assert read.figures[1].note.text == "=cmd"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b" ", opening.EMPTY),
        (CSV.encode("utf-16-le")[:-1] + b"\xff", reading.LETTERS),
        ("Mã;Tên\n".encode(), reading.NO_FORM),
        (b"a\n" * 2_001, reading.TOO_MANY_ROWS),
        (b"a" * (5 * 1024 * 1024 + 1), opening.TOO_BIG),
    ],
)
def test_a_bad_csv_is_one_sentence(data, sentence):
    assert refusal(data, "bieu.csv") == sentence


# --- bad files -------------------------------------------------------------------------------------------------------


def zipped(**parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", opening.EMPTY),
        (bytes(5 * 1024 * 1024 + 1), opening.TOO_BIG),
        (b"%PDF-1.7", opening.DAMAGED),
        (b"PK\x03\x04" + bytes(50), opening.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), opening.OLD_EXCEL),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), opening.LOCKED),
        (zipped(**{"word__document.xml": "<w/>"}), opening.NOT_A_SHEET),
        (zipped(**{"content.xml": "<o/>"}), opening.OPEN_DOCUMENT),
        (zipped(**{"xl__workbook.bin": "x"}), opening.BINARY),
        (zipped(**{"xl__workbook.xml": "<workbook/>"}), opening.DAMAGED),
        (zipped(**{"xl__workbook.xml": b"\0" * 30_000_000}), opening.BOMB),
        (zipped(**{f"xl__{one}.xml": "<a/>" for one in range(500)}), opening.BOMB),
        (
            zipped(**{"xl__workbook.xml": "<a xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'/>"}),
            opening.STRICT,
        ),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(data, sentence):
    assert refusal(data) == sentence


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("xl/vbaProject.bin", b"x", opening.MACRO),
        ("xl/externalLinks/externalLink1.xml", b"<externalLink/>", opening.LINKED),
        ("xl/worksheets/extra.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", opening.DOCTYPE),
        ("xl/worksheets/extra.xml", "<!DOCTYPE a>".encode("utf-16"), opening.DOCTYPE),
    ],
)
def test_a_workbook_with_something_dangerous_in_it_is_refused(name, content, sentence):
    assert refusal(with_part(filled(), name, content)) == sentence


def test_another_workbook_is_not_a_form():
    assert refusal(xlsx_bytes([Table("Bảng", ("Tên", "Số"), [("a", 1)])])) == reading.NO_FORM


def test_a_hundred_thousand_rows_are_refused():
    rows = ((f"D{number}", number) for number in range(100_000))

    assert refusal(xlsx_bytes([Table("Số liệu", ("Mã", "Chỉ tiêu"), rows)])) == reading.TOO_MANY_ROWS


@pytest.mark.parametrize("number", [b"1048576", b"99999999999"])
def test_a_look_left_on_a_row_far_below_costs_nothing(number):
    data = filled(E7=386)
    below = part_of(data, FORM).replace(b"</sheetData>", b'<row r="' + number + b'"/></sheetData>')
    begun = perf_counter()

    assert cells(with_part(data, FORM, below))["D1"].number == 386
    assert perf_counter() - begun < 5


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_mutilated_file_is_read_or_refused_with_a_sentence(data):
    whole = FORM_BYTES
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = bytearray(whole[: data.draw(st.integers(at, len(whole)))])
    broken[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    with suppress(PortalError):
        read_form(bytes(broken), "bieu.xlsx")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mutilated_xml_is_read_or_refused_with_a_sentence(data):
    name = data.draw(st.sampled_from(["xl/workbook.xml", FORM, "xl/styles.xml", "[Content_Types].xml"]))
    part = bytearray(part_of(FORM_BYTES, name))
    at = data.draw(st.integers(0, len(part)))
    put = data.draw(st.sampled_from([b"", b"<", b'"', b"1e999", b"\xff", b"<v>"]))
    part[at : at + data.draw(st.integers(0, 40))] = put
    with suppress(PortalError):
        read_form(with_part(FORM_BYTES, name, bytes(part)), "bieu.xlsx")
