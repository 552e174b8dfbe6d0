"""Notices: one sentence for each person who must know, in the caller's transaction; mail goes out in the background."""

from collections.abc import Iterable

from .. import clock
from ..enums import MailState
from ..models import Notice, Plan, User


def notify(
    users: Iterable[User], *, text: str, plan: Plan | None = None, path: str = "", unit_id: int | None = None
) -> None:
    """Tell these people, once each; who has an e-mail address and wants mail gets one as well, sent by the worker."""
    people = {user.pk: user for user in users}.values()
    rows = [
        Notice(
            user=user,
            plan=plan,
            unit_id=unit_id or (plan.issuing_unit_id if plan else None),
            text=text[:300],
            path=path[:200],
            created_at=clock.now(),
            mail=MailState.WAITING if user.email and user.wants_mail and user.is_active else MailState.NONE,
        )
        for user in people
    ]
    Notice.objects.bulk_create(rows)
