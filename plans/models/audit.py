"""The audit trail (nhật ký): who did what to which plan, unit or catalogue row, and when."""

from django.db import models

from ..enums import Event
from .person import User
from .plan import Plan
from .unit import IssuingUnit


class AuditEntry(models.Model):
    """One event; written in the transaction of the verb it records, never changed."""

    event = models.CharField("việc", max_length=40, choices=Event.choices)
    at = models.DateTimeField("lúc")
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField("người làm", max_length=120)
    unit = models.ForeignKey(IssuingUnit, models.SET_NULL, null=True, related_name="+")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, related_name="audit_entries")
    subject = models.CharField("đối tượng", max_length=120, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = "nhật ký"
        indexes = (models.Index(fields=("plan", "-at")),)

    def __str__(self) -> str:
        return f"{self.get_event_display()}, {self.actor_name}"
