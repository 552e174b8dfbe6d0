"""Who reads and who writes a unit's register of outgoing documents, and who settles how the unit numbers."""

from ..enums import MemberRole
from ..models import IssuingUnit
from .actor import Actor
from .catalogue import may_edit_unit
from .decision import YES, Decision, no

_NOT_YOURS = "Sổ văn bản đi của mỗi đơn vị do người của đơn vị đó xem và ghi."


def may_read_register(actor: Actor, unit: IssuingUnit) -> Decision:
    """The register is an internal book: everybody who works in the unit reads it, nobody else."""
    if actor.is_system or (actor.unit_id == unit.pk and actor.roles):
        return YES
    return no(_NOT_YOURS)


def may_write_register(actor: Actor, unit: IssuingUnit) -> Decision:
    """Numbers are given and lines filled in by the unit's clerk (văn thư cơ quan; Nghị định 30/2020/NĐ-CP, Điều 15)."""
    if actor.is_system:
        return YES
    decision = may_read_register(actor, unit)
    if decision and MemberRole.CLERK not in actor.roles:
        return no("Chỉ văn thư của đơn vị mới ghi sổ văn bản đi; mình xem được nhưng không sửa.")
    return decision


def may_open_series(actor: Actor, unit: IssuingUnit) -> Decision:
    """Where a register on paper stopped is said by the unit's clerk or its administrator."""
    if actor.unit_id == unit.pk and MemberRole.ADMINISTRATOR in actor.roles:
        return YES
    return may_write_register(actor, unit)


def may_keep_practice(actor: Actor, unit: IssuingUnit) -> Decision:
    """How a unit numbers, signs and publishes is entered by who keeps the unit's other facts."""
    return may_edit_unit(actor, unit)
