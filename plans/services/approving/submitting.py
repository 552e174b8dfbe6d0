"""Submitting a draft: its text and the very file that will be signed are frozen, and its way begins; taking it back."""

from collections.abc import Callable

from django.db import transaction

from ... import clock
from ...content.plan import PlanContent
from ...content.vietnamese import clean_line, clean_paragraphs
from ...enums import Event
from ...exceptions import Invalid, NotNow
from ...models import Plan, PlanStep
from ...queries.contents import content_of
from ...queries.drafting import draft_of
from ...queries.reviewing import Review, review
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..notifying import notify
from .routing import stops_for
from .steps import holders_of, locked, open_way, pull_back_to_draft, require_step
from .versions import keep_version

Renderer = Callable[[PlanContent], bytes]
MAX_WORDS = 2_000
_CHANGED = "Dự thảo vừa được sửa trong lúc trình; đọc lại rồi trình lại."


def submit_plan(plan: Plan, *, actor: Actor, note: str = "", render: Renderer | None = None) -> PlanStep:
    """Freeze what the draft says with its PDF and send it on its way; returns the first step.

    The pages are rendered before the plan is locked; if somebody changed the draft meanwhile nothing happens. Raises
    NotAllowed, NotNow, Invalid (errors left in rà soát, nobody to sign), RenderFailed.
    """
    may(actor, PlanVerb.SUBMIT, plan).require()
    said = content_of(plan)
    require_ready(plan, said)
    pdf = (render or render_for_signing)(said)
    with transaction.atomic():
        fresh = locked(plan)
        may(actor, PlanVerb.SUBMIT, fresh).require()
        if content_of(fresh) != said:
            raise NotNow(_CHANGED)
        note = words(note, "note")
        reason = f"trình duyệt: {clean_line(note)}" if note else "trình duyệt"
        version = keep_version(fresh, actor=actor, reason=reason, pdf=pdf)
        fresh.updated_by_id = actor.user_id
        fresh.save(update_fields=["updated_by"])
        step = open_way(fresh, stops_for(fresh), version=version)
        audit.record(
            Event.PLAN_SUBMITTED,
            actor=actor,
            plan=fresh,
            subject=f"lần {step.round}",
            after={"version": version.number, "sha256": version.sha256, "note": note},
        )
    return step


@transaction.atomic
def pull_back(plan: Plan, step_id: int, *, actor: Actor, reason: str = "") -> None:
    """Take a submitted plan back to be changed; whoever has it now is told. A number already given is made void."""
    fresh = locked(plan)
    step = require_step(fresh, step_id)
    may(actor, PlanVerb.PULL_BACK, fresh).require()
    reason = words(reason, "reason")
    holders = [one for one in holders_of(fresh) if one.pk != actor.user_id]
    release(fresh, actor=actor, reason=reason or "rút lại để sửa")
    pull_back_to_draft(fresh, actor=actor, reason=reason)
    audit.record(Event.PLAN_PULLED_BACK, actor=actor, plan=fresh, subject=str(step.kind), after=reason)
    notify(holders, plan=fresh, text=f"{actor.full_name} rút lại để sửa: {fresh}", path=f"/ke-hoach/{fresh.pk}/")


def readiness(plan: Plan) -> Review:
    """What rà soát says about the draft now: errors stop it, warnings are only said."""
    return review(draft_of(plan), clock.today())


def require_ready(plan: Plan, content: PlanContent) -> None:
    """Raise Invalid with the one sentence that says what is missing before the plan may go to be signed."""
    if plan.signatory_id is None and not content.signature.name:
        raise Invalid("Chưa chọn người ký; mở Thông tin, Người ký của dự thảo để chọn rồi trình.")
    errors = readiness(plan).errors
    if errors:
        raise Invalid(f"Còn {errors} lỗi phải sửa trước khi trình; xem ở Rà soát.")


def render_for_signing(content: PlanContent) -> bytes:
    """The file that will be signed, with its number and date still open."""
    from ..signing.preparing import signing_pdf

    return signing_pdf(content)


def release(plan: Plan, *, actor: Actor, reason: str) -> None:
    """Make the plan's number void, if it has one: what comes back to be changed must be numbered anew."""
    if plan.number is None:
        return
    from ..issuing.numbering import release_number

    release_number(plan, actor=actor, reason=reason)
    plan.refresh_from_db(fields=["number", "issued_on"])


def words(text: str, field: str, *, required: str = "") -> str:
    """What somebody said on the way, cleaned. Raises Invalid when it is missing where it must not be, or too long."""
    cleaned = clean_paragraphs(text)
    if required and not cleaned:
        raise Invalid(required, {field: required})
    if len(cleaned) > MAX_WORDS:
        message = f"Ghi gọn lại, nhiều nhất {MAX_WORDS} ký tự; đang có {len(cleaned)}."
        raise Invalid(message, {field: message})
    return cleaned
