"""What may be done to documents from outside: they belong to the unit that brought them, and nobody else sees them."""

from dataclasses import dataclass
from enum import StrEnum

from ..enums import ImportStatus, KeepAs, MemberRole
from ..models import ImportedDocument, IssuingUnit, Plan
from .actor import Actor
from .decision import YES, Decision, no, not_now


class ImportVerb(StrEnum):
    """What people do to an imported document."""

    VIEW = "view"
    CORRECT = "correct"
    KEEP = "keep"
    REMOVE = "remove"


_ALL = frozenset(ImportStatus)
_OPEN = frozenset({ImportStatus.READ, ImportStatus.NEEDS_LOOK})
_DRAFTERS = frozenset({MemberRole.DRAFTER})
_NOT_HERE = "Không có văn bản này, hoặc văn bản không thuộc phạm vi của đơn vị."


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: in which states, with which role in the unit (None: any)."""

    states: frozenset[ImportStatus]
    roles: frozenset[MemberRole] | None
    not_now: str = ""
    not_you: str = ""


TABLE: dict[ImportVerb, Rule] = {
    ImportVerb.VIEW: Rule(_ALL, None),
    ImportVerb.CORRECT: Rule(
        _OPEN,
        _DRAFTERS,
        "Văn bản này chưa đọc xong, bị từ chối hoặc đã giữ làm kế hoạch nên không sửa ở đây được.",
        "Chỉ người soạn thảo của đơn vị mới sửa được văn bản đã nhập.",
    ),
    ImportVerb.KEEP: Rule(
        _OPEN,
        _DRAFTERS,
        "Văn bản này chưa đọc xong, bị từ chối hoặc đã giữ làm kế hoạch rồi.",
        "Chỉ người soạn thảo của đơn vị mới giữ được văn bản đã nhập.",
    ),
    ImportVerb.REMOVE: Rule(
        _ALL - {ImportStatus.KEPT},
        _DRAFTERS,
        "Văn bản này đã giữ làm kế hoạch; tệp gốc được giữ kèm kế hoạch nên không bỏ được.",
        "Chỉ người soạn thảo của đơn vị mới bỏ được văn bản đã nhập.",
    ),
}


def may(actor: Actor, verb: ImportVerb, document: ImportedDocument) -> Decision:
    """Whether the actor may do `verb` to the document now, and if not, why."""
    rule = TABLE[verb]
    if not actor.is_system:
        if actor.unit_id is None or actor.unit_id != document.unit_id:
            return no(_NOT_HERE)
        if rule.roles is not None and not (rule.roles & actor.roles):
            return no(rule.not_you)
    return YES if ImportStatus(document.status) in rule.states else not_now(rule.not_now)


def may_import(actor: Actor) -> Decision:
    """Whether the actor may bring documents in: a unit's drafter."""
    if actor.is_system or (actor.unit_id is not None and MemberRole.DRAFTER in actor.roles):
        return YES
    return no("Chỉ người soạn thảo của đơn vị mới nhập được văn bản.")


def may_keep_as(
    document: ImportedDocument, keep_as: KeepAs, *, unit: IssuingUnit | None, year: int, this_year: int
) -> Decision:
    """Whether a document can become what is wanted; who may keep it at all is the table's question.

    A copy is kept only of a plan that came from elsewhere: not the own unit's, nor that of one below, which gives its
    plans to the portal itself. What the own unit issues this year is numbered by its clerk, not taken from a file.
    """
    if keep_as == KeepAs.ANOTHERS:
        if unit is None:
            return not_now("Chọn cơ quan đã ban hành văn bản này.")
        if unit.pk == document.unit_id:
            return not_now("Đây là kế hoạch của đơn vị mình; chọn giữ làm kế hoạch đã ban hành của đơn vị.")
        if unit.path.startswith(document.unit.path):
            return not_now(f"{unit.short_name} là đơn vị cấp dưới; đơn vị đó tự nhập kế hoạch của mình.")
        return YES
    if document.unit.closed_on is not None:
        return not_now(f"{document.unit.short_name} đã ngừng hoạt động nên không nhận thêm kế hoạch.")
    if keep_as == KeepAs.OWN_PAST and year >= this_year:
        return not_now(
            f"Chỉ nhập từ tệp kế hoạch của năm trước. Kế hoạch năm {year} của đơn vị: giữ làm dự thảo, rồi văn thư "
            "ghi nhận khi đã cấp số."
        )
    return YES


def may_remove_copy(actor: Actor, plan: Plan) -> Decision:
    """Whether the actor may take back a copy that was kept from a file: a drafter of the unit that keeps it."""
    if plan.removed_at is not None:
        return not_now("Bản nhập này đã bỏ rồi.")
    if not plan.is_copy:
        return not_now("Kế hoạch này do chính cơ quan ban hành đưa lên cổng nên không bỏ được.")
    if actor.is_system or (actor.unit_id == plan.recorded_by_id and MemberRole.DRAFTER in actor.roles):
        return YES
    return no("Chỉ người soạn thảo của đơn vị đã nhập bản này mới bỏ được.")
