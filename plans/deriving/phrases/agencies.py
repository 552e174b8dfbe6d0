"""Names of bodies in a sentence of the parent out, their counterparts at the child's level in (domain.md §4.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...content.vietnamese import nfc
from ..terms import AgencyTerm, NoteKind
from .findings import Finding
from .searching import Sentence, aligned_key, clause_before, cues, last_cue

# Both spellings stand in plans; a catalogue has one of them.
_ABBREVIATIONS = (
    ("ủy ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("mặt trận tổ quốc", "mttq"),
    ("thanh niên cộng sản", "tncs"),
    ("lao động - thương binh và xã hội", "lđtbxh"),
    ("giáo dục và đào tạo", "gd&đt"),
)
# Before a body's name these words make it the superior's: the child reports to it or follows its guidance.
_UPWARD = cues("báo cáo", "gửi", "hướng dẫn của", "chỉ đạo của", "quy định của", "kế hoạch của", "văn bản của")
_SIDEWAYS = cues("phối hợp với", "phối hợp cùng", "tham mưu", "chủ trì", "giao", "giúp", "do")
_COMMITTEES = ("ủy ban nhân dân", "ubnd")
_COOPERATES = re.compile(r"phối hợp (?:chặt chẽ )?(?:với|cùng) $")
_OTHERS = "các cơ quan, đơn vị liên quan"
_OTHER_THINGS = ("luật ", "cơ ")
_LIST_JOINTS = frozenset({",", ", và", "và", ";", "&", "/", "-"})


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """A body named in a sentence, with its place."""

    term: AgencyTerm
    start: int
    end: int


class Lexicon:
    """The parent's bodies by every form of their names; the longest form wins."""

    def __init__(self, terms: tuple[AgencyTerm, ...], *, noun: str = "", bare: str = "") -> None:
        self._by_code: dict[str, AgencyTerm] = {}
        self._forms: dict[str, list[tuple[str, AgencyTerm]]] = {}
        self._tails = tuple(f" {aligned_key(nfc(one))}" for one in (noun, bare) if one.strip())
        seen: set[str] = set()
        for term in terms:
            self._by_code.setdefault(term.code, term)
            for form in _forms(term):
                if form not in seen:
                    seen.add(form)
                    self._forms.setdefault(_first_word(form), []).append((form, term))
        for same_start in self._forms.values():
            same_start.sort(key=lambda one: (-len(one[0]), one[0]))

    def by_code(self, code: str) -> AgencyTerm | None:
        """The body with this code."""
        return self._by_code.get(code) if code else None

    def by_name(self, name: str) -> AgencyTerm | None:
        """The body with exactly this name or alias."""
        sentence = Sentence(name)
        found = self.at(sentence, 0) if sentence.key else None
        return found.term if found and found.end == len(sentence.key) else None

    def at(self, sentence: Sentence, place: int) -> FoundAgency | None:
        """The body whose name begins at a place, with the territory that may follow it ("Công an tỉnh Sơn La")."""
        word = re.compile(r"\w+").match(sentence.key, place)
        for form, term in self._forms.get(word[0], ()) if word else ():
            end = place + len(form)
            if sentence.key.startswith(form, place) and sentence.is_whole(place, end):
                return FoundAgency(term, place, self._with_tails(sentence, end))
        return None

    def find(self, sentence: Sentence) -> Iterator[FoundAgency]:
        """Every free body of the sentence from left to right; "Luật Công an nhân dân", "cơ sở y tế" name none."""
        after = 0
        for place, _ in sentence.words():
            if place < after:
                continue
            found = self.at(sentence, place)
            is_other = sentence.key.endswith(_OTHER_THINGS, 0, place)
            if found and sentence.is_free(found.start, found.end) and not is_other:
                after = found.end
                yield found

    def _with_tails(self, sentence: Sentence, end: int) -> int:
        for tail in self._tails:
            if sentence.key.startswith(tail, end) and sentence.is_whole(end + 1, end + len(tail)):
                end += len(tail)
        return end


class Counterparts:
    """The child's bodies: which of them stand for a body of the parent's level."""

    def __init__(self, agencies: tuple[AgencyTerm, ...]) -> None:
        self._by_code = {one.code: one for one in reversed(agencies)}

    def of(self, term: AgencyTerm) -> tuple[AgencyTerm, ...]:
        """The counterparts the child really has, best first; the body itself when both levels share it."""
        found = tuple(self._by_code[code] for code in dict.fromkeys(term.counterparts) if code in self._by_code)
        return found or ((self._by_code[term.code],) if term.code in self._by_code else ())


def is_upward(sentence: Sentence, place: int) -> bool:
    """Whether the body named at a place is the superior's there: reported to, or the source of guidance."""
    before = clause_before(sentence.key, place)
    up = last_cue(before, _UPWARD)
    return up >= 0 and up >= last_cue(before, _SIDEWAYS)


def replace_agencies(
    sentence: Sentence, lexicon: Lexicon, counterparts: Counterparts, *, level: str, own_name: str,
    used: frozenset[str] = frozenset(),
) -> Iterator[Finding]:  # fmt: skip
    """Replace every body by its counterpart; say what was replaced, chosen or not found.

    `used` are codes of bodies the sentence stands under: another counterpart goes first, so that an office is not
    asked to work with itself. A collective name both levels share ("các cơ sở giáo dục") needs no change. Bodies of
    the superior (see `is_upward`) are kept as they are.
    """
    chosen: dict[str, AgencyTerm] = {}
    previous: tuple[int, str] | None = None
    for found in list(lexicon.find(sentence)):
        term, words = found.term, sentence.text[found.start : found.end]
        if term.covers_level == level and level:
            replace_own_level(sentence, found, own_name)
            continue
        options = counterparts.of(term)
        if term.is_collective and any(one.covers_level == term.covers_level for one in options):
            continue
        if is_upward(sentence, found.start):
            sentence.keep(found.start, found.end)
            continue
        if not options:
            if not term.is_collective:
                sentence.keep(found.start, found.end)
                yield Finding(NoteKind.AGENCY_UNKNOWN, _unknown(words))
            continue
        taken = used | {one.code for code, one in chosen.items() if code != term.code}
        one = chosen.get(term.code) or next((each for each in options if each.code not in taken), options[0])
        chosen[term.code] = one
        if previous and previous[1] == one.code and _is_joint(sentence, previous[0], found.start):
            sentence.put(previous[0], found.end, "")
        elif one.code in taken and _COOPERATES.search(sentence.key[: found.start]):
            sentence.put(found.start, found.end, _OTHERS)
            yield Finding(NoteKind.AGENCY_REPEATED, f"“{words}” cũng ứng với “{one.name}”; đã ghi “{_OTHERS}”.")
            continue
        else:
            sentence.put_name(found.start, found.end, one.name)
        previous = (found.end, one.code)
        yield from _told(words, one, options)


def replace_own_level(sentence: Sentence, found: FoundAgency, own_name: str) -> None:
    """ "Ủy ban nhân dân các xã, phường" → the child; a bare "các xã, phường" is left to the territory words."""
    if sentence.key.startswith(_COMMITTEES, found.start) or len(found.term.name) == found.end - found.start:
        sentence.put_name(found.start, found.end, own_name)


def _told(words: str, one: AgencyTerm, options: tuple[AgencyTerm, ...]) -> Iterator[Finding]:
    if aligned_key(words) != aligned_key(nfc(one.name)):
        yield Finding(NoteKind.AGENCY_REPLACED, f"Đã đổi “{words}” thành “{one.name}”.")
    if len(options) > 1:
        others = " hoặc ".join(f"“{each.name}”" for each in options if each.code != one.code)
        message = f"“{words}” có nhiều cơ quan tương ứng: đang dùng “{one.name}”, cũng có thể là {others}."
        yield Finding(NoteKind.AGENCY_CHOICE, message)


def _unknown(words: str) -> str:
    return f"Chưa có cơ quan tương ứng với “{words}” ở cấp này; tên được giữ nguyên, cần xem lại."


def _is_joint(sentence: Sentence, start: int, end: int) -> bool:
    return sentence.key[start:end].strip() in _LIST_JOINTS


def _forms(term: AgencyTerm) -> Iterator[str]:
    for name in (term.name, *term.aliases):
        key = aligned_key(nfc(name)).strip()
        if not re.match(r"\w", key):
            continue
        yield key
        for full, short in _ABBREVIATIONS:
            if full in key:
                yield key.replace(full, short)
            elif re.search(rf"(?<!\w){re.escape(short)}(?!\w)", key):
                yield re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, key)


def _first_word(form: str) -> str:
    found = re.match(r"\w+", form)
    return found[0] if found else ""
