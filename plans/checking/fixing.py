"""Carries out the repair of a finding: content and fix in, mended content out; it never raises."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from ..content.plan import ItemContent, LegalBasisContent, PlanContent, SloganContent
from .catalogue import EVERYWHERE, Fix
from .citations import without_borrowed


def apply_fix(content: PlanContent, fix: Fix) -> PlanContent:
    """The plan with the fix carried out; unchanged when its words or its place are no longer there."""
    if fix.fact == EVERYWHERE:
        return _everywhere(content, fix)
    if fix.key is not None:
        return replace(
            content,
            items=_in_items(content.items, fix),
            appendices=tuple(replace(one, items=_in_items(one.items, fix)) for one in content.appendices),
        )
    mended = _at_path(content, fix.fact.split("."), fix)
    return mended if isinstance(mended, PlanContent) else content


def _everywhere(content: PlanContent, fix: Fix) -> PlanContent:
    def mend(items: tuple[ItemContent, ...]) -> tuple[ItemContent, ...]:
        return tuple(replace(one, text=_own_words(one.text, fix), children=mend(one.children)) for one in items)

    return replace(
        content,
        abstract=_own_words(content.abstract, fix),
        opening=_own_words(content.opening, fix),
        closing=_own_words(content.closing, fix),
        items=mend(content.items),
        appendices=tuple(
            replace(one, title=_own_words(one.title, fix), items=mend(one.items)) for one in content.appendices
        ),
    )


def _own_words(text: str, fix: Fix) -> str:
    """The text with the fix made in the drafter's own words only; what is quoted or cited stays."""
    if fix.find not in text:
        return text
    pieces, end = [], 0
    for found in word_pattern(fix.find).finditer(without_borrowed(text)):
        pieces += [text[end : found.start()], fix.replace]
        end = found.end()
    return "".join((*pieces, text[end:]))


def _in_items(items: tuple[ItemContent, ...], fix: Fix) -> tuple[ItemContent, ...]:
    return tuple(
        _in_item(one, fix) if one.key == fix.key else replace(one, children=_in_items(one.children, fix))
        for one in items
    )


def _in_item(item: ItemContent, fix: Fix) -> ItemContent:
    mended = _at_path(item, (fix.fact or "text").split("."), fix)
    return mended if isinstance(mended, ItemContent) else item


def _at_path(value: Any, path: list[str], fix: Fix) -> Any:
    """The value with the fix made at the end of the path; None where the path leads nowhere."""
    if not path:
        return _mended(value, fix)
    name, rest = path[0], path[1:]
    if isinstance(value, tuple):
        return _in_list(value, name, rest, fix)
    if not is_dataclass(value) or isinstance(value, type) or name not in {one.name for one in fields(value)}:
        return None
    inner = _at_path(getattr(value, name), rest, fix)
    return None if inner is None else replace(value, **{name: inner})


def _in_list(values: tuple[Any, ...], name: str, rest: list[str], fix: Fix) -> Any:
    if not name.isdecimal() or int(name) > len(values):
        return None
    position = int(name)
    if not fix.find and not rest and all(isinstance(one, str) for one in values):
        return (*values[:position], fix.replace, *values[position:])
    if position == len(values):
        return None
    inner = _at_path(values[position], rest, fix)
    return None if inner is None else (*values[:position], inner, *values[position + 1 :])


def _mended(value: Any, fix: Fix) -> Any:
    if isinstance(value, bool):
        return fix.replace == "true"
    if isinstance(value, date) or value is None:
        try:
            return date.fromisoformat(fix.replace)
        except ValueError:
            return None
    if isinstance(value, str):
        return word_pattern(fix.find).sub(lambda _: fix.replace, value) if fix.find else fix.replace
    if isinstance(value, LegalBasisContent | SloganContent):
        return replace(value, text=_mended(value.text, fix))
    return None


@lru_cache(maxsize=512)
def word_pattern(words: str) -> re.Pattern[str]:
    """Finds these words as whole words: "hoà" is not found in "hoàn"."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(f"{before}{re.escape(words)}{after}")
