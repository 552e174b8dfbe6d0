"""What in a text or a file's name seems to tell who a child is: its name, class, home, telephone or number (Luật Trẻ em
2016, Điều 21: nothing private of a child is made known without consent). Words and patterns only, no judgement: the
portal warns, a person decides."""

import re
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
    SuspicionKind.NAME: "“{}” có thể là tên trẻ em; chỉ ghi số lượng, bỏ tên và chữ viết tắt của tên.",
    SuspicionKind.CLASS: "“{}” là lớp học; bỏ lớp, trường để không ai nhận ra được trẻ.",
    SuspicionKind.TELEPHONE: "“{}” có thể là số điện thoại; bỏ số của trẻ em và gia đình.",
    SuspicionKind.NUMBER: "“{}” có thể là số định danh cá nhân; bỏ số này.",
    SuspicionKind.ADDRESS: "“{}” có thể là nơi ở của trẻ; chỉ ghi xã, phường.",
}

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_WORD = f"[{_UPPER}][{_LOWER}]+"
_INITIALS = rf"(?:[{_UPPER}]\.\s?){{1,4}}(?:[{_UPPER}]\b\.?)?"
_CHILD = r"(?:[Cc]háu(?: gái| trai| bé)?|[Ee]m|[Bb]é(?: gái| trai)?|[Tt]rẻ|[Hh]ọc sinh|[Nn]ạn nhân)"
_NAME = re.compile(rf"(?<!\w){_CHILD}(?: tên(?: là)?)?:? (?P<name>{_INITIALS}|{_WORD}(?: {_WORD}){{0,4}}|[{_UPPER}]\b)")
_CLASS = re.compile(r"(?<!\w)[Ll]ớp (?P<name>(?:1[0-2]|[1-9])\s?(?:[A-HK]\d{0,2}|[a-e]\b)\b)")
_TELEPHONE = re.compile(r"(?<![\d./])(?:\+?84|0)[35789]\d(?:[ .]?\d){7}(?![\d./]*\d)")
_NUMBER = re.compile(r"(?<![\d./])0\d{11}(?!\d)")
_ADDRESS = re.compile(
    rf"(?<!\w)(?:[Ss]ố nhà \d+\w*|(?:[Tt]hôn|[Bb]ản|[Ấấ]p|[Tt]ổ dân phố|[Tt]ổ|[Xx]óm) (?:\d+\w?|{_WORD}(?: {_WORD})*))"
)
_ONE_CHILD = re.compile(rf"(?<!\w)(?:[Cc]háu|[Ee]m|[Bb]é) (?:(?:gái|trai) )?(?:{_INITIALS}|{_WORD})")
#: Who is not one child, though the word stands there: "Em bé", "Trẻ Em" in names of institutions.
_NOT_NAMES = {"Việt", "Nam", "Tháng", "Quỹ", "Tổng", "Luật", "Em", "UBND", "Nhà", "Trung"}


def suspicions(text: str) -> tuple[Suspicion, ...]:
    """Everything in the text that seems to tell who a child is, in reading order."""
    text = nfc(text)
    return tuple(sorted(_found(text), key=lambda one: (one.start, one.end)))


def suspicious_name(file_name: str) -> Suspicion | None:
    """What the name of a file seems to tell: "cháu N.V.A.jpg", "lop 4B.pdf"; None when it tells nothing."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", nfc(file_name))
    return next(iter(suspicions(re.sub(r"[_-]+", " ", stem))), None)


def _found(text: str) -> Iterator[Suspicion]:
    for found in _NAME.finditer(text):
        if found["name"].split(" ")[0] not in _NOT_NAMES:
            yield _suspicion(SuspicionKind.NAME, found)
    for kind, pattern in ((SuspicionKind.CLASS, _CLASS), (SuspicionKind.TELEPHONE, _TELEPHONE)):
        for found in pattern.finditer(text):
            yield _suspicion(kind, found)
    for found in _NUMBER.finditer(text):
        yield _suspicion(SuspicionKind.NUMBER, found)


def _suspicion(kind: SuspicionKind, found: re.Match[str]) -> Suspicion:
    excerpt = found[0]
    return Suspicion(
        kind=kind, excerpt=excerpt, start=found.start(), end=found.end(), sentence=_DO[kind].format(excerpt)
    )
