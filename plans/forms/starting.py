"""The one thing a plan without a parent needs to begin: what it is about."""

from django import forms

from ..content.vietnamese import clean_line, lowered


class BlankPlanForm(forms.Form):
    """Trích yếu of a plan that carries out no other document."""

    abstract = forms.CharField(
        label="Kế hoạch về việc gì? (trích yếu)",
        max_length=500,
        help_text="Ví dụ: Tổ chức Diễn đàn trẻ em phường năm 2026. Không cần ghi chữ “Kế hoạch”.",
        error_messages={
            "required": "Ghi trích yếu: kế hoạch này về việc gì.",
            "max_length": "Trích yếu dài quá 500 chữ cái; ghi gọn lại.",
        },
    )

    def clean_abstract(self) -> str:
        """One clean line, without the type's name typed twice."""
        text = clean_line(self.cleaned_data["abstract"])
        if lowered(text).startswith("kế hoạch "):
            text = text[len("kế hoạch ") :]
        if not text:
            raise forms.ValidationError("Ghi trích yếu: kế hoạch này về việc gì.")
        return text[:1].upper() + text[1:]
