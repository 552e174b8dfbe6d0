"""Sessions of the VGCA browser plug-in: what it is told, the file it fetches, the signed file it hands in, once.

The plug-in carries no log-in of ours, so a secret in the addresses it is given stands for the person; only its hash is
kept, it works for fifteen minutes, and it takes one file in (domain.md §2.3).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from ... import clock
from ...enums import FileStage, SigningMeans, StepKind
from ...exceptions import NotNow, PortalError
from ...models import Plan, PluginSession
from ...queries.people import actor_in
from ...rules.actor import Actor
from . import leader, organ
from .doubts import Doubtful
from .files import current_pdf

LIFE = timedelta(minutes=15)
GONE = "Phiên ký này đã dùng hoặc đã quá 15 phút; mở lại trang ký rồi ký lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A session just begun. `token` is told once and never kept."""

    session_id: int
    token: str
    function: str
    document_number: str
    issued_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What the plug-in is answered: whether the file was taken, and the sentence for the person."""

    is_taken: bool
    message: str
    plan_id: int
    document_number: str
    issued_on: date | None


def is_on() -> bool:
    """Whether this server answers the plug-in at all (THANGTREEM_VGCA)."""
    return bool(settings.VGCA)


def start_session(plan: Plan, *, actor: Actor, version_id: int) -> Started:
    """Begin a session for the act that is due: the leader's signature, else the organ's.

    Raises NotAllowed, NotNow as the act itself would.
    """
    if not is_on() or actor.user_id is None or actor.unit_id is None:
        raise NotNow("Máy chủ này chưa bật tiện ích ký VGCA; chọn cách ký khác.")
    fresh = Plan.objects.select_related("issuing_unit").get(pk=plan.pk)
    is_leader = fresh.step_kind not in (StepKind.SEAL, StepKind.ISSUE)
    lay_out = leader.laid_out if is_leader else organ.laid_out
    sheet = lay_out(fresh, actor=actor, version_id=version_id)
    token, now = secrets.token_urlsafe(32), clock.now()
    session = PluginSession.objects.create(
        token_hash=_hash(token),
        plan=fresh,
        version=sheet.version,
        user_id=actor.user_id,
        unit_id=actor.unit_id,
        stage=FileStage.SIGNED if is_leader else FileStage.SEALED,
        created_at=now,
        expires_at=now + LIFE,
    )
    return Started(
        session_id=session.pk,
        token=token,
        function="vgca_sign_approved" if is_leader else "vgca_sign_issued",
        document_number=fresh.document_number if fresh.number is not None else "",
        issued_on=fresh.issued_on,
    )


def file_of(token: str) -> bytes:
    """The file to sign, for a session that is alive. Raises NotNow."""
    session = PluginSession.objects.select_related("version").filter(token_hash=_hash(token)).first()
    if session is None or not _is_alive(session):
        raise NotNow(GONE)
    return current_pdf(session.version)


def receive(token: str, *, pdf: bytes) -> Received:
    """Take in the file the plug-in signed, as the person who began the session; the session is used up by it.

    A refusal is an answer here, not an error: the plug-in shows its sentence. Raises NotNow for a session that is not
    alive.
    """
    session = _use(token)
    plan = session.plan
    try:
        _accept(session, pdf)
        said, is_taken = "", True
    except Doubtful as error:
        said, is_taken = f"{error.message} Muốn nhận tệp này, tải tệp lên ở trang ký để xác nhận.", False
    except PortalError as error:
        said, is_taken = error.message, False
    PluginSession.objects.filter(pk=session.pk).update(outcome=(said or "ok")[:300])
    plan.refresh_from_db()
    return Received(
        is_taken=is_taken,
        message=said,
        plan_id=plan.pk,
        document_number=plan.document_number if plan.number is not None else "",
        issued_on=plan.issued_on,
    )


def _accept(session: PluginSession, pdf: bytes) -> None:
    actor = actor_in(session.user, session.unit, clock.today())
    accept = leader.accept_signed if session.stage == FileStage.SIGNED else organ.accept_sealed
    accept(session.plan, actor=actor, version_id=session.version_id, pdf=pdf, means=SigningMeans.PLUGIN)


@transaction.atomic
def _use(token: str) -> PluginSession:
    """The session of a secret, used up from now on: a second hand-in, however quick, finds it so."""
    rows = PluginSession.objects.select_for_update(of=("self",)).select_related("plan", "user", "unit__level")
    session = rows.filter(token_hash=_hash(token)).first()
    if session is None or not _is_alive(session):
        raise NotNow(GONE)
    session.used_at = clock.now()
    session.save(update_fields=["used_at"])
    return session


def _is_alive(session: PluginSession) -> bool:
    return session.used_at is None and clock.now() < session.expires_at and session.user.is_active


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
