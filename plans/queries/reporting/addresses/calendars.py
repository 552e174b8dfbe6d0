"""Deadlines of a person for calendars: what the person's units owe, plans they have to issue, rounds they collect."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max

from ....content.vietnamese import capitalised, short_date
from ....enums import MemberRole, PlanStatus
from ....models import CalendarFeed, IssuingUnit, ParentDocument, Plan, ReportingRound, RoundUnit, User
from ....rules.actor import Actor
from ...contents import frozen_content
from ...people import desks_of
from ...plans import from_above, plans_visible_to
from ...reading import child_plan_deadline, issued_versions, plan_title
from ..owed import due_of, owed_by
from .links import hash_of

#: A deadline stays in the calendar for so many days after it is over.
_PAST = timedelta(days=60)
_LONGEST_SECRET = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A last day: `key` names it for good, `version` grows whenever its facts change (RFC 5545, SEQUENCE)."""

    key: str
    day: date
    title: str
    words: str
    path: str
    since: datetime
    changed_at: datetime

    @property
    def version(self) -> int:
        """Seconds between the first and the last time its facts were set."""
        return max(0, int((self.changed_at - self.since).total_seconds()))


def feed_of(user_id: int | None) -> CalendarFeed | None:
    """The person's calendar, if there is one."""
    return CalendarFeed.objects.filter(user_id=user_id or 0).first()


def feed_by(secret: str) -> CalendarFeed | None:
    """The calendar of an address, while its owner may still log in. One query."""
    if not secret or len(secret) > _LONGEST_SECRET:
        return None
    feeds = CalendarFeed.objects.select_related("user")
    return feeds.filter(secret_hash=hash_of(secret), user__is_active=True).first()


def calendar_days(user: User, today: date) -> list[CalendarDay] | None:
    """Every last day that concerns the person now, the nearest first; None for who works in no unit any more.

    A few queries for each unit the person works in, whatever is below it.
    """
    _, desks = desks_of(user, today)
    if not desks:
        return None
    found: dict[str, CalendarDay] = {}
    for desk in desks:
        actor, _ = desks_of(user, today, desk.membership_id)
        unit = IssuingUnit.objects.select_related("level").get(pk=desk.unit_id)
        for one in (*_owed(unit, today), *_plans(actor, unit, today), *_collected(actor, today)):
            if one.day >= today - _PAST:
                found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda one: (one.day, one.key))


def _owed(unit: IssuingUnit, today: date) -> Iterator[CalendarDay]:
    for one in owed_by(unit, today):
        if one.due.last_day is None:
            continue
        label = f" {one.round.label}" if one.round.label else ""
        changed = [one.round.opened_at, *([one.extension.decided_at] if one.extension else [])]
        yield CalendarDay(
            key=f"ky-{one.round.pk}-don-vi-{unit.pk}",
            day=one.due.last_day,
            title=f"Ngày cuối gửi báo cáo Tháng hành động{label} về {one.round.receiver.short_name}",
            words=f"{unit.short_name} gửi báo cáo kết quả năm {one.round.year} {one.due.words()}.",
            path=f"/bao-cao/{one.report.pk}/" if one.report else "/bao-cao/",
            since=one.round.opened_at,
            changed_at=max(changed),
        )


def _plans(actor: Actor, unit: IssuingUnit, today: date) -> Iterator[CalendarDay]:
    """Plans from above that the unit has to answer with its own, until it has issued one."""
    answered = ParentDocument.objects.filter(
        plan__issuing_unit_id=unit.pk, plan__removed_at=None, plan__status=PlanStatus.ISSUED, parent_plan__isnull=False
    )
    plans: list[Plan] = list(
        plans_visible_to(actor)
        .filter(from_above(actor), status=PlanStatus.ISSUED, year__gte=today.year - 1)
        .exclude(pk__in=answered.values("parent_plan"))
    )
    versions = issued_versions(plans)
    for plan in plans:
        version = versions.get(plan.pk)
        deadline = child_plan_deadline(frozen_content(version), unit) if version else None
        if version is not None and deadline is not None and deadline.last_day is not None:
            yield CalendarDay(
                key=f"ke-hoach-{plan.pk}-don-vi-{unit.pk}",
                day=deadline.last_day,
                title=f"Ngày cuối ban hành kế hoạch theo Kế hoạch số {plan.document_number}",
                words=f"{unit.short_name} ban hành kế hoạch của mình {deadline.words()}, "
                f"theo {plan_title(plan, is_inside=True)} của {plan.issuing_unit.short_name}.",
                path=f"/ke-hoach/{plan.pk}/",
                since=version.created_at,
                changed_at=version.created_at,
            )


def _collected(actor: Actor, today: date) -> Iterator[CalendarDay]:
    """The rounds whoever follows reports collects."""
    if MemberRole.SUPERVISOR not in actor.roles:
        return
    rounds = ReportingRound.objects.filter(
        receiver__path__in={actor.unit_path, actor.scope_path},
        plan__status=PlanStatus.ISSUED,
        due_on__gte=today - _PAST - timedelta(days=1),
    )
    latest = (
        RoundUnit.objects.filter(round__in=rounds, is_expected=True).values("round").annotate(to=Max("extended_to"))
    )
    extended = {row["round"]: row["to"] for row in latest if row["to"]}
    for one in rounds.select_related("receiver"):
        last_day = due_of(one).last_day
        if last_day is None:
            continue
        label = f" {one.label}" if one.label else ""
        longer = (
            f" Đơn vị được gia hạn lâu nhất: đến hết ngày {short_date(extended[one.pk])}." if one.pk in extended else ""
        )
        yield CalendarDay(
            key=f"ky-{one.pk}-nhan",
            day=last_day,
            title=f"Ngày cuối các đơn vị gửi báo cáo Tháng hành động{label} về {one.receiver.short_name}",
            words=f"{capitalised(due_of(one).words())} các đơn vị gửi báo cáo kết quả năm {one.year}.{longer}",
            path=f"/theo-doi/{one.pk}/",
            since=one.opened_at,
            changed_at=one.opened_at,
        )
