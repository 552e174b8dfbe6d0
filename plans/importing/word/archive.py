"""Looks into a Word file's ZIP before anything is parsed: what it is, and whether unpacking it is safe."""

import zipfile
import zlib
from io import BytesIO

from plans.exceptions import Unreadable
from plans.importing import refusals

_MAX_PARTS = 5_000
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_XML = 40 * 1024 * 1024
# A page of Word XML shrinks 10 to 30 times, a blank picture up to 200 times; a bomb a thousand times.
_MAX_RATIO = 200
_SMALL = 1024 * 1024
_CHUNK = 256 * 1024

_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_XML = (".xml", ".rels")
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, LookupError, ValueError,
)  # fmt: skip

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def refuse_unsafe_word(data: bytes) -> None:
    """Raise Unreadable unless these bytes are a Word document whose every part may be unpacked and parsed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_bomb(archive.infolist(), len(data))
            _refuse_other_kinds(archive)
            _refuse_contents(archive)
    except Unreadable:
        raise
    except _DAMAGE:
        raise Unreadable(refusals.DAMAGED_WORD) from None


def refuse_old_office(data: bytes) -> Unreadable:
    """What to say of an OLE file: the container of Word 97 and of every encrypted Office document."""
    return Unreadable(refusals.ENCRYPTED_WORD if _ENCRYPTED_PACKAGE in data else refusals.OLD_WORD)


def _refuse_bomb(parts: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(part.file_size for part in parts)
    is_bomb = (
        len(parts) > _MAX_PARTS
        or total > _MAX_UNPACKED
        or (total > _SMALL and total > packed * _MAX_RATIO)
        or any(part.file_size > _MAX_XML for part in parts if part.filename.endswith(_XML))
        or any(part.file_size > _SMALL and part.file_size > part.compress_size * _MAX_RATIO for part in parts)
    )
    if is_bomb:
        raise Unreadable(refusals.BOMB)


def _refuse_other_kinds(archive: zipfile.ZipFile) -> None:
    names = {part.filename for part in archive.infolist()}
    if any(part.flag_bits & 0x1 for part in archive.infolist()):
        raise Unreadable(refusals.ENCRYPTED_WORD)
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        raise Unreadable(refusals.MACRO)
    if "mimetype" in names:
        raise Unreadable(refusals.OPEN_DOCUMENT)
    if "[Content_Types].xml" not in names:
        raise Unreadable(refusals.ARCHIVE)
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise Unreadable(refusals.SPREADSHEET)
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types:
        raise Unreadable(refusals.MACRO)


def _refuse_contents(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, in small pieces: a size that lies or a DOCTYPE (entity bombs, files read) ends it."""
    unpacked = 0
    for part in archive.infolist():
        if part.is_dir():
            continue
        is_xml = part.filename.endswith(_XML)
        tail = b""
        with archive.open(part) as opened:
            while chunk := opened.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > _MAX_UNPACKED:
                    raise Unreadable(refusals.BOMB)
                if is_xml and any(sign in tail + chunk for sign in _DOCTYPES):
                    raise Unreadable(refusals.DOCTYPE)
                tail = chunk[-32:]
