"""A report judged as a careful supervisor would: what is still missing, what cannot be, what looks wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from plans.content.report import AddingUp, FigureContent, FormContent, IndicatorContent, ReportContent, SectionContent
from plans.exceptions import Invalid

from .consolidating import disagreements
from .figures import check_possible, figure_words, parse_figure
from .filling import key_of, sections_of
from .personal import suspicions

#: The figure that tells how many children there are, and what figures of children are measured in.
CHILDREN, MEASURE = "A1", "trẻ"
#: A figure that differs from last year's by less than this is not unusual, however many times it is: 1 became 4.
SLIGHT = Decimal(10)


class DoubtKind(StrEnum):
    """What a doubt is about."""

    TEXT = "text"
    MISSING = "missing"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"
    UNUSUAL = "unusual"
    PARTS = "parts"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A sentence about a part (`section`) or a figure of it (`key`: "D3", "D3:ns"; "text" for the words).

    While it `blocks`, the report cannot be filed. `needs_note`: it may stand when somebody says why (ghi lý do), and
    once there is a `note` it no longer blocks.
    """

    section: str
    key: str
    kind: DoubtKind
    sentence: str
    blocks: bool = False
    needs_note: bool = False
    note: str = ""

    @property
    def field(self) -> str:
        """How refusals name it: "cham-soc:D3"."""
        return f"{self.section}:{self.key}"


def judge(
    form: FormContent, content: ReportContent, previous: ReportContent | None = None, children: Decimal | None = None
) -> tuple[Doubt, ...]:
    """Every doubt about the report, in the form's order; none about a report of không phát sinh.

    `previous` is what was reported last year, `children` how many children the unit has (`children_of`). Whatever
    seems to name a child never blocks: only a person can tell.
    """
    if content.is_nothing:
        return ()
    found: list[Doubt] = []
    for section in sections_of(form):
        for indicator in form.indicators_of(section.key):
            if indicator.adding_up != AddingUp.RATIO:
                found += _of_indicator(indicator, content, previous, children)
            else:
                found += _of_ratio(form, indicator, content)
        if section.key:
            found += _of_text(form, section, content)
    return tuple(found)


def children_of(content: ReportContent, previous: ReportContent | None) -> Decimal | None:
    """How many children the unit says it has; while it has not said so this year, what it said last year."""
    for one in (content, previous):
        figure = one.figure(CHILDREN) if one is not None else None
        if figure is not None and figure.value is not None:
            return figure.value
    return None


def is_unusual(indicator: IndicatorContent, value: Decimal, before: Decimal) -> bool:
    """Whether the figure is that many times more, or less, than last year's; a figure that began or ended at zero
    cannot be compared, unless much of it is gone."""
    if abs(value - before) < SLIGHT or before <= 0:
        return False
    return value >= before * indicator.unusual or value * indicator.unusual <= before


def times_words(value: Decimal, before: Decimal) -> str:
    """ "gấp 10 lần", "gấp 3,5 lần", "còn 1/4"."""
    if not value:
        return "còn 0"
    if value >= before:
        return f"gấp {figure_words((value / before).quantize(Decimal('0.1')))} lần"
    return f"còn 1/{figure_words((before / value).quantize(Decimal(1)))}"


def is_waived(form: FormContent, section: SectionContent, content: ReportContent) -> bool:
    """Whether every figure of the section is không phát sinh, so that there is nothing to write about."""
    asked = [one for one in form.indicators_of(section.key) if one.adding_up != AddingUp.RATIO]
    figures = [content.figure(one.code) for one in asked]
    return bool(figures) and all(one is not None and one.is_nothing for one in figures)


def _of_indicator(
    indicator: IndicatorContent, content: ReportContent, previous: ReportContent | None, children: Decimal | None
) -> Iterator[Doubt]:
    whole = content.figure(indicator.code)
    if indicator.is_required and (whole is None or not (whole.is_said or whole.typed)):
        sentence = f"Ghi số liệu “{indicator.name}”, hoặc đánh dấu không phát sinh."
        yield _doubt(indicator, "", DoubtKind.MISSING, sentence, blocks=True)
    for split in ("", *(one.code for one in indicator.splits)):
        figure = content.figure(indicator.code, split)
        if figure is not None:
            yield from _of_figure(indicator, split, figure, children if indicator.code != CHILDREN else None)
    if whole is not None and whole.value is not None:
        yield from _of_whole(indicator, whole, content, previous, children)
    missing = _missing_parts(indicator, content)
    if missing:
        sentence = f"Mới cộng một phần; còn trống: {', '.join(missing)}."
        yield _doubt(indicator, "", DoubtKind.PARTIAL, sentence)


def _of_figure(
    indicator: IndicatorContent, split: str, figure: FigureContent, children: Decimal | None
) -> Iterator[Doubt]:
    try:
        if figure.typed:
            parse_figure(figure.typed)
            parse_figure(figure.typed, indicator)
        elif figure.value is not None:
            check_possible(figure.value, indicator)
    except Invalid as error:
        kind = DoubtKind.IMPOSSIBLE if not figure.typed or _is_number(figure.typed) else DoubtKind.UNREADABLE
        yield _doubt(indicator, split, kind, error.message, blocks=True)
    if split and children is not None and _is_too_many(indicator, figure.value, children):
        sentence = f"Nhiều hơn số trẻ em trên địa bàn ({figure_words(children)})."
        yield _explained(indicator, split, DoubtKind.UNUSUAL, sentence, figure.note)


def _of_whole(
    indicator: IndicatorContent,
    whole: FigureContent,
    content: ReportContent,
    previous: ReportContent | None,
    children: Decimal | None,
) -> Iterator[Doubt]:
    value = whole.value or Decimal(0)
    before = previous.figure(indicator.code) if previous is not None else None
    clauses = []
    if before is not None and before.value is not None and is_unusual(indicator, value, before.value):
        words = times_words(value, before.value)
        clauses.append(f"{words} năm trước" if value > before.value else f"{words} so với năm trước")
    if indicator.code != CHILDREN and children is not None and _is_too_many(indicator, value, children):
        clauses.append(f"nhiều hơn số trẻ em trên địa bàn ({figure_words(children)})")
    if clauses:
        said = " và ".join(clauses)
        yield _explained(indicator, "", DoubtKind.UNUSUAL, f"{said[0].upper()}{said[1:]}.", whole.note)
    difference = disagreements(indicator, content)
    if difference is not None:
        words = f"{figure_words(abs(difference))} {indicator.unit_of_measure}"
        more = "nhiều hơn" if difference > 0 else "ít hơn"
        sentence = f"Các phần cộng lại {more} tổng số, chênh {words}."
        yield _explained(indicator, "", DoubtKind.PARTS, sentence, whole.note)
    for split in indicator.splits:
        part = content.figure(indicator.code, split.code)
        if not split.adds_up and part is not None and part.value is not None and part.value > value:
            sentence = f"“{split.name}” nhiều hơn tổng số ({figure_words(value)})."
            yield _explained(indicator, split.code, DoubtKind.PARTS, sentence, part.note)


def _of_ratio(form: FormContent, ratio: IndicatorContent, content: ReportContent) -> Iterator[Doubt]:
    """A share is never more than its whole; the doubt stands at the figure that is the share."""
    share = form.indicator(ratio.numerator)
    part, whole = content.figure(ratio.numerator), content.figure(ratio.denominator)
    if share is None or part is None or part.value is None or whole is None or whole.value is None:
        return
    if part.value > whole.value:
        sentence = f"“{share.name}” nhiều hơn tổng số ({figure_words(whole.value)})."
        yield _explained(share, "", DoubtKind.PARTS, sentence, part.note)


def _of_text(form: FormContent, section: SectionContent, content: ReportContent) -> Iterator[Doubt]:
    text = content.text(section.key)
    if section.is_required and not text.strip() and not is_waived(form, section, content):
        yield Doubt(
            section=section.key,
            key="text",
            kind=DoubtKind.TEXT,
            sentence=f"Viết vài dòng ở phần “{section.title}”.",
            blocks=True,
        )
    for one in suspicions(text):
        yield Doubt(section=section.key, key="text", kind=DoubtKind.PERSONAL, sentence=one.sentence)


def _missing_parts(indicator: IndicatorContent, content: ReportContent) -> list[str]:
    """The names of the parts that are empty while others that add up with them are given."""
    adding = [one for one in indicator.splits if one.adds_up]
    empty = [one.name for one in adding if not _is_given(content.figure(indicator.code, one.code))]
    return empty if len(empty) < len(adding) else []


def _is_given(figure: FigureContent | None) -> bool:
    return figure is not None and (figure.is_said or bool(figure.typed))


def _is_number(typed: str) -> bool:
    try:
        return parse_figure(typed) is not None
    except Invalid:
        return False


def _is_too_many(indicator: IndicatorContent, value: Decimal | None, children: Decimal) -> bool:
    return value is not None and indicator.unit_of_measure == MEASURE and value > children > 0


def _explained(indicator: IndicatorContent, split: str, kind: DoubtKind, sentence: str, note: str) -> Doubt:
    """A doubt that stands only with a reason."""
    if not note:
        sentence = f"{sentence} Gõ nhầm thì sửa; đúng thì ghi lý do."
    return _doubt(indicator, split, kind, sentence, blocks=not note, needs_note=True, note=note)


def _doubt(
    indicator: IndicatorContent,
    split: str,
    kind: DoubtKind,
    sentence: str,
    *,
    blocks: bool = False,
    needs_note: bool = False,
    note: str = "",
) -> Doubt:
    return Doubt(
        section=indicator.section,
        key=key_of(indicator.code, split),
        kind=kind,
        sentence=sentence,
        blocks=blocks,
        needs_note=needs_note,
        note=note,
    )
