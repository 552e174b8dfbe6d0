"""Plain or pasted text turned into the lines that parsing reads."""

import re

from ..content.vietnamese import nfc
from .lines import SourceDocument, SourceLine

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HYPHENS = re.compile("[\u2010\u2011]")


def document_from_text(text: str) -> SourceDocument:
    """The lines of a text; empty ones are left out but counted, wide gaps inside a line are kept: they part columns."""
    lines = (
        SourceLine(number=number, text=cleaned)
        for number, line in enumerate(_LINE_ENDS.split(text), 1)
        if (cleaned := _cleaned(line))
    )
    return SourceDocument(kind="text", lines=tuple(lines))


def _cleaned(line: str) -> str:
    line = _SURROGATES.sub("", _INVISIBLE.sub("", line))
    return nfc(_HYPHENS.sub("-", _ODD_SPACES.sub(" ", line))).strip()
