"""Who signs in which form: the stack of capital lines over a signature (Nghị định 30/2020/NĐ-CP, Điều 13)."""

from enum import StrEnum

from .vietnamese import upper


class Capacity(StrEnum):
    """By what right a person signs (thẩm quyền ký)."""

    HEAD = "head"
    FOR_SUPERIOR = "for_superior"
    BY_ORDER = "by_order"
    BY_MANDATE = "by_mandate"
    ACTING = "acting"


class Regime(StrEnum):
    """How a unit is led: a committee decides together (TM.), or its head decides (no TM.)."""

    COLLECTIVE = "collective"
    HEAD = "head"


_PREFIX = {
    Capacity.FOR_SUPERIOR: "KT.",
    Capacity.BY_ORDER: "TL.",
    Capacity.BY_MANDATE: "TUQ.",
}


def signature_lines(
    *, regime: Regime, collective_name: str, head_title: str, own_title: str, capacity: Capacity
) -> tuple[str, ...]:
    """The lines over the signature room, in capitals.

    A committee's head: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH; its deputy: TM. … / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH; by order of a
    head: TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG (no TM. line: the order is the head's own); acting: Q. CHỦ TỊCH.
    """
    head, own = upper(head_title), upper(own_title)
    lines: list[str] = []
    if regime == Regime.COLLECTIVE and capacity not in (Capacity.BY_ORDER, Capacity.BY_MANDATE):
        lines.append(f"TM. {upper(collective_name)}")
    if capacity == Capacity.HEAD:
        lines.append(own)
    elif capacity == Capacity.ACTING:
        lines.append(f"Q. {head}")
    else:
        lines += [f"{_PREFIX[capacity]} {head}", own]
    return tuple(lines)
