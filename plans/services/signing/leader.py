"""The leader's signature: with a key of the signer's own, elsewhere, or on paper; then the plan is approved.

What takes long (opening the key, signing, reading signatures) happens before the plan is locked; under the lock the
rules are asked again, and the file must still be the one that was on the screen.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from ... import clock
from ...enums import Event, FileStage, SigningMeans
from ...exceptions import Invalid, NotAllowed, NotNow
from ...models import Plan, PlanVersion, SigningFile, VisibleMark
from ...rules.actor import Actor
from ...rules.decision import YES, Decision, no
from ...rules.plans import PlanVerb, may
from ...signing.fields import LEADER_FIELD
from ...signing.keys import SigningKey, open_key_file, open_token
from .. import audit
from ..approving.steps import finish_step, locked
from ..people import second_factor
from . import judging
from .doubts import require_agreed
from .files import current_pdf, keep_file, the_version

OTHER_TEXT = "Văn bản vừa đổi sang bản khác với bản đang xem; tải lại trang, đọc lại rồi ký."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What lies before the signer: the plan, the version that was on the screen, and its latest bytes."""

    plan: Plan
    version: PlanVersion
    pdf: bytes


@sensitive_variables("key_file", "password", "key")
def sign_with_key_file(
    plan: Plan, *, actor: Actor, version_id: int, key_file: bytes, password: str, is_confirmed: bool = False
) -> SigningFile:
    """Sign with the signer's own certificate file, which is used for this one act and forgotten.

    Raises NotAllowed, NotNow, Invalid (wrong password, certificate out of time), Doubtful.
    """
    sheet = laid_out(plan, actor=actor, version_id=version_id)
    key = open_key_file(key_file, password)
    signed = _sign(sheet, key, actor=actor, is_confirmed=is_confirmed)
    return _keep(sheet, signed, judging.signers_of(signed), SigningMeans.KEY_FILE, actor=actor)


@sensitive_variables("pin", "key")
def sign_with_token(
    plan: Plan, *, actor: Actor, version_id: int, pin: str, label: str = "", is_confirmed: bool = False
) -> SigningFile:
    """Sign with a device that is plugged into this server. Raises as `sign_with_key_file`; NotNow without a device."""
    sheet = laid_out(plan, actor=actor, version_id=version_id)
    with open_token(token_module(), pin=pin, label=label) as key:
        signed = _sign(sheet, key, actor=actor, is_confirmed=is_confirmed)
    return _keep(sheet, signed, judging.signers_of(signed), SigningMeans.TOKEN, actor=actor)


def accept_signed(
    plan: Plan,
    *,
    actor: Actor,
    version_id: int,
    pdf: bytes,
    is_confirmed: bool = False,
    means: SigningMeans = SigningMeans.UPLOAD,
) -> SigningFile:
    """Take the file that was downloaded here and signed elsewhere, if it is the same document with a good signature.

    Raises NotAllowed, NotNow, Invalid (why it is not the same), Doubtful.
    """
    sheet = laid_out(plan, actor=actor, version_id=version_id)
    signatures, doubt = judging.accept(pdf, sheet.pdf, field=LEADER_FIELD)
    names = [one.who for one in signatures]
    name_doubt = judging.person_doubt(names[-1], sheet.plan, actor=actor) if names else ""
    require_agreed((doubt, name_doubt), is_confirmed=is_confirmed)
    return _keep(sheet, pdf, judging.told(signatures), means, actor=actor)


def sign_on_paper(plan: Plan, *, actor: Actor, version_id: int) -> SigningFile:
    """The leader says that the printed pages have been signed by hand; the file stays as it is.

    Raises NotAllowed, NotNow.
    """
    sheet = laid_out(plan, actor=actor, version_id=version_id)
    return _keep(sheet, sheet.pdf, [], SigningMeans.PAPER, actor=actor)


def may_sign_today(plan: Plan, *, actor: Actor) -> Decision:
    """Whether the actor may sign the plan now: the rules, then the second factor and the right to sign on this day."""
    decision = may(actor, PlanVerb.SIGN, plan)
    if not decision:
        return decision
    try:
        second_factor.ensure_for(actor, plan.issuing_unit_id)
        judging.require_capacity(plan, actor=actor)
    except (NotNow, NotAllowed) as error:
        return no(error.message)
    return YES


def token_module() -> str:
    """The PKCS#11 module of this server. Raises NotNow where it has none."""
    module = str(settings.PKCS11_MODULE)
    if not module:
        raise NotNow("Máy chủ này không gắn thiết bị ký; chọn cách ký khác.")
    return module


def laid_out(plan: Plan, *, actor: Actor, version_id: int) -> Sheet:
    """The sheet to sign, after asking whether the actor may sign it today. Raises NotAllowed, NotNow."""
    fresh = Plan.objects.select_related("issuing_unit__level", "recorded_by", "signatory__post").get(pk=plan.pk)
    may(actor, PlanVerb.SIGN, fresh).require()
    second_factor.ensure_for(actor, fresh.issuing_unit_id)
    judging.require_capacity(fresh, actor=actor)
    version = the_version(fresh)
    if version.pk != version_id:
        raise NotNow(OTHER_TEXT)
    return Sheet(plan=fresh, version=version, pdf=current_pdf(version))


@sensitive_variables("key")
def _sign(sheet: Sheet, key: SigningKey, *, actor: Actor, is_confirmed: bool) -> bytes:
    from ...documents.blanks import signature_pdf
    from ...signing.sealing import sign

    now = clock.now()
    key.require_valid(now)
    doubt = judging.person_doubt(key.facts.subject, sheet.plan, actor=actor)
    require_agreed((doubt,), is_confirmed=is_confirmed)
    png = VisibleMark.objects.filter(user=actor.user_id).values_list("png", flat=True).first()
    signed = sign(
        sheet.pdf,
        key,
        field=LEADER_FIELD,
        certify=True,
        appearance=signature_pdf(png=bytes(png) if png is not None else None, signer=key.facts.subject, at=now),
        reason="Ký ban hành",
        at=now,
        tsa_url=settings.TSA_URL,
    )
    if not signed.startswith(sheet.pdf) or signed == sheet.pdf:
        raise Invalid("Chữ ký chưa ghi được vào tệp; thử lại, hoặc chọn cách ký khác.")
    return signed


def _keep(
    sheet: Sheet, signed: bytes, signers: Sequence[dict[str, Any]], means: SigningMeans, *, actor: Actor
) -> SigningFile:
    """Keep what was signed, in one transaction: only if nothing happened to the plan or its file meanwhile."""
    with transaction.atomic():
        plan = locked(sheet.plan)
        may(actor, PlanVerb.SIGN, plan).require()
        require_untouched(plan, sheet)
        kept = keep_file(
            sheet.version, stage=FileStage.SIGNED, means=means, content=signed, actor=actor, signers=signers
        )
        finish_step(plan, actor=actor, version=sheet.version)
        audit.record(Event.PLAN_SIGNED, actor=actor, plan=plan, after=written(kept))
    return kept


def require_untouched(plan: Plan, sheet: Sheet) -> None:
    """Under the lock: the version and the bytes are those that were laid out. Raises NotNow."""
    version = the_version(plan)
    if version.pk != sheet.version.pk or current_pdf(version) != sheet.pdf:
        raise NotNow(OTHER_TEXT)


def written(kept: SigningFile) -> dict[str, Any]:
    """What the audit trail says of a file: its print, the means and the names; never a secret."""
    names = [one["who"] for one in kept.signers if "who" in one]
    return {"sha256": hashlib.sha256(bytes(kept.content)).hexdigest(), "means": kept.means, "signers": names}
