"""How a plan is signed: the way that was chosen, with the file or the secret that this way needs."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ..exceptions import Invalid

MOST_KEY_BYTES = 1024 * 1024
MOST_BYTES = 30 * 1024 * 1024

_SECRET = {"autocomplete": "off", "class": "form-control form-control-sm"}
_FILE = {"class": "form-control form-control-sm"}


class SigningForm(forms.Form):
    """One form for all ways; the fields of a way that was not chosen are not looked at, and no secret comes back."""

    way = forms.CharField(max_length=10)
    version = forms.IntegerField()
    agreed = forms.BooleanField(required=False)
    key_file = forms.FileField(required=False, widget=forms.FileInput(attrs=_FILE | {"accept": ".p12,.pfx"}))
    password = forms.CharField(
        required=False, strip=False, max_length=200, widget=forms.PasswordInput(attrs=_SECRET, render_value=False)
    )
    pin = forms.CharField(
        required=False, strip=False, max_length=64, widget=forms.PasswordInput(attrs=_SECRET, render_value=False)
    )
    label = forms.CharField(
        required=False, max_length=64, widget=forms.TextInput(attrs={"class": "form-control form-control-sm"})
    )
    signed_file = forms.FileField(required=False, widget=forms.FileInput(attrs=_FILE | {"accept": "application/pdf"}))
    scan = forms.FileField(
        required=False, widget=forms.FileInput(attrs=_FILE | {"accept": "application/pdf,image/jpeg,image/png"})
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="%s")

    def required_values(self) -> dict[str, Any]:
        """Way, version and whether the doubts were agreed to. Raises Invalid for a form that is not ours."""
        self.is_valid()
        if "way" not in self.cleaned_data or "version" not in self.cleaned_data:
            raise Invalid("Chưa chọn cách ký; chọn một cách rồi bấm lại.")
        return self.cleaned_data

    def bytes_of(self, name: str, missing: str, *, most: int = MOST_BYTES) -> bytes:
        """The bytes of a chosen file. Raises Invalid when none was chosen or it is too large."""
        chosen: UploadedFile | None = self.files.get(name)
        if chosen is None:
            raise Invalid(missing, {name: missing})
        if (chosen.size or 0) > most:
            too_large = f"Tệp “{chosen.name}” lớn quá {most // (1024 * 1024)} MB; xem lại có chọn đúng tệp không."
            raise Invalid(too_large, {name: too_large})
        return chosen.read()

    def name_of(self, name: str) -> str:
        """The name a chosen file came with."""
        return str(getattr(self.files.get(name), "name", "") or "")

    def secret(self, name: str, missing: str) -> str:
        """A password or PIN. Raises Invalid when it is empty."""
        typed: str = self.data.get(name, "")
        if not typed:
            raise Invalid(missing, {name: missing})
        return typed


class MarkForm(forms.Form):
    """A picture of a signature or a seal."""

    picture = forms.FileField(
        label="Tệp hình PNG",
        required=False,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": "image/png"}),
    )
