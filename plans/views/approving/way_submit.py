"""Submitting a draft and taking it back: each asks first, saying what happens next and who gets it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ...exceptions import Invalid, RenderFailed
from ...forms.approving import PullBackForm, SubmitForm
from ...queries.approving.people import People
from ...queries.approving.routes import route_of_plan, way_in_words
from ...queries.plans import plans_visible_to
from ...queries.reading import plan_title
from ...rules.plans import PlanVerb, may
from ...services.approving.submitting import pull_back, readiness, submit_plan
from ..access import PortalRequest, signed_in
from .way import ask_then_do, do

if TYPE_CHECKING:
    from ...models import Plan


@signed_in
def plan_submit(request: PortalRequest, pk: int) -> HttpResponse:
    """Show what stands in the way and who gets the plan next, then submit it."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    decision = may(request.actor, PlanVerb.SUBMIT, plan)
    if not decision and decision.is_timing:
        messages.warning(request, decision.reason)
        return redirect("plan-way", pk=plan.pk)
    decision.require()
    form = SubmitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return do(request, plan, lambda: _submitted(request, plan, form))
        except (Invalid, RenderFailed) as error:
            form.refuse(error if isinstance(error, Invalid) else Invalid(error.message))
    status = 422 if form.errors else 200
    return render(request, "plans/approving/plan_submit.html", _context(plan) | {"form": form}, status=status)


def _submitted(request: PortalRequest, plan: "Plan", form: SubmitForm) -> str:
    step = submit_plan(plan, actor=request.actor, note=form.cleaned_data["note"])
    return f"Đã trình duyệt. Văn bản đang ở bước {step.get_kind_display().lower()}."


def _context(plan: "Plan") -> dict[str, Any]:
    found = readiness(plan)
    errors = [one for one in found.findings if one.severity.value == "error"]
    warnings = [one for one in found.findings if one.severity.value == "warning"]
    route = route_of_plan(plan)
    people = People(plan)
    first = people.who(route[0].kind, str(route[0].person or ""), route[0].person.pk if route[0].person else None)
    signer = people.signatory
    return {
        "plan": plan,
        "title": plan_title(plan),
        "errors": errors,
        "warnings": warnings,
        "has_signer": bool(signer or plan.signature_name),
        "signs": people.who(route[0].kind.SIGN, "", None) if signer else plan.signature_name,
        "first": first,
        "first_step": route[0].kind.label,
        "way": way_in_words(route),
        "is_again": plan.steps.exists(),
    }


@signed_in
def plan_pull_back(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask, then take a submitted plan back to be changed."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)

    def act(form: PullBackForm) -> str:
        pull_back(plan, form.step_id, actor=request.actor, reason=form.cleaned_data["reason"])
        return "Đã rút lại; dự thảo sửa được, sửa xong thì trình lại."

    return ask_then_do(
        request,
        plan,
        verb=PlanVerb.PULL_BACK,
        form_class=PullBackForm,
        template="plans/approving/plan_pull_back.html",
        act=act,
        context={"holder": str(plan.holder or "")},
    )
