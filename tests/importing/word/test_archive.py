"""Nothing of a Word file is parsed before its ZIP is known to be safe."""

import struct
import zipfile
from io import BytesIO

import pytest

from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.word.archive import refuse_old_office, refuse_unsafe_word
from tests.importing.files import locked_word, old_word, repacked, word_with

DOCX = word_with("Kế hoạch")


def zipped(**parts):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def refusal_of(data):
    with pytest.raises(Unreadable) as refused:
        refuse_unsafe_word(data)
    return refused.value.message


def test_a_word_file_passes():
    refuse_unsafe_word(DOCX)


def test_a_part_that_grows_a_thousand_times_is_a_bomb():
    assert refusal_of(repacked(DOCX, added={"word/media/a.bin": bytes(30_000_000)})) == refusals.BOMB


def test_a_big_xml_part_is_a_bomb():
    letters = b"<w:t>" + bytes(range(97, 123)) * 1_700_000
    assert refusal_of(repacked(DOCX, added={"word/big.xml": letters})) == refusals.BOMB


def test_thousands_of_parts_are_a_bomb():
    assert refusal_of(repacked(DOCX, added={f"word/{number}": b"" for number in range(5_001)})) == refusals.BOMB


def test_a_part_that_is_longer_than_it_says_is_damage():
    data = bytearray(repacked(DOCX, added={"word/lie.bin": bytes(500_000)}))
    place = data.rindex(b"PK\x01\x02")  # the last entry of the directory: the lie's
    data[place + 24 : place + 28] = struct.pack("<L", 10)

    assert refusal_of(bytes(data)) == refusals.DAMAGED_WORD


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_in_every_part(encoding):
    trap = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'.encode(encoding)

    assert refusal_of(repacked(DOCX, added={"word/settings2.xml": trap})) == refusals.DOCTYPE


def test_a_doctype_across_two_pieces_is_seen():
    trap = b" " * (256 * 1024 - 4) + b"<!DOCTYPE x>" + bytes(range(1, 255)) * 400
    assert refusal_of(repacked(DOCX, added={"word/late.xml": trap})) == refusals.DOCTYPE


def test_macros_are_refused_by_part_and_by_type():
    assert refusal_of(repacked(DOCX, added={"word/vbaProject.bin": b"macro"})) == refusals.MACRO
    macro_type = (b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")
    assert refusal_of(repacked(DOCX, changed={"[Content_Types].xml": macro_type})) == refusals.MACRO


def test_other_kinds_of_zip_are_named():
    assert refusal_of(zipped(**{"a.txt": b"x"})) == refusals.ARCHIVE
    assert refusal_of(zipped(mimetype=b"application/vnd.oasis.opendocument.text")) == refusals.OPEN_DOCUMENT
    assert refusal_of(zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"x"})) == refusals.SPREADSHEET


def test_a_locked_entry_is_a_password():
    data = bytearray(DOCX)
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1

    assert refusal_of(bytes(data)) == refusals.ENCRYPTED_WORD


def test_half_a_file_is_damage():
    assert refusal_of(DOCX[: len(DOCX) // 2]) == refusals.DAMAGED_WORD


def test_ole_files_are_a_password_or_an_old_word():
    assert refuse_old_office(locked_word()).message == refusals.ENCRYPTED_WORD
    assert refuse_old_office(old_word()).message == refusals.OLD_WORD
