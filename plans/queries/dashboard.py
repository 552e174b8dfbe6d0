"""What is needed of a person and by when: parent plans that wait, drafts, coming deadlines, the year's campaign."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.timezone import localtime

from ..content.document_types import REPORT
from ..content.plan import DeadlineContent, DeadlineKind, PlanContent, duties_of_level
from ..content.vietnamese import short_day
from ..enums import DeadlinePurpose, MemberRole, PlanStatus
from ..models import Campaign, IssuingUnit, ParentDocument, Plan, PlanStep, ReportDeadline
from ..rules.actor import Actor
from ..rules.decision import Decision
from ..rules.plans import PlanVerb, may
from .approving.duties import ON_ITS_WAY, Duty, OnItsWay, duties_of, on_their_way, returned_steps
from .contents import frozen_content, parent_content
from .plans import from_above, plans_visible_to
from .reading import child_plan_deadline, issued_versions, plan_title, report_deadlines
from .reporting.tasks import OwnReport, ToReview, own_reports, reports_to_review

_AT_WORK = (PlanStatus.DRAFT, PlanStatus.SENT_BACK)
_LAUNCH_ENDS = "Hết thời gian tổ chức Lễ phát động"
_MOST_WAITING, _MOST_DRAFTS, _MOST_ISSUED, _MOST_DATES = 5, 30, 5, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingParent:
    """An issued plan of a unit above that gives work to ours, and from which we have no plan yet."""

    plan: Plan
    title: str
    issuer_noun: str
    own_noun: str
    level_name: str
    duties: int
    launch: str
    reports: tuple[DeadlineContent, ...]
    child_plan: DeadlineContent | None
    derive: Decision

    @property
    def last_day(self) -> date | None:
        """The last day on which our plan is on time."""
        return self.child_plan.last_day if self.child_plan else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDraft:
    """A draft of the unit; its last day comes from the parent it carries out. `returned`: what sent it back."""

    plan: Plan
    title: str
    parent: str
    last_day: date | None
    edit: Decision
    returned: PlanStep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnIssued:
    """A plan the unit has issued."""

    plan: Plan
    title: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class UpcomingDay:
    """A day that is coming and what must be done, or happens, on it."""

    day: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCampaign:
    """The year's campaign as far as it is known: no theme is ever invented."""

    year: int
    campaign: Campaign | None = None
    theme: str = ""
    is_official: bool = True
    slogans: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Everything on "Việc của tôi"."""

    unit: IssuingUnit | None
    is_drafter: bool
    duties: tuple[Duty, ...] = ()
    reports: tuple[OwnReport, ...] = ()
    to_review: tuple[ToReview, ...] = ()
    under_way: tuple[OnItsWay, ...] = ()
    waiting: tuple[WaitingParent, ...] = ()
    drafts: tuple[OwnDraft, ...] = ()
    issued: tuple[OwnIssued, ...] = ()
    days: tuple[UpcomingDay, ...] = ()
    campaign: YearCampaign
    todo: int = 0
    nearest: date | None = field(default=None)


def dashboard_of(actor: Actor, today: date) -> Dashboard:
    """The person's work in the chosen unit; the number of queries does not grow with it."""
    campaign = year_campaign(today.year)
    unit = IssuingUnit.objects.select_related("level").filter(pk=actor.unit_id).first()
    is_drafter = MemberRole.DRAFTER in actor.roles
    duties = duties_of(actor)
    if unit is None:
        return Dashboard(unit=None, is_drafter=is_drafter, campaign=campaign, duties=duties, todo=len(duties))
    own = _own_plans(actor, today)
    followed = _parents_of(own)
    waiting = tuple(_waiting(actor, unit, today))
    drafts = tuple(_drafts(actor, unit, own, followed))
    board = own_reports(actor, today, unit=unit)
    reports = board.pressing(today) if is_drafter else ()
    to_review = reports_to_review(actor)
    todo = [*(one.last_day for one in waiting), *(one.last_day for one in drafts)] if is_drafter else []
    todo += [one.last_day for one in reports]
    todo += [localtime(one.due_at).date() if one.due_at else None for one in duties]
    todo += [None for _ in to_review]
    return Dashboard(
        unit=unit,
        is_drafter=is_drafter,
        duties=duties,
        reports=reports,
        to_review=to_review,
        under_way=on_their_way(actor),
        waiting=waiting,
        drafts=drafts,
        issued=tuple(OwnIssued(plan=one, title=plan_title(one)) for one in own if one.is_issued)[:_MOST_ISSUED],
        days=tuple(_upcoming(today, unit, waiting, own, followed, board.owed)),
        campaign=campaign,
        todo=len(todo),
        nearest=min((day for day in todo if day), default=None),
    )


def year_campaign(year: int) -> YearCampaign:
    """The campaign of the year with its theme: the official one, else an example that says so, else none."""
    campaign = Campaign.objects.filter(year=year).prefetch_related("themes", "slogans").first()
    if campaign is None:
        return YearCampaign(year=year)
    theme = next(iter(sorted(campaign.themes.all(), key=lambda one: not one.is_official)), None)
    return YearCampaign(
        year=year,
        campaign=campaign,
        theme=theme.text if theme else "",
        is_official=theme.is_official if theme else True,
        slogans=len(campaign.slogans.all()),
    )


def _own_plans(actor: Actor, today: date) -> list[Plan]:
    """The unit's drafts and plans on their way of any year, and what it issued this year and last, newest first."""
    plans = plans_visible_to(actor).filter(issuing_unit_id=actor.unit_id).select_related("updated_by")
    drafts = plans.filter(status__in=(*_AT_WORK, *ON_ITS_WAY))[:_MOST_DRAFTS]
    issued = plans.filter(status=PlanStatus.ISSUED, year__gte=today.year - 1).order_by("-issued_on", "-id")
    return [*drafts, *issued[:_MOST_ISSUED]]


@dataclass(frozen=True, slots=True)
class _Followed:
    """What the own plans carry out: their parent documents, and what the parents' frozen versions say."""

    links: dict[int, list[ParentDocument]]
    contents: dict[int, PlanContent]

    def parents(self, plan: Plan, *, without_rounds: bool = False) -> Iterator[PlanContent]:
        """What the plan's parents say, those that are kept here; or only those of them that open no rounds."""
        for link in self.links.get(plan.pk, ()):
            if link.parent_version_id in self.contents and not (without_rounds and _opens_rounds(link.parent_plan)):
                yield self.contents[link.parent_version_id]

    def child_plan_day(self, plan: Plan, unit: IssuingUnit) -> date | None:
        """By when the plan must be issued: the earliest last day its parents give our level."""
        deadlines = (child_plan_deadline(content, unit) for content in self.parents(plan))
        return min((one.last_day for one in deadlines if one and one.last_day), default=None)


def _parents_of(own: list[Plan]) -> _Followed:
    links: dict[int, list[ParentDocument]] = {}
    versions = {}
    rows = ParentDocument.objects.filter(plan__in=own).select_related("parent_version", "parent_plan")
    for row in rows.defer("parent_version__pdf"):
        links.setdefault(row.plan_id, []).append(row)
        if row.parent_version is not None:
            versions[row.parent_version.pk] = row.parent_version
    return _Followed(links, {key: frozen_content(version) for key, version in versions.items()})


def _opens_rounds(plan: Plan | None) -> bool:
    """Whether the reports a plan asks for are rounds of the portal, which know who has filed and who has longer."""
    return plan is not None and plan.campaign_id is not None and not (plan.is_copy or plan.is_archive_copy)


def _waiting(actor: Actor, unit: IssuingUnit, today: date) -> Iterator[WaitingParent]:
    answered = ParentDocument.objects.filter(
        plan__issuing_unit_id=unit.pk, plan__removed_at=None, parent_plan__isnull=False
    )
    plans = list(
        plans_visible_to(actor)
        .filter(from_above(actor), status=PlanStatus.ISSUED)
        # A copy of an older plan is kept to be read; it asks nothing of anybody any more.
        .filter(Q(year__gte=today.year) | Q(year=today.year - 1, recorded_by=None))
        .exclude(pk__in=answered.values("parent_plan"))
        .exclude(document_type=REPORT)
        .order_by("-year", "-issued_on", "-id")[:_MOST_WAITING]
    )
    versions = issued_versions(plans)
    for plan in plans:
        if plan.pk not in versions:
            continue
        content = frozen_content(versions[plan.pk])
        duties = duties_of_level(content, actor.unit_level)
        if duties:
            yield WaitingParent(
                plan=plan,
                title=plan_title(plan),
                issuer_noun=plan.issuing_unit.noun or "cấp trên",
                own_noun=unit.noun or "đơn vị",
                level_name=unit.level.name.lower(),
                duties=len(duties),
                launch=_short_range(content.launch_from, content.launch_until),
                reports=report_deadlines(content, unit),
                child_plan=child_plan_deadline(content, unit),
                derive=may(actor, PlanVerb.DERIVE, plan),
            )


def _short_range(start: date | None, end: date | None) -> str:
    days = [short_day(day) for day in (start, end) if day]
    return " – ".join(dict.fromkeys(days))


def _drafts(actor: Actor, unit: IssuingUnit, own: list[Plan], followed: _Followed) -> Iterator[OwnDraft]:
    returned = returned_steps([one.pk for one in own if one.status == PlanStatus.SENT_BACK])
    for plan in own:
        if plan.status in _AT_WORK:
            links = followed.links.get(plan.pk, [])
            yield OwnDraft(
                plan=plan,
                title=plan_title(plan),
                parent=parent_content(links[0]).short_citation() if links else "",
                last_day=followed.child_plan_day(plan, unit),
                edit=may(actor, PlanVerb.EDIT, plan),
                returned=returned.get(plan.pk),
            )


def _upcoming(
    today: date,
    unit: IssuingUnit,
    waiting: tuple[WaitingParent, ...],
    own: list[Plan],
    followed: _Followed,
    reports: Iterable[OwnReport],
) -> list[UpcomingDay]:
    days = [*_days_above(unit, waiting, own, followed), *_own_days(own), *_days_of_reports(reports)]
    return sorted({one for one in days if one.day >= today})[:_MOST_DATES]


def _days_above(
    unit: IssuingUnit, waiting: Iterable[WaitingParent], own: list[Plan], followed: _Followed
) -> Iterator[UpcomingDay]:
    for call in waiting:
        if call.last_day:
            yield UpcomingDay(day=call.last_day, what=f"Ban hành kế hoạch theo Kế hoạch số {call.plan.document_number}")
        if call.plan.launch_until:
            yield UpcomingDay(day=call.plan.launch_until, what=_LAUNCH_ENDS)
        for one in () if _opens_rounds(call.plan) else call.reports:
            yield from _report_day(one)
    for plan in own:
        day = followed.child_plan_day(plan, unit)
        if day and not plan.is_issued:
            yield UpcomingDay(day=day, what=f"Ban hành {plan_title(plan, is_inside=True)}")
        for content in followed.parents(plan, without_rounds=True):
            for one in report_deadlines(content, unit):
                yield from _report_day(one)


def _days_of_reports(reports: Iterable[OwnReport]) -> Iterator[UpcomingDay]:
    """The last days of what the unit owes, with its extensions, and without what it has filed."""
    for one in reports:
        if one.last_day is not None:
            label = f" {one.owed.round.label}" if one.owed.round.label else ""
            receiver = one.owed.round.receiver.short_name
            yield UpcomingDay(day=one.last_day, what=f"Gửi báo cáo kết quả{label} về {receiver}")


def _report_day(deadline: DeadlineContent) -> Iterator[UpcomingDay]:
    if deadline.last_day:
        label = f" {deadline.label}" if deadline.label else ""
        receiver = f" về {deadline.receiver}" if deadline.receiver else ""
        yield UpcomingDay(day=deadline.last_day, what=f"Gửi báo cáo kết quả{label}{receiver}")


def _own_days(own: list[Plan]) -> Iterator[UpcomingDay]:
    for plan in own:
        if plan.launch_from and plan.launch_until in (None, plan.launch_from):
            yield UpcomingDay(day=plan.launch_from, what="Lễ phát động Tháng hành động vì trẻ em")
        elif plan.launch_until:
            yield UpcomingDay(day=plan.launch_until, what=_LAUNCH_ENDS)
    for row in ReportDeadline.objects.filter(plan__in=own, due_on__isnull=False):
        last_day = DeadlineContent(kind=DeadlineKind(row.kind), due_on=row.due_on).last_day
        label = f" {row.label}" if row.label else ""
        if row.purpose == DeadlinePurpose.CHILD_PLAN:
            what = f"Đơn vị cấp dưới ban hành kế hoạch{f': {row.owed_by}' if row.owed_by else ''}"
        else:
            what = f"Nhận báo cáo{label}{f': {row.owed_by}' if row.owed_by else ''}"
        if last_day:
            yield UpcomingDay(day=last_day, what=what)
