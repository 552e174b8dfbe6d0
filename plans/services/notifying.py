"""Notices: one sentence for each person who must know, in the caller's transaction; mail goes out in the background."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from .. import clock
from ..enums import MailState
from ..exceptions import NotAllowed
from ..models import Notice, Plan, User
from ..rules.actor import Actor
from .mailing.sending import wants_mail
from .mailing.tasks import plan_round


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One sentence for some people: where it leads, and the unit it is about."""

    users: Sequence[User]
    text: str
    path: str = ""
    unit_id: int | None = None


def notify(
    users: Iterable[User], *, text: str, plan: Plan | None = None, path: str = "", unit_id: int | None = None
) -> None:
    """Tell these people, once each; who has an e-mail address and wants mail gets one as well, sent by the worker."""
    notify_each([Telling(users=tuple(users), text=text, path=path, unit_id=unit_id)], plan=plan)


def notify_each(tellings: Iterable[Telling], *, plan: Plan | None = None) -> None:
    """As `notify`, for many sentences at once: two writes, any number of people."""
    now = clock.now()
    rows = [
        Notice(
            user=user,
            plan=plan,
            unit_id=one.unit_id or (plan.issuing_unit_id if plan else None),
            text=one.text[:300],
            path=one.path[:200],
            created_at=now,
            mail=MailState.WAITING if wants_mail(user) else MailState.NONE,
        )
        for one in tellings
        for user in {user.pk: user for user in one.users}.values()
    ]
    Notice.objects.bulk_create(rows)
    if any(row.mail == MailState.WAITING for row in rows):
        plan_round()


# Reading is no act worth a row of the audit trail: it changes nothing but what the person sees as new.


@transaction.atomic
def mark_read(notice: Notice, *, actor: Actor) -> None:
    """Mark one of one's own notices as seen; one that is seen stays as it was."""
    if notice.user_id != actor.user_id:
        raise NotAllowed("Đây là thông báo của người khác.")
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())


@transaction.atomic
def mark_all_read(*, actor: Actor) -> int:
    """Mark all of one's own notices as seen; returns how many were new."""
    return Notice.objects.filter(user_id=actor.user_id or 0, read_at=None).update(read_at=clock.now())


@transaction.atomic
def set_mail_wish(*, actor: Actor, wants: bool) -> None:
    """Choose whether notices come by e-mail as well; what waits is not sent when mail is no longer wanted."""
    User.objects.filter(pk=actor.user_id or 0).update(wants_mail=wants)
