"""Turns notices and invitations into letters: plain text with a link, in the tone of an office."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from ...models import Invitation, Notice, User

_LONGEST_SUBJECT = 150


def absolute(path: str) -> str:
    """The address of a page as it stands in a letter."""
    return f"{settings.BASE_URL}{path}"


def notices_letter(
    user: User, notices: list[Notice], *, unread: int, connection: BaseEmailBackend | None = None
) -> EmailMessage:
    """One letter for everything the person is to know; `unread` counts what else waits in the portal."""
    subject = notices[0].text if len(notices) == 1 else f"{len(notices)} thông báo mới, {notices[0].text}"
    context = {
        "user": user,
        "notices": [(notice, absolute(f"/thong-bao/{notice.pk}/")) for notice in notices],
        "unread": unread,
        "list_url": absolute("/thong-bao/"),
        "account_url": absolute("/tai-khoan/"),
    }
    return letter(subject, "mail/notices.txt", context, to=user.email, connection=connection)


def invitation_letter(invitation: Invitation, path: str, *, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The invitation with its link, for somebody who may have no account yet."""
    subject = f"Mời vào {invitation.unit.short_name} trên cổng kế hoạch"
    context = {"invitation": invitation, "link": absolute(path)}
    return letter(subject, "mail/invitation.txt", context, to=invitation.email, connection=connection)


def letter(
    subject: str, template: str, context: dict[str, object], *, to: str, connection: BaseEmailBackend | None
) -> EmailMessage:
    """A letter in the portal's own form: plain text from a template, a short subject, no answer expected."""
    line = f"Cổng kế hoạch: {' '.join(subject.split())}"
    return EmailMessage(
        subject=line if len(line) <= _LONGEST_SUBJECT else f"{line[: _LONGEST_SUBJECT - 1].rstrip()}…",
        body=render_to_string(template, context),
        to=[to],
        connection=connection,
        headers={"Auto-Submitted": "auto-generated"},
    )
