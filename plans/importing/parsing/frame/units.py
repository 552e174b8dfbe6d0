"""The names of units in a header: which is the issuing one, which stands above it, which issue together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ....content.vietnamese import clean_line
from ..pieces import Findings, Line
from ..vocabulary import (
    is_bare_committee,
    is_chrome,
    key,
    starts_with_body,
    starts_with_committee,
    starts_with_territory,
)

_OPEN_END = re.compile(r"(?:[-–—,&]|\b(?:và|của|các|về|với))$")
_JOINT = re.compile(r"(?:KHLT|KHLN|KHPH|KH-?LT|KHLS|LT/|/LT|CTPH)")
# The first word of a name, left alone by a broken line.
_STUB = re.compile(
    r"^(?:ủy|ủy ban|sở|phòng|trường|hội|đoàn|ban|bộ|trung|trung tâm|trạm|văn phòng|công an|cục|hội đồng)$"
)


@dataclass(frozen=True, slots=True)
class HeaderUnits:
    """The issuing unit and the one above as printed, their lines joined; the single lines for printing."""

    issuing: str | None = None
    superior: str | None = None
    issuing_lines: tuple[str, ...] = ()
    superior_lines: tuple[str, ...] = ()


@dataclass(slots=True)
class _Unit:
    lines: list[str]
    rows: list[int]

    @property
    def name(self) -> str:
        return clean_line(" ".join(self.lines)).strip(" ,;-–")


def header_units(
    pieces: Sequence[tuple[int, str]], lines: Sequence[Line], findings: Findings, *, number: str
) -> HeaderUnits:
    """Join the pieces of the left column to names; the last is the issuing unit, the one before stands above it."""
    units = _joined(pieces, lines, findings)
    if not units:
        return HeaderUnits()
    if len(units) > 1 and _JOINT.search(number):
        together = _Unit([unit.name for unit in units], [row for unit in units for row in unit.rows])
        name = "; ".join(together.lines)
        findings.fact("issuing_unit", name, [lines[row].number for row in together.rows], together.lines[0])
        return HeaderUnits(issuing=name, issuing_lines=tuple(together.lines))
    issuing, above = units[-1], units[:-1]
    findings.fact("issuing_unit", issuing.name, [lines[row].number for row in issuing.rows])
    superior = above[-1] if above else None
    if superior:
        findings.fact("superior_unit", superior.name, [lines[row].number for row in superior.rows])
    for unit in above[:-1]:
        findings.fact("upper_unit", unit.name, [lines[row].number for row in unit.rows])
    return HeaderUnits(
        issuing=issuing.name,
        superior=superior.name if superior else None,
        issuing_lines=tuple(issuing.lines),
        superior_lines=tuple(line for unit in above for line in unit.lines),
    )


def begins_unit(text: str, following: str = "") -> bool:
    """Whether a line begins the name of a unit; a word broken off ("ỦY / BAN NHÂN DÂN") does with the next line."""
    if starts_with_body(text) or starts_with_territory(text):
        return True
    return len(text.split()) == 1 and starts_with_body(f"{text} {following}")


def _joined(pieces: Sequence[tuple[int, str]], lines: Sequence[Line], findings: Findings) -> list[_Unit]:
    units: list[_Unit] = []
    for place, (row, text) in enumerate(pieces):
        following = pieces[place + 1][1] if place + 1 < len(pieces) else ""
        if is_chrome(text):
            findings.leave(lines[row].number, text, "Có vẻ là chữ của trang web.")
        elif units and _continues(units[-1], text):
            units[-1].lines.append(text)
            units[-1].rows.append(row)
        elif not units and not begins_unit(text, following):
            findings.leave(lines[row].number, text, "Đứng trên tên cơ quan, chưa rõ là gì.")
        elif any(key(unit.name) == key(text) for unit in units):
            findings.leave(lines[row].number, text, "Tên cơ quan lặp lại.")
        else:
            units.append(_Unit([text], [row]))
    return units


def _continues(unit: _Unit, text: str) -> bool:
    """Whether a line goes on with the name above it."""
    if _STUB.match(key(unit.name)):
        return True
    if _OPEN_END.search(key(unit.name)) or _OPEN_END.search(key(unit.lines[-1])):
        return True
    if is_bare_committee(unit.name):
        return not starts_with_committee(text) and (starts_with_territory(text) or not starts_with_body(text))
    return (starts_with_territory(text) and not starts_with_body(text)) or not starts_with_body(text)
