"""Items of a plan: the tree of headings and paragraphs, the facts of activities, and who is responsible."""

from django.db import models
from django.db.models import F, Q

from ..enums import Block, Marker, Part, Role
from .agency import Agency
from .person import User
from .plan import Appendix, Plan
from .version import PlanVersion


class Item(models.Model):
    """Phần, mục, điểm, đoạn: one heading or paragraph. Its numeral is computed, its `key` outlives every edit.

    `revision` counts the changes of its words, for optimistic locking. An item taken from a parent's plan keeps the
    parent's version and the key it has there, and is dropped with a reason rather than deleted.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    appendix = models.ForeignKey(Appendix, models.CASCADE, null=True, blank=True, related_name="items")
    key = models.CharField(max_length=24)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    marker = models.CharField(max_length=8, choices=Marker.choices, default=Marker.NONE)
    is_heading = models.BooleanField("là đề mục", default=False)
    text = models.TextField("nội dung", blank=True)
    part = models.CharField(max_length=16, choices=Part.choices, blank=True)
    block = models.CharField(max_length=12, choices=Block.choices, blank=True)
    origin_version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="derived_items")
    origin_key = models.CharField(max_length=24, blank=True)
    dropped_reason = models.CharField("lý do bỏ", max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "đoạn"
        constraints = (
            models.UniqueConstraint(fields=("plan", "key"), name="item_key_once_per_plan"),
            models.CheckConstraint(
                condition=Q(origin_version=None, origin_key="") | (Q(origin_version__isnull=False) & ~Q(origin_key="")),
                name="item_origin_whole",
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="item_not_its_own_parent"),
        )
        indexes = (models.Index(fields=("plan", "parent", "position")),)

    def __str__(self) -> str:
        return self.text[:60]


class Activity(models.Model):
    """Hoạt động: when, where, with what money and toward which target an item is carried out. Money in đồng."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="activity")
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    venue = models.CharField("địa điểm", max_length=200, blank=True)
    budget = models.PositiveBigIntegerField("kinh phí (đồng)", null=True, blank=True)
    funding_source = models.CharField("nguồn kinh phí", max_length=200, blank=True)
    target = models.CharField("chỉ tiêu", max_length=300, blank=True)

    class Meta:
        verbose_name = "hoạt động"
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="activity_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return str(self.item)


class Responsibility(models.Model):
    """Cơ quan chịu trách nhiệm: item × agency × role; one lead (chủ trì) an item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="responsibilities")
    agency = models.ForeignKey(Agency, models.SET_NULL, null=True, blank=True, related_name="responsibilities")
    agency_name = models.CharField("cơ quan", max_length=200)
    covers_level = models.CharField("gọi chung cấp", max_length=30, blank=True)
    role = models.CharField("vai trò", max_length=10, choices=Role.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "phân công"
        constraints = (
            models.UniqueConstraint(fields=("item",), condition=Q(role="lead"), name="responsibility_one_lead"),
            models.UniqueConstraint(fields=("item", "role", "agency_name"), name="responsibility_once"),
            models.CheckConstraint(condition=~Q(agency_name=""), name="responsibility_has_agency"),
        )

    def __str__(self) -> str:
        return f"{self.agency_name} {self.get_role_display().lower()}"


class DraftNote(models.Model):
    """Ghi chú for the drafter: what was adapted by the portal in an item, or needs a look; done once looked at."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="notes")
    item_key = models.CharField(max_length=24, blank=True)
    kind = models.CharField(max_length=30)
    message = models.CharField("ghi chú", max_length=500)
    needs_look = models.BooleanField("cần xem", default=True)
    is_done = models.BooleanField("đã xem", default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "ghi chú của dự thảo"

    def __str__(self) -> str:
        return self.message
