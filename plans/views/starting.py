"""Starting a plan: what it can be made from, and the presses that make a draft and lead to it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .. import clock
from ..exceptions import NotNow
from ..forms.starting import BlankPlanForm
from ..queries.plans import plans_visible_to
from ..queries.sources import (
    campaign_of,
    guiding_document,
    sources_for,
)
from ..services import starting
from .access import PortalRequest, signed_in


@signed_in
def plan_start(request: PortalRequest) -> HttpResponse:
    """Soạn kế hoạch khác: choose what the plan is made from."""
    return _choices(request, BlankPlanForm())


def _choices(request: PortalRequest, form: BlankPlanForm, status: int = 200) -> HttpResponse:
    sources = sources_for(request.actor, clock.today())
    return render(request, "plans/starting/plan_start.html", {"sources": sources, "form": form}, status=status)


@signed_in
def plan_derive(request: PortalRequest, pk: int) -> HttpResponse:
    """Soạn kế hoạch từ kế hoạch này: a second press opens the draft the first one made."""
    parent = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    if request.method != "POST":
        return redirect("plan-detail", pk)
    return _opened(request, starting.derive_plan(parent, actor=request.actor))


@signed_in
def plan_roll_forward(request: PortalRequest, pk: int) -> HttpResponse:
    """Soạn kế hoạch năm nay từ kế hoạch này, the unit's own of an earlier year."""
    previous = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    if request.method != "POST":
        return redirect("plan-detail", pk)
    campaign = _campaign(clock.today().year)
    return _opened(request, starting.roll_forward(previous, actor=request.actor, campaign=campaign))


@signed_in
def plan_start_from_document(request: PortalRequest, pk: int) -> HttpResponse:
    """Soạn theo văn bản này: a guiding document that the portal only cites."""
    document = guiding_document(pk)
    if document is None:
        raise Http404
    if request.method != "POST":
        return redirect("plan-start")
    return _opened(request, starting.start_from_document(document, actor=request.actor))


@signed_in
def plan_start_blank(request: PortalRequest) -> HttpResponse:
    """Soạn kế hoạch không theo văn bản nào."""
    if request.method != "POST":
        return redirect("plan-start")
    form = BlankPlanForm(request.POST)
    if not form.is_valid():
        return _choices(request, form, status=422)
    campaign, abstract = _campaign(clock.today().year), form.cleaned_data["abstract"]
    return _opened(request, starting.start_blank(actor=request.actor, campaign=campaign, abstract=abstract))


def _campaign(year: int):
    """The year's campaign; without it nothing of the year can be started."""
    campaign = campaign_of(year)
    if campaign is None:
        raise NotNow(f"Danh mục chưa có Tháng hành động vì trẻ em năm {year}; báo quản trị hệ thống ghi vào.")
    return campaign


def _opened(request: PortalRequest, plan) -> HttpResponse:
    """The draft in the editor, with one sentence about what has just been made."""
    if plan.revision == 1 and not request.session.get(f"opened-{plan.pk}"):
        messages.success(request, "Đã có dự thảo. Mọi chỗ sửa được lưu ngay; đoạn nào cần xem lại có ghi chú bên cạnh.")
        request.session[f"opened-{plan.pk}"] = True
    return redirect("plan-edit", plan.pk)
