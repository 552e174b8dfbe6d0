"""What the engine is told and what it answers, and the registry in which every check has a lasting code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..content.plan import PlanContent
from .reading import Passage, Reading, read


class Severity(StrEnum):
    """How grave a finding (phát hiện) is: an error keeps the plan from being submitted."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The words a finding begins with."""
        return _LABELS[self]

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return tuple(Severity).index(self)


_LABELS = {
    Severity.ERROR: "Lỗi, phải sửa trước khi trình",
    Severity.WARNING: "Cảnh báo",
    Severity.HINT: "Gợi ý",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A repair somebody may accept; `fixing.apply_fix` carries it out.

    With a `key` alone `find` is replaced in the item's text; with a `key` and a `fact` ("activity.starts_on") in that
    field of the item. Without a key `fact` is the path of a field of the plan: "theme", "deadlines.0.due_on" (dates as
    2026-06-30), "legal_bases.1"; an empty `find` on a line of a list ("recipients.0") puts a new line there, and on
    any other field sets it. EVERYWHERE stands for every running text outside quotations and citations.
    """

    label: str
    find: str
    replace: str
    key: str | None = None
    fact: str = ""


#: The `fact` of a fix that goes through the whole document.
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong (phát hiện), where, by which rule, and how it may be mended.

    `key` is the item, `fact` the field of the plan it is about, `subject` the words complained of.
    """

    code: str
    severity: Severity
    message: str
    place: str
    basis: str
    key: str | None = None
    fact: str = ""
    subject: str = ""
    fix: Fix | None = None

    @property
    def identity(self) -> str:
        """What stays the same while the plan is edited elsewhere: by this a finding is set aside with a reason."""
        return "|".join((self.code, self.key or self.fact, self.subject))


@dataclass(frozen=True, slots=True, kw_only=True)
class ObsoleteTerm:
    """A body or a word that documents may no longer use from a day on (domain.md §4.3); `now` may be empty."""

    old: str
    now: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiredDocument:
    """A legal document that is in force until the end of a day, and what replaced it."""

    document_number: str
    until: date
    replaced_by: str = ""


#: Bodies that a committee cannot order, by the beginning of their names (domain.md §4.1, A2).
REQUEST_AGENCIES = (
    "Ủy ban Mặt trận Tổ quốc", "Mặt trận Tổ quốc", "Đoàn Thanh niên", "Đoàn xã", "Đoàn phường", "Tỉnh đoàn",
    "Thành đoàn", "Hội đồng Đội", "Hội Liên hiệp Phụ nữ", "Hội Phụ nữ", "Hội Nông dân", "Hội Cựu chiến binh",
    "Hội Chữ thập đỏ", "Hội Khuyến học", "Hội Bảo vệ quyền trẻ em", "Hội Người cao tuổi", "Liên đoàn Lao động",
    "Công đoàn", "Tòa án nhân dân", "Viện kiểm sát nhân dân", "Hội đồng nhân dân", "Thường trực Hội đồng nhân dân",
    "Đảng ủy", "Tỉnh ủy", "Thành ủy", "Ban Tuyên giáo",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """What a check has to know beside the plan itself; what is not known stays empty, and nothing is then said of it.

    `level` is the unit's level, `parents` the frozen contents of the parents kept in the portal, `outdated_parents` the
    numbers of those amended, replaced or recalled since. `report_last_day` is the last day on which the unit itself may
    report upward by the year's rule. `is_collective` says whether a committee signs (TM.), None when it is not known.
    """

    today: date
    level: str = ""
    parents: tuple[PlanContent, ...] = ()
    outdated_parents: tuple[str, ...] = ()
    campaign_theme: str = ""
    official_slogans: tuple[str, ...] = ()
    obsolete_terms: tuple[ObsoleteTerm, ...] = ()
    expired_documents: tuple[ExpiredDocument, ...] = ()
    request_agencies: tuple[str, ...] = REQUEST_AGENCIES
    unit_agencies: tuple[str, ...] = ()
    report_last_day: date | None = None
    is_collective: bool | None = None
    holidays: frozenset[date] = frozenset()

    def document_day(self, content: PlanContent) -> date:
        """The day the document speaks on: its date, for a draft today, for an undated plan of another year 1 June."""
        if content.issued_on:
            return content.issued_on
        return self.today if content.year >= self.today.year else date(content.year, 6, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What a check yields; the registry adds code, severity and basis. `severity` differs from the check's own only
    where the check says so."""

    message: str
    place: str
    key: str | None = None
    fact: str = ""
    subject: str = ""
    fix: Fix | None = None
    severity: Severity | None = None


def at(
    passage: Passage, message: str, *, subject: str = "", fix: Fix | None = None, severity: Severity | None = None
) -> Issue:
    """An issue in a passage of the document."""
    return Issue(
        message=message, place=passage.place, key=passage.key, fact=passage.fact, subject=subject, fix=fix,
        severity=severity,
    )  # fmt: skip


def mend(passage: Passage, label: str, find: str, replace: str) -> Fix:
    """A repair in the words of a passage."""
    return Fix(label=label, key=passage.key, fact=passage.fact, find=find, replace=replace)


CheckFunction = Callable[[Reading, CheckContext], Iterator[Issue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check with its identity: `code` never changes its meaning, `basis` is shown under the finding."""

    code: str
    severity: Severity
    title: str
    basis: str
    function: CheckFunction

    def concerns(self, content: PlanContent) -> bool:
        """Whether the check is about such a document: what is asked of a plan (its deadlines, its duties, its parent)
        is not asked of the công văn that corrects one, nor of the báo cáo on what came of it; only form, citations and
        words are, of a báo cáo also that years and days are right and that every body still exists."""
        if content.is_letter:
            return self.code[0] in "TCV" and self.code not in _ABOUT_PLANS
        return not content.is_report or self.code[0] in "TCV" or self.code in _ABOUT_REPORTS


#: Checks of form that speak of a plan's own parts: its type and abstract, "Kính gửi".
_ABOUT_PLANS = frozenset({"T4", "T11"})
#: Checks beside form, citations and words that a báo cáo is put to as well.
_ABOUT_REPORTS = frozenset({"H1", "H2", "A5", "A6"})

_registry: dict[str, Check] = {}


def check(code: str, *, severity: Severity, title: str, basis: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check under its code (domain.md §8)."""

    def register(function: CheckFunction) -> CheckFunction:
        if code in _registry:
            raise ValueError(f"Two checks have the code {code}.")
        _registry[code] = Check(code=code, severity=severity, title=title, basis=basis, function=function)
        return function

    return register


def all_checks() -> tuple[Check, ...]:
    """Every check in the order of the manual: form, citations, deadlines, agencies, parent, words."""
    return tuple(sorted(_registry.values(), key=lambda one: ("TCHAPV".index(one.code[0]), int(one.code[1:]))))


def run_checks(content: PlanContent, context: CheckContext) -> tuple[Finding, ...]:
    """All findings, the gravest first, then in the order of the document; the same plan gives the same findings."""
    reading = read(content)
    placed = [
        (found.severity.rank, reading.order_of(found.key, found.place), position, found)
        for position, one in enumerate(all_checks())
        if one.concerns(content)
        for found in _found(one, reading, context)
    ]
    placed.sort(key=lambda entry: (*entry[:3], entry[3].subject, entry[3].message))
    return tuple(dict.fromkeys(found for *_, found in placed))


def _found(one: Check, reading: Reading, context: CheckContext) -> Iterator[Finding]:
    for issue in one.function(reading, context):
        yield Finding(
            code=one.code,
            severity=issue.severity or one.severity,
            # What is quoted may hold line breaks; a finding is one line.
            message=" ".join(issue.message.split()),
            place=issue.place,
            basis=one.basis,
            key=issue.key,
            fact=issue.fact,
            subject=issue.subject,
            fix=issue.fix,
        )
