"""Nề nếp văn thư: what a unit's head has decided about numbers, signatures and publication."""

from collections.abc import Mapping

from django.db import transaction

from ...enums import Event
from ...exceptions import StaleEdit
from ...models import AuditEntry, IssuingPractice, IssuingUnit
from ...rules.actor import Actor
from ...rules.registers import may_keep_practice
from ..administering import rows
from .numbering import held_practice

SETTINGS = ("one_series_per_type", "number_before_signature", "needs_second_factor", "is_public")


@transaction.atomic
def save_practice(unit: IssuingUnit, *, actor: Actor, revision: int, settings: Mapping[str, bool]) -> IssuingPractice:
    """Keep what the unit decides. Plans that are on their way keep the steps they began with, and a year keeps the kind
    of its series (`queries.issuing.numbers.series_code`). Raises NotAllowed, StaleEdit."""
    may_keep_practice(actor, unit).require()
    held = held_practice(unit)
    if held.revision != revision:
        last = AuditEntry.objects.filter(event=Event.PRACTICE_SAVED, unit_id=unit.pk).order_by("-id").first()
        editor = last.actor_name if last else ""
        raise StaleEdit(
            f"{editor or 'Người khác'} vừa sửa nề nếp văn thư, nên bản của mình chưa lưu.",
            revision=held.revision,
            editor=editor,
        )
    values = {name: settings[name] for name in SETTINGS if name in settings}
    if rows.write(held, values, event=Event.PRACTICE_SAVED, actor=actor, unit_id=unit.pk):
        held.revision += 1
        held.save(update_fields=["revision"])
    return held
