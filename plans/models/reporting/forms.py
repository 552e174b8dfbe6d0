"""The catalogue of figures and the forms made from it; data, because every year and province has its own."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from ...enums import AddingUp, Part
from ..campaign import Campaign
from ..person import Validity
from ..unit import IssuingUnit


class Indicator(Validity):
    """Chỉ tiêu số liệu (content.report.IndicatorContent). `owner` empty: of the whole country. `adds_from`: codes of
    the only levels whose figures may be added up (domain.md §6: A1 "Σ of communes; ∅ with schools"), empty: any."""

    owner = models.ForeignKey(IssuingUnit, models.CASCADE, null=True, blank=True, related_name="indicators")
    code = models.CharField("mã", max_length=10)
    name = models.CharField("tên", max_length=200)
    unit_of_measure = models.CharField("đơn vị tính", max_length=40)
    adding_up = models.CharField("cách cộng", max_length=10, choices=AddingUp.choices, default=AddingUp.SUM)
    adds_from = models.JSONField("chỉ cộng số của cấp", default=list, blank=True)
    decimals = models.PositiveSmallIntegerField("số lẻ", default=0)
    least = models.DecimalField("ít nhất", max_digits=16, decimal_places=4, default=Decimal(0))
    most = models.DecimalField("nhiều nhất", max_digits=16, decimal_places=4, null=True, blank=True)
    unusual = models.DecimalField("khác năm trước quá (lần)", max_digits=6, decimal_places=2, default=Decimal(3))
    numerator = models.CharField("tử số", max_length=10, blank=True)
    denominator = models.CharField("mẫu số", max_length=10, blank=True)
    is_sensitive = models.BooleanField("số liệu nhạy cảm", default=False)
    explanation = models.CharField("cách tính", max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "code", "id")
        verbose_name = "chỉ tiêu số liệu"
        constraints = (
            models.UniqueConstraint(fields=("owner", "code"), name="indicator_code_once_per_owner"),
            models.UniqueConstraint(fields=("code",), condition=Q(owner=None), name="indicator_code_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="indicator_has_name_and_code"),
            models.CheckConstraint(condition=Q(most=None) | Q(most__gte=F("least")), name="indicator_limits_in_order"),
            models.CheckConstraint(
                condition=~Q(adding_up="ratio") | (~Q(numerator="") & ~Q(denominator="")),
                name="indicator_ratio_has_both",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class IndicatorSplit(models.Model):
    """Tách số liệu: a part of an indicator (ngân sách / xã hội hóa)."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="splits")
    code = models.CharField("mã", max_length=10)
    name = models.CharField("tên", max_length=100)
    adds_up = models.BooleanField("cộng lại thành tổng", default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "phần tách"
        constraints = (models.UniqueConstraint(fields=("indicator", "code"), name="split_code_once"),)

    def __str__(self) -> str:
        return self.name


class ReportForm(models.Model):
    """Biểu mẫu báo cáo of a campaign; a province's own goes before the country's."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="report_forms")
    owner = models.ForeignKey(IssuingUnit, models.CASCADE, null=True, blank=True, related_name="report_forms")
    name = models.CharField("tên biểu mẫu", max_length=200)
    is_in_use = models.BooleanField("đang dùng", default=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("campaign", "id")
        verbose_name = "biểu mẫu báo cáo"

    def __str__(self) -> str:
        return self.name


class FormSection(models.Model):
    """Phần of a form: its words, and the figures whose field names its key.

    `part`: it answers to the plan's items of that part, which are shown beside it; of those only the ones in which a
    word of `words` stands ("tặng quà; thăm hỏi"), all when there are none. Sections that follow each other with the
    same `group` ("Kết quả thực hiện") stand under it as 1., 2., ….
    """

    form = models.ForeignKey(ReportForm, models.CASCADE, related_name="sections")
    key = models.SlugField("mã", max_length=30)
    title = models.CharField("tên phần", max_length=200)
    part = models.CharField("ứng với phần của kế hoạch", max_length=16, choices=Part.choices, blank=True)
    group = models.CharField("thuộc phần lớn", max_length=100, blank=True)
    words = models.CharField("từ của mục kế hoạch", max_length=300, blank=True)
    is_required = models.BooleanField("bắt buộc", default=False)
    hint = models.CharField("gợi ý", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "phần lời của biểu mẫu"
        constraints = (models.UniqueConstraint(fields=("form", "key"), name="form_section_once"),)

    def __str__(self) -> str:
        return self.title


class FormField(models.Model):
    """Chỉ tiêu trong biểu mẫu: in which section it is asked for (a section's key, empty: on its own), and whether it
    must be filled in."""

    form = models.ForeignKey(ReportForm, models.CASCADE, related_name="fields")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    section = models.SlugField("phần", max_length=30, blank=True)
    is_required = models.BooleanField("bắt buộc", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = "chỉ tiêu trong biểu mẫu"
        constraints = (models.UniqueConstraint(fields=("form", "indicator"), name="form_indicator_once"),)

    def __str__(self) -> str:
        return str(self.indicator)
