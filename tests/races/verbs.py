"""The verbs that are raced and killed: how a plan comes to the verb's door, and doing the verb. One line a verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plans.models import IssuingUnit, Plan
from plans.rules.actor import SYSTEM
from plans.services.issuing.issuing import issue_plan
from plans.services.issuing.numbering import take_number, take_other_number
from plans.services.signing.files import the_version
from plans.services.signing.leader import sign_on_paper
from plans.services.signing.organ import keep_scan
from tests.numbered import NUMBER_FIRST, PDF, fill, numbered_plan, signed_plan, submitted_plan


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


VERBS = {
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
