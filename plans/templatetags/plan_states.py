"""Turns a plan's state into its badge: word, icon and tone."""

from django import template

from ..enums import PlanStatus
from ..models import Plan

register = template.Library()

_LOOKS = {
    PlanStatus.DRAFT: ("none", "pencil"),
    PlanStatus.SUBMITTED: ("wait", "send"),
    PlanStatus.SENT_BACK: ("bad", "return"),
    PlanStatus.APPROVED: ("ok", "check"),
    PlanStatus.ISSUED: ("ok", "check-circle"),
    PlanStatus.WITHDRAWN: ("none", "x"),
    PlanStatus.SUPERSEDED: ("none", "history"),
}


@register.inclusion_tag("components/_status_badge.html", takes_context=True)
def plan_status(context: template.Context, plan: Plan) -> dict[str, object]:
    """The state of a plan as a badge."""
    tone, symbol = _LOOKS[PlanStatus(plan.status)]
    return {"tone": tone, "symbol": symbol, "label": plan.get_status_display()}
