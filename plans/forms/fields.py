"""Form fields for what officials type: clean Unicode text, Vietnamese dates, amounts in đồng."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator, MaxLengthValidator

from ..content import vietnamese

#: Greater amounts than any budget here; the column holds more.
MOST_MONEY = 999_999_999_999_999


class CleanCharField(forms.CharField):
    """One line of text as the portal keeps it: NFC, no invisible characters, single spaces.

    Too long a text is refused with a sentence, never cut by the browser, so the control has no maxlength.
    """

    default_error_messages = {"required": "Ô này chưa ghi gì."}

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if max_length is not None:
            message = "Ghi tối đa %(limit_value)d ký tự; đang có %(show_value)d ký tự."
            self.validators.append(MaxLengthValidator(max_length, message))

    def to_python(self, value: Any) -> str:
        """Clean before measuring, so that only what would be kept counts."""
        return self.clean_text(super().to_python(value) or "")

    def clean_text(self, text: str) -> str:
        """How the text is cleaned."""
        return vietnamese.clean_line(text)


class CleanTextField(CleanCharField):
    """Several lines of text as the portal keeps them."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def clean_text(self, text: str) -> str:
        """As `CleanCharField`, but line breaks stay."""
        return vietnamese.clean_paragraphs(text)


class LinesField(CleanTextField):
    """One thing a line: the value is the list of the lines that say something, in their order."""

    def __init__(self, *, line_length: int = 300, **kwargs: Any) -> None:
        self.line_length = line_length
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A list is shown one line each; what was typed is shown as typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """The lines, each short enough for its column."""
        lines = [line for line in super().clean(value).split("\n") if line]
        for at, line in enumerate(lines, start=1):
            if len(line) > self.line_length:
                raise ValidationError(
                    f"Dòng {at} dài {len(line)} ký tự; mỗi dòng ghi tối đa {self.line_length} ký tự.",
                    code="line_length",
                )
        return lines

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what would be shown with what came back."""
        return bool(super().has_changed(self.prepare_value(initial), data))


class VietnameseDateInput(forms.TextInput):
    """A date as text, day first; what was typed comes back as it was typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"inputmode": "numeric", "placeholder": "05/6/2026", "autocomplete": "off", "class": "short"}
        super().__init__(usual | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        """A stored date in Vietnamese form."""
        return vietnamese.short_date(value) if isinstance(value, date) else super().format_value(value)


class VietnameseDateField(forms.Field):
    """A date: 05/6/2026, 05-06-2026, 2026-06-05, or 05062026 from a keypad without a slash."""

    widget = VietnameseDateInput
    default_error_messages = {"required": "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/6/2026."}

    def to_python(self, value: Any) -> date | None:
        """Read the text; a date the calendar does not have is named in the error."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        text = vietnamese.clean_line(str(value))
        if not text:
            return None
        if re.fullmatch(r"[0-9]{8}", text):
            text = f"{text[:2]}/{text[2:4]}/{text[4:]}"
        try:
            return vietnamese.read_date(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None


class VietnameseMoneyInput(forms.TextInput):
    """An amount as text, with a dot between thousands."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"inputmode": "numeric", "placeholder": "15.000.000", "autocomplete": "off", "class": "short"}
        super().__init__(usual | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        """A stored amount with dots: 1.234.567."""
        return f"{value:,d}".replace(",", ".") if isinstance(value, int) else super().format_value(value)


class VietnameseMoneyField(forms.Field):
    """An amount in whole đồng: 1.234.567, 1 234 567, 1234567 đồng."""

    widget = VietnameseMoneyInput
    default_error_messages = {
        "required": "Ghi số tiền bằng đồng, ví dụ 15.000.000.",
        "invalid": "Ghi số tiền bằng đồng, chỉ gồm chữ số, ví dụ 15.000.000.",
        "too_much": "Số tiền này quá lớn; kiểm tra lại các số 0.",
    }

    def to_python(self, value: Any) -> int | None:
        """Read whole đồng; "1,5 triệu" is refused rather than guessed at."""
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        text = vietnamese.clean_line(str(value)).lower()
        text = re.sub(r"\s*(đồng|đ|vnđ|vnd)\.?$", "", text)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        digits = re.sub(r"[., ]", "", text).lstrip("0") or "0"
        if len(digits) > len(str(MOST_MONEY)):
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return int(digits)


class CountField(forms.IntegerField):
    """A small whole number: a place in an order, a year."""

    def __init__(self, *, least: int = 0, most: int = 999, **kwargs: Any) -> None:
        sentence = f"Ghi số từ {least} đến {most}."
        errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"})
        super().__init__(min_value=least, max_value=most, error_messages=errors, widget=widget, **kwargs)
        for validator in self.validators:
            if isinstance(validator, BaseValidator):
                validator.message = sentence


class RevisionField(forms.IntegerField):
    """Which version of a thing the form was made from, hidden; anything unreadable counts as an old one (0)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_value=2**31 - 1, widget=forms.HiddenInput, **kwargs)

    def clean(self, value: Any) -> int:
        """The number, or 0."""
        try:
            return int(super().clean(value) or 0)
        except ValidationError:
            return 0
