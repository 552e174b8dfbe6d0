"""What waits to be read in a round: reports with something to look at first, plain ones to be accepted at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ....content.report import AddingUp, FormContent, IndicatorContent, ReportContent
from ....content.report_codec import report_from_json
from ....content.vietnamese import lowered
from ....enums import FilingKind, ReportStatus
from ....models import Evidence, Report, ReportingRound, ReportReturn, ReportVersion
from ....reporting.deadlines import Standing
from ....reporting.differences import Difference, differences
from ....reporting.figures import figure_words
from ....reporting.judging import CHILDREN, Doubt, children_of, judge
from ..adding import shown_name
from ..files.evidence import ShownEvidence, shown
from ..forms import form_content
from ..owed import Counts, Owed, counts_of, standings
from ..previous import Previous
from ..returns import open_returns
from .last_year import previous_reports

#: How many figures stand beside a unit's name, and how many points are told before "và … điểm khác".
MAIN_FIGURES, SHOWN_POINTS = 3, 3


class PointKind(StrEnum):
    """Why somebody should look at a report before accepting it."""

    LATE = "late"
    CHANGED = "changed"
    NOTHING = "nothing"
    FIGURE = "figure"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing to look at, in a sentence."""

    kind: PointKind
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MainFigure:
    """A figure of this year beside last year's, in words; empty where there is none."""

    indicator: IndicatorContent
    value: str
    previous: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A filed report in the list, with what there is to look at."""

    name: str
    owed: Owed
    report: Report
    version: ReportVersion
    points: tuple[Point, ...]
    figures: tuple[MainFigure, ...]

    @property
    def is_late(self) -> bool:
        """Whether it was first filed after the last day."""
        return self.owed.standing == Standing.LATE

    @property
    def first_points(self) -> tuple[Point, ...]:
        """The points that are told in the list."""
        return self.points[:SHOWN_POINTS]

    @property
    def more_points(self) -> int:
        """How many more there are."""
        return len(self.points) - len(self.first_points)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """A report the unit is mending, and what it was asked."""

    name: str
    owed: Owed
    report: Report
    asked: ReportReturn | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewList:
    """The reports of a round by what needs doing: `doubtful` have something to look at, `plain` nothing."""

    round: ReportingRound
    main: tuple[IndicatorContent, ...]
    doubtful: tuple[ReviewRow, ...]
    plain: tuple[ReviewRow, ...]
    returned: tuple[ReturnedRow, ...]
    accepted: tuple[tuple[str, Owed], ...]
    counts: Counts


def review_list(round_: ReportingRound, now: datetime | None = None) -> ReviewList:
    """The round's reports for whoever reviews them: a constant number of queries, any number of units."""
    everybody = standings(round_, now)
    owed = [one for one in everybody if one.report is not None]
    waiting = [one for one in owed if one.report and one.report.status == ReportStatus.FILED]
    form = form_content(round_.form) if round_.form else FormContent(name="")
    rows = _rows(round_, form, waiting)
    returned = [one for one in owed if one.report and one.report.status == ReportStatus.RETURNED]
    asked = open_returns(one.report for one in returned if one.report)
    return ReviewList(
        round=round_,
        main=main_indicators(form),
        doubtful=tuple(one for one in rows if one.points),
        plain=tuple(one for one in rows if not one.points),
        returned=tuple(
            ReturnedRow(name=shown_name(one.unit), owed=one, report=one.report, asked=asked.get(one.report.pk))
            for one in returned
            if one.report
        ),
        accepted=tuple(
            (shown_name(one.unit), one) for one in owed if one.report and one.report.status == ReportStatus.ACCEPTED
        ),
        counts=counts_of(everybody),
    )


def main_indicators(form: FormContent) -> tuple[IndicatorContent, ...]:
    """The figures shown beside a unit's name: the first that must be filled in, then the others; nothing sensitive,
    nothing that is computed, and not how many children there are, which is no result."""
    shown = [
        one
        for one in form.indicators
        if not one.is_sensitive and one.adding_up != AddingUp.RATIO and one.code != CHILDREN
    ]
    return tuple(sorted(shown, key=lambda one: not one.is_required)[:MAIN_FIGURES])


def next_to_review(report: Report) -> Report | None:
    """The next report of the round that waits to be read, in the order of the tree, from the top again after the last;
    None when no other one waits. One query."""
    waiting = Report.objects.filter(round=report.round_id, status=ReportStatus.FILED).exclude(pk=report.pk)
    found = list(waiting.select_related("unit").defer("draft").order_by("unit__path"))
    return next((one for one in found if one.unit.path > report.unit.path), next(iter(found), None))


def shown_note(doubt: Doubt, form: FormContent, *, is_own: bool) -> str:
    """The unit's own reason for a figure. Of sensitive figures only counts leave the unit: words may tell who."""
    indicator = form.indicator(doubt.key.partition(":")[0])
    return doubt.note if is_own or indicator is None or not indicator.is_sensitive else ""


# --- what there is to look at


def _rows(round_: ReportingRound, form: FormContent, waiting: Sequence[Owed]) -> list[ReviewRow]:
    reports = [one.report for one in waiting if one.report]
    if not reports:
        return []
    versions: dict[int, list[ReportVersion]] = defaultdict(list)
    for version in ReportVersion.objects.filter(report__in=reports).order_by("number"):
        versions[version.report_id].append(version)
    files: dict[int, list[ShownEvidence]] = defaultdict(list)
    for evidence in Evidence.objects.filter(report__in=reports, removed_at=None):
        files[evidence.report_id].append(shown(evidence))
    previous = previous_reports([one.unit for one in waiting], round_.year - 1, form)
    found = []
    for one in waiting:
        if one.report is None:
            continue
        filed = versions[one.report.pk]
        before = previous.get(one.unit.pk)
        content = report_from_json(filed[-1].content)
        found.append(
            ReviewRow(
                name=shown_name(one.unit),
                owed=one,
                report=one.report,
                version=filed[-1],
                points=tuple(_points(one, filed, content, before, form, files[one.report.pk])),
                figures=tuple(_main(form, content, before)),
            )
        )
    return found


def _points(
    owed: Owed,
    filed: Sequence[ReportVersion],
    content: ReportContent,
    previous: Previous | None,
    form: FormContent,
    files: Iterable[ShownEvidence],
) -> Iterator[Point]:
    if owed.standing == Standing.LATE:
        yield Point(kind=PointKind.LATE, sentence="Nộp sau hạn.")
    if len(filed) > 1:
        yield from _changed(filed, form)
    before = previous.content if previous else None
    if content.is_nothing and before is not None and any(one.value for one in before.figures):
        yield Point(kind=PointKind.NOTHING, sentence="Báo không phát sinh, năm trước có số liệu.")
    for one in judge(form, content, before, children_of(content, before)):
        yield Point(kind=PointKind.FIGURE, sentence=doubt_words(one, form))
    for file in files:
        for told in file.doubts:
            yield Point(kind=PointKind.FILE, sentence=f"Minh chứng “{file.row.name}”: {lowered(told.sentence)}")


def _changed(filed: Sequence[ReportVersion], form: FormContent) -> Iterator[Point]:
    """What the newest version says otherwise than the one before it."""
    last = filed[-1]
    found = differences(form, report_from_json(filed[-2].content), report_from_json(last.content))
    word = "Số liệu bổ sung" if last.kind == FilingKind.SUPPLEMENT else "Đã sửa theo yêu cầu"
    if not found:
        yield Point(kind=PointKind.CHANGED, sentence=f"{word}: không đổi gì so với bản {filed[-2].number}.")
    for one in found:
        yield Point(kind=PointKind.CHANGED, sentence=f"{word}: {change_words(one)}.")


def change_words(difference: Difference) -> str:
    """A difference in one line: "Trẻ em được thăm: 312 trẻ → 386 trẻ"; texts are only named."""
    if not difference.is_figure and difference.key:
        return f"sửa lời phần “{difference.label}”"
    return f"{difference.label}: {difference.before or 'để trống'} → {difference.after or 'để trống'}"


def doubt_words(doubt: Doubt, form: FormContent, *, is_own: bool = False) -> str:
    """A doubt with the name of what it is about, and the unit's reason where it may be told."""
    code, _, split = doubt.key.partition(":")
    indicator = form.indicator(code)
    section = next((one.title for one in form.sections if one.key == doubt.section), "")
    part = next((one.name for one in indicator.splits if one.code == split), "") if indicator else ""
    label = f"{indicator.name}{f', {part}' if part else ''}" if indicator else section
    note = shown_note(doubt, form, is_own=is_own)
    return f"{label}: {lowered(doubt.sentence)}{f' Lý do: {note}' if note else ''}"


def _main(form: FormContent, content: ReportContent, previous: Previous | None) -> Iterator[MainFigure]:
    for one in main_indicators(form):
        now = _words(content, one.code)
        yield MainFigure(indicator=one, value=now, previous=_words(previous.content, one.code) if previous else "")


def _words(content: ReportContent, code: str) -> str:
    figure = content.figure(code)
    if content.is_nothing or (figure is not None and figure.is_nothing):
        return "không phát sinh"
    return figure_words(figure.value) if figure else ""
