"""A report's form as a spreadsheet shows it, and what an uploaded one would change: values, never rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ....content.report import AddingUp
from ....models import Report
from ....reporting.figures import figure_words
from ....reporting.filling import TypedFigure
from ....reporting.personal import Suspicion, suspicions
from ....spreadsheets import FormLine, FormSheet, FormWords
from ..reading import FieldLine, ReportPage, SectionPage
from ..tasks import head_of

NOTHING = "không phát sinh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A place that would change: which cell said so, what stands there now and what would; `doubts` what its words seem
    to tell about a child."""

    section: str
    name: str
    measure: str
    before: str
    after: str
    note: str = ""
    is_text: bool = False
    doubts: tuple[Suspicion, ...] = ()


def mark_of(report: Report) -> str:
    """Whose form a spreadsheet is, in letters that survive every program: report, round, year, revision of the form."""
    form = report.round.form
    return f"BC{report.pk}-{report.round_id}-{report.round.year}-{form.revision if form else 0}"


def form_sheet(report: Report, page: ReportPage) -> FormSheet:
    """The form with what the draft says already, ready to be written: two queries."""
    head = head_of(report)
    return FormSheet(
        title=f"Biểu số liệu: {head.title}",
        lead=f"{report.unit.short_name} gửi {head.sent_to}, {head.due.words()}",
        mark=mark_of(report),
        year=report.round.year,
        lines=tuple(_lines(page)),
        words=tuple(
            FormWords(key=one.section.key, name=title_of(one), last=one.last_text, now=one.text)
            for one in page.sections
            if one.section.key
        ),
    )


def title_of(section: SectionPage) -> str:
    """ "II.4. Thăm hỏi, tặng quà"."""
    return f"{section.numeral}. {section.section.title}" if section.numeral else section.section.title


def changes(page: ReportPage, figures: dict[str, TypedFigure], texts: dict[str, str]) -> Iterator[Change]:
    """What would change if these were saved, in the form's order."""
    for section in page.sections:
        for line in section.lines:
            typed = figures.get(line.key)
            if typed is not None and differs(line, typed):
                note = typed.note if typed.note != _note(line) else ""
                yield Change(
                    section=title_of(section), name=line_name(line), measure=line.indicator.unit_of_measure,
                    before=_now(line), after=NOTHING if typed.is_nothing else typed.text, note=note,
                    doubts=suspicions(note),
                )  # fmt: skip
        text = texts.get(section.section.key, "") if section.section.key else ""
        if text and text != section.text:
            yield Change(
                section=title_of(section), name="Kết quả, cách làm", measure="", before=section.text, after=text,
                is_text=True, doubts=suspicions(text),
            )  # fmt: skip


def differs(line: FieldLine, typed: TypedFigure) -> bool:
    """Whether the figure or its note is another than the draft's."""
    now = line.figure
    is_nothing = bool(now and now.is_nothing)
    if typed.note != _note(line) or typed.is_nothing != is_nothing:
        return True
    return not is_nothing and typed.text != line.words


def line_name(line: FieldLine) -> str:
    """The figure's name; a part says of what: "Trị giá quà tặng, trong đó: ngân sách"."""
    if line.split is None:
        return line.indicator.name
    return f"{line.indicator.name}, {_part_name(line.split.name)}"


def is_ratio(line: FieldLine) -> bool:
    """Whether the portal computes it from two others."""
    return line.indicator.adding_up == AddingUp.RATIO


def _note(line: FieldLine) -> str:
    return line.figure.note if line.figure else ""


def _now(line: FieldLine) -> str:
    return NOTHING if line.figure and line.figure.is_nothing else line.words


def _part_name(name: str) -> str:
    return name if name.startswith("trong đó") else f"trong đó: {name}"


def _lines(page: ReportPage) -> Iterator[FormLine]:
    for section in page.sections:
        if section.lines:
            yield FormLine(name=title_of(section))
        for line in section.lines:
            yield _line(line)


def _line(line: FieldLine) -> FormLine:
    indicator, figure = line.indicator, line.figure
    is_part = line.split is not None
    return FormLine(
        key=line.key,
        name=_part_name(line.split.name) if line.split else f"{indicator.name}{_how(line)}",
        measure=indicator.unit_of_measure,
        last=NOTHING if line.previous_is_nothing else line.previous,
        now=_cell(line),
        is_nothing=bool(figure and figure.is_nothing) and not is_ratio(line),
        note=_note(line),
        depth=1 if is_part else 0,
        is_computed=line.is_computed,
        decimals=indicator.decimals,
        least=indicator.least,
        most=indicator.most,
    )


def _how(line: FieldLine) -> str:
    if is_ratio(line):
        return " (cổng tự tính)"
    if any(one.adds_up for one in line.indicator.splits):
        return " (cổng tự cộng)" if line.is_computed else " (để trống: cổng tự cộng)"
    return ""


def _cell(line: FieldLine) -> Decimal | str | None:
    figure = line.figure
    if figure is None or figure.is_nothing:
        return None
    return figure.value if figure.value is not None else figure.typed or None


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The figure without the noise of computing ("71,49999999" is 71,5 with one decimal); another figure as it is."""
    near = value.quantize(Decimal(1).scaleb(-decimals))
    return near if abs(value - near) <= Decimal("0.000001") * max(Decimal(1), abs(value)) else value


def words_of(value: Decimal, decimals: int) -> str:
    """A cell's number as the field of the form shows it."""
    return figure_words(rounded(value, decimals))
