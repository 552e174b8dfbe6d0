"""Bringing a document in, its facts as a person writes them, and what it is kept as."""

from typing import Any

from django import forms

from ..enums import KeepAs
from ..importing.reviewing.stating import Stated
from .fields import CleanCharField, CountField, LinesField, RevisionField, VietnameseDateField

FILE_KINDS = ".docx,.pdf,.txt,.zip"


class PasteForm(forms.Form):
    """The text of a web page or an e-mail, pasted."""

    text = forms.CharField(
        label="Hoặc dán văn bản vào đây",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Dán cả trang cũng được: phần thừa của trang web sẽ được để riêng cho mình xem.",
    )


class StatedForm(forms.Form):
    """The facts of a document, one field each; what the document does not say stays empty."""

    revision = RevisionField()
    title = CleanCharField(label="Trích yếu", required=False, max_length=500)
    number = CleanCharField(
        label="Số, ký hiệu", required=False, max_length=60, help_text="41/KH-UBND; chưa có số thì ghi /KH-UBND"
    )
    issued_on = VietnameseDateField(label="Ngày ban hành", required=False)
    place = CleanCharField(label="Địa danh", required=False, max_length=80)
    issuing_unit = CleanCharField(label="Cơ quan ban hành", required=False, max_length=200)
    superior_unit = CleanCharField(label="Cơ quan cấp trên", required=False, max_length=200)
    year = CountField(label="Kế hoạch của năm", required=False, least=1994, most=2100)
    parents = LinesField(
        label="Thực hiện",
        required=False,
        line_length=900,
        rows=2,
        help_text="mỗi dòng một văn bản: Kế hoạch số 115/KH-UBND ngày 28/4/2026 của UBND tỉnh",
    )
    legal_bases = LinesField(label="Căn cứ", required=False, line_length=600, rows=3, help_text="mỗi dòng một căn cứ")
    theme = CleanCharField(label="Chủ đề", required=False, max_length=300)
    starts_on = VietnameseDateField(label="Từ ngày", required=False)
    ends_on = VietnameseDateField(label="Đến ngày", required=False)
    deadlines = LinesField(
        label="Hạn báo cáo",
        required=False,
        rows=2,
        help_text="mỗi dòng một hạn: trước ngày 15/7/2026, hoặc chậm nhất ngày 15/7/2026",
    )
    slogans = LinesField(label="Khẩu hiệu", required=False, rows=4, help_text="mỗi dòng một khẩu hiệu")
    signature = LinesField(
        label="Chức vụ người ký", required=False, line_length=120, rows=3, help_text="từng dòng như trên văn bản"
    )
    signer = CleanCharField(label="Họ tên người ký", required=False, max_length=100)
    recipients = LinesField(
        label="Nơi nhận", required=False, line_length=200, rows=4, help_text="mỗi dòng một nơi, không ghi gạch đầu dòng"
    )

    def stated(self) -> Stated:
        """What was written."""
        told: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.cleaned_data.items()
            if name != "revision"
        }
        return Stated(**told)


class KeepForm(forms.Form):
    """What the document becomes, and who issued it where that is another unit."""

    revision = RevisionField()
    keep_as = forms.ChoiceField(
        label="Giữ văn bản này làm",
        choices=KeepAs.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn giữ văn bản này làm gì.", "invalid_choice": "Chọn một trong ba cách giữ."},
    )
    unit = forms.CharField(required=False, max_length=18)

    def wanted(self) -> KeepAs:
        """How it is to be kept."""
        return KeepAs(self.cleaned_data["keep_as"])
