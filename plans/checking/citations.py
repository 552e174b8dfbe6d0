"""Finds what a text quotes or cites, so that checks read it rightly or leave it alone."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..content.vietnamese import read_date

#: What stands for a letter that is not the drafter's own: no letter, no space, no mark.
BLANK = "\0"

_KINDS = (
    "Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Công văn|Kế hoạch|Chương trình|"
    "Thông báo|Kết luận|Hướng dẫn|Quy định|Đề án|Công điện|Báo cáo|Tờ trình"
)
# What an abstract begins with: "về việc …", "hướng dẫn …".
_ABSTRACT_VERBS = (
    "về|v/v|hướng dẫn|quy định|ban hành|phê duyệt|triển khai|sửa đổi|tổ chức|thực hiện|tăng cường|Về|Quy định|Hướng dẫn"
)
_CITATION = re.compile(
    rf"(?P<kind>{_KINDS})\s+(?:số\s*:?\s*)?"
    r"(?P<number>\d+(?:\s?/\s?\d{4})?\s?[-/ ]\s?[A-ZĐƯ][\wĐ]*(?:\s?[-/&]\s?[A-ZĐƯ][\wĐ]*)*)"
    r"(?:,?\s+ngày\s+(?P<date>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
    rf"(?:,?\s+của\s+(?P<issuer>[^;.,“”\"()]*?)(?=\s+(?:{_ABSTRACT_VERBS})\s|[;.,“”\"()]|$))?"
    rf"(?:,?\s+(?P<abstract>(?:{_ABSTRACT_VERBS})\s[^;.“”\"()]*))?"
)
_DIGIT = re.compile(r"\d")
_LAW = re.compile(r"(?:Luật|Pháp lệnh)\s+[^;.,“”\"()\d]{2,60}?\s+(?:năm\s+)?(?:19|20)\d{2}")
_QUOTATION = re.compile('“[^”]*”|«[^»]*»|"[^"]*"|⟦[^⟦⟧]*⟧')


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document named by its number: "Thông tư số 28/2019/TT-BLĐTBXH ngày … của … về …"."""

    kind: str
    number: str
    date_text: str
    issuer: str
    abstract: str
    text: str

    @property
    def same_number(self) -> str:
        """The number without what people write in different ways: spaces, "-" and "/"."""
        return re.sub(r"[\s/&-]", "", self.number).upper()

    @property
    def day(self) -> date | None:
        """The date that is cited; None when there is none or no such day exists."""
        if not self.date_text:
            return None
        try:
            return read_date(re.sub(r"\s*([/.-])\s*", r"\1", self.date_text))
        except ValueError:
            return None


# A drafter's plan is checked again at every pause, and nearly every text is the one of the last time.
@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Citation, ...]:
    """Every document that the text names by number, in order."""
    if not _DIGIT.search(text):
        return ()
    return tuple(
        Citation(
            kind=found["kind"],
            number=found["number"],
            date_text=found["date"] or "",
            issuer=(found["issuer"] or "").strip(),
            abstract=(found["abstract"] or "").strip(" ,"),
            text=found[0].strip(),
        )
        for found in _CITATION.finditer(text)
    )


@lru_cache(maxsize=4096)
def without_borrowed(text: str) -> str:
    """The text, just as long, with quotations, facts, citations and titles of laws blanked out."""
    text = _QUOTATION.sub(_blank, text)
    if _DIGIT.search(text):
        text = _LAW.sub(_blank, _CITATION.sub(_blank, text))
    return text


def without_quotations(text: str) -> str:
    """The text, just as long, with quotations and facts blanked out."""
    return _QUOTATION.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found[0])
