"""The screen Đường đi, and what whoever has a plan does from it: agree, send back, be reminded."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from ...exceptions import Invalid, NotNow
from ...forms.approving import PassForm, SendBackForm, WayForm
from ...queries.approving.way import way_page
from ...queries.plans import plans_visible_to
from ...queries.reading import plan_title
from ...rules.plans import PlanVerb, may
from ...services.approving.passing import pass_step, remind, send_back
from ..access import PortalRequest, signed_in

if TYPE_CHECKING:
    from ...models import Plan


@signed_in
def plan_way(request: PortalRequest, pk: int) -> HttpResponse:
    """Where the plan is, who has it since when, what was said, what comes next."""
    return show_way(request, get_object_or_404(plans_visible_to(request.actor), pk=pk))


def show_way(
    request: PortalRequest, plan: "Plan", *, pass_form: PassForm | None = None, status: int = 200
) -> HttpResponse:
    """The screen; a check that came back with an error keeps what was typed."""
    page = way_page(request.actor, plan)
    step = {"step": page.step.pk if page.step else ""}
    context = {"page": page, "plan": plan, "pass_form": pass_form or PassForm(initial=step), "step_id": step["step"]}
    return render(request, "plans/approving/plan_way.html", context, status=status)


@signed_in
@require_POST
def plan_pass(request: PortalRequest, pk: int) -> HttpResponse:
    """Agree at a check."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    form = PassForm(request.POST)
    if form.is_valid():
        try:
            return do(request, plan, lambda: _passed(request, plan, form))
        except Invalid as error:
            form.refuse(error)
    return show_way(request, plan, pass_form=form, status=422)


def _passed(request: PortalRequest, plan: "Plan", form: PassForm) -> str:
    following = pass_step(plan, form.step_id, actor=request.actor, said=form.cleaned_data["said"])
    goes_to = f" Văn bản chuyển sang bước {following.get_kind_display().lower()}." if following else ""
    return f"Đã đồng ý.{goes_to}"


@signed_in
def plan_send_back(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then send the plan back to its drafter."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    return ask_then_do(
        request,
        plan,
        verb=PlanVerb.SEND_BACK,
        form_class=SendBackForm,
        template="plans/approving/plan_send_back.html",
        act=lambda form: _sent_back(request, plan, form),
    )


def _sent_back(request: PortalRequest, plan: "Plan", form: WayForm) -> str:
    send_back(plan, form.step_id, actor=request.actor, reason=form.cleaned_data["reason"])
    return "Đã trả lại; người soạn thảo được báo cùng lý do."


@signed_in
@require_POST
def plan_remind(request: PortalRequest, pk: int) -> HttpResponse:
    """Remind whoever has the plan."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    form = WayForm(request.POST)
    form.is_valid()

    def act() -> str:
        told = remind(plan, form.step_id, actor=request.actor)
        return f"Đã nhắc {', '.join(one.full_name for one in told)}."

    try:
        return do(request, plan, act)
    except Invalid as error:
        messages.warning(request, error.message)
        return redirect("plan-way", pk=plan.pk)


def do(request: PortalRequest, plan: "Plan", act: Callable[[], str]) -> HttpResponse:
    """Do it and show the way with what came of it; a second press, or a page opened before, says so kindly."""
    try:
        messages.success(request, act())
    except NotNow as error:
        messages.warning(request, error.message)
    return redirect("plan-way", pk=plan.pk)


def ask_then_do(
    request: PortalRequest,
    plan: "Plan",
    *,
    verb: PlanVerb,
    form_class: type[WayForm],
    template: str,
    act: Callable[..., str],
    context: dict[str, object] | None = None,
) -> HttpResponse:
    """A page with one form about the step the plan is at, and then its act; a refusal keeps what was typed."""
    form = form_class(request.POST or None, initial={"step": step_of(plan)})
    if request.method == "POST" and form.is_valid():
        try:
            return do(request, plan, lambda: act(form))
        except Invalid as error:
            form.refuse(error)
    elif request.method != "POST":
        decision = may(request.actor, verb, plan)
        if not decision and decision.is_timing:
            messages.warning(request, decision.reason)
            return redirect("plan-way", pk=plan.pk)
        decision.require()
    shown = {"plan": plan, "title": plan_title(plan), "form": form} | (context or {})
    return render(request, template, shown, status=422 if form.errors else 200)


def step_of(plan: "Plan") -> int:
    """The step the plan is at as the page shows it; 0 when it is at none."""
    row = plan.steps.filter(state="current").values_list("pk", flat=True).first()
    return row or 0
