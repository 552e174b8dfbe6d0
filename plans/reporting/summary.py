"""A round added up as it is kept: every total with its parts and every unit by name, as values and as JSON and back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from plans.content.report import AddingUp

#: Raised by one whenever a stored field changes its meaning; older numbers must stay readable.
FORMAT = 1


class UnitState(StrEnum):
    """What became of a unit's report when the round was added up."""

    COUNTED = "counted"
    NOTHING = "nothing"
    LEFT_OUT = "left_out"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """A total: `key` is "D1", or "D1:ns" for a part. `parts` are the values by unit, None for không phát sinh; `of`
    what a percentage was computed from."""

    key: str
    name: str
    measure: str
    rule: AddingUp
    part: str = ""
    is_sensitive: bool = False
    value: Decimal | None = None
    previous: Decimal | None = None
    of: tuple[Decimal, Decimal] | None = None
    parts: Mapping[int, Decimal | None] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    may_repeat: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether all who reported said không phát sinh: a unit that left it empty has not said so."""
        return bool(self.parts) and not self.silent and all(one is None for one in self.parts.values())

    @property
    def is_known(self) -> bool:
        """Whether the total says anything: some gave a number, or nobody left it empty. Where a few said không phát
        sinh and the others nothing, zero would claim what nobody knows."""
        return self.value is not None and (not self.silent or any(one is not None for one in self.parts.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit that owes, what became of its report, whether that came late, and which version was read."""

    unit: int
    name: str
    state: UnitState
    is_late: bool = False
    report: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything a consolidation keeps: the document drafted from it is made from this and nothing newer."""

    year: int
    previous_year: int | None
    at: datetime
    deadline: str
    sums: tuple[SumLine, ...]
    units: tuple[UnitLine, ...]

    def named(self, *states: UnitState) -> tuple[UnitLine, ...]:
        """The units in one of these states, in their order."""
        return tuple(one for one in self.units if one.state in states)

    def sum(self, key: str) -> SumLine | None:
        """The total of a key."""
        return next((one for one in self.sums if one.key == key), None)


def summary_to_json(summary: Summary) -> dict[str, Any]:
    """The summary as JSON values; figures are texts, because JSON's numbers would round them."""
    return {
        "format": FORMAT,
        "year": summary.year,
        "previous_year": summary.previous_year,
        "at": summary.at.isoformat(),
        "deadline": summary.deadline,
        "sums": [_line_to_json(one) for one in summary.sums],
        "units": [asdict(one) | {"state": one.state.value} for one in summary.units],
    }


def summary_from_json(stored: Mapping[str, Any]) -> Summary:
    """The summary back, as it was kept."""
    return Summary(
        year=stored["year"],
        previous_year=stored["previous_year"],
        at=datetime.fromisoformat(stored["at"]),
        deadline=stored["deadline"],
        sums=tuple(_line_from_json(one) for one in stored["sums"]),
        units=tuple(UnitLine(**(one | {"state": UnitState(one["state"])})) for one in stored["units"]),
    )


def _line_to_json(one: SumLine) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "measure": one.measure,
        "rule": one.rule.value,
        "part": one.part,
        "is_sensitive": one.is_sensitive,
        "value": _text(one.value),
        "previous": _text(one.previous),
        "of": [_text(each) for each in one.of] if one.of else None,
        "parts": {str(unit): _text(value) for unit, value in one.parts.items()},
        "silent": list(one.silent),
        "may_repeat": one.may_repeat,
    }


def _line_from_json(stored: Mapping[str, Any]) -> SumLine:
    of = _numbers(stored["of"] or ())
    return SumLine(
        key=stored["key"],
        name=stored["name"],
        measure=stored["measure"],
        rule=AddingUp(stored["rule"]),
        part=stored["part"],
        is_sensitive=stored["is_sensitive"],
        value=_number(stored["value"]),
        previous=_number(stored["previous"]),
        of=(of[0], of[1]) if len(of) == 2 else None,
        parts={int(unit): _number(value) for unit, value in stored["parts"].items()},
        silent=tuple(stored["silent"]),
        may_repeat=stored["may_repeat"],
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _numbers(texts: Iterable[str]) -> list[Decimal]:
    return [Decimal(one) for one in texts]
