"""The audit trail: what happened, by whom, to what, with the values before and after."""

from typing import Any

from .. import clock
from ..enums import Event
from ..models import AuditEntry, Plan
from ..rules.actor import Actor


def record(
    event: Event,
    *,
    actor: Actor,
    plan: Plan | None = None,
    unit_id: int | None = None,
    subject: str = "",
    before: Any = None,
    after: Any = None,
) -> AuditEntry:
    """Write one row in the caller's transaction. `before` and `after` are JSON values; never secrets."""
    return AuditEntry.objects.create(
        event=event,
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.full_name,
        unit_id=unit_id or (plan.issuing_unit_id if plan else actor.unit_id),
        plan=plan,
        subject=subject[:120],
        before=before,
        after=after,
    )
