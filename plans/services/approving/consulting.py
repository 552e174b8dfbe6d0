"""Asking for opinions on a submitted plan (xin ý kiến): whom, by when, what each said, and what was done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ... import clock
from ...content import codec
from ...content.vietnamese import clean_line
from ...enums import Event, OpinionStance, StepState
from ...exceptions import Invalid, NotAllowed, NotNow
from ...models import IssuingUnit, Membership, Opinion, Plan, PlanStep, PlanVersion, User
from ...queries.contents import content_of
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from ...rules.transitions import CHECKS
from .. import audit
from ..notifying import notify
from .steps import Stop, drafters_of, finish_step, insert_after_current, locked, require_step
from .submitting import Renderer, render_for_signing, require_ready, words
from .versions import keep_version

MOST_ASKED = 60
_GONE = "Ý kiến này không còn chờ trả lời; tải lại trang để xem văn bản đang ở đâu."
_CHANGED = "Kế hoạch vừa được sửa trong lúc chuyển bước; đọc lại rồi kết thúc xin ý kiến lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody to be asked: a unit of the portal, a person with an account, or a name without one."""

    name: str
    unit: IssuingUnit | None = None
    person: User | None = None


@transaction.atomic
def ask_for_opinions(
    plan: Plan, step_id: int, *, actor: Actor, asked: Sequence[Asked], due_at: datetime
) -> list[Opinion]:
    """Ask these, until that moment; who was asked before is not asked twice, and the new limit holds for all.

    They are told and may read the plan from now on. Raises NotAllowed, NotNow, Invalid.
    """
    fresh = locked(plan)
    step = require_step(fresh, step_id)
    may(actor, PlanVerb.ASK, fresh).require()
    if due_at <= clock.now():
        raise Invalid("Hạn trả lời đã qua; chọn ngày muộn hơn.", {"due_on": "Chọn một ngày còn ở phía trước."})
    new = _new(fresh, step, asked)
    if not new and not step.opinions.exists():
        raise Invalid("Chọn ít nhất một đơn vị hoặc một người để xin ý kiến.")
    made = Opinion.objects.bulk_create(
        Opinion(step=step, unit=one.unit, person=one.person, name=clean_line(one.name)[:200]) for one in new
    )
    step.due_at = due_at
    step.save(update_fields=["due_at"])
    audit.record(
        Event.PLAN_ASKED,
        actor=actor,
        plan=fresh,
        after={"asked": [one.name for one in made], "due_at": due_at.isoformat()},
    )
    notify(
        [user for one in made for user in people_asked(one)],
        plan=fresh,
        text=f"{fresh.issuing_unit.short_name} xin ý kiến đến {due_at:%H:%M} ngày {due_at:%d/%m/%Y}: {fresh}",
        path=f"/ke-hoach/{fresh.pk}/duong-di/",
    )
    return made


def _new(plan: Plan, step: PlanStep, asked: Sequence[Asked]) -> list[Asked]:
    """Those who have not been asked at this step."""
    known = list(step.opinions.all())
    names = {one.name for one in known}
    subjects = {(one.unit_id, one.person_id) for one in known} - {(None, None)}
    new: list[Asked] = []
    for one in asked:
        if one.unit is not None and one.unit.pk == plan.issuing_unit_id:
            raise Invalid("Đơn vị ban hành không xin ý kiến chính mình; chọn người trong đơn vị.")
        subject = (one.unit.pk if one.unit else None, one.person.pk if one.person else None)
        name = clean_line(one.name)[:200]
        if name and name not in names and subject not in subjects:
            names.add(name)
            subjects |= {subject} - {(None, None)}
            new.append(one)
    if len(known) + len(new) > MOST_ASKED:
        raise Invalid(f"Xin ý kiến nhiều nhất {MOST_ASKED} đơn vị, người.")
    return new


def people_asked(opinion: Opinion) -> list[User]:
    """Who may answer: the person, or everybody who works in the unit today; nobody for a name without account."""
    if opinion.person is not None:
        return [opinion.person]
    if opinion.unit_id is None:
        return []
    rows = Membership.objects.filter(unit=opinion.unit_id, user__is_active=True).select_related("user")
    return [row.user for row in rows if row.is_valid_on(clock.today())]


def is_addressed(actor: Actor, opinion: Opinion) -> bool:
    """Whether the opinion was asked of this person, or of the unit they are at work in."""
    if opinion.person_id is not None:
        return opinion.person_id == actor.user_id
    return opinion.unit_id is not None and opinion.unit_id == actor.unit_id


@transaction.atomic
def give_opinion(plan: Plan, opinion_id: int, *, actor: Actor, agrees: bool, text: str = "") -> Opinion:
    """Answer for oneself or one's unit, also after the limit, as long as the step lasts. Comments need their words.

    Raises NotAllowed (somebody else was asked), NotNow (answered already, or the asking is over), Invalid.
    """
    fresh = locked(plan)
    opinion = _pending(fresh, opinion_id, actor, PlanVerb.OPINE)
    if not is_addressed(actor, opinion):
        raise NotAllowed(f"Ý kiến này hỏi {opinion.name}; chỉ người được hỏi mới trả lời được.")
    _answer(opinion, actor, agrees=agrees, text=text, source="")
    audit.record(
        Event.PLAN_ANSWERED,
        actor=actor,
        plan=fresh,
        subject=opinion.name,
        after={"stance": str(opinion.stance), "text": opinion.text},
    )
    said = "đồng ý" if agrees else "có ý kiến"
    notify(
        drafters_of(fresh), plan=fresh, text=f"{opinion.name} {said}: {fresh}", path=f"/ke-hoach/{fresh.pk}/duong-di/"
    )
    return opinion


@transaction.atomic
def record_opinion(plan: Plan, opinion_id: int, *, actor: Actor, agrees: bool, source: str, text: str = "") -> Opinion:
    """Write down an answer that came on paper or by telephone, with where it came from."""
    fresh = locked(plan)
    opinion = _pending(fresh, opinion_id, actor, PlanVerb.ASK)
    source = clean_line(source)
    if not source:
        message = "Ghi ý kiến này nhận từ đâu: công văn số, ngày nào; ai nói qua điện thoại, lúc nào."
        raise Invalid(message, {"source": message})
    _answer(opinion, actor, agrees=agrees, text=text, source=source[:200])
    audit.record(
        Event.PLAN_ANSWERED,
        actor=actor,
        plan=fresh,
        subject=opinion.name,
        after={"stance": str(opinion.stance), "text": opinion.text, "source": opinion.source},
    )
    return opinion


@transaction.atomic
def settle_opinion(plan: Plan, opinion_id: int, *, actor: Actor, is_adopted: bool, answer: str) -> Opinion:
    """Say what was done about a comment: taken over (where), or not (why). May be said anew while the step lasts."""
    fresh = locked(plan)
    opinion = _of_step(fresh, opinion_id, actor, PlanVerb.ASK)
    if opinion.stance != OpinionStance.COMMENTS:
        raise NotNow("Ý kiến này không có nội dung phải tiếp thu, giải trình.")
    missing = "Ghi đã tiếp thu ở mục nào." if is_adopted else "Ghi lý do không tiếp thu."
    before = {"adopted": opinion.is_adopted, "answer": opinion.answer}
    opinion.answer, opinion.is_adopted = words(answer, "answer", required=missing), is_adopted
    opinion.answered_at, opinion.answered_by_name = clock.now(), actor.full_name
    opinion.save(update_fields=["answer", "is_adopted", "answered_at", "answered_by_name"])
    audit.record(
        Event.PLAN_OPINION_SETTLED,
        actor=actor,
        plan=fresh,
        subject=opinion.name,
        before=before,
        after={"adopted": is_adopted, "answer": opinion.answer},
    )
    return opinion


def _pending(plan: Plan, opinion_id: int, actor: Actor, verb: PlanVerb) -> Opinion:
    opinion = _of_step(plan, opinion_id, actor, verb)
    if opinion.stance != OpinionStance.PENDING:
        raise NotNow(f"{opinion.name} đã trả lời rồi; câu trả lời trước được giữ.")
    return opinion


def _of_step(plan: Plan, opinion_id: int, actor: Actor, verb: PlanVerb) -> Opinion:
    may(actor, verb, plan).require()
    rows = Opinion.objects.select_related("person", "unit", "step")
    opinion = rows.filter(pk=opinion_id, step__plan=plan, step__state=StepState.CURRENT).first()
    if opinion is None:
        raise NotNow(_GONE)
    return opinion


def _answer(opinion: Opinion, actor: Actor, *, agrees: bool, text: str, source: str) -> None:
    required = "" if agrees else "Ghi nội dung ý kiến."
    opinion.text = words(text, "text", required=required)
    opinion.stance = OpinionStance.AGREES if agrees else OpinionStance.COMMENTS
    opinion.source, opinion.given_at = source, clock.now()
    opinion.given_by_id, opinion.given_by_name = actor.user_id, actor.full_name[:120]
    opinion.save(update_fields=["text", "stance", "source", "given_at", "given_by", "given_by_name"])


# --- the end of the asking -------------------------------------------------------------------------------------------


def finish_consulting(
    plan: Plan, step_id: int, *, actor: Actor, reason: str = "", render: Renderer | None = None
) -> PlanStep | None:
    """End the asking and go on; returns the step the plan is at now.

    Every comment must be settled; while somebody has neither answered nor run out of time, a reason is needed. Where
    the text changed since it was submitted, a new version with its PDF is kept and the checks it had passed are asked
    again before it is signed. Rendered before the lock, as in `submit_plan`. Raises NotAllowed, NotNow, Invalid.
    """
    may(actor, PlanVerb.CONSULTED, plan).require()
    said = content_of(plan)
    has_changed = _differs(require_step(plan, step_id).version, said)
    pdf = b""
    if has_changed:
        require_ready(plan, said)
        pdf = (render or render_for_signing)(said)
    with transaction.atomic():
        fresh = locked(plan)
        step = require_step(fresh, step_id)
        may(actor, PlanVerb.CONSULTED, fresh).require()
        if content_of(fresh) != said:
            raise NotNow(_CHANGED)
        reason = _ready_to_end(step, reason)
        version = keep_version(fresh, actor=actor, reason="sau khi xin ý kiến", pdf=pdf) if has_changed else None
        if has_changed:
            insert_after_current(fresh, _checks_again(fresh, step))
        following = finish_step(fresh, actor=actor, version=version, said=reason)
        audit.record(
            Event.PLAN_CONSULTED,
            actor=actor,
            plan=fresh,
            after={"reason": reason, "version": version.number if version else None},
        )
    return following


def _differs(version: PlanVersion | None, said: object) -> bool:
    return version is None or version.content != codec.to_json(said)  # type: ignore[arg-type]


def _ready_to_end(step: PlanStep, reason: str) -> str:
    opinions = list(step.opinions.all())
    open_ = [one.name for one in opinions if one.stance == OpinionStance.COMMENTS and not one.answer]
    if open_:
        raise Invalid(f"Chưa ghi tiếp thu, giải trình ý kiến của {', '.join(open_)}.")
    waits = [one.name for one in opinions if one.stance == OpinionStance.PENDING]
    is_over = step.due_at is not None and clock.now() >= step.due_at
    required = ""
    if not opinions:
        required = "Chưa xin ý kiến ai; ghi lý do không xin ý kiến."
    elif waits and not is_over:
        required = f"{', '.join(waits[:3])} chưa trả lời và chưa hết hạn; ghi lý do không chờ nữa."
    return words(reason, "reason", required=required)


def _checks_again(plan: Plan, step: PlanStep) -> list[Stop]:
    """The checks the text had passed in this round, each by who is named for it."""
    rows = plan.steps.filter(
        round=step.round, position__lt=step.position, state=StepState.DONE, kind__in=CHECKS
    ).select_related("person")
    return [Stop(kind=row.kind, person=row.person) for row in rows.order_by("position")]  # type: ignore[arg-type]
