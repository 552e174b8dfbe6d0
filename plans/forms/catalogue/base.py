"""The shape all catalogue forms share: fields in groups, and a service's refusal shown where it belongs."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from ...exceptions import Invalid

#: A field, or several short ones in a row.
Line = str | tuple[str, ...]


class CatalogueForm(forms.Form):
    """Fields in groups with a legend each; the page brings the form tag, the token and the buttons."""

    groups: ClassVar[tuple[tuple[str, tuple[Line, ...]], ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def helper(self) -> FormHelper:
        """How crispy lays the form out; fields that a person may not change are absent."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.form_show_errors = False
        helper.include_media = False
        helper.field_template = "plans/catalogue/_form_field.html"
        groups = [(legend, [line for line in map(self._line, lines) if line]) for legend, lines in self.all_groups()]
        helper.layout = Layout(
            *[
                Fieldset(legend, *lines, template="plans/catalogue/_fieldset.html", css_id=f"nhom-{at}")
                for at, (legend, lines) in enumerate(groups, start=1)
                if lines
            ],
            *[name for name, field in self.fields.items() if isinstance(field.widget, forms.HiddenInput)],
        )
        return helper

    def all_groups(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """The groups; forms whose fields depend on data override it."""
        return self.groups

    def _line(self, line: Line) -> Any:
        names = [name for name in ((line,) if isinstance(line, str) else line) if name in self.fields]
        return Div(*names, css_class="field-row") if len(names) > 1 else names[0] if names else None

    def choice(self, name: str) -> Any:
        """A field of choices, whose list depends on data."""
        return self.fields[name]

    def refuse(self, error: Invalid) -> None:
        """Show what a service refused: each sentence at its field, or above the form."""
        placed = {name: sentence for name, sentence in error.fields.items() if name in self.fields}
        for name, sentence in placed.items():
            self.add_error(name, sentence)
        if not placed:
            self.add_error(None, error.message)
