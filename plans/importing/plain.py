"""Turns a text file, or pasted text, into lines: its encoding is told by what becomes Vietnamese."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from plans.content.vietnamese import nfc
from plans.exceptions import Unreadable

from . import refusals
from .letters.encodings import Encoding, decoded, detected
from .letters.syllables import marked_words, share_of_syllables
from .lines import SourceDocument
from .text import document_from_text

# The longer mark first: UTF-32's begins like UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_MOST_CONTROLS = 0.002
_MOST_BROKEN = 0.005
_LEAST_SYLLABLES = 0.5
_LONG_WORD = re.compile(rf"\S{{{refusals.MAX_WORD + 1}}}")
_SAMPLE = 200_000


def read_plain(data: bytes) -> SourceDocument:
    """The lines of a text file. Raises Unreadable with what to do."""
    text, remark = _decoded(data)
    document = read_text(text)
    return replace(document, remarks=(remark, *document.remarks)) if remark else document


def read_text(text: str) -> SourceDocument:
    """The lines of a text somebody pasted or a file held; text kept in an old encoding becomes Unicode."""
    if len(_CONTROLS.findall(text[:_SAMPLE])) > _MOST_CONTROLS * min(len(text), _SAMPLE):
        raise Unreadable(refusals.UNKNOWN_KIND)
    if _LONG_WORD.search(text):
        raise Unreadable(refusals.NOT_SENTENCES)
    if len(text) > refusals.MAX_LETTERS:
        raise Unreadable(refusals.TOO_LONG)
    restored, encoding = _restored(text)
    document = document_from_text(restored)
    remarks = (f"Đã chuyển từ bảng mã {encoding} sang Unicode.",) if encoding else ()
    return replace(document, remarks=(*document.remarks, *remarks))


def _restored(text: str) -> tuple[str, Encoding | None]:
    """The text in Unicode; where only some paragraphs were pasted from an old document, these are converted."""
    encoding = detected(text)
    if encoding:
        return decoded(text, encoding), encoding
    lines = text.split("\n")
    found = [detected(line) for line in lines]
    met = next((one for one in found if one), None)
    if met is None:
        return text, None
    return "\n".join(decoded(line, one) if one else line for line, one in zip(lines, found, strict=True)), met


def _decoded(data: bytes) -> tuple[str, str]:
    """The text of the bytes, and a sentence where they were not Unicode."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), ""
    if wide := _wide(data):
        return data.decode(wide, "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _from_one_byte_letters(data)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of spaces, digits and most letters is nothing."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 5 < len(sample):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _from_one_byte_letters(data: bytes) -> tuple[str, str]:
    """The reading of the bytes that gives the most Vietnamese syllables."""
    readings = list(_readings(data))
    scores = [_score(text) for text, _ in readings]
    best = max(range(len(readings)), key=lambda place: scores[place])
    if scores[best] < _LEAST_SYLLABLES:
        raise Unreadable(refusals.UNKNOWN_LETTERS)
    return readings[best]


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    broken = data.decode("utf-8", "replace")
    if broken.count("\ufffd") <= _MOST_BROKEN * len(broken) + 1:
        yield broken.replace("\ufffd", ""), "Có ký tự hỏng trong tệp, đã bỏ qua; đối chiếu với bản gốc."
    western = "".join(_western(byte) for byte in data)
    for encoding in Encoding:
        yield decoded(western, encoding), f"Đã chuyển từ bảng mã {encoding} sang Unicode."
    windows = data.decode("cp1258", "replace")
    yield nfc(windows), "Đã chuyển từ bảng mã Windows-1258 sang Unicode."


def _western(byte: int) -> str:
    """The character of a byte in the Western code page, whose five empty places keep their number."""
    one = bytes((byte,))
    return one.decode("cp1252", "ignore") or one.decode("latin-1")


def _score(text: str) -> float:
    sample = text[:_SAMPLE]
    words = marked_words(sample)
    # A reading that leaves fewer marked words had them turned into signs: it must not win by having nothing to show.
    return share_of_syllables(sample) if words else 0.0
