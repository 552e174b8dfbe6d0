"""Proof of receipt: the first time somebody of a receiving unit opens the plan is written down, once."""

from django.db import transaction

from ... import clock
from ...enums import DeliveryState, Event
from ...models import Delivery, Plan
from ...rules.actor import Actor
from .. import audit


def record_opening(plan: Plan, actor: Actor) -> bool:
    """Write down that the actor's unit has opened the plan it received; True the first time.

    Called by the pages that show the plan or hand out its file; costs one query where nothing is to be written.
    """
    if not plan.is_issued or actor.unit_id is None or actor.unit_id == plan.issuing_unit_id:
        return False
    unopened = Delivery.objects.filter(plan=plan, unit_id=actor.unit_id, opened_at=None)
    if not unopened.exists():
        return False
    with transaction.atomic():
        written = unopened.update(
            state=DeliveryState.OPENED, opened_at=clock.now(), opened_by_name=actor.full_name[:120], error=""
        )
        if not written:
            return False
        audit.record(Event.PLAN_OPENED, actor=actor, plan=plan, unit_id=actor.unit_id, subject=actor.unit_name[:120])
    return True
