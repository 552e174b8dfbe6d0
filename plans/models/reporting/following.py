"""Following up: which reminders went out, what a unit chose, and the calendars people subscribe to."""

from django.db import models

from ..person import User
from ..unit import IssuingUnit
from .rounds import ReportingRound


class ReminderPractice(models.Model):
    """Nề nếp nhắc báo cáo of a receiving unit: how many days before (negative), on (0) and after the last day."""

    unit = models.OneToOneField(IssuingUnit, models.CASCADE, related_name="reminder_practice")
    offsets = models.JSONField("ngày nhắc", default=list)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "nề nếp nhắc báo cáo"

    def __str__(self) -> str:
        return f"{self.unit}"


class Reminder(models.Model):
    """Lần nhắc: one row for each unit, round and day, so that a task which runs twice or misses a night neither
    doubles nor loses one. `offset` is None for a reminder a supervisor sent by hand."""

    round = models.ForeignKey(ReportingRound, models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(IssuingUnit, models.CASCADE, related_name="+")
    offset = models.SmallIntegerField(null=True)
    sent_at = models.DateTimeField()
    sent_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "lần nhắc"
        constraints = (models.UniqueConstraint(fields=("round", "unit", "offset"), name="reminder_once"),)

    def __str__(self) -> str:
        return f"{self.unit}, {self.offset}"


class CalendarFeed(models.Model):
    """Lịch hạn of a person: an address nobody can guess, of which only the hash is kept."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "lịch hạn"

    def __str__(self) -> str:
        return f"{self.user}"
