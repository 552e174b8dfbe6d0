"""Turns one centred sentence into lines of about the same length, broken where Vietnamese reads well."""

import re
from functools import cache
from itertools import pairwise
from unicodedata import normalize

from plans.content.vietnamese import nfc

# Advance widths of Times New Roman Bold in thousandths of the size; Tinos and Liberation Serif share them. A letter
# with marks is as wide as the letter without.
_WIDTHS = {
    220: "|", 250: " ,.", 278: "'/\\il", 333: "!()-:;[]`fjt", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy–“”", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^",
    600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@",
    944: "M", 1000: "%W",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = 1000

# Words that open a phrase: a line may well begin with them.
_OPENERS = frozenset(
    (
        *("cho", "của", "đối", "giai", "nhân", "nhằm", "tại", "theo", "trên", "trong", "từ", "và", "về", "với"),
        *("tỉnh", "thành", "phường", "xã", "đặc", "huyện", "quận"),
    )
)
# Words that belong to what follows: "năm 2026", "phường An Biên".
_HOLDERS = frozenset(
    ("năm", "tháng", "ngày", "số", "quý", "phường", "xã", "tỉnh", "phố", "quận", "huyện", "khu", "sở", "bộ", "ban")
)
_PHRASES = frozenset(
    zip(
        ("trẻ", "hành", "tháng", "động", "vì", "địa", "ủy", "nhân", "thành", "mặt", "tổ", "việt", "hồ", "chí", "đặc"),
        ("em", "động", "hành", "vì", "trẻ", "bàn", "ban", "dân", "phố", "trận", "quốc", "nam", "chí", "minh", "khu"),
        strict=True,
    )
)
# A longer text is no title: its lines are filled one after the other instead of being weighed word by word.
_MOST_WORDS = 80

_SINGLE_SPACE = re.compile("(?<! ) (?! )")

_MILLIMETRES_PER_POINT = 25.4 / 72


def text_width(text: str, size: float) -> float:
    """The width of a bold text in millimetres; `size` in points."""
    return sum(_letter_width(letter) for letter in nfc(text)) / 1000 * size * _MILLIMETRES_PER_POINT


def balanced_lines(text: str, width: float, size: float) -> tuple[str, ...]:
    """The fewest lines of at most `width` millimetres, as even as good breaks allow.

    A text that fits stays one line; a word that is wider than `width` is cut. Runs of spaces are blanks to be written
    into and stay whole.
    """
    if not text.strip():
        return ()
    words = [piece for word in _SINGLE_SPACE.split(text.strip()) for piece in _cut(word, width, size)]
    widths = [text_width(word, size) for word in words]
    space = text_width(" ", size)
    starts = _greedy(widths, space, width)
    if len(words) <= _MOST_WORDS:
        starts = _best_breaks(words, widths, space, width, len(starts))
    return tuple(" ".join(words[start:end]) for start, end in pairwise((*starts, len(words))))


def _cut(word: str, width: float, size: float) -> list[str]:
    """A word in pieces that each fit; nearly always the word itself."""
    if text_width(word, size) <= width:
        return [word]
    fitting = max(1, int(width / (_WIDEST / 1000 * size * _MILLIMETRES_PER_POINT)))
    return [word[start : start + fitting] for start in range(0, len(word), fitting)]


def _greedy(widths: list[float], space: float, width: float) -> tuple[int, ...]:
    """Where lines begin when each is filled as far as it goes."""
    starts, used = [0], widths[0]
    for index, one in enumerate(widths[1:], 1):
        if used + space + one > width:
            starts.append(index)
            used = one
        else:
            used += space + one
    return tuple(starts)


def _best_breaks(words: list[str], widths: list[float], space: float, width: float, count: int) -> tuple[int, ...]:
    """Where `count` lines begin so that their lengths differ least and phrases stay together."""
    ideal = (sum(widths) + space * (len(words) - 1)) / count

    @cache
    def cheapest(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 1:
            return _unevenness(start, len(words)), (start,)
        choices: list[tuple[float, tuple[int, ...]]] = []
        for end in range(start + 1, len(words) - lines + 2):
            own = _unevenness(start, end) + _break_cost(words[end - 1], words[end])
            rest, breaks = cheapest(end, lines - 1)
            choices.append((own + rest, (start, *breaks)))
        return min(choices)

    def _unevenness(start: int, end: int) -> float:
        length = sum(widths[start:end]) + space * (end - start - 1)
        too_long = 100.0 if length > width and end - start > 1 else 0.0
        return ((length - ideal) / ideal) ** 2 + too_long

    return cheapest(0, count)[1] if count > 1 else (0,)


def _break_cost(before: str, after: str) -> float:
    """What a break between two words costs beside the lines' unevenness."""
    left, right = before.lower(), after.lower()
    if (left in _HOLDERS and (after[:1].isdigit() or after[:1].isupper())) or (left, right) in _PHRASES:
        return 0.5
    if before[:1].isupper() and after[:1].isupper() and not before.isupper():
        return 0.3
    return 0.0 if right in _OPENERS or before.endswith((",", ";", ":", "-")) else 0.1


@cache
def _letter_width(letter: str) -> int:
    known = _WIDTH_OF.get(letter)
    if known is not None:
        return known
    parts = normalize("NFD", letter)
    horned = nfc(parts[0] + "\u031b") if "\u031b" in parts else parts[0]
    return _WIDTH_OF.get(horned, _WIDEST)
