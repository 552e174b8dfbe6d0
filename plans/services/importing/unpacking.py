"""The files in a ZIP, one after the other and never more than is safe: what a member claims is not believed."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from ...content.vietnamese import clean_line
from ...exceptions import Unreadable
from ...importing import refusals
from ...models.imported import MAX_BYTES

#: Files in one archive; a province has about 150 communes.
MAX_FILES = 300
#: Bytes of one archive as it is given, and of all its files together.
MAX_ARCHIVE = 100 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
# A page of text shrinks to a tenth; a bomb to a thousandth.
_MAX_RATIO = 200
_SMALL = 1024 * 1024
_CHUNK = 256 * 1024

DAMAGED = "Tệp nén bị hỏng hoặc không phải tệp ZIP; nén lại rồi nhập, hoặc chọn thẳng các tệp."
TOO_BIG = "Tệp nén lớn hơn 100 MB; chia thành nhiều tệp nén rồi nhập từng tệp."
TOO_MANY = f"Tệp nén có hơn {MAX_FILES} tệp; chia thành nhiều tệp nén rồi nhập từng tệp."
NOTHING = "Tệp nén không có tệp nào bên trong."
LOCKED = "Tệp này đặt mật khẩu trong tệp nén; giải nén rồi nhập thẳng tệp."
NESTED = "Tệp nén nằm trong tệp nén không được mở; giải nén rồi nhập thẳng các tệp bên trong."
FULL = "Các tệp trong tệp nén cộng lại quá lớn nên tệp này không được mở; chia thành nhiều tệp nén."

_DAMAGE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, LookupError,
           NotImplementedError, ValueError)  # fmt: skip
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar")
#: What computers put into archives for themselves.
_CLUTTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini", "._")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its bytes, or the sentence why they were not taken out."""

    name: str
    data: bytes = b""
    refusal: str = ""


def is_archive(data: bytes, file_name: str) -> bool:
    """Whether a file is to be unpacked: called .zip, and a ZIP. A Word file is a ZIP as well, and is not called so."""
    return file_name.lower().endswith(".zip") and data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def members_of(archive: bytes) -> Iterator[Member]:
    """The files in their order, each read when it is asked for. Raises Unreadable when the archive itself is bad."""
    if len(archive) > MAX_ARCHIVE:
        raise Unreadable(TOO_BIG)
    try:
        opened = zipfile.ZipFile(BytesIO(archive))
    except _DAMAGE:
        raise Unreadable(DAMAGED) from None
    with opened:
        files = [one for one in opened.infolist() if not one.is_dir() and not _is_clutter(one.filename)]
        if not files:
            raise Unreadable(NOTHING)
        if len(files) > MAX_FILES:
            raise Unreadable(TOO_MANY)
        left = MAX_UNPACKED
        for one in files:
            member = _member(opened, one, left)
            left -= len(member.data)
            yield member


def _is_clutter(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(_CLUTTER[0]) or lower.rpartition("/")[2].startswith(_CLUTTER[1:])


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo, left: int) -> Member:
    name = _name(one)
    if one.flag_bits & 0x1:
        return Member(name, refusal=LOCKED)
    if name.lower().endswith(_ARCHIVES):
        return Member(name, refusal=NESTED)
    if one.file_size > _SMALL and one.file_size > max(one.compress_size, 1) * _MAX_RATIO:
        return Member(name, refusal=refusals.BOMB)
    try:
        data = _bytes(archive, one, min(MAX_BYTES, left))
    except _DAMAGE:
        return Member(name, refusal="Tệp này bị hỏng trong tệp nén; giải nén rồi nhập thẳng tệp.")
    if data is None:
        return Member(name, refusal=refusals.TOO_BIG if left > MAX_BYTES else FULL)
    return Member(name, data=data) if data else Member(name, refusal=refusals.EMPTY)


def _bytes(archive: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> bytes | None:
    """What is really there, None when it is more than `most`."""
    found = bytearray()
    with archive.open(one) as opened:
        while chunk := opened.read(_CHUNK):
            found += chunk
            if len(found) > most:
                return None
    return bytes(found)


def _name(one: zipfile.ZipInfo) -> str:
    """The name without its folders; old programs write UTF-8 without saying so."""
    name = one.filename
    if not one.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = one.filename
    return clean_line(name.replace("\\", "/").rpartition("/")[2]) or "Không tên"
