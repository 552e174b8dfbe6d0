"""Content to versioned JSON and back: what a frozen version stores and what leaves by `export_plan --format json`."""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from .plan import PlanContent, TableContent

#: Raised by one whenever a stored field changes its meaning; older numbers must stay readable.
FORMAT = 1


class UnreadableContent(ValueError):
    """The stored JSON is not content this program can read."""


def to_json(content: PlanContent) -> dict[str, Any]:
    """The content as JSON values, with the format's number; fields at their default are left out."""
    return {"format": FORMAT, "plan": _encode(content)}


def from_json(stored: Any) -> PlanContent:
    """The content back from `to_json`. Raises UnreadableContent when it is something else."""
    if not isinstance(stored, dict) or stored.get("format") != FORMAT or "plan" not in stored:
        raise UnreadableContent("Nội dung lưu không đúng định dạng mà cổng này đọc được.")
    try:
        return typing.cast(PlanContent, _decode(PlanContent, stored["plan"]))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnreadableContent(f"Nội dung lưu bị hỏng: {error}") from error


def table_to_json(table: TableContent | None) -> Any:
    """A table alone, as a draft's appendix stores it."""
    return None if table is None else _encode(table)


def table_from_json(stored: Any) -> TableContent | None:
    """The table back from `table_to_json`. Raises UnreadableContent when it is something else."""
    try:
        return None if stored is None else typing.cast(TableContent, _decode(TableContent, stored))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnreadableContent(f"Biểu số liệu lưu bị hỏng: {error}") from error


def _encode(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    if is_dataclass(value):
        return {
            one.name: _encode(getattr(value, one.name))
            for one in fields(value)
            if one.default is MISSING or getattr(value, one.name) != one.default
        }
    return value


def _decode(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        (kind,) = [one for one in typing.get_args(kind) if one is not type(None)]
        return None if value is None else _decode(kind, value)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        if not isinstance(value, list):
            raise TypeError(f"{value!r}: list")
        return tuple(_decode(inner, one) for one in value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _decode(hints[name], one) for name, one in value.items()})
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{value!r}: {kind.__name__}")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
