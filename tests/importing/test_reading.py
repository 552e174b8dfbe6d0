"""A file is what its content says, and whatever is wrong with it is one sentence."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.reading import read_bytes, read_file
from tests.importing.files import locked_pdf, locked_word, old_word, pdf_with, repacked, word_with
from tests.looking import examples

PDF = pdf_with([(72, 700 - 16 * place, 12, "F", b"Ke hoach trien khai") for place in range(3)])
DOCX = word_with("Kế hoạch triển khai", "Mục đích")
TXT = "Kế hoạch triển khai\nMục đích".encode()

_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/numbering.xml",
    "word/_rels/document.xml.rels",
)


def only_parts(data, changed=None):
    """A .docx file of a few parts, quick to read hundreds of times."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in _PARTS:
            new.writestr(name, (changed or {}).get(name, old.read(name)))
    return target.getvalue()


SMALL = only_parts(DOCX)


def refusal_of(data, name="ke-hoach"):
    with pytest.raises(Unreadable) as refused:
        read_bytes(data, file_name=name)
    return refused.value.message


@pytest.mark.parametrize(
    ("data", "name", "kind"), [(DOCX, "a.docx", "docx"), (PDF, "a.PDF", "pdf"), (TXT, "a.txt", "text")]
)
def test_the_three_kinds_are_read(data, name, kind):
    assert read_bytes(data, file_name=name).kind == kind


@pytest.mark.parametrize(("data", "kind"), [(DOCX, "docx"), (PDF, "pdf"), (TXT, "text")])
@pytest.mark.parametrize("name", ["kế hoạch", "KH 05.2024", "công văn số 12.KH-UBND"])
def test_a_name_without_a_known_ending_promises_nothing(data, kind, name):
    assert read_bytes(data, file_name=name).kind == kind


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (DOCX, "a.pdf", "Word"),
        (PDF, "a.docx", "PDF"),
        (TXT, "a.docx", "văn bản thuần"),
        (DOCX, "a.doc", "Word"),
        (TXT, "a.exe", "văn bản thuần"),
    ],
)
def test_a_wrong_ending_is_told_with_what_the_file_is(data, name, said):
    sentence = refusal_of(data, name)

    assert sentence.startswith(f"Tệp mang đuôi .{name.rpartition('.')[2]} nhưng nội dung là {said}")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", refusals.EMPTY),
        (b" \r\n\t\x00", refusals.EMPTY),
        ("\u200b\ufeff".encode(), refusals.NO_TEXT),
        (word_with("  "), refusals.NO_TEXT),
        (pdf_with([]), refusals.NO_TEXT),
        (bytes(20 * 1024 * 1024) + b"a", refusals.TOO_BIG),
        (locked_word(), refusals.ENCRYPTED_WORD),
        (locked_pdf(), refusals.ENCRYPTED_PDF),
        (old_word(), refusals.OLD_WORD),
        (b"{\\rtf1\\ansi Ke hoach}", refusals.RTF),
        (b"\x89PNG\r\n\x1a\n....", refusals.PICTURE),
        (b"\xff\xd8\xff\xe0JFIF", refusals.PICTURE),
        (b"Rar!\x1a\x07\x00....", refusals.ARCHIVE),
        (b"\x7fELF\x02\x01\x01", refusals.UNKNOWN_KIND),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML><html>", refusals.WEB_PAGE),
        (DOCX[:3000], refusals.DAMAGED_WORD),
        (b"%PDF-1.7\n" + b"hong" * 100, refusals.DAMAGED_PDF),
        (b"a" * 5_000_000, refusals.NOT_SENTENCES),
        (word_with("a" * 3_000), refusals.NOT_SENTENCES),
        (repacked(DOCX, added={"word/vbaProject.bin": b"x"}), refusals.MACRO),
        (repacked(DOCX, added={"word/a.xml": b"<!DOCTYPE a>"}), refusals.DOCTYPE),
        (repacked(DOCX, added={"word/media/a": bytes(30_000_000)}), refusals.BOMB),
    ],
)
def test_each_bad_file_gets_its_own_sentence(data, sentence):
    assert refusal_of(data) == sentence


def test_five_megabytes_of_one_letter_in_word_are_refused():
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(DOCX)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace("Mục đích".encode(), b"a" * 5_000_000))

    assert refusal_of(target.getvalue()) == refusals.BOMB


def test_every_sentence_ends_and_says_what_to_do():
    sentences = [value for name, value in vars(refusals).items() if name.isupper() and isinstance(value, str)]

    assert len(sentences) > 25
    assert [one for one in sentences if not one.endswith(".") or not {";", ":"} & set(one)] == []


def test_a_stored_file_is_measured_before_it_is_read(tmp_path):
    stored = tmp_path / "a"
    with stored.open("wb") as big:
        big.truncate(refusals.MAX_BYTES + 1)

    with pytest.raises(Unreadable) as refused:
        read_file(stored, file_name="a.pdf")
    assert refused.value.message == refusals.TOO_BIG


def test_a_stored_file_is_read(tmp_path):
    stored = tmp_path / "a"
    stored.write_bytes(TXT)

    assert [line.text for line in read_file(stored, file_name="a.txt").lines] == ["Kế hoạch triển khai", "Mục đích"]


@examples(150)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        read_bytes(data, file_name="")
    except Unreadable:
        return


@st.composite
def mutated(draw, originals):
    data = bytearray(draw(st.sampled_from(originals)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(data) - 1))
        kind = draw(st.sampled_from(["set", "cut", "drop", "repeat"]))
        if kind == "set":
            data[place] = draw(st.integers(0, 255))
        elif kind == "cut" and place > 20:
            del data[place:]
        elif kind == "drop":
            del data[place : place + draw(st.integers(1, 40))]
        else:
            data[place:place] = data[place : place + draw(st.integers(1, 40))]
        if not data:
            break
    return bytes(data)


@examples(200)
@given(mutated([SMALL, PDF, TXT]))
def test_damaged_files_are_read_or_refused(data):
    try:
        read_bytes(data, file_name="")
    except Unreadable:
        return


@examples(100)
@given(st.sampled_from(_PARTS), st.data())
def test_damage_inside_the_parts_is_read_or_refused(name, data):
    with zipfile.ZipFile(BytesIO(SMALL)) as archive:
        changed = data.draw(mutated([archive.read(name)]))
    try:
        read_bytes(only_parts(DOCX, changed={name: changed}), file_name="")
    except Unreadable:
        return
