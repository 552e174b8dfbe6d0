"""A year's campaign (Tháng hành động vì trẻ em): its theme, slogans, guidance, and the legal documents it rests on."""

from django.db import models
from django.db.models import F, Q

from ..enums import DocumentKind
from .person import Validity


class Campaign(models.Model):
    """Tháng hành động vì trẻ em of a year; what is not known yet stays empty."""

    year = models.PositiveSmallIntegerField("năm", unique=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    launch_from = models.DateField("phát động từ ngày", null=True, blank=True)
    launch_until = models.DateField("phát động đến ngày", null=True, blank=True)
    commune_report_due_on = models.DateField("xã báo cáo tỉnh trước ngày", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        ordering = ("-year",)
        verbose_name = "Tháng hành động vì trẻ em"
        constraints = (
            models.CheckConstraint(condition=Q(year__gte=1994) & Q(year__lte=2100), name="campaign_year_is_sensible"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(launch_until=None) | Q(launch_from=None) | Q(launch_until__gte=F("launch_from")),
                name="campaign_launch_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"Tháng hành động vì trẻ em năm {self.year}"


class Theme(models.Model):
    """Chủ đề of a year: one official; an example one carries a demonstration only."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="themes", verbose_name="năm")
    text = models.CharField("chủ đề", max_length=300)
    is_official = models.BooleanField("chính thức", default=True)
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        ordering = ("-campaign__year", "-is_official", "id")
        verbose_name = "chủ đề"
        constraints = (
            models.UniqueConstraint(
                fields=("campaign",), condition=Q(is_official=True), name="theme_one_official_per_year"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="theme_has_text"),
        )

    def __str__(self) -> str:
        return self.text


class Slogan(models.Model):
    """Khẩu hiệu of a year's list; the list may be known in part only."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="slogans", verbose_name="năm")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = models.CharField("khẩu hiệu", max_length=300)
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        ordering = ("campaign", "position", "id")
        verbose_name = "khẩu hiệu"
        constraints = (
            models.UniqueConstraint(fields=("campaign", "text"), name="slogan_once_a_year"),
            models.CheckConstraint(condition=~Q(text=""), name="slogan_has_text"),
        )

    def __str__(self) -> str:
        return self.text


class GuidingDocument(models.Model):
    """Văn bản hướng dẫn of a year, usually a ministry's công văn: a parent that is cited, not structured."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="guiding_documents", verbose_name="năm")
    kind = models.CharField("loại", max_length=12, choices=DocumentKind.choices, default=DocumentKind.LETTER)
    document_number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    abstract = models.CharField("trích yếu", max_length=500, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        ordering = ("-campaign__year", "issued_on", "id")
        verbose_name = "văn bản hướng dẫn"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.document_number}".strip()


class LegalDocument(Validity):
    """Căn cứ pháp lý: a law, decree or circular with the days it is in force, and what replaced it."""

    kind = models.CharField("loại", max_length=12, choices=DocumentKind.choices)
    document_number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    citation = models.CharField("lời dẫn đầy đủ", max_length=600, help_text="Thông tư số 28/2019/TT-BLĐTBXH ngày …")
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    is_usual = models.BooleanField("thường dùng", default=False, help_text="đưa sẵn vào căn cứ của kế hoạch mới")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        ordering = ("position", "issued_on", "id")
        verbose_name = "căn cứ pháp lý"
        constraints = (
            models.UniqueConstraint(fields=("citation",), name="legal_document_once"),
            models.CheckConstraint(condition=~Q(citation=""), name="legal_document_has_citation"),
        )

    def __str__(self) -> str:
        return self.citation
