"""The schools and hamlets of the made-up country: about ten under every commune, placed in the tree at once."""

from collections.abc import Sequence
from random import Random

from ....models import IssuingUnit
from ..levels import load_levels
from ..placing import Tree

_SCHOOLS = (("MN", "Trường Mầm non"), ("TH", "Trường Tiểu học"), ("CS", "Trường Trung học cơ sở"))
#: Besides its three schools a commune has so many hamlets.
_HAMLETS = (5, 9)


def add_offices(communes: Sequence[IssuingUnit], seed: int) -> int:
    """Add schools and hamlets under the communes that have no unit under them; returns how many."""
    tree, levels = Tree(), load_levels()
    new: list[tuple[IssuingUnit, str]] = []
    for commune in communes:
        if commune.numchild:
            continue
        hamlet = "tổ dân phố" if commune.noun == "phường" else "thôn"
        count = Random(f"{seed}:{commune.code}").randint(*_HAMLETS)
        named = [(code, "school", "trường", f"{name} {commune.place}") for code, name in _SCHOOLS]
        named += [(f"T{at}", "hamlet", hamlet, f"{hamlet.capitalize()} {at}") for at in range(1, count + 1)]
        for code, level, noun, name in named:
            unit = IssuingUnit(
                level=levels[level],
                code=f"{commune.code}.{code}",
                name=name,
                short_name=name,
                territory=commune.territory,
                noun=noun,
                header_break=name.upper(),
                symbol=code,
                regime="head",
            )
            new.append((unit, commune.code))
    tree.add(new)
    return len(new)
