"""Two texts cut into pieces that are the same or not, word by word: side by side, or as one with the changes in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from ..content.vietnamese import fold, nfc

#: A piece of a text and whether it differs from the other text.
Piece = tuple[str, bool]
#: Where a run of words begins in the old text and in the new one, and how many they are.
Block = tuple[int, int, int]

# A syllable, a number or date as a whole, a fact, a punctuation mark; spaces are pieces of their own.
_TOKEN = re.compile(r"⟦[^⟦⟧]*⟧|\d+(?:[/.,]\d+)+|\w+|\s+|[^\w\s]")
# Above this many comparisons the middle is called changed as a whole: no person reads such a difference.
_MOST_COMPARISONS = 4_000_000
# Below this share of common words two texts are shown one after the other: nobody reads a salad of both.
_LEAST_COMMON = 0.2
# i and y as the only vowel of an open syllable say the same (kỹ/kĩ, lý/lí, công ty/công ti); so does qu before either.
_IY = {"i": "y", "í": "ý", "ì": "ỳ", "ỉ": "ỷ", "ĩ": "ỹ", "ị": "ỵ"}
_IY_PATTERN = re.compile(f"(?<=^[hklmst])[{''.join(_IY)}]$|(?<=^qu)[{''.join(_IY)}]$")


class Kind(StrEnum):
    """What became of a stretch of words: kept, taken out, put in, or only spelt otherwise (hoà/hòa, kĩ/kỹ)."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    RESPELT = "respelt"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a text with the changes in it; `old` is empty where it was put in, `new` where it was taken out."""

    kind: Kind
    old: str
    new: str

    @property
    def text(self) -> str:
        """What is shown of it."""
        return self.new or self.old


def words_difference(parent_text: str, own_text: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts as (piece, changed), to be struck out above and underlined below.

    The unit is the syllable; a punctuation mark counts for itself. The pieces of each side joined are its text, NFC.
    """
    old, new = _tokens(parent_text), _tokens(own_text)
    old_words = [(place, one) for place, one in enumerate(old) if not one.isspace()]
    new_words = [(place, one) for place, one in enumerate(new) if not one.isspace()]
    blocks = _blocks([one for _, one in old_words], [one for _, one in new_words])
    return (
        _pieces(old, {old_words[at + more][0] for at, _, size in blocks for more in range(size)}),
        _pieces(new, {new_words[at + more][0] for _, at, size in blocks for more in range(size)}),
    )


def words_changed(old_text: str, new_text: str) -> tuple[Words, ...]:
    """One text with the changes in it, word by word. The `old` of all pieces joined is the old text, the `new` the new
    one, NFC. A word that is only spelt otherwise is no other word."""
    if old_text == new_text:
        return (Words(Kind.SAME, nfc(old_text), nfc(new_text)),) if new_text else ()
    old, new = _spaced(old_text), _spaced(new_text)
    keys_old, keys_new = [_spelling(word) for _, word in old], [_spelling(word) for _, word in new]
    pieces: list[Words] = []
    at_old = at_new = 0
    for from_old, from_new, size in _worth_showing(_blocks(keys_old, keys_new), keys_old, keys_new):
        _add(pieces, Kind.REMOVED, _joined(old[at_old:from_old]), "")
        _add(pieces, Kind.ADDED, "", _joined(new[at_new:from_new]))
        at_old, at_new = from_old + size, from_new + size
        _add_alike(pieces, old[from_old:at_old], new[from_new:at_new])
    _add(pieces, Kind.REMOVED, _joined(old[at_old:]), "")
    _add(pieces, Kind.ADDED, "", _joined(new[at_new:]))
    return tuple(pieces)


def _add_alike(pieces: list[Words], old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    """Add words both texts share; the space before one, and its spelling, may differ."""
    if old == new:
        _add(pieces, Kind.SAME, text := _joined(old), text)
        return
    for (old_space, was), (new_space, now) in zip(old, new, strict=True):
        if old_space == new_space:
            _add(pieces, Kind.SAME, old_space, new_space)
        else:
            _add(pieces, Kind.REMOVED, old_space, "")
            _add(pieces, Kind.ADDED, "", new_space)
        _add(pieces, Kind.SAME if was == now else Kind.RESPELT, was, now)


def differs_in_spelling_only(pieces: Sequence[Words]) -> bool:
    """Whether what differs is only how words are spelt."""
    kinds = {piece.kind for piece in pieces}
    return Kind.RESPELT in kinds and kinds <= {Kind.SAME, Kind.RESPELT}


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(nfc(text))


def _spaced(text: str) -> list[tuple[str, str]]:
    """The words of a text, each with the space before it; a space at the end stands before an empty word."""
    found: list[tuple[str, str]] = []
    space = ""
    for one in _tokens(text):
        if one.isspace():
            space = one
        else:
            found.append((space, one))
            space = ""
    return [*found, (space, "")] if space else found


def _joined(words: Sequence[tuple[str, str]]) -> str:
    return "".join(space + word for space, word in words)


@lru_cache(maxsize=8192)
def _spelling(word: str) -> str:
    """What two spellings of one word have in common, capitals told apart."""
    folded = fold(word)
    if len(folded) <= 4:
        folded = _IY_PATTERN.sub(lambda found: _IY[found[0]], folded)
    return folded if word.islower() else f"{folded} {''.join('A' if letter.isupper() else 'a' for letter in word)}"


def _blocks(old: list[str], new: list[str]) -> list[Block]:
    """The runs of words both sides share, in order."""
    least = min(len(old), len(new))
    start = 0
    while start < least and old[start] == new[start]:
        start += 1
    end = 0
    while end < least - start and old[-1 - end] == new[-1 - end]:
        end += 1
    blocks = [(0, 0, start)]
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if middle_old and middle_new and len(middle_old) * len(middle_new) <= _MOST_COMPARISONS:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        blocks += [(start + one.a, start + one.b, one.size) for one in matcher.get_matching_blocks()]
    return [one for one in (*blocks, (len(old) - end, len(new) - end, end)) if one[2]]


def _worth_showing(blocks: list[Block], old: list[str], new: list[str]) -> list[Block]:
    """Without the runs that would only disturb: marks alone between changes, a few words shared by chance."""
    shared = sum(size for _, _, size in blocks)
    longest = max(len(old), len(new))
    if longest > 8 and shared < _LEAST_COMMON * longest:
        return []
    return [
        (at_old, at_new, size)
        for at_old, at_new, size in blocks
        if size > 2
        or (at_old, at_new) == (0, 0)
        or (at_old + size, at_new + size) == (len(old), len(new))
        or any(map(_is_word, old[at_old : at_old + size]))
    ]


def _is_word(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _add(pieces: list[Words], kind: Kind, old: str, new: str) -> None:
    if not old and not new:
        return
    if pieces and pieces[-1].kind == kind and kind != Kind.RESPELT:
        pieces[-1] = Words(kind, pieces[-1].old + old, pieces[-1].new + new)
    else:
        pieces.append(Words(kind, old, new))


def _pieces(tokens: list[str], same: set[int]) -> tuple[Piece, ...]:
    """Neighbours of one kind joined; a space is changed only between two changed words."""
    changed = [not one.isspace() and place not in same for place, one in enumerate(tokens)]
    for place, one in enumerate(tokens):
        if one.isspace() and 0 < place < len(tokens) - 1:
            changed[place] = changed[place - 1] and changed[place + 1]
    pieces: list[Piece] = []
    for one, is_changed in zip(tokens, changed, strict=True):
        if pieces and pieces[-1][1] == is_changed:
            pieces[-1] = (pieces[-1][0] + one, is_changed)
        else:
            pieces.append((one, is_changed))
    return tuple(pieces)
