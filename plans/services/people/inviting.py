"""Inviting people into a unit: a link that works once, for seven days; its secret is kept nowhere.

The secret is made from the row and the portal's secret key, so the letter can be written in the background and the
administrator can copy the link, while the table holds only its hash: a copy of the database opens no door.
"""

import base64
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from ... import clock
from ...content.vietnamese import clean_line
from ...enums import Event, MemberRole
from ...exceptions import Invalid
from ...models import Invitation, IssuingUnit, Post
from ...queries.persons.invitations import hash_of
from ...rules.actor import Actor
from ...rules.catalogue import may_edit_unit
from ...rules.people import may_withdraw
from .. import audit
from ..administering.rows import plain
from ..mailing.tasks import send_invitation_later
from .roles import refuse_other_head

DAYS_OPEN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationFacts:
    """Who is invited to do what: roles by their codes, and the post that signs, if the person is to hold one."""

    full_name: str
    email: str
    roles: tuple[str, ...] = ()
    post_name: str = ""
    post: Post | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@transaction.atomic
def invite(unit: IssuingUnit, *, actor: Actor, facts: InvitationFacts) -> Invitation:
    """Invite somebody; the letter goes out in the background. One open invitation an address and unit."""
    may_edit_unit(actor, unit).require()
    IssuingUnit.objects.select_for_update().get(pk=unit.pk)  # two presses at once make one invitation
    name, email, now = clean_line(facts.full_name), clean_line(facts.email).lower(), clock.now()
    _refuse_what_is_wrong(unit, facts, name, email)
    if Invitation.objects.filter(
        unit=unit, email=email, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    ).exists():
        sentence = "Địa chỉ này đang có một lời mời chưa nhận; rút lời mời đó lại trước khi mời lại."
        raise Invalid(sentence, {"email": sentence})
    invitation = Invitation.objects.create(
        unit=unit,
        email=email,
        full_name=name,
        post_name=clean_line(facts.post_name),
        roles=[role for role in MemberRole.values if role in facts.roles],
        post=facts.post,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        secret_hash=secrets.token_hex(32),
        invited_by_id=actor.user_id,
        invited_by_name=actor.full_name,
        created_at=now,
        expires_at=now + timedelta(days=DAYS_OPEN),
    )
    invitation.secret_hash = hash_of(_secret_of(invitation))
    invitation.save(update_fields=["secret_hash"])
    audit.record(Event.PERSON_INVITED, actor=actor, unit_id=unit.pk, subject=name, after=_told(invitation))
    send_invitation_later.enqueue(invitation.pk)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, actor: Actor) -> Invitation:
    """Take an invitation back; its link opens nothing from now on."""
    fresh = Invitation.objects.select_for_update(of=("self",)).select_related("unit__level").get(pk=invitation.pk)
    may_withdraw(actor, fresh, clock.now()).require()
    fresh.withdrawn_at = clock.now()
    fresh.save(update_fields=["withdrawn_at"])
    audit.record(
        Event.PERSON_INVITED, actor=actor, unit_id=fresh.unit_id, subject=fresh.full_name, after={"withdrawn": True}
    )
    return fresh


def link_of(invitation: Invitation) -> str | None:
    """The path that accepts the invitation; None where it was made with another secret key."""
    secret = _secret_of(invitation)
    is_ours = constant_time_compare(hash_of(secret), invitation.secret_hash)
    return f"/loi-moi/{secret}/" if is_ours else None


def _secret_of(invitation: Invitation) -> str:
    words = f"{invitation.pk}:{invitation.unit_id}:{invitation.email}:{invitation.created_at.timestamp():.6f}"
    digest = salted_hmac("plans.invitation", words, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _refuse_what_is_wrong(unit: IssuingUnit, facts: InvitationFacts, name: str, email: str) -> None:
    wrong: dict[str, str] = {}
    if not name:
        wrong["full_name"] = "Ghi họ và tên người được mời."
    try:
        validate_email(email)
    except ValidationError:
        wrong["email"] = "Ghi đúng dạng địa chỉ thư điện tử, ví dụ hoa.nt@example.vn."
    if not facts.roles or set(facts.roles) - set(MemberRole.values):
        wrong["roles"] = "Chọn ít nhất một vai trò cho người được mời."
    if facts.valid_from and facts.valid_until and facts.valid_until < facts.valid_from:
        wrong["valid_until"] = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
    if facts.valid_until and facts.valid_until < clock.today():
        wrong["valid_until"] = "Ngày kết thúc đã qua; lời mời này không còn việc gì để nhận."
    if facts.post is not None and facts.post.unit_id != unit.pk:
        wrong["post"] = "Chức vụ này không thuộc đơn vị."
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    if facts.post is not None:
        refuse_other_head(facts.post, facts.valid_from or clock.today(), facts.valid_until, field="post")


def _told(invitation: Invitation) -> dict[str, object]:
    """What the audit trail keeps: the address stays out of it."""
    names = ("roles", "post_name", "post", "valid_from", "valid_until")
    return {name: plain(getattr(invitation, name)) for name in names}
