"""Adding up kept: which versions of which reports went into a consolidation, and the document drafted from it."""

from django.db import models

from ..person import User
from ..plan import Plan
from ..unit import IssuingUnit
from .reports import Report, ReportVersion
from .rounds import ReportingRound


class Consolidation(models.Model):
    """Tổng hợp of a round by its receiver. `document` is the BÁO CÁO drafted from it; `amends` an earlier one whose
    report has been sent, when later figures make an addendum (số liệu bổ sung)."""

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="consolidations")
    unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="consolidations")
    accepted_only = models.BooleanField("chỉ báo cáo đã tiếp nhận", default=True)
    result = models.JSONField("kết quả")
    missing = models.JSONField("đơn vị chưa có số liệu", default=list)
    document = models.OneToOneField(Plan, models.SET_NULL, null=True, blank=True, related_name="consolidation")
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="addenda")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-made_at", "-id")
        verbose_name = "tổng hợp"

    def __str__(self) -> str:
        return f"{self.unit}, {self.round}"


class ConsolidationPart(models.Model):
    """Báo cáo được tổng hợp: the version that was added up."""

    consolidation = models.ForeignKey(Consolidation, models.CASCADE, related_name="parts")
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "báo cáo được tổng hợp"
        constraints = (models.UniqueConstraint(fields=("consolidation", "report"), name="consolidation_report_once"),)

    def __str__(self) -> str:
        return f"{self.report}, {self.version}"
