"""Lines joined to paragraphs, also where a page or a web site has broken sentences over lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ....content.vietnamese import clean_line
from ...lines import Align
from ..pieces import Line, Paragraph
from ..vocabulary import is_basis_start, is_capitals, is_parent_start, key
from .numerals import Style, is_numeral_alone, split_numeral

#: From so many surely broken lines on a text counts as hard-wrapped.
_SURELY_WRAPPED = 3
_LONGEST_TITLE = 120
#: Points by which lines of one paragraph may begin apart.
_SAME_EDGE = 6

_TERMINAL = (".", ";", ":", "?", "!", "…", "./.")
# Words no paragraph ends with, and nouns a name goes on after: these only where lines are surely broken.
_OPEN_END = re.compile(
    r"(?:[,(–-]|\b(?:và|của|với|các|tại|về|cho|trong|từ|đến|ngày|tháng|năm|số|là|do|để|vì|theo|hoặc|những|mỗi))$"
)
_OPEN_NOUN = re.compile(
    r"\b(?:bộ|sở|ủy ban|thành phố|tỉnh|huyện|quận|phường|xã|thị trấn|hội|đoàn|trường|phòng|ban|trung tâm|luật|cấp)$"
)
# "28/2019/TT-" at the end of a line goes on without a space, "Lao động -" does not.
_BROKEN_SYMBOL = re.compile(r"[^\s-][-/]$")
_CLOSING = re.compile(r"^(?:trên đây là|trong quá trình|nơi nhận|kính gửi|phụ lục)\b")


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the text is broken: whether lines are wrapped, how wide they are, whether gaps mean anything."""

    is_wrapped: bool
    width: float
    right: float | None
    left: float | None
    gaps_count: bool


def join_lines(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a body, each with the lines it was made of."""
    setting = _setting(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, setting):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _paragraph(group: Sequence[Line]) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        glue = "" if _BROKEN_SYMBOL.search(text) else " "
        text = f"{text}{glue}{line.text}"
    return Paragraph(
        text=clean_line(text),
        lines=tuple(dict.fromkeys(line.number for line in group)),
        is_bold=all(line.is_bold for line in group),
        is_centred=group[0].align == Align.CENTRE,
        has_gap=group[0].has_gap,
    )


def _setting(lines: Sequence[Line]) -> _Setting:
    """A line surely goes on where the next begins with a small letter and neither is a paragraph of its own."""
    wrapped = [
        (line, following)
        for line, following in pairwise(lines)
        if not line.is_paragraph and _begins_small(following.text) and not line.text.endswith((";", ":"))
    ]
    if len(wrapped) < _SURELY_WRAPPED:
        return _Setting(is_wrapped=False, width=0, right=None, left=None, gaps_count=True)
    lengths = sorted(len(line.text) for line, _ in wrapped)
    rights = sorted(line.right for line, _ in wrapped if line.right is not None)
    lefts = Counter(round(following.left) for _, following in wrapped if following.left is not None)
    gapped = sum(following.has_gap for _, following in wrapped)
    return _Setting(
        is_wrapped=True,
        width=lengths[int(len(lengths) * 0.9)],
        right=rights[len(rights) // 2] if rights else None,
        left=lefts.most_common(1)[0][0] if lefts else None,
        gaps_count=gapped < 0.4 * len(wrapped),
    )


def _begins_small(text: str) -> bool:
    return text[0].islower() and split_numeral(text)[0] is None


def _goes_on(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = group[-1]
    if is_numeral_alone(last.text) and len(group) == 1:
        return split_numeral(line.text)[0] is None
    if line.number == last.number:
        return False
    if split_numeral(line.text)[0] is not None:
        return not (last.is_paragraph or line.is_paragraph) and _is_false_numeral(last, line, setting)
    if _is_part_alone(group):
        return is_capitals(line.text)
    if last.is_paragraph or line.is_paragraph:
        return False
    if line.text[0].islower():
        return not _is_whole_heading(group)
    return _capital_goes_on(group, line, setting)


def _is_false_numeral(last: Line, line: Line, setting: _Setting) -> bool:
    """A dash or a number at the head of a line that belongs to the sentence: "… chính trị / - xã hội"."""
    numeral, rest = split_numeral(line.text)
    if numeral is None or last.text.endswith(_TERMINAL):
        return False
    if numeral.style == Style.DASH and rest[:1].islower():
        return bool(setting.is_wrapped and _is_full(last, line, setting))
    return False


def _is_part_alone(group: Sequence[Line]) -> bool:
    """ "Phần thứ nhất", whose title stands on the next line."""
    numeral, rest = split_numeral(group[0].text)
    return numeral is not None and numeral.style == Style.PART and (not rest or is_capitals(rest)) and len(group) < 4


def _is_whole_heading(group: Sequence[Line]) -> bool:
    """A heading in capitals is not gone on with in small letters."""
    return len(group[-1].text) > 3 and is_capitals(group[-1].text) and is_capitals(group[0].text)


def _capital_goes_on(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    last = group[-1]
    ends = last.text.rstrip("”\"’')*").endswith(_TERMINAL)
    if _CLOSING.match(key(line.text)):
        return False
    if is_capitals(line.text) and len(line.text) > 4:
        return _capitals_go_on(group, line, setting)
    if is_capitals(last.text) and len(last.text) > 8:
        return False
    if setting.left is not None and line.left is not None:
        return _is_full(last, line, setting) and abs(line.left - setting.left) <= _SAME_EDGE
    if ends:
        return last.text.endswith(".") and _sentence_goes_on(last, line, setting)
    if _is_single_word(group) and not (line.has_gap and setting.gaps_count):
        return setting.is_wrapped
    if _cites(line.text) and (line.has_gap and setting.gaps_count):
        return False
    words = key(last.text)
    is_open = _OPEN_END.search(words) or (setting.is_wrapped and len(group) > 1 and _OPEN_NOUN.search(words))
    if is_open and len(last.text) > 25:
        return not (line.has_gap and setting.gaps_count and not last.text.endswith((",", "-", "–")))
    if setting.is_wrapped:
        return _wrapped_goes_on(group, line, setting)
    return False


def _capitals_go_on(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    """A heading in capitals over two lines."""
    last = group[-1]
    if not is_capitals(last.text) or last.text.endswith(_TERMINAL):
        return bool(setting.is_wrapped and len(line.text) < 12 and _is_full(last, line, setting))
    if sum(len(one.text) for one in group) > 3 * _LONGEST_TITLE:
        return False
    return not line.has_gap or (not setting.gaps_count and _is_full(last, line, setting))


def _sentence_goes_on(last: Line, line: Line, setting: _Setting) -> bool:
    """After a full stop the paragraph goes on only where the line had no room for the next word."""
    if not setting.is_wrapped or (line.has_gap and setting.gaps_count):
        return False
    return _is_full(last, line, setting)


def _wrapped_goes_on(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    if line.has_gap and setting.gaps_count:
        return False
    if _is_full(group[-1], line, setting):
        return True
    return len(group) > 1 and not line.has_gap and sum(len(one.text) for one in group) > _LONGEST_TITLE


def _is_full(last: Line, line: Line, setting: _Setting) -> bool:
    """Whether the line before had no room for this line's first word."""
    if setting.right is not None and last.right is not None:
        return last.right >= setting.right - 25
    first = line.text.split(" ", 1)[0]
    return len(last.text) + 1 + len(first) > 0.93 * setting.width


def _is_single_word(group: Sequence[Line]) -> bool:
    """ "1. Phòng", broken off the name that goes on in the next line."""
    numeral, rest = split_numeral(group[0].text)
    return len(group) == 1 and numeral is not None and len(rest.split()) == 1 and not rest.endswith(_TERMINAL)


def _cites(text: str) -> bool:
    return is_basis_start(text) or is_parent_start(text)
