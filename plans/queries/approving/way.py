"""Where a plan is, who has it since when, what was said and what comes next: the screen Đường đi."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from ... import clock
from ...content.plan import DeadlineContent
from ...enums import MemberRole, OpinionStance, PlanStatus, StepKind, StepState
from ...models import Opinion, Plan, PlanReading, PlanStep, PlanVersion, Recipient
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.plans import PlanVerb, has_step_role, may
from ...rules.transitions import CHECKS
from ..contents import frozen_content
from ..reading import child_plan_deadline, plan_title
from .lines import Act, Holder, OpinionLine, Returned, Round, WayLine
from .people import People
from .routes import ACT_WORDS, route_of_plan

#: What a step asks of whoever has it.
DUTIES = {
    StepKind.CONTENT_CHECK: "Đọc nội dung rồi đồng ý, hoặc trả lại kèm lý do",
    StepKind.FORM_CHECK: "Xem thể thức rồi đồng ý, hoặc trả lại kèm lý do",
    StepKind.CONSULT: "Gửi xin ý kiến, ghi tiếp thu hoặc giải trình từng ý kiến",
    StepKind.SIGN: "Đọc và ký, hoặc trả lại kèm lý do",
    StepKind.NUMBER: "Cấp số và ngày",
    StepKind.SEAL: "Ký số của cơ quan, đóng dấu",
    StepKind.ISSUE: "Kiểm tra lần cuối, ban hành và gửi các nơi nhận",
}
#: The verb that does a step, what its button says, the route of its screen and its drawing.
ACTS = {
    StepKind.CONTENT_CHECK: (PlanVerb.PASS, "Đồng ý", "plan-pass", "check"),
    StepKind.FORM_CHECK: (PlanVerb.PASS, "Đồng ý", "plan-pass", "check"),
    StepKind.CONSULT: (PlanVerb.ASK, "Xin ý kiến", "plan-ask", "chat"),
    StepKind.SIGN: (PlanVerb.SIGN, "Ký văn bản", "plan-sign", "pen"),
    StepKind.NUMBER: (PlanVerb.TAKE_NUMBER, "Cấp số và ngày", "plan-number", "table"),
    StepKind.SEAL: (PlanVerb.SEAL, "Ký số của cơ quan, đóng dấu", "plan-seal", "seal"),
    StepKind.ISSUE: (PlanVerb.ISSUE, "Ban hành", "plan-issue", "send"),
}
_DRAFTING = "Soạn thảo"
_VERSIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WayPage:
    """Everything on the screen Đường đi."""

    plan: Plan
    title: str
    lines: tuple[WayLine, ...]
    rounds: tuple[Round, ...]
    holder: Holder | None
    step: PlanStep | None
    act: Act | None
    submit: Decision
    send_back: Decision
    pull_back: Decision
    remind: Decision
    edit: Decision
    is_own: bool
    is_drafter: bool
    due: DeadlineContent | None
    frozen: PlanVersion | None
    versions: tuple[PlanVersion, ...]
    version_count: int
    returned: PlanStep | None
    my_opinions: tuple[Opinion, ...] = field(default=())
    has_asked: bool = False

    @property
    def place(self) -> str:
        """ "bước 5 trong 7", or that it is over."""
        at = next((one.number for one in self.lines if one.state == "now"), None)
        return f"bước {at} trong {len(self.lines)}" if at else f"đã qua {len(self.lines)} bước"


def way_page(actor: Actor, plan: Plan) -> WayPage:
    """The way of a plan that came through `plans_visible_to`. The number of queries grows with nothing."""
    way = _Way(actor, plan)
    step = next((one for one in way.steps if one.state == StepState.CURRENT), None)
    rounds = way.rounds
    past = rounds if not way.shows_last_round else rounds[:-1]
    versions = plan.versions.defer("pdf", "content").select_related("created_by").order_by("-number")
    shown = list(versions[:_VERSIONS])
    frozen = next((one.version for one in reversed(way.steps) if one.version is not None), None)
    kind = StepKind(step.kind) if step is not None else None
    return WayPage(
        plan=plan,
        title=plan_title(plan),
        lines=tuple(way.lines()),
        rounds=tuple(reversed(past)),
        holder=way.holder(step),
        step=step,
        act=_act(actor, plan, kind) if kind else None,
        submit=may(actor, PlanVerb.SUBMIT, plan),
        send_back=may(actor, PlanVerb.SEND_BACK, plan),
        pull_back=may(actor, PlanVerb.PULL_BACK, plan),
        remind=may(actor, PlanVerb.REMIND, plan),
        edit=may(actor, PlanVerb.EDIT, plan),
        is_own=actor.unit_id == plan.issuing_unit_id,
        is_drafter=MemberRole.DRAFTER in actor.roles and actor.unit_id == plan.issuing_unit_id,
        due=way.due,
        frozen=frozen if frozen is not None and not plan.is_editable_state else None,
        versions=tuple(shown),
        version_count=plan.versions.count() if len(shown) == _VERSIONS else len(shown),
        returned=way.returned_now,
        my_opinions=tuple(one for one in way.opinions_of(step) if way.is_mine(one)) if step else (),
        has_asked=bool(step and way.opinions_of(step)),
    )


def _act(actor: Actor, plan: Plan, kind: StepKind) -> Act:
    verb, label, route, symbol = ACTS[kind]
    return Act(decision=may(actor, verb, plan), label=label, route=route, symbol=symbol)


class _Way:
    """The rows the screen is made from, each read once."""

    def __init__(self, actor: Actor, plan: Plan) -> None:
        self.actor = actor
        self.plan = plan
        self.unit = plan.issuing_unit
        rows = plan.steps.select_related("person", "version").defer("version__pdf", "version__content")
        self.steps = list(rows)
        self.people = People(plan)

    @cached_property
    def rounds(self) -> list[Round]:
        """Every round, the first one first."""
        numbers = sorted({one.round for one in self.steps})
        return [Round(number=at, steps=tuple(one for one in self.steps if one.round == at)) for at in numbers]

    @property
    def shows_last_round(self) -> bool:
        """Whether the last round is the way as it stands: not when the plan came back from it."""
        return bool(self.steps) and self.plan.status not in (PlanStatus.DRAFT, PlanStatus.SENT_BACK)

    @property
    def returned_now(self) -> PlanStep | None:
        """The step that sent the plan back, as long as it is not submitted again."""
        if self.plan.status != PlanStatus.SENT_BACK or not self.rounds:
            return None
        return next((one for one in self.rounds[-1].steps if one.state == StepState.RETURNED), None)

    @cached_property
    def opinions(self) -> list[Opinion]:
        """Every opinion asked for."""
        if not any(one.kind == StepKind.CONSULT for one in self.steps):
            return []
        return list(Opinion.objects.filter(step__plan=self.plan).select_related("unit", "person"))

    @cached_property
    def due(self) -> DeadlineContent | None:
        """By when the plan must be issued, as its first parent that says so has it."""
        if self.plan.is_issued:
            return None
        versions = PlanVersion.objects.filter(child_links__plan=self.plan).order_by("child_links__position")
        deadlines = (child_plan_deadline(frozen_content(one), self.unit) for one in versions.defer("pdf"))
        return next((one for one in deadlines if one), None)

    def opinions_of(self, step: PlanStep) -> list[Opinion]:
        """The opinions of one step."""
        return [one for one in self.opinions if one.step_id == step.pk]

    def is_mine(self, opinion: Opinion) -> bool:
        """Whether the reader is asked and has not answered."""
        if opinion.stance != OpinionStance.PENDING:
            return False
        if opinion.person_id is not None:
            return opinion.person_id == self.actor.user_id
        return opinion.unit_id is not None and opinion.unit_id == self.actor.unit_id

    # --- the lines ---------------------------------------------------------------------------------------------------

    def lines(self) -> Iterable[WayLine]:
        """The drafting, then the steps of this round, or the steps that would follow a draft."""
        yield self._drafting()
        if self.shows_last_round:
            steps = [one for one in self.rounds[-1].steps if one.state != StepState.LEFT]
            for number, step in enumerate(steps, start=2):
                yield self._line(number, step, steps)
        elif not self.plan.is_issued:
            for number, one in enumerate(route_of_plan(self.plan), start=2):
                yield WayLine(
                    number=number, label=self._label(one.kind), state="next", returns=self._returns(one.kind),
                    who=self.people.who(one.kind, str(one.person or ""), one.person.pk if one.person else None),
                )  # fmt: skip

    def _drafting(self) -> WayLine:
        by = self.plan.updated_by or self.plan.created_by
        who = f"{by}, {self.people.post(by.pk)}".removesuffix(", ") if by else "Người soạn thảo của đơn vị"
        if not self.shows_last_round and not self.plan.is_issued:
            return WayLine(number=1, label=_DRAFTING, state="now", symbol="pencil", who=who, at=self.plan.updated_at)
        first = self.rounds[-1].steps[0] if self.rounds else None
        return WayLine(
            number=1, label=_DRAFTING, state="done", who=who, at=first.started_at if first else None,
            version=first.version.number if first and first.version else None,
        )  # fmt: skip

    def _line(self, number: int, step: PlanStep, steps: Sequence[PlanStep]) -> WayLine:
        kind = StepKind(step.kind)
        state = {StepState.DONE: "done", StepState.CURRENT: "now"}.get(StepState(step.state), "next")
        opinions = tuple(self._opinion(one, step) for one in self.opinions_of(step))
        done_by = ", ".join(one for one in (step.done_by_name, step.done_by_post) if one)
        before = steps[number - 3] if number > 2 else None
        is_following = state == "next" and before is not None and before.state == StepState.CURRENT
        return WayLine(
            number=number,
            label=self._label(kind),
            state=state,
            symbol=ACTS[kind][3],
            who=done_by if state == "done" else self.people.who(kind, str(step.person or ""), step.person_id),
            at=step.done_at if state == "done" else step.started_at,
            said=step.said,
            agreed=state == "done" and kind in CHECKS,
            due_at=step.due_at,
            version=step.version.number if step.version else None,
            note=self._note(kind, state),
            after=f"ngay sau khi {ACT_WORDS[StepKind(before.kind)]}" if is_following and before else "",
            seen_at=self._seen_at(step) if state == "now" else None,
            returns=() if any(one.kind == kind for one in steps[: number - 2]) else self._returns(kind),
            opinions=opinions,
        )

    def _label(self, kind: StepKind) -> str:
        if kind != StepKind.ISSUE:
            return kind.label
        return f"Ban hành, gửi {self.recipients} nơi nhận" if self.recipients else kind.label

    @cached_property
    def recipients(self) -> int:
        """How many lines Nơi nhận has."""
        return Recipient.objects.filter(plan=self.plan).count()

    def _note(self, kind: StepKind, state: str) -> str:
        if kind == StepKind.NUMBER and state == "done" and self.plan.number is not None:
            return f"Số {self.plan.document_number}"
        return ""

    def _seen_at(self, step: PlanStep) -> datetime | None:
        """When whoever has it opened it first since it came."""
        rows = PlanReading.objects.filter(plan=self.plan, seen_at__gte=step.started_at)
        if step.person_id is not None:
            rows = rows.filter(user_id=step.person_id)
        else:
            rows = rows.filter(user_id__in=[row.user_id for row in self.people.with_role(StepKind(step.kind))])
        return rows.values_list("seen_at", flat=True).first()

    def _returns(self, kind: StepKind) -> tuple[Returned, ...]:
        found = []
        for at, one in enumerate(self.rounds):
            again = self.rounds[at + 1].steps[0] if at + 1 < len(self.rounds) else None
            found += [
                Returned(
                    at=step.done_at, by=step.done_by_name, said=step.said,
                    again_at=again.started_at if again else None,
                    version=again.version.number if again and again.version else None,
                )
                for step in one.steps
                if step.state == StepState.RETURNED and step.kind == kind
            ]  # fmt: skip
        return tuple(found)

    def _opinion(self, opinion: Opinion, step: PlanStep) -> OpinionLine:
        is_over = step.due_at is not None and (step.done_at or clock.now()) >= step.due_at
        is_silent = opinion.stance == OpinionStance.PENDING and is_over
        return OpinionLine(opinion=opinion, is_silent=is_silent, is_mine=self.is_mine(opinion))

    def holder(self, step: PlanStep | None) -> Holder | None:
        """Whose the plan is now; nobody's once it is issued."""
        if step is None:
            return self._drafting_holder()
        kind = StepKind(step.kind)
        name, post = self.people.names(kind, str(step.person or ""), step.person_id)
        is_me = has_step_role(self.actor, self.plan) and self.actor.unit_id == self.plan.issuing_unit_id
        steps = [one for one in self.steps if one.round == step.round and one.position > step.position]
        following = steps[0] if steps else None
        return Holder(
            name=name[:1].upper() + name[1:],
            post=post,
            since=step.started_at,
            todo=DUTIES[kind],
            following=self._following(following),
            mine=self._mine(step, is_me),
            is_me=is_me,
        )

    def _following(self, step: PlanStep | None) -> str:
        if step is None:
            return "Nơi nhận được báo trong cùng ngày"
        kind = StepKind(step.kind)
        name, _ = self.people.names(kind, str(step.person or ""), step.person_id)
        return f"{name} {ACT_WORDS[kind]}"

    def _mine(self, step: PlanStep, is_me: bool) -> str:
        if any(self.is_mine(one) for one in self.opinions_of(step)):
            return "Cho ý kiến."
        if is_me:
            return "Đang chờ mình làm."
        return "Chưa phải làm gì."

    def _drafting_holder(self) -> Holder | None:
        if self.plan.is_issued:
            return None
        by = self.plan.updated_by or self.plan.created_by
        is_me = MemberRole.DRAFTER in self.actor.roles and self.actor.unit_id == self.plan.issuing_unit_id
        is_back = self.plan.status == PlanStatus.SENT_BACK
        first = route_of_plan(self.plan)[0]
        name, _ = self.people.names(first.kind, str(first.person or ""), first.person.pk if first.person else None)
        todo = "Sửa theo ý kiến rồi trình lại" if is_back else "Soạn xong rồi trình duyệt"
        return Holder(
            name=str(by) if by else "Người soạn thảo của đơn vị",
            post=self.people.post(by.pk) if by else "",
            since=self.plan.updated_at,
            todo=todo,
            following=f"{name} {ACT_WORDS[first.kind]}",
            mine="Đang chờ mình làm." if is_me else "Chưa phải làm gì.",
            is_me=is_me,
        )
