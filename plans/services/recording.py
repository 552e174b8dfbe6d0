"""Recording a plan that has been issued: its content and the bytes of its PDF are frozen in one transaction."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction

from .. import clock
from ..content import codec
from ..content.plan import PlanContent
from ..documents.pdf import render_pdf
from ..enums import Event, PlanStatus
from ..exceptions import Invalid, NotNow
from ..models import Plan, PlanVersion
from ..queries.contents import content_of
from ..rules.actor import Actor
from ..rules.plans import PlanVerb, may
from . import audit
from .reporting.rounds import open_rounds

Renderer = Callable[[PlanContent], bytes]

#: No office gives more numbers in a year.
MAX_NUMBER = 99_999


def record_issued(
    plan: Plan,
    *,
    actor: Actor,
    number: int | None,
    issued_on: date | None,
    reason: str = "ghi nhận văn bản đã ban hành",
    render: Renderer = render_pdf,
) -> PlanVersion:
    """Give the plan its number and day, freeze its content and PDF, and make it issued.

    Only an archive copy may lack number or day. Raises NotAllowed, NotNow, Invalid (number taken), RenderFailed; on
    any of them nothing has changed.
    """
    may(actor, PlanVerb.RECORD, plan).require()
    _check(plan, number, issued_on)
    said = content_of(plan)
    content = replace(said, number=number, issued_on=issued_on)
    pdf = render(content)
    try:
        with transaction.atomic():
            fresh = Plan.objects.select_for_update(of=("self",)).select_related("issuing_unit").get(pk=plan.pk)
            may(actor, PlanVerb.RECORD, fresh).require()
            if content_of(fresh) != said:
                raise NotNow("Dự thảo vừa được sửa trong lúc ghi nhận; xem lại bản in rồi ghi nhận lại.")
            version = freeze(plan, content, pdf, actor=actor, reason=reason)
            open_rounds(plan, actor=actor)
            audit.record(
                Event.PLAN_RECORDED, actor=actor, plan=plan, after={"number": number, "sha256": version.sha256}
            )
    except IntegrityError as error:
        plan.refresh_from_db()
        raise Invalid(f"Số {number}/{plan.symbol} năm {plan.year} đã cấp cho văn bản khác.") from error
    return version


def freeze(plan: Plan, content: PlanContent, pdf: bytes, *, actor: Actor, reason: str) -> PlanVersion:
    """Make the plan issued as `content` and these bytes say, for good; the caller asks the rules and writes the audit
    row, in one transaction. Raises IntegrityError when the number is taken."""
    plan.number, plan.issued_on, plan.status = content.number, content.issued_on, PlanStatus.ISSUED
    plan.step_kind, plan.holder, plan.held_since = "", None, None
    plan.updated_at = clock.now()
    plan.save(
        update_fields=[
            "number", "issued_on", "status", "step_kind", "holder", "held_since", "recorded_by", "updated_at",
        ]
    )  # fmt: skip
    return PlanVersion.objects.create(
        plan=plan,
        number=plan.versions.count() + 1,
        content=codec.to_json(content),
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        is_issued=True,
        reason=reason,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )


def _check(plan: Plan, number: int | None, issued_on: date | None) -> None:
    if not plan.is_archive_copy and (number is None or issued_on is None):
        raise Invalid("Ghi số và ngày ban hành của văn bản.")
    if number is not None and not 1 <= number <= MAX_NUMBER:
        raise Invalid(f"Số văn bản từ 1 đến {MAX_NUMBER}; kiểm tra lại.", {"number": "Kiểm tra lại số văn bản."})
