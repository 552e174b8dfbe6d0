"""The stages of adapting one sentence, in their order: committee, agencies, bodies, level words, territory, phrases."""

from dataclasses import dataclass

from ..terms import DEPARTMENT, ChildUnit, ParentPlan
from .agencies import Counterparts, Lexicon, replace_agencies, replace_own_level
from .findings import Finding
from .naming import bare_territory, department_name
from .searching import Sentence
from .superior import superior_phrases
from .territory import (
    TerritoryWords,
    keep_bodies,
    replace_committee,
    replace_hamlets,
    replace_level_words,
    replace_offices,
    replace_territory,
)


@dataclass(frozen=True, slots=True)
class Adapted:
    """The child's sentence and what was found while it was made."""

    text: str
    findings: tuple[Finding, ...] = ()


class Adapter:
    """Adapts sentences of one parent for one child; made once per derivation."""

    def __init__(self, parent: ParentPlan, child: ChildUnit) -> None:
        issuer = parent.content.issuer
        self.lexicon = Lexicon(parent.agencies, noun=issuer.noun, bare=bare_territory(issuer))
        self.counterparts = Counterparts(child.agencies)
        self.words = TerritoryWords.between(issuer, child.issuer, child.subordinates)
        self._level = child.level
        self._is_department = child.level == DEPARTMENT
        self.own_name = department_name(child.issuer) if self._is_department else self.words.child_organ

    def adapt(self, text: str, *, used: frozenset[str] = frozenset(), keeps_agencies: bool = False) -> Adapted:
        """The sentence as the child writes it.

        `used` are codes of the bodies it stands under. With `keeps_agencies` the parent's bodies stay: the sentence
        was written for units of the child's level, which do work with the superior's bodies. A department's text
        stays: it shares the parent's territory and names the same bodies.
        """
        if not text.strip():
            return Adapted(text)
        sentence = Sentence(text)
        findings: list[Finding] = []
        if self._is_department:
            return Adapted(sentence.text)
        replace_committee(sentence, self.words)
        if keeps_agencies:
            self._keep_agencies(sentence)
        else:
            findings += replace_agencies(
                sentence, self.lexicon, self.counterparts, level=self._level, own_name=self.own_name, used=used
            )
        findings += keep_bodies(sentence, self.words)
        findings += replace_level_words(sentence, self.words)
        replace_hamlets(sentence, self.words)
        replace_offices(sentence, self.words)
        findings += replace_territory(sentence, self.words)
        findings += superior_phrases(sentence)
        return Adapted(sentence.result(), tuple(dict.fromkeys(findings)))

    def _keep_agencies(self, sentence: Sentence) -> None:
        for found in list(self.lexicon.find(sentence)):
            if found.term.covers_level == self._level:
                replace_own_level(sentence, found, self.own_name)
            else:
                sentence.keep(found.start, found.end)
