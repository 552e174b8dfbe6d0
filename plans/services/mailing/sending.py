"""Sends the notices that wait: one letter a person, each notice in at most one letter that was handed over.

A notice is marked SENT under its row's lock and committed *before* the letter goes to the mail server, because a lock
held while a server answers would make people wait (SQLite has one writer for everybody). So two workers never send the
same notice, and a worker that is killed between the two loses that letter rather than doubling it: the notice itself
stays in the portal, unread, and the next letter counts it. A server that refuses or breaks off gives the notice back.
"""

import logging
from dataclasses import dataclass
from smtplib import SMTPException, SMTPServerDisconnected

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from ...enums import MailState
from ...models import Notice, User
from .letters import notices_letter

logger = logging.getLogger(__name__)

#: After so many refusals of one person's letter its notices are only in the portal.
MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round did: letters handed over, letters refused, and whether the server could not be reached."""

    sent: int = 0
    refused: int = 0
    is_down: bool = False

    @property
    def is_unfinished(self) -> bool:
        """Whether it is worth trying again later."""
        return self.is_down or self.refused > 0


def send_waiting() -> Outcome:
    """Send everything that waits. Safe to run twice, or by two workers, at the same time; never raises for mail."""
    people = sorted(set(Notice.objects.filter(mail=MailState.WAITING).order_by().values_list("user_id", flat=True)))
    if not people:
        return Outcome()
    connection = mail.get_connection()
    try:
        connection.open()
    except OSError as error:  # SMTPException is one as well
        logger.warning("the mail server cannot be reached: %s", type(error).__name__)
        return Outcome(is_down=True)
    sent = refused = 0
    try:
        for user_id in people:
            taken = _take(user_id)
            if not taken:
                continue
            try:
                _hand_over(taken, connection)
            except (SMTPServerDisconnected, ConnectionError, TimeoutError) as error:
                logger.warning("the mail server broke off: %s", type(error).__name__)
                return Outcome(sent=sent, refused=refused, is_down=True)
            except (SMTPException, OSError, ValueError) as error:
                logger.warning("a letter to account %s was refused: %s", user_id, type(error).__name__)
                _count_refusal(taken)
                refused += 1
            else:
                sent += 1
    finally:
        _close(connection)
    return Outcome(sent=sent, refused=refused)


@transaction.atomic
def _take(user_id: int) -> list[Notice]:
    """Mark the person's waiting notices as sent and return them; who has read one or wants no mail gets no letter."""
    rows = list(
        Notice.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(user_id=user_id, mail=MailState.WAITING)
        .select_related("user", "unit")
        .order_by("created_at", "id")
    )
    wanted = [row for row in rows if row.read_at is None and wants_mail(row.user)]
    Notice.objects.filter(pk__in=[row.pk for row in rows if row not in wanted]).update(mail=MailState.NONE)
    Notice.objects.filter(pk__in=[row.pk for row in wanted]).update(
        mail=MailState.SENT, mail_attempts=F("mail_attempts") + 1
    )
    return wanted


def wants_mail(user: User) -> bool:
    """Whether a letter may go to this person at all."""
    return bool(user.email and user.wants_mail and user.is_active)


def _hand_over(notices: list[Notice], connection: BaseEmailBackend) -> None:
    """Give the letter to the server; whatever goes wrong, the notices wait again."""
    user = notices[0].user
    others = Notice.objects.filter(user=user, read_at=None).exclude(pk__in=[one.pk for one in notices]).count()
    is_over = False
    try:
        notices_letter(user, notices, unread=others, connection=connection).send()
        is_over = True
    finally:
        if not is_over:
            Notice.objects.filter(pk__in=[one.pk for one in notices], mail=MailState.SENT).update(
                mail=MailState.WAITING, mail_attempts=F("mail_attempts") - 1
            )


def _count_refusal(notices: list[Notice]) -> None:
    """The server is there but does not take this letter: after `MOST_ATTEMPTS` it is given up."""
    rows = Notice.objects.filter(pk__in=[one.pk for one in notices], mail=MailState.WAITING)
    rows.update(mail_attempts=F("mail_attempts") + 1)
    rows.filter(mail_attempts__gte=MOST_ATTEMPTS).update(mail=MailState.FAILED)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as error:
        logger.info("the mail server was gone when we said goodbye: %s", type(error).__name__)
