"""What may be done to the catalogues: the national ones by operators, a unit's own by its administrator."""

from .. import clock
from ..content.vietnamese import short_date
from ..enums import MemberRole
from ..models import IssuingUnit
from .actor import Actor
from .decision import YES, Decision, no, not_now


def may_keep_national(actor: Actor) -> Decision:
    """Campaigns, themes, slogans, legal documents, levels, general agencies: for the portal's operators."""
    if actor.is_operator:
        return YES
    return no("Danh mục chung do quản trị hệ thống giữ; cần sửa gì, báo quản trị hệ thống.")


def may_keep_unit(actor: Actor, unit: IssuingUnit) -> Decision:
    """A unit's facts, posts, own agencies: for operators and the administrators of the unit or of one above it."""
    if actor.is_operator:
        return YES
    if MemberRole.ADMINISTRATOR not in actor.roles:
        return no("Chỉ người quản trị của đơn vị mới sửa được; mình xem được nhưng không sửa.")
    if actor.unit_path and unit.path.startswith(actor.unit_path):
        return YES
    return no("Đơn vị này không thuộc phạm vi quản trị của mình.")


def may_edit_unit(actor: Actor, unit: IssuingUnit) -> Decision:
    """Whether the unit's facts, posts and roles may change: by its keepers, while it exists."""
    decision = may_keep_unit(actor, unit)
    if decision and unit.closed_on is not None and unit.closed_on < clock.today():
        return not_now(
            f"{unit.short_name} đã ngừng hoạt động (hết ngày {short_date(unit.closed_on)}); "
            "chỉ sửa được ngày, văn bản sắp xếp và đơn vị kế thừa."
        )
    return decision


def may_place_unit(actor: Actor, unit: IssuingUnit) -> Decision:
    """Whether the unit may be closed or given another code or level: for operators and administrators above it."""
    if actor.is_operator:
        return YES
    decision = may_keep_unit(actor, unit)
    if decision and actor.unit_id == unit.pk:
        return no("Việc này do người quản trị của đơn vị cấp trên hoặc quản trị hệ thống làm.")
    return decision


def may_add_unit(actor: Actor, under: IssuingUnit | None) -> Decision:
    """Whether a unit may be added there; one without a superior only by operators."""
    if under is not None:
        return may_edit_unit(actor, under)
    if actor.is_operator:
        return YES
    if MemberRole.ADMINISTRATOR in actor.roles:
        return no("Mở trang đơn vị cấp trên của đơn vị mới, rồi thêm đơn vị trực thuộc từ đó.")
    return no("Chỉ người quản trị mới thêm được đơn vị.")
