"""What may be done to a plan: the table of `transitions` asked for one person and one plan, with the sentence for every
refusal."""

from django.db.models import Q

from ..content.document_types import is_report
from ..enums import MemberRole, PlanStatus, StepKind
from ..models import Delivery, IssuingUnit, Opinion, Plan
from .actor import Actor
from .decision import YES, Decision, no, not_now
from .transitions import ROLE_OF_STEP, TABLE, PlanVerb, Relation, Rule

__all__ = ["PlanVerb", "Relation", "has_step_role", "is_asked", "may", "may_start", "relation", "stands"]

_REMOVED = "Dự thảo này đã xóa."
_NO_PLAN = {
    PlanVerb.DERIVE: "Đây là báo cáo, không giao việc; chỉ soạn được kế hoạch từ một kế hoạch.",
    PlanVerb.ROLL_FORWARD: "Đây là báo cáo; chỉ lấy được kế hoạch đã ban hành của năm trước làm gốc.",
    PlanVerb.AMEND: "Báo cáo đã ban hành giữ nguyên; có số liệu mới thì soạn báo cáo bổ sung ở trang Tổng hợp.",
}
_NOT_YOURS = "Không có văn bản này, hoặc văn bản không thuộc phạm vi của đơn vị."


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


def is_asked(actor: Actor, plan: Plan) -> bool:
    """Whether the actor, or the actor's unit, was asked for an opinion on the plan. One query."""
    if actor.user_id is None:
        return False
    asked = Q(person_id=actor.user_id)
    if actor.unit_id is not None:
        asked |= Q(person=None, unit_id=actor.unit_id)
    return Opinion.objects.filter(asked, step__plan=plan).exists()


def _relations(actor: Actor, plan: Plan, rules: tuple[Rule, ...]) -> set[Relation]:
    """Where the actor stands: what the tree says first; the database is asked only where the rules care."""
    own = stands(actor, plan)
    found, wanted = {own}, {one for rule in rules for one in rule.relations}
    if Relation.ASKED in wanted and (own != Relation.OWN or Relation.OWN not in wanted) and is_asked(actor, plan):
        found.add(Relation.ASKED)
    if Relation.RECIPIENT in wanted and own == Relation.STRANGER and _has_received(actor, plan):
        found.add(Relation.RECIPIENT)
    return found


def _has_received(actor: Actor, plan: Plan) -> bool:
    if actor.unit_id is None or not plan.is_issued:
        return False
    return Delivery.objects.filter(plan=plan, unit_id=actor.unit_id).exists()


def has_step_role(actor: Actor, plan: Plan) -> bool:
    """Whether the step the plan is at is this person's: it names them, or names nobody and they have its role."""
    if not plan.step_kind:
        return False
    if plan.holder_id is not None:
        return plan.holder_id == actor.user_id
    return ROLE_OF_STEP[StepKind(plan.step_kind)] in actor.roles


def may(actor: Actor, verb: PlanVerb, plan: Plan) -> Decision:
    """Whether the actor may do `verb` to the plan now, and if not, why (one sentence for the person)."""
    if plan.removed_at is not None:
        return not_now(_REMOVED)
    if verb in _NO_PLAN and is_report(plan.document_type):
        return no(_NO_PLAN[verb])
    rules = TABLE[verb]
    if actor.is_system:
        return YES if any(_is_time(rule, plan) for rule in rules) else not_now(rules[0].not_now)
    stands_at = _relations(actor, plan, rules)
    refusal = no(_NOT_YOURS)
    for rule in rules:
        if not rule.relations & stands_at:
            refusal = no(rule.not_you) if rule.not_you and refusal.reason == _NOT_YOURS else refusal
            continue
        answer = _asked(rule, actor, plan)
        if answer:
            return answer
        refusal = answer if answer.reason else refusal
    return refusal


def _asked(rule: Rule, actor: Actor, plan: Plan) -> Decision:
    """What one row says to somebody who stands right to the plan: roles first, then the time, then whose turn it is."""
    if rule.roles is not None and not (rule.roles & actor.roles):
        return no(rule.not_you)
    if not _is_time(rule, plan):
        return not_now(rule.not_now)
    if rule.for_holder and not has_step_role(actor, plan):
        return no(rule.not_you)
    return YES


def _is_time(rule: Rule, plan: Plan) -> bool:
    if PlanStatus(plan.status) not in rule.states:
        return False
    return not rule.steps or (plan.step_kind != "" and StepKind(plan.step_kind) in rule.steps)


def may_start(actor: Actor, unit: IssuingUnit) -> Decision:
    """Whether the actor may begin a plan of `unit`: its drafter, while the unit exists."""
    if unit.closed_on is not None:
        return not_now(f"{unit.short_name} đã ngừng hoạt động; chọn đơn vị kế thừa để soạn.")
    if actor.is_system or (actor.unit_id == unit.pk and MemberRole.DRAFTER in actor.roles):
        return YES
    return no("Chỉ người soạn thảo của đơn vị mới soạn được văn bản mới.")
