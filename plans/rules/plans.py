"""What may be done to a plan: one table of verbs, states and roles, and the sentence for every refusal."""

from dataclasses import dataclass
from enum import StrEnum

from ..enums import MemberRole, PlanStatus
from ..models import IssuingUnit, Plan
from .actor import Actor
from .decision import YES, Decision, no, not_now


class PlanVerb(StrEnum):
    """What people do to a plan."""

    VIEW = "view"
    EDIT = "edit"
    REMOVE = "remove"
    DERIVE = "derive"
    ROLL_FORWARD = "roll_forward"
    RECORD = "record"


_EDITABLE = frozenset({PlanStatus.DRAFT, PlanStatus.SENT_BACK})
_ISSUED = frozenset({PlanStatus.ISSUED})
_LEFT_THE_UNIT = frozenset({PlanStatus.ISSUED, PlanStatus.WITHDRAWN, PlanStatus.SUPERSEDED})
_ALL = frozenset(PlanStatus)


class Relation(StrEnum):
    """Where the person's unit stands to the plan's: the same, below it, or above it."""

    OWN = "own"
    BELOW = "below"
    ABOVE = "above"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: in which states, from which unit, with which role (None: any)."""

    states: frozenset[PlanStatus]
    relations: frozenset[Relation]
    roles: frozenset[MemberRole] | None
    not_now: str
    not_you: str


TABLE: dict[PlanVerb, tuple[Rule, ...]] = {
    PlanVerb.VIEW: (
        Rule(_ALL, frozenset({Relation.OWN}), None, "", ""),
        Rule(_LEFT_THE_UNIT, frozenset({Relation.BELOW, Relation.ABOVE}), None, "", ""),
    ),
    PlanVerb.EDIT: (
        Rule(
            _EDITABLE,
            frozenset({Relation.OWN}),
            frozenset({MemberRole.DRAFTER}),
            "Kế hoạch không còn là dự thảo nên không sửa được nữa; muốn thay đổi, soạn một kế hoạch sửa đổi, bổ sung.",
            "Chỉ người soạn thảo của đơn vị mới sửa được dự thảo này.",
        ),
    ),
    PlanVerb.REMOVE: (
        Rule(
            _EDITABLE,
            frozenset({Relation.OWN}),
            frozenset({MemberRole.DRAFTER}),
            "Chỉ xóa được dự thảo; kế hoạch đã trình hoặc đã ban hành được giữ lại.",
            "Chỉ người soạn thảo của đơn vị mới xóa được dự thảo này.",
        ),
    ),
    PlanVerb.DERIVE: (
        Rule(
            _ISSUED,
            frozenset({Relation.BELOW}),
            frozenset({MemberRole.DRAFTER}),
            "Kế hoạch này chưa ban hành hoặc đã hết hiệu lực; chỉ soạn được từ kế hoạch đang có hiệu lực của cấp trên.",
            "Chỉ người soạn thảo của đơn vị cấp dưới mới soạn được kế hoạch từ kế hoạch này.",
        ),
    ),
    PlanVerb.ROLL_FORWARD: (
        Rule(
            _LEFT_THE_UNIT,
            frozenset({Relation.OWN}),
            frozenset({MemberRole.DRAFTER}),
            "Kế hoạch này chưa ban hành; chỉ lấy được kế hoạch đã ban hành của năm trước làm gốc.",
            "Chỉ người soạn thảo của đơn vị mới soạn được kế hoạch mới từ kế hoạch này.",
        ),
    ),
    PlanVerb.RECORD: (
        Rule(
            _EDITABLE,
            frozenset({Relation.OWN}),
            frozenset({MemberRole.CLERK}),
            "Chỉ ghi nhận được dự thảo; kế hoạch này đang trình, đã duyệt hoặc đã ban hành rồi.",
            "Chỉ văn thư của đơn vị mới ghi nhận được văn bản đã ban hành.",
        ),
    ),
}


def relation(actor: Actor, unit: IssuingUnit) -> Relation:
    """Where the actor's unit stands to `unit`; a unit that helps its superior stands where the superior does."""
    if not actor.unit_path:
        return Relation.STRANGER
    if actor.unit_id == unit.pk:
        return Relation.OWN
    if actor.unit_path.startswith(unit.path):
        return Relation.BELOW
    if unit.path.startswith(actor.scope_path):
        return Relation.ABOVE
    return Relation.STRANGER


def stands(actor: Actor, plan: Plan) -> Relation:
    """Where the actor's unit stands to the plan. A copy kept from a file counts as a plan from above to the unit that
    keeps it and to those below it, and is nothing to anybody else: neither the unit that is named on it nor the units
    above it ever gave it to the portal."""
    if plan.recorded_by is None:
        return relation(actor, plan.issuing_unit)
    holds = bool(actor.unit_path) and actor.unit_path.startswith(plan.recorded_by.path)
    return Relation.BELOW if holds and actor.unit_id != plan.issuing_unit_id else Relation.STRANGER


def may(actor: Actor, verb: PlanVerb, plan: Plan) -> Decision:
    """Whether the actor may do `verb` to the plan now, and if not, why (one sentence for the person)."""
    if plan.removed_at is not None:
        return not_now("Dự thảo này đã xóa.")
    if actor.is_system:
        return _in_time(verb, plan)
    where = stands(actor, plan)
    refusal = no("Không có văn bản này, hoặc văn bản không thuộc phạm vi của đơn vị.")
    for rule in TABLE[verb]:
        if where not in rule.relations:
            refusal = no(rule.not_you) if rule.not_you else refusal
        elif rule.roles is not None and not (rule.roles & actor.roles):
            refusal = no(rule.not_you)
        elif PlanStatus(plan.status) not in rule.states:
            refusal = not_now(rule.not_now) if rule.not_now else refusal
        else:
            return YES
    return refusal


def _in_time(verb: PlanVerb, plan: Plan) -> Decision:
    timely = any(PlanStatus(plan.status) in rule.states for rule in TABLE[verb])
    return YES if timely else not_now(TABLE[verb][0].not_now)


def may_start(actor: Actor, unit: IssuingUnit) -> Decision:
    """Whether the actor may begin a plan of `unit`: its drafter, while the unit exists."""
    if unit.closed_on is not None:
        return not_now(f"{unit.short_name} đã ngừng hoạt động; chọn đơn vị kế thừa để soạn.")
    if actor.is_system or (actor.unit_id == unit.pk and MemberRole.DRAFTER in actor.roles):
        return YES
    return no("Chỉ người soạn thảo của đơn vị mới bắt đầu được kế hoạch.")
