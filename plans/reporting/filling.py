"""What people type into a report, turned into its content: figures read, totals added up, nothing typed ever lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.content.report import (
    AddingUp,
    FigureContent,
    FormContent,
    IndicatorContent,
    NarrativeContent,
    ReportContent,
    SectionContent,
)
from plans.content.vietnamese import clean_line, clean_paragraphs
from plans.exceptions import Invalid

from .figures import parse_figure, says_nothing

#: Ten pages; nobody writes more in one part, and what is longer is refused rather than cut.
LONGEST_TEXT = 20_000
LONGEST_NOTE = 300
LONGEST_TYPED = 100
#: What a part without figures says when the whole of it is không phát sinh.
NOTHING = "Không phát sinh."
#: The part of the figures that stand on their own, shown after all others.
ON_THEIR_OWN = SectionContent(key="", title="Số liệu")

_CHANGED = "Biểu mẫu vừa được nơi nhận sửa; tải lại trang rồi ghi tiếp, những gì đã ghi vẫn còn."


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFigure:
    """What somebody typed for a figure. The tick không phát sinh (`is_nothing`) goes before a `text` that was left in
    the field; `note` is the reason (lý do) for an unusual figure."""

    text: str = ""
    is_nothing: bool = False
    without_doubles: bool = False
    note: str = ""


def key_of(code: str, split: str = "") -> str:
    """How a figure is named in forms and requests: "D3", and "D3:ns" for a part of it."""
    return f"{code}:{split}" if split else code


def read_key(key: str) -> tuple[str, str]:
    """The code and the part of a figure's name."""
    code, _, split = key.partition(":")
    return code, split


def sections_of(form: FormContent) -> tuple[SectionContent, ...]:
    """The form's sections, and one more for the figures that stand on their own, if there are any."""
    return (*form.sections, ON_THEIR_OWN) if form.indicators_of("") else form.sections


def fill(
    form: FormContent,
    content: ReportContent,
    typed: Mapping[str, TypedFigure],
    texts: Mapping[str, str],
    nothing: Iterable[str] = (),
) -> ReportContent:
    """The content with what was typed: figures by key, texts by section, `nothing` the sections that are không phát
    sinh as a whole. What is not named stays as it is.

    What cannot be read as a figure is kept as `typed`, and judging names it. The total of parts that add up is their
    sum as soon as one of them is given, unless somebody types another one beside them, which judging names. Raises
    Invalid for a key the form does not have and for what is too long to keep.
    """
    _check(form, typed, texts)
    figures = {(one.indicator, one.split): one for one in content.figures}
    for indicator in form.indicators:
        sent = {split: typed[key] for split in _splits(indicator) if (key := key_of(indicator.code, split)) in typed}
        if sent and indicator.adding_up != AddingUp.RATIO:
            _fill_indicator(indicator, figures, sent)
    words = {one.section: one.text for one in content.narratives}
    words |= {section: clean_paragraphs(text) for section, text in texts.items()}
    for section in nothing:
        _nothing(form, section, figures, words)
    return in_order(form, replace(content, is_nothing=False), figures.values(), words)


def in_order(
    form: FormContent, content: ReportContent, figures: Iterable[FigureContent], words: Mapping[str, str]
) -> ReportContent:
    """The content with these figures and texts in the form's order; what says nothing at all is left out, and what the
    form no longer asks for stands at the end."""
    order = {(one.code, split): at for at, one in enumerate(form.indicators) for split in _splits(one)}
    places = {one.key: at for at, one in enumerate(form.sections)}
    told = [one for one in figures if one.is_said or one.typed or one.note or one.without_doubles]
    return replace(
        content,
        figures=tuple(sorted(told, key=lambda one: (order.get((one.indicator, one.split), len(order)), one.split))),
        narratives=tuple(
            NarrativeContent(section=key, text=text)
            for key, text in sorted(words.items(), key=lambda one: places.get(one[0], len(places)))
            if text
        ),
    )


def of_form(form: FormContent, content: ReportContent) -> ReportContent:
    """The content without what the form does not ask for: it was filled in before the receiver chose another form."""
    known = {(one.code, split) for one in form.indicators for split in _splits(one)}
    sections = {one.key for one in form.sections}
    return replace(
        content,
        figures=tuple(one for one in content.figures if (one.indicator, one.split) in known),
        narratives=tuple(one for one in content.narratives if one.section in sections),
    )


def is_computed(indicator: IndicatorContent, content: ReportContent) -> bool:
    """Whether the indicator's total is not typed: a ratio, or the sum of parts of which one is given."""
    return indicator.adding_up == AddingUp.RATIO or any(
        (part := content.figure(indicator.code, one.code)) is not None and (part.is_said or part.typed)
        for one in indicator.splits
        if one.adds_up
    )


def _check(form: FormContent, typed: Mapping[str, TypedFigure], texts: Mapping[str, str]) -> None:
    wrong: dict[str, str] = {}
    for key, one in typed.items():
        code, split = read_key(key)
        indicator = form.indicator(code)
        if indicator is None or split not in _splits(indicator):
            raise Invalid(_CHANGED)
        if len(clean_line(one.note)) > LONGEST_NOTE:
            wrong[f"{indicator.section}:{key}"] = f"Ghi lý do tối đa {LONGEST_NOTE} ký tự."
        if len(clean_line(one.text)) > LONGEST_TYPED:
            wrong[f"{indicator.section}:{key}"] = f"Ô số liệu của “{indicator.name}” chỉ ghi một số."
    titles = {one.key: one.title for one in form.sections}
    for section, text in texts.items():
        if section not in titles:
            raise Invalid(_CHANGED)
        if (length := len(clean_paragraphs(text))) > LONGEST_TEXT:
            over = f"{length - LONGEST_TEXT:,}".replace(",", ".")
            wrong[f"{section}:text"] = f"Phần “{titles[section]}” ghi tối đa 20.000 ký tự; bớt {over} ký tự."
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)


def _splits(indicator: IndicatorContent) -> tuple[str, ...]:
    return ("", *(one.code for one in indicator.splits))


def _fill_indicator(
    indicator: IndicatorContent, figures: dict[tuple[str, str], FigureContent], sent: Mapping[str, TypedFigure]
) -> None:
    """Write what was sent for an indicator and its parts; the tick of a total goes for its parts, and so does taking
    it away."""
    code, before = indicator.code, dict(figures)
    for split, one in sent.items():
        figures[code, split] = _read(indicator, split, one)
    if set(sent) == {""}:
        was, now = before.get((code, "")), figures[code, ""]
        for part in indicator.splits:
            known = figures.get((code, part.code)) or FigureContent(indicator=code, split=part.code)
            if now.is_nothing:
                figures[code, part.code] = FigureContent(indicator=code, split=part.code, is_nothing=True)
            elif was is not None and was.is_nothing and known.is_nothing:
                figures[code, part.code] = replace(known, is_nothing=False)
    _add_up(indicator, figures, before, sent)


def _add_up(
    indicator: IndicatorContent,
    figures: dict[tuple[str, str], FigureContent],
    before: Mapping[tuple[str, str], FigureContent],
    sent: Mapping[str, TypedFigure],
) -> None:
    code = indicator.code
    old_sum, new_sum = _sum(indicator, before), _sum(indicator, figures)
    old, new = before.get((code, "")), figures.get((code, "")) or FigureContent(indicator=code)
    if new_sum is None:
        if old_sum is not None and (old is None or _same(new, old)):
            figures[code, ""] = replace(new, value=None, is_nothing=False, typed="")
        return
    was_sum = old_sum is None or old is None or not (old.is_said or old.typed) or _same(old, old_sum)
    keeps_own = (new.value is not None or bool(new.typed)) and (
        not was_sum or ("" in sent and (old is None or not _same(new, old)))
    )
    if not keeps_own:
        figures[code, ""] = replace(new, value=new_sum.value, is_nothing=new_sum.is_nothing, typed="")


def _sum(indicator: IndicatorContent, figures: Mapping[tuple[str, str], FigureContent]) -> FigureContent | None:
    """The sum of the parts that add up: a value as soon as one has one, nothing when all say so; None while no part
    is given."""
    splits = [one.code for one in indicator.splits if one.adds_up]
    parts = [figures.get((indicator.code, one)) for one in splits]
    said = [one for one in parts if one is not None and (one.is_said or one.typed)]
    if not said:
        return None
    values = [one.value for one in said if one.value is not None]
    total = FigureContent(indicator=indicator.code)
    if values:
        return replace(total, value=sum(values, Decimal(0)))
    return replace(total, is_nothing=len(said) == len(splits) and all(one.is_nothing for one in said))


def _same(one: FigureContent, other: FigureContent) -> bool:
    return (one.value, one.is_nothing, one.typed) == (other.value, other.is_nothing, other.typed)


def _read(indicator: IndicatorContent, split: str, typed: TypedFigure) -> FigureContent:
    text = clean_line(typed.text)
    figure = FigureContent(
        indicator=indicator.code,
        split=split,
        without_doubles=typed.without_doubles and indicator.adding_up == AddingUp.DISTINCT,
        note=clean_line(typed.note),
    )
    if typed.is_nothing or says_nothing(text):
        return replace(figure, is_nothing=True)
    try:
        return replace(figure, value=parse_figure(text, indicator))
    except Invalid:
        return replace(figure, typed=text)


def _nothing(
    form: FormContent, section: str, figures: dict[tuple[str, str], FigureContent], words: dict[str, str]
) -> None:
    asked = [one for one in form.indicators_of(section) if one.adding_up != AddingUp.RATIO]
    for one in asked:
        for split in _splits(one):
            figures[one.code, split] = FigureContent(indicator=one.code, split=split, is_nothing=True)
    if not asked and section and not words.get(section):
        words[section] = NOTHING
