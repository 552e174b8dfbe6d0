"""Who may be asked for an opinion: units of the portal, people with an account, and names without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ... import clock
from ...content.vietnamese import clean_line, fold
from ...models import IssuingUnit, Membership
from ..reading import bare

_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be asked. `code` names them in a form: "u:12", "p:7", "n:Hội Khuyến học phường"."""

    code: str
    name: str
    detail: str = ""

    @property
    def answers_here(self) -> bool:
        """Whether they can answer in the portal themselves."""
        return not self.code.startswith("n:")


def find_candidates(unit: IssuingUnit, words: str) -> list[Candidate]:
    """People near the unit and units of the portal whose name holds every word, marks or not; the nearest first.

    Three queries. The words are compared here: no database folds "uỷ" and "ủy" into one.
    """
    wanted = fold(clean_line(words))
    if not wanted:
        return []
    day, near = clock.today(), _near(unit)
    people = [one for one in _people_in(near, day) if _matches(wanted, one.name)]
    told = _open_units().exclude(pk=unit.pk).values_list("pk", "short_name", "name", "path")
    found = [row for row in told if _matches(wanted, f"{row[1]} {row[2]}")]
    found.sort(key=lambda row: (not row[3].startswith(unit.path), not row[3].startswith(near), row[1]))
    units = [Candidate(code=f"u:{pk}", name=short, detail="đơn vị trên cổng") for pk, short, _, _ in found[:_MOST]]
    return [*people[:_MOST], *units]


def recognised(unit: IssuingUnit, names: Iterable[str]) -> list[Candidate]:
    """Each name as the unit or the person near the unit that is called exactly so, else as one without account.

    Two queries. Names that mean the unit itself are left out.
    """
    wanted = [name for name in dict.fromkeys(clean_line(one) for one in names) if name]
    if not wanted:
        return []
    near = _near(unit)
    units: dict[str, Candidate] = {}
    for pk, short, name, path in (
        _open_units().filter(path__startswith=near).values_list("pk", "short_name", "name", "path")
    ):
        one = Candidate(code=f"u:{pk}", name=short, detail="đơn vị trên cổng")
        for called in (short, name):
            if fold(called) not in units or path.startswith(unit.path):
                units[fold(called)] = one
    people = {fold(one.name): one for one in reversed(list(_people_in(unit.path, clock.today())))}
    found = [
        units.get(fold(name)) or people.get(fold(name)) or Candidate(code=f"n:{name}", name=name) for name in wanted
    ]
    return [one for one in dict.fromkeys(found) if one.code != f"u:{unit.pk}"]


def candidate_of(code: str) -> Candidate | None:
    """Whom a form's code names, as long as the unit or the person is still there."""
    kind, _, value = code.partition(":")
    if kind == "n":
        name = clean_line(value)[:200]
        return Candidate(code=f"n:{name}", name=name) if name else None
    if not value.isdigit():
        return None
    if kind == "u":
        unit = _open_units().filter(pk=int(value)).first()
        return Candidate(code=code, name=unit.short_name, detail="đơn vị trên cổng") if unit else None
    if kind == "p":
        rows = Membership.objects.filter(user_id=int(value), user__is_active=True).select_related("user", "unit")
        return next((_person(row) for row in rows if row.is_valid_on(clock.today())), None)
    return None


def _near(unit: IssuingUnit) -> str:
    """The subtree a unit works with: its superior's, else its own."""
    path = str(unit.path)
    return path[: -IssuingUnit.steplen] if len(path) > IssuingUnit.steplen else path


def _open_units() -> QuerySet[IssuingUnit]:
    units: QuerySet[IssuingUnit] = IssuingUnit.objects.filter(closed_on=None)
    return units


def _people_in(path: str, day: date) -> Iterable[Candidate]:
    rows = Membership.objects.filter(unit__path__startswith=path, user__is_active=True)
    by_user: dict[int, Candidate] = {}
    for row in rows.select_related("user", "unit").order_by("user__full_name", "id"):
        if row.is_valid_on(day):
            by_user.setdefault(row.user_id, _person(row))
    return by_user.values()


def _person(row: Membership) -> Candidate:
    post = row.post_name or row.get_role_display()
    return Candidate(code=f"p:{row.user_id}", name=row.user.full_name, detail=f"{post}, {row.unit.short_name}")


def _matches(wanted: str, told: str) -> bool:
    told = fold(told)
    if wanted.isascii():
        told = bare(told)
    return all(word in told for word in wanted.split())
