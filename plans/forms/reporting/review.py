"""Forms of reviewing: which reports are accepted at once, and what a unit is asked to mend."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from ...content.report import FormContent, IndicatorContent
from ...exceptions import Invalid
from ...services.reporting.reviewing import MOST_REASON
from ..fields import CleanCharField, CleanTextField, RevisionField


def read_seen(values: list[str]) -> dict[int, int]:
    """The reports that were ticked, each with the revision that was read: "12:3"; what cannot be read is left out."""
    found: dict[int, int] = {}
    for value in values:
        report, _, revision = value.partition(":")
        if all(one.isascii() and one.isdigit() and len(one) < 10 for one in (report, revision)):
            found[int(report)] = int(revision)
    return found


class AcceptForm(forms.Form):
    """Tiếp nhận one report; `revision` is the one that was read."""

    revision = RevisionField()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLine:
    """A line of the form: what may be asked for, with its `figure` in words, its tick and its field; `doubts` are what
    the portal noticed."""

    key: str
    label: str
    figure: str
    tick: Any
    why: Any
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskGroup:
    """A section with its figures; open when something in it was noticed, ticked or refused."""

    title: str
    lines: tuple[AskLine, ...]
    is_open: bool

    @property
    def noticed(self) -> int:
        """How many of its lines the portal has something to say about."""
        return sum(bool(one.doubts) for one in self.lines)


class ReturnForm(forms.Form):
    """Yêu cầu bổ sung: each section and each figure may be ticked with what is to be mended.

    Words written beside a tick that was forgotten count as well. What the portal noticed stands in the field as a
    proposal, which counts only when it is ticked or changed.
    """

    use_required_attribute = False
    revision = RevisionField()
    reason = CleanTextField(
        label="Lý do chung",
        rows=2,
        required=False,
        help_text="Cho cả báo cáo; để trống nếu đã ghi ở từng phần.",
    )

    def __init__(
        self,
        *args: Any,
        form: FormContent,
        proposals: Mapping[str, tuple[str, ...]],
        figures: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._content, self._proposals, self._figures = form, proposals, figures
        self._names: dict[str, str] = {}
        for section in form.sections:
            self._part(section.key)
            for indicator in form.indicators_of(section.key):
                self._part(indicator.code)
        for indicator in form.indicators_of(""):
            self._part(indicator.code)

    def _part(self, key: str) -> None:
        at = str(len(self._names))
        self._names[key] = at
        label = self._label(key)
        self.fields[f"part_{at}"] = forms.BooleanField(label=label, required=False)
        self.fields[f"why_{at}"] = CleanCharField(
            label=f"Cần bổ sung gì: {label}",
            required=False,
            initial=" ".join(self._proposals.get(key, ()))[:MOST_REASON],
        )

    def _label(self, key: str) -> str:
        indicator = self._content.indicator(key)
        return indicator.name if indicator else "Phần lời"

    def groups(self) -> list[AskGroup]:
        """The sections of the form in order, then the figures on their own."""
        numerals = self._content.numerals()
        found = [
            self._group(f"{numerals[one.key]}. {one.title}", one.key, self._content.indicators_of(one.key))
            for one in self._content.sections
        ]
        alone = self._content.indicators_of("")
        return [*found, self._group("Số liệu", "", alone)] if alone else found

    def _group(self, title: str, section: str, indicators: tuple[IndicatorContent, ...]) -> AskGroup:
        keys = [*([section] if section else []), *(one.code for one in indicators)]
        lines = tuple(self._line(key) for key in keys)
        is_open = any(one.doubts or one.why.errors or one.tick.value() for one in lines)
        return AskGroup(title=title, lines=lines, is_open=is_open)

    def _line(self, key: str) -> AskLine:
        at = self._names[key]
        return AskLine(
            key=key,
            label=self._label(key),
            figure=self._figures.get(key, ""),
            tick=self[f"part_{at}"],
            why=self[f"why_{at}"],
            doubts=tuple(self._proposals.get(key, ())),
        )

    def parts(self) -> dict[str, str]:
        """What was asked for, by key."""
        return {
            key: self.cleaned_data[f"why_{at}"]
            for key, at in self._names.items()
            if self.cleaned_data[f"part_{at}"]
            or self.cleaned_data[f"why_{at}"] not in ("", self.fields[f"why_{at}"].initial)
        }

    def refuse(self, error: Invalid) -> None:
        """Show each sentence at its part, or above the form."""
        for key, sentence in error.fields.items():
            at = self._names.get(key)
            self.add_error(f"why_{at}" if at is not None else "reason" if key == "reason" else None, sentence)
        if not error.fields:
            self.add_error(None, error.message)
