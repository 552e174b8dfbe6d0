"""Where an issued plan went, over HTTP: who has it, who opened it, sending again, and its public page's switch."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from ...exceptions import Invalid, NotNow
from ...forms.issuing import AgainForm
from ...queries.issuing.deliveries import deliveries_page
from ...queries.plans import plans_visible_to
from ...services.issuing.delivering import send_again
from ...services.issuing.publishing import publish_plan
from ..access import PortalRequest, signed_in


@signed_in
@require_GET
def plan_deliveries(request: PortalRequest, pk: int) -> HttpResponse:
    """Everybody who received the plan, with the proof."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    page = deliveries_page(request.actor, plan)
    if not plan.is_issued:
        return redirect("plan-issue" if plan.is_on_its_way else "plan-detail", pk=pk)
    return render(request, "plans/issuing/plan_deliveries.html", {"plan": plan, "page": page})


@signed_in
@require_POST
def delivery_again(request: PortalRequest, pk: int, delivery: int) -> HttpResponse:
    """Send a letter that did not arrive once more; a second press says that it is under way."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    row = get_object_or_404(plan.deliveries.select_related("plan"), pk=delivery)
    form = AgainForm(request.POST)
    try:
        send_again(row, actor=request.actor, email=form.cleaned_data["email"] if form.is_valid() else "")
    except (Invalid, NotNow) as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, f"Đang gửi lại đến {row.name}; trang này cho biết khi thư đã đi.")
    return redirect("plan-deliveries", pk=pk)


@signed_in
@require_POST
def plan_publish(request: PortalRequest, pk: int) -> HttpResponse:
    """Open or close the public page."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    try:
        issuance = publish_plan(plan, actor=request.actor, is_public=request.POST.get("is_public") == "1")
    except NotNow as error:
        messages.warning(request, error.message)
    else:
        said = "Kế hoạch đã có trang công khai." if issuance.is_public else "Đã gỡ trang công khai của kế hoạch."
        messages.success(request, said)
    return redirect("plan-deliveries", pk=pk)
