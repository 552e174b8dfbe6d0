"""One's own account as its page shows it, and whether a second factor guards it."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from ...models import Membership, PostHolding, User
from ...rules.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The person, the second factor, and roles and posts in every unit, past ones too."""

    user: User
    has_second_factor: bool
    roles: tuple[Membership, ...]
    holdings: tuple[PostHolding, ...]


def own_account(actor: Actor) -> Account:
    """Everything kept about whoever is at work. Four queries."""
    user = User.objects.get(pk=actor.user_id or 0)
    return Account(
        user=user,
        has_second_factor=has_second_factor(user.pk),
        roles=tuple(user.memberships.select_related("unit").order_by("unit__path", "role")),
        holdings=tuple(user.holdings.select_related("post__unit").order_by("post__unit__path", "-valid_from")),
    )


def has_second_factor(user_id: int) -> bool:
    """Whether the account asks for a code at every log-in."""
    found: bool = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists()
    return found
