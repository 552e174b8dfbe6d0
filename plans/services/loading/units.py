"""The national units and the closed ones of the archive written into the tree of issuing units, repeatably.

Names are the package's as long as nobody has saved a unit in the portal (`revision` 1); a unit an administrator has
saved is left as it is. Nothing is ever closed or deleted here: a unit the package no longer knows is only counted.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from ...content.vietnamese import capitalised, clean_line, upper
from ...enums import SigningRegime
from ...exceptions import Invalid
from ...models import IssuingUnit, UnitLevel, UnitSuccession
from .catalogues import give_wards_their_names
from .files import as_date, read_fixture
from .levels import load_levels
from .placing import Tree

CENTRAL = "TW"
COMMITTEE = "Ủy ban nhân dân"
# Two local tiers since that day (Luật Tổ chức chính quyền địa phương 2025); every commune counts as new then, even
# where its borders stayed. Merged provinces kept the name of one of them, so they are the same unit as before.
TWO_TIERS_SINCE = date(2025, 7, 1)

_FOLLOWS_PACKAGE = ("name", "short_name", "territory", "noun", "place", "header_break")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSummary:
    """What a run of `load_units` did."""

    provinces: int
    communes: int
    added: int
    renamed: int
    left_alone: int
    unknown: int


@transaction.atomic
def load_units(provinces: Collection[str] | None = None) -> UnitSummary:
    """Load levels, the national units and the closed units; only these provinces ("19") when given. All or nothing.

    Raises Invalid for a province the package does not know.
    """
    levels = load_levels()
    tree = Tree()
    national = list(_national_units(levels, provinces))
    if unknown := set(provinces or ()) - {unit.code for unit, _ in national}:
        raise Invalid(f"Không có tỉnh, thành phố mang mã {', '.join(sorted(unknown))}; ví dụ 19 là Thái Nguyên.")
    before = set(tree.units)
    new = [(unit, parent) for unit, parent in national if unit.code not in before]
    renamed, left_alone = _rename([unit for unit, _ in national if unit.code in before], tree)
    tree.add(new)
    keep_listed_units(read_fixture("units.json"), tree, levels)
    give_wards_their_names([unit for unit, _ in new if unit.noun == "phường"], levels)
    loaded = Counter(unit.level.code for unit, _ in national)
    return UnitSummary(
        provinces=loaded["province"],
        communes=loaded["commune"],
        added=len(set(tree.units) - before),
        renamed=renamed,
        left_alone=left_alone,
        unknown=_unknown(tree, {unit.code for unit, _ in national}, levels) if provinces is None else 0,
    )


def _unknown(tree: Tree, national: set[str], levels: dict[str, UnitLevel]) -> int:
    """How many open provinces and communes the package does not know (any more)."""
    territories = {levels["province"].pk, levels["commune"].pk}
    return sum(
        unit.level_id in territories and unit.closed_on is None and unit.code not in national
        for unit in tree.units.values()
    )


def keep_listed_units(entries: list[dict[str, Any]], tree: Tree, levels: dict[str, UnitLevel]) -> None:
    """Add the units of a data file that are not there yet, parents before children, and who succeeded them.

    A unit whose parent is not loaded (another province of a partial run) is passed over, and so is a successor.
    """
    while layer := [one for one in entries if one["code"] not in tree.units and one["parent"] in tree.units]:
        tree.add([(_listed_unit(one, levels), one["parent"]) for one in layer])
    _keep_successions([one for one in entries if "successors" in one and one["code"] in tree.units], tree)


def _keep_successions(entries: list[dict[str, Any]], tree: Tree) -> None:
    """Who took over from the closed units; one that has a successor in the portal already is left as it is."""
    closed = [tree.units[one["code"]] for one in entries]
    settled = set(UnitSuccession.objects.filter(closed_unit__in=closed).values_list("closed_unit__code", flat=True))
    UnitSuccession.objects.bulk_create(
        UnitSuccession(
            closed_unit=tree.units[one["code"]],
            successor=tree.units[code],
            effective_on=as_date(one["effective_on"]),
            basis=one["closing_basis"],
        )
        for one in entries
        if one["code"] not in settled
        for code in one["successors"]
        if code in tree.units
    )


def _listed_unit(entry: dict[str, Any], levels: dict[str, UnitLevel]) -> IssuingUnit:
    facts = {key: value for key, value in entry.items() if key not in ("parent", "level", "successors", "effective_on")}
    return IssuingUnit(level=levels[entry["level"]], **_with_days(facts))


def _with_days(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: as_date(value) if key in ("opened_on", "closed_on") else value for key, value in entry.items()}


def _national_units(
    levels: dict[str, UnitLevel], provinces: Collection[str] | None
) -> Iterator[tuple[IssuingUnit, str]]:
    """The government, the provinces and the communes with the code of the unit above, parents first."""
    from vietnam_provinces import Province, Ward

    communes = [ward for ward in Ward.iter_all() if provinces is None or _code(ward.province_code) in provinces]
    with_zones = {_code(ward.province_code) for ward in communes if ward.division_type.value == "đặc khu"}
    yield _government(levels["central"]), ""
    for province in Province.iter_all():
        code = _code(province.code)
        if provinces is None or code in provinces:
            yield _province(code, province.name, levels["province"], has_zone=code in with_zones), CENTRAL
    for ward in communes:
        code = f"{ward.code.value:05d}"
        yield _commune(code, ward.name, ward.division_type.value, levels["commune"]), _code(ward.province_code)


def _code(province: Any) -> str:
    """A province's code as the law writes it: two digits."""
    return f"{province.value:02d}"


def _government(level: UnitLevel) -> IssuingUnit:
    return IssuingUnit(
        level=level, code=CENTRAL, name="Chính phủ", short_name="Chính phủ", territory="cả nước", place="Hà Nội",
        header_break="CHÍNH PHỦ", symbol="CP",
    )  # fmt: skip


def _province(code: str, name: str, level: UnitLevel, *, has_zone: bool) -> IssuingUnit:
    name = clean_line(name)
    is_city = name.startswith("Thành phố ")
    noun = "thành phố" if is_city else "tỉnh"
    place = name.removeprefix("Thành phố ")
    # Named after a person, the noun is part of the name and capital (Nghị định 30/2020/NĐ-CP, Phụ lục II).
    keeps_noun = place == "Hồ Chí Minh"
    territory = f"{capitalised(noun) if keeps_noun else noun} {place}"
    below = "các xã, phường, đặc khu" if has_zone else "các xã, phường"
    return _committee(
        level, code, territory, noun, place, place_keeps_noun=keeps_noun, drafting_office="Sở Y tế",
        archive_note="VT, VX", collects_from=f"Các sở, ban, ngành\n{COMMITTEE} {below}",
    )  # fmt: skip


def _commune(code: str, name: str, noun: str, level: UnitLevel) -> IssuingUnit:
    place = _place(clean_line(name)[len(noun) :].strip())
    # "Phường 1 Bảo Lộc" is named by its number for certain; after whom a commune is named is for administrators.
    keeps_noun = place[:1].isdigit()
    territory = f"{capitalised(noun) if keeps_noun else noun} {place}"
    hamlets = "các tổ dân phố" if noun == "phường" else "các thôn, tổ dân phố"
    collects_from = f"Các cơ quan, đơn vị thuộc {noun}\ncác trường học trên địa bàn {noun}\n{hamlets}"
    return _committee(
        level, code, territory, noun, place, place_keeps_noun=keeps_noun, opened_on=TWO_TIERS_SINCE,
        drafting_office="Phòng Văn hóa - Xã hội", archive_note="VT, VHXH", collects_from=collects_from,
    )  # fmt: skip


def _place(name: str) -> str:
    """The name with a hyphen, not a dash, between its parts (domain.md V6): "Chân Mây - Lăng Cô"."""
    return re.sub(r"\s*–\s*", " - ", name)


def _committee(level: UnitLevel, code: str, territory: str, noun: str, place: str, **more: Any) -> IssuingUnit:
    return IssuingUnit(
        level=level,
        code=code,
        name=f"{COMMITTEE} {territory}",
        short_name=f"UBND {territory}",
        territory=territory,
        noun=noun,
        place=place,
        header_break=f"{upper(COMMITTEE)}|{upper(territory)}",
        symbol="UBND",
        regime=SigningRegime.COLLECTIVE,
        **more,
    )


def _rename(units: list[IssuingUnit], tree: Tree) -> tuple[int, int]:
    """Bring kept units to the package's names; how many changed, and how many stay because they were saved here."""
    changed, left_alone = [], 0
    for unit in units:
        kept = tree.units[unit.code]
        if all(getattr(kept, name) == getattr(unit, name) for name in _FOLLOWS_PACKAGE):
            continue
        if kept.revision > 1:
            left_alone += 1
            continue
        for name in _FOLLOWS_PACKAGE:
            setattr(kept, name, getattr(unit, name))
        changed.append(kept)
    IssuingUnit.objects.bulk_update(changed, _FOLLOWS_PACKAGE)
    return len(changed), left_alone
