"""Invitations for screens: a unit's, for who keeps it, and the one a link leads to."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ...models import Invitation, IssuingUnit
from ...rules.actor import Actor
from ...rules.catalogue import may_keep_unit
from ...rules.people import state_of

_LONGEST_SECRET = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRow:
    """An invitation in the list, with what has become of it."""

    invitation: Invitation
    state: str


def hash_of(secret: str) -> str:
    """What is kept of an invitation's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitations(actor: Actor, unit: IssuingUnit) -> QuerySet[Invitation]:
    """The unit's invitations, newest first: for those who keep it, because they name people and addresses."""
    found = Invitation.objects.filter(unit=unit).select_related("unit__level", "post", "user")
    return found if may_keep_unit(actor, unit) else found.none()


def invitation(actor: Actor, pk: int) -> Invitation | None:
    """One invitation, for who keeps its unit."""
    found = Invitation.objects.filter(pk=pk).select_related("unit__level", "post").first()
    return found if found and may_keep_unit(actor, found.unit) else None


def invitation_rows(actor: Actor, unit: IssuingUnit, now: datetime) -> list[InvitationRow]:
    """The list of a unit's page of people."""
    return [InvitationRow(invitation=one, state=state_of(one, now)) for one in invitations(actor, unit)[:100]]


def invitation_by(secret: str) -> Invitation | None:
    """The invitation a link leads to, in whatever state; None for a secret that was never given out."""
    if not secret or len(secret) > _LONGEST_SECRET:
        return None
    rows = Invitation.objects.filter(secret_hash=hash_of(secret)).select_related("unit__level", "post", "invited_by")
    return rows.first()
