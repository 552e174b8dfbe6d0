"""Issuing a plan: leader's signature, number, date and seal are there, so content and PDF are frozen and sent."""

import hashlib
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from ... import clock
from ...content.plan import duties_of_level
from ...content.vietnamese import short_date
from ...enums import Event, MemberRole
from ...exceptions import Invalid, NotNow
from ...models import Issuance, IssuingPractice, IssuingUnit, Membership, Plan, PlanVersion, RegisterEntry, User
from ...queries.contents import frozen_content
from ...queries.issuing.issue import (
    approved_version,
    change_since_approval,
    final_content,
    issuance_of,
    readiness_of,
)
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..approving.steps import MOVED, drafters_of, finish_step, locked
from ..notifying import notify
from ..people.second_factor import ensure_for
from ..recording import freeze
from ..reporting.rounds import open_rounds
from ..signing.files import current_pdf
from .delivering import deliver
from .succeeding import settle

#: Who in a unit is told that a document came: who registers it and who will work by it.
_TOLD = (MemberRole.DRAFTER, MemberRole.CLERK)


@transaction.atomic
def issue_plan(
    plan: Plan,
    *,
    actor: Actor,
    is_public: bool | None = None,
    emails: Mapping[int, str] | None = None,
) -> Issuance:
    """Freeze what was signed, send it to Nơi nhận, tell the drafters and the units below, and let it take effect on
    what it replaces, amends or corrects.

    `emails` holds the addresses typed beside a line of Nơi nhận (by the line's id). Without `is_public` the unit's
    practice decides. Raises NotAllowed, NotNow (issued already, something missing, text changed since it was signed),
    Invalid (addresses); on any of them nothing has changed.
    """
    plan = locked(plan)
    _refuse_twice(plan)
    may(actor, PlanVerb.ISSUE, plan).require()
    ensure_for(actor, plan.issuing_unit_id)
    version = approved_version(plan)
    if version is None:
        raise NotNow(MOVED)
    readiness = readiness_of(plan, version)
    refusal = readiness.missing or change_since_approval(plan, version)
    if refusal:
        raise NotNow(refusal)
    pdf = _final_pdf(version)
    if finish_step(plan, actor=actor) is not None:
        raise NotNow(MOVED)
    issued = freeze(plan, final_content(plan, version), pdf, actor=actor, reason="ban hành")
    open_rounds(plan, actor=actor)
    issuance = _issuance(plan, version, issued, actor, is_public=is_public, is_paper=readiness.is_paper)
    deliveries = deliver(plan, emails=emails or {})
    RegisterEntry.objects.filter(plan=plan, voided_at=None).update(dispatched_on=clock.today())
    _tell(plan, issued, {one.unit_id for one in deliveries if one.unit_id})
    audit.record(
        Event.PLAN_ISSUED,
        actor=actor,
        plan=plan,
        after={
            "number": plan.document_number,
            "issued_on": str(plan.issued_on),
            "code": issuance.code,
            "sha256": issued.sha256,
            "deliveries": len(deliveries),
            "is_public": issuance.is_public,
        },
    )
    settle(plan, actor=actor)
    return issuance


def _refuse_twice(plan: Plan) -> None:
    done = issuance_of(plan) if plan.is_issued else None
    if done is not None:
        moment = done.issued_at.astimezone(clock.now().tzinfo)
        raise NotNow(
            f"{plan.kind_name} số {plan.document_number} đã ban hành rồi: {done.issued_by_name}, lúc {moment:%H:%M} "
            f"ngày {short_date(moment.date())}."
        )


def _final_pdf(version: PlanVersion) -> bytes:
    """The latest state of the signed file, which must begin with the very bytes that were approved."""
    pdf = current_pdf(version)
    approved = bytes(PlanVersion.objects.values_list("pdf", flat=True).get(pk=version.pk) or b"")
    if not approved or not pdf.startswith(approved):
        raise NotNow("Tệp đã ký không nối tiếp bản được duyệt, nên không ban hành được; trả lại để ký lại.")
    return pdf


def _issuance(
    plan: Plan, version: PlanVersion, issued: PlanVersion, actor: Actor, *, is_public: bool | None, is_paper: bool
) -> Issuance:
    if is_public is None:
        is_public = IssuingPractice.objects.filter(unit=plan.issuing_unit_id, is_public=True).exists()
    approved_sha256 = version.sha256 or hashlib.sha256(bytes(version.pdf or b"")).hexdigest()
    try:
        with transaction.atomic():
            return Issuance.objects.create(
                plan=plan,
                version=issued,
                code=approved_sha256[:12],
                approved_sha256=approved_sha256,
                is_public=is_public,
                is_paper=is_paper,
                issued_at=clock.now(),
                issued_by_id=actor.user_id,
                issued_by_name=actor.full_name[:120],
            )
    except IntegrityError as error:
        raise Invalid("Mã đối chiếu trùng với văn bản khác; trả lại để trình và ký lại bản mới.") from error


def _tell(plan: Plan, issued: PlanVersion, received: set[int]) -> None:
    """Tell the drafters that it is out, and the people of the units that receive it or are given work by it."""
    day = short_date(plan.issued_on)  # type: ignore[arg-type]
    name = f"{plan.kind_name} số {plan.document_number} ngày {day} của {plan.issuing_unit.short_name}"
    path = f"/ke-hoach/{plan.pk}/"
    notify(drafters_of(plan), plan=plan, text=f"{name} đã ban hành.", path=f"{path}noi-nhan/")
    content = frozen_content(issued)
    step = IssuingUnit.steplen
    children = IssuingUnit.objects.filter(
        path__startswith=plan.issuing_unit.path, depth=len(plan.issuing_unit.path) // step + 1, closed_on=None
    ).select_related("level")
    has_duties = {level: bool(duties_of_level(content, level)) for level in {one.level.code for one in children}}
    asked = {one.pk for one in children if has_duties[one.level.code]}
    for unit_id, users in _people_of(asked | received).items():
        what = "giao việc cho đơn vị mình" if unit_id in asked else "gửi đến đơn vị mình"
        notify(users, plan=plan, text=f"{name} vừa ban hành, {what}.", path=path, unit_id=unit_id)


def _people_of(units: set[int]) -> dict[int, list[User]]:
    """Who is told in each unit, today's people only."""
    today = clock.today()
    people: dict[int, list[User]] = {}
    rows = Membership.objects.filter(unit__in=units, role__in=_TOLD, user__is_active=True).select_related("user")
    for row in rows.order_by("unit_id", "user_id"):
        if row.is_valid_on(today):
            people.setdefault(row.unit_id, []).append(row.user)
    return people
