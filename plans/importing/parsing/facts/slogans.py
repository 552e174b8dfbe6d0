"""Slogans: a list under a title that says so, in the body or on a page of its own, or quoted in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ....content.plan import SlogansPlace
from ..body.levels import Node
from ..body.numerals import split_numeral
from ..pieces import Findings, Line, Paragraph
from ..vocabulary import is_capitals, key

_TITLE = re.compile(
    r"^(?:nội dung |một số |các |những |hệ thống |gợi ý |danh mục |về )*(?:khẩu hiệu|thông điệp)\b|"
    r"\b(?:khẩu hiệu|thông điệp)(?: tuyên truyền| truyền thông| sau| như sau| gồm|, khẩu hiệu)*\s*:?$"
)
_ELSEWHERE = re.compile(r"phụ lục|kèm theo|gửi kèm|đính kèm")
_QUOTED = re.compile(r"[“\"«]\s*([^”\"»“]{8,200})\s*[”\"»]")
_MOST_WORDS = 45
_MARKS = " ;.,*"
_ATTACHED = re.compile(r"^\(?\s*(?:ban hành )?kèm theo\b")
_NOTE = re.compile(r"^(?:ghi chú|lưu ý|ngoài ra|trên cơ sở|tùy)\b")


@dataclass(slots=True)
class Slogans:
    """The slogans and where they are printed; `holders` are the nodes under which they stand."""

    texts: list[str] = field(default_factory=list)
    place: SlogansPlace = SlogansPlace.NOWHERE
    holders: list[Node] = field(default_factory=list)


def take_slogans(root: Node, findings: Findings) -> Slogans:
    """Take the lists of slogans out of the body; they are printed from the plan's facts."""
    slogans = Slogans()
    for node in _walk(root):
        if not _TITLE.search(key(node.text).strip()) or len(node.text.split()) > 25:
            continue
        if node.children and not slogans.texts:
            _take_children(node, slogans, findings)
        elif not node.children and _ELSEWHERE.search(key(node.text)):
            slogans.holders.append(node)
    if not slogans.texts:
        _quoted(root, slogans, findings)
    return slogans


def _walk(node: Node) -> list[Node]:
    found: list[Node] = []
    for child in node.children:
        found += [child, *_walk(child)]
    return found


def _take_children(node: Node, slogans: Slogans, findings: Findings) -> None:
    first = next((child for child in node.children if not child.children), None)
    if first is None:
        return
    style = first.numeral.style if first.numeral else None
    taken = [
        child
        for child in node.children
        if not child.children and (child.numeral.style if child.numeral else None) == style and _is_slogan(child.text)
    ]
    if len(taken) < 2 or len(taken) < 0.6 * len(node.children):
        return
    for child in taken:
        _keep(child.text, child.lines, slogans, findings)
    gone = {id(child) for child in taken}
    node.children = [child for child in node.children if id(child) not in gone]
    slogans.place = SlogansPlace.BODY
    slogans.holders.append(node)


def _is_slogan(text: str) -> bool:
    return 1 < len(text.split()) <= _MOST_WORDS and ":" not in text.rstrip(":")[:40] and not _NOTE.match(key(text))


def _keep(text: str, lines: tuple[int, ...], slogans: Slogans, findings: Findings) -> None:
    bare = text.strip(_MARKS)
    if bare[:1] in '“"«' and bare[-1:] in '”"»':
        bare = bare[1:-1].strip(" ;.,")
    bare = f"{bare}!" if text.rstrip(' ”"»').endswith("!") and not bare.endswith("!") else bare
    if bare:
        slogans.texts.append(bare)
        findings.fact("slogan", bare, lines)


def _quoted(root: Node, slogans: Slogans, findings: Findings) -> None:
    """ "Khẩu hiệu: “…”, “…”" in one sentence; the sentence stays as it is."""
    for node in _walk(root):
        words = key(node.text)
        found = re.search(r"khẩu hiệu[^“\"«.]{0,80}[“\"«]", words)
        if not found:
            continue
        quotes = [one[1] for one in _QUOTED.finditer(node.text, found.end() - 1)]
        if quotes and (len(quotes) > 1 or words.startswith("khẩu hiệu")):
            for quote in quotes:
                _keep(quote, node.lines, slogans, findings)
            return


def is_slogan_page(lines: Sequence[Line]) -> bool:
    """Whether an appendix is the list of slogans: its title says so."""
    return any(
        re.search(r"khẩu hiệu|thông điệp", key(line.text)) for line in lines[:4] if not split_numeral(line.text)[0]
    )


def title_lines(lines: Sequence[Line]) -> int:
    """How many lines at the head of an appendix are its label, its title and "(Kèm theo …)"."""
    count = 0
    for line in lines[:8]:
        words = key(line.text)
        is_first = count == 0
        attached = bool(_ATTACHED.match(words)) or (count > 0 and _is_open_note(lines[count - 1].text))
        if not (is_first or attached or is_capitals(line.text) or words.startswith(("tháng hành động", "năm "))):
            break
        if split_numeral(line.text)[0] and not is_first:
            break
        count += 1
    return count


def _is_open_note(text: str) -> bool:
    return text.startswith("(") and ")" not in text


def page_slogans(paragraphs: Sequence[Paragraph], lines: Sequence[Line], slogans: Slogans, findings: Findings) -> None:
    """The lines of the page of slogans, numerals taken off."""
    words = {line.number: line.text for line in lines}
    for one in paragraphs:
        _, rest = split_numeral(one.text)
        if rest.strip(_MARKS) and _is_slogan(rest):
            _keep(rest, one.lines, slogans, findings)
            continue
        for number in one.lines:
            findings.leave(number, words[number], "Đứng trong phụ lục khẩu hiệu nhưng không giống một khẩu hiệu.")
    slogans.place = SlogansPlace.APPENDIX
