"""How far each unit under a round is with its own plan of the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from .... import clock
from ....content.plan import DeadlineContent, DeadlineKind
from ....enums import DeadlinePurpose, LinkKind, PlanStatus
from ....models import IssuingUnit, Plan, ReportDeadline, ReportingRound
from ...reading import is_owed_by

#: The type of document that answers a parent's plan; a công văn or a báo cáo of the same year is none.
PLAN_TYPE = "KẾ HOẠCH"


class PlanStanding(StrEnum):
    """How far a unit is with its own plan of the year."""

    NOT_ASKED = "not_asked"
    NONE = "none"
    DRAFTING = "drafting"
    ON_ITS_WAY = "on_its_way"
    ISSUED = "issued"


_OF_STATUS = {
    PlanStatus.DRAFT: PlanStanding.DRAFTING,
    PlanStatus.SENT_BACK: PlanStanding.DRAFTING,
    PlanStatus.SUBMITTED: PlanStanding.ON_ITS_WAY,
    PlanStatus.APPROVED: PlanStanding.ON_ITS_WAY,
    PlanStatus.ISSUED: PlanStanding.ISSUED,
}
_FARTHEST = list(PlanStanding)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBelow:
    """A unit's plan of the year. `last_day`: by when the parent wants it; `plan_id` only once it is issued, because
    nobody above reads a draft."""

    standing: PlanStanding = PlanStanding.NOT_ASKED
    last_day: date | None = None
    is_overdue: bool = False
    plan_id: int | None = None

    @property
    def is_counted(self) -> bool:
        """Whether the unit is asked for a plan, or has issued one all the same."""
        return self.standing != PlanStanding.NOT_ASKED


def plans_of_year(year: int) -> QuerySet[Plan]:
    """The plans of a year that answer the parent's: no copies from files, no amendments, nothing removed."""
    plans = Plan.objects.filter(
        year=year, document_type=PLAN_TYPE, recorded_by=None, is_archive_copy=False, removed_at=None
    )
    return plans.exclude(links_back__kind=LinkKind.AMENDS)


def plans_below(
    round_: ReportingRound, units: Iterable[IssuingUnit], today: date | None = None
) -> dict[int, PlanBelow]:
    """The plan of each of these units in the round's year, by the unit's id: two queries, any number of units.

    A unit that the parent's plan does not ask for one (its deadline names others, or there is none) stands as not
    asked until it has begun one of itself.
    """
    today, found = today or clock.today(), list(units)
    deadline = child_plan_deadline(round_)
    rows: dict[int, tuple[PlanStanding, int]] = {}
    told = plans_of_year(round_.year).filter(issuing_unit__in=found).values_list("issuing_unit_id", "status", "pk")
    for unit_id, status, pk in told:
        now = _OF_STATUS.get(PlanStatus(status))
        if now is not None and (unit_id not in rows or _rank(now) > _rank(rows[unit_id][0])):
            rows[unit_id] = (now, pk)
    return {one.pk: _plan_of(one, deadline, rows.get(one.pk), today) for one in found}


def child_plan_deadline(round_: ReportingRound) -> DeadlineContent | None:
    """By when the round's plan wants the plans of the units below, where it says so."""
    row = ReportDeadline.objects.filter(plan_id=round_.plan_id, purpose=DeadlinePurpose.CHILD_PLAN).first()
    if row is None:
        return None
    return DeadlineContent(kind=DeadlineKind(row.kind), due_on=row.due_on, label=row.label, owed_by=row.owed_by)


def _rank(standing: PlanStanding) -> int:
    return _FARTHEST.index(standing)


def _plan_of(
    unit: IssuingUnit, deadline: DeadlineContent | None, row: tuple[PlanStanding, int] | None, today: date
) -> PlanBelow:
    is_asked = deadline is not None and is_owed_by(deadline, unit)
    if row is None and not is_asked:
        return PlanBelow()
    standing, pk = row or (PlanStanding.NONE, 0)
    is_issued = standing == PlanStanding.ISSUED
    last_day = deadline.last_day if deadline is not None and is_asked else None
    return PlanBelow(
        standing=standing,
        last_day=last_day,
        is_overdue=not is_issued and last_day is not None and today > last_day,
        plan_id=pk if is_issued else None,
    )
