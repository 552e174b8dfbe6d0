"""Theo dõi: a round as a grid of units with their plan and their report, in the order of what needs doing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Max, QuerySet

from .... import clock
from ....content.vietnamese import capitalised, clean_line, fold, index_key, short_day
from ....enums import ReportStatus
from ....models import IssuingUnit, Reminder, ReportingRound, ReportReturn, UnitLevel
from ....reporting.deadlines import VIETNAM, Due, Standing
from ....rules.actor import Actor
from ...reading import bare
from ..owed import Counts, Owed, counts_of, due_of, standings
from ..reports import rounds_visible_to
from .plans import PlanBelow, PlanStanding, plans_below


def rounds_followed_by(actor: Actor) -> QuerySet[ReportingRound]:
    """The rounds whose grid the actor may open: those collected by the own unit (or the one it helps) and by units
    below. The same rule as `rules.reports.may_follow`, said to the database; a test holds the two together."""
    rounds = rounds_visible_to(actor)
    return rounds if actor.is_system else rounds.filter(receiver__path__startswith=actor.scope_path)


# --- one unit --------------------------------------------------------------------------------------------------------


class ReportStanding(StrEnum):
    """How far a unit is with its report."""

    EMPTY = "empty"
    BEGUN = "begun"
    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit of the grid. `notes` stand under its name ("nhắc 08/7", "gia hạn đến 20/7")."""

    owed: Owed
    name: str
    plan: PlanBelow
    report: ReportStanding
    notes: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether nothing has been filed."""
        return not self.owed.is_filed

    @property
    def is_overdue(self) -> bool:
        """Whether nothing has been filed and the last day is over."""
        return self.owed.standing == Standing.MISSING

    @property
    def is_late(self) -> bool:
        """Whether it was filed after the last day."""
        return self.owed.standing == Standing.LATE


def unit_name(unit: IssuingUnit) -> str:
    """How a column of units names one: "Xã Thượng Quan"; a body without a territory of its own by its name without
    its superior's territory ("Sở Giáo dục và Đào tạo")."""
    if unit.level.is_territory and unit.territory:
        return capitalised(unit.territory)
    return unit.short_name.removesuffix(unit.territory).strip() or unit.short_name


def report_standing(owed: Owed) -> ReportStanding:
    """How far the report is. One of không phát sinh waits like any other until it is accepted."""
    if owed.report is None:
        return ReportStanding.EMPTY
    if not owed.is_filed:
        return ReportStanding.BEGUN
    if owed.report.status == ReportStatus.ACCEPTED:
        version = owed.report.version
        return ReportStanding.NOTHING if version and version.is_nothing else ReportStanding.ACCEPTED
    return ReportStanding.RETURNED if owed.report.status == ReportStatus.RETURNED else ReportStanding.WAITING


# --- the grid --------------------------------------------------------------------------------------------------------


class Tab(StrEnum):
    """What the grid is narrowed to."""

    ALL = ""
    MISSING = "chua-nop"
    WAITING = "cho-xem-xet"
    RETURNED = "can-bo-sung"
    DONE = "xong"


_IN_TAB = {
    Tab.MISSING: {ReportStanding.EMPTY, ReportStanding.BEGUN},
    Tab.WAITING: {ReportStanding.WAITING},
    Tab.RETURNED: {ReportStanding.RETURNED},
    Tab.DONE: {ReportStanding.ACCEPTED, ReportStanding.NOTHING},
}


class Order(StrEnum):
    """In which order the units stand."""

    WORK = ""
    NAME = "ten"
    TREE = "danh-muc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of the grid."""

    tab: Tab = Tab.ALL
    words: str = ""
    level: str = ""
    order: Order = Order.WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNumbers:
    """Of the units that are asked for a plan (or have one): how many have issued it, and how many should have."""

    asked: int
    issued: int
    overdue: int
    last_day: date | None

    @property
    def open(self) -> int:
        """Who still has time."""
        return self.asked - self.issued - self.overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A round as its page shows it. `rows` are those asked for; every number but the tabs' is of the whole round."""

    round: ReportingRound
    due: Due
    rows: tuple[UnitRow, ...]
    tabs: tuple[tuple[Tab, int], ...]
    levels: tuple[UnitLevel, ...]
    counts: Counts
    by_standing: dict[ReportStanding, int]
    plans: PlanNumbers
    days: tuple[tuple[date, int], ...]
    reminded_on: frozenset[date]

    @property
    def to_urge(self) -> tuple[UnitRow, ...]:
        """Exactly those shown that have not filed."""
        return tuple(one for one in self.rows if one.is_missing)


def grid(round_: ReportingRound, wanted: Wanted, now: datetime | None = None) -> Grid:
    """The whole grid of a round: seven queries, any number of units. The caller has asked `rounds_followed_by`."""
    now = now or clock.now()
    found = standings(round_, now)
    plans = plans_below(round_, [one.unit for one in found], now.astimezone(VIETNAM).date())
    reminded = last_reminders(round_)
    returned = _last_returns(round_)
    rows = [_row(one, plans[one.unit.pk], reminded.get(one.unit.pk), returned) for one in found]
    narrowed = [one for one in rows if _fits(one, wanted)]
    by_standing = dict.fromkeys(ReportStanding, 0)
    for row in rows:
        by_standing[row.report] += 1
    return Grid(
        round=round_,
        due=due_of(round_),
        rows=tuple(_ordered([one for one in narrowed if _in_tab(one, wanted.tab)], wanted.order)),
        tabs=tuple((tab, sum(_in_tab(one, tab) for one in narrowed)) for tab in Tab),
        levels=_levels(rows),
        counts=counts_of(found),
        by_standing=by_standing,
        plans=_plan_numbers(rows),
        days=days_of(found),
        reminded_on=frozenset(at.astimezone(VIETNAM).date() for at in reminded.values()),
    )


def filed_by_day(round_: ReportingRound) -> tuple[tuple[date, int], ...]:
    """The days on which somebody filed for the first time, each with how many have by its end."""
    return days_of(standings(round_))


def days_of(found: Iterable[Owed]) -> tuple[tuple[date, int], ...]:
    """The same from standings that are read already; Vietnam's days."""
    filed = sorted(
        one.report.first_filed_at.astimezone(VIETNAM).date()
        for one in found
        if one.is_filed and one.report is not None and one.report.first_filed_at is not None
    )
    return tuple({day: at for at, day in enumerate(filed, start=1)}.items())


def last_reminders(round_: ReportingRound) -> dict[int, datetime]:
    """When each unit was reminded last, by itself or by hand. One query."""
    rows = Reminder.objects.filter(round=round_).values_list("unit_id").annotate(at=Max("sent_at")).order_by()
    return dict(rows)


def _last_returns(round_: ReportingRound) -> dict[int, datetime]:
    rows = ReportReturn.objects.filter(report__round=round_).values_list("report_id")
    return dict(rows.annotate(at=Max("returned_at")).order_by())


def _row(owed: Owed, plan: PlanBelow, reminded: datetime | None, returned: dict[int, datetime]) -> UnitRow:
    now = report_standing(owed)
    return UnitRow(
        owed=owed,
        name=unit_name(owed.unit),
        plan=plan,
        report=now,
        notes=tuple(_notes(owed, plan, now, reminded, returned)),
    )


_PLAN_WORDS = {
    PlanStanding.NONE: "chưa soạn kế hoạch",
    PlanStanding.DRAFTING: "đang soạn kế hoạch",
    PlanStanding.ON_ITS_WAY: "đang trình kế hoạch",
}
_REPORT_WORDS = {ReportStanding.EMPTY: "chưa làm báo cáo", ReportStanding.BEGUN: "đang làm báo cáo"}


def _notes(
    owed: Owed, plan: PlanBelow, now: ReportStanding, reminded: datetime | None, returned: dict[int, datetime]
) -> Iterable[str]:
    """What two cells cannot say, the most pressing first."""
    if plan.is_overdue:
        yield _PLAN_WORDS[plan.standing]
    if owed.standing == Standing.MISSING:
        yield _REPORT_WORDS[now]
    report, extension = owed.report, owed.extension
    if report is not None and now == ReportStanding.RETURNED:
        yield f"trả {_day(returned.get(report.pk) or report.decided_at)}"
    elif report is not None and report.version is not None:
        if owed.standing == Standing.LATE:
            yield f"nộp muộn {_day(report.first_filed_at)}"
        if now == ReportStanding.WAITING and report.version.number > 1:
            again = "gửi lại" if report.version.kind == "filed" else "bổ sung"
            yield f"{again} {_day(report.version.filed_at)}"
        if now == ReportStanding.WAITING and report.version.is_nothing:
            yield "không phát sinh"
    if owed.is_open:
        if extension is not None and extension.extended_to is not None:
            yield f"gia hạn đến {short_day(extension.extended_to)}"
        if reminded is not None:
            yield f"nhắc {_day(reminded)}"


def _day(moment: datetime | None) -> str:
    return short_day(moment.astimezone(VIETNAM).date()) if moment else ""


def _fits(row: UnitRow, wanted: Wanted) -> bool:
    if wanted.level and row.owed.unit.level.code != wanted.level:
        return False
    words = fold(clean_line(wanted.words))
    told = fold(f"{row.name} {row.owed.unit.short_name}")
    return all(word in (bare(told) if words.isascii() else told) for word in words.split())


def _in_tab(row: UnitRow, tab: Tab) -> bool:
    return tab == Tab.ALL or row.report in _IN_TAB[tab]


def _levels(rows: Sequence[UnitRow]) -> tuple[UnitLevel, ...]:
    return tuple(sorted({one.owed.unit.level for one in rows}, key=lambda level: (level.rank, level.code)))


def _plan_numbers(rows: Sequence[UnitRow]) -> PlanNumbers:
    counted = [one.plan for one in rows if one.plan.is_counted]
    return PlanNumbers(
        asked=len(counted),
        issued=sum(one.standing == PlanStanding.ISSUED for one in counted),
        overdue=sum(one.is_overdue for one in counted),
        last_day=next((one.last_day for one in counted if one.last_day), None),
    )


# --- order -----------------------------------------------------------------------------------------------------------

#: What needs doing first: who is silent, then what waits for us, then what waits for them, then what is done.
_WORK = list(ReportStanding)


def _named(row: UnitRow) -> tuple[list[int], str]:
    unit = row.owed.unit
    return index_key(row.name[len(unit.noun) :] if unit.level.is_territory and unit.noun else row.name)


def _work(row: UnitRow) -> tuple[int, int, int, tuple[list[int], str]]:
    overdue = row.is_overdue or (row.is_missing and row.plan.is_overdue)
    return (not overdue, _WORK.index(row.report), not row.notes, _named(row))


def _ordered(rows: Sequence[UnitRow], order: Order) -> list[UnitRow]:
    key: Callable[[UnitRow], object] | None = {Order.WORK: _work, Order.NAME: _named}.get(order)
    return list(rows) if key is None else sorted(rows, key=key)  # type: ignore[arg-type]
