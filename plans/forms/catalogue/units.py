"""Forms of units: facts, place among the others, closing, usual recipients, and the filter of the list."""

from dataclasses import fields as fields_of
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from ...content.vietnamese import short_date
from ...enums import SigningRegime
from ...models import IssuingUnit
from ...queries.catalogues import levels, units_called
from ...rules.actor import Actor
from ...services.administering.units import UnitFacts, UnitStanding
from ..fields import CleanCharField, CleanTextField, LinesField, RevisionField, VietnameseDateField
from .base import CatalogueForm

_STANDING = ("code", "level", "opened_on", "helps_superior")


class UnitForm(CatalogueForm):
    """A unit. Without `may_place` the facts that decide who sees what are not in the form."""

    groups = (
        ("Tên gọi", ("name", "short_name", ("territory", "noun"))),
        (
            "Trên văn bản của đơn vị",
            (
                ("place", "symbol"),
                "place_keeps_noun",
                "header_break",
                "shows_superior",
                ("drafting_office", "archive_note"),
                ("regime", "regime_since"),
            ),
        ),
        ("Nhận báo cáo", ("collects_from",)),
        ("Nhận văn bản", ("email",)),
        ("Mã, cấp và ngày thành lập", (("code", "level", "opened_on"), "helps_superior")),
    )

    name = CleanCharField(label="Tên đầy đủ", max_length=200, help_text="ví dụ: Ủy ban nhân dân phường Đức Xuân")
    short_name = CleanCharField(label="Tên ngắn", max_length=120, help_text="ví dụ: UBND phường Đức Xuân")
    territory = CleanCharField(label="Địa bàn", max_length=120, required=False, help_text="ví dụ: phường Đức Xuân")
    noun = CleanCharField(label="Loại", max_length=30, required=False, help_text="ví dụ: tỉnh, xã, phường, sở, trường")
    place = CleanCharField(
        label="Địa danh", max_length=80, required=False, help_text="in trước ngày tháng; để trống thì lấy của cấp trên"
    )
    symbol = CleanCharField(
        label="Chữ viết tắt trong số, ký hiệu", max_length=20, required=False, help_text="ví dụ: UBND, SYT"
    )
    place_keeps_noun = forms.BooleanField(
        label="Địa danh giữ cả loại",
        required=False,
        help_text="mang tên người, số, sự kiện: “Phường Nguyễn Nghiêm, ngày …”",
    )
    header_break = CleanCharField(
        label="Ngắt dòng tên cơ quan ở đầu văn bản",
        max_length=200,
        required=False,
        help_text="chép tên đầy đủ, ghi dấu | ở chỗ xuống dòng; để trống thì in một dòng",
    )
    shows_superior = forms.BooleanField(label="In tên cơ quan cấp trên ở dòng đầu", required=False)
    drafting_office = CleanCharField(
        label="Đơn vị soạn thảo", max_length=120, required=False, help_text="ví dụ: Phòng Văn hóa - Xã hội"
    )
    archive_note = CleanCharField(label="Nơi lưu", max_length=60, help_text="ví dụ: VT, VHXH")
    regime = forms.ChoiceField(label="Chế độ ký", choices=SigningRegime.choices)
    regime_since = VietnameseDateField(label="Chế độ ký này từ ngày", required=False)
    email = forms.EmailField(
        label="Thư điện tử nhận văn bản",
        required=False,
        help_text="văn bản gửi đến đây khi đơn vị chưa có ai dùng cổng; trang xác minh cũng dẫn tới địa chỉ này",
        error_messages={"invalid": "Kiểm tra lại địa chỉ thư điện tử."},
    )
    collects_from = CleanTextField(
        label="Nơi gửi báo cáo về đơn vị",
        required=False,
        help_text="mỗi dòng một loại, ví dụ: Các trường học trên địa bàn phường",
    )
    code = CleanCharField(
        label="Mã đơn vị", max_length=40, help_text="mã hành chính, hoặc mã cấp trên kèm tên viết tắt"
    )
    level = forms.ModelChoiceField(label="Cấp", queryset=None, empty_label="Chọn cấp")
    opened_on = VietnameseDateField(label="Thành lập ngày")
    helps_superior = forms.BooleanField(
        label="Giúp cấp trên theo dõi kế hoạch của các đơn vị khác",
        required=False,
        help_text="Sở Y tế giúp UBND tỉnh: thấy kế hoạch đã ban hành của các xã, phường",
    )
    revision = RevisionField()

    def __init__(self, *args: Any, actor: Actor, may_place: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice("level").queryset = levels(actor)
        self.fields["level"].error_messages = {
            "required": "Chọn cấp của đơn vị.",
            "invalid_choice": "Chọn một cấp trong danh sách.",
        }
        if not may_place:
            for name in _STANDING:
                del self.fields[name]

    def facts(self) -> UnitFacts:
        """The facts that were typed."""
        return UnitFacts(**{field.name: self.cleaned_data[field.name] for field in fields_of(UnitFacts)})

    def standing(self) -> UnitStanding | None:
        """The code, level and opening day, where the person may give them."""
        return UnitStanding(**{name: self.cleaned_data[name] for name in _STANDING}) if "code" in self.fields else None


def unit_values(unit: IssuingUnit) -> dict[str, Any]:
    """A unit's stored values as the form shows them."""
    return {name: getattr(unit, name) for name in UnitForm.base_fields}


class CloseUnitForm(CatalogueForm):
    """Until when a unit works, by which document, and who takes over."""

    groups = (("Ngừng hoạt động", ("closed_on", "basis", "successors")),)

    closed_on = VietnameseDateField(label="Hoạt động đến hết ngày")
    basis = CleanCharField(
        label="Văn bản sắp xếp",
        max_length=200,
        required=False,
        help_text="ví dụ: Nghị quyết số 1683/NQ-UBTVQH15 ngày 16/6/2025",
    )
    successors = LinesField(
        label="Đơn vị kế thừa",
        line_length=200,
        required=False,
        rows=3,
        help_text="mỗi dòng một đơn vị, ghi mã hoặc tên, ví dụ: UBND phường Đức Xuân",
    )
    revision = RevisionField()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_successors(self) -> list[IssuingUnit]:
        """Each line as the one unit it means."""
        lines: list[str] = self.cleaned_data["successors"]
        if len(lines) > 30:
            raise ValidationError("Ghi tối đa 30 đơn vị kế thừa.")
        return [self._unit(line) for line in lines]

    def _unit(self, line: str) -> IssuingUnit:
        # "21025 UBND phường Cẩm Thành", as the form shows it, is known by its code.
        found = units_called(self.actor, line) or units_called(self.actor, line.split(" ")[0])
        going_on = [unit for unit in found if unit.closed_on is None]
        if len(going_on) == 1:
            return going_on[0]
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                f"Không có đơn vị nào mang mã hoặc tên “{line[:80]}”; tìm trong danh sách rồi ghi mã."
            )
        codes = ", ".join(f"{unit.code} ({_span(unit)})" for unit in (going_on or found)[:6])
        raise ValidationError(f"Có {len(going_on or found)} đơn vị tên “{line[:80]}”; ghi mã thay cho tên: {codes}.")


def _span(unit: IssuingUnit) -> str:
    return f"đến {short_date(unit.closed_on)}" if isinstance(unit.closed_on, date) else "đang hoạt động"


class RecipientsForm(CatalogueForm):
    """The usual lines of Nơi nhận."""

    groups = (("Nơi nhận mẫu", ("lines",)),)

    lines = LinesField(
        label="Các dòng nơi nhận",
        line_length=200,
        required=False,
        rows=10,
        help_text="mỗi dòng một nơi, không ghi gạch đầu dòng và dấu chấm phẩy; “Lưu” ghi ở trang sửa đơn vị",
    )


class UnitFilterForm(forms.Form):
    """The filter above the list of units, sent with GET."""

    tim = CleanCharField(label="Tìm theo tên hoặc mã", required=False)
    cap = forms.ChoiceField(label="Cấp", required=False)
    tinh = forms.TypedChoiceField(label="Tỉnh, thành phố", required=False, coerce=int, empty_value=None)
    tinh_trang = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Đang hoạt động"), ("closed", "Đã ngừng hoạt động"), ("all", "Tất cả")],
    )

    def __init__(
        self, *args: Any, levels: list[tuple[str, str]], provinces: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        of_level, of_province = (cast(forms.ChoiceField, self.fields[name]) for name in ("cap", "tinh"))
        of_level.choices = [("", "Mọi cấp"), *levels]
        of_province.choices = [("", "Cả nước"), *provinces]
        self.fields["tim"].widget.input_type = "search"
