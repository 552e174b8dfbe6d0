"""The verbs that are raced and killed: how a plan comes to the verb's door, and doing the verb. One line a verb."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from plans import clock
from plans.models import IssuingUnit, Notice, Plan, Report
from plans.queries.reporting.owed import expected_units
from plans.rules.actor import SYSTEM
from plans.services.issuing.issuing import issue_plan
from plans.services.issuing.numbering import take_number, take_other_number
from plans.services.reporting.filing import TypedFigure, begin, file_report, save_section, supplement
from plans.services.reporting.reminding import remind_due
from plans.services.signing.files import the_version
from plans.services.signing.leader import sign_on_paper
from plans.services.signing.organ import keep_scan
from tests.factories import make_issued, make_membership, make_unit, make_user
from tests.filed import file_it, full_form, full_round, ready_report
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


# --- reports: the plan's one round has one report, of the one unit below


def owed_plan(unit: IssuingUnit) -> Plan:
    """An issued plan with a round in which one commune owes a report and has not begun."""
    plan = make_issued(unit, year=2026)
    make_unit(f"xã dưới {unit.place}", under=unit)
    full_round(unit, plan=plan, form=full_form(unit))
    return plan


def written_plan(unit: IssuingUnit) -> Plan:
    """The commune has written everything and not filed."""
    plan = owed_plan(unit)
    round_ = plan.rounds.get()
    ready_report(round_, expected_units(round_).get())
    return plan


def filed_plan(unit: IssuingUnit) -> Plan:
    """The commune has filed."""
    plan = written_plan(unit)
    file_it(Report.objects.get(round__plan=plan))
    return plan


def begin_report(plan: Plan) -> None:
    """Two who press at once have one report."""
    round_ = plan.rounds.get()
    begin(round_, expected_units(round_).get(), actor=SYSTEM)
    assert Report.objects.filter(round=round_).count() == 1


def write_section(plan: Plan) -> Any:
    """Somebody's own words in a section nobody has written in."""
    report = Report.objects.get(round__plan=plan)
    words = f"Lời của {uuid.uuid4()}"
    return save_section(report, actor=SYSTEM, revision=0, section="danh-gia", typed={}, text=words)


def file_written(plan: Plan) -> None:
    """What was written becomes a version and its figures, once."""
    report = Report.objects.get(round__plan=plan)
    file_report(report, actor=SYSTEM, revision=3)
    assert (report.versions.count(), report.figures.count()) == (1, 5)


def supplement_filed(plan: Plan) -> Any:
    """Somebody's own figure in the version that was filed."""
    report = Report.objects.get(round__plan=plan)
    typed = {"H1": TypedFigure(text=str(uuid.uuid4().int % 1000))}
    return supplement(report, actor=SYSTEM, revision=4, typed=typed, reason="đếm sót")


VERBS = {
    "begin a report": Verb(owed_plan, begin_report, done_again="done"),
    "write a section": Verb(written_plan, write_section, done_again="StaleEdit"),
    "file a report": Verb(written_plan, file_written),
    "supplement a report": Verb(filed_plan, supplement_filed, done_again="StaleEdit"),
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
