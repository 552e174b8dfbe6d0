"""Forms of issuing: the addresses beside Nơi nhận, whether the plan gets a public page, and what is to be verified."""

from collections.abc import Iterable
from typing import Any

from django import forms

from .drafting import PanelForm
from .fields import CleanCharField

_PREFIX = "email-"


class IssueForm(PanelForm):
    """What the clerk may still settle: an address for each line that reaches nobody of the portal, and publication."""

    is_public = forms.BooleanField(label="Đăng thành trang công khai", required=False)

    def __init__(self, *args: Any, lines: Iterable[tuple[int, str, str]], **kwargs: Any) -> None:
        """`lines`: id, printed text and known addresses of each such line."""
        super().__init__(*args, **kwargs)
        for pk, text, known in lines:
            self.fields[f"{_PREFIX}{pk}"] = CleanCharField(label=text, required=False, initial=known, max_length=254)
            self.fields[f"{_PREFIX}{pk}"].widget.attrs["inputmode"] = "email"

    def emails(self) -> dict[int, str]:
        """The typed addresses by the line's id."""
        named = {name: value for name, value in self.cleaned_data.items() if name.startswith(_PREFIX)}
        return {int(name.removeprefix(_PREFIX)): value for name, value in named.items()}


class AgainForm(PanelForm):
    """An address for a letter that did not arrive; empty keeps the old one."""

    email = CleanCharField(label="Thư điện tử", required=False, max_length=254)


class CodeForm(PanelForm):
    """A code to look up, however it was typed."""

    ma = CleanCharField(label="Mã đối chiếu", required=False, max_length=80)
