"""A filed report as it is read and reviewed: its parts, what is doubtful, how it came and went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ....content.report import FormContent
from ....content.report_codec import report_from_json
from ....enums import FilingKind, ReportStatus
from ....models import Report, ReportReturn, ReportVersion, RoundUnit
from ....reporting.deadlines import Due, is_late
from ....reporting.differences import Difference, differences, said
from ....reporting.figures import figure_words
from ....rules.actor import Actor
from ....rules.decision import Decision
from ....rules.reports import ReportVerb, Side, may_report, side_of
from ..adding import shown_name
from ..files.evidence import ShownEvidence, evidence_of_version
from ..owed import due_of
from ..reading import ReportPage, report_page
from ..returns import ReturnPart, drafters_of, open_return, parts_of, returns_of
from .waiting import doubt_words, next_to_review

_OPEN = (ReportStatus.DRAFTING, ReportStatus.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happened to the report: a version was filed (`version`, and what it changed), or the receiver
    asked for it to be mended (`asked`, with its `parts`)."""

    at: datetime
    by: str
    version: ReportVersion | None = None
    changes: tuple[Difference, ...] = ()
    asked: ReportReturn | None = None
    parts: tuple[ReturnPart, ...] = ()

    @property
    def title(self) -> str:
        """What it was."""
        if self.version is None:
            return "Yêu cầu bổ sung"
        if self.version.number == 1:
            return "Gửi báo cáo"
        return "Gửi số liệu bổ sung" if self.version.kind == FilingKind.SUPPLEMENT else "Gửi lại, đã sửa"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDoubt:
    """Something to look at: the numeral of its part, where on the page it stands, and its words."""

    numeral: str
    anchor: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailPage:
    """A report's page for one person. `page` is None while nothing has been filed; `version` the one that is shown,
    `is_newest` whether it is the one that counts. `return_parts` belong to `asked`, the return still to be answered.
    `draft` is what the unit is writing, for the unit itself.
    """

    report: Report
    name: str
    page: ReportPage | None
    draft: ReportPage | None
    version: ReportVersion | None
    is_newest: bool
    due: Due
    is_late: bool
    is_own: bool
    edit: Decision
    accept: Decision
    ask: Decision
    supplement: Decision
    steps: tuple[Step, ...]
    evidence: tuple[ShownEvidence, ...]
    asked: ReportReturn | None
    return_parts: tuple[ReturnPart, ...]
    following: Report | None

    @property
    def is_reviewer(self) -> bool:
        """Whether the person reviews this report, now or at another time."""
        return self.ask.allowed or self.ask.is_timing

    @property
    def changes(self) -> tuple[Difference, ...]:
        """What the version that is shown says otherwise than the one before it."""
        shown = self.version.pk if self.version else None
        return next((one.changes for one in self.steps if one.version and one.version.pk == shown), ())

    @property
    def doubts(self) -> tuple[ShownDoubt, ...]:
        """What there is to look at, in the order of the form."""
        if self.page is None:
            return ()
        form = self.page.form
        return tuple(
            ShownDoubt(
                numeral=section.numeral,
                anchor=f"loi-{one.section}" if one.key == "text" else anchor_of(one.key),
                words=doubt_words(one, form, is_own=self.is_own),
            )
            for section in self.page.sections
            for one in section.doubts
        )


def anchor_of(key: str) -> str:
    """Where on the page a figure stands: "so-d3-ns"."""
    return f"so-{key.replace(':', '-').lower()}"


def detail_page(actor: Actor, report: Report, version: ReportVersion | None = None) -> DetailPage:
    """The page of what was filed last, or of an earlier `version`; a constant number of queries."""
    shown = version or report.version
    page = report_page(report, shown) if shown is not None else None
    form = page.form if page else FormContent(name="")
    versions = list(ReportVersion.objects.filter(report=report).order_by("number"))
    returns = returns_of(report)
    due = due_of(report.round, RoundUnit.objects.filter(round=report.round_id, unit=report.unit_id).first())
    asked = open_return(report)
    ask = may_report(actor, ReportVerb.RETURN, report)
    is_own = side_of(actor, report) == Side.OWN
    is_reviewer = ask.allowed or ask.is_timing
    return DetailPage(
        report=report,
        name=shown_name(report.unit),
        page=page,
        draft=report_page(report) if is_own and report.status in _OPEN else None,
        version=shown,
        is_newest=shown is not None and shown.pk == report.version_id,
        due=due,
        is_late=report.first_filed_at is not None and is_late(due, report.first_filed_at),
        is_own=is_own,
        edit=may_report(actor, ReportVerb.EDIT, report),
        accept=may_report(actor, ReportVerb.ACCEPT, report),
        ask=ask,
        supplement=may_report(actor, ReportVerb.SUPPLEMENT, report),
        steps=tuple(sorted(_steps(form, versions, returns), key=lambda one: one.at, reverse=True)),
        evidence=tuple(evidence_of_version(shown)) if shown is not None else (),
        asked=asked,
        return_parts=parts_of(asked, form) if asked else (),
        following=next_to_review(report) if is_reviewer else None,
    )


def proposals(page: ReportPage) -> dict[str, tuple[str, ...]]:
    """What the portal noticed, by what a return may name: a section's words by its key, a figure by its code."""
    found: dict[str, tuple[str, ...]] = {}
    for doubt in page.doubts:
        key = doubt.section if doubt.key == "text" else doubt.key.partition(":")[0]
        found[key] = (*found.get(key, ()), doubt.sentence)
    return found


def has_somebody(report: Report) -> bool:
    """Whether anybody of the unit has an account to mend it with; else it is telephoned, or given a link."""
    return bool(drafters_of(report.unit))


def figures_in_words(page: ReportPage) -> dict[str, str]:
    """By the indicator's code its figure beside last year's: "1.280 trẻ, năm trước 128"."""
    found = {}
    for line in (one for section in page.sections for one in section.lines if one.split is None):
        now = said(line.indicator, line.figure) or "để trống"
        before = figure_words(line.previous)
        found[line.indicator.code] = f"{now}, năm trước {before}" if before else now
    return found


def _steps(form: FormContent, versions: Sequence[ReportVersion], returns: Sequence[ReportReturn]) -> Iterator[Step]:
    before = None
    for one in versions:
        content = report_from_json(one.content)
        changes = differences(form, before, content) if before is not None else ()
        yield Step(at=one.filed_at, by=one.filed_by_name, version=one, changes=changes)
        before = content
    for row in returns:
        yield Step(at=row.returned_at, by=row.returned_by_name, asked=row, parts=parts_of(row, form))
