"""PDFs written anew: their pages as they are seen, without scripts, actions, attachments and metadata.

One that carries digital signatures is kept byte for byte: written anew it would prove nothing any more.
"""

import re
import zlib
from io import BytesIO
from typing import Any

from plans.exceptions import RenderFailed, Unreadable

from ..pictures import editing

MAX_PAGES = 50
_MAX_OBJECTS = 100_000
#: Bytes of one stream, and of all of them, when they are unpacked: pages scanned in colour, not a bomb.
_MAX_STREAM, _MAX_STREAMS = 160 * 1024 * 1024, 500 * 1024 * 1024
_PIECE, _PACKED_PIECE = 1024 * 1024, 16 * 1024
_DEFLATED = re.compile(rb"stream\r?\n(?=[\x08-\x78])")

TOO_MANY_PAGES = "Tệp PDF có hơn 50 trang; tách riêng những trang cần làm minh chứng rồi chọn lại."
LOCKED = "Tệp PDF đặt mật khẩu; in hoặc lưu thành bản PDF không mật khẩu rồi chọn lại."
DAMAGED = "Tệp PDF bị hỏng nên không mở được; mở tệp, in hoặc lưu thành tệp mới rồi chọn lại."
ACTIVE = "Tệp PDF có mã lệnh hoặc tệp đính kèm bên trong nên không được nhận; in ra PDF (Print to PDF) rồi chọn lại."
BOMB = "Tệp PDF nén quá mức bình thường, có thể gây hại, nên không được mở; in ra PDF (Print to PDF) rồi chọn lại."
TOO_LARGE = "Tệp PDF có quá nhiều đối tượng để kiểm tra; in ra PDF (Print to PDF) rồi chọn lại."

#: Kinds of actions that run or open something, and names under which files, scripts and films are kept.
_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/RichMediaExecute"}
_KEEPERS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/RichMediaContent", "/XFA"}
_KINDS = {"/EmbeddedFile", "/RichMedia", "/Movie", "/Sound", "/Screen", "/FileAttachment", "/3D"}

#: A JPEG as it stands in a PDF, and a description (XMP) that is a stream of its own.
_JPEG = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
_XMP = re.compile(rb"<\?xpacket begin=.*?<\?xpacket end=[^>]*>", re.DOTALL)
#: Parts of a JPEG before its pixels: the first of them, and those that say how colours are meant (ICC, Adobe).
_PIXELS, _COMMENT, _APPLICATION, _OF_COLOURS = 0xDA, 0xFE, range(0xE1, 0xF0), (0xE2, 0xEE)


def clean_pdf(data: bytes) -> tuple[bytes, bool]:
    """The PDF as it is kept, and whether that is byte for byte. Raises Unreadable with what to do."""
    is_signed = _check(data)
    try:
        with editing(data) as document:
            if len(document) > MAX_PAGES:
                raise Unreadable(TOO_MANY_PAGES)
            if not len(document):
                raise Unreadable(DAMAGED)
            if document.count_attachments():
                raise Unreadable(ACTIVE)
            return (data, True) if is_signed else (_without_descriptions(_anew(document)), False)
    except RenderFailed as error:
        raise Unreadable(DAMAGED) from error


def _anew(document: Any) -> bytes:
    """A new file of the same pages. What fields and notes show becomes part of the page; what they do is gone, and so
    is all that belongs to the old file and not to a page: its scripts, description, author."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    made = pypdfium2.PdfDocument.new()
    try:
        for at in range(len(document)):
            page = document[at]
            flattened = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            if flattened == pdfium.FLATTEN_FAIL:
                raise Unreadable(DAMAGED)
        made.import_pages(document)
        written = BytesIO()
        made.save(written)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(DAMAGED) from error
    finally:
        made.close()
    return written.getvalue()


def _without_descriptions(data: bytes) -> bytes:
    """Every description of a picture overwritten where it stands, so that nothing moves: when and where it was taken,
    by which telephone, by whom."""
    kept = bytearray(data)
    for found in _JPEG.finditer(data):
        for start, end in _described(data, found.end()):
            kept[start:end] = bytes(end - start)
    for found in _XMP.finditer(data):
        kept[found.start() : found.end()] = b" " * (found.end() - found.start())
    return bytes(kept)


def _described(data: bytes, start: int) -> list[tuple[int, int]]:
    """Where in the JPEG that starts there its comments and applications' data are; none when it is not understood."""
    found: list[tuple[int, int]] = []
    at = start + 2
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if marker == _PIXELS:
            return found
        if length < 2 or end > len(data):
            break
        if marker == _COMMENT or (marker in _APPLICATION and marker not in _OF_COLOURS):
            found.append((at + 4, end))
        at = end
    return []


# --- what is inside


def _check(data: bytes) -> bool:
    """Whether it carries digital signatures. Raises Unreadable for a locked file and one that would do something."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    _refuse_bombs(data)
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        if reader.encrypted:
            raise Unreadable(LOCKED)
        _refuse_active(reader)
        return bool(reader.embedded_signatures)
    except (PdfError, ValueError, TypeError, LookupError, AttributeError, OSError, RecursionError, ArithmeticError):
        # PDFium opens what pyHanko does not; what is written anew does nothing in any case.
        return False


def _refuse_bombs(data: bytes) -> None:
    """Refuse streams that would fill the memory when they are unpacked; here they are unpacked a piece at a time."""
    total = 0
    for found in _DEFLATED.finditer(data):
        size = _unpacked(data, found.end())
        total += size
        if size > _MAX_STREAM or total > _MAX_STREAMS:
            raise Unreadable(BOMB)


def _unpacked(data: bytes, at: int) -> int:
    """How many bytes the stream that starts there unpacks to; it is not followed beyond `_MAX_STREAM`."""
    size, unpacking, waiting = 0, zlib.decompressobj(), b""
    try:
        while size <= _MAX_STREAM and not unpacking.eof and (waiting or at < len(data)):
            if not waiting:
                waiting, at = data[at : at + _PACKED_PIECE], at + _PACKED_PIECE
            size += len(unpacking.decompress(waiting, _PIECE))
            waiting = unpacking.unconsumed_tail
    except zlib.error:
        pass  # damaged, or not deflated at all; what came before it counts
    return size


def _refuse_active(reader: Any) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting: list[Any] = [reader.root]
    known: set[tuple[int, int]] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            reference = (one.idnum, one.generation)
            if reference in known:
                continue
            known.add(reference)
            if len(known) > _MAX_OBJECTS:
                raise Unreadable(TOO_LARGE)
            waiting.append(one.get_object())  # type: ignore[no-untyped-call]
        elif isinstance(one, DictionaryObject):
            if _is_active(one):
                raise Unreadable(ACTIVE)
            waiting.extend(one.raw_get(name) for name in one)
        elif isinstance(one, ArrayObject):
            waiting.extend(one.raw_get(at) for at in range(len(one)))


def _is_active(one: Any) -> bool:
    kinds = {str(one.raw_get(name)) for name in ("/Type", "/Subtype") if name in one}
    action = str(one.raw_get("/S")) if "/S" in one else ""
    return action in _ACTIONS or bool(kinds & _KINDS) or any(name in one for name in _KEEPERS)
