"""What stands between the title and the first part: the bases, the documents carried out, the sentence that issues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ....content.plan import LegalBasisContent, ParentContent
from ....content.vietnamese import capitalised
from ...recognised import CitedDocument
from ..body.numerals import Style, split_numeral
from ..citations import NOUN, Citation, citations
from ..dates import first_date
from ..pieces import Findings, Paragraph
from ..vocabulary import (
    is_basis_start,
    is_capitals,
    is_other_preamble_start,
    is_parent_start,
    is_usual_title,
    key,
    starts_with_body,
)

_TRIGGER_INSIDE = re.compile(
    r"(?<=[;.,])\s*(?=(?:Căn cứ|Thực hiện|Triển khai|Tiếp tục thực hiện|Theo đề nghị|Xét đề nghị)\s)|(?<=;)\s+"
)
_ISSUES = re.compile(
    r"^[^;]{0,220}?\b(?:ban hành|xây dựng|lập|đề ra|triển khai|tổ chức|hướng dẫn|báo cáo|thông báo|điều chỉnh)\b"
)
_SAYS_FOLLOWING = re.compile(r"(?:như sau|sau đây|nội dung sau|cụ thể sau)\s*[:.]?$")
_PLAN_WORD = re.compile(r"\b(?:kế hoạch|báo cáo|như sau)\b")
_ISSUER_INSIDE = re.compile(r"(?<=[,;.])\s+(?=[A-ZĐÀ-Ỹ]|nhà trường|trường )")
_PARENT_VERB = re.compile(
    r"^(?:tiếp tục )?(?:thực hiện|triển khai thực hiện|triển khai|chấp hành|tổ chức thực hiện)(?: theo)?\s+"
)
_NUMBERED = re.compile(r"\s*(?:số\s*:?\s*)?")
_ISSUER = re.compile(
    r"^\s*của\s+(?P<issuer>.+?)(?=\s+(?:về|v/v|phê duyệt|triển khai|ban hành|hướng dẫn|quy định|tổ chức|thực hiện|"
    r"tăng cường|"
    r"sửa đổi|công bố|giao|đẩy mạnh|cho)\b|[(:,]|$)"
)
_CARRIED_OUT = re.compile(
    r"\b(?:thực hiện|triển khai)\s+(?:nội dung |tinh thần |theo )?(?:[^;,.]{0,40}?\b(?:số|theo))?\s*[^;,.]{0,30}$"
)
_DOCUMENTS = re.compile(
    r"^(?:các |những )?(?:văn bản|luật|bộ luật|nghị|thông tư|quyết định|chỉ thị|kế hoạch|công văn|hướng dẫn)\b"
)
_STRUCTURAL = (Style.ROMAN, Style.PART, Style.ARABIC, Style.CAPITAL, Style.ARTICLE, Style.DECIMAL, Style.LETTER)


@dataclass(slots=True)
class Preamble:
    """The bases and parents as content and as the numbers they name; `end` paragraphs were taken."""

    legal_bases: list[LegalBasisContent] = field(default_factory=list)
    parents: list[ParentContent] = field(default_factory=list)
    cited: list[CitedDocument] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    opening: str = ""
    end: int = 0


def read_preamble(paragraphs: Sequence[Paragraph], findings: Findings) -> Preamble:
    """Take the paragraphs before the first part, clause by clause."""
    preamble = Preamble()
    preamble.end = _end(paragraphs)
    role = ""
    texts: list[tuple[str, tuple[int, ...]]] = []
    for paragraph in paragraphs[: preamble.end]:
        text = _without_bullet(paragraph.text)
        if not role.endswith(":") or _starts_clause(text):
            role = role if role.startswith("parent") and _DOCUMENTS.match(key(text)) else ""
        clauses, opening = _clauses(text)
        for clause in clauses:
            role = _role(clause, role)
            _keep(clause, role, paragraph.lines, preamble, texts, findings)
        if opening:
            texts.append((opening, paragraph.lines))
            _count_by_words(opening, citations(opening), paragraph.lines, preamble, findings)
        role = f"{role.rstrip(':')}:" if text.endswith(":") else role.rstrip(":")
    preamble.opening = " ".join(text for text, _ in texts)
    if texts:
        findings.fact("opening", preamble.opening, [line for _, lines in texts for line in lines])
    return preamble


def read_basis_section(
    paragraphs: Sequence[tuple[str, tuple[int, ...]]], preamble: Preamble, findings: Findings
) -> None:
    """The documents a part titled "Căn cứ" names; its paragraphs stay in the body."""
    for text, lines in paragraphs:
        role = "parent" if is_parent_start(text) else "basis"
        _count(citations(text), role, lines, preamble, findings)


def _end(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs stand before the first part."""
    for place, paragraph in enumerate(paragraphs):
        if _begins_part(paragraph):
            return place
    return _end_without_parts(paragraphs)


def _end_without_parts(paragraphs: Sequence[Paragraph]) -> int:
    """Nothing is numbered: the clauses of the preamble and a sentence that says "như sau"."""
    end = 0
    for place, paragraph in enumerate(paragraphs):
        text = key(paragraph.text)
        if is_basis_start(text) or is_parent_start(text):
            end = place + 1
        elif _SAYS_FOLLOWING.search(text) and place - end <= 3:
            return place + 1
        else:
            break
    return end


def _begins_part(paragraph: Paragraph) -> bool:
    numeral, rest = split_numeral(paragraph.text)
    if numeral is not None:
        if numeral.style in _STRUCTURAL:
            return not (numeral.style == Style.ARABIC and _starts_clause(rest) and rest.endswith((";", ",")))
        return not _starts_clause(rest)
    if is_capitals(paragraph.text) and len(paragraph.text.split()) >= 2:
        return True
    if is_basis_start(paragraph.text) and len(paragraph.text.split()) > 4:
        return False
    return len(paragraph.text) < 80 and is_usual_title(paragraph.text) and not paragraph.text.endswith((";", ",", "."))


def _starts_clause(text: str) -> bool:
    return (
        is_basis_start(text)
        or is_parent_start(text)
        or is_other_preamble_start(text)
        or bool(_DOCUMENTS.match(key(text)))
    )


def _without_bullet(text: str) -> str:
    numeral, rest = split_numeral(text)
    return rest if numeral else text


def _clauses(text: str) -> tuple[list[str], str]:
    """The clauses of a paragraph and, at its end, the sentence that issues the plan."""
    if not _is_citing(text):
        return [], text
    start = _opening_place(text)
    opening = text[start:].strip() if start is not None else ""
    head = text[:start] if start is not None else text
    return [part.strip() for part in _TRIGGER_INSIDE.split(head) if part.strip()], opening


def _is_citing(text: str) -> bool:
    return is_basis_start(text) or is_parent_start(text) or bool(citations(text)) or bool(_DOCUMENTS.match(key(text)))


def _opening_place(text: str) -> int | None:
    """Where "…, UBND phường ban hành Kế hoạch …" begins."""
    if _is_issuing(key(text)):
        return 0
    for found in reversed(list(_ISSUER_INSIDE.finditer(text))):
        if _is_issuing(key(text[found.end() :])):
            return found.end()
    return None


def _is_issuing(words: str) -> bool:
    if not (starts_with_body(words) or words.startswith("nhà trường")):
        return False
    issues = _ISSUES.match(words)
    return bool(issues and _PLAN_WORD.search(words, issues.end() - 12))


def _role(clause: str, before: str) -> str:
    if is_basis_start(clause):
        return "basis"
    if is_parent_start(clause):
        return "parent"
    if is_other_preamble_start(clause):
        return "other"
    if citations(clause) or _DOCUMENTS.match(key(clause)):
        return before.rstrip(":") if before.rstrip(":") in ("basis", "parent") else "basis"
    return "text"


def _keep(
    clause: str, role: str, lines: tuple[int, ...], preamble: Preamble, texts: list[tuple[str, tuple[int, ...]]],
    findings: Findings,
) -> None:  # fmt: skip
    named = citations(clause)
    if role == "text":
        texts.append((clause, lines))
        return
    bare = clause.rstrip(" ;,.:")
    parent = _parent(bare, named) if role == "parent" else None
    if parent is not None:
        preamble.parents.append(parent)
    else:
        preamble.legal_bases.append(LegalBasisContent(text=bare))
    findings.fact("parent" if role == "parent" else "legal_basis", bare, lines)
    if role == "other":
        _count_by_words(clause, named, lines, preamble, findings)
    else:
        _count(named, role, lines, preamble, findings)
    if role == "parent" and not named:
        _count_unnumbered(bare, preamble)


def _count_by_words(
    text: str, named: Sequence[Citation], lines: tuple[int, ...], preamble: Preamble, findings: Findings
) -> None:
    """In "Nhằm thực hiện Kế hoạch số …" the words before each number tell whether it is carried out."""
    for one in named:
        known = one.number in preamble.numbers or any(parent.number == one.number for parent in preamble.cited)
        if not known:
            carried_out = _CARRIED_OUT.search(key(text[: one.start]))
            _count([one], "parent" if carried_out else "basis", lines, preamble, findings)


def _count(
    named: Sequence[Citation], role: str, lines: tuple[int, ...], preamble: Preamble, findings: Findings
) -> None:
    for one in named:
        if one.is_proposal:
            continue
        if role == "parent":
            document = CitedDocument(number=one.number, date=one.issued_on)
            if all(known.number != one.number for known in preamble.cited):
                preamble.cited.append(document)
                findings.fact("parent_number", one.number, lines)
        elif one.number not in preamble.numbers:
            preamble.numbers.append(one.number)
            findings.fact("legal_basis_number", one.number, lines)


def _count_unnumbered(clause: str, preamble: Preamble) -> None:
    """A plan or letter that is carried out but not named by number: with its date where one is written."""
    rest = key(clause)[_verb_end(clause) :]
    if NOUN.match(rest):
        written = first_date(clause)
        preamble.cited.append(CitedDocument(number=None, date=written.value if written else None))


def _verb_end(clause: str) -> int:
    found = _PARENT_VERB.match(key(clause))
    return found.end() if found else 0


def _parent(clause: str, named: Sequence[Citation]) -> ParentContent | None:
    """A parent taken apart: type, number, date, issuer, what it is about; None where the order is another one."""
    start = _verb_end(clause)
    words = key(clause)
    noun = NOUN.match(words, start)
    if not noun:
        return None
    at, number, day = noun.end(), "", None
    first = next((one for one in named if not one.is_proposal), None)
    if first:
        prefix = _NUMBERED.match(words, at)
        if prefix is None or first.start != prefix.end():
            return None
        number, day, at = first.number, first.issued_on, first.end
        if day and "của" in key(clause[first.start : first.end]).split():
            return None
    issuer = _ISSUER.match(words[at:])
    name = ""
    if issuer and clause[at + issuer.start("issuer")].isupper():
        name = clause[at + issuer.start("issuer") : at + issuer.end("issuer")].strip()
        at += issuer.end()
    kind = capitalised(clause[noun.start() : noun.end()])
    return ParentContent(
        kind=kind, document_number=number, issued_on=day, issuer=name, abstract=clause[at:].strip(" ,)")
    )
