"""Frozen versions of a plan: its content as JSON and, once issued, the very bytes of its PDF."""

from django.db import models
from django.db.models import Q

from .person import User
from .plan import Plan


class PlanVersion(models.Model):
    """Phiên bản. Nothing ever changes one; what was issued is served from here and never rendered again."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("lần")
    content = models.JSONField()
    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    is_issued = models.BooleanField("bản ban hành", default=False)
    reason = models.CharField("nhân dịp", max_length=200, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "number")
        verbose_name = "phiên bản"
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="version_number_once"),
            models.UniqueConstraint(fields=("plan",), condition=Q(is_issued=True), name="version_issued_once"),
            models.CheckConstraint(
                condition=Q(is_issued=False) | (Q(pdf__isnull=False) & ~Q(sha256="")), name="version_issued_has_pdf"
            ),
        )

    def __str__(self) -> str:
        return f"bản {self.number}"
