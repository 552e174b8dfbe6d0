"""A report as its pages show it, a draft or a filed version: each part with this year's figures beside last year's, the
plan's items it answers to, and what is still doubtful."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ...content import facts
from ...content.numbering import document_number, number_items
from ...content.plan import ItemContent, PlanContent
from ...content.report import (
    AddingUp,
    FigureContent,
    FormContent,
    IndicatorContent,
    ReportContent,
    SectionContent,
    SplitContent,
)
from ...content.report_codec import report_from_json
from ...content.vietnamese import short_date
from ...enums import LinkKind, PlanStatus
from ...models import PlanVersion, Report, ReportForm, ReportVersion
from ...reporting.consolidating import ratio
from ...reporting.figures import figure_words, says_nothing
from ...reporting.filling import is_computed, key_of, sections_of
from ...reporting.judging import Doubt, DoubtKind, children_of, is_unusual, judge, times_words
from ..contents import frozen_content
from .forms import answering, form_content, form_key
from .previous import Previous, previous_report
from .remembering.memo import Memo


class SectionState(StrEnum):
    """How far a part is: `done` everything is said, `nothing` it is all không phát sinh, `warn` something must be
    mended or explained, `begun` something is still empty, `empty` nothing has been written."""

    DONE = "done"
    NOTHING = "nothing"
    WARN = "warn"
    BEGUN = "begun"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """A line of figures: an indicator, or a part of it (`split`), this year and last year.

    `change` says how they differ ("+74", "gấp 10 lần"); `is_computed` that the figure is not typed: a ratio, or the sum
    of the parts below it.
    """

    key: str
    indicator: IndicatorContent
    split: SplitContent | None
    figure: FigureContent | None
    previous: Decimal | None
    previous_is_nothing: bool
    change: str
    doubts: tuple[Doubt, ...]
    is_computed: bool

    @property
    def label(self) -> str:
        """What stands before the field."""
        return self.split.name if self.split else self.indicator.name

    @property
    def words(self) -> str:
        """What stands in the field: the figure as Vietnamese write it, or what was typed and cannot be read."""
        return (self.figure.typed or figure_words(self.figure.value)) if self.figure else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSource:
    """The plan the items come from: its words and id, for a link; `is_own` whether it is the reporting unit's."""

    words: str
    plan: int
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage:
    """A part of the report with everything its screen shows; `revision` is the part's own, for saving it. `places`
    are the numerals of `plan_items` in their plan ("III.4")."""

    section: SectionContent
    numeral: str
    revision: int
    lines: tuple[FieldLine, ...]
    text: str
    last_text: str
    plan_items: tuple[ItemContent, ...]
    places: tuple[str, ...]
    state: SectionState
    doubts: tuple[Doubt, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to write in it."""
        return self.state in (SectionState.DONE, SectionState.NOTHING)

    @property
    def name(self) -> str:
        """Its numeral where it has one, else its title."""
        return self.numeral or self.section.title

    @property
    def text_doubts(self) -> tuple[Doubt, ...]:
        """The doubts about its words; those about figures stand in their lines."""
        return tuple(one for one in self.doubts if one.key == "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report, or a version of it. `is_ready`: it can be filed. `plan_source` is the plan whose items stand beside."""

    form: FormContent
    content: ReportContent
    sections: tuple[SectionPage, ...]
    doubts: tuple[Doubt, ...]
    previous: Previous | None
    plan_source: PlanSource | None

    @property
    def total(self) -> int:
        """How many parts there are."""
        return len(self.sections)

    @property
    def done(self) -> int:
        """How many parts nothing is left to write in."""
        return sum(one.is_done for one in self.sections)

    @property
    def left(self) -> tuple[str, ...]:
        """The numerals of the parts that are not done; not all of them must be (`is_ready`)."""
        return tuple(one.name for one in self.sections if not one.is_done)

    @property
    def blocking(self) -> tuple[Doubt, ...]:
        """What keeps it from being filed."""
        return tuple(one for one in self.doubts if one.blocks)

    @property
    def is_ready(self) -> bool:
        """Whether it can be filed as it is."""
        return bool(self.sections) and not self.blocking

    @property
    def previous_year(self) -> int | None:
        """The year of the report shown beside."""
        return self.previous.year if self.previous else None

    @property
    def previous_units(self) -> str:
        """How last year's figures came about ("cộng từ 3 phường cũ"); empty for the unit's own."""
        return self.previous.words if self.previous else ""

    def section(self, key: str) -> SectionPage | None:
        """The part of that key."""
        return next((one for one in self.sections if one.section.key == key), None)


def report_page(report: Report, version: ReportVersion | None = None) -> ReportPage:
    """The report as it is being written, or a filed `version` of it. The number of queries does not grow with the
    report, its round or its unit."""
    content = report_from_json(version.content if version is not None else report.draft)
    if version is None:
        content = replace(content, is_nothing=False)  # the draft goes on from what was typed before không phát sinh
    source, beside = _plan_beside(report)
    form = beside.form
    previous = previous_report(report, form)
    before = previous.content if previous else None
    doubts = judge(form, content, before, children_of(content, before))
    revisions = report.draft.get("sections", {}) if isinstance(report.draft, dict) else {}
    numerals, items = form.numerals(), beside.items
    sections = tuple(
        _section(form, one, content, before, tuple(each for each in doubts if each.section == one.key))
        for one in sections_of(form)
    )
    return ReportPage(
        form=form,
        content=content,
        sections=tuple(
            replace(
                one,
                numeral=numerals.get(one.section.key, ""),
                revision=int(revisions.get(one.section.key, 0)),
                plan_items=tuple(items[key][0] for key in one.section.item_keys if key in items),
                places=tuple(items[key][1] for key in one.section.item_keys if key in items),
            )
            for one in sections
        ),
        doubts=doubts,
        previous=previous,
        plan_source=source,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """The form as it answers to a plan, and the plan's items by key, each with its numeral."""

    form: FormContent
    items: dict[str, tuple[ItemContent, str]]


#: By what the form says and the plan's version, both for good: reading a long plan takes longer than all the rest.
_BESIDE: Memo[_Beside] = Memo(256)


def _plan_beside(report: Report) -> tuple[PlanSource | None, _Beside]:
    """The unit's own issued plan of the year, else the plan the round is of: at most two queries, one more for a
    version that is not remembered."""
    round_, form = report.round, report.round.form
    versions = PlanVersion.objects.filter(is_issued=True).select_related("plan").defer("pdf", "content")
    issued = versions.filter(
        plan__issuing_unit_id=report.unit_id,
        plan__year=round_.year,
        plan__document_type="KẾ HOẠCH",
        plan__status=PlanStatus.ISSUED,
        plan__recorded_by=None,
        plan__removed_at=None,
    ).exclude(plan__links_back__kind=LinkKind.AMENDS)
    own = issued.order_by("-plan__issued_on", "-plan_id").first()
    version = own or versions.filter(plan_id=round_.plan_id).order_by().first()
    if version is None:
        return None, _Beside(form=form_content(form) if form else FormContent(name=""), items={})
    plan = version.plan
    number = document_number(plan.number, plan.symbol) if plan.number is not None else ""
    words = "Kế hoạch" + (f" số {number}" if number else "")
    words += f" ngày {short_date(plan.issued_on)}" if plan.issued_on else ""
    key = (form_key(form) if form else None, version.pk, version.sha256, version.created_at)
    beside = _BESIDE.get(key, lambda: _read_beside(form, frozen_content(version)))
    return PlanSource(words=words, plan=plan.pk, is_own=own is not None), beside


def _read_beside(form: ReportForm | None, plan: PlanContent) -> _Beside:
    return _Beside(form=answering(form, plan) if form else FormContent(name=""), items=_items(plan))


def _items(plan: PlanContent) -> dict[str, tuple[ItemContent, str]]:
    """The plan's items by key as they are printed, each with its numeral; words in them that stand for facts filled
    in."""
    words = facts.fact_words(plan)
    return {one.item.key: (_filled(one.item, words), one.path) for one in number_items(plan.items)}


def _filled(item: ItemContent, words: dict[str, str]) -> ItemContent:
    return replace(
        item, text=facts.fill(item.text, words), children=tuple(_filled(one, words) for one in item.children)
    )


def _section(
    form: FormContent,
    section: SectionContent,
    content: ReportContent,
    previous: ReportContent | None,
    doubts: tuple[Doubt, ...],
) -> SectionPage:
    lines = tuple(_lines(form, form.indicators_of(section.key), content, previous, doubts))
    text = content.text(section.key) if section.key else ""
    return SectionPage(
        section=section,
        numeral="",
        revision=0,
        lines=lines,
        text=text,
        last_text=previous.text(section.key) if previous is not None else "",
        plan_items=(),
        places=(),
        state=_state(section, lines, text, doubts),
        doubts=doubts,
    )


def _state(section: SectionContent, lines: Sequence[FieldLine], text: str, doubts: Sequence[Doubt]) -> SectionState:
    """Optional figures count as well: what is left empty says neither a number nor không phát sinh."""
    asked = [one for one in lines if one.split is None and one.indicator.adding_up != AddingUp.RATIO]
    said = [one for one in asked if one.figure is not None and one.figure.is_said]
    touched = any(one.figure and (one.figure.is_said or one.figure.typed) for one in lines if not _is_ratio(one))
    if not touched and not text:
        return SectionState.EMPTY
    unfinished = (DoubtKind.TEXT, DoubtKind.MISSING)
    if any(one.blocks and one.kind not in unfinished for one in doubts):
        return SectionState.WARN
    if asked and all(one.figure is not None and one.figure.is_nothing for one in asked):
        return SectionState.NOTHING
    if not asked and says_nothing(text):
        return SectionState.NOTHING
    if len(said) < len(asked) or any(one.kind in (*unfinished, DoubtKind.PARTIAL) for one in doubts):
        return SectionState.BEGUN
    return SectionState.DONE


def _is_ratio(line: FieldLine) -> bool:
    return line.indicator.adding_up == AddingUp.RATIO


def _lines(
    form: FormContent,
    indicators: Sequence[IndicatorContent],
    content: ReportContent,
    previous: ReportContent | None,
    doubts: Sequence[Doubt],
) -> Iterator[FieldLine]:
    for indicator in indicators:
        for split in (None, *indicator.splits):
            key = key_of(indicator.code, split.code if split else "")
            now, before = _figure(indicator, split, content), _figure(indicator, split, previous)
            yield FieldLine(
                key=key,
                indicator=indicator,
                split=split,
                figure=now,
                previous=before.value if before else None,
                previous_is_nothing=before is not None and before.is_nothing,
                change=_change(indicator, now, before),
                doubts=tuple(one for one in doubts if one.key == key),
                is_computed=split is None and is_computed(indicator, content),
            )


def _figure(
    indicator: IndicatorContent, split: SplitContent | None, content: ReportContent | None
) -> FigureContent | None:
    if content is None:
        return None
    if content.is_nothing:
        return FigureContent(indicator=indicator.code, split=split.code if split else "", is_nothing=True)
    if indicator.adding_up != AddingUp.RATIO:
        return content.figure(indicator.code, split.code if split else "")
    above, below = (content.figure(one) for one in (indicator.numerator, indicator.denominator))
    value = ratio(above.value if above else None, below.value if below else None, indicator.decimals or 1)
    return None if value is None else FigureContent(indicator=indicator.code, value=value)


def _change(indicator: IndicatorContent, now: FigureContent | None, before: FigureContent | None) -> str:
    if now is None or before is None or now.value is None or before.value is None:
        return ""
    if not now.split and is_unusual(indicator, now.value, before.value):
        return times_words(now.value, before.value)
    difference = now.value - before.value
    if not difference:
        return "như năm trước"
    return f"{'+' if difference > 0 else '−'}{figure_words(abs(difference))}"
