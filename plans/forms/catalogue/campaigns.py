"""Forms of a year: its days, theme, slogans and guiding documents."""

from dataclasses import fields as fields_of
from typing import Any

from django import forms

from ...enums import DocumentKind
from ...models import Campaign, GuidingDocument
from ...services.administering.campaigns import CampaignFacts, GuidingFacts
from ..fields import CleanCharField, CleanTextField, CountField, LinesField, VietnameseDateField
from .base import CatalogueForm


class CampaignForm(CatalogueForm):
    """The days of a year's Action Month."""

    groups = (
        ("Năm", ("year",)),
        ("Thời gian", (("starts_on", "ends_on"), ("launch_from", "launch_until"))),
        ("Báo cáo", ("commune_report_due_on",)),
        ("Ghi chú", ("note",)),
    )

    year = CountField(label="Năm", least=1994, most=2100)
    starts_on = VietnameseDateField(label="Tháng hành động từ ngày", required=False)
    ends_on = VietnameseDateField(label="Đến hết ngày", required=False)
    launch_from = VietnameseDateField(label="Lễ phát động từ ngày", required=False)
    launch_until = VietnameseDateField(label="Lễ phát động đến ngày", required=False)
    commune_report_due_on = VietnameseDateField(
        label="Xã, phường báo cáo UBND cấp tỉnh trước ngày", required=False, help_text="thường là trước ngày 20/7"
    )
    note = CleanTextField(label="Ghi chú", max_length=5000, required=False, rows=3)

    def __init__(self, *args: Any, with_year: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_year:
            del self.fields["year"]

    def facts(self) -> CampaignFacts:
        """The days that were typed."""
        return CampaignFacts(**{field.name: self.cleaned_data[field.name] for field in fields_of(CampaignFacts)})


def campaign_values(campaign: Campaign) -> dict[str, Any]:
    """A year's stored values as the form shows them."""
    return {field.name: getattr(campaign, field.name) for field in fields_of(CampaignFacts)}


class ThemeForm(CatalogueForm):
    """The year's official theme."""

    groups = (("Chủ đề chính thức", ("text", "source")),)

    text = CleanCharField(
        label="Chủ đề", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="không ghi ngoặc kép"
    )
    source = CleanCharField(
        label="Theo văn bản",
        max_length=300,
        required=False,
        help_text="ví dụ: Công văn số …/BYT-BMTE ngày … của Bộ Y tế",
    )


class SloganLinesForm(CatalogueForm):
    """Slogans to add at the end of the year's list."""

    groups = (("Thêm khẩu hiệu", ("lines", "source")),)

    lines = LinesField(
        label="Khẩu hiệu",
        line_length=500,
        rows=6,
        help_text="mỗi dòng một khẩu hiệu; dán cả danh sách cũng được, số thứ tự và ngoặc kép được bỏ đi",
    )
    source = CleanCharField(label="Theo văn bản", max_length=300, required=False)


class SloganForm(CatalogueForm):
    """The words of one slogan."""

    groups = (("Khẩu hiệu", ("text", "source")),)

    text = CleanCharField(label="Khẩu hiệu", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    source = CleanCharField(label="Theo văn bản", max_length=300, required=False)


class GuidingDocumentForm(CatalogueForm):
    """A document that guides the year."""

    groups = (("Văn bản hướng dẫn", (("kind", "document_number", "issued_on"), "issuer", "abstract", "note")),)

    kind = forms.ChoiceField(label="Loại văn bản", choices=DocumentKind.choices, initial=DocumentKind.LETTER)
    document_number = CleanCharField(
        label="Số, ký hiệu", max_length=60, required=False, help_text="ví dụ: 982/BLĐTBXH-CTE"
    )
    issued_on = VietnameseDateField(label="Ngày ban hành", required=False)
    issuer = CleanCharField(label="Cơ quan ban hành", max_length=200)
    abstract = CleanCharField(
        label="Trích yếu", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = CleanCharField(label="Ghi chú", max_length=300, required=False)

    def facts(self) -> GuidingFacts:
        """The facts that were typed."""
        return GuidingFacts(**{field.name: self.cleaned_data[field.name] for field in fields_of(GuidingFacts)})


def guiding_values(document: GuidingDocument) -> dict[str, Any]:
    """A guiding document's stored values as the form shows them."""
    return {field.name: getattr(document, field.name) for field in fields_of(GuidingFacts)}
