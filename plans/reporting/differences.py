"""What a supplement (số liệu bổ sung) changed: before and after of every figure and every part that is not the same."""

from dataclasses import dataclass

from plans.content.report import FigureContent, FormContent, IndicatorContent, ReportContent

from .figures import figure_words
from .filling import key_of

#: How the whole report is named when it was, or is, không phát sinh.
WHOLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is said otherwise: `key` is a figure's ("D3:ns") or a section's, "" the whole report's. Words of what was
    not said are empty."""

    key: str
    label: str
    before: str
    after: str
    is_figure: bool = True


def differences(form: FormContent, before: ReportContent, after: ReportContent) -> tuple[Difference, ...]:
    """What differs between two versions, in the form's order: figures with their unit of measure, texts in full."""
    found = []
    if before.is_nothing != after.is_nothing:
        words = [nothing_words(one.is_nothing) for one in (before, after)]
        found.append(Difference(key=WHOLE, label="Cả báo cáo", before=words[0], after=words[1], is_figure=False))
    for indicator in form.indicators:
        for split, name in (("", ""), *((one.code, one.name) for one in indicator.splits)):
            old, new = (said(indicator, one.figure(indicator.code, split)) for one in (before, after))
            if old != new:
                label = f"{indicator.name}, {name}" if split else indicator.name
                found.append(Difference(key=key_of(indicator.code, split), label=label, before=old, after=new))
    for section in form.sections:
        old, new = before.text(section.key), after.text(section.key)
        if old != new:
            found.append(Difference(key=section.key, label=section.title, before=old, after=new, is_figure=False))
    return tuple(found)


def said(indicator: IndicatorContent, figure: FigureContent | None) -> str:
    """A figure in words: "386 trẻ", "không phát sinh", "" when nothing is said."""
    if figure is None or not figure.is_said:
        return ""
    words = "không phát sinh" if figure.is_nothing else f"{figure_words(figure.value)} {indicator.unit_of_measure}"
    return f"{words} (đã loại trùng)" if figure.without_doubles else words


def nothing_words(is_nothing: bool) -> str:
    """Whether the whole report says không phát sinh."""
    return "không phát sinh" if is_nothing else "có số liệu"
