"""A ZIP is unpacked file by file: a bomb, a lock or a broken member is refused alone."""

import zipfile
from io import BytesIO

import pytest

from plans.exceptions import Unreadable
from plans.services.importing import unpacking
from plans.services.importing.unpacking import is_archive, members_of


def zipped(*files, compression=zipfile.ZIP_DEFLATED):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def told(archive):
    return [(one.name, one.data, one.refusal.split(";")[0].split(",")[0]) for one in members_of(archive)]


def test_files_come_without_folders_and_without_clutter():
    archive = zipped(("xã/a.txt", b"A"), ("xã/.DS_Store", b"x"), ("__MACOSX/xã/a.txt", b"x"), ("b.pdf", b"B"))

    assert told(archive) == [("a.txt", b"A", ""), ("b.pdf", b"B", "")]


def test_a_bomb_is_refused_alone():
    assert told(zipped(("bom.txt", b"0" * 15_000_000), ("a.txt", b"A"))) == [
        ("bom.txt", b"", "Tệp nén quá mức bình thường"),
        ("a.txt", b"A", ""),
    ]


def test_a_size_that_lies_is_not_believed():
    archive = bytearray(zipped(("a.txt", b"0" * 21 * 1024 * 1024), compression=zipfile.ZIP_STORED))
    size = (21 * 1024 * 1024).to_bytes(4, "little")
    at = archive.rindex(size)
    archive[at : at + 4] = (10).to_bytes(4, "little")

    assert [one.data for one in members_of(bytes(archive))] in ([b""], [b"0" * 10])


def test_too_big_a_file_is_refused_by_what_is_really_there():
    import random

    noise = random.Random(1).randbytes(20 * 1024 * 1024 + 1)
    assert told(zipped(("a.pdf", noise))) == [("a.pdf", b"", "Tệp lớn hơn 20 MB")]


def test_a_locked_a_nested_and_an_empty_file():
    archive = bytearray(zipped(("a.txt", b"A"), ("b.zip", b"PK"), ("c.txt", b"")))
    archive[archive.index(b"PK\x01\x02") + 8] |= 1

    assert told(bytes(archive)) == [
        ("a.txt", b"", "Tệp này đặt mật khẩu trong tệp nén"),
        ("b.zip", b"", "Tệp nén nằm trong tệp nén không được mở"),
        ("c.txt", b"", "Tệp trống"),
    ]


@pytest.mark.parametrize(
    ("archive", "said"),
    [(b"PK\x03\x04 broken", "bị hỏng"), (zipped(), "không có tệp nào"), (b"", "bị hỏng")],
)
def test_a_bad_archive_is_one_sentence(archive, said):
    with pytest.raises(Unreadable, match=said):
        list(members_of(archive))


def test_too_many_files():
    with pytest.raises(Unreadable, match="hơn 300 tệp"):
        list(members_of(zipped(*((f"{at}.txt", b"x") for at in range(unpacking.MAX_FILES + 1)))))


def test_a_word_file_is_no_archive():
    word = zipped(("[Content_Types].xml", b"<x/>"))

    assert (is_archive(word, "a.docx"), is_archive(word, "a.ZIP"), is_archive(b"text", "a.zip")) == (False, True, False)
