"""Plans that have come as far as their number: frozen, signed, at the clerk's desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from plans.content.plan import PlanContent, SignatureContent
from plans.enums import FileStage, SigningMeans, StepKind
from plans.models import IssuingUnit, Plan, PlanStep
from plans.rules.actor import SYSTEM, Actor
from plans.services.approving.steps import Stop, finish_step, open_way
from plans.services.approving.versions import keep_version
from plans.services.issuing.numbering import take_number
from plans.services.signing.files import keep_file
from tests.factories import make_draft

PDF = b"%PDF-1.7 frozen"
SIGNATURE = SignatureContent(lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Ma Thị Na")
WAY = (StepKind.SIGN, StepKind.NUMBER, StepKind.ISSUE)
NUMBER_FIRST = (StepKind.NUMBER, StepKind.SIGN, StepKind.ISSUE)


def pdf_of(plan: Plan) -> bytes:
    """The frozen file of a plan's text, another for each plan."""
    return PDF + f" {plan.pk}".encode()


def fill(pdf: bytes, content: PlanContent) -> bytes:
    """Instead of a real PDF's fields: the number and the date at the end of the bytes."""
    return pdf + f"\n{content.number}/{content.symbol} {content.issued_on}".encode()


def submitted_plan(unit: IssuingUnit, *, way: tuple[StepKind, ...] = WAY, **more: Any) -> Plan:
    """A plan at the first step of its way, its text frozen with a PDF."""
    plan = make_draft(unit, **({"signature": SIGNATURE} | more))
    version = keep_version(plan, actor=SYSTEM, reason="trình duyệt", pdf=pdf_of(plan))
    open_way(plan, [Stop(kind=kind) for kind in way], version=version)
    return plan


def sign(plan: Plan, *, actor: Actor = SYSTEM, at: datetime | None = None) -> Plan:
    """The leader signs on paper, at that moment if one is given."""
    version = plan.versions.latest("number")
    keep_file(version, stage=FileStage.SIGNED, means=SigningMeans.PAPER, content=pdf_of(plan) + b" signed", actor=actor)
    finish_step(plan, actor=actor)
    if at is not None:
        PlanStep.objects.filter(plan=plan, kind=StepKind.SIGN, state="done").update(done_at=at)
    return plan


def signed_plan(unit: IssuingUnit, *, at: datetime | None = None, **more: Any) -> Plan:
    """A plan the leader has signed, waiting for its number."""
    return sign(submitted_plan(unit, **more), at=at)


def numbered_plan(unit: IssuingUnit, *, actor: Actor = SYSTEM, **more: Any) -> Plan:
    """A plan with its number, waiting to be issued."""
    plan = signed_plan(unit, **more)
    take_number(plan, actor=actor, fill=fill)
    return Plan.objects.select_related("issuing_unit").get(pk=plan.pk)
