"""Forms of the editor's side panel: the facts of a plan and of an item."""

from datetime import date
from typing import Any

from django import forms

from ..content.plan import ActivityContent
from ..enums import DeadlineKind, DeadlinePurpose, DocumentKind, SigningCapacity, SlogansPlace
from .fields import CleanCharField, CleanTextField, LinesField, VietnameseDateField, VietnameseMoneyField


class PanelForm(forms.Form):
    """A form of the side panel; `revision` tells whether somebody else saved the same facts meanwhile."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def first_error(self) -> str:
        """The first sentence that says what to mend."""
        return next((str(errors[0]) for errors in self.errors.values()), "")


class TitleForm(PanelForm):
    """Trích yếu, opening and closing sentences."""

    abstract = CleanTextField(label="Trích yếu", rows=3)
    abstract_note = CleanCharField(label="Dòng dưới trích yếu", required=False, max_length=200)
    addressees = CleanTextField(
        label="Kính gửi",
        rows=2,
        required=False,
        help_text="Mỗi dòng một nơi. Chỉ công văn và báo cáo có; kế hoạch thì để trống.",
    )
    opening = CleanTextField(label="Lời mở đầu", rows=4, required=False)
    closing = CleanTextField(label="Lời kết", rows=4, required=False)


class ThemeForm(PanelForm):
    """Theme and period."""

    theme_text = CleanTextField(label="Chủ đề", rows=2, required=False)
    starts_on = VietnameseDateField(label="Từ ngày", required=False)
    ends_on = VietnameseDateField(label="Đến ngày", required=False)
    launch_from = VietnameseDateField(label="Lễ phát động từ ngày", required=False)
    launch_until = VietnameseDateField(label="đến ngày", required=False)


class SlogansForm(PanelForm):
    """The slogans, one a line, and where they are printed."""

    slogans_place = forms.ChoiceField(label="Khẩu hiệu", choices=SlogansPlace.choices)
    lines = LinesField(label="Mỗi dòng một khẩu hiệu", rows=12, required=False)


class LegalBasesForm(PanelForm):
    """The căn cứ, one a line."""

    lines = LinesField(
        label="Mỗi dòng một căn cứ", rows=8, required=False, line_length=600, help_text="Dấu “;” và “.” cổng tự ghi."
    )


class RecipientsForm(PanelForm):
    """Nơi nhận, one a line, and the archive line."""

    lines = LinesField(
        label="Mỗi dòng một nơi nhận",
        rows=9,
        required=False,
        line_length=400,
        help_text="Nơi nhận qua thư điện tử ghi thêm địa chỉ sau dòng, không in ra: Trạm Y tế &lt;tram@x.gov.vn&gt;",
    )
    archive_note = CleanCharField(label="Lưu", max_length=60, help_text="Ví dụ: VT, VHXH")


class DeadlineForm(PanelForm):
    """One deadline."""

    # What the last, empty row of the form is sent with is its initial, so that it counts as not filled in.
    purpose = forms.ChoiceField(label="Việc", choices=DeadlinePurpose.choices, initial=DeadlinePurpose.REPORT)
    label = CleanCharField(label="Kỳ", required=False, max_length=60, help_text="Ví dụ: 6 tháng, cả năm")
    kind = forms.ChoiceField(label="Cách ghi", choices=DeadlineKind.choices, initial=DeadlineKind.BEFORE)
    due_on = VietnameseDateField(label="Ngày", required=False)
    owed_by = CleanCharField(label="Ai gửi", required=False, max_length=300)
    receiver = CleanCharField(label="Gửi về", required=False, max_length=200)
    via = CleanCharField(label="Qua", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """A dated wording needs its date."""
        values: dict[str, Any] = super().clean() or {}
        if "due_on" in values and values.get("kind") != DeadlineKind.UNDATED and values["due_on"] is None:
            self.add_error("due_on", "Ghi ngày của hạn, hoặc chọn “theo quy định”.")
        if values.get("kind") == DeadlineKind.UNDATED:
            values["due_on"] = None
        return values


DeadlineFormSet = forms.formset_factory(DeadlineForm, extra=1, can_delete=True, max_num=12, absolute_max=24)


class CitedParentForm(PanelForm):
    """A document from above that is only cited."""

    kind = forms.ChoiceField(label="Loại", choices=DocumentKind.choices, initial=DocumentKind.PLAN)
    document_number = CleanCharField(label="Số, ký hiệu", required=False, max_length=60)
    issued_on = VietnameseDateField(label="Ngày", required=False)
    issuer = CleanCharField(label="Cơ quan ban hành", max_length=200)
    abstract = CleanTextField(label="Trích yếu", rows=2, required=False, max_length=500)


CitedParentFormSet = forms.formset_factory(CitedParentForm, extra=1, can_delete=True, max_num=6, absolute_max=12)


class SignatoryForm(PanelForm):
    """Who signs, and by what right."""

    signatory_id = forms.TypedChoiceField(label="Người ký", coerce=int, empty_value=None, required=False)
    capacity = forms.ChoiceField(label="Thẩm quyền ký", choices=SigningCapacity.choices)
    signature_lines = CleanTextField(
        label="Dòng chức vụ ghi riêng", rows=3, required=False, help_text="Để trống thì cổng tính theo chức vụ."
    )
    signature_name = CleanCharField(label="Tên người ký ghi riêng", required=False, max_length=100)

    def __init__(self, *args: Any, holders: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signatory_id"].choices = [("", "chưa chọn"), *holders]  # type: ignore[attr-defined]


class AppendixForm(PanelForm):
    """The title of a new appendix."""

    title = CleanCharField(label="Tên phụ lục", max_length=300)


class ActivityForm(PanelForm):
    """Who, when, where and with what money an item is carried out."""

    lead = CleanCharField(label="Chủ trì", required=False, max_length=200)
    supporting = LinesField(
        label="Phối hợp", rows=3, required=False, line_length=200, help_text="Mỗi dòng một cơ quan."
    )
    starts_on = VietnameseDateField(label="Từ ngày", required=False)
    ends_on = VietnameseDateField(label="Đến ngày", required=False)
    venue = CleanCharField(label="Địa điểm", required=False, max_length=200)
    budget = VietnameseMoneyField(label="Kinh phí (đồng)", required=False)
    funding_source = CleanCharField(label="Nguồn kinh phí", required=False, max_length=200)
    target = CleanCharField(label="Chỉ tiêu", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        values: dict[str, Any] = super().clean() or {}
        start, end = values.get("starts_on"), values.get("ends_on")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("ends_on", "Ngày kết thúc trước ngày bắt đầu; đổi lại cho đúng thứ tự.")
        return values

    def activity(self) -> ActivityContent:
        """The facts that were typed."""
        names = ("starts_on", "ends_on", "venue", "budget", "funding_source", "target")
        return ActivityContent(**{name: self.cleaned_data[name] for name in names})
