"""A person's own notices, newest first."""

from django.db.models import QuerySet

from ...models import Notice
from ...rules.actor import Actor


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """Everything the person was told, in all units; nobody sees another's."""
    if actor.user_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(user_id=actor.user_id).select_related("unit").order_by("-created_at", "-id")
