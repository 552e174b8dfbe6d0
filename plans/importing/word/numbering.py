"""Computes the numerals Word prints before numbered paragraphs: from numbering.xml and the order they come in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from plans.content.numbering import letter as vietnamese_letter
from plans.content.numbering import roman

from .xml import W, child, number, value

# Bullets live on private places of symbol fonts; these are what they look like, all others are read as •.
_SYMBOLS = {
    0x2B: "+", 0x2D: "-", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x76: "❖", 0xA7: "▪", 0xBE: "-", 0xD8: "➢", 0xFC: "✓",
}  # fmt: skip
_COUNTER = re.compile(r"%([1-9])")
_LEVELS = 9
# A list that claims to begin at a billion would print a million Roman letters.
_HIGHEST = 9_999


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and what it prints."""

    start: int = 1
    style: str = "decimal"
    custom: str = ""
    text: str = ""
    restarts_after: int | None = None
    is_legal: bool = False
    font: str = ""
    linked_style: str = ""
    properties: Any = None


class Numbering:
    """The lists of one document; `next_numeral` must see its paragraphs in their order."""

    def __init__(self, root: Any = None, styles_with_lists: dict[str, int] | None = None) -> None:
        """`root` is the numbering part's element, `styles_with_lists` the list each list style points to."""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[int, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        self._style_lists = styles_with_lists or {}
        self.unknown_styles: set[str] = set()
        if root is not None:
            self._read(root)

    def level(self, list_id: int, level: int) -> Level | None:
        """The definition of a list's level, None where the document has none."""
        found = self._resolved(list_id)
        return found[1].get(level) if found else None

    def level_of_style(self, list_id: int, style: str) -> int:
        """The level a paragraph style stands for in a list (Heading 2 is the second), 0 where none says so."""
        found = self._resolved(list_id)
        levels = found[1] if found else {}
        return next((place for place, one in levels.items() if style and one.linked_style == style), 0)

    def next_numeral(self, list_id: int, level: int) -> str:
        """Count one more paragraph of this list and level; what is printed before it ("II.", "1.2.", "a)", "-")."""
        found = self._resolved(list_id)
        if not found or level not in found[1]:
            return ""
        abstract, levels, overrides = found
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        before = counts[level]
        if level in overrides and (list_id, level) not in self._begun:
            counts[level] = overrides[level]
        else:
            counts[level] = levels[level].start if before is None else before + 1
        self._begun.add((list_id, level))
        for deeper in range(level + 1, _LEVELS):
            limit = levels[deeper].restarts_after if deeper in levels else None
            if limit is None or level < limit:
                counts[deeper] = None
        return self._printed(levels, level, counts)

    def _printed(self, levels: dict[int, Level], level: int, counts: list[int | None]) -> str:
        shown = levels[level]
        if shown.style == "bullet":
            return bullet(shown.text, shown.font)

        def counter(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            asked = levels.get(place, Level())
            count = counts[place]
            if shown.is_legal and asked.style != "none":
                asked = replace(asked, style="decimal")
            return self._formatted(asked, asked.start if count is None else count)

        return _COUNTER.sub(counter, shown.text).strip()

    def _formatted(self, level: Level, count: int) -> str:
        style = level.style
        if style == "custom":
            if "đ" in level.custom:
                return vietnamese_letter(count)
            first = level.custom.split(",")[0].strip()
            return f"{count:0{len(first)}d}" if first.isdigit() else str(count)
        if style in {"decimalZero", "none"}:
            return f"{count:02d}" if style == "decimalZero" else ""
        if style.endswith("Roman"):
            return roman(count) if style.startswith("upper") else roman(count).lower()
        if style in {"upperLetter", "lowerLetter"}:
            printed = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return printed.upper() if style == "upperLetter" else printed
        if style != "decimal":
            self.unknown_styles.add(style)
        return str(count)

    def _resolved(self, list_id: int) -> tuple[str, dict[int, Level], dict[int, int]] | None:
        found = self._lists.get(list_id)
        if found and found[0] in self._links:
            linked = self._lists.get(self._style_lists.get(self._links[found[0]], -1))
            if linked and linked[0] not in self._links:
                return linked[0], linked[1] | found[1], found[2]
        return found

    def _read(self, root: Any) -> None:
        for one in root.iterchildren(f"{W}abstractNum"):
            name = one.get(f"{W}abstractNumId", "")
            self._abstract[name] = dict(_levels(one))
            if link := value(one, "numStyleLink"):
                self._links[name] = link
        for one in root.iterchildren(f"{W}num"):
            list_id = number(one.get(f"{W}numId"))
            abstract = value(one, "abstractNumId")
            if list_id is None:
                continue
            levels = dict(self._abstract.get(abstract, {}))
            starts: dict[int, int] = {}
            for override in one.iterchildren(f"{W}lvlOverride"):
                place = number(override.get(f"{W}ilvl")) or 0
                levels |= dict(_levels(override))
                start = number(value(override, "startOverride"))
                if start is not None and 0 <= start <= _HIGHEST:
                    starts[place] = start
            self._lists[list_id] = (abstract, levels, starts)


def bullet(text: str, font: str) -> str:
    """What a bullet looks like: "-" and "+" as typed, a symbol font's places as the sign that is printed."""
    sign = text.strip()
    if font == "Courier New" and sign == "o":
        return "○"
    code = ord(sign[0]) if sign else 0
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, "•")
    return _SYMBOLS.get(code, "•") if font.startswith(("Wingdings", "Symbol")) and len(sign) == 1 else sign


def _levels(parent: Any) -> list[tuple[int, Level]]:
    return [
        (place, _level(one))
        for one in parent.iterchildren(f"{W}lvl")
        if (place := number(one.get(f"{W}ilvl"))) is not None and 0 <= place < _LEVELS
    ]


def _level(element: Any) -> Level:
    start = number(value(element, "start"))
    form = next(element.iter(f"{W}numFmt"), None)
    fonts = child(child(element, "rPr"), "rFonts")
    return Level(
        start=start if start is not None and 0 <= start <= _HIGHEST else 1,
        style=form.get(f"{W}val", "decimal") if form is not None else "decimal",
        custom=form.get(f"{W}format", "") if form is not None else "",
        text=value(element, "lvlText"),
        restarts_after=number(value(element, "lvlRestart")),
        is_legal=child(element, "isLgl") is not None,
        font=fonts.get(f"{W}ascii", "") if fonts is not None else "",
        linked_style=value(element, "pStyle"),
        properties=element,
    )
