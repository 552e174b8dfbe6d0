"""The file that is being signed: which version it is of, its latest state, and the keeping of a new one.

Each state but the scan is the one before with something added to its end; nothing is ever taken away or replaced.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from ... import clock
from ...enums import FileStage, SigningMeans, StepState
from ...exceptions import Invalid, NotNow
from ...models import Plan, PlanVersion, SigningFile
from ...rules.actor import Actor
from ..approving.steps import MOVED

#: The states of the PDF, first to last; the scan of a signed paper stands beside them.
PDF_STAGES = (FileStage.RESERVED, FileStage.SIGNED, FileStage.NUMBERED, FileStage.SEALED)

_DONE = {
    FileStage.RESERVED: "Số đã được ghi vào tệp này rồi; tải lại trang để xem.",
    FileStage.SIGNED: "Văn bản này đã ký rồi; tải lại trang để xem bản đã ký.",
    FileStage.NUMBERED: "Số và ngày đã được ghi vào tệp này rồi; tải lại trang để xem.",
    FileStage.SEALED: "Văn bản này đã có chữ ký số hoặc dấu của cơ quan rồi; tải lại trang để xem.",
    FileStage.SCAN: "Bản quét của văn bản này đã được lưu rồi; tải lại trang để xem.",
}


def the_version(plan: Plan) -> PlanVersion:
    """The version that is being signed: the text of the step the plan is at, without its heavy columns.

    Raises NotNow when the plan is at no step, or its step has no frozen text yet.
    """
    rows = PlanVersion.objects.filter(steps__plan=plan, steps__state=StepState.CURRENT)
    version = rows.defer("pdf", "content").first()
    if version is None:
        raise NotNow(MOVED)
    return version


def current_file(version: PlanVersion) -> SigningFile | None:
    """The latest state of the version's PDF, without its bytes; None while it is as it was frozen."""
    kept = {row.stage: row for row in version.signing_files.defer("content")}
    return next((kept[stage] for stage in reversed(PDF_STAGES) if stage in kept), None)


def current_pdf(version: PlanVersion) -> bytes:
    """The bytes of the latest state. Raises NotNow when the version was kept without a PDF."""
    latest = current_file(version)
    if latest is not None:
        return bytes(SigningFile.objects.values_list("content", flat=True).get(pk=latest.pk))
    frozen = PlanVersion.objects.values_list("pdf", flat=True).get(pk=version.pk)
    if frozen is None:
        raise NotNow("Bản này chưa có tệp PDF để ký; trả lại cho người soạn để trình lại.")
    return bytes(frozen)


def keep_file(
    version: PlanVersion,
    *,
    stage: FileStage,
    means: SigningMeans | str,
    content: bytes,
    actor: Actor,
    media_type: str = "application/pdf",
    file_name: str = "",
    signers: Sequence[dict[str, Any]] = (),
) -> SigningFile:
    """Keep a new state of the file, in the caller's transaction.

    Raises NotNow when the version has that state already, or a later one, and Invalid when the bytes are not the
    latest state with something added: what was signed would no longer be what was approved.
    """
    if stage in PDF_STAGES:
        _require_next(version, stage, content)
    try:
        with transaction.atomic():
            return SigningFile.objects.create(
                version=version,
                stage=stage,
                means=means,
                content=content,
                media_type=media_type,
                file_name=file_name[:200],
                sha256=hashlib.sha256(content).hexdigest(),
                signers=list(signers),
                made_at=clock.now(),
                made_by_id=actor.user_id,
                made_by_name=actor.full_name[:120],
            )
    except IntegrityError as error:
        raise NotNow(_DONE[stage]) from error


def _require_next(version: PlanVersion, stage: FileStage, content: bytes) -> None:
    latest = current_file(version)
    if latest is not None and PDF_STAGES.index(FileStage(latest.stage)) >= PDF_STAGES.index(stage):
        raise NotNow(_DONE[stage])
    if not content.startswith(current_pdf(version)):
        raise Invalid("Tệp này không nối tiếp tệp đang ký, nên không giữ được; tải lại trang rồi làm lại từ tệp ở đây.")
