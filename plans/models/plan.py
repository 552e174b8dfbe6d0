"""A plan (kế hoạch) and the facts it is printed from: parents, legal bases, slogans, deadlines, recipients."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from ..content.document_types import type_name
from ..content.numbering import document_number
from ..enums import (
    DeadlineKind,
    DeadlinePurpose,
    DocumentKind,
    PlanStatus,
    SigningCapacity,
    SlogansPlace,
    StepKind,
)
from .campaign import Campaign, LegalDocument, Theme
from .person import PostHolding, User
from .unit import IssuingUnit


class YearOf(models.Func):
    """The year of a date, said so that both databases can build an index on it."""

    template = "CAST(EXTRACT(YEAR FROM CAST(%(expressions)s AS date)) AS integer)"
    arity = 1
    output_field = models.IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite keeps a date as the text 2026-05-13."""
        return self.as_sql(compiler, connection, template="CAST(substr(%(expressions)s, 1, 4) AS integer)", **extra)


class Plan(models.Model):
    """Kế hoạch of an issuing unit. `revision` counts the changes of its facts, for optimistic locking.

    `short_name` names it on the command line. `is_archive_copy` marks an old plan kept from a copy on which number,
    day or signature were lost: what is not known is not invented, so only such a one may lack them when issued.
    `recorded_by` names the unit that kept a copy of another unit's plan from a file: the issuing unit has not issued
    it here, so only the keeper and the units below it see it, and every page says whose copy it is.
    `step_kind`, `holder` and `held_since` repeat the current `PlanStep`, so that lists and rules need no other table;
    only `services.approving.steps` writes them.
    """

    issuing_unit = models.ForeignKey(IssuingUnit, models.PROTECT, related_name="plans", verbose_name="đơn vị")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="plans")
    year = models.PositiveSmallIntegerField("năm")
    short_name = models.SlugField("tên gọi trên dòng lệnh", max_length=60, null=True, blank=True, unique=True)
    status = models.CharField("trạng thái", max_length=12, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    document_type = models.CharField("tên loại", max_length=40, default="KẾ HOẠCH", blank=True)
    abstract = models.CharField("trích yếu", max_length=500)
    abstract_note = models.CharField("dòng dưới trích yếu", max_length=200, blank=True)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40, default="KH-UBND")
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    addressees = models.TextField("kính gửi", blank=True, help_text="mỗi dòng một nơi; công văn, báo cáo mới có")
    opening = models.TextField("lời mở đầu", blank=True)
    closing = models.TextField("lời kết", blank=True)
    ending = models.CharField("dấu kết thúc", max_length=5, default="./.", blank=True)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="plans")
    theme_text = models.CharField("chủ đề", max_length=300, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    launch_from = models.DateField("phát động từ ngày", null=True, blank=True)
    launch_until = models.DateField("phát động đến ngày", null=True, blank=True)
    slogans_place = models.CharField(
        "khẩu hiệu", max_length=10, choices=SlogansPlace.choices, default=SlogansPlace.APPENDIX
    )
    signatory = models.ForeignKey(
        PostHolding, models.SET_NULL, null=True, blank=True, related_name="plans", verbose_name="người ký"
    )
    capacity = models.CharField(
        "thẩm quyền ký", max_length=12, choices=SigningCapacity.choices, default=SigningCapacity.HEAD
    )
    signature_lines = models.TextField(
        "dòng chức vụ ghi riêng", blank=True, help_text="mỗi dòng một dòng in; để trống thì tính"
    )
    signature_name = models.CharField("tên người ký ghi riêng", max_length=100, blank=True)
    archive_note = models.CharField("lưu", max_length=60, default="VT")
    step_kind = models.CharField("đang ở bước", max_length=16, choices=StepKind.choices, blank=True)
    holder = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    held_since = models.DateTimeField("giữ từ lúc", null=True, blank=True)
    is_archive_copy = models.BooleanField("bản sưu tầm", default=False)
    recorded_by = models.ForeignKey(
        IssuingUnit, models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="nhập từ tệp bởi"
    )
    previous_plan = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="next_plans")
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-updated_at", "-id")
        verbose_name = "kế hoạch"
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "submitted", "sent_back", "approved"))
                | Q(is_archive_copy=True)
                | (Q(number__isnull=False) & Q(issued_on__isnull=False)),
                name="plan_issued_has_number_and_date",
            ),
            # The year of the number is that of the document's date: the plan of 2027 may be issued in December 2026.
            models.UniqueConstraint(
                "issuing_unit",
                Coalesce(YearOf("issued_on"), "year"),
                "symbol",
                "number",
                condition=Q(number__isnull=False, recorded_by=None),
                name="plan_number_once_a_year",
            ),
            models.UniqueConstraint(
                fields=("recorded_by", "issuing_unit", "year", "symbol", "number"),
                condition=Q(number__isnull=False, recorded_by__isnull=False, removed_at=None),
                name="plan_copy_once_per_keeper",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by=None) | (Q(status="issued") & ~Q(recorded_by=F("issuing_unit"))),
                name="plan_copy_is_issued_by_another",
            ),
            models.CheckConstraint(condition=Q(number=None) | Q(number__gte=1), name="plan_number_from_one"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="plan_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(launch_until=None) | Q(launch_from=None) | Q(launch_until__gte=F("launch_from")),
                name="plan_launch_in_order",
            ),
            models.CheckConstraint(condition=~Q(abstract=""), name="plan_has_abstract"),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(status__in=("draft", "sent_back")) | Q(recorded_by__isnull=False),
                name="plan_removed_only_as_draft_or_copy",
            ),
            models.CheckConstraint(
                condition=~Q(step_kind="") ^ Q(status__in=("draft", "sent_back", "issued", "withdrawn", "superseded")),
                name="plan_on_its_way_has_a_step",
            ),
        )
        indexes = (models.Index(fields=("issuing_unit", "status", "year")),)

    def __str__(self) -> str:
        return f"{self.kind_name} {self.abstract[:1].lower()}{self.abstract[1:]}"

    @property
    def kind_name(self) -> str:
        """What kind of document it is, as a sentence begins with it: "Kế hoạch"; a công văn prints no name of its type
        (`document_type` is empty)."""
        return type_name(self.document_type)

    @property
    def document_number(self) -> str:
        """Số, ký hiệu: "115/KH-UBND", or "…/KH-UBND" while it has no number."""
        return document_number(self.number, self.symbol) if self.number is not None else f"…/{self.symbol}"

    @property
    def is_copy(self) -> bool:
        """Whether it is another unit's plan, kept here from a file by the unit `recorded_by`."""
        return self.recorded_by_id is not None

    @property
    def is_editable_state(self) -> bool:
        """Whether its words may still change: a draft, one sent back, or one that takes in opinions."""
        if self.removed_at is not None:
            return False
        is_consulting = self.status == PlanStatus.SUBMITTED and self.step_kind == StepKind.CONSULT
        return is_consulting or self.status in (PlanStatus.DRAFT, PlanStatus.SENT_BACK)

    @property
    def is_on_its_way(self) -> bool:
        """Whether it has been submitted and is not issued yet."""
        return self.status in (PlanStatus.SUBMITTED, PlanStatus.APPROVED)

    @property
    def is_issued(self) -> bool:
        """Whether it has left the unit: issued, and perhaps withdrawn or replaced since."""
        return self.status in (PlanStatus.ISSUED, PlanStatus.WITHDRAWN, PlanStatus.SUPERSEDED)


class PlanPart(models.Model):
    """A line of a plan with its place among its like."""

    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        abstract = True
        ordering = ("position", "id")


class ParentDocument(PlanPart):
    """Văn bản cấp trên this plan carries out: a version of a plan kept here, or a document that is only cited."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="parent_documents")
    kind = models.CharField("loại", max_length=12, choices=DocumentKind.choices, default=DocumentKind.PLAN)
    document_number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    abstract = models.CharField("trích yếu", max_length=500, blank=True)
    parent_plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="child_links")
    parent_version = models.ForeignKey(
        "plans.PlanVersion", models.PROTECT, null=True, blank=True, related_name="child_links"
    )

    class Meta(PlanPart.Meta):
        verbose_name = "văn bản cấp trên"
        constraints = (
            models.UniqueConstraint(fields=("plan", "parent_plan"), name="parent_plan_once"),
            models.CheckConstraint(
                condition=Q(parent_plan=None, parent_version=None)
                | (Q(parent_plan__isnull=False) & Q(parent_version__isnull=False)),
                name="parent_plan_with_its_version",
            ),
            models.CheckConstraint(
                condition=Q(parent_plan=None) | ~Q(plan=F("parent_plan")), name="parent_plan_not_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.document_number}".strip()


class LegalBasis(PlanPart):
    """Căn cứ as this plan prints it, without its closing mark."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="legal_bases")
    text = models.CharField("căn cứ", max_length=600)
    document = models.ForeignKey(LegalDocument, models.SET_NULL, null=True, blank=True, related_name="uses")

    class Meta(PlanPart.Meta):
        verbose_name = "căn cứ"
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="legal_basis_has_text"),)

    def __str__(self) -> str:
        return self.text


class PlanSlogan(PlanPart):
    """Khẩu hiệu that the plan prints; `is_own` marks one the unit added to the year's list."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="slogans")
    text = models.CharField("khẩu hiệu", max_length=300)
    is_own = models.BooleanField("của đơn vị", default=False)

    class Meta(PlanPart.Meta):
        verbose_name = "khẩu hiệu của kế hoạch"
        constraints = (
            models.UniqueConstraint(fields=("plan", "text"), name="plan_slogan_once"),
            models.CheckConstraint(condition=~Q(text=""), name="plan_slogan_has_text"),
        )

    def __str__(self) -> str:
        return self.text


class ReportDeadline(PlanPart):
    """Hạn: kind and date, from which the printed words and the last day are made (domain.md §7)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="deadlines")
    purpose = models.CharField("việc", max_length=12, choices=DeadlinePurpose.choices, default=DeadlinePurpose.REPORT)
    kind = models.CharField("cách ghi", max_length=8, choices=DeadlineKind.choices, default=DeadlineKind.BEFORE)
    due_on = models.DateField("ngày", null=True, blank=True)
    label = models.CharField("kỳ", max_length=60, blank=True, help_text="6 tháng, cả năm")
    owed_by = models.CharField("ai gửi", max_length=300, blank=True)
    receiver = models.CharField("gửi về", max_length=200, blank=True)
    via = models.CharField("qua", max_length=200, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = "hạn"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="undated", due_on=None) | (~Q(kind="undated") & Q(due_on__isnull=False)),
                name="deadline_dated_unless_undated",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.get_kind_display()} {self.due_on or ''}".strip()


class Recipient(PlanPart):
    """Nơi nhận: one printed line without its dash and mark, and the unit of the portal it means, if it is one."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="recipients")
    text = models.CharField("nơi nhận", max_length=200)
    unit = models.ForeignKey(IssuingUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField("thư điện tử", blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = "nơi nhận"
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="recipient_has_text"),)

    def __str__(self) -> str:
        return self.text


class Appendix(PlanPart):
    """Phụ lục: a title; its paragraphs are items. `table` is a content.TableContent as the codec writes it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="appendices")
    title = models.CharField("tên phụ lục", max_length=300)
    table = models.JSONField("biểu số liệu", null=True, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = "phụ lục"
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="appendix_has_title"),)

    def __str__(self) -> str:
        return self.title
