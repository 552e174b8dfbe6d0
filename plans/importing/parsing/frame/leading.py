"""Lines between a title and its preamble: the addressees of a letter, the authority and the verb of a decision."""

import re
from collections.abc import Sequence

from ..body.numerals import Style, split_numeral
from ..pieces import Findings, Paragraph
from ..vocabulary import is_capitals, key, starts_collective, starts_with_body, type_line

_ADDRESSED = re.compile(r"^kính gửi\b")
_AUTHORITY = re.compile(
    r"^(?:chủ tịch|ủy ban nhân dân|ubnd|giám đốc|hiệu trưởng|trưởng phòng|bộ trưởng|trưởng ban|hội đồng|ban thường vụ|"
    r"thủ tướng|"
    r"cục trưởng|viện trưởng|tổng giám đốc|hội đồng nhân dân)\b"
)
_ENACTS = re.compile(r"^(?:quyết định|quyết nghị|chỉ thị|nghị quyết|thông báo)\s*:?$")


def take_leading(paragraphs: Sequence[Paragraph], kind: str | None, findings: Findings) -> list[Paragraph]:
    """The paragraphs without those lines; what was taken is noted as facts."""
    rest = _without_addressees(list(paragraphs), findings)
    if kind not in ("QĐ", "NQ", "CT"):
        return rest
    kept: list[Paragraph] = []
    for place, one in enumerate(rest):
        words = key(one.text)
        if place < 3 and is_capitals(one.text) and _AUTHORITY.match(words):
            findings.fact("authority", one.text, one.lines)
        elif is_capitals(one.text) and _ENACTS.match(words) and type_line(one.text):
            findings.fact("enacting", one.text, one.lines)
        else:
            kept.append(one)
    return kept


def _without_addressees(paragraphs: list[Paragraph], findings: Findings) -> list[Paragraph]:
    start = next((place for place, one in enumerate(paragraphs[:4]) if _ADDRESSED.match(key(one.text))), None)
    if start is None:
        return paragraphs
    end = start + 1
    while end < len(paragraphs) and _is_addressee(paragraphs[end]):
        end += 1
    for one in paragraphs[start:end]:
        findings.fact("addressee", one.text, one.lines)
    return [*paragraphs[:start], *paragraphs[end:]]


def _is_addressee(paragraph: Paragraph) -> bool:
    numeral, rest = split_numeral(paragraph.text)
    if len(rest) > 130 or (numeral is not None and numeral.style != Style.DASH):
        return False
    return (starts_with_body(rest) or starts_collective(rest)) and (numeral is not None or rest.endswith((";", ".")))
