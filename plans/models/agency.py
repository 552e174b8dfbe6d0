"""Agencies (cơ quan chịu trách nhiệm): who is named in plans, how they are addressed, who answers to whom below."""

from django.db import models
from django.db.models import F, Q

from ..enums import Wording
from .person import Validity
from .unit import IssuingUnit, UnitLevel


class Agency(Validity):
    """A body that plans give work to. Without `owner` it stands for the same body in every unit of the level.

    `name` may hold {loại} ("Công an {loại}" becomes "Công an phường") and {địa bàn}. A unit's own row with the same
    `code` goes before the general one.
    """

    code = models.SlugField("mã", max_length=60)
    name = models.CharField("tên", max_length=200)
    aliases = models.TextField("cách viết khác", blank=True, help_text="mỗi dòng một cách")
    level = models.ForeignKey(UnitLevel, models.PROTECT, related_name="agencies", verbose_name="cấp")
    owner = models.ForeignKey(
        IssuingUnit, models.CASCADE, null=True, blank=True, related_name="agencies", verbose_name="riêng của đơn vị"
    )
    wording = models.CharField("cách giao việc", max_length=8, choices=Wording.choices, default=Wording.ORDER)
    is_collective = models.BooleanField("tên gọi chung", default=False)
    covers_level = models.ForeignKey(
        UnitLevel, models.PROTECT, null=True, blank=True, related_name="collective_names", verbose_name="gọi chung cấp"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    counterparts = models.ManyToManyField(
        "self", through="AgencyCounterpart", symmetrical=False, related_name="upper_counterparts"
    )

    class Meta:
        ordering = ("level__rank", "position", "id")
        verbose_name = "cơ quan, tổ chức"
        verbose_name_plural = "cơ quan, tổ chức"
        constraints = (
            models.UniqueConstraint(fields=("code", "owner"), name="agency_code_once_per_owner"),
            models.UniqueConstraint(fields=("code",), condition=Q(owner=None), name="agency_code_once_general"),
            models.CheckConstraint(condition=~Q(name=""), name="agency_has_name"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="agency_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.name


class AgencyCounterpart(models.Model):
    """Who does at the lower level what `upper` does above (domain.md §4.1); the first is the usual one."""

    upper = models.ForeignKey(Agency, models.CASCADE, related_name="lower_links")
    lower = models.ForeignKey(Agency, models.CASCADE, related_name="upper_links")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "cơ quan tương ứng"
        constraints = (
            models.UniqueConstraint(fields=("upper", "lower"), name="counterpart_once"),
            models.CheckConstraint(condition=~Q(upper=F("lower")), name="counterpart_not_itself"),
        )

    def __str__(self) -> str:
        return f"{self.upper} → {self.lower}"
