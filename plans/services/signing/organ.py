"""The organ's signature, which comes last: onto a file that the leader has signed and that has number and date."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from ... import clock
from ...enums import Event, FileStage, SigningMeans, StepKind
from ...exceptions import Invalid, NotAllowed, NotNow
from ...models import Plan, SigningFile, VisibleMark
from ...queries.issuing.signing import SigningState, is_ready_to_issue, may_seal, seal_order, signing_state
from ...rules.actor import Actor
from ...rules.decision import YES, Decision, no
from ...rules.plans import PlanVerb, may
from ...signing.fields import ORGAN_FIELD
from ...signing.keys import SigningKey, open_key_file, open_token
from .. import audit
from ..approving.steps import finish_step, locked
from ..people import second_factor
from . import judging
from .doubts import require_agreed
from .files import current_pdf, keep_file, the_version
from .leader import Sheet, require_untouched, token_module, written

__all__ = [
    "accept_sealed", "is_ready_to_issue", "keep_scan", "seal_with_key_file", "seal_with_token", "signing_state",
]  # fmt: skip

OTHER_FILE = "Tệp đang ký vừa đổi; tải lại trang, xem lại rồi làm."
ON_PAPER = "Lãnh đạo đã ký trên giấy: đóng dấu lên bản giấy rồi tải bản quét lên."
NOT_ON_PAPER = "Lãnh đạo đã ký số vào tệp, nên cơ quan cũng ký số vào tệp đó; bản quét chỉ dùng khi ký trên giấy."

#: What a scan may be: how its bytes begin, its type, and the ends of its name.
SCANS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
)


@sensitive_variables("key_file", "password", "key")
def seal_with_key_file(
    plan: Plan, *, actor: Actor, version_id: int, key_file: bytes, password: str, is_confirmed: bool = False
) -> SigningFile:
    """Sign with the organ's certificate file, used for this one act. Raises NotAllowed, NotNow, Invalid, Doubtful."""
    sheet = laid_out(plan, actor=actor, version_id=version_id)
    key = open_key_file(key_file, password)
    sealed = _seal(sheet, key, is_confirmed=is_confirmed)
    return _keep(sheet, sealed, judging.signers_of(sealed), SigningMeans.KEY_FILE, actor=actor)


@sensitive_variables("pin", "key")
def seal_with_token(
    plan: Plan, *, actor: Actor, version_id: int, pin: str, label: str = "", is_confirmed: bool = False
) -> SigningFile:
    """Sign with the organ's device on this server. Raises as `seal_with_key_file`; NotNow without a device."""
    sheet = laid_out(plan, actor=actor, version_id=version_id)
    with open_token(token_module(), pin=pin, label=label) as key:
        sealed = _seal(sheet, key, is_confirmed=is_confirmed)
    return _keep(sheet, sealed, judging.signers_of(sealed), SigningMeans.TOKEN, actor=actor)


def accept_sealed(
    plan: Plan,
    *,
    actor: Actor,
    version_id: int,
    pdf: bytes,
    is_confirmed: bool = False,
    means: SigningMeans = SigningMeans.UPLOAD,
) -> SigningFile:
    """Take the file that the organ signed elsewhere, if it is the same document with a good signature added.

    Raises NotAllowed, NotNow, Invalid (why it is not the same), Doubtful.
    """
    sheet = laid_out(plan, actor=actor, version_id=version_id)
    signatures, doubt = judging.accept(pdf, sheet.pdf, field=ORGAN_FIELD)
    last = signatures[-1] if signatures else None
    organ = judging.organ_doubt((last.who, last.organisation), sheet.plan.issuing_unit) if last is not None else ""
    require_agreed((doubt, organ), is_confirmed=is_confirmed)
    return _keep(sheet, pdf, judging.told(signatures), means, actor=actor)


def keep_scan(plan: Plan, *, actor: Actor, version_id: int, scan: bytes, name: str) -> SigningFile:
    """Keep the scan of the signed and sealed paper beside the frozen file, which then counts as sealed.

    Raises NotAllowed, NotNow (the leader signed digitally), Invalid (no PDF, JPG, PNG; too large).
    """
    media_type, ending = scan_type(scan)
    sheet = laid_out(plan, actor=actor, version_id=version_id, is_paper=True)
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0].strip() or "ban-quet"
    stem = "".join(letter for letter in stem if letter.isprintable())[:190] or "ban-quet"
    with transaction.atomic():
        fresh = _locked(sheet, actor=actor)
        kept = keep_file(
            sheet.version,
            stage=FileStage.SCAN,
            means=SigningMeans.PAPER,
            content=scan,
            actor=actor,
            media_type=media_type,
            file_name=f"{stem}{ending}",
        )
        keep_file(sheet.version, stage=FileStage.SEALED, means=SigningMeans.PAPER, content=sheet.pdf, actor=actor)
        _go_on(fresh, sheet, actor=actor)
        audit.record(
            Event.PLAN_SCANNED,
            actor=actor,
            plan=fresh,
            after={"sha256": hashlib.sha256(scan).hexdigest(), "means": SigningMeans.PAPER, "name": kept.file_name},
        )
    return kept


def may_seal_today(plan: Plan, *, actor: Actor, state: SigningState) -> Decision:
    """Whether the actor may seal the plan now: the rules, what must be in the file first, the second factor."""
    decision = may_seal(actor, plan, state)
    if not decision:
        return decision
    try:
        second_factor.ensure_for(actor, plan.issuing_unit_id)
    except (NotNow, NotAllowed) as error:
        return no(error.message)
    return YES


def scan_type(scan: bytes) -> tuple[str, str]:
    """The media type of a scan and the end of its name, told by its first bytes. Raises Invalid."""
    if len(scan) > judging.MOST_BYTES:
        raise Invalid("Bản quét lớn quá 30 MB; quét lại ở 200–300 dpi rồi tải lên.")
    for beginning, media_type, ending in SCANS:
        if scan.startswith(beginning):
            return media_type, ending
    raise Invalid("Bản quét phải là tệp PDF, JPG hoặc PNG; tệp này không phải, dù tên tệp ghi thế nào.")


def laid_out(plan: Plan, *, actor: Actor, version_id: int, is_paper: bool = False) -> Sheet:
    """The sheet to seal, after asking the rules, and what must be in the file before the organ signs."""
    fresh = Plan.objects.select_related("issuing_unit__level", "recorded_by").get(pk=plan.pk)
    _require(fresh, actor=actor, is_paper=is_paper)
    second_factor.ensure_for(actor, fresh.issuing_unit_id)
    version = the_version(fresh)
    if version.pk != version_id:
        raise NotNow(OTHER_FILE)
    return Sheet(plan=fresh, version=version, pdf=current_pdf(version))


def _require(plan: Plan, *, actor: Actor, is_paper: bool) -> None:
    may(actor, PlanVerb.SEAL, plan).require()
    state = signing_state(plan)
    seal_order(plan, state).require()
    if state.is_paper != is_paper:
        raise NotNow(ON_PAPER if state.is_paper else NOT_ON_PAPER)


@sensitive_variables("key")
def _seal(sheet: Sheet, key: SigningKey, *, is_confirmed: bool) -> bytes:
    from ...documents.blanks import seal_pdf
    from ...signing.sealing import sign

    now, unit = clock.now(), sheet.plan.issuing_unit
    key.require_valid(now)
    doubt = judging.organ_doubt((key.facts.subject, key.facts.organisation), unit)
    require_agreed((doubt,), is_confirmed=is_confirmed)
    png = VisibleMark.objects.filter(unit=unit).values_list("png", flat=True).first()
    sealed = sign(
        sheet.pdf,
        key,
        field=ORGAN_FIELD,
        certify=False,
        appearance=seal_pdf(png=bytes(png) if png is not None else None, organ=unit.name, at=now),
        reason="Ký số của cơ quan",
        at=now,
        tsa_url=settings.TSA_URL,
    )
    if not sealed.startswith(sheet.pdf) or sealed == sheet.pdf:
        raise Invalid("Chữ ký chưa ghi được vào tệp; thử lại, hoặc chọn cách ký khác.")
    return sealed


def _locked(sheet: Sheet, *, actor: Actor) -> Plan:
    plan = locked(sheet.plan)
    may(actor, PlanVerb.SEAL, plan).require()
    seal_order(plan, signing_state(plan)).require()
    require_untouched(plan, sheet)
    return plan


def _keep(
    sheet: Sheet, sealed: bytes, signers: Sequence[dict[str, Any]], means: SigningMeans, *, actor: Actor
) -> SigningFile:
    with transaction.atomic():
        plan = _locked(sheet, actor=actor)
        kept = keep_file(
            sheet.version, stage=FileStage.SEALED, means=means, content=sealed, actor=actor, signers=signers
        )
        _go_on(plan, sheet, actor=actor)
        audit.record(Event.PLAN_SEALED, actor=actor, plan=plan, after=written(kept))
    return kept


def _go_on(plan: Plan, sheet: Sheet, *, actor: Actor) -> None:
    """A sealing step of its own is done now; at the issuing step the plan stays, and can be issued."""
    if plan.step_kind == StepKind.SEAL:
        finish_step(plan, actor=actor, version=sheet.version)
