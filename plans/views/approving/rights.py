"""What a person may do with a plan's remarks, for the templates that show them."""

from typing import Any

from ...rules.plans import PlanVerb, may
from ..access import PortalRequest


def remark_rights(request: PortalRequest, plan: Any) -> dict[str, Any]:
    """What the person may do with remarks, for the templates of a thread."""
    return {
        "may_remark": may(request.actor, PlanVerb.REMARK, plan),
        "may_close": may(request.actor, PlanVerb.CLOSE_REMARK, plan),
        "may_accept": may(request.actor, PlanVerb.EDIT, plan),
    }
