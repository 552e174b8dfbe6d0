"""What may be done to a report and to a round, when and by whom, and the sentence for every refusal."""

from dataclasses import dataclass
from enum import StrEnum

from ..enums import MemberRole, ReportStatus
from ..models import IssuingUnit, Report, ReportingRound
from .actor import Actor
from .catalogue import may_edit_unit
from .decision import YES, Decision, no, not_now


class ReportVerb(StrEnum):
    """What people do to a report."""

    VIEW = "view"
    EDIT = "edit"
    FILE = "file"
    SUPPLEMENT = "supplement"
    TYPE_IN = "type_in"
    LINK = "link"
    ACCEPT = "accept"
    RETURN = "return"


class RoundVerb(StrEnum):
    """What people do to a round."""

    VIEW = "view"
    SAVE = "save"
    REVIEW = "review"
    EXCEPT = "except"
    REMIND = "remind"
    CONSOLIDATE = "consolidate"


class Side(StrEnum):
    """Where somebody stands: the unit that owes, the one that collects (or helps it), one farther above, a stranger."""

    OWN = "own"
    RECEIVER = "receiver"
    ABOVE = "above"
    BELOW = "below"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRule:
    """A row of the table; `roles` empty: any role."""

    states: frozenset[ReportStatus]
    sides: frozenset[Side]
    roles: frozenset[MemberRole] = frozenset()
    not_now: str = ""
    not_you: str = ""


_OPEN = frozenset({ReportStatus.DRAFTING, ReportStatus.RETURNED})
_FILED = frozenset({ReportStatus.FILED})
_CLOSED = frozenset({ReportStatus.FILED, ReportStatus.ACCEPTED})
_OWN = frozenset({Side.OWN})
_RECEIVER = frozenset({Side.RECEIVER})
_WRITERS = frozenset({MemberRole.DRAFTER})
_REVIEWERS = frozenset({MemberRole.SUPERVISOR})
_IS_FILED = "Báo cáo đã gửi nên không sửa được; muốn sửa, chờ nơi nhận yêu cầu bổ sung hoặc gửi số liệu bổ sung."
_NOT_WRITER = "Chỉ người soạn thảo của đơn vị mới lập và gửi được báo cáo này."
_NOT_REVIEWER = "Chỉ người theo dõi của nơi nhận báo cáo mới làm được việc này."

TABLE: dict[ReportVerb, tuple[ReportRule, ...]] = {
    ReportVerb.VIEW: (
        ReportRule(states=frozenset(ReportStatus), sides=frozenset({Side.OWN, Side.RECEIVER, Side.ABOVE})),
    ),
    ReportVerb.EDIT: (ReportRule(states=_OPEN, sides=_OWN, roles=_WRITERS, not_now=_IS_FILED, not_you=_NOT_WRITER),),
    ReportVerb.FILE: (
        ReportRule(states=_OPEN, sides=_OWN, roles=_WRITERS, not_now="Báo cáo đã gửi rồi.", not_you=_NOT_WRITER),
    ),
    ReportVerb.SUPPLEMENT: (
        ReportRule(
            states=_CLOSED,
            sides=_OWN,
            roles=_WRITERS,
            not_now="Báo cáo chưa gửi hoặc đang được yêu cầu bổ sung; sửa ngay trong báo cáo rồi gửi.",
            not_you=_NOT_WRITER,
        ),
    ),
    ReportVerb.TYPE_IN: (
        ReportRule(
            states=_OPEN,
            sides=_RECEIVER,
            roles=_REVIEWERS | _WRITERS,
            not_now=_IS_FILED,
            not_you="Chỉ người theo dõi hoặc soạn thảo của nơi nhận mới nhập thay được báo cáo.",
        ),
    ),
    ReportVerb.LINK: (
        ReportRule(
            states=_OPEN,
            sides=_RECEIVER,
            roles=_REVIEWERS | _WRITERS,
            not_now="Báo cáo đã gửi nên không cần liên kết nữa.",
            not_you=_NOT_REVIEWER,
        ),
    ),
    ReportVerb.ACCEPT: (
        ReportRule(
            states=_FILED,
            sides=_RECEIVER,
            roles=_REVIEWERS,
            not_now="Chỉ tiếp nhận được báo cáo đã gửi và chưa xử lý.",
            not_you=_NOT_REVIEWER,
        ),
    ),
    ReportVerb.RETURN: (
        ReportRule(
            states=_CLOSED,
            sides=_RECEIVER,
            roles=_REVIEWERS,
            not_now="Chỉ yêu cầu bổ sung được báo cáo đã gửi.",
            not_you=_NOT_REVIEWER,
        ),
    ),
}

_ROUND_ROLES: dict[RoundVerb, frozenset[MemberRole]] = {
    RoundVerb.SAVE: frozenset({MemberRole.SUPERVISOR, MemberRole.ADMINISTRATOR}),
    RoundVerb.REVIEW: _REVIEWERS,
    RoundVerb.EXCEPT: _REVIEWERS,
    RoundVerb.REMIND: _REVIEWERS,
    RoundVerb.CONSOLIDATE: _REVIEWERS | _WRITERS,
}
_NO_REPORT = "Không có báo cáo này, hoặc báo cáo không thuộc phạm vi của đơn vị."
_NO_ROUND = "Không có kỳ báo cáo này, hoặc kỳ báo cáo không thuộc phạm vi của đơn vị."


def collects(actor: Actor, receiver: IssuingUnit) -> bool:
    """Whether the actor works for the unit that collects: in it, or in the unit that helps it."""
    return bool(actor.unit_path) and receiver.path in (actor.unit_path, actor.scope_path)


def side_of(actor: Actor, report: Report) -> Side:
    """Where the actor stands to a report."""
    if not actor.unit_path:
        return Side.STRANGER
    if actor.unit_id == report.unit_id:
        return Side.OWN
    if collects(actor, report.round.receiver):
        return Side.RECEIVER
    return Side.ABOVE if report.unit.path.startswith(actor.scope_path) else Side.STRANGER


def may_report(actor: Actor, verb: ReportVerb, report: Report) -> Decision:
    """Whether the actor may do `verb` to the report now, and if not, why (one sentence for the person)."""
    status, refusal = ReportStatus(report.status), no(_NO_REPORT)
    for rule in TABLE[verb]:
        if not actor.is_system and side_of(actor, report) not in rule.sides:
            refusal = no(rule.not_you) if rule.not_you else refusal
        elif not actor.is_system and rule.roles and not rule.roles & actor.roles:
            refusal = no(rule.not_you)
        elif status not in rule.states:
            refusal = not_now(rule.not_now)
        else:
            return YES
    return refusal


def may_follow(actor: Actor, round_: ReportingRound) -> Decision:
    """Whether the actor may see how the units of a round stand: whoever works for its receiver or above it. A unit
    that only owes a report sees nothing of the others."""
    if actor.is_system or (actor.unit_path and round_.receiver.path.startswith(actor.scope_path)):
        return YES
    return no(_NO_ROUND)


def may_round(actor: Actor, verb: RoundVerb, round_: ReportingRound) -> Decision:
    """Whether the actor may do `verb` to the round: whoever works for its receiver with the right role; it is seen from
    above and by those who owe."""
    if actor.is_system:
        return YES
    receiver = round_.receiver
    if verb == RoundVerb.VIEW:
        seen = bool(actor.unit_path) and (
            receiver.path.startswith(actor.scope_path) or actor.unit_path.startswith(receiver.path)
        )
        return YES if seen else no(_NO_ROUND)
    if not collects(actor, receiver) or not _ROUND_ROLES[verb] & actor.roles:
        return no(_NOT_REVIEWER)
    return YES


def may_keep_reminders(actor: Actor, unit: IssuingUnit) -> Decision:
    """Whether the actor may choose on which days a receiving unit reminds: its administrator, or who follows its
    reports, in it or in the unit that helps it."""
    if actor.is_system or (collects(actor, unit) and MemberRole.SUPERVISOR in actor.roles):
        return YES
    if may_edit_unit(actor, unit):
        return YES
    return no("Chỉ người theo dõi hoặc người quản trị của đơn vị mới đổi được ngày nhắc.")
