"""What a file is, told by its first bytes."""

from enum import StrEnum

from plans.exceptions import Unreadable

MAX_BYTES = 10 * 1024 * 1024
JPEG, PDF = "image/jpeg", "application/pdf"

HEIC = (
    "Ảnh HEIC của iPhone chưa nhận được; trên máy chọn Cài đặt → Camera → Định dạng → Tương thích nhất rồi chụp lại, "
    "hoặc gửi ảnh qua Zalo, lưu về rồi chọn ảnh đó."
)
OTHER_PICTURE = "Loại ảnh này chưa nhận được; lưu lại dạng JPEG hoặc PNG rồi chọn lại."
OFFICE = "Tệp Word, Excel không làm minh chứng được; lưu hoặc in ra PDF rồi chọn lại."
FILM = "Phim, tiếng không làm minh chứng được; chọn vài ảnh thay cho phim."
UNKNOWN = "Chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF; lưu lại dạng đó rồi chọn lại."


class Kind(StrEnum):
    """The kinds of files that are taken; the pictures as Pillow names them."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    PDF = "PDF"


_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"heif")


def kind_of(data: bytes) -> Kind:
    """Raises Unreadable, with what to do instead, for every other kind."""
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Kind.WEBP
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    raise Unreadable(_refusal(data))


def _refusal(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        if data[8:12] in _HEIF_BRANDS:
            return HEIC
        return OTHER_PICTURE if data[8:12] in (b"avif", b"avis") else FILM
    if data.startswith((b"GIF8", b"BM", b"II*\0", b"MM\0*")):
        return OTHER_PICTURE
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return OFFICE
    if data.startswith((b"\x1aE\xdf\xa3", b"ID3", b"OggS", b"RIFF")):
        return FILM
    return UNKNOWN
