"""A sentence in which phrases are found whatever their spelling, and replaced only where nothing protects the words."""

import re
from collections.abc import Iterator

from ...content.vietnamese import capitalised, fold, lowered, nfc, upper

# Words that are somebody else's and are never adapted: quotations and facts ("⟦chủ đề⟧").
_QUOTED = re.compile('“[^“”]*”|"[^"]*"|«[^«»]*»|‘[^‘’]*’|⟦[^⟦⟧]*⟧')

# A cited document up to the end of its clause: its number, date, issuer and title are quoted as they are (C4).
_CITED = re.compile(
    r"(?<!\w)(?:bộ luật|luật|pháp lệnh|nghị quyết|nghị định|thông tư|chỉ thị|quyết định|công văn|kế hoạch|kết luận"
    r"|chương trình|thông báo|công điện|hướng dẫn|văn bản|đề án)(?: liên tịch)?(?: số)? ?\d[\w.-]*[/-][^;,()“”\"]*"
)
_WORD = re.compile(r"\w+")
_PRIVATE = "\ue000"


def aligned_key(text: str) -> str:
    """The folded text with every character at its old place, so that a place found here is a place in the text.

    The text must be NFC. Long dashes count as hyphens; letters that would grow when folded match nothing.
    """
    if len(text.casefold()) != len(text):
        text = "".join(letter if len(letter.casefold()) == 1 else _PRIVATE for letter in text)
    return fold(text).replace("–", "-").replace("—", "-")


class Sentence:
    """A text under adaptation: what is replaced or kept once is not touched again."""

    __slots__ = ("_taken", "key", "text")

    def __init__(self, text: str) -> None:
        self.text = nfc(text)
        self.key = aligned_key(self.text)
        self._taken: list[tuple[int, int, str | None]] = []
        for pattern, words in ((_QUOTED, self.text), (_CITED, self.key)):
            for found in pattern.finditer(words):
                self.keep(found.start(), found.end())

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing between the two places is kept or replaced yet."""
        return all(end <= first or last <= start for first, last, _ in self._taken)

    def keep(self, start: int, end: int) -> None:
        """Protect the words: no later stage may change them."""
        self._taken.append((start, end, None))

    def put(self, start: int, end: int, words: str) -> None:
        """Replace the words, unless something there is taken already."""
        if self.is_free(start, end):
            self._taken.append((start, end, words))

    def put_name(self, start: int, end: int, name: str) -> None:
        """Replace by a name: capital at a sentence's start; a collective ("Các …") small inside it; HOA stays HOA."""
        if self.starts_sentence(start):
            name = capitalised(name)
        elif fold(name).startswith(("các ", "mỗi ", "mọi ")):
            name = lowered(name)
        self.put(start, end, self._shaped(name))

    def put_word(self, start: int, end: int, word: str) -> None:
        """Replace a common word, with the old one's capital."""
        old = self.text[start:end]
        self.put(start, end, self._shaped(capitalised(word) if old[:1].isupper() else word))

    def starts_sentence(self, place: int) -> bool:
        """Whether a sentence begins at the place: at the text's start or after a full stop."""
        before = self.text[:place].rstrip()
        return not before or before[-1] in ".!?"

    def find(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Every free place of a folded phrase, whole words only, from left to right."""
        start = self.key.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if self.is_whole(start, end) and self.is_free(start, end):
                yield start, end
            start = self.key.find(phrase, end)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the two places do not cut a word."""
        return not self.key[start - 1 : start].isalnum() and not self.key[end : end + 1].isalnum()

    def words(self) -> Iterator[tuple[int, str]]:
        """Every folded word with its place."""
        for found in _WORD.finditer(self.key):
            yield found.start(), found[0]

    def result(self) -> str:
        """The text with its replacements, NFC."""
        pieces: list[str] = []
        place = 0
        for start, end, words in sorted((one for one in self._taken if one[2] is not None), key=lambda one: one[:2]):
            pieces += [self.text[place:start], words or ""]
            place = end
        return nfc("".join(pieces) + self.text[place:])

    def _shaped(self, words: str) -> str:
        return upper(words) if self.text.isupper() else words


def clause_before(key: str, place: int, reach: int = 140) -> str:
    """The folded words of the same clause before a place; a clause ends at a full stop, semicolon or colon."""
    before = key[max(0, place - reach) : place]
    return re.split(r"[.;:](?=\s|$)", before)[-1]


def cues(*phrases: str) -> re.Pattern[str]:
    """A pattern of folded cue words, whole words only; "trình" is not met in "chương trình", "công trình"."""
    words = "|".join(re.escape(one) for one in sorted(phrases, key=len, reverse=True))
    compounds = "".join(f"(?<!{one} )" for one in ("chương", "quá", "công", "lộ", "quy", "tiến", "hành", "bàn"))
    return re.compile(rf"(?<!\w){compounds}(?:{words})(?!\w)(?! thông\b)")


def last_cue(before: str, pattern: re.Pattern[str]) -> int:
    """Where the last cue before a place begins, -1 when there is none."""
    return max((found.start() for found in pattern.finditer(before)), default=-1)
