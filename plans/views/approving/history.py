"""The history of a plan: who did what when, readable by everyone who may see the plan."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ...queries.approving.history import days_of, entries_readable
from ...queries.approving.versions import sees_inside
from ...queries.plans import plans_visible_to
from ...queries.reading import plan_title
from ..access import PortalRequest, signed_in

PAGE_SIZE = 100


@signed_in
@require_GET
def plan_history(request: PortalRequest, pk: int) -> HttpResponse:
    """The deeds by day, the latest first."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    is_inside = sees_inside(request.actor, plan)
    page = Paginator(entries_readable(request.actor, plan), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "plan": plan,
        "title": plan_title(plan),
        "page_obj": page,
        "days": days_of(page.object_list, is_inside=is_inside),
        "is_inside": is_inside,
    }
    return render(request, "plans/review/history.html", context)
