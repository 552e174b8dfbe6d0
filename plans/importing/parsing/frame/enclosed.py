"""A plan attached to a decision: where the decision ends and the plan's own frame begins."""

import re
from collections.abc import Sequence

from ..pieces import Line
from ..vocabulary import is_capitals, key, starts_with_body, starts_with_territory, type_line
from .titles import is_type_alone

_ATTACHED = re.compile(r"kèm theo (?:quyết định|công văn|văn bản|tờ trình|nghị quyết|thông báo)")
_FRAME = re.compile(
    r"cộng h(?:òa|oà) xã hội|độc lập\s*[-–]\s*tự do|^số\s*:|,\s*ngày\b.*\btháng\b|^dự thảo|^phụ lục\b.{0,12}$|^\W*$"
)
_MOST_FRAME_LINES = 10
_CARRIERS = ("QĐ", "CV", "TTr", "NQ", "TB")


def enclosed_start(lines: Sequence[Line], kind: str | None) -> int | None:
    """The index of the first line of the plan a decision (or a letter) encloses; None where it encloses none."""
    if kind not in _CARRIERS:
        return None
    for place in range(1, len(lines)):
        line = lines[place]
        found = type_line(line.text)
        if found is None or "".join(found["type"].split()) != "kếhoạch":
            continue
        head = line.text[: found.start("rest")] if found["rest"] else line.text
        if not is_capitals(head):
            continue
        attached = any(_ATTACHED.search(key(one.text)) for one in lines[place : place + 8])
        if attached or is_type_alone(line.text):
            return _frame_start(lines, place)
    return None


def _frame_start(lines: Sequence[Line], place: int) -> int:
    start = place
    while start and place - start < _MOST_FRAME_LINES:
        above = lines[start - 1]
        is_unit = is_capitals(above.text) and (starts_with_body(above.text) or starts_with_territory(above.text))
        if not (is_unit or _FRAME.search(key(above.text))):
            break
        start -= 1
    return start
