"""Files that people bring as evidence, made harmless: what they are is told by their content, never by their name."""

from dataclasses import dataclass

from plans.exceptions import Unreadable

from .kinds import JPEG, MAX_BYTES, PDF, Kind, kind_of
from .pdfs import clean_pdf
from .pictures import clean_picture, thumbnail

__all__ = ["JPEG", "MAX_BYTES", "PDF", "CleanFile", "clean_file", "thumbnail"]

TOO_BIG = "Tệp lớn hơn 10 MB; giảm dung lượng rồi chọn lại."
EMPTY = "Tệp trống, không có nội dung nào; kiểm tra lại rồi chọn lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanFile:
    """What is kept of a file. `as_given`: byte for byte, because it carries digital signatures."""

    data: bytes
    media_type: str
    ending: str
    as_given: bool = False


def clean_file(data: bytes) -> CleanFile:
    """A picture written anew without metadata, or a PDF without actions and metadata. Raises Unreadable with one
    sentence for whatever is not taken."""
    if not data:
        raise Unreadable(EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_BIG)
    if kind_of(data) == Kind.PDF:
        cleaned, as_given = clean_pdf(data)
        return CleanFile(data=cleaned, media_type=PDF, ending="pdf", as_given=as_given)
    return CleanFile(data=clean_picture(data), media_type=JPEG, ending="jpg")
