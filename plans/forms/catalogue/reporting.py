"""Forms of the catalogue of figures and of report forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ...enums import AddingUp, Part
from ...exceptions import Invalid
from ...models import Campaign, FormField, FormSection, Indicator, ReportForm, UnitLevel
from ...reporting.figures import figure_words, parse_figure
from ...services.reporting.forms import FieldFacts, IndicatorFacts, SectionFacts, SplitFacts
from ..fields import CleanCharField, CountField, RevisionField
from .base import CatalogueForm, Line

#: Empty lines beside the ones there are; the page comes back with more when they are used up.
_SPARE = 2


class FigureField(CleanCharField):
    """A number as Vietnamese write it: 1.234,5."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored number with its marks; what was typed as it was typed."""
        return figure_words(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """The number, None for nothing."""
        try:
            return parse_figure(super().clean(value))
        except Invalid as error:
            raise ValidationError(error.message, code="invalid") from None


class IndicatorForm(CatalogueForm):
    """A figure with its parts."""

    revision = RevisionField()
    code = CleanCharField(label="Mã", max_length=10, help_text="ví dụ D3; không đổi qua các năm thì so sánh được")
    name = CleanCharField(label="Tên chỉ tiêu", max_length=200, help_text="ví dụ: Trị giá quà tặng")
    unit_of_measure = CleanCharField(
        label="Đơn vị tính", max_length=40, help_text="một đơn vị: trẻ, lượt trẻ, suất, triệu đồng"
    )
    adding_up = forms.ChoiceField(label="Cách cộng các đơn vị", choices=AddingUp.choices)
    adds_from = forms.ChoiceField(label="Chỉ cộng số của cấp", required=False)
    decimals = CountField(label="Số chữ số sau dấu phẩy", most=4, required=False)
    numerator = CleanCharField(label="Tử số (mã)", max_length=10, required=False)
    denominator = CleanCharField(label="Mẫu số (mã)", max_length=10, required=False)
    least = FigureField(label="Không thể dưới", help_text="thường là 0")
    most = FigureField(label="Không thể quá", help_text="để trống nếu không có giới hạn")
    unusual = FigureField(label="Hỏi lại khi khác năm trước quá (lần)", help_text="thường là 3")
    is_sensitive = forms.BooleanField(
        label="Số liệu nhạy cảm", required=False, help_text="vụ việc, nạn nhân: chỉ đếm số, số nhỏ không công khai"
    )
    explanation = CleanCharField(
        label="Cách tính", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, indicator: Indicator | None = None, **kwargs: Any) -> None:
        self._splits = list(indicator.splits.all()) if indicator else []
        initial: dict[str, Any] = {"revision": indicator.revision if indicator else 1}
        initial |= {name: getattr(indicator, name) for name in _INDICATOR} if indicator else {"unusual": Decimal(3)}
        initial["adds_from"] = ",".join(initial.get("adds_from", ()))
        for at, split in enumerate(self._splits):
            initial |= {f"split_{at}": split.name, f"split_{at}_adds": split.adds_up}
        for at in range(len(self._splits), len(self._splits) + _SPARE):
            initial[f"split_{at}_adds"] = True
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.choice("adds_from").choices = _levels(initial["adds_from"])
        self._lines: list[tuple[str, str]] = []
        for at in range(len(self._splits) + _SPARE):
            self.fields[f"split_{at}"] = CleanCharField(label=f"Phần {at + 1}", max_length=100, required=False)
            self.fields[f"split_{at}_adds"] = forms.BooleanField(label=f"Phần {at + 1} cộng vào tổng", required=False)
            self._lines.append((f"split_{at}", f"split_{at}_adds"))

    def all_groups(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """Parts are as many as there are, and two more."""
        return (
            ("Chỉ tiêu", (("code", "unit_of_measure", "decimals"), "name", "explanation")),
            ("Cách cộng", ("adding_up", ("numerator", "denominator"), "adds_from")),
            ("Tách số liệu", tuple(self._lines)),
            ("Kiểm tra khi nhập", (("least", "most", "unusual"), "is_sensitive")),
        )

    def facts(self) -> IndicatorFacts:
        """The facts that were typed."""
        values = {name: self.cleaned_data[name] for name in _INDICATOR}
        values["decimals"] = values["decimals"] or 0
        values["adds_from"] = [one for one in values["adds_from"].split(",") if one]
        values["least"] = values["least"] or Decimal(0)
        values["unusual"] = values["unusual"] or Decimal(3)
        return IndicatorFacts(**values)

    def splits(self) -> list[SplitFacts]:
        """The parts in their order, without the empty lines."""
        return [
            SplitFacts(
                name=self.cleaned_data[name],
                adds_up=self.cleaned_data[adds],
                code=self._splits[at].code if at < len(self._splits) else "",
            )
            for at, (name, adds) in enumerate(self._lines)
            if self.cleaned_data[name]
        ]


_INDICATOR = tuple(field.name for field in fields_of(IndicatorFacts))


def _levels(chosen: str) -> list[tuple[str, str]]:
    """Any level, one of them, or the several that are stored."""
    names = dict(UnitLevel.objects.values_list("code", "name"))
    several = [] if chosen in {"", *names} else [(chosen, ", ".join(names.get(one, one) for one in chosen.split(",")))]
    return [("", "mọi cấp"), *names.items(), *several]


class StartFormForm(CatalogueForm):
    """Which year a new form is for, and which one it begins as."""

    groups = (("Biểu mẫu", ("name", "campaign", "like")),)

    name = CleanCharField(label="Tên biểu mẫu", max_length=200)
    campaign = forms.ModelChoiceField(
        label="Năm", queryset=None, empty_label="Chọn năm", error_messages={"required": "Chọn năm."}
    )
    like = forms.ModelChoiceField(
        label="Bắt đầu giống biểu mẫu", queryset=None, required=False, empty_label="không, bắt đầu trống"
    )

    def __init__(self, *args: Any, campaigns: Any, like: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice("campaign").queryset = campaigns
        self.choice("campaign").label_from_instance = _year
        self.choice("like").queryset = like


def _year(campaign: Campaign) -> str:
    return str(campaign.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A line of the table of figures: the row and its four controls."""

    indicator: Indicator
    chosen: Any
    section: Any
    required: Any
    at: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """A line of the sections: its number and its controls."""

    number: int
    title: Any
    group: Any
    part: Any
    words: Any
    required: Any
    hint: Any


class ReportFormForm(CatalogueForm):
    """What a form asks for: which figures, in which order and section, and its sections."""

    revision = RevisionField()
    name = CleanCharField(label="Tên biểu mẫu", max_length=200)
    is_in_use = forms.BooleanField(
        label="Đang dùng", required=False, help_text="bỏ dấu thì kỳ báo cáo mới không lấy nữa"
    )

    def __init__(
        self,
        *args: Any,
        form: ReportForm,
        chosen: Sequence[FormField],
        sections: Sequence[FormSection],
        offered: Sequence[Indicator],
        **kwargs: Any,
    ) -> None:
        in_form = {one.indicator_id: one for one in chosen}
        order = {one.indicator_id: at for at, one in enumerate(chosen, start=1)}
        extra = [one.indicator for one in chosen if one.indicator_id not in {each.pk for each in offered}]
        self._figures = sorted([*offered, *extra], key=lambda one: order.get(one.pk, 10_000))
        self._sections = list(sections)
        initial: dict[str, Any] = {"revision": form.revision, "name": form.name, "is_in_use": form.is_in_use}
        super().__init__(*args, initial=initial, **kwargs)
        places = [("", "đứng riêng"), *[(one.key, one.title) for one in self._sections]]
        for one in self._figures:
            field = in_form.get(one.pk)
            self.fields[f"section_{one.pk}"] = forms.ChoiceField(
                label=f"Hỏi {one.code} ở phần", choices=places, required=False, initial=field.section if field else ""
            )
            self._tick(f"in_{one.pk}", f"Hỏi {one.code}", initial=field is not None)
            self._tick(f"must_{one.pk}", f"Bắt buộc {one.code}", initial=bool(field and field.is_required))
            self.fields[f"at_{one.pk}"] = CountField(
                label=f"Thứ tự {one.code}", required=False, initial=order.get(one.pk)
            )
        for at, section in enumerate([*self._sections, *[FormSection(part="") for _ in range(_SPARE)]]):
            self._section(at, section)

    def _tick(self, name: str, label: str, *, initial: bool) -> None:
        self.fields[name] = forms.BooleanField(label=label, required=False, initial=initial)

    def _section(self, at: int, section: FormSection) -> None:
        number = at + 1
        self.fields[f"title_{at}"] = CleanCharField(
            label=f"Tên phần {number}", max_length=200, required=False, initial=section.title
        )
        self.fields[f"part_{at}"] = forms.ChoiceField(
            label=f"Phần {number} trả lời phần nào của kế hoạch",
            choices=[("", "không theo phần nào"), *Part.choices],
            required=False,
            initial=section.part,
        )
        self.fields[f"group_{at}"] = CleanCharField(
            label=f"Phần {number} thuộc phần lớn", max_length=100, required=False, initial=section.group
        )
        self.fields[f"words_{at}"] = CleanCharField(
            label=f"Phần {number} trả lời các mục có từ", max_length=300, required=False, initial=section.words
        )
        self._tick(f"needed_{at}", f"Phần {number} bắt buộc", initial=section.is_required)
        self.fields[f"hint_{at}"] = CleanCharField(
            label=f"Gợi ý phần {number}", max_length=300, required=False, initial=section.hint
        )

    def figure_lines(self) -> list[FigureLine]:
        """The table of figures: those of the form first, in its order."""
        return [
            FigureLine(
                indicator=one,
                chosen=self[f"in_{one.pk}"],
                section=self[f"section_{one.pk}"],
                required=self[f"must_{one.pk}"],
                at=self[f"at_{one.pk}"],
            )
            for one in self._figures
        ]

    def section_lines(self) -> list[SectionLine]:
        """The sections, and empty lines for new ones."""
        return [
            SectionLine(
                number=at + 1,
                title=self[f"title_{at}"],
                group=self[f"group_{at}"],
                part=self[f"part_{at}"],
                words=self[f"words_{at}"],
                required=self[f"needed_{at}"],
                hint=self[f"hint_{at}"],
            )
            for at in range(len(self._sections) + _SPARE)
        ]

    def chosen(self) -> list[FieldFacts]:
        """The figures that were ticked, by the numbers typed beside them; without one they come last."""
        ticked = [one for one in self._figures if self.cleaned_data[f"in_{one.pk}"]]
        number = {one.pk: self.cleaned_data[f"at_{one.pk}"] or 10_000 for one in ticked}
        return [
            FieldFacts(
                indicator=one,
                is_required=self.cleaned_data[f"must_{one.pk}"],
                section=self.cleaned_data[f"section_{one.pk}"],
            )
            for one in sorted(ticked, key=lambda one: number[one.pk])
        ]

    def sections(self) -> list[SectionFacts]:
        """The sections in their order; one whose title was emptied is left out."""
        keys = [one.key for one in self._sections] + [""] * _SPARE
        return [
            SectionFacts(
                key=key,
                title=self.cleaned_data[f"title_{at}"],
                part=self.cleaned_data[f"part_{at}"],
                group=self.cleaned_data[f"group_{at}"],
                words=self.cleaned_data[f"words_{at}"],
                is_required=self.cleaned_data[f"needed_{at}"],
                hint=self.cleaned_data[f"hint_{at}"],
            )
            for at, key in enumerate(keys)
            if self.cleaned_data[f"title_{at}"]
        ]
