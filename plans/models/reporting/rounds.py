"""What is owed: a round for each report deadline of an issued plan, and what is different for single units."""

from django.db import models
from django.db.models import Q

from ...enums import DeadlineKind
from ..plan import Plan
from ..unit import IssuingUnit
from .forms import ReportForm


class ReportingRound(models.Model):
    """Kỳ báo cáo: one report deadline of an issued plan. `receiver` collects: the plan's unit.

    Who owes follows from the tree when it is read: the open units directly under the receiver whose level is one of
    `levels`, but for what `RoundUnit` says. Nothing that time alone changes is stored.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rounds")
    position = models.PositiveSmallIntegerField("thứ tự trong kế hoạch", default=0)
    year = models.PositiveSmallIntegerField("năm")
    label = models.CharField("kỳ", max_length=60, blank=True)
    kind = models.CharField("cách ghi hạn", max_length=8, choices=DeadlineKind.choices)
    due_on = models.DateField("hạn", null=True, blank=True)
    receiver = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="rounds", verbose_name="nơi nhận")
    form = models.ForeignKey(ReportForm, models.PROTECT, null=True, blank=True, related_name="rounds")
    levels = models.JSONField("cấp phải báo cáo", default=list)
    opened_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-year", "due_on", "id")
        verbose_name = "kỳ báo cáo"
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="round_once_per_deadline"),
            models.CheckConstraint(
                condition=Q(kind="undated", due_on=None) | (~Q(kind="undated") & Q(due_on__isnull=False)),
                name="round_dated_unless_undated",
            ),
        )
        indexes = (models.Index(fields=("receiver", "year")),)

    def __str__(self) -> str:
        return f"{self.receiver}, {self.label or self.year}"


class RoundUnit(models.Model):
    """What is different for one unit in a round: it owes although it stands elsewhere, it does not owe, or it has
    longer (gia hạn, inclusive); each with its reason."""

    round = models.ForeignKey(ReportingRound, models.CASCADE, related_name="exceptions")
    unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="+")
    is_expected = models.BooleanField("phải báo cáo", default=True)
    extended_to = models.DateField("gia hạn đến hết ngày", null=True, blank=True)
    reason = models.CharField("lý do", max_length=300)
    decided_at = models.DateTimeField()
    decided_by_name = models.CharField(max_length=120)

    class Meta:
        verbose_name = "ngoại lệ của kỳ báo cáo"
        constraints = (
            models.UniqueConstraint(fields=("round", "unit"), name="round_unit_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="round_unit_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.reason[:40]}"
