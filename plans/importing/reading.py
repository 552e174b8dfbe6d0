"""Turns a file into the lines of a document: what it is is told by its content, and every refusal is one sentence."""

import re
from pathlib import Path, PurePath

from plans.exceptions import Unreadable

from . import refusals
from .lines import SourceDocument
from .word.archive import OLE_START, refuse_old_office

_PDF_START, _PDF_WITHIN = b"%PDF-", 1024
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_STARTS = (
    (b"{\\rtf", refusals.RTF),
    (b"\x89PNG", refusals.PICTURE), (b"\xff\xd8\xff", refusals.PICTURE), (b"GIF8", refusals.PICTURE),
    (b"II*\x00", refusals.PICTURE), (b"MM\x00*", refusals.PICTURE), (b"RIFF", refusals.PICTURE),
    (b"Rar!\x1a", refusals.ARCHIVE), (b"7z\xbc\xaf", refusals.ARCHIVE), (b"\x1f\x8b\x08", refusals.ARCHIVE),
    (b"MZ\x90", refusals.UNKNOWN_KIND), (b"\x7fELF", refusals.UNKNOWN_KIND),
)  # fmt: skip
_WEB_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*(<!doctype html|<html|<head|mime-version:)", re.IGNORECASE)

_KINDS = {".docx": "docx", ".pdf": "pdf", ".txt": "text", ".text": "text"}
# Endings that promise something else than the three kinds; any other ("KH 05.2024") is part of the name.
_OTHER_ENDINGS = {
    ".doc", ".docm", ".dot", ".dotx", ".dotm", ".rtf", ".odt", ".xls", ".xlsx", ".ppt", ".pptx", ".csv", ".htm",
    ".html", ".mht", ".xml", ".json", ".zip", ".rar", ".7z", ".gz", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff",
    ".bmp", ".exe", ".com", ".bat", ".cmd", ".js", ".vbs", ".lnk", ".msi", ".sh", ".py", ".dll", ".scr",
}  # fmt: skip


def read_file(path: str | Path, *, file_name: str) -> SourceDocument:
    """The lines of a stored file; `file_name` is what its owner calls it. Raises Unreadable with what to do."""
    path = Path(path)
    if path.stat().st_size > refusals.MAX_BYTES:
        raise Unreadable(refusals.TOO_BIG)
    return read_bytes(path.read_bytes(), file_name=file_name)


def read_bytes(data: bytes, *, file_name: str) -> SourceDocument:
    """The lines of a file's bytes. Raises Unreadable, and nothing else, with what to do."""
    if not data.strip(b"\x00\t\n\r "):
        raise Unreadable(refusals.EMPTY)
    if len(data) > refusals.MAX_BYTES:
        raise Unreadable(refusals.TOO_BIG)
    kind = _kind(data)
    ending = PurePath(file_name).suffix.lower()
    if _KINDS.get(ending, kind) != kind or ending in _OTHER_ENDINGS:
        raise refusals.wrong_ending(ending, kind)
    document = _read(kind, data)
    _refuse_nonsense(document)
    return document


def _kind(data: bytes) -> str:
    """What the bytes are: "docx", "pdf" or "text". Raises Unreadable for any other kind."""
    if _PDF_START in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_ZIP_STARTS):
        return "docx"
    if data.startswith(OLE_START):
        raise refuse_old_office(data)
    for start, sentence in _OTHER_STARTS:
        if data.startswith(start):
            raise Unreadable(sentence)
    if _WEB_PAGE.match(data):
        raise Unreadable(refusals.WEB_PAGE)
    return "text"


def _read(kind: str, data: bytes) -> SourceDocument:
    if kind == "docx":
        from .word.document import read_word

        return read_word(data)
    if kind == "pdf":
        from .pdf.document import read_pdf

        return read_pdf(data)
    from .plain import read_plain

    return read_plain(data)


def _refuse_nonsense(document: SourceDocument) -> None:
    """A file may be well made and still say nothing: no letter, one word of a megabyte, a thousand plans."""
    if not document.lines:
        raise Unreadable(refusals.NO_TEXT)
    if sum(len(line.text) for line in document.lines) > refusals.MAX_LETTERS:
        raise Unreadable(refusals.TOO_LONG)
    if any(len(word) > refusals.MAX_WORD for line in document.lines for word in line.text.split()):
        raise Unreadable(refusals.NOT_SENTENCES)
