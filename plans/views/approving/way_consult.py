"""Xin ý kiến: whom to ask, answering, writing down answers from outside, settling each, and the end of the asking."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ...enums import StepKind
from ...exceptions import Invalid, RenderFailed
from ...forms.approving import AskForm, ConsultedForm, OpinionForm, RecordOpinionForm, SettleForm, WayForm
from ...queries.approving.asking import candidate_of, find_candidates, recognised
from ...queries.approving.opinions import asking_of, opinion_of
from ...queries.approving.routes import USUAL_DAYS, limit_after, route_of
from ...queries.plans import plans_visible_to
from ...queries.reading import plan_title
from ...rules.plans import PlanVerb, may
from ...services.approving.consulting import (
    ask_for_opinions,
    finish_consulting,
    give_opinion,
    record_opinion,
    settle_opinion,
)
from ..access import PortalRequest, signed_in
from .way import ask_then_do, do, step_of

if TYPE_CHECKING:
    from ...models import Plan


@signed_in
def plan_ask(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose whom to ask and until when; searching for more keeps what was chosen."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    decision = may(request.actor, PlanVerb.ASK, plan)
    if not decision and decision.is_timing:
        messages.warning(request, decision.reason)
        return redirect("plan-way", pk=plan.pk)
    decision.require()
    asking = asking_of(plan)
    usual = next((one for one in route_of(plan.issuing_unit) if one.kind == StepKind.CONSULT), None)
    days = (usual.days if usual else None) or USUAL_DAYS
    due_at = asking.due_at if asking and asking.due_at else limit_after(days)
    initial = {"step": step_of(plan), "due_on": due_at.date()}
    form = AskForm(request.POST or None, initial=initial)
    if request.method == "POST" and "search" not in request.POST.get("act", "") and form.is_valid():
        try:
            return do(request, plan, lambda: _asked(request, plan, form))
        except Invalid as error:
            form.refuse(error)
    is_searching = request.POST.get("act") == "search"
    preset = recognised(plan.issuing_unit, usual.asked if usual else ())
    chosen = form.chosen() if form.is_bound else [] if asking and asking.opinions else [one.code for one in preset]
    known = {one.code: one for one in [*preset, *(c for c in map(candidate_of, chosen) if c)]}
    found = find_candidates(plan.issuing_unit, request.POST.get("search", "")) if is_searching else []
    asked = {one.opinion.name for one in asking.opinions} if asking else set()
    context = {
        "plan": plan,
        "title": plan_title(plan),
        "form": form,
        "candidates": [one for one in known.values() if one.name not in asked],
        "found": [one for one in found if one.code not in known and one.name not in asked],
        "is_searching": is_searching,
        "chosen": chosen,
        "asking": asking,
    }
    status = 422 if form.is_bound and form.errors and not is_searching else 200
    return render(request, "plans/approving/plan_ask.html", context, status=status)


def _asked(request: PortalRequest, plan: "Plan", form: AskForm) -> str:
    made = ask_for_opinions(
        plan, form.step_id, actor=request.actor, asked=form.asked(plan.issuing_unit), due_at=form.due_at()
    )
    if not made:
        return "Đã đổi hạn trả lời."
    return f"Đã gửi xin ý kiến {len(made)} nơi: {', '.join(one.name for one in made)}."


def _opinion(request: PortalRequest, pk: int, opinion_id: int) -> tuple["Plan", Any]:
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)
    opinion = opinion_of(plan, opinion_id)
    if opinion is None:
        raise Http404
    return plan, opinion


@signed_in
def opinion_give(request: PortalRequest, pk: int, opinion_id: int) -> HttpResponse:
    """Answer for oneself or one's unit."""
    plan, opinion = _opinion(request, pk, opinion_id)

    def act(form: OpinionForm) -> str:
        give_opinion(plan, opinion.pk, actor=request.actor, agrees=form.agrees, text=form.cleaned_data["text"])
        return f"Đã gửi ý kiến; {plan.issuing_unit.short_name} được báo."

    return _about(request, plan, opinion, PlanVerb.OPINE, OpinionForm, "opinion_give", act)


@signed_in
def opinion_record(request: PortalRequest, pk: int, opinion_id: int) -> HttpResponse:
    """Write down an answer that came on paper or by telephone."""
    plan, opinion = _opinion(request, pk, opinion_id)

    def act(form: RecordOpinionForm) -> str:
        said = form.cleaned_data
        record_opinion(
            plan, opinion.pk, actor=request.actor, agrees=form.agrees, text=said["text"], source=said["source"]
        )
        return f"Đã ghi ý kiến của {opinion.name}."

    return _about(request, plan, opinion, PlanVerb.ASK, RecordOpinionForm, "opinion_record", act)


@signed_in
def opinion_settle(request: PortalRequest, pk: int, opinion_id: int) -> HttpResponse:
    """Say what was done about a comment."""
    plan, opinion = _opinion(request, pk, opinion_id)

    def act(form: SettleForm) -> str:
        answer = form.cleaned_data["answer"]
        settle_opinion(plan, opinion.pk, actor=request.actor, is_adopted=form.is_adopted, answer=answer)
        return f"Đã ghi cách xử lý ý kiến của {opinion.name}."

    return _about(request, plan, opinion, PlanVerb.ASK, SettleForm, "opinion_settle", act)


def _about(
    request: PortalRequest, plan: "Plan", opinion: Any, verb: PlanVerb, form_class: type[WayForm], name: str, act: Any
) -> HttpResponse:
    return ask_then_do(
        request,
        plan,
        verb=verb,
        form_class=form_class,
        template=f"plans/approving/{name}.html",
        act=act,
        context={"opinion": opinion},
    )


@signed_in
def plan_consulted(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask, then end the asking for opinions and go on."""
    plan = get_object_or_404(plans_visible_to(request.actor), pk=pk)

    def act(form: ConsultedForm) -> str:
        try:
            following = finish_consulting(plan, form.step_id, actor=request.actor, reason=form.cleaned_data["reason"])
        except RenderFailed as error:
            raise Invalid(error.message) from error
        goes_to = f" Văn bản chuyển sang bước {following.get_kind_display().lower()}." if following else ""
        return f"Đã kết thúc xin ý kiến.{goes_to}"

    return ask_then_do(
        request,
        plan,
        verb=PlanVerb.CONSULTED,
        form_class=ConsultedForm,
        template="plans/approving/plan_consulted.html",
        act=act,
        context={"asking": asking_of(plan, with_changes=True)},
    )
