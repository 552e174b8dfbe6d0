"""Reading plans: the list with its search, and a plan's own page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from .. import clock
from ..forms.reading import PlanFilterForm
from ..queries.issuing.afterwards import afterwards_of
from ..queries.plans import plans_visible_to
from ..queries.reading import plan_ids, plan_page, plan_rows, plan_years
from ..services.issuing.opening import record_opening
from .access import PortalRequest, signed_in

PAGE_SIZE = 25


@signed_in
def plan_list(request: PortalRequest) -> HttpResponse:
    """Every plan one may see, narrowed by year, state, whose it is and words."""
    form = PlanFilterForm(request.GET, years=plan_years(request.actor))
    wanted = form.wanted()
    page = Paginator(plan_ids(request.actor, wanted), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": plan_rows(request.actor, list(page.object_list)),
        "is_narrowed": bool(wanted.words or wanted.year or wanted.status or wanted.whose),
        "words": wanted.words,
    }
    return render(request, "plans/reading/plan_list.html", context)


@signed_in
def plan_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """The whole text beside its facts, and what may be done with it."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    record_opening(plan, request.actor)
    context = {
        "page": plan_page(request.actor, plan),
        "plan": plan,
        "this_year": clock.today().year,
        "after": afterwards_of(request.actor, plan),
    }
    return render(request, "plans/reading/plan_detail.html", context)
