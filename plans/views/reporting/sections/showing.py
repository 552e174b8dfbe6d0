"""A report's page turned into what its screens show: lines with their words, the list of sections, where to go on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ....content.report import AddingUp, IndicatorContent
from ....queries.reporting.reading import FieldLine, ReportPage, SectionPage
from ....queries.reporting.returns import ReturnPart
from ....reporting.figures import figure_words
from ....reporting.filling import TypedFigure
from ....reporting.judging import Doubt, DoubtKind
from ..routes import ReportRoutes

_COUNTED = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_TYPED_TOTAL = (DoubtKind.PARTS, DoubtKind.UNREADABLE)
#: How the state of a section is said, drawn and coloured.
STATES = {
    "done": ("xong", "check", "ok"),
    "nothing": ("không phát sinh", "nil", "ok"),
    "warn": ("cần xem lại", "warn", "warn-ink"),
    "begun": ("đang làm", "pencil", ""),
    "empty": ("chưa làm", "empty", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One row of the table of figures. `below` stands in small letters under the name; `notes` what to look at."""

    key: str
    name: str
    below: str
    measure: str
    text: str
    last: str
    change: str
    is_part: bool
    is_computed: bool
    is_ratio: bool
    is_nothing: bool
    asks_doubles: bool
    without_doubles: bool
    note: str
    notes: tuple[Doubt, ...] = ()
    is_required: bool = False

    @property
    def tone(self) -> str:
        """bad: it cannot be filed as it is; warn: somebody should look again; else nothing."""
        if any(one.blocks and not one.needs_note and one.kind != DoubtKind.MISSING for one in self.notes):
            return "bad"
        return "warn" if any(one.needs_note and not one.note for one in self.notes) else ""

    @property
    def is_missing(self) -> bool:
        """Whether the report cannot be filed without it."""
        return any(one.kind == DoubtKind.MISSING for one in self.notes)

    @property
    def asked(self) -> str:
        """What a reason is asked for: the sentences, up to the link "ghi lý do"."""
        sentences = [one.sentence for one in self.notes if one.needs_note]
        return " ".join(dict.fromkeys(sentences)).removesuffix("ghi lý do.")

    @property
    def needs_note(self) -> bool:
        """Whether a reason is asked for, or has been given."""
        return bool(self.note) or any(one.needs_note for one in self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLink:
    """A section in the list; a group ("II. Kết quả thực hiện") has no address and its sections under it."""

    numeral: str
    title: str
    url: str = ""
    state: str = ""
    word: str = ""
    symbol: str = ""
    tone: str = ""
    is_current: bool = False
    is_returned: bool = False
    under: list["SectionLink"] = field(default_factory=list)


def shown_lines(section: SectionPage, typed: Mapping[str, TypedFigure] | None = None) -> tuple[ShownLine, ...]:
    """The rows of a section; `typed` are values that could not be stored and are shown instead of the stored ones."""
    names = {one.indicator.code: one.indicator.name for one in section.lines}
    return tuple(_line(one, names, (typed or {}).get(one.key)) for one in section.lines)


def section_links(
    page: ReportPage, routes: ReportRoutes, current: str | None = None, returned: Iterable[ReturnPart] = ()
) -> list[SectionLink]:
    """The list of sections with their states, groups nested."""
    back = {one.section for one in returned}
    found: list[SectionLink] = []
    group = ""
    for one in page.sections:
        numeral, _, within = one.numeral.partition(".")
        if one.section.group and one.section.group != group:
            found.append(SectionLink(numeral=numeral, title=one.section.group))
        group = one.section.group
        link = _link(one, routes, within or numeral, current=current, back=back)
        (found[-1].under if group else found).append(link)
    return found


def neighbours(page: ReportPage, key: str) -> tuple[int, SectionPage | None, SectionPage | None]:
    """The place of a section (from 1), the one before it and the one after it."""
    at = next(number for number, one in enumerate(page.sections) if one.section.key == key)
    before = page.sections[at - 1] if at else None
    after = page.sections[at + 1] if at + 1 < len(page.sections) else None
    return at + 1, before, after


def heading(section: SectionPage) -> str:
    """ "II.4. Thăm hỏi, tặng quà"."""
    return f"{section.numeral}. {section.section.title}" if section.numeral else section.section.title


def targets_of(section: SectionPage) -> list[str]:
    """The targets (chỉ tiêu) of the plan's items the section answers to."""
    found = []
    for item in section.plan_items:
        found += [one.activity.target for one in (item, *item.children) if one.activity and one.activity.target]
    return list(dict.fromkeys(found))


def _link(
    section: SectionPage, routes: ReportRoutes, numeral: str, *, current: str | None, back: set[str]
) -> SectionLink:
    state = str(section.state)
    word, symbol, tone = STATES[state]
    return SectionLink(
        numeral=numeral,
        title=section.section.title,
        url=routes.section(section.section.key),
        state=state,
        word=word,
        symbol=symbol,
        tone=tone,
        is_current=section.section.key == current,
        is_returned=section.section.key in back,
    )


def _line(line: FieldLine, names: Mapping[str, str], typed: TypedFigure | None) -> ShownLine:
    indicator, figure = line.indicator, line.figure
    is_ratio = indicator.adding_up == AddingUp.RATIO
    text = (figure.typed or figure_words(figure.value)) if figure else ""
    # a total somebody typed beside its parts stays open to be mended
    is_sum = line.is_computed and not any(one.kind in _TYPED_TOTAL for one in line.doubts)
    return ShownLine(
        key=line.key,
        name=_name(line),
        below=_below(line, names, is_ratio=is_ratio, is_sum=is_sum),
        measure=indicator.unit_of_measure,
        text=typed.text if typed else text,
        last="kps" if line.previous_is_nothing else _padded(line.previous, indicator),
        change=line.change,
        is_part=line.split is not None,
        is_computed=is_sum,
        is_ratio=is_ratio,
        is_nothing=typed.is_nothing if typed else bool(figure and figure.is_nothing),
        asks_doubles=indicator.adding_up == AddingUp.DISTINCT and line.split is None,
        without_doubles=typed.without_doubles if typed else bool(figure and figure.without_doubles),
        note=typed.note if typed else (figure.note if figure else ""),
        notes=tuple(line.doubts),
        is_required=indicator.is_required and line.split is None,
    )


def _name(line: FieldLine) -> str:
    if line.split is None:
        return line.indicator.name
    return line.split.name if line.split.name.startswith("trong đó") else f"trong đó: {line.split.name}"


def _below(line: FieldLine, names: Mapping[str, str], *, is_ratio: bool, is_sum: bool) -> str:
    indicator = line.indicator
    if is_ratio:
        both = [names.get(code, code) for code in (indicator.numerator, indicator.denominator)]
        return f"tính từ “{both[0]}” và “{both[1]}”"
    parts = sum(one.adds_up for one in indicator.splits)
    if is_sum and line.split is None:
        return f"tự cộng từ {_COUNTED[parts] if parts < len(_COUNTED) else parts} dòng dưới"
    return indicator.explanation if line.split is None else ""


def _padded(value: Decimal | None, indicator: IndicatorContent) -> str:
    """Last year's figure with as many decimals as the figure has: "18,0"."""
    if value is None:
        return ""
    words = figure_words(value)
    if not indicator.decimals or "," in words:
        return words
    return f"{words},{'0' * indicator.decimals}"
