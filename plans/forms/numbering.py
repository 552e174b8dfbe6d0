"""What a clerk types: a date for a number, a line of the register, where a series begins, how the unit numbers."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from ..content.document_types import LETTER, TYPE_ABBREVIATIONS
from ..content.vietnamese import clean_line
from ..models import RegisterEntry
from ..queries.issuing.register import STATES, Wanted
from .catalogue.base import CatalogueForm, Line
from .fields import CleanCharField, CleanTextField, CountField, RevisionField, VietnameseDateField

_TYPES = [(name, name) for name in sorted(TYPE_ABBREVIATIONS, key=lambda name: (name != LETTER, name))]
_MOST_COPIES = 9_999


class NumberForm(forms.Form):
    """The document's date, which is today's unless a reason for dating back is given."""

    on = VietnameseDateField(label="Ngày văn bản")
    backdated_reason = CleanCharField(
        label="Lý do lùi ngày",
        required=False,
        max_length=300,
        help_text="Chỉ khi ngày văn bản trước hôm nay; lý do giữ trong sổ.",
    )
    before_signature = forms.BooleanField(label="Vẫn ghi ngày trước ngày ký", required=False)


class RegisterFilterForm(forms.Form):
    """The row of fields over the register; anything that makes no sense is left out, never an error."""

    tim = forms.CharField(label="Tìm", required=False, max_length=200)
    loc = forms.ChoiceField(label="Dòng", required=False, choices=STATES)
    nam = forms.IntegerField(required=False, min_value=1945, max_value=9999)
    day = forms.CharField(required=False, max_length=10)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, auto_id="loc_%s")
        self.fields["tim"].widget.attrs["placeholder"] = "Số, trích yếu, người ký, nơi nhận"

    def wanted(self, this_year: int) -> Wanted:
        """What was asked, as far as it makes sense."""
        self.is_valid()
        told = self.cleaned_data
        return Wanted(
            year=told.get("nam") or this_year,
            code=told.get("day", "") if "day" in self.data else None,
            words=clean_line(told.get("tim", "")),
            state=told.get("loc", ""),
        )


class EntryForm(CatalogueForm):
    """The columns of a line a clerk fills in; those that this line does not leave to the clerk are taken out."""

    abstract = CleanTextField(label="Trích yếu nội dung", max_length=500, rows=2)
    signer_name = CleanCharField(label="Người ký", required=False, max_length=120)
    recipients = CleanTextField(label="Nơi nhận", required=False, max_length=2000, rows=3, help_text="Mỗi dòng một nơi")
    archive_holder = CleanCharField(label="Đơn vị, người nhận bản lưu", required=False, max_length=120)
    copies = CountField(label="Số lượng bản", required=False, most=_MOST_COPIES)
    dispatched_on = VietnameseDateField(label="Ngày chuyển", required=False)
    receipt = CleanCharField(label="Ký nhận", required=False, max_length=120, help_text="Ai đã nhận, bưu cục nào")
    note = CleanCharField(label="Ghi chú", required=False, max_length=300)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    groups: ClassVar[tuple[tuple[str, tuple[Line, ...]], ...]] = (
        ("Văn bản", ("abstract", "signer_name", "recipients")),
        ("Lưu và chuyển", (("archive_holder", "copies"), ("dispatched_on", "receipt"), "note")),
    )

    def __init__(self, *args: Any, columns: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*columns, "stamp"}:
            del self.fields[name]

    def columns(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: value for name, value in self.cleaned_data.items() if name != "stamp"}


class OtherDocumentForm(CatalogueForm):
    """A document that was written outside the portal and needs a number."""

    document_type = forms.ChoiceField(label="Tên loại", choices=_TYPES, initial=LETTER)
    symbol = CleanCharField(
        label="Ký hiệu",
        required=False,
        max_length=40,
        help_text="Để trống thì theo tên loại, ví dụ TB-UBND; công văn ghi UBND-VHXH",
    )
    abstract = CleanTextField(label="Trích yếu nội dung", max_length=500, rows=2)
    signer_name = CleanCharField(label="Người ký", required=False, max_length=120)
    recipients = CleanTextField(label="Nơi nhận", required=False, max_length=2000, rows=3, help_text="Mỗi dòng một nơi")
    archive_holder = CleanCharField(label="Đơn vị, người nhận bản lưu", required=False, max_length=120)
    copies = CountField(label="Số lượng bản", required=False, most=_MOST_COPIES)
    note = CleanCharField(label="Ghi chú", required=False, max_length=300)
    on = VietnameseDateField(label="Ngày văn bản")
    backdated_reason = CleanCharField(
        label="Lý do lùi ngày", required=False, max_length=300, help_text="Chỉ khi ngày văn bản trước hôm nay"
    )

    groups: ClassVar[tuple[tuple[str, tuple[Line, ...]], ...]] = (
        ("Văn bản", (("document_type", "symbol"), "abstract", "signer_name", "recipients")),
        ("Ngày", (("on", "backdated_reason"),)),
        ("Lưu", (("archive_holder", "copies"), "note")),
    )


class VoidForm(CatalogueForm):
    """Why a number is given up."""

    reason = CleanCharField(label="Lý do bỏ số", max_length=300, help_text="Giữ trong sổ và in ở cột Ghi chú")
    groups: ClassVar[tuple[tuple[str, tuple[Line, ...]], ...]] = (("Lý do", ("reason",)),)


class OpenSeriesForm(CatalogueForm):
    """Where the register on paper stopped."""

    year = CountField(label="Năm", least=1945, most=2999)
    document_type = forms.ChoiceField(label="Loại văn bản của dãy số", choices=_TYPES)
    last_number = CountField(label="Số cuối đã cấp trong sổ giấy", least=1, most=99_999)
    groups: ClassVar[tuple[tuple[str, tuple[Line, ...]], ...]] = (
        ("Sổ giấy đang dùng", (("year", "last_number"), "document_type")),
    )

    def __init__(self, *args: Any, is_per_type: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_per_type:
            del self.fields["document_type"]


class PracticeForm(CatalogueForm):
    """What the unit's head has decided."""

    one_series_per_type = forms.BooleanField(
        label="Đánh số riêng theo từng loại văn bản",
        required=False,
        help_text="Không đánh dấu: một dãy số chung cho mọi văn bản. Năm đã cấp số giữ cách đang dùng đến hết 31/12.",
    )
    number_before_signature = forms.BooleanField(
        label="Cấp số trước khi lãnh đạo ký",
        required=False,
        help_text="Không đánh dấu: ký xong mới cấp số, ngày. Kế hoạch đang trên đường đi giữ thứ tự lúc trình.",
    )
    needs_second_factor = forms.BooleanField(
        label="Người ký và văn thư phải xác thực hai bước",
        required=False,
        help_text="Ai chưa bật xác thực hai bước thì chưa ký, cấp số, đóng dấu, ban hành được.",
    )
    is_public = forms.BooleanField(
        label="Đăng kế hoạch đã ban hành thành trang công khai",
        required=False,
        help_text="Là lựa chọn đặt sẵn lúc ban hành; văn thư đổi được cho từng kế hoạch.",
    )
    revision = RevisionField()
    groups: ClassVar[tuple[tuple[str, tuple[Line, ...]], ...]] = (
        ("Số văn bản", ("one_series_per_type", "number_before_signature")),
        ("Ký và công khai", ("needs_second_factor", "is_public")),
    )


def entry_values(entry: RegisterEntry, stamp: str) -> dict[str, Any]:
    """A line as its form shows it."""
    return {name: getattr(entry, name) for name in EntryForm.base_fields if name != "stamp"} | {"stamp": stamp}
