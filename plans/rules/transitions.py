"""The table of what may be done to a plan: verb by verb, in which state and step, from which unit, with which role."""

from dataclasses import dataclass
from enum import StrEnum

from ..enums import MemberRole, PlanStatus, StepKind


class PlanVerb(StrEnum):
    """What people do to a plan."""

    VIEW = "view"
    EDIT = "edit"
    REMOVE = "remove"
    DERIVE = "derive"
    ROLL_FORWARD = "roll_forward"
    RECORD = "record"
    SUBMIT = "submit"
    PULL_BACK = "pull_back"
    PASS = "pass"
    SEND_BACK = "send_back"
    ASK = "ask"
    OPINE = "opine"
    CONSULTED = "consulted"
    REMIND = "remind"
    REMARK = "remark"
    CLOSE_REMARK = "close_remark"
    SIGN = "sign"
    TAKE_NUMBER = "take_number"
    SEAL = "seal"
    ISSUE = "issue"
    DELIVER = "deliver"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    AMEND = "amend"
    COPY = "copy"


class Relation(StrEnum):
    """Where the person's unit stands to the plan's: the same, below or above it; else whether it was asked for an
    opinion, or received the plan."""

    OWN = "own"
    BELOW = "below"
    ABOVE = "above"
    ASKED = "asked"
    RECIPIENT = "recipient"
    STRANGER = "stranger"


DRAFTS = frozenset({PlanStatus.DRAFT, PlanStatus.SENT_BACK})
SUBMITTED = frozenset({PlanStatus.SUBMITTED})
ON_ITS_WAY = frozenset({PlanStatus.SUBMITTED, PlanStatus.APPROVED})
ISSUED = frozenset({PlanStatus.ISSUED})
LEFT_THE_UNIT = frozenset({PlanStatus.ISSUED, PlanStatus.WITHDRAWN, PlanStatus.SUPERSEDED})
ALL = frozenset(PlanStatus)

#: The role a step asks for; a step that names a person asks for that person.
ROLE_OF_STEP = {
    StepKind.CONTENT_CHECK: MemberRole.CHECKER,
    StepKind.FORM_CHECK: MemberRole.CHECKER,
    StepKind.CONSULT: MemberRole.DRAFTER,
    StepKind.SIGN: MemberRole.APPROVER,
    StepKind.NUMBER: MemberRole.CLERK,
    StepKind.SEAL: MemberRole.CLERK,
    StepKind.ISSUE: MemberRole.CLERK,
}
CHECKS = frozenset({StepKind.CONTENT_CHECK, StepKind.FORM_CHECK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the table. `steps`: at which steps (empty: wherever it is). `for_holder`: only for who has the step now:
    the person it names, else whoever has its role; then `roles` is not asked."""

    states: frozenset[PlanStatus]
    relations: frozenset[Relation]
    roles: frozenset[MemberRole] | None = None
    steps: frozenset[StepKind] = frozenset()
    for_holder: bool = False
    not_now: str = ""
    not_you: str = ""


_OWN = frozenset({Relation.OWN})
_DRAFTER = frozenset({MemberRole.DRAFTER})
_CLERK = frozenset({MemberRole.CLERK})
_NO_DRAFT = "Kế hoạch không còn là dự thảo nên không sửa được nữa; muốn thay đổi, soạn một kế hoạch sửa đổi, bổ sung."
_TAKING_IN = frozenset({StepKind.CONSULT})


def _drafters(states: frozenset[PlanStatus], not_now: str, not_you: str, *steps: StepKind) -> Rule:
    return Rule(states=states, relations=_OWN, roles=_DRAFTER, steps=frozenset(steps), not_now=not_now, not_you=not_you)


def _clerks(states: frozenset[PlanStatus], not_now: str, not_you: str) -> Rule:
    return Rule(states=states, relations=_OWN, roles=_CLERK, not_now=not_now, not_you=not_you)


def _holders(not_now: str, not_you: str, *steps: StepKind, states: frozenset[PlanStatus] = ON_ITS_WAY) -> Rule:
    return Rule(
        states=states, relations=_OWN, steps=frozenset(steps), for_holder=True, not_now=not_now, not_you=not_you
    )


_EDITS = "Chỉ người soạn thảo của đơn vị mới sửa được dự thảo này."
_AMENDS = "Chỉ soạn được văn bản sửa đổi, thay thế, đính chính cho kế hoạch đã ban hành và đang có hiệu lực."

TABLE: dict[PlanVerb, tuple[Rule, ...]] = {
    PlanVerb.VIEW: (
        Rule(states=ALL, relations=_OWN),
        Rule(states=LEFT_THE_UNIT, relations=frozenset({Relation.BELOW, Relation.ABOVE, Relation.RECIPIENT})),
        Rule(states=ALL, relations=frozenset({Relation.ASKED})),
    ),
    PlanVerb.EDIT: (
        _drafters(DRAFTS, _NO_DRAFT, _EDITS),
        _drafters(SUBMITTED, _NO_DRAFT, _EDITS, StepKind.CONSULT),
    ),
    PlanVerb.REMOVE: (
        _drafters(
            DRAFTS,
            "Chỉ xóa được dự thảo; kế hoạch đã trình hoặc đã ban hành được giữ lại.",
            "Chỉ người soạn thảo của đơn vị mới xóa được dự thảo này.",
        ),
    ),
    PlanVerb.DERIVE: (
        Rule(
            states=ISSUED,
            relations=frozenset({Relation.BELOW}),
            roles=_DRAFTER,
            not_now="Kế hoạch này chưa ban hành hoặc đã hết hiệu lực; chỉ soạn được từ kế hoạch đang có hiệu lực của "
            "cấp trên.",
            not_you="Chỉ người soạn thảo của đơn vị cấp dưới mới soạn được kế hoạch từ kế hoạch này.",
        ),
    ),
    PlanVerb.ROLL_FORWARD: (
        _drafters(
            LEFT_THE_UNIT,
            "Kế hoạch này chưa ban hành; chỉ lấy được kế hoạch đã ban hành của năm trước làm gốc.",
            "Chỉ người soạn thảo của đơn vị mới soạn được kế hoạch mới từ kế hoạch này.",
        ),
    ),
    PlanVerb.RECORD: (
        _clerks(
            DRAFTS,
            "Chỉ ghi nhận được dự thảo; kế hoạch này đang trình, đã duyệt hoặc đã ban hành rồi.",
            "Chỉ văn thư của đơn vị mới ghi nhận được văn bản đã ban hành.",
        ),
    ),
    PlanVerb.SUBMIT: (
        _drafters(
            DRAFTS,
            "Kế hoạch đã trình rồi hoặc đã ban hành; chỉ trình được dự thảo.",
            "Chỉ người soạn thảo của đơn vị mới trình được dự thảo này.",
        ),
    ),
    PlanVerb.PULL_BACK: (
        _drafters(
            SUBMITTED,
            "Chỉ rút lại được khi kế hoạch đang trình và lãnh đạo chưa ký.",
            "Chỉ người soạn thảo của đơn vị mới rút lại được kế hoạch đã trình.",
        ),
    ),
    PlanVerb.PASS: (
        _holders(
            "Kế hoạch không ở bước kiểm tra.",
            "Bước kiểm tra này giao cho người khác.",
            StepKind.CONTENT_CHECK,
            StepKind.FORM_CHECK,
        ),
    ),
    PlanVerb.SEND_BACK: (
        _holders(
            "Kế hoạch không ở bước nào có thể trả lại.",
            "Chỉ người đang giữ văn bản mới trả lại được.",
            *(set(StepKind) - {StepKind.CONSULT}),
        ),
    ),
    PlanVerb.ASK: (
        _drafters(
            SUBMITTED,
            "Kế hoạch không ở bước xin ý kiến.",
            "Chỉ người soạn thảo của đơn vị mới gửi xin ý kiến được.",
            StepKind.CONSULT,
        ),
    ),
    PlanVerb.OPINE: (
        Rule(
            states=SUBMITTED,
            relations=frozenset({Relation.ASKED}),
            steps=_TAKING_IN,
            not_now="Việc xin ý kiến đã kết thúc; muốn góp ý thêm, liên hệ đơn vị soạn thảo.",
            not_you="Chỉ đơn vị, người được xin ý kiến mới trả lời được.",
        ),
    ),
    PlanVerb.CONSULTED: (
        _drafters(
            SUBMITTED,
            "Kế hoạch không ở bước xin ý kiến.",
            "Chỉ người soạn thảo của đơn vị mới kết thúc được việc xin ý kiến.",
            StepKind.CONSULT,
        ),
    ),
    PlanVerb.REMIND: (
        _drafters(
            ON_ITS_WAY, "Kế hoạch chưa trình hoặc đã ban hành.", "Chỉ người soạn thảo mới nhắc được người đang giữ."
        ),
    ),
    PlanVerb.REMARK: (
        Rule(
            states=DRAFTS | ON_ITS_WAY,
            relations=_OWN,
            not_now="Kế hoạch đã ban hành nên không góp ý được nữa.",
        ),
        Rule(
            states=SUBMITTED,
            relations=frozenset({Relation.ASKED}),
            steps=_TAKING_IN,
            not_now="Việc xin ý kiến đã kết thúc; muốn góp ý thêm, liên hệ đơn vị soạn thảo.",
        ),
    ),
    PlanVerb.CLOSE_REMARK: (
        _drafters(
            DRAFTS | ON_ITS_WAY,
            "Kế hoạch đã ban hành; góp ý được giữ lại như khi ban hành.",
            "Chỉ người soạn thảo của đơn vị mới xử lý được góp ý.",
        ),
    ),
    PlanVerb.SIGN: (
        _holders("Kế hoạch chưa tới hoặc đã qua bước ký.", "Kế hoạch này trình người khác ký.", StepKind.SIGN),
    ),
    PlanVerb.TAKE_NUMBER: (
        _holders(
            "Kế hoạch chưa tới hoặc đã qua bước cấp số.", "Chỉ văn thư của đơn vị mới cấp số được.", StepKind.NUMBER
        ),
    ),
    PlanVerb.SEAL: (
        _holders(
            "Chỉ ký số của cơ quan, đóng dấu được khi lãnh đạo đã ký và văn bản đã có số, ngày.",
            "Chỉ văn thư của đơn vị mới ký số của cơ quan, đóng dấu được.",
            StepKind.SEAL,
            StepKind.ISSUE,
            states=frozenset({PlanStatus.APPROVED}),
        ),
    ),
    PlanVerb.ISSUE: (
        _holders(
            "Chỉ ban hành được khi đã có chữ ký của lãnh đạo, số, ngày và dấu.",
            "Chỉ văn thư của đơn vị mới ban hành được.",
            StepKind.ISSUE,
            states=frozenset({PlanStatus.APPROVED}),
        ),
    ),
    PlanVerb.DELIVER: (
        _clerks(
            ISSUED,
            "Chỉ gửi được kế hoạch đã ban hành và đang có hiệu lực.",
            "Chỉ văn thư của đơn vị mới gửi lại được văn bản.",
        ),
    ),
    PlanVerb.PUBLISH: (
        _clerks(
            ISSUED,
            "Chỉ đăng công khai được kế hoạch đã ban hành và đang có hiệu lực.",
            "Chỉ văn thư của đơn vị mới đổi được trang công khai.",
        ),
    ),
    PlanVerb.WITHDRAW: (
        Rule(
            states=ISSUED,
            relations=_OWN,
            roles=frozenset({MemberRole.CLERK, MemberRole.APPROVER}),
            not_now="Chỉ thu hồi được kế hoạch đã ban hành và đang có hiệu lực.",
            not_you="Chỉ lãnh đạo hoặc văn thư của đơn vị mới thu hồi được kế hoạch.",
        ),
    ),
    PlanVerb.AMEND: (
        _drafters(ISSUED, _AMENDS, "Chỉ người soạn thảo của đơn vị mới soạn được văn bản sửa kế hoạch này."),
    ),
    PlanVerb.COPY: (
        Rule(
            states=ISSUED,
            relations=frozenset({Relation.OWN, Relation.BELOW, Relation.ABOVE, Relation.RECIPIENT}),
            roles=_CLERK,
            not_now="Chỉ sao được kế hoạch đã ban hành và đang có hiệu lực.",
            not_you="Chỉ văn thư mới sao được văn bản.",
        ),
    ),
}
