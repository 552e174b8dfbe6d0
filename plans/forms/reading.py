"""What narrows the list of plans, read from the address: anything that makes no sense is left out, never an error."""

from django import forms
from django.http import QueryDict

from ..content.vietnamese import clean_line
from ..enums import PlanStatus
from ..queries.reading import PlanFilter, Whose

ANY = [("", "Tất cả")]

_STATES = [(one.value, one.label) for one in PlanStatus]
_WHOSE = [
    (Whose.OWN.value, "Của đơn vị mình"),
    (Whose.UPPER.value, "Của cấp trên"),
    (Whose.LOWER.value, "Của cấp dưới"),
]


class PlanFilterForm(forms.Form):
    """The row of fields over the list; every field may stay empty."""

    tim = forms.CharField(label="Tìm", required=False, max_length=200)
    cua = forms.ChoiceField(label="Đơn vị", required=False, choices=[*ANY, *_WHOSE])
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=[*ANY, *_STATES])

    def __init__(self, asked: QueryDict, *, years: list[int]) -> None:
        super().__init__(asked, auto_id="loc_%s")
        self.fields["nam"] = forms.ChoiceField(
            label="Năm", required=False, choices=[*ANY, *((str(year), str(year)) for year in years)]
        )
        self.fields["tim"].widget.attrs["placeholder"] = "Trích yếu, số, ký hiệu, tên đơn vị"

    def wanted(self) -> PlanFilter:
        """What was asked, as far as it makes sense."""
        self.is_valid()
        told = self.cleaned_data
        return PlanFilter(
            words=clean_line(told.get("tim", "")),
            year=int(told["nam"]) if told.get("nam") else None,
            status=told.get("trang_thai", ""),
            whose=told.get("cua", ""),
        )
