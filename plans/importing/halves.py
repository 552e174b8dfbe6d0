"""What only ever stands in the left or the right column of a header or a signature: how its halves are recognised."""

import re

from plans.content.vietnamese import fold

NATIONAL_TITLE = fold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")

_LEFT = re.compile(r"(nơi nhận\b|số\s*:)")
_RIGHT = re.compile(
    r"(cộng hòa xã hội|độc lập\s*[-–]\s*tự do|(tm|kt|tl|tuq|q)\s*\.|[^/:]{2,40},\s*ngày\b.*\btháng\b.*\bnăm\b"
    r"|(phó |quyền )?(chủ tịch|giám đốc|hiệu trưởng|trưởng phòng|trưởng ban|chánh văn phòng|bí thư)\s*$)"
)
_NUMERAL = re.compile(r"([ivxlc]{1,7}|\d{1,3}(\.\d{1,3})*|[a-zđ]|[-+•*o])\s*[.)/]?$")


def begins_left(folded: str) -> bool:
    """Whether a line (folded) can only begin the left column: the document's number, the recipients."""
    return bool(_LEFT.match(folded))


def begins_right(folded: str) -> bool:
    """Whether a line (folded) can only begin the right column: the national title, the date, who signs."""
    return bool(_RIGHT.match(folded))


def is_numeral(folded: str) -> bool:
    """Whether this is only a numeral: what a tab parts from its own text, not from another column."""
    return bool(_NUMERAL.match(folded))
