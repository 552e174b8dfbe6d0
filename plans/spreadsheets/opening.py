"""Bytes somebody uploaded turned into an opened workbook, or into one sentence: nothing in them is believed or run."""

import zipfile
import zlib
from io import BytesIO
from typing import Any

from plans.exceptions import Unreadable

#: A filled form has 20 kB; with pictures somebody pasted into it, a few MB.
MAX_BYTES = 5 * 1024 * 1024
#: All parts together when they are unpacked, and the parts themselves.
MAX_UNPACKED = 40 * 1024 * 1024
MAX_PARTS = 400
# Sheets of many equal rows shrink to a fiftieth; a bomb to a thousandth.
_MAX_RATIO = 200
_SMALL = 1024 * 1024

AGAIN = "tải lại biểu từ cổng, điền rồi tải lên"
EMPTY = "Tệp trống, không có nội dung nào; kiểm tra lại tệp rồi chọn lại."
TOO_BIG = "Tệp lớn hơn 5 MB; bỏ ảnh và các trang tính thừa, chỉ giữ biểu đã điền rồi tải lên lại."
BOMB = f"Tệp nén quá mức bình thường, có thể gây hại, nên không được mở; {AGAIN}."
DAMAGED = f"Tệp bị hỏng hoặc không phải tệp Excel (.xlsx); mở bằng Excel, lưu lại dạng .xlsx, hoặc {AGAIN}."
OLD_EXCEL = "Tệp Excel kiểu cũ (.xls) chưa đọc được; mở bằng Excel, lưu lại dạng .xlsx rồi tải lên lại."
LOCKED = "Tệp đặt mật khẩu; mở bằng Excel, bỏ mật khẩu, lưu lại rồi tải lên lại."
MACRO = "Tệp có chứa macro nên không được nhận; lưu lại dạng .xlsx (không có macro) rồi tải lên lại."
BINARY = "Tệp Excel dạng nhị phân (.xlsb) chưa đọc được; lưu lại dạng .xlsx rồi tải lên lại."
OPEN_DOCUMENT = "Tệp OpenDocument (.ods) chưa đọc được; lưu lại dạng .xlsx rồi tải lên lại."
STRICT = "Tệp lưu ở dạng Strict Open XML chưa đọc được; lưu lại dạng .xlsx thường rồi tải lên lại."
LINKED = "Tệp có liên kết tới bảng tính khác nên không được nhận; dán giá trị thay cho liên kết, lưu rồi tải lên lại."
DOCTYPE = f"Tệp chứa khai báo XML (DOCTYPE) có thể gây hại nên không được mở; {AGAIN}."
NOT_A_SHEET = "Đây không phải bảng tính; chọn biểu Excel (.xlsx) đã điền."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, LookupError,
           NotImplementedError, ValueError, MemoryError, OverflowError)  # fmt: skip


def open_workbook(data: bytes) -> Any:
    """The workbook, opened to be read row by row, with its formulas as text. Raises Unreadable with what to do."""
    if not data:
        raise Unreadable(EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_BIG)
    if data.startswith(_OLE):
        raise Unreadable(LOCKED if "EncryptedPackage".encode("utf-16-le") in data else OLD_EXCEL)
    if not data.startswith(b"PK"):
        raise Unreadable(DAMAGED)
    _check_parts(data)
    return _opened(data)


def _check_parts(data: bytes) -> None:
    """Refuse what is no plain workbook before anything of it is parsed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            # zipfile gives no more of a part than it claims to hold, so the claims bound what is unpacked.
            unpacked = sum(one.file_size for one in parts)
            if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or any(map(_is_bomb, parts)):
                raise Unreadable(BOMB)
            if any(one.flag_bits & 0x1 for one in parts):
                raise Unreadable(LOCKED)
            _check_kind({one.filename.lower() for one in parts})
            for one in parts:
                if one.filename.lower().endswith((".xml", ".rels")):
                    _check_xml(archive.read(one))
    except _DAMAGE:
        raise Unreadable(DAMAGED) from None


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > max(part.compress_size, 1) * _MAX_RATIO


def _check_kind(names: set[str]) -> None:
    if any(one.endswith("vbaproject.bin") for one in names):
        raise Unreadable(MACRO)
    if "xl/workbook.bin" in names:
        raise Unreadable(BINARY)
    if "content.xml" in names:
        raise Unreadable(OPEN_DOCUMENT)
    if any(one.startswith("xl/externallinks/") for one in names):
        raise Unreadable(LINKED)
    if not any(one.startswith("xl/") for one in names):
        raise Unreadable(NOT_A_SHEET)


def _check_xml(part: bytes) -> None:
    # Without its zero bytes, UTF-16 reads like ASCII.
    letters = part.replace(b"\0", b"")
    if b"<!DOCTYPE" in letters or b"<!ENTITY" in letters:
        raise Unreadable(DOCTYPE)
    if b"http://purl.oclc.org/ooxml/spreadsheetml/main" in letters:
        raise Unreadable(STRICT)


def _opened(data: bytes) -> Any:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # It warns of parts it does not know, which concern nobody here.
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:
        raise Unreadable(DAMAGED) from error
