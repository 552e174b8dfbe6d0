"""Turns Vietnamese text kept in the fonts' encodings of the 1990s (TCVN3, VNI) into Unicode, and recognises it."""

import re
from collections.abc import Iterable
from enum import StrEnum

from plans.content.vietnamese import nfc, upper

from .syllables import is_syllable, marked_words, share_of_syllables


class Encoding(StrEnum):
    """An encoding from before Unicode: the letters are stored as the Western letters on the same places."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


# TCVN 5712:1993, third part (VN3): one byte a letter. Capitals with a tone exist only in the fonts whose name ends in
# H, which show small letters as capitals.
_TCVN3_FROM_A1 = "ĂÂÊÔƠƯĐăâêôơưđ"
_TCVN3 = {
    **{chr(0xA1 + place): letter for place, letter in enumerate(_TCVN3_FROM_A1)},
    "\xb0": "\u0300", "\xb1": "\u0309", "\xb2": "\u0303", "\xb3": "\u0301", "\xb4": "\u0323",
    "\xb5": "à", "\xb6": "ả", "\xb7": "ã", "\xb8": "á", "\xb9": "ạ",
    "\xbb": "ằ", "\xbc": "ẳ", "\xbd": "ẵ", "\xbe": "ắ", "\xc6": "ặ",
    "\xc7": "ầ", "\xc8": "ẩ", "\xc9": "ẫ", "\xca": "ấ", "\xcb": "ậ",
    "\xcc": "è", "\xce": "ẻ", "\xcf": "ẽ", "\xd0": "é", "\xd1": "ẹ",
    "\xd2": "ề", "\xd3": "ể", "\xd4": "ễ", "\xd5": "ế", "\xd6": "ệ",
    "\xd7": "ì", "\xd8": "ỉ", "\xdc": "ĩ", "\xdd": "í", "\xde": "ị",
    "\xdf": "ò", "\xe1": "ỏ", "\xe2": "õ", "\xe3": "ó", "\xe4": "ọ",
    "\xe5": "ồ", "\xe6": "ổ", "\xe7": "ỗ", "\xe8": "ố", "\xe9": "ộ",
    "\xea": "ờ", "\xeb": "ở", "\xec": "ỡ", "\xed": "ớ", "\xee": "ợ",
    "\xef": "ù", "\xf1": "ủ", "\xf2": "ũ", "\xf3": "ú", "\xf4": "ụ",
    "\xf5": "ừ", "\xf6": "ử", "\xf7": "ữ", "\xf8": "ứ", "\xf9": "ự",
    "\xfa": "ỳ", "\xfb": "ỷ", "\xfc": "ỹ", "\xfd": "ý", "\xfe": "ỵ",
}  # fmt: skip

_TCVN3_TABLE = str.maketrans(_TCVN3)
# A hyphen with the letters it touches, as stored.
_HYPHENATED = re.compile("[A-Za-z\xa1-\xff]+-[A-Za-z\xa1-\xff]*|-[A-Za-z\xa1-\xff]+")

# VNI for Windows: a letter, then a second one that stands for its marks; seven letters stand alone.
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for base in "aeouyôö":
        table |= {base + mark: _VNI_ALONE.get(base, base) + tone for mark, tone in _VNI_TONES.items()}
    for base in "aeo":
        table |= {base + mark: base + "\u0302" + tone for mark, tone in _VNI_CIRCUMFLEX.items()}
    table |= {"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BREVE.items()}
    small = {stored: nfc(letter) for stored, letter in table.items()}
    # "AÙ" and, as people type it, "Aù" are both Á; a small letter is never followed by a capital mark.
    mixed = {stored[0].upper() + stored[1:]: upper(letter) for stored, letter in small.items()}
    return small | mixed | {stored.upper(): upper(letter) for stored, letter in small.items()}


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_TCVN3_FONT = re.compile(r"^\.vn[a-z]", re.IGNORECASE)
_VNI_FONT = re.compile(r"^vni[-_ ][a-z]", re.IGNORECASE)
_CAPITALS_FONT = re.compile(r"^\.vn.*h$", re.IGNORECASE)
_FONT_STYLE = re.compile(r"[,-]?(bold|italic|oblique|regular)+$|,.*$", re.IGNORECASE)

# Letters only Unicode has: where they are, nobody kept the text in an old encoding.
_UNICODE_ONLY = re.compile("[ăđơưĂĐƠƯ\u0300-\u0323\u1ea0-\u1ef9]")
# Fewer words than this say nothing; of those there are, this part must become syllables.
_ENOUGH_WORDS = 4
_SURE = 0.85
_DOUBTFUL = 0.6


def font_encoding(font: str) -> Encoding | None:
    """.VnTime and its family hold TCVN3, VNI-Times and its family VNI; any other name promises nothing."""
    name = _plain_font(font)
    if _VNI_FONT.match(name):
        return Encoding.VNI
    return Encoding.TCVN3 if _TCVN3_FONT.match(name) else None


def shows_capitals(font: str) -> bool:
    """.VnTimeH and its family show every letter as a capital."""
    return bool(_CAPITALS_FONT.match(_plain_font(font)))


def decoded(text: str, encoding: Encoding) -> str:
    """The Unicode text of what was stored: "Céng hßa x· héi" in TCVN3 is "Cộng hòa xã hội"."""
    if encoding is Encoding.TCVN3:
        return nfc(_HYPHENATED.sub(_with_horned_u, text).translate(_TCVN3_TABLE))
    return nfc(_VNI_PATTERN.sub(lambda found: _VNI[found[0]], text))


def detected(text: str) -> Encoding | None:
    """The old encoding a text is in, judged by what becomes a syllable; None for Unicode and where it is unsure."""
    if _UNICODE_ONLY.search(text) or len(marked_words(text)) < _ENOUGH_WORDS:
        return None
    as_it_is = share_of_syllables(text)
    scores = {encoding: share_of_syllables(decoded(text, encoding)) for encoding in Encoding}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _SURE and as_it_is < min(_DOUBTFUL, scores[best]) else None


def _with_horned_u(found: re.Match[str]) -> str:
    """Where a program wrote the ư of TCVN3 (a soft hyphen) as a hyphen: "ch-a" is "chưa", "TT-BYT" stays."""
    stored = found[0].replace("-", "\xad")
    is_word = not found[0].isupper() and is_syllable(nfc(stored.translate(_TCVN3_TABLE)))
    return stored if is_word else found[0]


class Restorer:
    """Turns the pieces of one document into Unicode: by their font's name, or by what its letters make together."""

    def __init__(self, pieces: Iterable[tuple[str, str]]) -> None:
        """`pieces` are (font, text) of the whole document: a font's name is believed unless its letters deny it."""
        texts: dict[Encoding | None, list[str]] = {}
        for font, text in pieces:
            texts.setdefault(font_encoding(font), []).append(text)
        self._without_a_name = detected(" ".join(texts.pop(None, [])))
        self._believed = {encoding for encoding, found in texts.items() if encoding and _may_be(found, encoding)}
        self._met: set[Encoding] = set()

    def restored(self, font: str, text: str) -> str:
        """The Unicode text of one piece, in capitals where the font shows capitals."""
        encoding = font_encoding(font)
        if encoding is None:
            encoding = self._without_a_name
        elif encoding not in self._believed or _UNICODE_ONLY.search(text):
            encoding = None
        if encoding is None or not text:
            return text
        self._met.add(encoding)
        return upper(decoded(text, encoding)) if shows_capitals(font) else decoded(text, encoding)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was converted, as sentences."""
        return tuple(f"Đã chuyển từ bảng mã {encoding} sang Unicode." for encoding in Encoding if encoding in self._met)


def _may_be(texts: list[str], encoding: Encoding) -> bool:
    """Whether text under a legacy font's name is really legacy: people also type Unicode under those names."""
    text = " ".join(part for part in texts if not _UNICODE_ONLY.search(part))
    return share_of_syllables(decoded(text, encoding)) >= share_of_syllables(text)


def _plain_font(font: str) -> str:
    """The family of "ABCDEF+.VnTime,Bold": without the mark of a subset and without the style."""
    return _FONT_STYLE.sub("", font.rpartition("+")[2].strip())
