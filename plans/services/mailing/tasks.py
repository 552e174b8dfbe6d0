"""What the worker does in the background for letters; `manage.py db_worker` runs it.

Enqueuing writes a row with the database backend, so it happens in the caller's transaction or not at all. A task's
arguments are kept in that row: they name rows, never an address or a secret.
"""

import logging
from datetime import timedelta

from django.core import mail
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from ... import clock
from ...models import Invitation
from .letters import invitation_letter
from .sending import send_waiting

logger = logging.getLogger(__name__)

#: What is said to a person within this time goes into one letter.
BATCH = timedelta(minutes=2)
_LONGEST_PAUSE = 60
#: About three days of a server that is down; whatever is said next, or `manage.py send_waiting_mail`, begins anew.
_MOST_FAILURES = 75


def pause_after(failures: int) -> timedelta:
    """How long to wait after so many failures: 1, 2, 4 … minutes, an hour at most."""
    return timedelta(minutes=min(2 ** min(failures, 10), _LONGEST_PAUSE))


@task()
def send_waiting_later(failures: int = 0) -> None:
    """Send the notices that wait; try again later where the server was down or refused."""
    from ..reporting.tasks import keep_reminding_if_needed

    keep_reminding_if_needed()
    if not send_waiting().is_unfinished or failures >= _MOST_FAILURES:
        return
    waiting = DBTaskResult.objects.filter(task_path=send_waiting_later.module_path, status="READY")
    if not waiting.exists():  # one round is enough, however many acts were told about meanwhile
        later = clock.real_now() + pause_after(failures)
        send_waiting_later.using(run_after=later).enqueue(failures + 1)


def plan_round() -> None:
    """Have what waits sent soon, in the caller's transaction."""
    send_waiting_later.using(run_after=clock.real_now() + BATCH).enqueue()


@task()
def send_invitation_later(invitation_id: int, failures: int = 0) -> None:
    """Send an invitation's letter; its secret is made again from the row, so it is kept nowhere."""
    from ..people.inviting import link_of

    invitation = Invitation.objects.select_related("unit").filter(pk=invitation_id, accepted_at=None).first()
    if invitation is None or invitation.withdrawn_at is not None or invitation.expires_at <= clock.now():
        return
    path = link_of(invitation)
    if path is None:
        logger.warning("invitation %s was made with another secret key and is not sent", invitation_id)
        return
    try:
        invitation_letter(invitation, path, connection=mail.get_connection()).send()
    except (OSError, ValueError) as error:
        logger.warning("the letter of invitation %s was not sent: %s", invitation_id, type(error).__name__)
        if failures < _MOST_FAILURES:
            later = clock.real_now() + pause_after(failures)
            send_invitation_later.using(run_after=later).enqueue(invitation_id, failures + 1)
