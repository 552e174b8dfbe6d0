"""Turns a plan's state and step into its badge, and moments on its way into words."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone

from .. import clock
from ..content import vietnamese
from ..enums import PlanStatus, StepKind
from ..models import Plan
from ..queries.approving.people import held_for as time_held
from ..services.approving import versions

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
#: What a plan on its way waits for.
_WAITS = {
    StepKind.CONTENT_CHECK: ("Chờ kiểm tra nội dung", "eye"),
    StepKind.FORM_CHECK: ("Chờ kiểm tra thể thức", "eye"),
    StepKind.CONSULT: ("Đang xin ý kiến", "chat"),
    StepKind.SIGN: ("Chờ ký", "pen"),
    StepKind.NUMBER: ("Chờ cấp số", "table"),
    StepKind.SEAL: ("Chờ đóng dấu", "seal"),
    StepKind.ISSUE: ("Chờ ban hành", "send"),
}


@register.inclusion_tag("components/_status_badge.html", takes_context=True)
def plan_status(context: template.Context, plan: Plan) -> dict[str, object]:
    """The state of a plan as a badge; on its way, the step it waits for."""
    if plan.is_on_its_way and plan.step_kind:
        label, symbol = _WAITS[StepKind(plan.step_kind)]
        return {"tone": "wait", "symbol": symbol, "label": label}
    tone, symbol = _LOOKS[PlanStatus(plan.status)]
    return {"tone": tone, "symbol": symbol, "label": plan.get_status_display()}


@register.filter
def vn_when(value: datetime | None) -> str:
    """When something happened on the way: "07:45 hôm nay", "16:12 hôm qua", "thứ Năm 14/5, 16:40"."""
    if not value:
        return ""
    moment = timezone.localtime(value)
    day, today = moment.date(), clock.today()
    if day == today:
        return f"{moment:%H:%M} hôm nay"
    if day == today - timedelta(days=1):
        return f"{moment:%H:%M} hôm qua"
    said = vietnamese.short_day(day) if day.year == today.year else vietnamese.short_date(day)
    return f"{vietnamese.weekday_name(day)} {said}, {moment:%H:%M}"


@register.filter
def vn_until(value: datetime | None) -> str:
    """A limit with its hour: "17:00 thứ Hai 18/5"."""
    if not value:
        return ""
    moment = timezone.localtime(value)
    return f"{moment:%H:%M} {vietnamese.weekday_name(moment.date())} {vietnamese.short_day(moment.date())}"


@register.filter
def held_for(value: datetime | None) -> str:
    """How long somebody has had a plan: "25 phút", "2 giờ", "3 ngày"."""
    return time_held(value)


@register.filter
def check_code(sha256: str) -> str:
    """Mã đối chiếu in groups of four: "7F3A 09C1 22BE"."""
    return versions.check_code(sha256)
