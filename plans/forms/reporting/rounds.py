"""Forms of a round: its form and levels, one unit's exception, and what the grid is narrowed to."""

from collections.abc import Sequence
from typing import Any

from django import forms

from ...exceptions import Invalid
from ...models import ReportForm, UnitLevel
from ...queries.reporting.follow.grid import Order, Tab, Wanted
from ..catalogue.base import CatalogueForm, Line
from ..fields import CleanCharField, CleanTextField, RevisionField, VietnameseDateField

EXTEND, EXPECT, EXCUSE = "gia-han", "phai-bao-cao", "khong-phai"


class FollowFilterForm(forms.Form):
    """What the grid is narrowed to; anything unknown in the address counts as nothing."""

    loc = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in Tab])
    tim = CleanCharField(label="Tìm đơn vị", required=False, max_length=100)
    cap = forms.SlugField(label="Cấp", required=False)
    xep = forms.ChoiceField(
        label="Xếp theo",
        required=False,
        choices=[
            (Order.WORK.value, "việc cần làm trước"),
            (Order.NAME.value, "tên đơn vị"),
            (Order.TREE.value, "thứ tự danh mục"),
        ],
    )

    def wanted(self) -> Wanted:
        """What was asked for."""
        self.is_valid()
        told = self.cleaned_data
        return Wanted(
            tab=Tab(told.get("loc") or ""),
            words=told.get("tim") or "",
            level=told.get("cap") or "",
            order=Order(told.get("xep") or ""),
        )


class RoundForm(CatalogueForm):
    """On which form reports of the round are made, and which levels owe one."""

    revision = RevisionField()
    form = forms.ModelChoiceField(
        label="Biểu mẫu",
        queryset=None,
        required=False,
        empty_label="chưa chọn biểu mẫu",
        help_text="đã có đơn vị gửi báo cáo thì không đổi được nữa",
    )

    def __init__(self, *args: Any, offered: Sequence[ReportForm], levels: Sequence[UnitLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice("form").queryset = ReportForm.objects.filter(pk__in=[one.pk for one in offered])
        self._levels = {f"level_{one.pk}": one.code for one in levels}
        for name, level in zip(self._levels, levels, strict=True):
            self.fields[name] = forms.BooleanField(label=level.name, required=False)

    def all_groups(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """A tick for each level there is below the receiver."""
        return (("Biểu mẫu", ("form",)), ("Cấp phải báo cáo", tuple(self._levels)))

    def levels(self) -> list[str]:
        """The codes of the levels that were ticked."""
        return [code for name, code in self._levels.items() if self.cleaned_data.get(name)]

    def refuse(self, error: Invalid) -> None:
        """A refusal about the levels stands at the first of them."""
        fields = {
            next(iter(self._levels), "form") if name == "levels" else name: one for name, one in error.fields.items()
        }
        super().refuse(Invalid(error.message, fields))


class ExceptionForm(CatalogueForm):
    """What is different for one unit, with the reason."""

    act = forms.ChoiceField(label="Nội dung", choices=())
    extended_to = VietnameseDateField(label="Gia hạn đến hết ngày", required=False)
    reason = CleanTextField(
        label="Lý do", rows=2, help_text="ghi để cấp trên và đơn vị cùng biết; ví dụ: đang khắc phục hậu quả lũ"
    )

    groups = (("Quyết định cho đơn vị này", ("act", "extended_to", "reason")),)

    def __init__(self, *args: Any, is_expected: bool, has_date: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        if has_date:
            choices.append(
                (EXTEND, "Gia hạn nộp báo cáo" if is_expected else "Phải báo cáo, hạn riêng lùi hơn hạn chung")
            )
        choices.append((EXPECT, "Phải báo cáo đúng hạn chung" if is_expected else "Phải báo cáo trong kỳ này"))
        if is_expected:
            choices.append((EXCUSE, "Không phải báo cáo kỳ này"))
        self.choice("act").choices = choices
        if not has_date:
            del self.fields["extended_to"]

    def clean(self) -> dict[str, Any]:
        """A day belongs to an extension, and an extension has a day."""
        told: dict[str, Any] = super().clean() or {}
        day = told.get("extended_to")
        if told.get("act") == EXTEND and day is None and "extended_to" not in self.errors:
            self.add_error("extended_to", "Ghi ngày cuối đơn vị được gửi, ví dụ 20/7/2026.")
        if told.get("act") != EXTEND and day is not None:
            self.add_error("extended_to", "Chỉ ghi ngày khi chọn gia hạn.")
        return told

    def decision(self) -> dict[str, Any]:
        """What the service is told."""
        told = self.cleaned_data
        return {
            "is_expected": told["act"] != EXCUSE,
            "extended_to": told.get("extended_to") if told["act"] == EXTEND else None,
            "reason": told["reason"],
        }
