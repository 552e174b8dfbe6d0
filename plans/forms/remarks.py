"""Forms of remarks: saying something with or without a wording, answering, closing with words."""

from django import forms

from .drafting import PanelForm
from .fields import CleanCharField, CleanTextField


class RemarkForm(PanelForm):
    """A remark on a passage or on the whole; the names differ from those of a paragraph's own form."""

    said = CleanTextField(label="Góp ý", rows=3, required=False, max_length=5_000)
    suggestion = CleanTextField(
        label="Câu đề nghị",
        rows=4,
        required=False,
        help_text="Sửa thẳng vào lời của đoạn; người soạn thảo dùng được bằng một lần bấm. Chữ trong ⟦ ⟧ cổng tự ghi.",
    )


class ReplyForm(PanelForm):
    """An answer to a remark."""

    said = CleanTextField(label="Trả lời", rows=2, max_length=5_000)


class CloseForm(PanelForm):
    """How a remark was dealt with."""

    state = forms.ChoiceField(
        label="Kết quả", choices=(("resolved", "Đã xử lý"), ("declined", "Không tiếp thu, có giải trình"))
    )
    note = CleanCharField(label="Trả lời người góp ý", required=False, max_length=500)
