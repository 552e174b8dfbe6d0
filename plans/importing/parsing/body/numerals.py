"""The numeral before a paragraph: which kind it is, its ordinal, and the words behind it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ....content.numbering import LETTERS, roman
from ..vocabulary import is_capitals, key


class Style(StrEnum):
    """A kind of numeral, as it is written."""

    PART = "part"  # Phần thứ nhất, Phần I, Chương I
    ARTICLE = "article"  # Điều 1.
    CAPITAL = "capital"  # A.
    ROMAN = "roman"  # I. I/ I-
    ARABIC = "arabic"  # 1. 1) 1/
    DECIMAL = "decimal"  # 1.1. I.1.
    LETTER = "letter"  # a) a. a/
    INNER = "inner"  # (i) (1)
    DASH = "dash"
    PLUS = "plus"
    STAR = "star"  # * • and Word's bullets


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral as it stands there: "I." of style ROMAN, ordinal 1; `depth` counts the parts of "1.1."."""

    style: Style
    printed: str
    ordinal: int = 0
    depth: int = 1
    closer: str = ""
    prefix: str = ""

    @property
    def kind(self) -> tuple[Style, int, str]:
        """What makes two numerals of one series."""
        return (self.style, self.depth, self.closer if self.style in (Style.ARABIC, Style.LETTER) else "")


#: Lines up to this length are asked about again and again; their numerals are remembered.
_REMEMBERED = 400
_WORD_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}

_PART = re.compile(
    r"(?:phần|chương)\s+(?:thứ\s+(?P<word>\w+)|(?P<roman>[ivx]{1,5})|(?P<digit>\d{1,2})|"
    r"(?P<letter>[abcdđ])(?=\s*(?:[.:]|$)))"
    r"\b\s*[.:)–—-]*\s*"
)
_ARTICLE = re.compile(r"điều\s+(?P<digit>\d{1,2})\s*[.:]\s*")
_ROMAN = re.compile(r"(?P<n>[IVX]{1,5})\s?(?P<c>[.)/:]|,(?=\s[A-ZĐÀ-Ỹ])|\s?[-–—](?=\s|[A-ZĐÀ-Ỹ]))[.\s]*(?=\S)")
_BARE_ROMAN = re.compile(r"(?P<n>I{1,3}|I?V|VI{0,3}|I?X)\s+(?=\S)")
_ROMAN_DECIMAL = re.compile(r"(?P<p>[IVX]{1,5})\.\s?(?P<n>\d{1,2})(?P<more>(?:\.\d{1,2}){0,2})(?:[.)]\s*|\s+)(?=\S)")
_DECIMAL = re.compile(
    r"(?P<p>\d{1,2}(?:\.\d{1,2}){0,2})\.(?P<n>\d{1,2})(?:(?P<c>[.)/:])\s*(?=[^\s\d])|\s+(?=[^\s\d%]))"
)
_ARABIC = re.compile(
    r"(?P<n>\d{1,2})\s?(?:(?P<c>[.)])\s*(?=[^\s\d.])|(?P<c2>[.)])\s+(?=\S)|(?P<c3>[/:,]|[-–—])\s+(?=\S))"
)
_CAPITAL = re.compile(r"(?P<n>[A-HĐ])\s?(?P<c>[.)/]|[-–—](?=\s))\s*(?=\S)")
_LETTER = re.compile(r"(?P<n>[a-zđ])\s?(?:(?P<c>[.)/])\s*(?=[^\s.])|(?P<c2>,)\s+(?=[A-ZĐÀ-Ỹ]))")
_INNER = re.compile(
    r"\(\s?(?P<n>[ivx]{1,4}|\d{1,2}|[a-zđ])\s?\)\s*(?=\S)|(?P<n2>ii|iii|iv|vi|vii|viii|ix)\s?[.)]\s*(?=\S)"
)
# "- 100% trẻ em" is a dash, "-5 độ" is not.
_DASH = re.compile(r"[-–—−](?:\s*[-–—−])?(?:\s+(?=\S)|(?=[^\s\d–—−-]))")
_PLUS = re.compile(r"\+\s*(?=\S)")
_STAR = re.compile(r"(?:[*•●▪▫·■□◦○➢❖✓✔§¨\u2023\u25aa\u2043\uf000-\uf0ff]+|o(?=\s+[A-ZĐÀ-Ỹ]))\s*(?=\S)")
_ALONE = re.compile(
    r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđA-HĐ])\s?[.)/]|[-–+*•]|(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:thứ |THỨ "
    r")?\w+\s*[.:]?"
)


def split_numeral(text: str) -> tuple[Numeral | None, str]:
    """The numeral a paragraph begins with and the words behind it; None and the whole text where there is none."""
    return _short(text) if len(text) <= _REMEMBERED else _split(text)


@lru_cache(maxsize=4096)
def _short(text: str) -> tuple[Numeral | None, str]:
    return _split(text)


def _split(text: str) -> tuple[Numeral | None, str]:
    for read in (_part, _article, _roman_decimal, _roman, _decimal, _arabic, _capital, _inner, _letter, _bullet):
        found = read(text)
        if found:
            numeral, end = found
            return numeral, text[end:].strip()
    return None, text


def is_numeral_alone(text: str) -> bool:
    """Whether a line holds nothing but a numeral: its words stand on the next line."""
    return bool(_ALONE.fullmatch(text.strip()))


def _made(style: Style, found: re.Match[str], ordinal: int, **more: object) -> tuple[Numeral, int]:
    return Numeral(style, found[0].strip(), ordinal, **more), found.end()  # type: ignore[arg-type]


def _part(text: str) -> tuple[Numeral, int] | None:
    found = _PART.match(key(text[:40]))
    if not found or not text[:1].isupper():
        return None
    rest = text[found.end() :].strip()
    if found["word"]:
        if found["word"] not in _WORD_ORDINALS:
            return None
        ordinal = _WORD_ORDINALS.index(found["word"]) + 1
    else:
        ordinal = _part_ordinal(found)
    if rest and rest[0].islower():
        return None
    return Numeral(Style.PART, text[: found.end()].strip(), ordinal), found.end()


def _part_ordinal(found: re.Match[str]) -> int:
    if found["roman"]:
        return roman_value(found["roman"].upper())
    return int(found["digit"]) if found["digit"] else "abcdđ".index(found["letter"]) + 1


def _article(text: str) -> tuple[Numeral, int] | None:
    found = _ARTICLE.match(key(text[:20]))
    if not found or not text.startswith(("Điều", "ĐIỀU")):
        return None
    return Numeral(Style.ARTICLE, text[: found.end()].strip(), int(found["digit"])), found.end()


def _roman(text: str) -> tuple[Numeral, int] | None:
    found = _ROMAN.match(text)
    if found and (value := roman_value(found["n"])):
        return _made(Style.ROMAN, found, value)
    bare = _BARE_ROMAN.match(text)
    if bare and is_capitals(text[bare.end() :]) and (value := roman_value(bare["n"])):
        return _made(Style.ROMAN, bare, value)
    return None


def _roman_decimal(text: str) -> tuple[Numeral, int] | None:
    found = _ROMAN_DECIMAL.match(text)
    if not found or not roman_value(found["p"]):
        return None
    last = (found["more"] or "").rpartition(".")[2] or found["n"]
    return _made(Style.DECIMAL, found, int(last), depth=2 + found["more"].count("."), prefix=found["p"])


def _decimal(text: str) -> tuple[Numeral, int] | None:
    found = _DECIMAL.match(text)
    if not found or (not found["c"] and not text[found.end() : found.end() + 1].isupper()):
        return None
    return _made(Style.DECIMAL, found, int(found["n"]), depth=found["p"].count(".") + 2, prefix=found["p"])


def _arabic(text: str) -> tuple[Numeral, int] | None:
    found = _ARABIC.match(text)
    if not found:
        return None
    closer = found["c"] or found["c2"] or found["c3"]
    if closer in ":-–—/," and not text[found.end() : found.end() + 1].isupper():
        return None
    return _made(Style.ARABIC, found, int(found["n"]), closer=closer)


def _capital(text: str) -> tuple[Numeral, int] | None:
    found = _CAPITAL.match(text)
    if not found or not text[found.end() : found.end() + 1].isupper():
        return None
    return _made(Style.CAPITAL, found, "ABCDĐEGH".find(found["n"]) + 1)


def _letter(text: str) -> tuple[Numeral, int] | None:
    found = _LETTER.match(text)
    if not found:
        return None
    return _made(Style.LETTER, found, LETTERS.find(found["n"]) + 1, closer=found["c"] or found["c2"])


def _inner(text: str) -> tuple[Numeral, int] | None:
    found = _INNER.match(text)
    return _made(Style.INNER, found, 0) if found else None


def _bullet(text: str) -> tuple[Numeral, int] | None:
    for style, pattern in ((Style.DASH, _DASH), (Style.PLUS, _PLUS), (Style.STAR, _STAR)):
        found = pattern.match(text)
        if found:
            return _made(style, found, 0)
    return None


def roman_value(numeral: str) -> int:
    """IV → 4; 0 for letters that are no numeral ("IIX")."""
    total = 0
    for position, one in enumerate(numeral):
        value = _ROMAN_VALUES.get(one, 0)
        following = _ROMAN_VALUES.get(numeral[position + 1], 0) if position + 1 < len(numeral) else 0
        total += -value if value < following else value
    return total if total > 0 and roman(total) == numeral else 0
