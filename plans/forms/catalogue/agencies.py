"""Forms of agencies with their counterparts below, and of legal documents."""

import re
from dataclasses import fields as fields_of
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ...enums import DocumentKind, Wording
from ...models import Agency, LegalDocument
from ...queries.catalogues import agencies, legal_documents, levels
from ...rules.actor import Actor
from ...services.administering.agencies import AgencyFacts, LegalFacts
from ..fields import CleanCharField, CleanTextField, CountField, VietnameseDateField
from .base import CatalogueForm, Line

#: Empty choices for counterparts beside the ones there are; the page comes back with more when they are used up.
_SPARE = 2


class AgencyForm(CatalogueForm):
    """A body that plans give work to."""

    name = CleanCharField(
        label="Tên", max_length=200, help_text="{loại} và {địa bàn} được thay bằng của từng đơn vị: Công an {loại}"
    )
    code = CleanCharField(
        label="Mã", max_length=60, required=False, help_text="chữ không dấu, số, gạch nối; để trống thì đặt theo tên"
    )
    level = forms.ModelChoiceField(
        label="Cấp", queryset=None, empty_label="Chọn cấp", error_messages={"required": "Chọn cấp của cơ quan."}
    )
    wording = forms.ChoiceField(label="Cách giao việc", choices=Wording.choices)
    aliases = CleanTextField(
        label="Cách viết khác",
        required=False,
        rows=3,
        help_text="mỗi dòng một cách, ví dụ: Sở GD&ĐT, Sở Giáo dục - Đào tạo",
    )
    is_collective = forms.BooleanField(
        label="Tên gọi chung nhiều nơi", required=False, help_text="Các sở, ban, ngành; UBND các xã, phường"
    )
    covers_level = forms.ModelChoiceField(
        label="Gọi chung các đơn vị cấp", queryset=None, required=False, empty_label="không gọi chung cấp nào"
    )
    position = CountField(label="Thứ tự trong danh sách", required=False)
    valid_from = VietnameseDateField(label="Có từ ngày", required=False)
    valid_until = VietnameseDateField(label="Đến hết ngày", required=False)
    replaced_by = forms.ModelChoiceField(
        label="Nay là", queryset=None, required=False, empty_label="không có cơ quan thay thế"
    )

    def __init__(self, *args: Any, actor: Actor, agency: Agency | None = None, **kwargs: Any) -> None:
        linked = [link.lower_id for link in agency.lower_links.all()] if agency else []
        initial = {f"counterpart_{at}": pk for at, pk in enumerate(linked)}
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        # Read once: every list of choices below is made from the same rows.
        every = list(agencies(actor))
        self.choice("level").queryset = self.choice("covers_level").queryset = levels(actor)
        self.choice("replaced_by").queryset = agencies(actor)
        self.choice("replaced_by").choices = _by_level(every, "không có cơ quan thay thế")
        rank = agency.level.rank if agency else -1
        below = _by_level([one for one in every if one.level.rank > rank], "không chọn")
        self.counterpart_names = tuple(f"counterpart_{at}" for at in range(len(linked) + _SPARE))
        self._by_pk = {one.pk: one for one in every}
        for at, name in enumerate(self.counterpart_names, start=1):
            self.fields[name] = forms.TypedChoiceField(
                label="Thường là" if at == 1 else f"Thứ {at}",
                choices=below,
                required=False,
                coerce=int,
                empty_value=None,
                error_messages={"invalid_choice": "Chọn một cơ quan của cấp dưới trong danh sách."},
            )

    def all_groups(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """Counterparts are as many as there are, and two more."""
        return (
            ("Tên gọi", ("name", "aliases", ("code", "level"))),
            ("Trong kế hoạch", (("wording", "position"), "is_collective", "covers_level")),
            ("Cơ quan tương ứng ở cấp dưới", (self.counterpart_names,)),
            ("Thời gian tồn tại", (("valid_from", "valid_until"), "replaced_by")),
        )

    def clean_code(self) -> str:
        """Only what can stand in a file or an address."""
        code: str = self.cleaned_data["code"]
        if code and not re.fullmatch(r"[A-Za-z0-9_-]+", code):
            raise ValidationError("Mã chỉ gồm chữ không dấu, số, gạch nối; để trống thì cổng đặt theo tên.")
        return code

    def clean_position(self) -> int:
        """Nothing counts as first."""
        return int(self.cleaned_data["position"] or 0)

    def facts(self) -> AgencyFacts:
        """The facts that were typed."""
        return AgencyFacts(**{field.name: self.cleaned_data[field.name] for field in fields_of(AgencyFacts)})

    def counterparts(self) -> list[Agency]:
        """The chosen counterparts in their order."""
        chosen = [self.cleaned_data[name] for name in self.counterpart_names]
        return [self._by_pk[pk] for pk in chosen if pk is not None]


def agency_values(agency: Agency) -> dict[str, Any]:
    """An agency's stored values as the form shows them."""
    return {field.name: getattr(agency, field.name) for field in fields_of(AgencyFacts)}


def _by_level(rows: list[Agency], empty: str) -> list[tuple[Any, Any]]:
    """Choices under the name of their level."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in rows:
        groups.setdefault(one.level.name, []).append(
            (one.pk, f"{one.name} (riêng {one.owner})" if one.owner else one.name)
        )
    return [("", empty), *groups.items()]


class LegalDocumentForm(CatalogueForm):
    """A legal document."""

    groups = (
        ("Văn bản", (("kind", "document_number", "issued_on"), "issuer", "citation")),
        ("Hiệu lực", (("valid_from", "valid_until"), "replaced_by")),
        ("Trong kế hoạch", ("is_usual", "position")),
    )

    kind = forms.ChoiceField(label="Loại văn bản", choices=DocumentKind.choices)
    document_number = CleanCharField(
        label="Số, ký hiệu", max_length=60, required=False, help_text="ví dụ: 28/2019/TT-BLĐTBXH"
    )
    issued_on = VietnameseDateField(label="Ngày ban hành", required=False)
    issuer = CleanCharField(label="Cơ quan ban hành", max_length=200, required=False)
    citation = CleanCharField(
        label="Lời dẫn đầy đủ",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="in sau chữ “Căn cứ”: Luật Trẻ em ngày 05 tháng 4 năm 2016; không ghi dấu chấm phẩy cuối dòng",
    )
    valid_from = VietnameseDateField(label="Có hiệu lực từ ngày", required=False)
    valid_until = VietnameseDateField(label="Đến hết ngày", required=False)
    replaced_by = forms.ModelChoiceField(
        label="Được thay bằng", queryset=None, required=False, empty_label="chưa có văn bản thay thế"
    )
    is_usual = forms.BooleanField(label="Đưa sẵn vào căn cứ của kế hoạch mới", required=False)
    position = CountField(label="Thứ tự trong danh sách", required=False)

    def __init__(self, *args: Any, actor: Actor, document: LegalDocument | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = legal_documents(actor)
        self.choice("replaced_by").queryset = others.exclude(pk=document.pk) if document else others

    def clean_position(self) -> int:
        """Nothing counts as first."""
        return int(self.cleaned_data["position"] or 0)

    def facts(self) -> LegalFacts:
        """The facts that were typed."""
        return LegalFacts(**{field.name: self.cleaned_data[field.name] for field in fields_of(LegalFacts)})


def legal_values(document: LegalDocument) -> dict[str, Any]:
    """A legal document's stored values as the form shows them."""
    return {field.name: getattr(document, field.name) for field in fields_of(LegalFacts)}
