"""Who receives a plan: each printed line of Nơi nhận turned into the units of the portal it means, or an address.

A line names a unit by its name ("Sở Y tế (để b/c)"), by what it is to ours ("UBND tỉnh"), or a whole kind of units
("UBND các xã, phường, đặc khu"). What names nobody of the portal goes by e-mail where an address is known, else on
paper as before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ...content.vietnamese import fold
from ...models import IssuingUnit, Membership, Plan, Recipient

COMMITTEE, SHORT_COMMITTEE = "ủy ban nhân dân", "ubnd"

_ASIDE = re.compile(r"\([^)]*\)")
_PIECES = re.compile(r"[,;]|\bvà\b")
_COMMITTEES = re.compile(r"^(ủy ban nhân dân|lãnh đạo) ")

#: How a kind of unit begins in a collective line ("các xã, phường, đặc khu"), and the levels it means.
_KINDS = (
    (re.compile(r"(sở|ban|ngành)\b"), {"department"}),
    (re.compile(r"(xã|phường|đặc khu|địa phương)\b"), {"commune"}),
    (re.compile(r"(tỉnh|thành phố)\b"), {"province"}),
    (re.compile(r"(trường|cơ sở giáo dục)\b"), {"school"}),
    (re.compile(r"(thôn|tổ dân phố|bản|khu phố|xóm)\b"), {"hamlet"}),
    (re.compile(r"(phòng)\b"), {"office"}),
    (re.compile(r"(cơ quan|đơn vị)\b"), {"department", "office"}),
    (re.compile(r"(đoàn thể|tổ chức)\b"), {"organisation"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One line of Nơi nhận and who it reaches: units of the portal, e-mail addresses, or nobody the portal knows."""

    recipient: Recipient
    units: tuple[IssuingUnit, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The printed line."""
        return self.recipient.text

    @property
    def reached(self) -> int:
        """How many of the units have it in the portal or by their own address."""
        return sum(1 for unit in self.units if unit.has_people or unit.email)

    @property
    def takes_address(self) -> bool:
        """Whether an e-mail address beside the line would reach somebody whom nothing else reaches."""
        return len(self.units) <= 1 and not self.reached

    @property
    def is_collective(self) -> bool:
        """Whether the line stands for several units."""
        return len(self.units) > 1

    @property
    def is_outside(self) -> bool:
        """Whether the portal reaches nobody by this line: it goes on paper."""
        return not self.units and not self.emails


def addressees_of(plan: Plan) -> tuple[Addressee, ...]:
    """Every line of Nơi nhận with whom it reaches; the number of queries does not grow with the lines or the units.

    A unit stands under the first line that means it, and our own unit under none. "Như trên" of a công văn means
    everybody it is addressed to (Kính gửi).
    """
    rows = list(plan.recipients.all())
    known = _Relatives.of(plan.issuing_unit, [row.unit_id for row in rows if row.unit_id])
    found: list[Addressee] = []
    seen = {plan.issuing_unit_id}
    for row in rows:
        meant = (unit for line in _lines_behind(plan, row) for unit in known.meant_by(line))
        units = [unit for unit in dict.fromkeys(meant) if unit.pk not in seen]
        seen |= {unit.pk for unit in units}
        found.append(Addressee(recipient=row, units=tuple(units), emails=addresses_in(row.email)))
    return tuple(found)


def _lines_behind(plan: Plan, row: Recipient) -> list[Recipient]:
    if not is_as_above(row.text):
        return [row]
    return [Recipient(text=one) for one in plan.addressees.splitlines() if one.strip()]


def is_as_above(line: str) -> bool:
    """Whether a line of Nơi nhận only points to Kính gửi."""
    return _plain(line) == "như trên"


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses somebody typed, separated by commas, semicolons or spaces; small letters, once each."""
    return tuple(dict.fromkeys(one.lower() for one in re.split(r"[,;\s]+", text) if one))


def with_people(units: QuerySet[IssuingUnit]) -> QuerySet[IssuingUnit]:
    """The units, each told whether anybody there uses the portal (`has_people`)."""
    people = Membership.objects.filter(unit=OuterRef("pk"), user__is_active=True)
    told: QuerySet[IssuingUnit] = units.annotate(has_people=Exists(people))
    return told


@dataclass(frozen=True, slots=True)
class _Relatives:
    """The units a line may mean: those above ours, their children, and our own."""

    unit: IssuingUnit
    by_id: dict[int, IssuingUnit]
    by_name: dict[str, IssuingUnit]

    @classmethod
    def of(cls, unit: IssuingUnit, linked: list[int]) -> "_Relatives":
        step = IssuingUnit.steplen
        above = [unit.path[:end] for end in range(step, len(unit.path), step)]
        near = Q(path__in=above) | Q(pk__in=linked)
        for path in (*above[-2:], unit.path):
            near |= Q(path__startswith=path, depth=len(path) // step + 1)
        rows = with_people(IssuingUnit.objects.filter(Q(closed_on=None) & near)).select_related("level")
        units = list(rows.order_by("path"))
        return cls(unit, {one.pk: one for one in units}, _names(unit, units))

    def meant_by(self, row: Recipient) -> list[IssuingUnit]:
        """The units a line means: the one it is linked to, the one it names, or all of the kinds it names."""
        if row.unit_id and row.unit_id in self.by_id:
            return [self.by_id[row.unit_id]]
        line = _plain(row.text)
        if line in self.by_name:
            return [self.by_name[line]]
        found: dict[int, IssuingUnit] = {}
        is_collective = False
        for piece in (_COMMITTEES.sub("", one.strip()) for one in _PIECES.split(line)):
            is_collective = is_collective or piece.startswith("các ")
            one = self.by_name.get(piece) or self.by_name.get(f"{COMMITTEE} {piece}")
            meant = [one] if one else self._all_of(piece.removeprefix("các ")) if is_collective else []
            found |= {unit.pk: unit for unit in meant}
            is_collective = is_collective and "địa bàn" not in piece  # what follows says where, not who
        return list(found.values())

    def _all_of(self, piece: str) -> list[IssuingUnit]:
        """Every unit below ours of the kind that a piece of a collective line begins with."""
        levels = next((meant for pattern, meant in _KINDS if pattern.match(piece)), set())
        own = [one for one in self._children_of(self.unit.path) if one.level.code in levels]
        if own or not self.unit.helps_superior:
            return own
        # A department that helps its superior writes to the superior's units as if they were its own.
        superior = self.unit.path[: -IssuingUnit.steplen]
        return [one for one in self._children_of(superior) if one.level.code in levels]

    def _children_of(self, path: str) -> Iterable[IssuingUnit]:
        length = len(path) + IssuingUnit.steplen
        return (one for one in self.by_id.values() if one.path.startswith(path) and len(one.path) == length)


def _names(unit: IssuingUnit, units: list[IssuingUnit]) -> dict[str, IssuingUnit]:
    """What each unit may be called in a line of ours; a name that means two of them means none."""
    called: dict[str, set[int]] = {}
    by_id = {one.pk: one for one in units}
    for one in units:
        for name in _calls(unit, one):
            called.setdefault(_plain(name), set()).add(one.pk)
    return {name: by_id[next(iter(ids))] for name, ids in called.items() if name and len(ids) == 1}


def _calls(unit: IssuingUnit, one: IssuingUnit) -> set[str]:
    names = {one.name, one.short_name}
    if unit.path.startswith(one.path) and one.noun and one.level.is_territory:
        names |= {f"{COMMITTEE} {one.noun}", f"{SHORT_COMMITTEE} {one.noun}"}
    if not one.level.is_territory and one.territory:
        # "Sở Y tế", "Sở Y tế tỉnh" are Sở Y tế tỉnh Thái Nguyên to everybody in the province.
        bare = one.short_name.removesuffix(one.territory).strip()
        names |= {bare, f"{bare} {one.territory.split(' ')[0]}"}
    return names


def _plain(text: str) -> str:
    """A line without what stands in brackets, dashes and marks, folded so that only the words count."""
    bare = fold(_ASIDE.sub(" ", text)).strip(" -–.;:")
    return re.sub(r"\s+", " ", bare).replace(f"{SHORT_COMMITTEE} ", f"{COMMITTEE} ").strip(" ,")
