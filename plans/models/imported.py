"""Documents from outside (Word, PDF, text): the original as it came, what was read in it, and what became of it."""

from django.db import models
from django.db.models import Q

from ..enums import ImportKind, ImportStatus, KeepAs
from .person import User
from .plan import Plan
from .unit import IssuingUnit

#: No file above this is taken (issue 3); the column refuses it as well.
MAX_BYTES = 20 * 1024 * 1024

_LOOKED_AT = (ImportStatus.READ, ImportStatus.NEEDS_LOOK, ImportStatus.KEPT)


class ImportBatch(models.Model):
    """Many documents given at once: files chosen together, or the members of a ZIP, read in the background.

    `archive` holds a ZIP until its members have been taken out; `found` counts them once that is known.
    """

    unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="import_batches", verbose_name="đơn vị")
    name = models.CharField("tên", max_length=200)
    archive = models.BinaryField(null=True)
    found = models.PositiveIntegerField("số tệp", default=0)
    refusal = models.CharField("lý do từ chối", max_length=400, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = "đợt nhập văn bản"
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="import_batch_has_name"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(started_at__isnull=False, archive=None),
                name="import_batch_finished_is_unpacked",
            ),
            models.CheckConstraint(
                condition=Q(refusal="") | Q(finished_at__isnull=False), name="import_batch_refused_is_finished"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ImportedDocument(models.Model):
    """Văn bản nhập từ tệp of a unit. `original` never changes; nothing is left of a file that was refused but why.

    `source` holds the lines as they were found, `review` what was recognised and then corrected (importing.reviewing);
    `revision` counts the corrections, for optimistic locking.
    """

    unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="imported_documents", verbose_name="đơn vị")
    batch = models.ForeignKey(ImportBatch, models.CASCADE, null=True, blank=True, related_name="documents")
    position = models.PositiveIntegerField("thứ tự", default=0)
    file_name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField("loại nội dung", max_length=100, blank=True)
    size = models.PositiveIntegerField("số byte", default=0)
    original = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    kind = models.CharField("loại tệp", max_length=5, choices=ImportKind.choices, blank=True)
    status = models.CharField("trạng thái", max_length=12, choices=ImportStatus.choices, default=ImportStatus.READING)
    refusal = models.CharField("lý do từ chối", max_length=400, blank=True)
    source = models.JSONField(null=True)
    review = models.JSONField(null=True)
    title = models.CharField("trích yếu đọc được", max_length=500, blank=True)
    unread = models.PositiveIntegerField("số dòng chưa hiểu", default=0)
    revision = models.PositiveIntegerField(default=1)
    kept_as = models.CharField("giữ làm", max_length=10, choices=KeepAs.choices, blank=True)
    plan = models.OneToOneField(Plan, models.PROTECT, null=True, blank=True, related_name="imported_from")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ("batch", "position", "id")
        verbose_name = "văn bản nhập từ tệp"
        constraints = (
            models.CheckConstraint(condition=~Q(file_name=""), name="import_has_file_name"),
            models.CheckConstraint(condition=Q(size__lte=MAX_BYTES), name="import_not_too_big"),
            models.CheckConstraint(
                condition=~Q(status__in=_LOOKED_AT)
                | (Q(original__isnull=False, source__isnull=False, review__isnull=False) & ~Q(sha256="") & ~Q(kind="")),
                name="import_read_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status="reading") | Q(original__isnull=False), name="import_waiting_has_original"
            ),
            models.CheckConstraint(
                condition=Q(status="refused", original__isnull=True, source__isnull=True) & ~Q(refusal="")
                | (~Q(status="refused") & Q(refusal="")),
                name="import_refused_leaves_why_alone",
            ),
            models.CheckConstraint(
                condition=Q(status="kept", plan__isnull=False) & ~Q(kept_as="")
                | (~Q(status="kept") & Q(plan=None, kept_as="")),
                name="import_kept_as_a_plan",
            ),
        )
        indexes = (models.Index(fields=("unit", "status", "-created_at")),)

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether it has been read and may still be corrected and kept."""
        return self.status in (ImportStatus.READ, ImportStatus.NEEDS_LOOK)
