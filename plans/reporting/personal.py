"""What in a text or a file's name seems to tell who a child is: its name, class, home, telephone or number (Luật Trẻ em
2016, Điều 21; domain.md §6: counts only). Words and patterns, no judgement: the portal warns, a person decides."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from plans.content.vietnamese import nfc


class SuspicionKind(StrEnum):
    """What seems to be told."""

    NAME = "name"
    CLASS = "class"
    TELEPHONE = "telephone"
    NUMBER = "number"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """Where it stands (`text[start:end] == excerpt`), and what to do about it."""

    kind: SuspicionKind
    excerpt: str
    start: int
    end: int
    sentence: str


_DO = {
    SuspicionKind.NAME: "“{}” có vẻ là tên trẻ em; chỉ ghi số lượng, bỏ cả tên viết tắt.",
    SuspicionKind.CLASS: "“{}” cho biết trẻ học lớp nào; bỏ lớp, trường của trẻ.",
    SuspicionKind.TELEPHONE: "“{}” có vẻ là số điện thoại của một người; bỏ số này.",
    SuspicionKind.NUMBER: "“{}” có vẻ là số định danh hoặc mã thẻ của một người; bỏ số này.",
    SuspicionKind.ADDRESS: "“{}” cho biết một trẻ ở đâu; bỏ thôn, tổ, số nhà, chỉ ghi xã, phường.",
}


def _bare(text: str) -> str:
    """Small letters without marks: "Đức" becomes "duc"."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(one for one in plain if not unicodedata.combining(one))


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# --- the words

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_WORD = f"[{_UPPER}][{_LOWER}]+"
_INITIALS = rf"[{_UPPER}](?:\.\s?[{_UPPER}]){{1,3}}\b\.?"
#: Family names of the country's peoples, so that a capital after "trẻ" or "học sinh" is not taken for a name at once.
_FAMILIES = _listed("""
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Lâm Trương Trịnh Lưu Tạ Phùng Quách
    Cao Tô Thái Mai Hà Chu Châu Kiều La Lương Lường Ma Nông Triệu Vi Hứa Bế Bàn Đàm Đồng Hầu Giàng Sùng Thào Vàng Lò
    Quàng Tòng Mùa Vừ Hạng Tráng Lù Lầu Thạch Danh Sơn Kim Rơ Siu Ksor Rcom Điểu""")
_FAMILY = f"(?:{'|'.join(_FAMILIES)})"
_FULL_NAME = rf"{_FAMILY}(?: (?:{_WORD}|[{_UPPER}]\b\.?)){{1,4}}"
#: What begins with a capital after "cháu", "em" or "bé" and is no name.
_NOT_NAMES = _listed("""
    Trường Mầm Mẫu Tiểu Trung Lớp Khối Hội Đoàn Đội Liên Thôn Tổ Khu Xóm Bản Xã Phường Tỉnh Thành Huyện Việt Quỹ Tháng
    Năm Ngày Tết Trạm Công Ban Sở Bộ Phòng Nhà Mái Làng Cụm Quốc Ủy Mặt Câu Chương Bệnh Mông Dao Tày Nùng Kinh Hoa
    Thiếu Nhi Ngoan""")

# One child: these words with a name after them. "trẻ em Đức Xuân", "chị em Hội Phụ nữ" and "con em" are many.
_ONE = r"(?:[Cc]háu|(?<!trẻ )(?<!Trẻ )(?<!chị )(?<!Chị )(?<!anh )(?<!con )[Ee]m|[Bb]é)(?: gái| trai| bé)?"
_SOMEBODY = r"(?:[Tt]rẻ|[Tt]rẻ em|[Hh]ọc sinh|[Nn]ạn nhân|[Bb]ệnh nhi)"
_CALLED = r"(?: tên(?: là)?:?)?"
_NAMES = (
    re.compile(
        rf"(?<!\w){_ONE}{_CALLED} (?P<name>{_INITIALS}|{_WORD}(?: (?:{_WORD}|[{_UPPER}]\b\.?)){{0,4}}|[{_UPPER}]\b)"
    ),
    re.compile(rf"(?<!\w){_SOMEBODY}{_CALLED} (?P<name>{_INITIALS}|{_FULL_NAME})"),
    re.compile(rf"(?<!\w)con (?:của )?(?:ông|bà|anh|chị) (?P<name>{_INITIALS}|{_WORD}(?: {_WORD}){{0,4}})"),
    re.compile(rf"(?<![\w.])(?P<name>[{_UPPER}]\.[{_UPPER}]\.[{_UPPER}])(?!\w)(?!\.[{_UPPER}])"),
)
_NOT_INITIALS = frozenset({"USA", "CHX", "XHC"})
_YEAR = r"(?:1[0-2]|[1-9])(?:[a-hk]\d{0,2}|\s?[A-HK]\d{0,2}|[/.]\d{1,2})(?![\w/])"
_CLASS = re.compile(rf"(?<!\w)[Ll]ớp (?:{_YEAR}|(?:[Mm]ầm|[Cc]hồi|[Ll]á) \d)")
_TELEPHONE = re.compile(r"(?<![\d.,/])(?:\+84|0)[ .]?[35789]\d(?:[ .]?\d){7}(?![ .]?\d)")
_PUBLIC_LINE = re.compile(r"(?:đường dây nóng|tổng đài|hotline|trực ban)[^.;\n]{0,40}$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\d.,/])0\d{2}[ .]?\d{3}[ .]?\d{6}(?!\d)|(?<!\w)TE\d{10,13}(?!\d)|CMND(?: số)?:? \d{9}(?!\d)"
)

_HAMLET = r"(?:[Tt]hôn|[Bb]ản|[Ấấ]p|[Xx]óm|[Bb]uôn|[Tt]ổ dân phố|[Tt]ổ)(?: số)?"
_PLACE = re.compile(rf"(?<!\w)(?:[Ss]ố nhà \d+\w*|{_HAMLET} (?:\d+\w?|{_WORD}(?: {_WORD})*))")
_A_CHILD = re.compile(r"(?<!\w)(?:01|1|[Mm]ột) (?:cháu|em|bé|trẻ|học sinh|bệnh nhi)(?! lớp)(?!\w)", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(rf"(?<![{_UPPER}])[.;!?]\s+|\n")

# File names are often written without marks: "chau nguyen van a lop 4B".
_BARE_FAMILY = "|".join(sorted({_bare(one) for one in _FAMILIES}))
_BARE_NAME = re.compile(
    rf"(?<!\w)(?:chau|be|(?<!tre )em|hoc sinh)(?: gai| trai)? (?:(?:[a-z]\.? ?){{2,4}}(?!\w)|(?:{_BARE_FAMILY}) [a-z]+)"
)
_BARE_CLASS = re.compile(r"(?<!\w)lop ?(?:1[0-2]|[1-9]) ?[a-hk]\d{0,2}(?!\w)")


def suspicions(text: str) -> tuple[Suspicion, ...]:
    """Everything in the text that seems to tell who a child is, in reading order. The text is read as NFC."""
    text = nfc(text)
    names = [found for pattern in _NAMES for found in pattern.finditer(text) if _is_name(found)]
    found = [
        *(_suspicion(SuspicionKind.NAME, one) for one in _first_of_each(names)),
        *(_suspicion(SuspicionKind.CLASS, one) for one in _CLASS.finditer(text)),
        *(_suspicion(SuspicionKind.NUMBER, one) for one in _NUMBER.finditer(text)),
        *(
            _suspicion(SuspicionKind.TELEPHONE, one)
            for one in _TELEPHONE.finditer(text)
            if not _PUBLIC_LINE.search(text[: one.start()])
        ),
        *(_suspicion(SuspicionKind.ADDRESS, one) for one in _homes(text, names)),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def suspicious_name(file_name: str) -> Suspicion | None:
    """What the name of a file seems to tell: "cháu N.V.A.jpg", "lop_4B.pdf"; None when it tells nothing. Places are
    those of the name without its ending, hyphens and underscores read as spaces."""
    stem = re.sub(r"[_-]+", " ", re.sub(r"\.[A-Za-z0-9]{1,5}$", "", nfc(file_name)))
    told = next(iter(suspicions(stem)), None)
    if told is not None:
        return told
    bare = _bare(stem)
    for kind, pattern in ((SuspicionKind.NAME, _BARE_NAME), (SuspicionKind.CLASS, _BARE_CLASS)):
        found = pattern.search(bare) if len(bare) == len(stem) else None
        if found is not None:
            return _suspicion(kind, found)
    return None


def _is_name(found: re.Match[str]) -> bool:
    name = found["name"]
    if "." in name:
        return re.sub(r"[.\s]", "", name) not in _NOT_INITIALS
    return name.split(" ")[0] not in _NOT_NAMES


def _first_of_each(names: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Of matches that overlap the one that begins first."""
    end = -1
    for one in sorted(names, key=lambda one: (one.start(), -one.end())):
        if one.start() >= end:
            yield one
            end = one.end()


def _homes(text: str, names: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """A hamlet or house in a sentence about one child: "một cháu ở thôn Nà Hin", not "12 cháu ở thôn Nà Hin"."""
    start = 0
    for end in [*(one.start() for one in _SENTENCE_ENDS.finditer(text)), len(text)]:
        tells_of_one = any(start <= one.start() < end for one in names) or _A_CHILD.search(text, start, end)
        if tells_of_one:
            yield from _PLACE.finditer(text, start, end)
        start = end


def _suspicion(kind: SuspicionKind, found: re.Match[str]) -> Suspicion:
    excerpt = found[0].rstrip()
    return Suspicion(
        kind=kind,
        excerpt=excerpt,
        start=found.start(),
        end=found.start() + len(excerpt),
        sentence=_DO[kind].format(excerpt),
    )
