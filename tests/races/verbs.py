"""The verbs that are raced and killed: how a plan comes to where the verb may be done, and doing it. One line a verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plans.models import IssuingUnit, Plan
from plans.rules.actor import SYSTEM
from plans.services.issuing.numbering import take_number, take_other_number
from tests.numbered import NUMBER_FIRST, fill, signed_plan, submitted_plan


@dataclass(frozen=True)
class Verb:
    """`scene` brings a plan of the unit to where `do` may be done to it; `done_again` says what a second try is told."""

    scene: Callable[[IssuingUnit], Plan]
    do: Callable[[Plan], Any]
    done_again: str = "NotNow"


VERBS = {
    "number": Verb(signed_plan, lambda plan: take_number(plan, actor=SYSTEM, fill=fill)),
    "number before the signature": Verb(
        lambda unit: submitted_plan(unit, way=NUMBER_FIRST), lambda plan: take_number(plan, actor=SYSTEM, fill=fill)
    ),
}


def take_other(unit: IssuingUnit) -> Any:
    """A number for a document from outside, taken between the others'."""
    return take_other_number(unit, actor=SYSTEM, document_type="Thông báo", abstract="Về họp")
