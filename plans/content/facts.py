"""Facts inside a text: ⟦chủ đề⟧ stands for the plan's theme, so that what is said twice cannot disagree."""

import re

from .plan import DeadlineContent, PlanContent
from .vietnamese import day_range

THEME = "chủ đề"
PERIOD = "thời gian"
LAUNCH = "lễ phát động"
YEAR = "năm"
REPORT_DEADLINE = "hạn báo cáo"
CHILD_PLAN_DEADLINE = "hạn kế hoạch"

#: Every fact a text may hold, in the order a menu shows them.
NAMES = (THEME, PERIOD, LAUNCH, YEAR, REPORT_DEADLINE, CHILD_PLAN_DEADLINE)

_TOKEN = re.compile("⟦([^⟦⟧]{1,40})⟧")


def token(name: str) -> str:
    """How a text holds the fact: ⟦chủ đề⟧."""
    return f"⟦{name}⟧"


def fact_words(content: PlanContent) -> dict[str, str]:
    """The words each fact has in this plan; a fact that is not known yet is "…", never invented."""
    child_plan = content.child_plan_deadline()
    return {
        THEME: content.theme or "…",
        PERIOD: day_range(content.starts_on, content.ends_on) or "…",
        LAUNCH: day_range(content.launch_from, content.launch_until) or "…",
        YEAR: str(content.year),
        REPORT_DEADLINE: _several(content.report_deadlines()),
        CHILD_PLAN_DEADLINE: child_plan.words() if child_plan else "…",
    }


def _several(deadlines: tuple[DeadlineContent, ...]) -> str:
    if not deadlines:
        return "theo quy định"
    words = [f"{one.label} {one.words()}" if one.label else one.words() for one in deadlines]
    return ", ".join(words)


def split(text: str) -> list[tuple[str, bool]]:
    """Cut a text into (piece, is_fact): plain pieces as they are, facts as their names. Unknown names stay plain."""
    pieces: list[tuple[str, bool]] = []
    start = 0
    for found in _TOKEN.finditer(text):
        if found[1] not in NAMES:
            continue
        if found.start() > start:
            pieces.append((text[start : found.start()], False))
        pieces.append((found[1], True))
        start = found.end()
    if start < len(text):
        pieces.append((text[start:], False))
    return pieces


def fill(text: str, words: dict[str, str]) -> str:
    """The text as it is printed: every known fact replaced by its words."""
    return "".join(words[piece] if is_fact else piece for piece, is_fact in split(text))
