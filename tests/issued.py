"""Plans at the end of their way: signed, numbered, sealed and waiting to be issued, or issued, without real PDFs."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from plans.enums import FileStage, SigningMeans, StepKind
from plans.models import IssuingUnit, NumberSeries, Plan, RegisterEntry, SigningFile
from plans.rules.actor import SYSTEM, Actor
from plans.services.approving.steps import Stop, finish_step, locked, open_way
from plans.services.approving.versions import keep_version
from plans.services.issuing.issuing import issue_plan
from tests.factories import TODAY, make_draft

APPROVED = b"%PDF-1.7 approved\n%%EOF\n"
SIGNED = APPROVED + b"signed by the leader\n%%EOF\n"
NUMBERED = SIGNED + b"number and date\n%%EOF\n"
SEALED = NUMBERED + b"sealed by the organ\n%%EOF\n"
_NOW = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)


def make_ready(
    unit: IssuingUnit,
    *,
    number: int = 47,
    on: date = TODAY,
    approved: bytes = APPROVED,
    stages: tuple[tuple[str, bytes], ...] | None = None,
    means: str = SigningMeans.KEY_FILE,
    **more: Any,
) -> Plan:
    """A plan at its last step: the approved text's file was signed, numbered and sealed.

    `stages` are the kept states of the file; `means` says how it was signed (PAPER leaves the bytes as they are).
    """
    plan = make_draft(unit, **more)
    plan = locked(plan)
    version = keep_version(plan, actor=SYSTEM, reason="trình duyệt", pdf=approved)
    open_way(plan, [Stop(kind=StepKind.SIGN), Stop(kind=StepKind.NUMBER), Stop(kind=StepKind.ISSUE)], version=version)
    finish_step(plan, actor=SYSTEM)
    plan.number, plan.issued_on = number, on
    plan.save(update_fields=["number", "issued_on"])
    finish_step(plan, actor=SYSTEM)
    enter(plan)
    for stage, content in stages if stages is not None else stages_of(approved):
        SigningFile.objects.create(
            version=version,
            stage=stage,
            means=means,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            made_at=_NOW,
            made_by_name="Hoàng Văn Bình" if stage == FileStage.SIGNED else "Lý Thị Mai",
        )
    return Plan.objects.select_related("issuing_unit").get(pk=plan.pk)


def stages_of(approved: bytes) -> tuple[tuple[str, bytes], ...]:
    """The states of a file on its way, each the one before with something at its end."""
    signed = approved + b"signed by the leader\n%%EOF\n"
    numbered = signed + b"number and date\n%%EOF\n"
    sealed = numbered + b"sealed by the organ\n%%EOF\n"
    return ((FileStage.SIGNED, signed), (FileStage.NUMBERED, numbered), (FileStage.SEALED, sealed))


def enter(plan: Plan) -> RegisterEntry:
    """The plan's line in the register, as numbering writes it."""
    assert plan.number is not None
    assert plan.issued_on is not None
    series, _ = NumberSeries.objects.get_or_create(unit=plan.issuing_unit, year=plan.issued_on.year, code="")
    return RegisterEntry.objects.create(
        series=series,
        number=plan.number,
        symbol=plan.symbol,
        issued_on=plan.issued_on,
        document_type="Kế hoạch",
        abstract=plan.abstract,
        plan=plan,
        taken_at=_NOW,
        taken_by_name="Lý Thị Mai",
    )


def make_portal_issued(unit: IssuingUnit, *, actor: Actor = SYSTEM, is_public: bool = False, **more: Any) -> Plan:
    """A plan issued through the portal."""
    plan = make_ready(unit, **more)
    issue_plan(plan, actor=actor, is_public=is_public)
    return Plan.objects.select_related("issuing_unit").get(pk=plan.pk)
