"""The verbs that are raced and killed: how a plan comes to the verb's door, and doing the verb. One line a verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from plans import clock
from plans.models import IssuingUnit, Notice, Plan
from plans.rules.actor import SYSTEM
from plans.services.issuing.issuing import issue_plan
from plans.services.issuing.numbering import take_number, take_other_number
from plans.services.reporting.reminding import remind_due
from plans.services.signing.files import the_version
from plans.services.signing.leader import sign_on_paper
from plans.services.signing.organ import keep_scan
from tests.factories import make_issued, make_membership, make_unit, make_user
from tests.numbered import NUMBER_FIRST, PDF, fill, numbered_plan, signed_plan, submitted_plan
from tests.report_rows import make_round


@dataclass(frozen=True)
class Verb:
    """`scene` brings a plan of the unit to where `do` may be done to it; a second try is refused as `done_again`."""

    scene: Callable[[IssuingUnit], Plan]
    do: Callable[[Plan], Any]
    done_again: str = "NotNow"


def seal(plan: Plan) -> Any:
    """The scan of the sealed paper is brought."""
    return keep_scan(plan, actor=SYSTEM, version_id=the_version(plan).pk, scan=PDF, name="quet.pdf")


def sealed_plan(unit: IssuingUnit) -> Plan:
    """A plan that lacks nothing any more."""
    plan = numbered_plan(unit)
    seal(plan)
    return plan


def reminded_plan(unit: IssuingUnit) -> Plan:
    """An issued plan with a round in which seven units, each with somebody who wants mail, are to be told today."""
    today = clock.today()
    plan = make_issued(unit, year=today.year)
    for number in range(7):
        below = make_unit(f"thôn {number} của {unit.place}", level="hamlet", under=unit)
        make_membership(make_user(email="nguoi@example.vn"), below, "drafter")
    opened_at = clock.now() - timedelta(days=60)
    make_round(unit, plan=plan, year=today.year, kind="by", due_on=today, levels=["hamlet"], opened_at=opened_at)
    return plan


def remind(plan: Plan) -> None:
    """Every unit is told once, whoever else tells them at the same time."""
    remind_due()
    assert [Notice.objects.filter(plan=plan).count(), plan.rounds.get().reminders.count()] == [7, 7]


VERBS = {
    "remind": Verb(reminded_plan, remind, done_again="done"),
    "number": Verb(signed_plan, lambda plan: take_number(plan, actor=SYSTEM, fill=fill)),
    "number before the signature": Verb(
        lambda unit: submitted_plan(unit, way=NUMBER_FIRST), lambda plan: take_number(plan, actor=SYSTEM, fill=fill)
    ),
    "sign": Verb(submitted_plan, lambda plan: sign_on_paper(plan, actor=SYSTEM, version_id=the_version(plan).pk)),
    "seal": Verb(numbered_plan, seal),
    "issue": Verb(sealed_plan, lambda plan: issue_plan(plan, actor=SYSTEM)),
}


def take_other(unit: IssuingUnit) -> Any:
    """A number for a document from outside, taken between the others'."""
    return take_other_number(unit, actor=SYSTEM, document_type="Thông báo", abstract="Về họp")
