"""Reminders of reports: one notice a unit, round and day, however often and wherever the task runs.

The guard is the table itself: a batch waits for the round's row, reads which reminders are there, writes the missing
ones and the notices in the same transaction. So two workers at once, a worker that is killed, a night that is missed
and a second run on the same day neither lose nor double a reminder; e-mail then follows `services/mailing`.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ... import clock
from ...enums import Event
from ...exceptions import Invalid, StaleEdit
from ...models import AuditEntry, IssuingUnit, Reminder, ReminderPractice, ReportingRound
from ...queries.reporting.reminders import (
    FARTHEST,
    DueReminder,
    drafters_of,
    due_reminders,
    offsets_by_receiver,
    practice_of,
    rounds_to_remind,
)
from ...reporting.deadlines import VIETNAM
from ...rules.actor import SYSTEM, Actor
from ...rules.reports import may_keep_reminders
from .. import audit
from ..notifying import Telling, notify_each
from .letters import words_of
from .tasks import plan_letters

logger = logging.getLogger(__name__)

#: Units that are told in one transaction.
BATCH = 500
_SUBJECT = "nề nếp nhắc báo cáo"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did: units told, notices to people, letters to units nobody writes for, units that cannot be told."""

    units: int = 0
    notices: int = 0
    letters: int = 0
    silent: int = 0

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(
            self.units + other.units,
            self.notices + other.notices,
            self.letters + other.letters,
            self.silent + other.silent,
        )


def remind_due(now: datetime | None = None) -> Sent:
    """Tell every unit whose day has come and that was not told yet. May be run at any time, any number of times."""
    now = now or clock.now()
    rounds = list(rounds_to_remind(now.astimezone(VIETNAM).date()))
    offsets = offsets_by_receiver(one.receiver_id for one in rounds)
    sent = Sent()
    for round_ in rounds:
        while (batch := _remind_batch(round_.pk, offsets[round_.receiver_id], now)).units:
            sent += batch
    if sent.units:
        logger.info("%s units reminded of reports, %s of them cannot be reached", sent.units, sent.silent)
    return sent


@transaction.atomic
def save_practice(unit: IssuingUnit, *, actor: Actor, revision: int, offsets: Collection[int]) -> ReminderPractice:
    """Choose on which days before (negative), on (0) and after the last day a receiving unit reminds; none: never.

    Raises NotAllowed, StaleEdit (somebody was faster), Invalid (a day too far away).
    """
    may_keep_reminders(actor, unit).require()
    wanted = sorted(set(offsets))
    if any(abs(one) > FARTHEST for one in wanted):
        raise Invalid(f"Chọn ngày nhắc trong vòng {FARTHEST} ngày trước và sau ngày cuối.")
    IssuingUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)  # two first choices at once make one row
    held = practice_of(unit)
    if held.revision != revision:
        trail = AuditEntry.objects.filter(event=Event.PRACTICE_SAVED, unit_id=unit.pk, subject=_SUBJECT)
        last = trail.order_by("-id").first()
        editor = last.actor_name if last else ""
        raise StaleEdit(
            f"{editor or 'Người khác'} vừa sửa ngày nhắc, nên bản của mình chưa lưu.",
            revision=held.revision,
            editor=editor,
        )
    before = sorted(held.offsets)
    if before == wanted:
        return held
    held.offsets, held.revision = wanted, held.revision + 1
    held.save()
    audit.record(
        Event.PRACTICE_SAVED, actor=actor, unit_id=unit.pk, subject=_SUBJECT, before={"offsets": before},
        after={"offsets": wanted},
    )  # fmt: skip
    return held


@transaction.atomic
def _remind_batch(round_id: int, offsets: tuple[int, ...], now: datetime) -> Sent:
    """Tell at most `BATCH` units of a round: reminders, notices and one audit row, all or nothing."""
    rounds = ReportingRound.objects.select_for_update(of=("self",)).select_related("receiver", "plan")
    round_ = rounds.get(pk=round_id)  # another worker waits here and then sees what we have written
    due = due_reminders(round_, offsets, now)[:BATCH]
    if not due:
        return Sent()
    today = now.astimezone(VIETNAM).date()
    reminders = _keep(round_, due, now)
    people = drafters_of([one.owed.unit.pk for one in due], today)
    told = [
        Telling(
            users=people[one.owed.unit.pk],
            text=words_of(one.owed, today),
            path=f"/bao-cao/{one.owed.report.pk}/" if one.owed.report else "/bao-cao/",
            unit_id=one.owed.unit.pk,
        )
        for one in due
        if one.owed.unit.pk in people
    ]
    notify_each(told, plan=round_.plan)
    unwritten = [one.owed.unit for one in due if one.owed.unit.pk not in people]
    reached = [one for one in unwritten if one.email]
    plan_letters([reminders[unit.pk] for unit in reached])
    audit.record(
        Event.REPORTS_REMINDED,
        actor=SYSTEM,
        plan=round_.plan,
        unit_id=round_.receiver_id,
        after={"units": len(due), "days": sorted({one.offset for one in due})},
    )
    notices = sum(len(one.users) for one in told)
    return Sent(len(due), notices, len(reached), len(unwritten) - len(reached))


def _keep(round_: ReportingRound, due: list[DueReminder], now: datetime) -> dict[int, int]:
    """The rows that say who has been told; the id of each by its unit."""
    again = [one.earlier.pk for one in due if one.earlier]
    Reminder.objects.filter(pk__in=again).update(sent_at=now)
    made = Reminder.objects.bulk_create(
        Reminder(round=round_, unit=one.owed.unit, offset=one.offset, sent_at=now) for one in due if not one.earlier
    )
    return {one.unit_id: one.pk for one in made} | {one.earlier.unit_id: one.earlier.pk for one in due if one.earlier}
