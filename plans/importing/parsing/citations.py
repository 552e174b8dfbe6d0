"""Documents named by their number: "Kế hoạch số 1222/KH-UBND ngày 26/4/2023", in every spelling of the number."""

import re
from dataclasses import dataclass
from datetime import date

from .dates import written_dates
from .vocabulary import TYPES, code_type, key

_GROUP = r"[A-ZĐ][^\s,;:()\[\]“”\"|]*"
_SYMBOL = rf"{_GROUP}(?:\s?[-–—/&]\s?{_GROUP})*"
_NUMBER = re.compile(
    rf"(?<![\d/.,\-\w])(?P<digits>\d{{1,5}}[a-zđ]?)(?:\s?[/–—-]\s?(?P<year>(?:19|20)\d\d))?"
    rf"(?:\s?[/–—-]\s?|(?=[A-ZĐ]{{2,}}[A-ZĐ0-9]*/)|\s(?=[A-ZĐ]{{2,5}}[-–/][A-ZĐ]{{2,}}))(?P<symbol>{_SYMBOL})"
)
_SPLIT = re.compile(r"(\s?[-–—/&]\s?|\.)")
_NOUNS = (
    "bộ luật|luật|pháp lệnh|nghị định|nghị quyết liên tịch|nghị quyết|thông tư liên tịch|thông tư|quyết định|chỉ thị|"
    "kế hoạch liên tịch|kế hoạch liên ngành|kế hoạch phối hợp|kế hoạch|công văn|hướng dẫn liên ngành|hướng dẫn|thông "
    "báo|"
    "chương trình phối hợp|chương trình hành động|chương trình|kết luận|báo cáo|tờ trình|công điện|văn bản|đề án|"
    "thông tri|"
    "quy định|công ước|tài liệu|nhiệm vụ|phương hướng"
)
NOUN = re.compile(rf"(?:{_NOUNS})\b")
_NOUN_BEFORE = re.compile(rf"\b({_NOUNS})(?:\s+(?!số\b)[^;,.()]{{0,60}}?)?\s*\(?\s*(?:số)?\s*:?\s*$")
# Between a number and its own date there may be the issuer, but not what the document is about.
_ABOUT = re.compile(r"\b(?:về|v/v|phê duyệt|ban hành|hướng dẫn|triển khai|quy định|tăng cường|thực hiện)\b|;")
_TAIL = 140


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited: the noun before its number ("kế hoạch"), the number without spaces, its date."""

    noun: str
    number: str
    issued_on: date | None
    start: int
    end: int

    @property
    def is_proposal(self) -> bool:
        """A tờ trình asks; it is neither carried out nor a basis."""
        return self.noun == "tờ trình" or "/TTr" in self.number or "/TTR" in self.number


def citations(text: str) -> list[Citation]:
    """Every document a text names by number, in order."""
    found: list[Citation] = []
    matches = list(_NUMBER.finditer(text))
    for position, match in enumerate(matches):
        symbol = valid_symbol(match["symbol"])
        if not symbol:
            continue
        end = match.start("symbol") + len(symbol)
        year = f"{match['year']}/" if match["year"] else ""
        glue = "" if text[match.end("digits") : match.start("symbol")] == "" else "/"
        if glue and "/" not in text[match.end("digits") : match.start("symbol")]:
            glue = "-"
        number = f"{match['digits']}/{year}{_tight(symbol)}" if year else f"{match['digits']}{glue}{_tight(symbol)}"
        limit = matches[position + 1].start() if position + 1 < len(matches) else len(text)
        day, last = _own_date(text[: min(limit, end + _TAIL)], end)
        found.append(Citation(_noun(text, match.start(), symbol), number, day, match.start(), last))
    return found


def valid_symbol(symbol: str) -> str:
    """The leading part of a symbol whose groups are capitals: "KH-UBND - Kế" is "KH-UBND"; empty if none is."""
    kept = ""
    parts = _SPLIT.split(symbol)
    for position in range(0, len(parts), 2):
        if not _is_group(parts[position]):
            break
        kept += (parts[position - 1] if position else "") + parts[position]
    return kept if sum(one.isupper() for one in kept) >= 2 else ""


def _is_group(group: str) -> bool:
    letters = [one for one in group if one.isalpha()]
    capitals = sum(one.isupper() for one in letters)
    return bool(group) and len(group) <= 24 and (not letters or capitals > 0.5 * len(letters))


def _tight(symbol: str) -> str:
    return re.sub(r"[–—]", "-", re.sub(r"\s", "", symbol))


def _own_date(text: str, end: int) -> tuple[date | None, int]:
    for one in written_dates(text, end):
        between = text[end : one.start]
        if (
            one.value
            and not _ABOUT.search(key(between))
            and (len(between.strip(" ,(")) == 0 or _says_day(text, one.start))
        ):
            return one.value, one.end
        break
    return None, end


def _says_day(text: str, start: int) -> bool:
    return key(text[start : start + 4]) == "ngày" or key(text[:start]).rstrip().endswith("ngày")


def _noun(text: str, start: int, symbol: str) -> str:
    before = _NOUN_BEFORE.search(key(text[max(0, start - 90) : start]))
    if before:
        return before[1]
    first = re.split(r"[-–—/.\s]", symbol)[0]
    code = code_type(first)
    return next((name for name, one in TYPES.items() if one == code), "") if code else ""
