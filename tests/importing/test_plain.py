"""A text file is read in whatever encoding it was kept."""

import pytest

from plans.exceptions import Unreadable
from plans.importing import refusals
from plans.importing.plain import read_plain, read_text
from tests.importing.letters.test_encodings import IN_TCVN3, IN_VNI, TITLE

TEXT = f"KẾ HOẠCH\n{TITLE}\nThực hiện Kế hoạch số 41/KH-UBND"


def texts(document):
    return [line.text for line in document.lines]


def refusal_of(read, stored):
    with pytest.raises(Unreadable) as refused:
        read(stored)
    return refused.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(encoding):
    read = read_plain(TEXT.encode(encoding))

    assert texts(read) == TEXT.split("\n")
    assert (read.kind, read.remarks) == ("text", ())


@pytest.mark.parametrize(("stored", "name"), [(IN_TCVN3, "TCVN3 (ABC)"), (IN_VNI, "VNI")])
def test_old_bytes_are_told_by_what_they_make(stored, name):
    read = read_plain(stored.encode("latin-1"))

    assert texts(read) == [TITLE]
    assert read.remarks == (f"Đã chuyển từ bảng mã {name} sang Unicode.",)


def test_windows_1258_is_read():
    stored = TITLE.encode("cp1258", "ignore")
    decomposed = "".join(
        {"ộ": "ô\u0323", "ò": "o\u0300", "ã": "a\u0303", "ủ": "u\u0309", "ĩ": "i\u0303", "ệ": "ê\u0323", "ậ": "â\u0323",
         "ự": "ư\u0323", "ạ": "a\u0323", "ú": "ú"}.get(letter, letter)
        for letter in TITLE
    )  # fmt: skip
    read = read_plain(decomposed.encode("cp1258"))

    assert len(stored) < len(TITLE)
    assert texts(read) == [TITLE]
    assert read.remarks == ("Đã chuyển từ bảng mã Windows-1258 sang Unicode.",)


@pytest.mark.parametrize(("stored", "name"), [(IN_TCVN3, "TCVN3 (ABC)"), (IN_VNI, "VNI")])
def test_old_letters_pasted_as_unicode_are_converted(stored, name):
    read = read_text(stored)

    assert texts(read) == [TITLE]
    assert read.remarks == (f"Đã chuyển từ bảng mã {name} sang Unicode.",)


def test_a_paragraph_pasted_from_an_old_document_is_converted_alone():
    assert texts(read_text(f"Kế hoạch của phường\n{IN_TCVN3}\nđã được duyệt")) == [
        "Kế hoạch của phường", TITLE, "đã được duyệt",
    ]  # fmt: skip


def test_one_broken_byte_is_passed_over_and_told():
    read = read_plain((TEXT * 20).encode() + b" \xff cu\xe1\xbb")

    assert read.remarks == ("Có ký tự hỏng trong tệp, đã bỏ qua; đối chiếu với bản gốc.",)
    assert texts(read)[0] == "KẾ HOẠCH"


def test_what_no_encoding_explains_is_refused():
    assert (
        refusal_of(read_plain, "Съешь же ещё этих мягких французских булок".encode("cp1251"))
        == refusals.UNKNOWN_LETTERS
    )


def test_bytes_that_are_no_text_are_refused():
    assert refusal_of(read_plain, bytes(range(1, 32)) * 20) == refusals.UNKNOWN_KIND


def test_endless_words_and_endless_texts_are_refused():
    assert refusal_of(read_plain, b"a" * 5_000_000) == refusals.NOT_SENTENCES
    assert refusal_of(read_plain, b"a " * 2_500_000) == refusals.TOO_LONG
    assert refusal_of(read_plain, b"a\n" * 2_500_000) == refusals.TOO_LONG
