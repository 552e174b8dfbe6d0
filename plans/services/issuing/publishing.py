"""The public page of an issued plan: opened and closed by the unit's clerk."""

from django.db import transaction

from ...enums import Event
from ...exceptions import NotNow
from ...models import Issuance, Plan
from ...rules.actor import Actor
from ...rules.plans import PlanVerb, may
from .. import audit
from ..approving.steps import locked


@transaction.atomic
def publish_plan(plan: Plan, *, actor: Actor, is_public: bool) -> Issuance:
    """Open or close the plan's public page; what is so already stays and is not told twice.

    Raises NotAllowed, NotNow (not issued, or issued outside the portal and only recorded here).
    """
    plan = locked(plan)
    may(actor, PlanVerb.PUBLISH, plan).require()
    issuance = Issuance.objects.select_for_update(of=("self",)).filter(plan=plan).first()
    if issuance is None:
        raise NotNow("Kế hoạch này ban hành ngoài cổng, ở đây chỉ ghi nhận lại, nên không có trang công khai.")
    if issuance.is_public == is_public:
        return issuance
    issuance.is_public = is_public
    issuance.save(update_fields=["is_public"])
    audit.record(
        Event.PLAN_PUBLISHED,
        actor=actor,
        plan=plan,
        before={"is_public": not is_public},
        after={"is_public": is_public},
    )
    return issuance
