"""What is typed when an issued plan is changed, withdrawn or copied."""

from collections.abc import Iterable, Mapping

from django import forms

from ..content.vietnamese import clean_line
from ..deriving.amending import Change, OldItem
from ..enums import CopyKind, SigningCapacity
from .fields import CleanCharField, CleanTextField, LinesField, VietnameseDateField


class WithdrawForm(forms.Form):
    """Why, by which document and from when."""

    reason = CleanTextField(label="Lý do thu hồi", rows=3, max_length=500)
    basis = CleanCharField(
        label="Văn bản thu hồi",
        required=False,
        max_length=300,
        help_text="Số, ký hiệu và ngày của văn bản cho thu hồi, nếu có.",
    )
    on = VietnameseDateField(label="Thu hồi từ ngày", required=False, help_text="Để trống là hôm nay.")


class CopyForm(forms.Form):
    """Which copy, by whom it is signed, where it goes."""

    kind = forms.ChoiceField(label="Hình thức sao", choices=(), widget=forms.RadioSelect)
    signatory = forms.ChoiceField(label="Người ký bản sao", choices=())
    capacity = forms.ChoiceField(label="Thẩm quyền ký", choices=SigningCapacity.choices)
    recipients = LinesField(
        label="Nơi nhận bản sao", required=False, line_length=200, help_text="Mỗi dòng một nơi; không ghi dấu gạch."
    )

    def __init__(self, *args, holders: Iterable[tuple[int, str]], is_own: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = [CopyKind.FULL, CopyKind.EXTRACT] if is_own else [CopyKind.FULL, CopyKind.RELAYED, CopyKind.EXTRACT]
        told = {
            CopyKind.FULL: "Sao y: toàn bộ văn bản",
            CopyKind.RELAYED: "Sao lục: toàn bộ văn bản do nơi khác gửi đến",
            CopyKind.EXTRACT: "Trích sao: chỉ những mục được chọn",
        }
        choices = {
            "kind": [(one.value, told[one]) for one in kinds],
            "signatory": [(str(key), name) for key, name in holders],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered


def changes_from(posted: Mapping[str, str], items: Iterable[OldItem]) -> list[Change]:
    """What was typed beside each item of the older plan; items left alone are left out."""
    found = []
    for one in items:
        key = one.item.key
        text = clean_line(posted.get(f"loi-{key}", ""))
        after = clean_line(posted.get(f"them-{key}", ""))
        is_dropped = bool(posted.get(f"bo-{key}"))
        if is_dropped or after or (text and text != one.text):
            found.append(Change(key=key, text=text, is_dropped=is_dropped, after=after))
    return found
