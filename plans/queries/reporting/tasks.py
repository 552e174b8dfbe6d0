"""What a person has to do about reports, in words for screens: those the unit owes, and those that wait to be read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Q

from ...content.report import FormContent, ReportContent
from ...content.report_codec import report_from_json
from ...enums import MemberRole, ReportStatus
from ...models import IssuingUnit, Report, ReportingRound, ReportReturn, RoundUnit
from ...reporting.deadlines import Due, Standing
from ...rules.actor import Actor
from ...rules.decision import Decision
from ...rules.reports import ReportVerb, may_report
from .forms import form_content
from .owed import Owed, due_of, rounds_of
from .returns import open_returns

#: How long before its last day a report that nobody has begun becomes a task.
AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReport:
    """A report of the unit as its screens show it. `sent_to`: "UBND tỉnh Thái Nguyên (qua Sở Y tế)"; `done` of `total`
    sections have something in them; `returned` is why it came back."""

    owed: Owed
    title: str
    sent_to: str
    may_write: bool
    done: int = 0
    total: int = 0
    returned: ReportReturn | None = None

    @property
    def report(self) -> Report | None:
        """The row, None while nobody has begun."""
        return self.owed.report

    @property
    def last_day(self) -> date | None:
        """The last day on time; None when it has been filed already, because a return does not make it late."""
        return None if self.owed.is_filed else self.owed.due.last_day

    @property
    def is_returned(self) -> bool:
        """Whether it has been returned and not yet been mended."""
        return self.report is not None and self.report.status == ReportStatus.RETURNED

    @property
    def is_late(self) -> bool:
        """Whether it was filed after its last day."""
        return self.owed.standing == Standing.LATE

    @property
    def has_form(self) -> bool:
        """Whether there is a form to fill in."""
        return self.owed.round.form_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReports:
    """What the unit owes (returned ones first, then the nearest deadline), and what it has filed, the newest first."""

    unit: IssuingUnit | None
    is_writer: bool
    owed: tuple[OwnReport, ...] = ()
    filed: tuple[OwnReport, ...] = ()

    def pressing(self, today: date) -> tuple[OwnReport, ...]:
        """Those of the owed that belong among the tasks of the day: begun, returned, or due within a month."""
        until = today + AHEAD
        return tuple(one for one in self.owed if one.report or (one.last_day is not None and one.last_day <= until))

    @property
    def years(self) -> tuple[tuple[int, tuple[OwnReport, ...]], ...]:
        """What was filed, by year."""
        years = dict.fromkeys(one.owed.round.year for one in self.filed)
        return tuple((year, tuple(one for one in self.filed if one.owed.round.year == year)) for year in years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands over every screen of a report: what it is, to whom it goes, by when."""

    title: str
    sent_to: str
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReview:
    """Reports of a round that wait to be read."""

    round: ReportingRound
    title: str
    count: int


def own_reports(actor: Actor, today: date, unit: IssuingUnit | None = None) -> OwnReports:
    """The reports of the actor's unit (read already, or not); a constant number of queries for any number of rounds."""
    unit = unit or IssuingUnit.objects.select_related("level").filter(pk=actor.unit_id).first()
    is_writer = MemberRole.DRAFTER in actor.roles
    if unit is None:
        return OwnReports(unit=None, is_writer=is_writer)
    rounds = rounds_of(unit, today)
    senders = _ways([one.round.receiver for one in rounds])
    shown = [_shown(actor, one, senders, is_writer=is_writer) for one in rounds]
    owed = _with_progress(_with_returns([one for one in shown if one.owed.is_open]))
    owed.sort(key=lambda one: not one.is_returned)
    filed = [one for one in shown if not one.owed.is_open]
    filed.sort(key=lambda one: (one.owed.round.year, one.owed.due.last_day or date.min), reverse=True)
    return OwnReports(unit=unit, is_writer=is_writer, owed=tuple(owed), filed=tuple(filed))


def reports_to_review(actor: Actor) -> tuple[ToReview, ...]:
    """The rounds in which filed reports wait for the actor to read them: one query."""
    if MemberRole.SUPERVISOR not in actor.roles or not actor.unit_path:
        return ()
    collected = Q(receiver__path__in=(actor.unit_path, actor.scope_path))
    rounds = (
        ReportingRound.objects.filter(collected, reports__status=ReportStatus.FILED)
        .select_related("receiver", "form")
        .annotate(waiting=Count("reports"))
        .order_by("due_on", "id")
    )
    return tuple(ToReview(round=one, title=report_title(one), count=one.waiting) for one in rounds)


def report_title(round_: ReportingRound) -> str:
    """What the report is called: its form's name, else what every report of the month is called."""
    return round_.form.name if round_.form else f"Báo cáo kết quả Tháng hành động vì trẻ em năm {round_.year}"


def head_of(report: Report) -> Head:
    """The head of a report's screens: two queries."""
    extension = RoundUnit.objects.filter(round=report.round_id, unit=report.unit_id, is_expected=True).first()
    receiver = report.round.receiver
    return Head(
        title=report_title(report.round), sent_to=_ways([receiver])[receiver.pk], due=due_of(report.round, extension)
    )


def filled(form: FormContent, content: ReportContent) -> int:
    """In how many sections of the form something has been written, a figure or words."""
    figures = {one.indicator for one in content.figures}
    told = {one.section for one in content.narratives if one.text}
    sections = {one.section for one in form.indicators if one.code in figures}
    return sum(one.key in told or one.key in sections for one in form.sections) + ("" in sections)


def _ways(receivers: Iterable[IssuingUnit]) -> dict[int, str]:
    wanted = {one.pk: one for one in receivers}
    if not wanted:
        return {}
    below = Q()
    for one in wanted.values():
        below |= Q(path__startswith=one.path, depth=one.depth + 1)
    helpers = {
        one.path[: -IssuingUnit.steplen]: one.short_name
        for one in IssuingUnit.objects.filter(below, helps_superior=True, closed_on=None).order_by("-path")
    }
    return {pk: _way(one, helpers.get(one.path, "")) for pk, one in wanted.items()}


def _way(receiver: IssuingUnit, helper: str) -> str:
    """The receiver with its helper; "Sở Y tế tỉnh Thái Nguyên" is Sở Y tế beside UBND tỉnh Thái Nguyên."""
    if not helper:
        return receiver.short_name
    return f"{receiver.short_name} (qua {helper.removesuffix(receiver.territory).strip() or helper})"


def _shown(actor: Actor, owed: Owed, ways: dict[int, str], *, is_writer: bool) -> OwnReport:
    may = may_edit(actor, owed) if owed.report is not None else Decision(is_writer)
    return OwnReport(
        owed=owed, title=report_title(owed.round), sent_to=ways[owed.round.receiver_id], may_write=bool(may)
    )


def may_edit(actor: Actor, owed: Owed) -> Decision:
    """Whether the actor may go on with a report that has been begun."""
    report = owed.report
    if report is None:
        return Decision(False)
    report.round, report.unit = owed.round, owed.unit
    return may_report(actor, ReportVerb.EDIT, report)


def _with_returns(shown: list[OwnReport]) -> list[OwnReport]:
    returns = open_returns(one.report for one in shown if one.report)
    return [replace(one, returned=returns.get(one.report.pk)) if one.report else one for one in shown]


def _with_progress(shown: list[OwnReport]) -> list[OwnReport]:
    """How far each draft is. Forms are the same for most rounds, so each is read once."""
    begun = [one.report.pk for one in shown if one.report]
    drafts = dict(Report.objects.filter(pk__in=begun).values_list("pk", "draft")) if begun else {}
    forms: dict[int, FormContent] = {}
    return [_progress(one, drafts, forms) for one in shown]


def _progress(shown: OwnReport, drafts: dict[int, object], forms: dict[int, FormContent]) -> OwnReport:
    form = shown.owed.round.form
    if shown.report is None or form is None:
        return shown
    if form.pk not in forms:
        forms[form.pk] = form_content(form)
    content = forms[form.pk]
    total = len(content.sections) + bool(content.indicators_of(""))
    return replace(shown, total=total, done=filled(content, report_from_json(drafts[shown.report.pk])))
