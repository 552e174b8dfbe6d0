"""Giving a one-time link, and saying from what a report is typed on behalf of a unit."""

from typing import Any

from django import forms

from ...services.reporting.addresses.links import USUAL_DAYS
from ...services.reporting.behalf import WAYS
from ..catalogue.base import CatalogueForm
from ..fields import CleanCharField, VietnameseDateField

_DAYS = ((3, "3 ngày"), (7, "7 ngày"), (14, "14 ngày"), (30, "30 ngày"))


class GiveLinkForm(CatalogueForm):
    """To whom, for how long, and whether it goes to the unit's address as well."""

    given_to = CleanCharField(
        label="Giao cho ai của đơn vị",
        max_length=120,
        help_text="Họ và tên, chức vụ; báo cáo ghi tên người này là người gửi",
    )
    days = forms.TypedChoiceField(label="Dùng trong", coerce=int, choices=_DAYS, initial=USUAL_DAYS)
    by_mail = forms.BooleanField(label="Gửi liên kết tới thư điện tử của đơn vị", required=False)
    groups = (("Liên kết mới", ("given_to", "days", "by_mail")),)

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if address:
            self.fields["by_mail"].help_text = address
        else:
            del self.fields["by_mail"]


class SourceForm(CatalogueForm):
    """How the report came, from whom, on which day."""

    way = forms.ChoiceField(label="Báo cáo đến bằng", choices=[(key, words) for key, words in WAYS.items()])
    given_by = CleanCharField(
        label="Ai của đơn vị đưa số liệu", max_length=150, help_text="Họ và tên, chức vụ: bà Nông Thị Lan, Hiệu trưởng"
    )
    on = VietnameseDateField(label="Ngày nhận")
    groups = (("Nhập thay theo", (("way", "on"), "given_by")),)
