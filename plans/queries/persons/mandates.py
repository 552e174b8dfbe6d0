"""Written mandates (văn bản ủy quyền): a unit's list, and the one by which somebody signs TUQ. on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from ...models import IssuingUnit, Mandate, PostHolding
from ...rules.actor import Actor
from ...rules.catalogue import may_keep_unit


def mandate_for(holding: PostHolding, day: date) -> Mandate | None:
    """The mandate that covers the holder on that day, the newest where several do; None where none does.

    Nghị định 30/2020/NĐ-CP, Điều 13: a mandate is written, and limited in time and content. It ends with the holding:
    who has left the post cannot sign by it.
    """
    if not holding.is_valid_on(day):
        return None
    rows = Mandate.objects.filter(holding=holding, valid_from__lte=day, valid_until__gte=day)
    return rows.filter(Q(issued_on__lte=day)).order_by("-issued_on", "-id").first()


def mandates(actor: Actor, unit: IssuingUnit) -> QuerySet[Mandate]:
    """The unit's mandates, newest first: for those who work there and those who keep it."""
    found = Mandate.objects.filter(unit=unit).select_related("holding__post", "unit__level")
    return found if actor.unit_id == unit.pk or may_keep_unit(actor, unit) else found.none()


def mandate(actor: Actor, pk: int) -> Mandate | None:
    """One mandate, if the person may see the unit's."""
    found = Mandate.objects.filter(pk=pk).select_related("holding__post", "unit__level").first()
    return found if found and (actor.unit_id == found.unit_id or may_keep_unit(actor, found.unit)) else None
