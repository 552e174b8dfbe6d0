"""The content of a result report (báo cáo kết quả): its form, its figures and its narrative, as frozen dataclasses.

A page asks for a figure or an indicator by its code hundreds of times, so each content keeps where they stand
(`found`); it is made from the fields and is no part of what the content says or of its JSON.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .numbering import roman


class AddingUp(StrEnum):
    """How figures of several units become one (domain.md §6).

    SUM (Σ) adds up over disjoint units; DISTINCT (D) counts things that two units may both have filed, so it is added
    up with a warning unless the units say that they have removed doubles; RATIO (R) is computed again from its
    numerator and denominator; NONE (∅) is never added up.
    """

    SUM = "sum"
    DISTINCT = "distinct"
    RATIO = "ratio"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitContent:
    """A part of an indicator (tách số liệu): "ngân sách", "xã hội hóa". Parts that `adds_up` make the total."""

    code: str
    name: str
    adds_up: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorContent:
    """A figure that a form asks for (chỉ tiêu số liệu).

    `unit_of_measure` is one: trẻ, lượt trẻ, suất, triệu đồng; `decimals` how many the figure may have. `least` and
    `most` are what is possible at all; `unusual` by how many times a figure may differ from last year's before somebody
    looks again. `section` is the key of the section it is asked for in. A RATIO names the codes it is computed from and
    is not typed. `is_sensitive` figures (cases, victims) are counts only and are never published when small.
    `adds_from` names the only levels of units whose figures are added up; empty: any.
    """

    code: str
    name: str
    unit_of_measure: str
    adding_up: AddingUp = AddingUp.SUM
    splits: tuple[SplitContent, ...] = ()
    decimals: int = 0
    is_required: bool = False
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    unusual: Decimal = Decimal(3)
    numerator: str = ""
    denominator: str = ""
    is_sensitive: bool = False
    explanation: str = ""
    section: str = ""
    adds_from: tuple[str, ...] = ()

    def adds_of(self, level: str) -> bool:
        """Whether a figure of a unit of that level may be added to others; "" stands for a level that is not known."""
        return not self.adds_from or not level or level in self.adds_from


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionContent:
    """A part of the report, words and figures: "4. Thăm hỏi, tặng quà" under the `group` "Kết quả thực hiện";
    `item_keys` the items of the plan it answers to."""

    key: str
    title: str
    group: str = ""
    is_required: bool = False
    item_keys: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContent:
    """A form (biểu mẫu báo cáo): its narrative sections and its figures, in order."""

    name: str
    sections: tuple[SectionContent, ...] = ()
    indicators: tuple[IndicatorContent, ...] = ()
    found: dict[str, IndicatorContent] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", {one.code: one for one in reversed(self.indicators)})

    def indicator(self, code: str) -> IndicatorContent | None:
        """The indicator of that code."""
        return self.found.get(code)

    def indicators_of(self, section: str) -> tuple[IndicatorContent, ...]:
        """The figures asked for in a section, in order; "" those that stand on their own."""
        return tuple(one for one in self.indicators if one.section == section)

    def numerals(self) -> dict[str, str]:
        """What stands before each section, by key: "I", or "II.4" for the fourth of the second group."""
        found: dict[str, str] = {}
        at, group, within = 0, "", 0
        for one in self.sections:
            if not one.group or one.group != group:
                at, group, within = at + 1, one.group, 0
            within += 1
            found[one.key] = f"{roman(at)}.{within}" if one.group else roman(at)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureContent:
    """What a unit reports for an indicator, or for one of its parts (`split`).

    A value, or `is_nothing`: không phát sinh, a statement of its own, which is neither zero nor missing.
    `without_doubles`: the unit declares that what others count too has been left out (đã loại trùng). `note` says why
    an unusual figure is right. `typed` is what was typed and cannot be read as a figure of this indicator: a draft
    keeps it so that nothing is lost, a filed version never has it.
    """

    indicator: str
    split: str = ""
    value: Decimal | None = None
    is_nothing: bool = False
    without_doubles: bool = False
    note: str = ""
    typed: str = ""

    @property
    def is_said(self) -> bool:
        """Whether it states something: a value, or không phát sinh."""
        return self.is_nothing or self.value is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeContent:
    """What a unit writes in a section."""

    section: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything a report says. `is_nothing` says "không phát sinh" for the whole report."""

    figures: tuple[FigureContent, ...] = ()
    narratives: tuple[NarrativeContent, ...] = ()
    is_nothing: bool = False
    found: dict[tuple[str, str], FigureContent] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", {(one.indicator, one.split): one for one in reversed(self.figures)})

    def figure(self, indicator: str, split: str = "") -> FigureContent | None:
        """The figure of an indicator, or of a part of it."""
        return self.found.get((indicator, split))

    def text(self, section: str) -> str:
        """What is written in a section."""
        return next((one.text for one in self.narratives if one.section == section), "")
