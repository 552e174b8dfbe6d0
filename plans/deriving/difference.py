"""The parent's text and the child's in, both cut into pieces that are the same or changed out, word by word."""

import re
from difflib import SequenceMatcher

from ..content.vietnamese import nfc

#: A piece of a text and whether it differs from the other text.
Piece = tuple[str, bool]

# A syllable, a number or date as a whole, a fact, a punctuation mark; spaces are pieces of their own.
_TOKEN = re.compile(r"⟦[^⟦⟧]*⟧|\d+(?:[/.,]\d+)+|\w+|\s+|[^\w\s]")
# Above this many comparisons the middle is called changed as a whole: no person reads such a difference.
_MOST_COMPARISONS = 4_000_000


def words_difference(parent_text: str, own_text: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts as (piece, changed), to be struck out above and underlined below.

    The unit is the syllable; a punctuation mark counts for itself. The pieces of each side joined are its text, NFC.
    """
    old, new = _tokens(parent_text), _tokens(own_text)
    old_words = [(place, one) for place, one in enumerate(old) if not one.isspace()]
    new_words = [(place, one) for place, one in enumerate(new) if not one.isspace()]
    same_old, same_new = _same([one for _, one in old_words], [one for _, one in new_words])
    return (
        _pieces(old, {place for number, (place, _) in enumerate(old_words) if number in same_old}),
        _pieces(new, {place for number, (place, _) in enumerate(new_words) if number in same_new}),
    )


def _tokens(text: str) -> list[str]:
    return [found[0] for found in _TOKEN.finditer(nfc(text))]


def _same(old: list[str], new: list[str]) -> tuple[set[int], set[int]]:
    """The places of the words both sides share, in order."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    same_old = {*range(start), *range(len(old) - end, len(old))}
    same_new = {*range(start), *range(len(new) - end, len(new))}
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if len(middle_old) * len(middle_new) <= _MOST_COMPARISONS:
        for block in SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_matching_blocks():
            same_old |= set(range(start + block.a, start + block.a + block.size))
            same_new |= set(range(start + block.b, start + block.b + block.size))
    return same_old, same_new


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
