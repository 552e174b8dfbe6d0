"""The content of a plan (kế hoạch): everything its printed form says, as one tree of frozen dataclasses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from .document_types import is_report
from .vietnamese import long_date, short_date


class Marker(StrEnum):
    """What stands before an item; the numeral itself is computed by `numbering`."""

    ROMAN = "roman"
    ARABIC = "arabic"
    DECIMAL = "decimal"
    LETTER = "letter"
    DASH = "dash"
    PLUS = "plus"
    NONE = "none"


class Part(StrEnum):
    """What a section (phần) is for; offices title and order them differently, so it is told beside the title."""

    PURPOSE = "purpose"
    SCOPE = "scope"
    ACTIVITIES = "activities"
    FUNDING = "funding"
    IMPLEMENTATION = "implementation"
    REPORTING = "reporting"
    OTHER = "other"


class Block(StrEnum):
    """A list that is printed under an item from the plan's facts."""

    SLOGANS = "slogans"


class Role(StrEnum):
    """What an agency does for an item: chủ trì, phối hợp, thực hiện."""

    LEAD = "lead"
    SUPPORT = "support"
    IMPLEMENT = "implement"


class DeadlineKind(StrEnum):
    """The wording of a deadline, which decides its last day (domain.md §7)."""

    BEFORE = "before"
    BY = "by"
    UNDATED = "undated"


class DeadlinePurpose(StrEnum):
    """What is due: a report (báo cáo), or the plan of the unit below."""

    REPORT = "report"
    CHILD_PLAN = "child_plan"


class SlogansPlace(StrEnum):
    """Where the slogans are printed."""

    APPENDIX = "appendix"
    BODY = "body"
    NOWHERE = "nowhere"


class Standing(StrEnum):
    """How an item stands to the parent's: giữ nguyên, đã sửa, mới, bỏ."""

    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerContent:
    """The issuing unit (cơ quan ban hành) as this document prints it.

    `header_lines` are the bold lines over the rule, `superior_lines` the lighter ones above them (none for a
    province's or a commune's committee). `place` is the địa danh, already with its noun where the law keeps it.
    """

    code: str
    name: str
    short_name: str
    territory: str
    noun: str
    header_lines: tuple[str, ...]
    superior_lines: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginContent:
    """Where an item comes from: the parent's version and the key it has there."""

    version: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityContent:
    """An agency and what it does. `covers_level` names the level of units a collective line stands for
    ("Ủy ban nhân dân các xã, phường" covers "commune"); empty for a single body."""

    role: Role
    agency: str
    agency_code: str = ""
    covers_level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityContent:
    """The facts of an activity (hoạt động): when, where, with what money, toward which target.

    `budget` is in đồng.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    venue: str = ""
    budget: int | None = None
    funding_source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """One paragraph or heading with what stands under it.

    `key` outlives edits and versions. `text` may hold facts as ⟦chủ đề⟧ (see `facts`). A dropped item keeps its
    words and the reason, and is not printed.
    """

    key: str
    text: str
    marker: Marker = Marker.NONE
    is_heading: bool = False
    part: Part | None = None
    block: Block | None = None
    activity: ActivityContent | None = None
    responsibilities: tuple[ResponsibilityContent, ...] = ()
    origin: OriginContent | None = None
    dropped_reason: str = ""
    children: "tuple[ItemContent, ...]" = ()

    @property
    def is_dropped(self) -> bool:
        """Whether the item is left out of print, with a reason."""
        return bool(self.dropped_reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasisContent:
    """One căn cứ without its closing mark; ";" and "." are computed."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentContent:
    """The document this plan carries out (văn bản cấp trên): a plan of the portal, or one that is only cited.

    `kind` is the printed name of the type ("Kế hoạch", "Công văn"); `version` the frozen version of a plan kept
    in the portal, None for a document that is only cited.
    """

    kind: str
    document_number: str
    issued_on: date | None
    issuer: str
    abstract: str = ""
    plan: int | None = None
    version: int | None = None

    def citation(self) -> str:
        """The full first citation (Nghị định 30/2020/NĐ-CP, Phụ lục I): type, number, date, issuer, abstract."""
        words = [self.kind]
        if self.document_number:
            words.append(f"số {self.document_number}")
        if self.issued_on:
            words.append(long_date(self.issued_on))
        if self.issuer:
            words.append(f"của {self.issuer}")
        if self.abstract:
            words.append(self.abstract)
        return " ".join(words)

    def short_citation(self) -> str:
        """How the screens name it: "Kế hoạch số 115/KH-UBND ngày 28/4/2026"."""
        number = f" số {self.document_number}" if self.document_number else ""
        return f"{self.kind}{number}" + (f" ngày {short_date(self.issued_on)}" if self.issued_on else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineContent:
    """A deadline: its kind and date; the printed words are made from them.

    `label` tells several apart ("6 tháng", "cả năm"); `owed_by`, `receiver`, `via` say who sends to whom through whom.
    """

    purpose: DeadlinePurpose = DeadlinePurpose.REPORT
    kind: DeadlineKind = DeadlineKind.BEFORE
    due_on: date | None = None
    label: str = ""
    owed_by: str = ""
    receiver: str = ""
    via: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day on time, Vietnam time: "trước ngày X" excludes X, "chậm nhất ngày X" includes it."""
        if self.due_on is None:
            return None
        return self.due_on - timedelta(days=1) if self.kind == DeadlineKind.BEFORE else self.due_on

    def words(self) -> str:
        """ "trước ngày 15/7/2026", "chậm nhất ngày 15/7/2026", "theo quy định"."""
        if self.due_on is None:
            return "theo quy định"
        return f"{'trước ngày' if self.kind == DeadlineKind.BEFORE else 'chậm nhất ngày'} {short_date(self.due_on)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SloganContent:
    """A slogan (khẩu hiệu); `is_own` marks one the unit added to the year's list."""

    text: str
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureContent:
    """The signature block: the stack of capitals over the signature room, and the name under it."""

    lines: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContent:
    """A table of an appendix (biểu số liệu): the heads of its columns, its rows, and which columns hold figures.

    Every row has as many cells as there are heads; cells are text as it is printed ("1.234,5").
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixContent:
    """An appendix (phụ lục): its title, its numbered items, and a table after them."""

    title: str
    items: tuple[ItemContent, ...] = ()
    table: TableContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """Everything a plan says. Dates are calendar days, Vietnam time; texts are NFC without closing marks added.

    The same tree holds the other documents of a plan's life: a công văn has no `document_type` (Nghị định
    30/2020/NĐ-CP, Phụ lục III, mẫu 1.5); only a công văn or a báo cáo names `addressees` (Kính gửi).
    """

    issuer: IssuerContent
    year: int
    document_type: str = "KẾ HOẠCH"
    abstract: str = ""
    abstract_note: str = ""
    number: int | None = None
    symbol: str = "KH-UBND"
    issued_on: date | None = None
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[LegalBasisContent, ...] = ()
    parents: tuple[ParentContent, ...] = ()
    opening: str = ""
    theme: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    launch_from: date | None = None
    launch_until: date | None = None
    slogans: tuple[SloganContent, ...] = ()
    slogans_place: SlogansPlace = SlogansPlace.APPENDIX
    deadlines: tuple[DeadlineContent, ...] = ()
    items: tuple[ItemContent, ...] = ()
    closing: str = ""
    ending: str = "./."
    signature: SignatureContent = field(default_factory=SignatureContent)
    recipients: tuple[str, ...] = ()
    archive_note: str = "VT"
    appendices: tuple[AppendixContent, ...] = ()

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn: no name of its type, its subject stands under its number."""
        return not self.document_type.strip()

    @property
    def is_report(self) -> bool:
        """Whether it is a báo cáo."""
        return is_report(self.document_type)

    def walk(self) -> Iterator[ItemContent]:
        """Every item of the body in reading order."""
        yield from walk(self.items)

    def report_deadlines(self) -> tuple[DeadlineContent, ...]:
        """The deadlines for reports, in order."""
        return tuple(one for one in self.deadlines if one.purpose == DeadlinePurpose.REPORT)

    def child_plan_deadline(self) -> DeadlineContent | None:
        """By when the units below issue their own plan, where the document says so."""
        return next((one for one in self.deadlines if one.purpose == DeadlinePurpose.CHILD_PLAN), None)


def walk(items: tuple[ItemContent, ...]) -> Iterator[ItemContent]:
    """Every item of the tree in reading order."""
    for item in items:
        yield item
        yield from walk(item.children)


def standing(item: ItemContent, parent_item: ItemContent | None) -> Standing:
    """How an item stands to the parent's item it came from; an item whose origin is unknown is new."""
    if item.is_dropped:
        return Standing.DROPPED
    if item.origin is None or parent_item is None:
        return Standing.NEW
    same = item.text == parent_item.text and item.is_heading == parent_item.is_heading
    return Standing.KEPT if same else Standing.CHANGED


def duties_of_level(content: PlanContent, level: str) -> tuple[ItemContent, ...]:
    """The printed items that give work to every unit of `level`: assigned themselves, or standing under a heading
    that is ("Ủy ban nhân dân các xã, phường" and its tasks). A heading itself is no duty."""
    return tuple(_duties(content.items, level, assigned=False))


def _duties(items: tuple[ItemContent, ...], level: str, *, assigned: bool) -> Iterator[ItemContent]:
    for item in items:
        if item.is_dropped:
            continue
        own = assigned or any(one.covers_level == level for one in item.responsibilities)
        if own and not item.is_heading:
            yield item
        yield from _duties(item.children, level, assigned=own)
