"""New units given their place in the tree all at once: one query reads the tree, a few write any number of units."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ...models import IssuingUnit


class Tree:
    """The open and closed units by code, and the next free place under each.

    Treebeard adds one node with three queries; 3,356 units would take ten thousand. The paths are what it would have
    given: the parent's, then the next step in base 36.
    """

    def __init__(self) -> None:
        self.units: dict[str, IssuingUnit] = {}
        self._last_step: dict[str, int] = defaultdict(int)
        self._grown: set[str] = set()
        step = IssuingUnit.steplen
        # Closed units first, so that where a code was given twice the open one is found.
        for unit in sorted(IssuingUnit.objects.all(), key=lambda one: one.closed_on is None):
            self.units[unit.code] = unit
            here = IssuingUnit._str2int(unit.path[-step:])
            self._last_step[unit.path[:-step]] = max(self._last_step[unit.path[:-step]], here)

    def add(self, units: Sequence[tuple[IssuingUnit, str]]) -> None:
        """Place every unsaved unit under the unit with the given code ("" for the top), then write them all."""
        for unit, parent_code in units:
            parent = self.units[parent_code] if parent_code else None
            base = parent.path if parent else ""
            self._last_step[base] += 1
            unit.depth = len(base) // IssuingUnit.steplen + 1
            unit.path = IssuingUnit._get_path(base, unit.depth, self._last_step[base])
            unit.numchild = 0
            if parent:
                parent.numchild += 1
                self._grown.add(parent.code)
            self.units[unit.code] = unit
        IssuingUnit.objects.bulk_create(unit for unit, _ in units)
        self._write_growth({unit.code for unit, _ in units})

    def _write_growth(self, new: Iterable[str]) -> None:
        IssuingUnit.objects.bulk_update([self.units[code] for code in self._grown - set(new)], ["numchild"])
        self._grown.clear()
