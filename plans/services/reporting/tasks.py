"""What the worker does in the background for reports: the morning's reminders, letters to units without an account.

A task's arguments name rows, never an address or a secret; links are made again from their rows.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.core import mail
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from ... import clock
from ...queries.reporting.addresses.links import LinkState, link_row, state_of
from ...queries.reporting.owed import rounds_of
from ...queries.reporting.reminders import reminder_row, rounds_to_remind
from ...reporting.deadlines import VIETNAM
from ..mailing.tasks import pause_after
from .letters import link_letter, reminder_letter

logger = logging.getLogger(__name__)

#: When units are reminded, in Vietnam.
MORNING = time(7, 30)
#: About a day of a mail server that is down; the next reminder comes anyway.
_MOST_FAILURES = 28
#: Letters of one task.
_LETTERS = 20


def next_morning(now: datetime) -> datetime:
    """The next time it is half past seven in Vietnam."""
    here = now.astimezone(VIETNAM)
    today = datetime.combine(here.date(), MORNING, VIETNAM)
    return today if here < today else today + timedelta(days=1)


def keep_reminding() -> None:
    """See to it that a run waits for the next morning: one, however often this is called.

    Called where a round is opened, whenever letters are sent, by `manage.py send_reminders` and by every run itself, so
    that the chain holds even where a worker was killed between two of its links.
    """
    waiting = DBTaskResult.objects.filter(task_path=remind_every_morning.module_path, status="READY")
    ids = list(waiting.order_by("run_after", "id").values_list("id", flat=True))
    if ids:
        waiting.filter(id__in=ids[1:]).delete()  # two workers planned at the same moment
    else:
        remind_every_morning.using(run_after=next_morning(clock.real_now())).enqueue()


@task()
def remind_every_morning() -> None:
    """Remind whoever is to be reminded today, and come back tomorrow; tomorrow is planned before anything can fail."""
    from .reminding import remind_due

    keep_reminding()
    remind_due()


def keep_reminding_if_needed() -> None:
    """As `keep_reminding`, where a round is open at all."""
    if rounds_to_remind(clock.today()).exists():
        keep_reminding()


def plan_letters(reminders: Sequence[int]) -> None:
    """Have the letters of these reminders sent, in the caller's transaction."""
    for at in range(0, len(reminders), _LETTERS):
        send_reminder_letters_later.enqueue(list(reminders[at : at + _LETTERS]))


@task()
def send_reminder_letters_later(reminders: list[int], failures: int = 0) -> None:
    """Send the first of these letters, to a unit nobody writes for, unless it has filed meanwhile. The others are
    planned before it leaves: a worker that is killed while it sends loses that letter and doubles none."""
    if not reminders:
        return
    if reminders[1:]:
        send_reminder_letters_later.enqueue(reminders[1:])
    reminder = reminder_row(reminders[0])
    if reminder is None or not reminder.unit.email:
        return
    owed = next((one for one in rounds_of(reminder.unit) if one.round.pk == reminder.round_id), None)
    if owed is None or not owed.is_open:
        return
    try:
        reminder_letter(owed, to=reminder.unit.email, connection=mail.get_connection()).send()
    except (OSError, ValueError) as error:
        logger.warning("the letter of reminder %s was not sent: %s", reminder.pk, type(error).__name__)
        if failures < _MOST_FAILURES:
            later = clock.real_now() + pause_after(failures)
            send_reminder_letters_later.using(run_after=later).enqueue([reminder.pk], failures + 1)


@task()
def send_link_later(link_id: int, failures: int = 0) -> None:
    """Send a one-time link to the address of its unit, while it opens; its secret is made again from the row."""
    from .addresses.links import address_of_link

    link = link_row(link_id)
    if link is None or not link.report.unit.email or state_of(link, clock.now()) != LinkState.OPEN:
        return
    path = address_of_link(link)
    if path is None:
        logger.warning("report link %s was made with another secret key and is not sent", link_id)
        return
    try:
        link_letter(link, path, to=link.report.unit.email, connection=mail.get_connection()).send()
    except (OSError, ValueError) as error:
        logger.warning("the letter of report link %s was not sent: %s", link_id, type(error).__name__)
        if failures < _MOST_FAILURES:
            later = clock.real_now() + pause_after(failures)
            send_link_later.using(run_after=later).enqueue(link_id, failures + 1)
