"""Accepting an invitation: with a new account or the one that is logged in; once, in time, with its roles and post."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ... import clock
from ...content.vietnamese import clean_line
from ...enums import Event
from ...exceptions import Invalid
from ...models import Invitation, Membership, PostHolding, User
from ...queries.people import actor_in
from ...rules.people import may_accept
from .. import audit
from ..notifying import notify
from .roles import give_role, refuse_other_head

_TAKEN = "Tên đăng nhập này đã có người dùng; chọn tên khác."
_KNOWN = "Thư điện tử này đã có tài khoản trong cổng; đăng nhập bằng tài khoản đó rồi mở lại đường dẫn để nhận lời mời."


@transaction.atomic
def join_with_new_account(invitation: Invitation, *, username: str, password: str) -> tuple[User, Membership]:
    """Make the account that was invited and let it in. The person acts: there is no actor before this."""
    fresh = _still_open(invitation)
    username = clean_line(username).lower()
    if User.objects.filter(username__iexact=username).exists():
        raise Invalid(_TAKEN, {"username": _TAKEN})
    if User.objects.filter(email__iexact=fresh.email).exists():
        raise Invalid(_KNOWN)
    user = User(username=username, full_name=fresh.full_name, email=fresh.email)
    user.set_password(password)
    try:
        user.clean_fields(exclude=["last_login"])
        with transaction.atomic():
            user.save()
    except ValidationError as error:
        said = {name: " ".join(sentences) for name, sentences in error.message_dict.items()}
        raise Invalid(next(iter(said.values())), said) from None
    except IntegrityError:
        raise Invalid(_TAKEN, {"username": _TAKEN}) from None
    return user, _let_in(fresh, user)


@transaction.atomic
def join_as(invitation: Invitation, *, user: User) -> tuple[User, Membership]:
    """Let the account that is logged in into the unit."""
    return user, _let_in(_still_open(invitation), user)


def _still_open(invitation: Invitation) -> Invitation:
    """The invitation, held until the transaction ends, so that two presses let one person in once."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("unit__level", "post", "invited_by")
    fresh = rows.get(pk=invitation.pk)
    may_accept(fresh, clock.now()).require()
    return fresh


def _let_in(invitation: Invitation, user: User) -> Membership:
    unit, today = invitation.unit, clock.today()
    begins, ends = invitation.valid_from or today, invitation.valid_until
    given = [
        give_role(user, unit, role, post_name=invitation.post_name, valid_from=begins, valid_until=ends)
        for role in invitation.roles
    ]
    if invitation.post is not None:
        refuse_other_head(invitation.post, begins, ends, field="post", user=user)
        PostHolding.objects.create(
            post=invitation.post, person_name=user.full_name, user=user, valid_from=begins, valid_until=ends
        )
    invitation.accepted_at, invitation.user = clock.now(), user
    invitation.save(update_fields=["accepted_at", "user"])
    audit.record(
        Event.PERSON_JOINED,
        actor=actor_in(user, unit, today),
        unit_id=unit.pk,
        subject=user.full_name,
        after={"username": user.username, "roles": invitation.roles, "post": str(invitation.post or "")},
    )
    if invitation.invited_by is not None:
        notify(
            [invitation.invited_by],
            text=f"{user.full_name} đã nhận lời mời vào {unit.short_name}",
            path=f"/danh-muc/don-vi/{unit.pk}/nguoi/",
            unit_id=unit.pk,
        )
    return given[0]
