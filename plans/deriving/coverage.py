"""The parent's duties and the child's plan in, which duties are carried, dropped with a reason or forgotten out."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..content.plan import ItemContent, PlanContent, duties_of_level


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedDuty:
    """A duty of the parent's plan and the child's item that carries it."""

    duty: ItemContent
    own: ItemContent


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedDuty:
    """A duty the child does not take over, and why."""

    duty: ItemContent
    own: ItemContent
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Every duty of one level in the parent's order, each in exactly one of the three."""

    carried: tuple[CarriedDuty, ...]
    dropped: tuple[DroppedDuty, ...]
    forgotten: tuple[ItemContent, ...]


def coverage(parent: PlanContent, own: PlanContent, level: str) -> Coverage:
    """How the child's plan takes over the duties of its level (domain.md §8, P3).

    A duty counts as carried when any printed item comes from it, whatever the parent's version: keys outlive
    versions. An item under a dropped one is not printed and counts as dropped for the same reason.
    """
    printed: dict[str, ItemContent] = {}
    dropped: dict[str, tuple[ItemContent, str]] = {}
    trees = (own.items, *(one.items for one in own.appendices))
    for item, reason in (pair for tree in trees for pair in _with_reasons(tree, "")):
        if item.origin is None:
            continue
        if reason:
            dropped.setdefault(item.origin.key, (item, reason))
        else:
            printed.setdefault(item.origin.key, item)
    duties = duties_of_level(parent, level)
    return Coverage(
        carried=tuple(CarriedDuty(duty=one, own=printed[one.key]) for one in duties if one.key in printed),
        dropped=tuple(
            DroppedDuty(duty=one, own=dropped[one.key][0], reason=dropped[one.key][1])
            for one in duties
            if one.key in dropped and one.key not in printed
        ),
        forgotten=tuple(one for one in duties if one.key not in printed and one.key not in dropped),
    )


def _with_reasons(items: tuple[ItemContent, ...], reason: str) -> Iterator[tuple[ItemContent, str]]:
    for item in items:
        own = reason or item.dropped_reason
        yield item, own
        yield from _with_reasons(item.children, own)
