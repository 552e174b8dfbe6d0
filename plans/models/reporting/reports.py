"""Reports of units: the draft, every filed version, its figures as rows, evidence, returns, one-time links."""

from django.db import models
from django.db.models import Q

from ...enums import FilingKind, ReportStatus
from ..person import User
from ..unit import IssuingUnit
from .forms import Indicator, IndicatorSplit
from .rounds import ReportingRound


class Report(models.Model):
    """Báo cáo of a unit in a round. A unit without a row has not begun.

    `draft` is what is being written (content.report_codec); `version` what was filed last. `source` says from what
    somebody else typed it (giấy, điện thoại), empty when the unit filed itself. Late or on time is computed from
    `first_filed_at`.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="reports")
    status = models.CharField(max_length=10, choices=ReportStatus.choices, default=ReportStatus.DRAFTING)
    draft = models.JSONField(default=dict)
    is_nothing = models.BooleanField("không phát sinh", default=False)
    version = models.ForeignKey("plans.ReportVersion", models.PROTECT, null=True, blank=True, related_name="+")
    first_filed_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    source = models.CharField("nhập thay, theo", max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "báo cáo"
        constraints = (
            models.UniqueConstraint(fields=("round", "unit"), name="report_once_per_round"),
            models.CheckConstraint(
                condition=Q(status="drafting") | Q(version__isnull=False, filed_at__isnull=False),
                name="report_filed_has_version",
            ),
        )
        indexes = (models.Index(fields=("unit", "status")), models.Index(fields=("round", "status")))

    def __str__(self) -> str:
        return f"{self.unit}, {self.round}"


class ReportVersion(models.Model):
    """Bản báo cáo đã gửi: frozen. A later one is a mended report or số liệu bổ sung; nothing changes an earlier one."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("lần")
    kind = models.CharField(max_length=10, choices=FilingKind.choices, default=FilingKind.FILED)
    content = models.JSONField()
    is_nothing = models.BooleanField(default=False)
    reason = models.CharField("lý do bổ sung", max_length=300, blank=True)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    filed_by_name = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("report", "number")
        verbose_name = "bản báo cáo"
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="report_version_once"),)

    def __str__(self) -> str:
        return f"bản {self.number}"


class Figure(models.Model):
    """Số liệu of the version filed last, as rows that the database adds up."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    split = models.ForeignKey(IndicatorSplit, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    is_nothing = models.BooleanField(default=False)
    without_doubles = models.BooleanField("đã loại trùng", default=False)

    class Meta:
        verbose_name = "số liệu"
        constraints = (
            models.UniqueConstraint(fields=("report", "indicator", "split"), name="figure_part_once_per_report"),
            models.UniqueConstraint(
                fields=("report", "indicator"), condition=Q(split=None), name="figure_once_per_report"
            ),
            models.CheckConstraint(
                condition=Q(is_nothing=True, value=None) | Q(is_nothing=False, value__isnull=False),
                name="figure_value_or_nothing",
            ),
        )
        indexes = (models.Index(fields=("indicator", "split", "report")),)

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"


class Evidence(models.Model):
    """Minh chứng: a picture or PDF with its caption; pictures lose their metadata. `is_scan`: of a report on paper."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence")
    section = models.CharField(max_length=30, blank=True)
    file = models.FileField(upload_to="minh-chung/%Y/")
    name = models.CharField("tên tệp", max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    caption = models.CharField("chú thích", max_length=200, blank=True)
    is_scan = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=120)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "minh chứng"

    def __str__(self) -> str:
        return self.name


class ReportReturn(models.Model):
    """Yêu cầu bổ sung: a return with a reason for each part (a section's key or an indicator's code)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="returns")
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")
    parts = models.JSONField(default=dict)
    reason = models.CharField("lý do chung", max_length=500, blank=True)
    returned_at = models.DateTimeField()
    returned_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    returned_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("report", "-id")
        verbose_name = "yêu cầu bổ sung"
        constraints = (models.CheckConstraint(condition=~Q(reason="") | ~Q(parts={}), name="report_return_says_why"),)

    def __str__(self) -> str:
        return self.reason[:60]


class ReportLink(models.Model):
    """Liên kết một lần: opens one unit's report of one round without an account, until it expires or has filed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    given_to = models.CharField("giao cho", max_length=120)
    created_at = models.DateTimeField()
    created_by_name = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "liên kết báo cáo một lần"

    def __str__(self) -> str:
        return f"{self.report}, {self.given_to}"
